//! The feed of a group: its entries in the order in which they could first be read, so also what staff let through late stands behind
//! what everybody has. A text of one person costs the same whoever takes part: nothing is written for each of the others.
use crate::table::{
    feed::{ActiveModel, Column, Entity, Model},
    feed_end as ends,
};
use hearth_core::{
    Kernel, Result,
    contribution::Entry,
    id::GroupId,
    store::Tx,
    table::{
        entry::{self, Audience},
        group,
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict, Query},
};

/// Puts an entry at the end, once. For the transaction that stores it: what many say at once is kept by one commit.
pub async fn add(tx: &Tx, entry: &Entry) -> Result<()> {
    if entry.audience == Audience::Staff && entry.line.is_none() {
        return Ok(()); // for staff alone, who do not read by text
    }
    let row = ActiveModel { group: Set(entry.group), position: Set(take(tx, entry.group, 1).await?), entry: Set(entry.id) };
    let once = OnConflict::column(Column::Entry).do_nothing().to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    Ok(())
}

/// The same for an entry that was let through late, or comes from a conversation that was linked after it was said. Where it stands there
/// already, this only reads: an entry is told again after a restart, and where several nodes run.
pub async fn add_missing(kernel: &Kernel, entry: &Entry) -> Result<()> {
    if kernel.store.row::<Entity>(Column::Entry, entry.id).await?.is_some() {
        return Ok(());
    }
    let entry = entry.clone();
    kernel.store.write(async move |tx: &Tx| add(tx, &entry).await).await
}

/// Where it ends now: who begins here has nothing waiting.
pub async fn end(tx: &Tx, group: GroupId) -> Result<i64> {
    take(tx, group, 0).await
}

/// The end, so many further on. The row stays locked until the commit: positions become visible in their order, from whichever node.
async fn take(tx: &Tx, group: GroupId, many: i64) -> Result<i64> {
    let further = Expr::col((ends::Entity, ends::Column::Position)).add(many);
    let mut end = Query::insert();
    end.into_table(ends::Entity).columns([ends::Column::Group, ends::Column::Position]).values([group.0.into(), many.into()])?;
    end.on_conflict(OnConflict::column(ends::Column::Group).value(ends::Column::Position, further).to_owned());
    end.returning_col(ends::Column::Position);
    let row = tx.query_one(&end).await?;
    Ok(row.map(|it| it.try_get_by_index(0)).transpose()?.unwrap_or(many))
}

/// What stands after a position, at most so many. Of a group most have read as far as each other: it is asked once for all of them.
pub async fn after(kernel: &Kernel, group: GroupId, position: i64, many: u64) -> Result<Vec<Model>> {
    kernel.store.after::<Entity>(Column::Group, group, Column::Position, position, many).await
}

pub async fn let_go_of_group(tx: &Tx, group: GroupId) -> Result<()> {
    Entity::delete_many().filter(Column::Group.eq(group)).exec(tx).await?;
    Ok(())
}

/// What stands for entries and groups that are gone.
pub async fn sweep(tx: &Tx) -> Result<()> {
    let alive = entry::Entity::find().select_only().column(entry::Column::Id);
    Entity::delete_many().filter(Column::Entry.not_in_subquery(alive.into_query())).exec(tx).await?;
    let groups = group::Entity::find().select_only().column(group::Column::Id);
    ends::Entity::delete_many().filter(ends::Column::Group.not_in_subquery(groups.into_query())).exec(tx).await?;
    Ok(())
}
