//! The gate: one decision for every message that would leave.
use super::{
    Medium, Purpose,
    decision::{Decision, Facts, decide},
    permission, safe_contact, waiting,
};
use crate::{
    Kernel, Result,
    clock::MINUTE,
    contribution,
    id::{EntryId, PersonId},
    locale::Language,
    site,
    table::{
        entry::{self, Audience, EntryState},
        membership::{self, MembershipState},
        person,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::time::Duration;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Waits for her hours.
    Waits,
    /// She did not ask for it, or nothing carries it: nothing was sent, and nothing is kept.
    NotSent,
}

/// A carrier that does not answer is tried again later.
const PATIENCE: Duration = Duration::from_secs(30);
const TRY_AGAIN: Duration = Duration::from_secs(10 * 60);

/// Reaches a person as her safe-contact record allows: now, later, or not at all.
pub async fn reach(kernel: &Kernel, person: PersonId, by: Medium, purpose: Purpose) -> Result<Outcome> {
    let Some(transport) = kernel.transport(by).cloned() else { return Ok(Outcome::NotSent) };
    let reader = kernel.store.reader();
    let Some(row) = person::Entity::find_by_id(person).one(reader).await? else { return Ok(Outcome::NotSent) };
    let Some(kept) = safe_contact::find(kernel, person).await? else { return Ok(Outcome::NotSent) };
    let now = kernel.clock.now();
    let Some(places) = place_for(kernel, person, purpose).await? else { return Ok(Outcome::NotSent) };
    let mut agreed_until = None;
    for place in &places {
        agreed_until = agreed_until.max(permission::agreed_until(reader, place, permission::purpose(by, purpose)).await?);
    }
    let facts = Facts { person: row.state, record: Some(&kept.content), ask_again: kept.ask_again, agreed_until };
    let zone = site::current(kernel).await?.zone();
    let (to, words) = match decide(&facts, by, purpose, &zone, now) {
        Decision::Send { to, words } => (to, words),
        Decision::Wait(due) => {
            waiting::put(kernel, person, by, purpose, due).await?;
            return Ok(Outcome::Waits);
        }
        Decision::No => return Ok(Outcome::NotSent),
    };
    let words = match purpose {
        Purpose::Notice => kernel.words.say(Language::from_code(&row.language).unwrap_or_default(), words, &[]),
        Purpose::Attendance(entry) => match entry_words(kernel, entry).await? {
            Some(words) => words,
            None => return Ok(Outcome::NotSent),
        },
    };
    match tokio::time::timeout(PATIENCE, transport.carry(&to, &words)).await {
        Ok(Ok(())) => Ok(Outcome::Sent),
        // Not the carrier's own words: they may quote the address.
        Ok(Err(_)) | Err(_) => {
            tracing::warn!(medium = ?by, "not carried yet");
            waiting::put(kernel, person, by, purpose, now + TRY_AGAIN.max(MINUTE)).await?;
            Ok(Outcome::Waits)
        }
    }
}

/// The places of hers whose consent counts: all of them for a notice, the entry's own for an entry. None: it is not for her.
async fn place_for(kernel: &Kernel, person: PersonId, purpose: Purpose) -> Result<Option<Vec<membership::Model>>> {
    let reader = kernel.store.reader();
    let Purpose::Attendance(id) = purpose else {
        // Someone who takes a break from a place is not called back to it.
        let places = permission::places(reader, person).await?;
        return Ok(Some(places.into_iter().filter(|it| it.state == MembershipState::Active).collect()));
    };
    let Some(entry) = entry::Entity::find().filter(entry::Column::Id.eq(id)).one(reader).await? else { return Ok(None) };
    let places = permission::places(reader, person).await?;
    let place = places.into_iter().find(|it| it.group == entry.group && it.state == MembershipState::Active && it.joined <= entry.at);
    let is_hers = |it: &membership::Model| entry.audience == Audience::Group || entry.line == Some(it.id);
    Ok(place.filter(is_hers).filter(|it| it.id != entry.author && entry.state == EntryState::Published).map(|it| vec![it]))
}

async fn entry_words(kernel: &Kernel, id: EntryId) -> Result<Option<String>> {
    let Some(row) = entry::Entity::find().filter(entry::Column::Id.eq(id)).one(kernel.store.reader()).await? else { return Ok(None) };
    Ok(contribution::open(kernel, row).await?.words.map(|it| it.body))
}
