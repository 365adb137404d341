//! A private word while the meeting goes on: who leads and one person hear and see each other, and nobody else. Nobody is held in it:
//! either of the two ends it, and so does whatever ends the part of one of them.
use super::{Room, Sitter};
use crate::{frame::Tell, relay::Among};

impl Sitter {
    /// Whether she can be spoken with privately: she is there, and in no aside yet.
    fn is_free(&self) -> bool {
        self.place.is_some() && self.on.aside.is_none() && !self.on.away && !self.is_held
    }

    fn stand(&self, among: Among) {
        if let Some(place) = &self.place {
            place.gate.stand(among);
        }
    }
}

impl Room {
    /// From who leads, with one who takes part. Microphones and cameras stay as they were: what is on goes to the other alone.
    pub(super) fn begin_aside(&mut self, by: u32, with: u32) {
        let takes_part = self.people.get(&with).is_some_and(|it| !it.face.is_staff() && it.lane.is_none());
        let are_free = [by, with].iter().all(|it| self.people.get(it).is_some_and(Sitter::is_free));
        if !self.leads(by) || !takes_part || !are_free {
            return;
        }
        for (a, other) in [(by, with), (with, by)] {
            if let Some(sitter) = self.people.get_mut(&a) {
                sitter.on.aside = Some(other);
                sitter.stand(Among::aside(with));
            }
        }
        if self.lit == Some(by) || self.lit == Some(with) {
            self.lit = None;
            self.tell_all(&Tell::Lit { a: None }, 0);
        }
        [by, with].into_iter().for_each(|it| self.told(it));
    }

    /// Both are back with everybody, and come back as they came in: muted, with no camera. What one of them was just saying was meant
    /// for the other.
    pub(super) fn end_aside(&mut self, a: u32) {
        let Some(other) = self.people.get(&a).and_then(|it| it.on.aside) else { return };
        for it in [a, other] {
            if let Some(sitter) = self.people.get_mut(&it) {
                sitter.on.aside = None;
                sitter.switch_off(); // before she is let back
                sitter.stand(Among::EVERYBODY);
            }
        }
        [a, other].into_iter().for_each(|it| self.told(it));
    }
}
