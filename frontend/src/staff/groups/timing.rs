//! When a group meets, and how long it lasts.
use super::{
    form::{Mistake, Part, Section, Values, get, number},
    frame::Opened,
};
use hearth_core::{
    Result,
    clock::Moment,
    group::change::change,
    table::group::{Duration, Timing},
};

pub struct Timings;

const DATES: [&str; 5] = ["starts", "intake_until", "ends", "purge", "review"];

impl Section for Timings {
    const PAGE: &'static str = "timing";

    async fn values(opened: &Opened) -> Result<Values> {
        let (group, zone) = (&opened.group, opened.page.site.zone());
        let mut values = Values::from([("capacity".to_owned(), group.capacity.to_string())]);
        match group.timing {
            Some(Timing::Synchronous) => values.insert("timing".into(), "synchronous".into()),
            Some(Timing::Asynchronous) => values.insert("timing".into(), "asynchronous".into()),
            None => None,
        };
        match group.duration {
            Some(Duration::DropIn) => values.insert("duration".into(), "drop-in".into()),
            Some(Duration::TimeLimited) => values.insert("duration".into(), "time-limited".into()),
            None => None,
        };
        for (name, date) in DATES.iter().zip([group.starts, group.intake_until, group.ends, group.purge, group.review]) {
            if let Some(date) = date {
                values.insert((*name).into(), zone.date_text(date));
            }
        }
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let mut parts = vec![
            Part::one_of(page, "timing", values, &["asynchronous", "synchronous"]),
            Part::one_of(page, "duration", values, &["drop-in", "time-limited"]),
            Part::Heading(page.say("groups-dates-limited")),
        ];
        parts.extend(DATES[..4].iter().map(|it| Part::text(page, it, values, "date")));
        parts.push(Part::Heading(page.say("groups-dates-ongoing")));
        parts.push(Part::text(page, "review", values, "date"));
        parts.push(Part::text(page, "capacity", values, "number"));
        Ok(parts)
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let (page, zone) = (&opened.page, opened.page.site.zone());
        let timing = match get(values, "timing").as_str() {
            "synchronous" => Some(Timing::Synchronous),
            "asynchronous" => Some(Timing::Asynchronous),
            _ => None,
        };
        let duration = match get(values, "duration").as_str() {
            "drop-in" => Some(Duration::DropIn),
            "time-limited" => Some(Duration::TimeLimited),
            _ => None,
        };
        let mut mistakes = Vec::new();
        let mut dates: [Option<Moment>; 5] = [None; 5];
        for (index, name) in DATES.iter().enumerate() {
            let given = get(values, name);
            dates[index] = zone.start_of(&given);
            if !given.is_empty() && dates[index].is_none() {
                mistakes.push(((*name).to_owned(), page.say("groups-wrong-date")));
            }
        }
        let capacity = number(values, "capacity");
        if capacity.is_none() {
            mistakes.push(("capacity".to_owned(), page.say("groups-wrong-number")));
        }
        if duration == Some(Duration::TimeLimited) {
            let in_order = |one: Option<Moment>, other: Option<Moment>| one.zip(other).is_none_or(|(one, other)| one <= other);
            if !in_order(dates[0], dates[2]) || !in_order(dates[1], dates[2]) || !in_order(dates[2], dates[3]) {
                mistakes.push(("ends".to_owned(), page.say("groups-wrong-order")));
            }
        }
        if !mistakes.is_empty() {
            return Ok(mistakes);
        }
        change(&opened.kernel, opened.person, opened.group.id, "timing", move |group, _| {
            group.timing = timing;
            group.duration = duration;
            let limited = duration == Some(Duration::TimeLimited);
            // A date of the other kind of group would act unseen.
            let of = |index: usize, wanted: bool| if wanted { dates[index] } else { None };
            group.starts = of(0, limited);
            group.intake_until = of(1, limited);
            group.ends = of(2, limited);
            group.purge = of(3, limited);
            group.review = of(4, !limited);
            group.capacity = capacity.unwrap_or(group.capacity);
        })
        .await?;
        Ok(Vec::new())
    }
}
