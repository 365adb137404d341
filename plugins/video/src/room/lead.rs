//! What who leads does for everybody: quiet, one tile large, whose turn it is. Never a microphone or a camera on.
use super::Room;
use crate::{frame::Tell, relay::Source};
use hearth_core::id::MembershipId;

impl Room {
    pub(super) fn leads(&self, a: u32) -> bool {
        self.people.get(&a).is_some_and(|it| it.face.is_staff())
    }

    /// One number's microphone or camera; without a number, everybody's but theirs who lead or interpret: those still speak.
    pub(super) fn quiet(&mut self, by: u32, whose: Option<u32>, of: Source) {
        if !self.leads(by) {
            return;
        }
        let meant: Vec<u32> = match whose {
            Some(a) => vec![a],
            None => self.people.iter().filter(|(_, it)| !it.face.is_staff() && it.lane.is_none()).map(|(a, _)| *a).collect(),
        };
        meant.into_iter().for_each(|it| self.switch(it, of, false));
    }

    pub(super) fn light(&mut self, by: u32, whose: Option<u32>) {
        if self.leads(by) && whose.is_none_or(|it| self.people.contains_key(&it)) {
            self.lit = whose;
            self.tell_all(&Tell::Lit { a: whose }, 0);
        }
    }

    /// The same order is told to nobody twice, though every page brings it.
    pub(super) fn takes_turns(&mut self, turns: Vec<MembershipId>) {
        if self.turns != turns {
            self.turns = turns;
            self.tell_turns();
        }
    }

    pub(super) fn tell_turns(&mut self) {
        let number = |of: &MembershipId| self.people.iter().find(|(_, it)| it.face.membership == *of).map(|(a, _)| *a);
        let a: Vec<u32> = self.turns.iter().filter_map(number).collect();
        self.tell_all(&Tell::Turns { a: &a }, 0);
    }
}
