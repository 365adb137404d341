//! A private word while the meeting goes on: who leads and one person hear and see each other, and nobody else but an interpreter whom
//! she who leads brings in. Nobody is held in it: either of the two ends it, and so does whatever ends the part of one of them.
use super::{Room, Sitter};
use crate::{frame::Tell, relay::Among};

impl Sitter {
    /// Whether she can be spoken with privately: she is there, and in no aside yet.
    fn is_free(&self) -> bool {
        self.place.is_some() && self.on.aside.is_none() && !self.on.away && !self.is_held
    }

    fn stand(&mut self, among: Among) {
        self.among = among;
        if let Some(place) = &self.place {
            place.gate.stand(among);
        }
    }
}

impl Room {
    /// From who leads, with one who takes part; where she is in an aside already, an interpreter comes to the two. Microphones and cameras
    /// stay as they were: what is on goes to those alone.
    pub(super) fn aside(&mut self, by: u32, with: u32) {
        if !self.leads(by) || !self.people.get(&with).is_some_and(Sitter::is_free) {
            return;
        }
        let interprets = self.people.get(&with).is_some_and(|it| it.lane.is_some());
        match self.people.get(&by).and_then(|it| it.on.aside) {
            Some(her) if interprets => self.stand_aside(her, &[(with, by)]),
            None if !interprets && !self.leads(with) && self.people.get(&by).is_some_and(Sitter::is_free) => {
                self.stand_aside(with, &[(by, with), (with, by)]);
            }
            _ => {}
        }
    }

    /// In the aside with her: who comes to it, and with whom each speaks.
    fn stand_aside(&mut self, her: u32, who: &[(u32, u32)]) {
        for (a, other) in who {
            if let Some(sitter) = self.people.get_mut(a) {
                sitter.on.aside = Some(*other);
                sitter.stand(Among::aside(her));
            }
            if self.lit == Some(*a) {
                self.lit = None;
                self.tell_all(&Tell::Lit { a: None }, 0);
            }
        }
        who.iter().for_each(|(a, _)| self.told(*a));
    }

    /// All of them are back with everybody, and come back as they came in: muted, with no camera. What one of them was just saying was
    /// meant for the others. An interpreter goes back alone.
    pub(super) fn end_aside(&mut self, a: u32) {
        let Some(sitter) = self.people.get(&a).filter(|it| it.on.aside.is_some()) else { return };
        let (among, goes_alone) = (sitter.among, sitter.lane.is_some());
        let ends = |(it, sitter): (&u32, &Sitter)| (if goes_alone { *it == a } else { sitter.among == among }).then_some(*it);
        let back: Vec<u32> = self.people.iter().filter_map(ends).collect();
        for it in &back {
            if let Some(sitter) = self.people.get_mut(it) {
                sitter.on.aside = None;
                sitter.switch_off(); // before she is let back
                sitter.stand(Among::EVERYBODY);
            }
        }
        back.into_iter().for_each(|it| self.told(it));
    }
}
