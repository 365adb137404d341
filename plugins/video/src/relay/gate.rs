//! What goes through for one person, at this moment. Asked for each packet, so that whatever shuts it shuts it at once: her own
//! button, a facilitator, the core. Nothing goes through that nobody opened: she comes in muted, with no camera.
use super::Source;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

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
}

impl Gate {
    pub fn set(&self, source: Source, is_on: bool) {
        self.of(source).store(is_on, Relaxed);
    }

    pub fn hold(&self, is_held: bool) {
        self.is_held.store(is_held, Relaxed);
    }

    pub fn step_away(&self, is_away: bool) {
        self.is_away.store(is_away, Relaxed);
    }

    pub fn shut(&self) {
        self.is_over.store(true, Relaxed);
    }

    pub fn is_over(&self) -> bool {
        self.is_over.load(Relaxed)
    }

    pub fn signs(&self) -> bool {
        self.signs.load(Relaxed)
    }

    pub fn set_signs(&self) {
        self.signs.store(true, Relaxed);
    }

    /// Whether others get this of her.
    pub fn sends(&self, source: Source) -> bool {
        self.of(source).load(Relaxed) && !self.is_held.load(Relaxed) && self.hears()
    }

    /// Whether she gets anything of others. While the meeting is held up she still hears those who may speak.
    pub fn hears(&self) -> bool {
        !self.is_away.load(Relaxed) && !self.is_over()
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

    #[test]
    fn nothing_goes_through_that_nobody_opened() {
        let gate = Gate::default();
        assert!(!gate.sends(Source::Voice) && !gate.sends(Source::Camera) && gate.hears());
        gate.set(Source::Voice, true);
        assert!(gate.sends(Source::Voice) && !gate.sends(Source::Camera));
    }

    #[test]
    fn whatever_shuts_it_shuts_it_whatever_else_is_open() {
        let open = || {
            let gate = Gate::default();
            gate.set(Source::Voice, true);
            gate.set(Source::Camera, true);
            gate
        };
        let held = open();
        held.hold(true);
        assert!(!held.sends(Source::Voice) && !held.sends(Source::Camera) && held.hears());
        held.hold(false);
        assert!(held.sends(Source::Voice));
        let away = open();
        away.step_away(true);
        assert!(!away.sends(Source::Voice) && !away.hears());
        let over = open();
        over.shut();
        over.set(Source::Voice, true);
        over.hold(false);
        over.step_away(false);
        assert!(!over.sends(Source::Voice) && !over.hears(), "it never opens again");
    }
}
