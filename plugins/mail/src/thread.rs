//! Conversations in the database: made with their first entry, counted as entries come and go, found through the person.
use crate::table::thread::{self as table, Column, Entity};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, UNKNOWN_GROUP},
    clock::Moment,
    contribution::{Entry, page},
    id::{EntryId, GroupId},
    store::Tx,
    table::entry::{self, EntryState},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

/// No list looks for more conversations that nobody has let through yet.
const UNPUBLISHED: u64 = 100;

/// In the transaction that stores the entry. Where the list is another door into a conversation that was there before it, the
/// conversation is noted with the first entry that comes after.
pub async fn record(tx: &Tx, entry: &Entry, thread: Uuid) -> Result<()> {
    let row = table::ActiveModel {
        number: NotSet,
        id: Set(thread),
        group: Set(entry.group),
        opening: Set(entry.id),
        created: Set(entry.at),
        latest: Set(None),
        entries: Set(0),
    };
    let once = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    if entry.published.is_some() {
        Entity::update_many()
            .col_expr(Column::Entries, sea_orm::ExprTrait::add(Expr::col(Column::Entries), 1))
            .col_expr(Column::Latest, Expr::value(entry.at.0))
            .filter(Column::Id.eq(thread))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Counts anew what can be read of it. Safe to do twice.
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

/// By the number that stands in an address, in the group of whoever the address is of.
pub async fn by_number(kernel: &Kernel, group: GroupId, number: u32) -> Result<Option<table::Model>> {
    let row = Entity::find_by_id(i64::from(number)).filter(Column::Group.eq(group)).one(kernel.store.reader()).await?;
    Ok(row)
}

pub async fn find(kernel: &Kernel, thread: Uuid) -> Result<Option<table::Model>> {
    kernel.store.row::<Entity>(Column::Id, thread).await
}

/// A conversation of this group. Whether she may see anything of it is decided by its entries.
pub async fn get(kernel: &Kernel, admission: &Admission, thread: Uuid) -> Result<table::Model> {
    let row = find(kernel, thread).await?.filter(|it| it.group == admission.group());
    row.ok_or_else(|| UNKNOWN_GROUP.into())
}

/// A conversation of which she may see something.
pub async fn seen(kernel: &Kernel, admission: &Admission, thread: Uuid) -> Result<table::Model> {
    let rows = Entity::find().filter(Column::Id.eq(thread)).filter(Column::Group.eq(admission.group())).filter(page::has_any(admission, thread));
    rows.one(kernel.store.reader()).await?.ok_or_else(|| UNKNOWN_GROUP.into())
}

/// The entry that bears its subject, where she may see it.
pub async fn opening(kernel: &Kernel, admission: &Admission, thread: &table::Model) -> Result<Option<Entry>> {
    Ok(page::of_ids(kernel, admission, vec![thread.opening]).await?.pop())
}

/// A page of the list: those written in last come first. `before` is the conversation after which it goes on.
pub async fn list(kernel: &Kernel, admission: &Admission, before: Option<&table::Model>, take: u64) -> Result<(Vec<table::Model>, bool)> {
    let joined = match admission.is_facilitator() {
        true => Moment(0),
        false => admission.sees_since(),
    };
    let mut rows = Entity::find().filter(Column::Group.eq(admission.group())).filter(Column::Latest.gte(joined));
    if let Some((before, latest)) = before.and_then(|it| Some((it, it.latest?))) {
        let same = Condition::all().add(Column::Latest.eq(latest)).add(Column::Number.lt(before.number));
        rows = rows.filter(Condition::any().add(Column::Latest.lt(latest)).add(same));
    }
    let newest = rows.order_by_desc(Column::Latest).order_by_desc(Column::Number);
    let mut rows = newest.limit(take + 1).all(kernel.store.reader()).await?;
    let has_more = rows.len() as u64 > take;
    rows.truncate(take as usize);
    Ok((rows, has_more))
}

/// Conversations of which nothing was let through, with their first entry: her own; a facilitator's all.
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
    let with_words = |row: table::Model| {
        let opening = openings.iter().find(|it| it.id == row.opening && it.words.is_some())?.clone();
        Some((row, opening))
    };
    Ok(rows.into_iter().filter_map(with_words).collect())
}
