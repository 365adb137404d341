//! Whether a person may take part in a group, by one modality, at this moment. [`admit`] is the only way in.
//!
//! What decides it is loaded once ([`Standing`]) and asked check by check, in the order of a table. Every change of anything
//! that a check looks at bumps an epoch, so that asking again is free until something changed ([`renew`]).
mod checks;
mod standing;
#[cfg(test)]
mod tests;

pub use checks::{
    AGREEMENT_NEEDED, AT_THE_DOOR, CONSENT_NEEDED, FROZEN, GROUP_CLOSED, GROUP_LOCKED, MEETING_HELD_UP, MEMBERSHIP_PAUSED, NO_COVER, NO_MEETING,
    REHEARSAL_ONLY, SWITCHED_OFF, UNKNOWN_GROUP, WRITING_PAUSED,
};
pub use checks::{KEEP_WORDS, REFUSALS};
pub use standing::{Standing, Standings};

use crate::{
    Kernel, Refusal, Result,
    clock::{DAY, Moment},
    group::meeting::Place,
    id::{GroupId, MembershipId, PersonId},
    table::{group::Timing, membership::Role},
};
use std::sync::Arc;

/// What somebody wants to do in a group. Each needs all that the ones before it need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// Help, the agreement, her own choices: open even while she must agree again, so that help is never withheld.
    Help,
    Read,
    Write,
}

/// Proof that every check passed. Only this module makes one.
#[derive(Debug, Clone)]
pub struct Admission {
    standing: Arc<Standing>,
    intent: Intent,
    epoch: u64,
    place: Place,
}

impl Admission {
    pub fn person(&self) -> PersonId {
        self.standing.person
    }

    pub fn group(&self) -> GroupId {
        self.standing.group.id
    }

    pub fn membership(&self) -> MembershipId {
        self.standing.membership.id
    }

    pub fn role(&self) -> Role {
        self.standing.membership.role
    }

    pub fn is_facilitator(&self) -> bool {
        self.role() == Role::Facilitator
    }

    pub fn intent(&self) -> Intent {
        self.intent
    }

    /// Where she is, as far as meetings go.
    pub fn place(&self) -> Place {
        self.place
    }

    /// From when on she may read what was said to the group: since she came to it, and where it meets, since she was let in.
    /// Whatever shows history asks this, and nothing else.
    pub fn sees_since(&self) -> Moment {
        let joined = self.standing.membership.joined;
        match self.place {
            Place::AnyTime => joined,
            Place::In { since } | Place::HeldUp { since } => since.max(joined),
            Place::Shut | Place::AtTheDoor => Moment(i64::MAX),
        }
    }

    /// Whether she came less than a day ago: what newcomers say is looked at with more care.
    pub fn is_new(&self, now: Moment) -> bool {
        self.standing.membership.joined + DAY > now
    }

    /// What the checks were asked about.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }
}

/// Asks every check in order; the first refusal is the answer.
pub async fn admit(kernel: &Kernel, person: PersonId, group: GroupId, intent: Intent) -> Result<Admission> {
    let epoch = kernel.standings.epoch(person, group);
    let standing = standing::find(kernel, person, group).await?.ok_or(UNKNOWN_GROUP)?;
    let place = ask(kernel, &standing, intent)?;
    Ok(Admission { standing, intent, epoch, place })
}

/// The same proof, for another intent or a later moment. Loads nothing unless something changed.
pub async fn renew(kernel: &Kernel, admission: &Admission, intent: Intent) -> Result<Admission> {
    if kernel.standings.epoch(admission.person(), admission.group()) == admission.epoch {
        let place = ask(kernel, &admission.standing, intent)?; // time alone can end a consent, or a meeting
        return Ok(Admission { intent, place, ..admission.clone() });
    }
    admit(kernel, admission.person(), admission.group(), intent).await
}

/// Whether she may write, and if not why: for pages that show the reason beside the words.
pub fn what_stops(kernel: &Kernel, admission: &Admission, intent: Intent) -> Option<Refusal> {
    ask(kernel, &admission.standing, intent).err()
}

fn ask(kernel: &Kernel, standing: &Standing, intent: Intent) -> Result<Place, Refusal> {
    let now = kernel.clock.now();
    let place = place(kernel, standing, now);
    checks::CHECKS.iter().filter(|it| it.from <= intent).try_for_each(|it| (it.check)(standing, place, now))?;
    Ok(place)
}

/// A rehearsal is gone through at any time: staff try what people would see, alone.
fn place(kernel: &Kernel, standing: &Standing, now: Moment) -> Place {
    if standing.group.timing != Some(Timing::Synchronous) || standing.is_rehearsing {
        return Place::AnyTime;
    }
    let is_facilitator = standing.membership.role == Role::Facilitator;
    kernel.sittings.place(standing.group.id, standing.membership.id, is_facilitator, now)
}
