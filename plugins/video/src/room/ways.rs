//! What pages are told of the way round, where the house has one.
use super::{Room, Sitter};
use crate::frame::{self, Tell};
use std::time::Duration;

/// Well before a name is over, which is good for ten minutes: a microphone that is switched on late begins a connection of its own.
pub const RENEWED: Duration = Duration::from_secs(240);

impl Room {
    pub fn renew_ways(&mut self) {
        let misses = |(a, it): (&u32, &Sitter)| {
            it.place.as_ref()?;
            let ways = self.hall.as_ref()?.ways(*a)?;
            (!it.queue.push(frame::write(&Tell::Ways { ways: &ways }))).then_some(*a)
        };
        let slow: Vec<u32> = self.people.iter().filter_map(misses).collect();
        slow.into_iter().for_each(|it| self.remove(it, None));
    }
}
