//! Whether a person may take part in a group, by one modality, at this moment. [`admit`] is the only way in.
//!
//! What decides it is loaded once ([`Standing`]) and asked check by check, in the order of a table. Every change of anything
//! that a check looks at bumps an epoch, so that asking again is free until something changed ([`renew`]).
mod checks;
mod standing;
#[cfg(test)]
mod tests;

pub use checks::{
    AGREEMENT_NEEDED, CONSENT_NEEDED, FROZEN, GROUP_CLOSED, GROUP_LOCKED, MEMBERSHIP_PAUSED, NO_COVER, REHEARSAL_ONLY, SWITCHED_OFF, UNKNOWN_GROUP,
    WRITING_PAUSED,
};
pub use checks::{KEEP_WORDS, REFUSALS};
pub use standing::{Standing, Standings};

use crate::{
    Kernel, Refusal, Result,
    clock::Moment,
    id::{GroupId, MembershipId, PersonId},
    table::membership::Role,
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

    /// From when on she may read what was said to the group. Whatever shows history asks this, and nothing else.
    pub fn sees_since(&self) -> Moment {
        self.standing.membership.joined
    }

    pub fn intent(&self) -> Intent {
        self.intent
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
    ask(kernel, &standing, intent)?;
    Ok(Admission { standing, intent, epoch })
}

/// The same proof, for another intent or a later moment. Loads nothing unless something changed.
pub async fn renew(kernel: &Kernel, admission: &Admission, intent: Intent) -> Result<Admission> {
    if kernel.standings.epoch(admission.person(), admission.group()) == admission.epoch {
        ask(kernel, &admission.standing, intent)?; // time alone can end a consent
        return Ok(Admission { intent, ..admission.clone() });
    }
    admit(kernel, admission.person(), admission.group(), intent).await
}

/// Whether she may write, and if not why: for pages that show the reason beside the words.
pub fn what_stops(kernel: &Kernel, admission: &Admission, intent: Intent) -> Option<Refusal> {
    ask(kernel, &admission.standing, intent).err()
}

fn ask(kernel: &Kernel, standing: &Standing, intent: Intent) -> Result<(), Refusal> {
    let now = kernel.clock.now();
    checks::CHECKS.iter().filter(|it| it.from <= intent).try_for_each(|it| (it.check)(standing, now))
}
