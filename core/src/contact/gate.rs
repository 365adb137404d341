//! The gate: one decision for every message that would leave.
use super::{
    Brought, Errand, Medium, Purpose, What, before,
    decision::{Decision, Facts, decide},
    permission, safe_contact, waiting,
};
use crate::{
    Kernel, Result,
    clock::Moment,
    id::{GroupId, InvitationId, MembershipId, PersonId},
    locale::Language,
    site,
    table::{
        consent,
        entry::{self, Audience, EntryState},
        membership::{self, MembershipState},
        person,
    },
};
use std::time::Duration;
use uuid::Uuid;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Waits for her hours.
    Waits,
    /// She did not ask for it, or nothing carries it: nothing was sent, and nothing is kept.
    NotSent,
    /// A carrier was asked, and refuses it for good, or says that nobody is there. Another try would be refused, too.
    Refused,
}

/// A carrier that does not answer is tried again later.
const PATIENCE: Duration = Duration::from_secs(120);
const TRY_AGAIN: Duration = Duration::from_secs(10 * 60);

/// Reaches a person as her safe-contact record allows: now, later, or not at all.
pub async fn reach(kernel: &Kernel, person: PersonId, by: Medium, purpose: Purpose) -> Result<Outcome> {
    if kernel.transport(by).is_none() {
        return Ok(Outcome::NotSent);
    }
    let Some(row) = kernel.store.row::<person::Entity>(person::Column::Id, person).await? else { return Ok(Outcome::NotSent) };
    let Some(kept) = safe_contact::find(kernel, person).await? else { return Ok(Outcome::NotSent) };
    let now = kernel.clock.now();
    let Some(about) = about(kernel, purpose).await? else { return Ok(Outcome::NotSent) };
    // The place whose consent holds longest speaks for her; of two that end together always the same.
    let mut agreed: Option<(Moment, membership::Model)> = None;
    for place in places_for(kernel, person, &about).await? {
        let said = kernel.store.rows::<consent::Entity>(consent::Column::Membership, place.id).await?;
        if let Some(until) = permission::until(said, permission::purpose(by, purpose))
            && agreed.as_ref().is_none_or(|it| (it.0, it.1.id) < (until, place.id))
        {
            agreed = Some((until, place));
        }
    }
    let agreed_until = agreed.as_ref().map(|it| it.0);
    let facts = Facts { person: row.state, record: Some(&kept.content), ask_again: kept.ask_again, agreed_until };
    let language = Language::from_code(&row.language).unwrap_or_default();
    let zone = site::current(kernel).await?.zone();
    let (to, words) = match decide(&facts, by, purpose, &zone, now) {
        Decision::Send { to, words } => (to, words),
        Decision::Wait(due) => {
            waiting::put(kernel, person, by, purpose, due).await?;
            return Ok(Outcome::Waits);
        }
        Decision::No => return Ok(Outcome::NotSent),
    };
    let Some((_, member)) = agreed else { return Ok(Outcome::NotSent) };
    let what = match about {
        About::Entry(row) => What::Entry(row),
        _ if purpose.is_notice() => {
            let words = kernel.words.say(language, words, &[]);
            if matches!(purpose, Purpose::LookedUp(_)) { What::Told(words) } else { What::Words(words) }
        }
        _ => What::Digest,
    };
    let errand = Errand { person, place: member.id, member: Some(member), language: Some(language), to, what };
    match carry(kernel, by, &errand).await {
        again @ (Some(Brought::Later | Brought::Changed) | None) => {
            let when = if again == Some(Brought::Changed) { now } else { now + TRY_AGAIN };
            waiting::put(kernel, person, by, purpose, when).await?;
            Ok(Outcome::Waits)
        }
        brought => Ok(outcome(brought)),
    }
}

/// Answers what she has just written by this medium, from the address that she registered: she is there, whatever the hour. Asked of
/// nothing but whether this is her way, and whether she ever said "never". The words are the caller's: one of the sentences that say
/// nothing, or what she has just asked to read.
pub async fn answer(kernel: &Kernel, place: MembershipId, by: Medium, words: String) -> Result<Outcome> {
    to_member(kernel, place, by, What::Answer(words)).await
}

/// The same, where she has just asked for something that needs her yes: `asked` says which words she was sent, so that her yes is to no
/// others.
pub async fn ask_member(kernel: &Kernel, place: MembershipId, by: Medium, words: String, asked: u32, language: Language) -> Result<Outcome> {
    to_member(kernel, place, by, What::Asked { words, asked, language }).await
}

async fn to_member(kernel: &Kernel, place: MembershipId, by: Medium, what: What) -> Result<Outcome> {
    let Some(row) = kernel.store.row::<membership::Entity>(membership::Column::Id, place).await? else { return Ok(Outcome::NotSent) };
    let Some(kept) = safe_contact::find(kernel, row.person).await? else { return Ok(Outcome::NotSent) };
    let Some(way) = kept.content.way(by).filter(|it| it.is_usable() && !kept.content.never) else { return Ok(Outcome::NotSent) };
    let errand = Errand { person: row.person, place, member: Some(row), language: None, to: way.address.clone(), what };
    // One that is not carried is not tried again: an answer that comes when she is not there any more is worse than none.
    Ok(outcome(carry(kernel, by, &errand).await))
}

/// Answers somebody who came by herself, with an invitation that holds, from an address that is proved to be hers. The gate has nothing to
/// ask about her: she is nobody yet. Whoever calls this has asked for both.
pub async fn ask(kernel: &Kernel, invitation: InvitationId, by: Medium, to: String, what: What) -> Result<Outcome> {
    Ok(outcome(carry(kernel, by, &Errand::to_nobody(invitation.0, to, what)).await))
}

/// Answers somebody who has just written by this medium and has no place here, or not yet: with one of the sentences that say nothing.
/// There is nothing to ask about her; how often it happens is the caller's to limit.
pub async fn reply(kernel: &Kernel, by: Medium, to: String, words: String) -> Result<Outcome> {
    to_nobody(kernel, by, to, What::Answer(words)).await
}

/// She has just said that nothing may come by this medium: the one message that says it is so.
pub async fn farewell(kernel: &Kernel, by: Medium, to: String, words: String) -> Result<Outcome> {
    to_nobody(kernel, by, to, What::Farewell(words)).await
}

async fn to_nobody(kernel: &Kernel, by: Medium, to: String, what: What) -> Result<Outcome> {
    Ok(outcome(carry(kernel, by, &Errand::to_nobody(Uuid::nil(), to, what)).await))
}

/// What became of it; none where nobody had it.
async fn carry(kernel: &Kernel, by: Medium, errand: &Errand) -> Option<Brought> {
    let transport = kernel.transport(by).cloned()?;
    match tokio::time::timeout(PATIENCE, transport.carry(kernel, errand)).await {
        Ok(Ok(brought)) => Some(brought),
        // Not the carrier's own words: they may quote the address.
        Ok(Err(_)) | Err(_) => {
            tracing::warn!(medium = ?by, "not carried yet");
            None
        }
    }
}

/// Of what is not tried again: only what a carrier took was sent.
fn outcome(brought: Option<Brought>) -> Outcome {
    match brought {
        Some(Brought::Yes) => Outcome::Sent,
        Some(Brought::Refused) => Outcome::Refused,
        Some(Brought::Nothing | Brought::Later | Brought::Changed) | None => Outcome::NotSent,
    }
}

/// What it is about.
enum About {
    Entry(Box<entry::Model>),
    /// One place of hers.
    Place(MembershipId),
    /// Her place in this group.
    Group(GroupId),
    Anything,
}

/// None: it is about nothing that is still there.
async fn about(kernel: &Kernel, purpose: Purpose) -> Result<Option<About>> {
    Ok(match purpose {
        Purpose::Attendance(id) => kernel.store.row::<entry::Entity>(entry::Column::Id, id).await?.map(|it| About::Entry(Box::new(it))),
        Purpose::Digest(place) | Purpose::NoticeOf(place) | Purpose::LookedUp(place) => Some(About::Place(place)),
        Purpose::Before(meeting) => before::group_of(kernel, meeting).await?.map(About::Group),
        Purpose::Notice => Some(About::Anything),
    })
}

/// The places of hers whose consent counts: all of them for a notice, the entry's own for an entry. None: it is not for her.
async fn places_for(kernel: &Kernel, person: PersonId, about: &About) -> Result<Vec<membership::Model>> {
    let places = kernel.store.rows::<membership::Entity>(membership::Column::Person, person).await?;
    // Someone who takes a break from a place is not called back to it.
    let active = places.into_iter().filter(|it| it.state == MembershipState::Active);
    let is_for_her = |it: &membership::Model| match about {
        About::Anything => true,
        About::Place(place) => it.id == *place,
        About::Group(group) => it.group == *group,
        About::Entry(entry) => {
            let is_hers = entry.audience == Audience::Group || entry.line == Some(it.id);
            it.group == entry.group && it.joined <= entry.at && is_hers && it.id != entry.author && entry.state == EntryState::Published
        }
    };
    Ok(active.filter(is_for_her).collect())
}
