//! How much one page may ask: more than anybody presses, less than what would keep the house busy. And how much it may write.
use std::time::Instant;

/// A burst of so many: a page that begins agrees to what everybody sends, one after the other.
const MOST: f64 = 120.0;
const A_SECOND: f64 = 4.0;
/// Lines to everybody: as fast as somebody types short ones.
const MOST_LINES: f64 = 8.0;
const LINES_A_SECOND: f64 = 0.5;

pub struct Rate {
    most: f64,
    a_second: f64,
    left: f64,
    last: Instant,
}

impl Rate {
    /// Of whatever a page asks.
    pub fn of_asking(now: Instant) -> Rate {
        Rate { most: MOST, a_second: A_SECOND, left: MOST, last: now }
    }

    /// Of lines to everybody.
    pub fn of_lines(now: Instant) -> Rate {
        Rate { most: MOST_LINES, a_second: LINES_A_SECOND, left: MOST_LINES, last: now }
    }

    pub fn takes(&mut self, now: Instant) -> bool {
        self.left = (self.left + now.duration_since(self.last).as_secs_f64() * self.a_second).min(self.most);
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
        let mut rate = Rate::of_asking(begin);
        assert_eq!((0..1000).filter(|_| rate.takes(begin)).count(), 120);
        assert_eq!((0..1000).filter(|_| rate.takes(begin + Duration::from_secs(10))).count(), 40);
        let mut lines = Rate::of_lines(begin);
        assert_eq!((0..1000).filter(|_| lines.takes(begin)).count(), 8);
        assert_eq!((0..1000).filter(|_| lines.takes(begin + Duration::from_secs(4))).count(), 2);
    }
}
