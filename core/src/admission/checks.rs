//! The checks, in the order in which they are asked. Order matters: nobody learns that a group exists before it is certain
//! that she is of it.
use super::{Intent, Standing};
use crate::{
    Refusal,
    clock::Moment,
    group::meeting::Place,
    refusals,
    table::{
        group::GroupState,
        membership::{MembershipState, Role},
        person::PersonState,
    },
};

refusals! {
    /// The group does not exist, or this person may not know that it does: the same answer as a wrong address.
    UNKNOWN_GROUP = "admission-unknown-group" => 404;
    /// Someone said that the account may be in other hands.
    FROZEN = "admission-frozen" => 403;
    /// The group's way of meeting is switched off on this site, or for this group.
    SWITCHED_OFF = "admission-switched-off" => 403;
    /// The group is not open yet.
    REHEARSAL_ONLY = "admission-not-open" => 403;
    /// The group has ended.
    GROUP_CLOSED = "admission-closed" => 410;
    /// Locked down: only facilitators may enter.
    GROUP_LOCKED = "admission-locked" => 403;
    /// Her membership is paused.
    MEMBERSHIP_PAUSED = "admission-membership-paused" => 403;
    /// The agreement has changed since she agreed.
    AGREEMENT_NEEDED = "admission-agreement-needed" => 409;
    /// She has not agreed, or no longer agrees, that her words are kept.
    CONSENT_NEEDED = "admission-consent-needed" => 409;
    /// Nobody can write for now.
    WRITING_PAUSED = "admission-writing-paused" => 409;
    /// The group meets, and does not meet now.
    NO_MEETING = "admission-no-meeting" => 409;
    /// It meets now, and nobody has let her in yet.
    AT_THE_DOOR = "admission-at-the-door" => 409;
    /// The meeting is held up: by a facilitator, or because none is there.
    MEETING_HELD_UP = "admission-meeting-held-up" => 409;
    /// No facilitator looks after the group.
    NO_COVER = "admission-no-facilitator" => 409;
}

pub(super) struct Check {
    /// The least that somebody wants for which it is asked.
    pub from: Intent,
    pub check: fn(&Standing, Place, Moment) -> Result<(), Refusal>,
}

/// The purpose of the consent that writing needs.
pub const KEEP_WORDS: &str = "keep-words";

pub(super) const CHECKS: &[Check] = &[
    Check { from: Intent::Help, check: membership },
    Check { from: Intent::Help, check: person },
    Check { from: Intent::Help, check: group_exists_for_her },
    Check { from: Intent::Read, check: switched_on },
    Check { from: Intent::Read, check: lockdown },
    Check { from: Intent::Read, check: membership_active },
    Check { from: Intent::Read, check: group_open },
    Check { from: Intent::Read, check: meeting },
    Check { from: Intent::Write, check: agreement },
    Check { from: Intent::Write, check: consent },
    Check { from: Intent::Write, check: facilitated },
    Check { from: Intent::Write, check: writing },
    Check { from: Intent::Write, check: meeting_goes_on },
];

fn membership(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    refuse(it.membership.state == MembershipState::Ended, UNKNOWN_GROUP)
}

fn person(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    refuse(it.person_state == PersonState::Ended, UNKNOWN_GROUP)?;
    refuse(it.person_state == PersonState::Frozen, FROZEN)
}

/// A draft is its facilitators' alone.
fn group_exists_for_her(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    let early = matches!(it.group.state, GroupState::Draft | GroupState::Rehearsing);
    refuse(early && it.membership.role != Role::Facilitator && !it.is_rehearsing, UNKNOWN_GROUP)
}

fn switched_on(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    refuse(!it.modality_is_on, SWITCHED_OFF)
}

fn lockdown(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    refuse(it.group.is_locked && it.membership.role != Role::Facilitator, GROUP_LOCKED)
}

fn membership_active(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    refuse(it.membership.state == MembershipState::Paused, MEMBERSHIP_PAUSED)
}

fn group_open(it: &Standing, _: Place, now: Moment) -> Result<(), Refusal> {
    refuse(it.group.state == GroupState::Closed || it.group.purge.is_some_and(|at| at <= now), GROUP_CLOSED)?;
    let facilitates = it.membership.role == Role::Facilitator;
    refuse(it.group.starts.is_some_and(|at| now < at) && !facilitates && !it.is_rehearsing, REHEARSAL_ONLY)
}

/// Reading is never taken away by a new version of the agreement; writing waits for it.
fn agreement(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    // Facilitators wrote it, and are bound by their work.
    let is_bound = it.membership.role == Role::Facilitator || it.agreement == it.accepted;
    refuse(it.agreement.is_none() || !is_bound, AGREEMENT_NEEDED)
}

/// In the room, let in by a facilitator; where the group meets at no time in particular there is no door.
fn meeting(_: &Standing, place: Place, _: Moment) -> Result<(), Refusal> {
    match place {
        Place::AnyTime | Place::In { .. } | Place::HeldUp { .. } => Ok(()),
        Place::Shut => Err(NO_MEETING),
        Place::AtTheDoor => Err(AT_THE_DOOR),
    }
}

fn meeting_goes_on(_: &Standing, place: Place, _: Moment) -> Result<(), Refusal> {
    refuse(matches!(place, Place::HeldUp { .. }), MEETING_HELD_UP)
}

fn consent(it: &Standing, _: Place, now: Moment) -> Result<(), Refusal> {
    // Where nothing is kept there is nothing to agree to.
    if it.group.keep_hours.is_none() {
        return Ok(());
    }
    // Staff and interpreters speak for the shelter, which keeps their words by its own policy.
    let given = it.membership.role != Role::Participant || it.consents.iter().any(|(purpose, until)| purpose == KEEP_WORDS && *until > now);
    refuse(!given, CONSENT_NEEDED)
}

fn facilitated(it: &Standing, _: Place, _: Moment) -> Result<(), Refusal> {
    refuse(!it.has_facilitator, NO_COVER)
}

fn writing(it: &Standing, _: Place, now: Moment) -> Result<(), Refusal> {
    let ended = it.group.ends.is_some_and(|at| at <= now);
    let paused = it.group.is_paused || it.group.state == GroupState::Paused || ended;
    refuse(paused && it.membership.role != Role::Facilitator, WRITING_PAUSED)
}

fn refuse(wrong: bool, refusal: Refusal) -> Result<(), Refusal> {
    if wrong { Err(refusal) } else { Ok(()) }
}
