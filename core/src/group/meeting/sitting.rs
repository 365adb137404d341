//! What there is of a meeting while it is held: who waits at the door, who is in, which facilitator is there. In memory alone:
//! when the meeting closes, or the server stops, nobody can tell who was there.
use super::course;
use crate::{
    clock::Moment,
    id::{GroupId, MeetingId, MembershipId, PersonId},
    table::{meeting::MeetingState, membership::Role},
};
use dashmap::DashMap;
use std::{
    collections::{BTreeMap, HashSet},
    time::Duration,
};

/// So long a meeting goes on without a facilitator. Then it is held up until one is there again.
pub const UNATTENDED: Duration = Duration::from_secs(60);

/// What she said to the question whether anyone near could see or hear this. Seen by the facilitators, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    No,
    Maybe,
    Yes,
}

impl Near {
    pub const ALL: [Near; 3] = [Near::No, Near::Maybe, Near::Yes];

    pub fn code(self) -> &'static str {
        match self {
            Near::No => "no",
            Near::Maybe => "maybe",
            Near::Yes => "yes",
        }
    }

    pub fn from_code(code: &str) -> Option<Near> {
        Near::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Somebody at the door.
#[derive(Debug, Clone)]
pub struct Knock {
    pub membership: MembershipId,
    pub person: PersonId,
    pub role: Role,
    pub since: Moment,
    pub near: Option<Near>,
}

/// Somebody who is in.
#[derive(Debug, Clone)]
pub struct Seat {
    pub person: PersonId,
    pub role: Role,
    pub since: Moment,
    pub is_away: bool,
    /// She says that somebody came in. Only the facilitators see it.
    pub is_near: bool,
}

/// Where the facilitators have come to on their sheet, and whose turn it is. Words of staff, gone with the meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    pub stage: Stage,
    pub prompt: String,
    pub order: Vec<MembershipId>,
    pub turn: Option<MembershipId>,
}

/// The run of a meeting (behaviours S11).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    #[default]
    Welcome,
    Agreements,
    Rounds,
    Close,
}

impl Stage {
    pub const ALL: [Stage; 4] = [Stage::Welcome, Stage::Agreements, Stage::Rounds, Stage::Close];

    pub fn code(self) -> &'static str {
        match self {
            Stage::Welcome => "welcome",
            Stage::Agreements => "agreements",
            Stage::Rounds => "rounds",
            Stage::Close => "close",
        }
    }

    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What is read first while the meeting goes on, beyond what the group asks for anyhow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// What the group's own rules say.
    #[default]
    Rules,
    /// Whatever seems to show who or where somebody is.
    Matches,
    /// The same, and everything of people who came to the group today.
    NewPeople,
    Everything,
}

impl Hold {
    pub const ALL: [Hold; 4] = [Hold::Rules, Hold::Matches, Hold::NewPeople, Hold::Everything];

    pub fn code(self) -> &'static str {
        match self {
            Hold::Rules => "rules",
            Hold::Matches => "matches",
            Hold::NewPeople => "new-people",
            Hold::Everything => "everything",
        }
    }

    pub fn from_code(code: &str) -> Option<Hold> {
        Hold::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// One meeting that is held.
#[derive(Debug, Clone)]
pub struct Sitting {
    pub meeting: MeetingId,
    pub state: MeetingState,
    pub doors: Moment,
    pub ends: Moment,
    pub closes: Moment,
    pub capacity: usize,
    pub door: Vec<Knock>,
    pub seats: BTreeMap<MembershipId, Seat>,
    pub declined: HashSet<MembershipId>,
    /// Everybody who was let in, for the count alone.
    pub attended: HashSet<MembershipId>,
    /// When each facilitator was last there.
    pub present: BTreeMap<PersonId, Moment>,
    /// A facilitator holds it up.
    pub is_paused: bool,
    pub sheet: Sheet,
    pub hold: Hold,
    /// Seconds between two entries of one person; none: as the group has it.
    pub slow: Option<u32>,
    /// What was told to the pages last: whether it is held up.
    pub(super) was_held: bool,
}

impl Sitting {
    pub(super) fn of(meeting: &crate::table::meeting::Model) -> Sitting {
        Sitting {
            meeting: meeting.id,
            state: meeting.state,
            doors: meeting.doors,
            ends: meeting.ends,
            closes: meeting.closes,
            capacity: usize::try_from(meeting.capacity).unwrap_or(0),
            door: Vec::new(),
            seats: BTreeMap::new(),
            declined: HashSet::new(),
            attended: HashSet::new(),
            present: BTreeMap::new(),
            is_paused: false,
            sheet: Sheet::default(),
            hold: Hold::default(),
            slow: None,
            was_held: true,
        }
    }

    /// No facilitator was there within the last minute.
    pub fn is_unattended(&self, now: Moment) -> bool {
        self.present.values().max().is_none_or(|it| *it + UNATTENDED < now)
    }

    /// Nobody but staff can say anything, and nobody is let in.
    pub fn is_held(&self, now: Moment) -> bool {
        self.is_paused || self.is_unattended(now)
    }

    /// How many places are taken: interpreters take none.
    pub fn taken(&self) -> usize {
        self.seats.values().filter(|it| it.role == Role::Participant).count()
    }

    /// Takes her out: of the room, from the door, from the order of turns.
    pub(super) fn leave(&mut self, membership: MembershipId) -> bool {
        let was = self.seats.remove(&membership).is_some() | self.door.iter().any(|it| it.membership == membership);
        self.door.retain(|it| it.membership != membership);
        self.sheet.order.retain(|it| *it != membership);
        if self.sheet.turn == Some(membership) {
            self.sheet.turn = None;
        }
        was
    }
}

/// Where somebody is, as far as meetings go: what admission asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The group does not meet: there is no door.
    AnyTime,
    /// No meeting is held now.
    Shut,
    AtTheDoor,
    /// In the room, and since when: nothing that was said before is hers to see.
    In {
        since: Moment,
    },
    /// The same, while the meeting is held up.
    HeldUp {
        since: Moment,
    },
}

/// Every meeting that is held now, by its group: a group holds one at a time.
#[derive(Default)]
pub struct Sittings(DashMap<GroupId, Sitting>);

impl Sittings {
    pub fn find(&self, group: GroupId) -> Option<Sitting> {
        self.0.get(&group).map(|it| it.clone())
    }

    /// Where a participant of a group that meets is.
    pub fn place(&self, group: GroupId, membership: MembershipId, is_facilitator: bool, now: Moment) -> Place {
        let Some(sitting) = self.0.get(&group) else { return Place::Shut };
        if is_facilitator {
            return Place::In { since: sitting.doors };
        }
        let is_begun = sitting.state != MeetingState::Doors && course::is_running(sitting.state);
        match sitting.seats.get(&membership).filter(|_| is_begun) {
            Some(seat) if sitting.is_held(now) => Place::HeldUp { since: seat.since },
            Some(seat) => Place::In { since: seat.since },
            None => Place::AtTheDoor,
        }
    }

    pub(super) fn begin(&self, meeting: &crate::table::meeting::Model) {
        let mut sitting = self.0.entry(meeting.group).or_insert_with(|| Sitting::of(meeting));
        if sitting.meeting != meeting.id {
            *sitting = Sitting::of(meeting);
        }
        sitting.state = meeting.state;
    }

    /// Lets go of it. Nothing happens where another meeting took its place.
    pub(super) fn end(&self, group: GroupId, meeting: MeetingId) -> Option<Sitting> {
        self.0.remove_if(&group, |_, it| it.meeting == meeting).map(|(_, it)| it)
    }

    /// Changes it, where there is one. Nothing may wait inside.
    pub(super) fn change<T>(&self, group: GroupId, how: impl FnOnce(&mut Sitting) -> T) -> Option<T> {
        self.0.get_mut(&group).map(|mut it| how(&mut it))
    }

    /// What is read first there, and how slowly it goes, beyond what the group asks for.
    pub fn care(&self, group: GroupId) -> (Hold, Option<u32>) {
        self.0.get(&group).map_or((Hold::Rules, None), |it| (it.hold, it.slow))
    }

    pub(super) fn groups(&self) -> Vec<GroupId> {
        self.0.iter().map(|it| *it.key()).collect()
    }

    /// Her place ends: removed, left, frozen, signed out of the group.
    pub fn unseat(&self, membership: MembershipId) {
        for mut it in self.0.iter_mut() {
            it.leave(membership);
        }
    }

    /// Somebody signed out, wherever she was: her seat does not stay behind.
    pub fn gone(&self, person: PersonId) {
        for mut it in self.0.iter_mut() {
            it.present.remove(&person);
            let seated = it.seats.iter().filter(|(_, seat)| seat.person == person).map(|(id, _)| *id);
            let knocked = it.door.iter().filter(|it| it.person == person).map(|it| it.membership);
            let places: Vec<MembershipId> = seated.chain(knocked).collect();
            places.into_iter().for_each(|id| {
                it.leave(id);
            });
        }
    }

    /// Everybody but staff is out: locked down, or ended.
    pub fn empty(&self, group: GroupId) {
        if let Some(mut it) = self.0.get_mut(&group) {
            it.seats.clear();
            it.door.clear();
        }
    }
}
