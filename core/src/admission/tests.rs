//! Each check, and the order in which they are asked: what a person learns from a refusal is never more than she may know.
use super::{checks::*, *};
use crate::{
    Refusal,
    clock::{Clock, Moment, days},
    id::{AgreementId, GroupId, MembershipId, PersonId},
    table::{
        group::{self, Anonymity, GroupState, PreModeration, Timing, Vetting},
        membership::{self, MembershipState},
        person::PersonState,
    },
    vault::Sealed,
};
use std::time::Duration;

const NOW: Moment = Moment(1_800_000_000_000);

/// Amina, in good standing in an open group.
fn amina() -> Standing {
    let (person, group, agreement) = (PersonId::new(), GroupId::new(), AgreementId::new());
    Standing {
        person,
        person_state: PersonState::Active,
        is_rehearsing: false,
        alias: "Juniper".into(),
        modality_is_on: true,
        has_facilitator: true,
        agreement: Some(agreement),
        accepted: Some(agreement),
        consents: vec![(KEEP_WORDS.into(), NOW + days(90))],
        membership: membership::Model {
            id: MembershipId::new(),
            person,
            group,
            role: Role::Participant,
            state: MembershipState::Active,
            alias: Sealed(Vec::new()),
            likeness: None,
            shape: 0,
            joined: NOW - days(1),
            ended: None,
            why: None,
            suitability: None,
            shows_notes: true,
            seen: None,
            invited_by: None,
        },
        group: group::Model {
            id: group,
            state: GroupState::Open,
            about: Sealed(Vec::new()),
            modality: Some("forum".into()),
            timing: Some(Timing::Asynchronous),
            duration: None,
            vetting: Some(Vetting::Invited),
            anonymity: Anonymity::Alias,
            keep_hours: Some(60 * 24),
            starts: None,
            intake_until: None,
            ends: None,
            purge: None,
            review: None,
            capacity: 12,
            pre_moderation: PreModeration::FirstEntries,
            slow_seconds: 0,
            linked: String::new(),
            is_paused: false,
            is_locked: false,
            config: 1,
            created: NOW - days(30),
            created_by: PersonId::new(),
            closed: None,
        },
    }
}

fn answer(standing: &Standing, intent: Intent) -> Result<(), Refusal> {
    CHECKS.iter().filter(|it| it.from <= intent).try_for_each(|it| (it.check)(standing, Place::AnyTime, NOW))
}

/// What each change of one thing takes away: the least intent that is refused, and how.
#[test]
fn each_check_refuses_what_it_is_for_and_no_more() {
    type Change = fn(&mut Standing);
    let table: &[(&str, Change, Intent, Refusal)] = &[
        ("her membership ended", |it| it.membership.state = MembershipState::Ended, Intent::Help, UNKNOWN_GROUP),
        ("she is gone", |it| it.person_state = PersonState::Ended, Intent::Help, UNKNOWN_GROUP),
        ("someone else may hold her account", |it| it.person_state = PersonState::Frozen, Intent::Help, FROZEN),
        ("the group is a draft", |it| it.group.state = GroupState::Draft, Intent::Help, UNKNOWN_GROUP),
        ("the group rehearses", |it| it.group.state = GroupState::Rehearsing, Intent::Help, UNKNOWN_GROUP),
        ("the plugin is switched off", |it| it.modality_is_on = false, Intent::Read, SWITCHED_OFF),
        ("locked down", |it| it.group.is_locked = true, Intent::Read, GROUP_LOCKED),
        ("she is paused", |it| it.membership.state = MembershipState::Paused, Intent::Read, MEMBERSHIP_PAUSED),
        ("the group is closed", |it| it.group.state = GroupState::Closed, Intent::Read, GROUP_CLOSED),
        ("its words are due to go", |it| it.group.purge = Some(NOW), Intent::Read, GROUP_CLOSED),
        ("it has not begun", |it| it.group.starts = Some(NOW + Duration::from_secs(1)), Intent::Read, REHEARSAL_ONLY),
        ("a newer agreement", |it| it.agreement = Some(AgreementId::new()), Intent::Write, AGREEMENT_NEEDED),
        ("no agreement at all", |it| (it.agreement, it.accepted) = (None, None), Intent::Write, AGREEMENT_NEEDED),
        ("no consent", |it| it.consents.clear(), Intent::Write, CONSENT_NEEDED),
        ("a consent for something else", |it| it.consents = vec![("notices".into(), NOW + days(1))], Intent::Write, CONSENT_NEEDED),
        ("a consent at its last moment", |it| it.consents = vec![(KEEP_WORDS.into(), NOW)], Intent::Write, CONSENT_NEEDED),
        ("nobody facilitates", |it| it.has_facilitator = false, Intent::Write, NO_COVER),
        ("writing is paused", |it| it.group.is_paused = true, Intent::Write, WRITING_PAUSED),
        ("the group is paused", |it| it.group.state = GroupState::Paused, Intent::Write, WRITING_PAUSED),
        ("its time is over", |it| it.group.ends = Some(NOW), Intent::Write, WRITING_PAUSED),
    ];
    assert_eq!(answer(&amina(), Intent::Write), Ok(()), "the witness: in good standing she may write");
    for (what, change, least, refusal) in table {
        let mut standing = amina();
        change(&mut standing);
        for intent in [Intent::Help, Intent::Read, Intent::Write] {
            let expected = if intent >= *least { Err(*refusal) } else { Ok(()) };
            assert_eq!(answer(&standing, intent), expected, "{what}, {intent:?}");
        }
    }
}

#[test]
fn whatever_else_is_wrong_an_ended_membership_learns_only_that_there_is_nothing() {
    let mut standing = amina();
    standing.membership.state = MembershipState::Ended;
    standing.person_state = PersonState::Frozen;
    standing.group.is_locked = true;
    standing.group.state = GroupState::Closed;
    standing.agreement = None;
    assert_eq!(answer(&standing, Intent::Help), Err(UNKNOWN_GROUP));
}

#[test]
fn a_facilitator_comes_in_where_the_group_is_not_open_to_others() {
    let mut standing = amina();
    standing.membership.role = Role::Facilitator;
    standing.consents.clear();
    standing.accepted = None;
    standing.group.state = GroupState::Draft;
    standing.group.is_locked = true;
    standing.group.is_paused = true;
    standing.group.starts = Some(NOW + days(3));
    assert_eq!(answer(&standing, Intent::Write), Ok(()));
}

#[test]
fn a_change_of_person_or_group_makes_every_proof_stale_and_of_another_none() {
    let (standings, amina, group, other) = (Standings::default(), PersonId::new(), GroupId::new(), GroupId::new());
    let before = standings.epoch(amina, group);
    standings.group_changed(other);
    standings.person_changed(PersonId::new());
    assert_eq!(standings.epoch(amina, group), before);
    standings.group_changed(group);
    let after = standings.epoch(amina, group);
    assert!(after > before);
    standings.person_changed(amina);
    assert!(standings.epoch(amina, group) > after);
}

#[test]
fn a_standing_clock_stands_until_it_is_moved() {
    let clock = Clock::standing_at(NOW);
    assert_eq!(clock.now(), NOW);
    clock.pass(days(1));
    assert_eq!(clock.now(), NOW + days(1));
    assert_eq!(clock.now().day().since(NOW.day()), days(1));
}
