//! What waits at the desk: held entries, reports, private lines that nobody answered. Flagged first, then oldest first.
use crate::{
    Kernel, Result,
    admission::{self, Admission, Intent},
    clock::Moment,
    contribution::{self, Entry, change::GIVEN_BACK, open_all},
    id::{EntryId, GroupId, MembershipId, PersonId, ReportId},
    joining::application,
    moderation::personal_details,
    table::{
        entry::{self, Audience, EntryState},
        membership::{self, MembershipState, Role},
        report,
    },
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

/// No desk shows more at once; the oldest come first, so nothing is passed over.
const MOST: u64 = 200;

/// Older than this, what waits is shown in alarm.
pub const ALARM: Duration = Duration::from_secs(4 * 60 * 60);

/// Why it waits.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Kept back before anyone saw it.
    Held,
    /// A participant asked staff to look.
    Reported { report: ReportId, by: MembershipId, reason: String, words: Option<EntryId> },
    /// Somebody wrote to staff, and nobody has answered.
    ToStaff,
}

#[derive(Debug, Clone)]
pub struct Waiting {
    pub kind: Kind,
    pub entry: Entry,
    pub since: Moment,
    /// Somebody may be in danger by it: reported, or personal details in it.
    pub is_flagged: bool,
}

/// Everything that waits for this facilitator.
pub async fn waiting(kernel: &Kernel, person: PersonId) -> Result<Vec<Waiting>> {
    let groups = groups(kernel, person).await?;
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = held(kernel, &groups).await?;
    found.extend(reported(kernel, &groups).await?);
    found.extend(to_staff(kernel, &groups).await?);
    found.sort_by_key(|it| (!it.is_flagged, it.since));
    Ok(found)
}

/// How much waits for this member of staff: on the desk, and people who ask to come.
pub async fn count(kernel: &Kernel, person: PersonId) -> Result<u64> {
    let applicants = application::waiting(kernel, person).await?.len();
    Ok((waiting(kernel, person).await?.len() + applicants) as u64)
}

/// What stands before it in its conversation: as much as one needs to understand it, the topic's first words included.
pub async fn context(kernel: &Kernel, admission: &Admission, entry: &Entry) -> Result<Vec<Entry>> {
    let Some(thread) = entry.thread else { return Ok(Vec::new()) };
    if !admission.is_facilitator() {
        return Ok(Vec::new());
    }
    let part = contribution::page::part(kernel, admission, thread, contribution::page::From::Before(entry.id), 2).await?;
    Ok(part.entries.into_iter().filter(|it| it.words.is_some()).collect())
}

/// Active participants who were not here for so many days: whom to check in with. By the day, never the hour.
pub async fn not_heard_since(kernel: &Kernel, by: &Admission, days: u32) -> Result<Vec<(MembershipId, Option<Moment>)>> {
    if !by.is_facilitator() {
        return Err(admission::UNKNOWN_GROUP.into());
    }
    let since = kernel.clock.now().day() - crate::clock::days(days);
    let quiet = Condition::any()
        .add(membership::Column::Seen.lt(since))
        .add(Condition::all().add(membership::Column::Seen.is_null()).add(membership::Column::Joined.lt(since)));
    let rows = membership::Entity::find()
        .filter(membership::Column::Group.eq(by.group()))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .filter(membership::Column::Role.eq(Role::Participant))
        .filter(quiet)
        .order_by_asc(membership::Column::Seen)
        .all(kernel.store.reader())
        .await?;
    Ok(rows.into_iter().map(|it| (it.id, it.seen)).collect())
}

/// The groups that she looks after now. The desk shows nothing of any other.
async fn groups(kernel: &Kernel, person: PersonId) -> Result<Vec<GroupId>> {
    let places = membership::Entity::find()
        .filter(membership::Column::Person.eq(person))
        .filter(membership::Column::Role.eq(Role::Facilitator))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .all(kernel.store.reader())
        .await?;
    let mut groups = Vec::new();
    for place in places {
        if admission::admit(kernel, person, place.group, Intent::Help).await.is_ok_and(|it| it.is_facilitator()) {
            groups.push(place.group);
        }
    }
    Ok(groups)
}

async fn held(kernel: &Kernel, groups: &[GroupId]) -> Result<Vec<Waiting>> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Group.is_in(groups.iter().copied()))
        .filter(entry::Column::State.eq(EntryState::Held))
        .filter(entry::Column::Proposal.is_null())
        .order_by_asc(entry::Column::Seq)
        .limit(MOST)
        .all(kernel.store.reader())
        .await?;
    let mut entries = open_all(kernel, rows).await?;
    for group in groups {
        entries.extend(kernel.fleeting.held(*group));
    }
    Ok(entries
        .into_iter()
        // What waits for its author's answer does not wait for staff.
        .filter(|it| it.proposal.is_none() && !it.reasons.iter().any(|it| it == GIVEN_BACK))
        .map(|entry| {
            let is_flagged = entry.reasons.iter().any(|it| it == personal_details::REASON);
            Waiting { kind: Kind::Held, since: entry.edited.unwrap_or(entry.at), entry, is_flagged }
        })
        .collect())
}

async fn reported(kernel: &Kernel, groups: &[GroupId]) -> Result<Vec<Waiting>> {
    let reports = report::Entity::find()
        .filter(report::Column::Group.is_in(groups.iter().copied()))
        .filter(report::Column::Closed.is_null())
        .order_by_asc(report::Column::At)
        .limit(MOST)
        .all(kernel.store.reader())
        .await?;
    let ids: HashSet<EntryId> = reports.iter().map(|it| it.entry).collect();
    let rows = match ids.is_empty() {
        true => Vec::new(),
        false => entry::Entity::find().filter(entry::Column::Id.is_in(ids)).all(kernel.store.reader()).await?,
    };
    let entries: HashMap<EntryId, Entry> = open_all(kernel, rows).await?.into_iter().map(|it| (it.id, it)).collect();
    Ok(reports
        .into_iter()
        .filter_map(|it| {
            let entry = entries.get(&it.entry).cloned().or_else(|| kernel.fleeting.find(it.group, it.entry))?;
            let kind = Kind::Reported { report: it.id, by: it.by, reason: it.reason, words: it.words };
            Some(Waiting { kind, entry, since: it.at, is_flagged: true })
        })
        .collect())
}

#[derive(FromQueryResult)]
struct Last {
    seq: i64,
}

/// Lines on which the person herself spoke last.
async fn to_staff(kernel: &Kernel, groups: &[GroupId]) -> Result<Vec<Waiting>> {
    let lasts: Vec<Last> = entry::Entity::find()
        .select_only()
        .column_as(entry::Column::Seq.max(), "seq")
        .filter(entry::Column::Group.is_in(groups.iter().copied()))
        .filter(entry::Column::Audience.eq(Audience::Staff))
        .filter(entry::Column::Thread.is_null())
        .filter(entry::Column::Words.is_not_null())
        .group_by(entry::Column::Line)
        .into_model()
        .all(kernel.store.reader())
        .await?;
    let rows = match lasts.is_empty() {
        true => Vec::new(),
        false => entry::Entity::find().filter(entry::Column::Seq.is_in(lasts.iter().map(|it| it.seq))).all(kernel.store.reader()).await?,
    };
    let mut entries = open_all(kernel, rows).await?;
    // Where the group keeps nothing: the last of each line, in memory alone.
    for group in groups {
        let said = kernel.fleeting.to_staff(*group).into_iter().filter(|it| it.words.is_some());
        let last: HashMap<_, _> = said.map(|it| (it.line, it)).collect();
        entries.extend(last.into_values());
    }
    let own = entries.into_iter().filter(|it| it.line == Some(it.author));
    Ok(own.map(|entry| Waiting { kind: Kind::ToStaff, since: entry.at, entry, is_flagged: false }).collect())
}
