//! When something may reach a person: on the days and between the hours that she gave, in the shelter's time zone. Every
//! other minute is quiet.
use crate::{clock::Moment, site::Zone};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The hours in which she may be reached. Empty days: never.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// 1 is Monday.
    pub days: Vec<i32>,
    /// Minutes after midnight.
    pub from: i32,
    /// Not included.
    pub to: i32,
}

const STEP: Duration = Duration::from_secs(15 * 60);
/// A week and a day: every weekday comes up, whatever the clocks do.
const AHEAD: u32 = 8 * 24 * 4;

impl Hours {
    pub fn is_open(&self, zone: &Zone, at: Moment) -> bool {
        let (day, minute) = zone.weekday_and_minute(at);
        self.days.contains(&day) && (self.from..self.to).contains(&minute)
    }

    /// The first moment, from now on, at which she may be reached.
    ///
    /// It looks quarter hour by quarter hour instead of reckoning: a day on which the clocks change has no special case.
    pub fn next(&self, zone: &Zone, now: Moment) -> Option<Moment> {
        if self.is_open(zone, now) {
            return Some(now);
        }
        let quarter = STEP.as_millis() as i64;
        let first = Moment((now.0.div_euclid(quarter) + 1) * quarter);
        (0..AHEAD).map(|it| first + STEP * it).find(|at| self.is_open(zone, *at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    fn zone() -> Zone {
        Site::default().zone()
    }

    /// Monday, 23 November 2026, 17:00 UTC: noon in Toronto.
    const NOON: Moment = Moment(1_795_453_200_000);

    #[test]
    fn the_hours_are_those_of_the_shelter_not_of_the_machine() {
        let hours = Hours { days: vec![1], from: 12 * 60, to: 13 * 60 };
        assert!(hours.is_open(&zone(), NOON));
        assert!(!hours.is_open(&zone(), NOON + Duration::from_secs(3600)));
        assert!(!hours.is_open(&zone(), Moment(NOON.0 - 1)));
    }

    #[test]
    fn what_comes_too_late_waits_for_the_next_day_that_she_named() {
        let hours = Hours { days: vec![2, 4], from: 9 * 60, to: 11 * 60 };
        let next = hours.next(&zone(), NOON).unwrap();
        assert_eq!(zone().weekday_and_minute(next), (2, 9 * 60));
        let after = hours.next(&zone(), next + Duration::from_secs(2 * 3600)).unwrap();
        assert_eq!(zone().weekday_and_minute(after), (4, 9 * 60));
    }

    #[test]
    fn without_a_day_there_is_no_hour() {
        assert_eq!(Hours::default().next(&zone(), NOON), None);
        assert_eq!(Hours { days: vec![1, 2, 3, 4, 5, 6, 7], from: 600, to: 600 }.next(&zone(), NOON), None);
    }
}
