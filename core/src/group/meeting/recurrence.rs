//! On which days a plan is held: an RFC 5545 rule, read by a library, in days of the calendar. The time of day is that of a clock
//! on the wall, so that it stays what it is when summer time begins or ends.
use crate::{Result, clock::Moment, site::Zone, table::meeting_plan};
use anyhow::anyhow;
use rrule::{RRuleSet, Tz};

/// How often a plan is held, as staff choose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    Once,
    Weekly,
    Fortnightly,
    /// On the same weekday of its week of the month: the second Tuesday.
    Monthly,
}

impl Repeat {
    pub const ALL: [Repeat; 4] = [Repeat::Once, Repeat::Weekly, Repeat::Fortnightly, Repeat::Monthly];

    pub fn code(self) -> &'static str {
        match self {
            Repeat::Once => "once",
            Repeat::Weekly => "weekly",
            Repeat::Fortnightly => "fortnightly",
            Repeat::Monthly => "monthly",
        }
    }

    pub fn from_code(code: &str) -> Option<Repeat> {
        Repeat::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The rule, from its first day and to its last, if it has one; both counted from 1970-01-01.
    pub fn rule(self, first: i64, last: Option<i64>) -> Option<String> {
        let rule = match self {
            Repeat::Once => return None,
            Repeat::Weekly => "FREQ=WEEKLY".to_owned(),
            Repeat::Fortnightly => "FREQ=WEEKLY;INTERVAL=2".to_owned(),
            Repeat::Monthly => {
                let date = date(first)?;
                // A fifth Tuesday is not there every month: what is meant is the last.
                let week = (date.day() - 1) / 7 + 1;
                let week = if week == 5 { "-1".to_owned() } else { week.to_string() };
                format!("FREQ=MONTHLY;BYDAY={week}{}", &date.strftime("%a").to_string().to_uppercase()[..2])
            }
        };
        match last.and_then(date) {
            Some(last) => Some(format!("{rule};UNTIL={}T235959Z", last.strftime("%Y%m%d"))),
            None => Some(rule),
        }
    }
}

fn date(day: i64) -> Option<jiff::civil::Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(day).ok()?).ok()
}

/// The moments at which a plan begins, from one day to another (both included), at most so many.
pub fn times(plan: &meeting_plan::Model, from: i64, to: i64, most: u16) -> Result<Vec<Moment>> {
    let zone = Zone::named(&plan.zone);
    let begins = |day: i64| zone.moment(day, plan.minute);
    let Some(rule) = &plan.rule else {
        return Ok((from..=to).contains(&plan.day).then(|| begins(plan.day)).flatten().into_iter().collect());
    };
    let first = date(plan.day).ok_or_else(|| anyhow!("a plan begins on no day"))?;
    // Days are computed at noon of no zone in particular: what the clock shows there is added after.
    let set: RRuleSet = format!("DTSTART:{}T120000Z\nRRULE:{rule}", first.strftime("%Y%m%d")).parse()?;
    let noon = |day: i64| chrono::DateTime::from_timestamp(day * 86_400 + 43_200, 0).map(|it| it.with_timezone(&Tz::UTC));
    let (Some(from), Some(to)) = (noon(from), noon(to)) else { return Ok(Vec::new()) };
    let found = set.after(from).before(to).all(most);
    Ok(found.dates.into_iter().filter_map(|it| begins(it.timestamp().div_euclid(86_400))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{GroupId, MeetingPlanId, PersonId};

    fn day(text: &str) -> i64 {
        let date: jiff::civil::Date = text.parse().unwrap();
        i64::from((date - jiff::civil::date(1970, 1, 1)).get_days())
    }

    fn plan(first: &str, minute: i32, repeat: Repeat, last: Option<&str>) -> meeting_plan::Model {
        meeting_plan::Model {
            id: MeetingPlanId::new(),
            group: GroupId::new(),
            rule: repeat.rule(day(first), last.map(day)),
            day: day(first),
            minute,
            zone: "America/Toronto".into(),
            doors: 10,
            length: 90,
            grace: 10,
            capacity: 12,
            languages: "en".into(),
            created: Moment(0),
            created_by: PersonId::new(),
            ended: None,
        }
    }

    fn said(plan: &meeting_plan::Model, from: &str, to: &str) -> Vec<String> {
        let times = times(plan, day(from), day(to), 100).unwrap();
        times.iter().map(|it| jiff::Timestamp::from_millisecond(it.0).unwrap().to_string()).collect()
    }

    #[test]
    fn seven_in_the_evening_stays_seven_in_the_evening_when_summer_time_ends() {
        let tuesdays = plan("2026-10-20", 19 * 60, Repeat::Weekly, None);
        let expected = ["2026-10-20T23:00:00Z", "2026-10-27T23:00:00Z", "2026-11-04T00:00:00Z", "2026-11-11T00:00:00Z"];
        assert_eq!(said(&tuesdays, "2026-10-01", "2026-11-12"), expected);
    }

    #[test]
    fn an_hour_that_the_clock_leaps_over_is_held_as_much_later() {
        let sunday = plan("2026-03-08", 150, Repeat::Once, None);
        assert_eq!(said(&sunday, "2026-03-01", "2026-03-31"), ["2026-03-08T07:30:00Z"]);
    }

    #[test]
    fn every_second_week_and_the_second_tuesday_of_a_month_are_what_they_say() {
        let fortnightly = plan("2026-11-24", 14 * 60, Repeat::Fortnightly, Some("2026-12-31"));
        assert_eq!(said(&fortnightly, "2026-11-01", "2027-03-01"), ["2026-11-24T19:00:00Z", "2026-12-08T19:00:00Z", "2026-12-22T19:00:00Z"]);
        let monthly = plan("2026-11-10", 14 * 60, Repeat::Monthly, None);
        assert_eq!(said(&monthly, "2026-11-01", "2027-01-31"), ["2026-11-10T19:00:00Z", "2026-12-08T19:00:00Z", "2027-01-12T19:00:00Z"]);
    }

    #[test]
    fn a_fifth_weekday_is_the_last_of_each_month() {
        let last = plan("2026-12-29", 14 * 60, Repeat::Monthly, None);
        assert_eq!(said(&last, "2026-12-01", "2027-02-28"), ["2026-12-29T19:00:00Z", "2027-01-26T19:00:00Z", "2027-02-23T19:00:00Z"]);
    }

    #[test]
    fn in_every_zone_and_year_a_weekly_meeting_keeps_its_weekday_and_its_time() {
        for zone in ["America/Toronto", "America/St_Johns", "Europe/Paris", "Pacific/Auckland", "America/Vancouver", "UTC"] {
            let mut plan = plan("2026-01-06", 19 * 60 + 30, Repeat::Weekly, None);
            plan.zone = zone.into();
            let times = times(&plan, day("2026-01-01"), day("2029-01-01"), 400).unwrap();
            assert_eq!(times.len(), 156, "{zone}");
            for it in times {
                assert_eq!(Zone::named(zone).weekday_and_minute(it), (2, 19 * 60 + 30), "{zone}");
            }
        }
    }
}
