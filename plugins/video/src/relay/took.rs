//! What a meeting took of people's lines: bytes that went to them and came from them, and how long they were there. Numbers alone: whose
//! they were is not noted, and nothing of them is on a disk.
use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// Of each packet, beside what is in it: the heads of IP and UDP.
const HEADS: u64 = 28;
/// Shorter stays altogether say nothing about an hour: connecting alone takes some kilobytes.
const ENOUGH: Duration = Duration::from_secs(60);

/// Counts for everybody in one room.
#[derive(Debug, Default)]
pub struct Counter {
    came: AtomicU64,
    went: AtomicU64,
    milliseconds: AtomicU64,
}

impl Counter {
    /// A packet came from somebody.
    pub fn came(&self, bytes: usize) {
        self.came.fetch_add(bytes as u64 + HEADS, Relaxed);
    }

    /// Some packets went to somebody, with so many bytes in them together.
    pub fn went(&self, bytes: usize, packets: usize) {
        self.went.fetch_add(bytes as u64 + HEADS * packets as u64, Relaxed);
    }

    /// Somebody was there for so long.
    pub fn stayed(&self, long: Duration) {
        self.milliseconds.fetch_add(u64::try_from(long.as_millis()).unwrap_or(u64::MAX), Relaxed);
    }

    pub fn took(&self) -> Took {
        let stay = Duration::from_millis(self.milliseconds.load(Relaxed));
        Took { came: self.came.load(Relaxed), went: self.went.load(Relaxed), stay }
    }
}

/// Of one meeting, or of several together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Took {
    /// Bytes from people, and to them.
    pub came: u64,
    pub went: u64,
    /// Of all people together.
    pub stay: Duration,
}

impl Took {
    /// What an hour took one person, on the mean; none where it was too short to tell.
    pub fn kilobytes_an_hour(self) -> Option<u32> {
        let hours = self.stay.as_secs_f64() / 3600.0;
        (self.stay >= ENOUGH).then(|| ((self.came + self.went) as f64 / 1000.0 / hours).round() as u32)
    }
}

impl std::iter::Sum for Took {
    fn sum<I: Iterator<Item = Took>>(all: I) -> Took {
        all.fold(Took::default(), |one, other| Took { came: one.came + other.came, went: one.went + other.went, stay: one.stay + other.stay })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_told_for_one_person_and_only_where_there_is_enough_to_tell_it_by() {
        let counter = Counter::default();
        counter.came(399_972);
        counter.went(599_944, 2);
        counter.stayed(Duration::from_secs(59));
        assert_eq!(counter.took().kilobytes_an_hour(), None, "somebody looked in");
        counter.stayed(Duration::from_secs(3541));
        assert_eq!(counter.took(), Took { came: 400_000, went: 600_000, stay: Duration::from_secs(3600) });
        assert_eq!(counter.took().kilobytes_an_hour(), Some(1000));
        // A long meeting counts for more than a short one.
        let short = Took { came: 0, went: 1_000_000, stay: Duration::from_secs(360) };
        let all: Took = [counter.took(), counter.took(), short].into_iter().sum();
        assert_eq!(all.kilobytes_an_hour(), Some(1429));
    }
}
