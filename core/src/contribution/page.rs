//! A part of a long conversation, found by where it begins and not by counting: the ten-thousandth entry costs what the
//! twentieth costs.
use super::{
    Entry,
    kept::{visible, visible_among},
    open_all,
};
use crate::{
    Kernel, Result,
    admission::Admission,
    id::EntryId,
    table::{
        entry::{self, EntryState},
        mark,
    },
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Asterisk, Expr, Query, SubQueryStatement},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Which part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    Beginning,
    End,
    /// What comes before this entry.
    Before(EntryId),
    /// What comes after it.
    After(EntryId),
    /// The part that begins with it.
    At(EntryId),
}

/// So many entries, oldest first, and whether there are others on either side.
#[derive(Debug, Clone)]
pub struct Part {
    pub entries: Vec<Entry>,
    pub has_earlier: bool,
    pub has_later: bool,
}

/// A part of a conversation as this person may see it.
pub async fn part(kernel: &Kernel, admission: &Admission, thread: Uuid, from: From, take: u64) -> Result<Part> {
    Ok(part_and(kernel, admission, thread, from, take, None).await?.0)
}

/// The same together with one more entry that the page needs, wherever it stands, such as the one that bears the title; asked
/// for at once, because each question to the database costs a page more than an entry does.
pub async fn part_and(
    kernel: &Kernel,
    admission: &Admission,
    thread: Uuid,
    from: From,
    take: u64,
    also: Option<EntryId>,
) -> Result<(Part, Option<Entry>)> {
    let reader = kernel.store.reader();
    let in_thread = || entry::Entity::find().filter(entry::Column::Thread.eq(thread)).filter(visible(admission));
    // A place that she may not see, or that is gone, is no place: she gets the end.
    let (from, seq) = match from {
        From::Before(id) | From::After(id) | From::At(id) => {
            let place = in_thread().filter(entry::Column::Id.eq(id)).one(reader).await?;
            place.map_or((From::End, 0), |it| (from, it.seq))
        }
        From::Beginning | From::End => (from, 0),
    };
    let is_backward = matches!(from, From::End | From::Before(_));
    let within = |at: i64| match from {
        From::Before(_) => at < seq,
        From::After(_) => at > seq,
        From::At(_) => at >= seq,
        From::Beginning | From::End => true,
    };
    let places = in_thread().limit(take + 1);
    let places = match from {
        From::Before(_) => places.filter(entry::Column::Seq.lt(seq)),
        From::After(_) => places.filter(entry::Column::Seq.gt(seq)),
        From::At(_) => places.filter(entry::Column::Seq.gte(seq)),
        From::Beginning | From::End => places,
    };
    let places = places.order_by(entry::Column::Seq, if is_backward { Order::Desc } else { Order::Asc });
    let mut rows = match also {
        None => places.all(reader).await?,
        Some(id) => {
            let places = places.select_only().column(entry::Column::Seq).into_query();
            // Asked of each side alone: asked of both together it makes SQLite look through the whole group.
            let this_one = visible(admission).add(entry::Column::Id.eq(id));
            entry::Entity::find().filter(Condition::any().add(this_one).add(entry::Column::Seq.in_subquery(places))).all(reader).await?
        }
    };
    rows.sort_unstable_by_key(|it| it.seq);
    let mut apart = None;
    if let Some(at) = also.and_then(|id| rows.iter().position(|it| it.id == id)) {
        // Where as many were found without it as were asked for, it stands outside of what was asked for.
        let is_of_it = rows[at].thread == Some(thread) && within(rows[at].seq) && rows.len() as u64 <= take + 1;
        apart = Some(if is_of_it { rows[at].clone() } else { rows.remove(at) });
    }
    let has_more = rows.len() as u64 > take;
    if has_more {
        rows.remove(if is_backward { 0 } else { rows.len() - 1 });
    }
    let (has_earlier, has_later) = match from {
        From::End => (has_more, false),
        From::Beginning => (false, has_more),
        From::Before(_) => (has_more, true),
        From::After(_) => (true, has_more),
        // One question more; a link that leads to nothing would be worse.
        From::At(_) => (in_thread().filter(entry::Column::Seq.lt(seq)).one(reader).await?.is_some(), has_more),
    };
    let entries = open_all(kernel, rows).await?;
    let apart = match apart {
        None => None,
        Some(row) => match entries.iter().find(|it| it.id == row.id) {
            Some(here) => Some(here.clone()),
            None => open_all(kernel, vec![row]).await?.pop(),
        },
    };
    Ok((Part { entries, has_earlier, has_later }, apart))
}

/// Whether she may see anything of a conversation: part of the question by which a modality finds its own row.
pub fn has_any(admission: &Admission, thread: Uuid) -> Expr {
    let rows = entry::Entity::find().select_only().column(entry::Column::Seq).filter(entry::Column::Thread.eq(thread)).filter(visible(admission));
    // From the end: what was said before she came is not hers to see, and there may be much of it.
    Expr::exists(rows.order_by_desc(entry::Column::Seq).limit(1).into_query())
}

/// How many entries of others are new to her in each of these conversations, as far as `most` of each are looked at: one
/// question, however many conversations. For her alone. What she never opened is not counted.
pub async fn news(kernel: &Kernel, admission: &Admission, threads: Vec<Uuid>, most: u64) -> Result<HashMap<Uuid, u64>> {
    if threads.is_empty() {
        return Ok(HashMap::new());
    }
    let (newest, own) = ("newest", admission.membership());
    let of_thread = Query::select()
        .columns([entry::Column::At, entry::Column::Author].map(|it| (entry::Entity, it)))
        .from(entry::Entity)
        .and_where(entry::Column::Thread.into_expr().equals((mark::Entity, mark::Column::Thread)))
        .and_where(entry::Column::State.eq(EntryState::Published))
        .cond_where(visible(admission))
        .order_by((entry::Entity, entry::Column::Seq), Order::Desc)
        .limit(most)
        .take();
    let count = Query::select()
        .expr(Expr::col(Asterisk).count())
        .from_subquery(of_thread, newest)
        .and_where(Expr::col((newest, entry::Column::At)).gt(Expr::col((mark::Entity, mark::Column::Seen))))
        .and_where(Expr::col((newest, entry::Column::Author)).ne(own))
        .take();
    let rows: Vec<(Uuid, i64)> = mark::Entity::find()
        .select_only()
        .column(mark::Column::Thread)
        .expr_as(Expr::from(SubQueryStatement::from(count)), "count")
        .filter(mark::Column::Membership.eq(own))
        .filter(mark::Column::Thread.is_in(threads))
        .into_tuple()
        .all(kernel.store.reader())
        .await?;
    Ok(rows.into_iter().map(|(thread, count)| (thread, u64::try_from(count).unwrap_or_default())).collect())
}

/// Entries of the group by id, as this person may see them.
pub async fn of_ids(kernel: &Kernel, admission: &Admission, ids: Vec<EntryId>) -> Result<Vec<Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = entry::Entity::find().filter(visible_among(admission, ids)).all(kernel.store.reader()).await?;
    open_all(kernel, rows).await
}

/// The group's newest entries that she may see, in one stretch: for looking through them. `before` continues an earlier one.
pub async fn stretch(kernel: &Kernel, admission: &Admission, before: Option<i64>, take: u64) -> Result<(Vec<Entry>, Option<i64>)> {
    let mut rows = entry::Entity::find().filter(visible(admission)).filter(entry::Column::Words.is_not_null());
    if let Some(before) = before {
        rows = rows.filter(entry::Column::Seq.lt(before));
    }
    let rows = rows.order_by_desc(entry::Column::Seq).limit(take).all(kernel.store.reader()).await?;
    let next = (rows.len() as u64 == take).then(|| rows.last().map(|it| it.seq)).flatten();
    Ok((open_all(kernel, rows).await?, next))
}
