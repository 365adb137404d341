//! Topics in the database: made with their first entry, counted as entries come and go, found through the person.
use crate::table::{self, Column, Entity};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, UNKNOWN_GROUP},
    audit::{self, Act},
    clock::Moment,
    contribution::{Entry, page},
    id::EntryId,
    store::Tx,
    table::entry::{self, EntryState},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use uuid::Uuid;

/// No list looks for more topics that nobody has let through yet.
const UNPUBLISHED: u64 = 100;

/// In the transaction that stores the entry.
pub async fn record(tx: &Tx, entry: &Entry, thread: Uuid, opens: bool) -> Result<()> {
    let published = entry.published.map(|_| entry.at);
    if opens {
        let row = table::ActiveModel {
            id: Set(thread),
            group: Set(entry.group),
            opening: Set(entry.id),
            created: Set(entry.at),
            latest: Set(published),
            entries: Set(i64::from(published.is_some())),
            is_closed: Set(false),
            is_pinned: Set(false),
        };
        row.insert(tx).await?;
    } else if let Some(at) = published {
        Entity::update_many()
            .col_expr(Column::Entries, Expr::col(Column::Entries).add(1))
            .col_expr(Column::Latest, Expr::value(at.0))
            .filter(Column::Id.eq(thread))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Counts anew what can be read of a topic. Safe to do twice.
pub async fn recount(kernel: &Kernel, thread: Uuid) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let shown = entry::Entity::find().filter(entry::Column::Thread.eq(thread)).filter(entry::Column::State.eq(EntryState::Published));
            let count = shown.clone().count(tx).await?;
            let newest = shown.order_by_desc(entry::Column::Seq).one(tx).await?.map(|it| it.at.0);
            Entity::update_many()
                .col_expr(Column::Entries, Expr::value(count as i64))
                .col_expr(Column::Latest, Expr::value(newest))
                .filter(Column::Id.eq(thread))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
}

/// A topic of this group. Whether she may see anything of it is decided by its entries.
pub async fn get(kernel: &Kernel, admission: &Admission, topic: Uuid) -> Result<table::Model> {
    let row = Entity::find_by_id(topic).filter(Column::Group.eq(admission.group())).one(kernel.store.reader()).await?;
    row.ok_or_else(|| UNKNOWN_GROUP.into())
}

/// A topic of which she may see something.
pub async fn seen(kernel: &Kernel, admission: &Admission, topic: Uuid) -> Result<table::Model> {
    let rows = Entity::find_by_id(topic).filter(Column::Group.eq(admission.group())).filter(page::has_any(admission, topic));
    rows.one(kernel.store.reader()).await?.ok_or_else(|| UNKNOWN_GROUP.into())
}

/// The entry that bears its title, where she may see it.
pub async fn opening(kernel: &Kernel, admission: &Admission, topic: &table::Model) -> Result<Option<Entry>> {
    Ok(page::of_ids(kernel, admission, vec![topic.opening]).await?.pop())
}

/// A page of the list: pinned topics first, then those written in last. `before` is the topic after which it goes on.
pub async fn list(kernel: &Kernel, admission: &Admission, before: Option<&table::Model>, take: u64) -> Result<(Vec<table::Model>, bool)> {
    let joined = match admission.is_facilitator() {
        true => Moment(0),
        false => admission.sees_since(),
    };
    let mut rows = Entity::find().filter(Column::Group.eq(admission.group())).filter(Column::Latest.gte(joined));
    if let Some((before, latest)) = before.and_then(|it| Some((it, it.latest?))) {
        let older =
            Condition::any().add(Column::Latest.lt(latest)).add(Condition::all().add(Column::Latest.eq(latest)).add(Column::Id.lt(before.id)));
        let on = match before.is_pinned {
            true => Condition::any().add(Column::IsPinned.eq(false)).add(older),
            false => Condition::all().add(Column::IsPinned.eq(false)).add(older),
        };
        rows = rows.filter(on);
    }
    let mut rows = rows
        .order_by_desc(Column::IsPinned)
        .order_by_desc(Column::Latest)
        .order_by_desc(Column::Id)
        .limit(take + 1)
        .all(kernel.store.reader())
        .await?;
    let has_more = rows.len() as u64 > take;
    rows.truncate(take as usize);
    Ok((rows, has_more))
}

/// Topics of which nothing was let through, with their first entry: her own; a facilitator's all.
pub async fn unpublished(kernel: &Kernel, admission: &Admission) -> Result<Vec<(table::Model, Entry)>> {
    let rows = Entity::find()
        .filter(Column::Group.eq(admission.group()))
        .filter(Column::Latest.is_null())
        .order_by_desc(Column::Created)
        .limit(UNPUBLISHED)
        .all(kernel.store.reader())
        .await?;
    let ids: Vec<EntryId> = rows.iter().map(|it| it.opening).collect();
    let openings = page::of_ids(kernel, admission, ids).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let opening = openings.iter().find(|it| it.id == row.opening && it.words.is_some())?.clone();
            Some((row, opening))
        })
        .collect())
}

/// A facilitator closes a topic, opens it again, pins it or lets it go. Written down as what it is.
pub async fn set(kernel: &Kernel, by: &Admission, topic: &table::Model, column: Column, is_so: bool, act: &'static str) -> Result<()> {
    let act = Act { actor: Some(by.person()), act, subject: Some(topic.id), group: Some(by.group()), reason: None };
    let (id, kernel_in) = (topic.id, kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::update_many().col_expr(column, Expr::value(is_so)).filter(Column::Id.eq(id)).exec(tx).await?;
            audit::record(&kernel_in, tx, act.clone()).await
        })
        .await
}
