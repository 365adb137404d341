//! What waits for somebody who takes part by texts: what stands in her group's feed after her place in it, and the few entries behind her place
//! that were out of sight when she came past, or of which she has only a part. Nothing is passed over: what was let through late, or what a
//! day's budget left over, is there when she says OPEN.
mod piece;
mod waiting;

pub use piece::{Piece, next, shape};

use crate::{
    feed,
    table::{
        feed as feed_rows,
        seat::Model as Seat,
        unread::{Column, Entity},
    },
};
use hearth_core::{
    Kernel, Result,
    id::{GroupId, MembershipId},
    store::Tx,
    table::entry::{self, Audience, EntryState},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, IntoSimpleExpr, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};

/// How many wait for her.
pub async fn count(kernel: &Kernel, seat: &Seat) -> Result<u64> {
    let reader = kernel.store.reader();
    Ok(apart(seat).count(reader).await? + ahead(seat).count(reader).await?)
}

/// Whether anything waits for her.
pub async fn is_any(kernel: &Kernel, seat: &Seat) -> Result<bool> {
    let reader = kernel.store.reader();
    Ok(ahead(seat).one(reader).await?.is_some() || apart(seat).one(reader).await?.is_some())
}

/// What waits behind her place.
fn apart(seat: &Seat) -> Select<Entity> {
    Entity::find().filter(Column::Membership.eq(seat.membership)).filter(Expr::exists(seen_by(seat.membership, Column::Entry)))
}

/// What waits after it.
fn ahead(seat: &Seat) -> Select<feed_rows::Entity> {
    let after = feed_rows::Entity::find().filter(feed_rows::Column::Group.eq(seat.group)).filter(feed_rows::Column::Position.gt(seat.read));
    after.filter(Expr::exists(seen_by(seat.membership, feed_rows::Column::Entry)))
}

/// The entry that a row stands for, where it is in sight, is said to her, and is not her own.
fn seen_by(membership: MembershipId, of: impl ColumnTrait) -> SelectStatement {
    let said_to_her = Condition::any().add(entry::Column::Audience.eq(Audience::Group)).add(entry::Column::Line.eq(membership));
    let entry = entry::Entity::find().select_only().column(entry::Column::Seq);
    entry
        .filter(Expr::col((entry::Entity, entry::Column::Id)).eq(of.into_simple_expr()))
        .filter(entry::Column::State.eq(EntryState::Published))
        .filter(entry::Column::Author.ne(membership))
        .filter(said_to_her)
        .into_query()
}

pub async fn let_go_of_group(kernel: &Kernel, group: GroupId) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_many().filter(Column::Group.eq(group)).exec(tx).await?;
            feed::let_go_of_group(tx, group).await
        })
        .await
}

pub async fn forget(tx: &Tx, membership: MembershipId) -> Result<()> {
    Entity::delete_many().filter(Column::Membership.eq(membership)).exec(tx).await?;
    Ok(())
}

/// Rows of entries that are gone.
pub async fn sweep(kernel: &Kernel) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let alive = entry::Entity::find().select_only().column(entry::Column::Id);
            Entity::delete_many().filter(Column::Entry.not_in_subquery(alive.into_query())).exec(tx).await?;
            feed::sweep(tx).await
        })
        .await
}
