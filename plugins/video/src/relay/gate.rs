//! What goes through for one person, at this moment. Asked for each packet, so that whatever shuts it shuts it at once: her own
//! button, a facilitator, the core. Nothing goes through that nobody opened: she comes in muted, with no camera.
//!
//! Everything is written and read in one order for all threads: what was said within an aside is not let out by its end.
use super::Source;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

/// Among whom somebody is. A packet goes from her to those who are among the same, and to nobody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Among(u32);

impl Among {
    pub const EVERYBODY: Among = Among(0);

    /// Those who are aside under this number of the room, which is never 0.
    pub fn aside(number: u32) -> Among {
        Among(number)
    }
}

#[derive(Debug, Default)]
pub struct Gate {
    voice: AtomicBool,
    camera: AtomicBool,
    /// She may not take part now: the meeting is held up, or she is not one of those who may speak.
    is_held: AtomicBool,
    /// She stepped away: nothing of her goes out, and nothing comes to her.
    is_away: AtomicBool,
    /// Her place is over. It never opens again.
    is_over: AtomicBool,
    /// She speaks with her hands, or for somebody who does: on a poor line her picture comes before all others.
    signs: AtomicBool,
    /// 0: everybody.
    among: AtomicU32,
}

impl Gate {
    pub fn set(&self, source: Source, is_on: bool) {
        self.of(source).store(is_on, SeqCst);
    }

    pub fn hold(&self, is_held: bool) {
        self.is_held.store(is_held, SeqCst);
    }

    pub fn step_away(&self, is_away: bool) {
        self.is_away.store(is_away, SeqCst);
    }

    pub fn shut(&self) {
        self.is_over.store(true, SeqCst);
    }

    pub fn is_over(&self) -> bool {
        self.is_over.load(SeqCst)
    }

    pub fn signs(&self) -> bool {
        self.signs.load(SeqCst)
    }

    pub fn set_signs(&self) {
        self.signs.store(true, SeqCst);
    }

    pub fn stand(&self, among: Among) {
        self.among.store(among.0, SeqCst);
    }

    /// Among whom others get this of her; none where nobody does.
    pub fn sends(&self, source: Source) -> Option<Among> {
        // Read before whether it is open: who is back with everybody was shut before she was let back.
        let among = Among(self.among.load(SeqCst));
        let is_open = self.of(source).load(SeqCst) && !self.is_held.load(SeqCst) && self.is_there();
        is_open.then_some(among)
    }

    /// Whether she gets what is sent among these. While the meeting is held up she still hears those who may speak.
    pub fn hears(&self, among: Among) -> bool {
        self.is_there() && self.among.load(SeqCst) == among.0
    }

    fn is_there(&self) -> bool {
        !self.is_away.load(SeqCst) && !self.is_over()
    }

    fn of(&self, source: Source) -> &AtomicBool {
        match source {
            Source::Voice => &self.voice,
            Source::Camera => &self.camera,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Among = Among::EVERYBODY;

    fn open() -> Gate {
        let gate = Gate::default();
        gate.set(Source::Voice, true);
        gate.set(Source::Camera, true);
        gate
    }

    #[test]
    fn nothing_goes_through_that_nobody_opened() {
        let gate = Gate::default();
        assert!(gate.sends(Source::Voice).is_none() && gate.sends(Source::Camera).is_none() && gate.hears(ALL));
        gate.set(Source::Voice, true);
        assert!(gate.sends(Source::Voice) == Some(ALL) && gate.sends(Source::Camera).is_none());
    }

    #[test]
    fn whatever_shuts_it_shuts_it_whatever_else_is_open() {
        let held = open();
        held.hold(true);
        assert!(held.sends(Source::Voice).is_none() && held.sends(Source::Camera).is_none() && held.hears(ALL));
        held.hold(false);
        assert!(held.sends(Source::Voice).is_some());
        let away = open();
        away.step_away(true);
        assert!(away.sends(Source::Voice).is_none() && !away.hears(ALL));
        let over = open();
        over.shut();
        over.set(Source::Voice, true);
        over.hold(false);
        over.step_away(false);
        assert!(over.sends(Source::Voice).is_none() && !over.hears(ALL), "it never opens again");
    }

    #[test]
    fn who_is_aside_is_heard_and_hears_there_and_nowhere_else() {
        let (one, other, room) = (open(), open(), open());
        let passes = |from: &Gate, to: &Gate| from.sends(Source::Voice).is_some_and(|among| to.hears(among));
        let aside = Among::aside(7);
        one.stand(aside);
        assert!(!passes(&one, &other) && !passes(&other, &one), "until both are aside, neither hears the other");
        other.stand(aside);
        assert!(passes(&one, &other) && passes(&other, &one));
        assert!(!passes(&one, &room) && !passes(&room, &one) && passes(&room, &open()));
        let another = open();
        another.stand(Among::aside(8));
        assert!(!passes(&one, &another) && !passes(&another, &one) && !passes(&room, &another));
        one.stand(ALL);
        assert!(passes(&one, &room) && !passes(&one, &other));
    }

    /// What came while she was aside stays there, also where she is back before it goes out.
    #[test]
    fn what_was_sent_aside_is_not_let_out_by_its_end() {
        let (one, room) = (open(), open());
        one.stand(Among::aside(7));
        let among = one.sends(Source::Voice).expect("open");
        one.stand(ALL);
        assert!(!room.hears(among));
    }
}
