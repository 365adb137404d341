//! A part of a long conversation, found by where it begins and not by counting: the ten-thousandth entry costs what the
//! twentieth costs.
use super::{Entry, kept::visible, open_all};
use crate::{Kernel, Result, admission::Admission, id::EntryId, table::entry};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
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
    let reader = kernel.store.reader();
    // A place that she may not see, or that is gone, is no place: she gets the end.
    let (from, seq) = match from {
        From::Before(id) | From::After(id) | From::At(id) => {
            let place = entry::Entity::find()
                .filter(entry::Column::Id.eq(id))
                .filter(entry::Column::Thread.eq(thread))
                .filter(visible(admission))
                .one(reader)
                .await?;
            place.map_or((From::End, 0), |it| (from, it.seq))
        }
        From::Beginning | From::End => (from, 0),
    };
    let all = entry::Entity::find().filter(entry::Column::Thread.eq(thread)).filter(visible(admission)).limit(take + 1);
    let is_backward = matches!(from, From::End | From::Before(_));
    let all = match from {
        From::Before(_) => all.filter(entry::Column::Seq.lt(seq)),
        From::After(_) => all.filter(entry::Column::Seq.gt(seq)),
        From::At(_) => all.filter(entry::Column::Seq.gte(seq)),
        From::Beginning | From::End => all,
    };
    let mut rows = match is_backward {
        true => all.order_by_desc(entry::Column::Seq).all(reader).await?,
        false => all.order_by_asc(entry::Column::Seq).all(reader).await?,
    };
    let has_more = rows.len() as u64 > take;
    rows.truncate(take as usize);
    if is_backward {
        rows.reverse();
    }
    let (has_earlier, has_later) = match from {
        From::End => (has_more, false),
        From::Beginning => (false, has_more),
        From::Before(_) => (has_more, true),
        From::After(_) => (true, has_more),
        From::At(_) => (true, has_more), // a link too many at the very beginning does no harm
    };
    Ok(Part { entries: open_all(kernel, rows).await?, has_earlier, has_later })
}

/// The newest so many entries of a conversation without their words: when, by whom. For private counts of what is new.
pub async fn newest(kernel: &Kernel, admission: &Admission, thread: Uuid, take: u64) -> Result<Vec<(crate::clock::Moment, crate::id::MembershipId)>> {
    let rows = entry::Entity::find()
        .select_only()
        .columns([entry::Column::At, entry::Column::Author])
        .filter(entry::Column::Thread.eq(thread))
        .filter(entry::Column::State.eq(entry::EntryState::Published))
        .filter(visible(admission))
        .order_by_desc(entry::Column::Seq)
        .limit(take);
    Ok(rows.into_tuple().all(kernel.store.reader()).await?)
}

/// Entries of the group by id, as this person may see them.
pub async fn of_ids(kernel: &Kernel, admission: &Admission, ids: Vec<EntryId>) -> Result<Vec<Entry>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = entry::Entity::find().filter(entry::Column::Id.is_in(ids)).filter(visible(admission)).all(kernel.store.reader()).await?;
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
