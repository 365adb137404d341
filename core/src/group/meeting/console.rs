//! What a facilitator sees beside the room: who is at the door, who is in, and how the meeting stands. For facilitators alone:
//! nobody else gets a list of who is there.
use super::{Hold, Near, Sheet, Stage, course, minutes_until};
use crate::{
    Kernel, Result,
    admission::Admission,
    contribution::faces,
    group::facilitation,
    id::MembershipId,
    joining::guest,
    locale::{Language, Phrasebook},
    table::{
        meeting::MeetingState,
        membership::{self, Role},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Debug, Clone)]
pub struct Console {
    pub state: MeetingState,
    pub minutes_left: u64,
    pub is_paused: bool,
    /// People can be let in now.
    pub lets_in: bool,
    pub door: Vec<AtTheDoor>,
    pub seats: Vec<There>,
    pub taken: usize,
    pub capacity: usize,
    /// Facilitators who are there.
    pub present: Vec<String>,
    pub stage: Stage,
    pub prompt: String,
    /// Whose turn it is, and who comes after.
    pub turns: Vec<String>,
    pub hold: Hold,
    pub slow: u32,
}

#[derive(Debug, Clone)]
pub struct AtTheDoor {
    pub membership: MembershipId,
    pub name: String,
    pub shape: i32,
    pub role: Role,
    /// Nobody knows her: she came by the meeting's link.
    pub is_guest: bool,
    pub near: Option<Near>,
    pub minutes: u64,
}

#[derive(Debug, Clone)]
pub struct There {
    pub membership: MembershipId,
    pub name: String,
    pub shape: i32,
    pub role: Role,
    pub is_away: bool,
    pub is_near: bool,
    pub is_turn: bool,
}

/// The meeting that is held now, for one of the group's facilitators.
pub async fn find(kernel: &Kernel, by: &Admission) -> Result<Option<Console>> {
    if !by.is_facilitator() {
        return Ok(None);
    }
    let (group, now) = (by.group(), kernel.clock.now());
    let Some(sitting) = kernel.sittings.find(group) else { return Ok(None) };
    let ids = sitting.door.iter().map(|it| it.membership).chain(sitting.seats.keys().copied());
    let known = faces(kernel, group, ids).await?;
    let name = |id: &MembershipId| known.get(id).map_or_else(String::new, |it| it.name.clone());
    let shape = |id: &MembershipId| known.get(id).map_or(0, |it| it.shape);
    let at_the_door: Vec<MembershipId> = sitting.door.iter().map(|it| it.membership).collect();
    let guests = membership::Entity::find().filter(membership::Column::Id.is_in(at_the_door)).filter(membership::Column::Why.eq(guest::WHY));
    let guests: Vec<MembershipId> = guests.all(kernel.store.reader()).await?.into_iter().map(|it| it.id).collect();
    let door = sitting.door.iter().map(|it| AtTheDoor {
        membership: it.membership,
        name: name(&it.membership),
        shape: shape(&it.membership),
        role: it.role,
        is_guest: guests.contains(&it.membership),
        near: it.near,
        minutes: now.since(it.since).as_secs() / 60,
    });
    let door = door.collect();
    let mut seats: Vec<_> = sitting.seats.iter().collect();
    seats.sort_by_key(|(id, seat)| (seat.since, **id));
    let seats = seats.into_iter().map(|(id, seat)| There {
        membership: *id,
        name: name(id),
        shape: shape(id),
        role: seat.role,
        is_away: seat.is_away,
        is_near: seat.is_near,
        is_turn: sitting.sheet.turn == Some(*id),
    });
    let seats = seats.collect();
    let turns = turns(&sitting.sheet).iter().map(name).collect();
    let present = facilitation::list(kernel, group)
        .await?
        .into_iter()
        .filter(|it| sitting.present.get(&it.person).is_some_and(|at| *at + super::UNATTENDED >= now));
    Ok(Some(Console {
        state: sitting.state,
        minutes_left: minutes_until(now, sitting.ends),
        is_paused: sitting.is_paused,
        lets_in: course::lets_in(sitting.state) && !sitting.is_paused,
        door,
        taken: sitting.taken(),
        seats,
        capacity: sitting.capacity,
        present: present.map(|it| it.name).collect(),
        stage: sitting.sheet.stage,
        prompt: sitting.sheet.prompt.clone(),
        turns,
        hold: sitting.hold,
        slow: sitting.slow.unwrap_or(0),
    }))
}

/// Whose turn it is, and who comes after.
fn turns(sheet: &Sheet) -> &[MembershipId] {
    let at = sheet.turn.and_then(|turn| sheet.order.iter().position(|it| *it == turn));
    at.map_or(&[], |at| &sheet.order[at..])
}

/// What everybody in the room sees of it: how far it has come, what is asked now, whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub state: MeetingState,
    pub minutes_left: u64,
    pub closes: crate::clock::Moment,
    pub is_held_up: bool,
    pub stage: Stage,
    pub prompt: String,
    pub turn: Option<String>,
    pub is_own_turn: bool,
    /// Whose turn it is, and who comes after: for a room in which everybody sees who is there.
    pub turns: Vec<MembershipId>,
}

impl Shown {
    /// How far it has come.
    pub fn say_stage(&self, words: &Phrasebook, language: Language) -> String {
        if self.state == MeetingState::Closing {
            return words.say(language, "meeting-last-words", &[]);
        }
        let left = words.say(language, "meeting-left", &[("minutes", self.minutes_left.into())]);
        format!("{} · {left}", words.say(language, "meeting-stage", &[("stage", self.stage.code().into())]))
    }

    /// Whose turn it is, if it is anybody's.
    pub fn say_turn(&self, words: &Phrasebook, language: Language) -> Option<String> {
        if self.is_own_turn {
            return Some(words.say(language, "meeting-your-turn", &[]));
        }
        self.turn.as_ref().map(|name| words.say(language, "meeting-turn", &[("name", name.as_str().into())]))
    }
}

/// For whoever is in; none where the group does not meet, or does not meet now.
pub async fn shown(kernel: &Kernel, admission: &Admission) -> Result<Option<Shown>> {
    let (group, now) = (admission.group(), kernel.clock.now());
    let Some(sitting) = kernel.sittings.find(group) else { return Ok(None) };
    let turn = match sitting.sheet.turn {
        Some(id) => faces(kernel, group, [id]).await?.get(&id).map(|it| it.name.clone()),
        None => None,
    };
    Ok(Some(Shown {
        state: sitting.state,
        minutes_left: minutes_until(now, sitting.ends),
        closes: sitting.closes,
        is_held_up: sitting.is_held(now),
        stage: sitting.sheet.stage,
        prompt: sitting.sheet.prompt.clone(),
        is_own_turn: sitting.sheet.turn == Some(admission.membership()),
        turns: turns(&sitting.sheet).to_vec(),
        turn,
    }))
}
