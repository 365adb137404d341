//! How much one page may ask: more than anybody presses, less than what would keep the house busy.
use std::time::Instant;

/// A burst of so many: a page that begins agrees to what everybody sends, one after the other.
const MOST: f64 = 120.0;
const A_SECOND: f64 = 4.0;

pub struct Rate {
    left: f64,
    last: Instant,
}

impl Rate {
    pub fn new(now: Instant) -> Rate {
        Rate { left: MOST, last: now }
    }

    pub fn takes(&mut self, now: Instant) -> bool {
        self.left = (self.left + now.duration_since(self.last).as_secs_f64() * A_SECOND).min(MOST);
        self.last = now;
        let is_fine = self.left >= 1.0;
        if is_fine {
            self.left -= 1.0;
        }
        is_fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_burst_goes_through_and_a_flood_does_not() {
        let begin = Instant::now();
        let mut rate = Rate::new(begin);
        assert_eq!((0..1000).filter(|_| rate.takes(begin)).count(), 120);
        assert_eq!((0..1000).filter(|_| rate.takes(begin + Duration::from_secs(10))).count(), 40);
    }
}
