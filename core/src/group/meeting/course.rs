//! The course of a meeting: planned, doors, open, closing, closed. What moves it on is a person's act or the clock, and both go
//! through one table.
use crate::{
    clock::Moment,
    table::meeting::{MeetingState, Model},
};

/// What a facilitator, or the clock, does to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// People can come to the door.
    OpenDoors,
    /// A facilitator begins.
    Begin,
    /// Time for the last words.
    BeginClosing,
    Close,
    Cancel,
}

/// Where a step leads; none where it leads nowhere from there.
pub fn after(state: MeetingState, step: Step) -> Option<MeetingState> {
    use MeetingState::*;
    match (state, step) {
        (Planned, Step::OpenDoors) => Some(Doors),
        (Doors, Step::Begin) => Some(Open),
        (Open, Step::BeginClosing) => Some(Closing),
        (Planned | Doors | Open | Closing, Step::Close) => Some(Closed),
        (Planned | Doors, Step::Cancel) => Some(Cancelled),
        _ => None,
    }
}

/// Whether somebody can be in it, or at its door.
pub fn is_running(state: MeetingState) -> bool {
    matches!(state, MeetingState::Doors | MeetingState::Open | MeetingState::Closing)
}

/// Whether people can still be let in.
pub fn lets_in(state: MeetingState) -> bool {
    state == MeetingState::Open
}

/// What the clock does to it now, if anything. Doors open by themselves only where somebody is named who holds the meeting: a
/// meeting that nobody holds stays shut.
pub fn due(meeting: &Model, is_held: bool, now: Moment) -> Option<Step> {
    use MeetingState::*;
    match meeting.state {
        Planned | Doors | Open | Closing if now >= meeting.closes => Some(Step::Close),
        Planned if now >= meeting.doors && is_held => Some(Step::OpenDoors),
        Open if now >= meeting.ends => Some(Step::BeginClosing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{GroupId, MeetingId, MeetingPlanId};
    use MeetingState::*;
    use std::collections::HashSet;

    const STATES: [MeetingState; 6] = [Planned, Doors, Open, Closing, Closed, Cancelled];
    const STEPS: [Step; 5] = [Step::OpenDoors, Step::Begin, Step::BeginClosing, Step::Close, Step::Cancel];

    /// Every walk of so many steps, as the states that it comes through.
    fn walks(length: usize) -> Vec<Vec<MeetingState>> {
        let mut walks = vec![vec![Planned]];
        for _ in 0..length {
            let longer = walks.iter().flat_map(|walk| {
                let last = *walk.last().unwrap();
                STEPS.iter().filter_map(move |step| after(last, *step)).map(|next| walk.iter().copied().chain([next]).collect())
            });
            let longer: Vec<Vec<MeetingState>> = longer.collect();
            walks.extend(longer);
            walks.sort_unstable_by_key(|it| format!("{it:?}"));
            walks.dedup();
        }
        walks
    }

    #[test]
    fn nobody_is_in_before_a_facilitator_began_and_nothing_leads_back() {
        let mut seen = HashSet::new();
        for walk in walks(6) {
            let began = walk.iter().position(|it| *it == Open);
            let doors = walk.iter().position(|it| *it == Doors);
            assert!(began.is_none_or(|at| doors.is_some_and(|before| before < at)), "{walk:?}");
            assert!(walk.iter().position(|it| *it == Closing).is_none_or(|at| began.is_some_and(|before| before < at)), "{walk:?}");
            let over = |it: &MeetingState| matches!(it, Closed | Cancelled);
            if let Some(at) = walk.iter().position(over) {
                assert_eq!(at, walk.len() - 1, "something came after the end: {walk:?}");
            }
            let mut each = walk.clone();
            each.dedup();
            assert_eq!(each.len(), walk.iter().collect::<HashSet<_>>().len(), "it came back to where it was: {walk:?}");
            seen.extend(walk);
        }
        assert_eq!(seen.len(), STATES.len(), "every state is reached");
    }

    #[test]
    fn whatever_state_it_is_in_a_meeting_can_be_ended_and_only_before_it_began_cancelled() {
        for state in STATES {
            let is_over = matches!(state, Closed | Cancelled);
            assert_eq!(after(state, Step::Close).is_some(), !is_over);
            assert_eq!(after(state, Step::Cancel).is_some(), matches!(state, Planned | Doors));
        }
    }

    fn at(state: MeetingState) -> Model {
        let [doors, begins, ends, closes] = [50, 60, 120, 130].map(|it| Moment(it * 60_000));
        let (id, group, plan) = (MeetingId::new(), GroupId::new(), MeetingPlanId::new());
        Model { id, group, plan, state, doors, begins, ends, closes, capacity: 12, link: None, code: None, attended: None }
    }

    /// The clock alone, minute by minute; a facilitator begins at this minute, or never.
    fn course(is_held: bool, begins: Option<i64>) -> Vec<(i64, MeetingState)> {
        let (mut meeting, mut seen) = (at(Planned), Vec::new());
        for minute in 0..200 {
            let now = Moment(minute * 60_000);
            if begins == Some(minute) {
                meeting.state = after(meeting.state, Step::Begin).unwrap_or(meeting.state);
            }
            while let Some(next) = due(&meeting, is_held, now).and_then(|step| after(meeting.state, step)) {
                meeting.state = next;
                seen.push((minute, next));
            }
        }
        seen
    }

    #[test]
    fn the_clock_opens_the_doors_and_closes_but_never_begins() {
        assert_eq!(course(true, None), [(50, Doors), (130, Closed)], "nobody began: nobody was in");
        assert_eq!(course(true, Some(60)), [(50, Doors), (120, Closing), (130, Closed)]);
        assert_eq!(course(true, Some(40)), [(50, Doors), (130, Closed)], "before the doors nobody begins");
    }

    #[test]
    fn the_doors_of_a_meeting_that_nobody_holds_stay_shut() {
        assert_eq!(course(false, Some(60)), [(130, Closed)]);
    }
}
