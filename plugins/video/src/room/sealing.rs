//! What pages tell each other so that they can seal: passed on, and not understood. The house knows neither the code nor a key.
use super::Room;
use crate::frame::{self, Opaque, Tell};
use std::collections::BTreeMap;

impl Room {
    /// Everybody learns by which key her page is handed things; whoever comes later, too.
    pub(super) fn tell_key(&mut self, a: u32, key: Opaque) {
        self.tell_all(&Tell::Key { a, key: &key }, a);
        if let Some(sitter) = self.people.get_mut(&a) {
            sitter.key = Some(key);
        }
    }

    /// Each gets what is hers, and one thing at a time: nobody is buried under what another sends.
    pub(super) fn hand_over(&mut self, a: u32, to: Vec<(u32, Opaque)>) {
        let each: BTreeMap<u32, Opaque> = to.into_iter().filter(|(other, _)| *other != a).collect();
        let slow: Vec<u32> = each
            .iter()
            .filter(|(other, seal)| self.people.get(other).is_some_and(|it| !it.queue.push(frame::write(&Tell::Seal { a, seal }))))
            .map(|(other, _)| *other)
            .collect();
        slow.into_iter().for_each(|it| self.remove(it, None));
    }
}
