//! Gathers what waits for one person, oldest first.
use crate::{
    feed, seat,
    table::{
        seat::Model as Seat,
        unread::{ActiveModel, Column, Entity},
    },
};
use futures_util::future::try_join_all;
use hearth_core::{
    Kernel, Result,
    admission::{self, Intent},
    clock::Moment,
    contribution::{self, Entry},
    id::{EntryId, GroupId, MembershipId},
    store::Tx,
    table::{
        entry::{self, Audience, EntryState},
        membership,
    },
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait,
    sea_query::OnConflict,
};
use std::collections::HashMap;

/// No text is made of more entries than this.
pub const LOOKED_AT: usize = 30;

/// Where an entry waits.
#[derive(Debug, Clone, Copy)]
pub enum Stands {
    /// Behind her place, in a row of its own.
    Apart(i64),
    /// In the feed, at this position.
    Ahead(i64),
}

pub struct Waiting {
    pub entry: Entry,
    pub stands: Stands,
    /// Characters of it that she has.
    pub sent: usize,
}

/// What waits for her, and what she comes past on the way.
#[derive(Default)]
pub struct Found {
    /// One more than a text is made of, where there are so many.
    pub waiting: Vec<Waiting>,
    /// Positions of what is out of sight now and may be shown again.
    pub unseen: Vec<(i64, EntryId)>,
}

/// What waits for her. Where nothing does, her place moves past what is not for her: her own entries, others' lines, what is gone.
pub async fn find(kernel: &Kernel, place: &membership::Model, seat: &Seat) -> Result<Found> {
    let mut found = Found::default();
    // All of them: there are few, and what is asked about many people at once is asked together.
    let mut rows = kernel.store.rows::<Entity>(Column::Membership, place.id).await?;
    rows.sort_by_key(|it| it.id);
    let entries = Entries::of(kernel, place, rows.iter().map(|it| it.entry)).await?;
    for row in rows {
        if let Some(entry) = entries.readable.get(&row.entry) {
            found.waiting.push(Waiting { entry: entry.clone(), stands: Stands::Apart(row.id), sent: usize::try_from(row.sent).unwrap_or(0) });
        }
    }
    let mut at = seat.read;
    while found.waiting.len() <= LOOKED_AT {
        let rows = feed::after(kernel, place.group, at, LOOKED_AT as u64 + 1).await?;
        let entries = Entries::of(kernel, place, rows.iter().map(|it| it.entry)).await?;
        for row in &rows {
            at = row.position;
            match entries.readable.get(&row.entry) {
                Some(entry) => found.waiting.push(Waiting { entry: entry.clone(), stands: Stands::Ahead(row.position), sent: 0 }),
                None if entries.unseen.contains(&row.entry) => found.unseen.push((row.position, row.entry)),
                None => {}
            }
        }
        if rows.len() <= LOOKED_AT {
            break;
        }
    }
    if found.waiting.is_empty() && at > seat.read {
        let (membership, group, unseen) = (place.id, place.group, found.unseen.clone());
        kernel
            .store
            .write(async move |tx: &Tx| {
                seat::read_until(tx, vec![membership], at).await?;
                keep_apart(tx, membership, group, at, &unseen).await
            })
            .await?;
    }
    Ok(found)
}

/// Where her place moves on to this position: what is out of sight until there is kept apart for her, once.
pub async fn keep_apart(tx: &Tx, membership: MembershipId, group: GroupId, position: i64, unseen: &[(i64, EntryId)]) -> Result<()> {
    let apart: Vec<_> = unseen
        .iter()
        .filter(|(at, _)| *at <= position)
        .map(|(_, entry)| ActiveModel { id: NotSet, membership: Set(membership), group: Set(group), entry: Set(*entry), sent: Set(0) })
        .collect();
    if !apart.is_empty() {
        let once = OnConflict::columns([Column::Membership, Column::Entry]).do_nothing().to_owned();
        Entity::insert_many(apart).on_conflict(once).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// From when on what was said to the group is hers to read: since she came to it, and where it meets, since she was let in. None: not now.
async fn sees_since(kernel: &Kernel, place: &membership::Model) -> Result<Option<Moment>> {
    match admission::admit(kernel, place.person, place.group, Intent::Read).await {
        Ok(admission) => Ok(Some(admission.sees_since())),
        Err(error) if error.refusal().is_some() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether staff can show again what they put out of sight. What was removed or taken back is gone.
fn may_come_back(state: EntryState) -> bool {
    matches!(state, EntryState::Held | EntryState::Hidden)
}

/// Those of some entries that she may read now, and those that others may show her later.
#[derive(Default)]
struct Entries {
    readable: HashMap<EntryId, Entry>,
    unseen: Vec<EntryId>,
}

impl Entries {
    async fn of(kernel: &Kernel, place: &membership::Model, ids: impl Iterator<Item = EntryId>) -> Result<Entries> {
        let asked: Vec<_> = ids.map(|id| kernel.store.row::<entry::Entity>(entry::Column::Id, id)).collect();
        if asked.is_empty() {
            return Ok(Entries::default());
        }
        let since = sees_since(kernel, place).await?;
        let is_hers = |it: &entry::Model| {
            let is_hers_to_see = match it.audience {
                Audience::Group => since.is_some_and(|since| it.at >= since),
                Audience::Staff => it.line == Some(place.id) && it.at >= place.joined,
            };
            it.group == place.group && it.author != place.id && is_hers_to_see
        };
        let hers = try_join_all(asked).await?.into_iter().flatten().filter(is_hers);
        let (shown, rest): (Vec<_>, Vec<_>) = hers.partition(|it| it.state == EntryState::Published);
        let unseen = rest.iter().filter(|it| may_come_back(it.state)).map(|it| it.id).collect();
        let opened = contribution::open_all(kernel, shown).await?;
        Ok(Entries { readable: opened.into_iter().filter(|it| it.words.is_some()).map(|it| (it.id, it)).collect(), unseen })
    }
}
