//! How long words are kept; and the list of what a shelter has ready before people come.
use super::{
    form::{Mistake, Part, Section, Values, get, number, tick},
    frame::Opened,
};
use hearth_core::{
    Result,
    group::{
        change::{LONGEST_KEPT, change},
        missing::READINESS,
        ways,
    },
};

/// What stands in the fields where nothing was chosen.
const USUAL_DAYS: i32 = 30;
const USUAL_HOURS: i32 = 8;
/// More than a week is counted in days.
const MOST_HOURS: i32 = 7 * 24;

pub struct Keeping;

impl Section for Keeping {
    const PAGE: &'static str = "keeping";

    async fn values(opened: &Opened) -> Result<Values> {
        // Hours that are whole days are days, whichever of the two somebody typed.
        let (way, days, hours) = match opened.group.keep_hours {
            None => ("fleeting", USUAL_DAYS, USUAL_HOURS),
            Some(hours) if hours % 24 == 0 => ("kept", hours / 24, USUAL_HOURS),
            Some(hours) => ("hours", USUAL_DAYS, hours),
        };
        let values =
            Values::from([("keep".to_owned(), way.to_owned()), ("days".to_owned(), days.to_string()), ("hours".to_owned(), hours.to_string())]);
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        // Each of its ways: what goes to a phone or an inbox later has to be kept until then.
        let ways: &[&str] = if ways::keeping(&opened.kernel, &opened.group).is_empty() { &["kept", "hours", "fleeting"] } else { &["kept", "hours"] };
        Ok(vec![Part::one_of(page, "keep", values, ways), Part::text(page, "days", values, "number"), Part::text(page, "hours", values, "number")])
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let wrong = |field: &str, most: i32| Ok(vec![(field.into(), opened.page.say1(&format!("groups-wrong-kept-{field}"), "most", most))]);
        let hours = match get(values, "keep").as_str() {
            "fleeting" => None,
            "hours" => match number(values, "hours").filter(|it| (1..=MOST_HOURS).contains(it)) {
                Some(hours) => Some(hours),
                None => return wrong("hours", MOST_HOURS),
            },
            _ => match number(values, "days").filter(|it| (1..=LONGEST_KEPT / 24).contains(it)) {
                Some(days) => Some(days * 24),
                None => return wrong("days", LONGEST_KEPT / 24),
            },
        };
        change(&opened.kernel, opened.person, opened.group.id, "retention", move |group, about| {
            group.keep_hours = hours;
            about.has_retention = true;
        })
        .await?;
        Ok(Vec::new())
    }
}

pub struct Readiness;

impl Section for Readiness {
    const PAGE: &'static str = "readiness";

    async fn values(opened: &Opened) -> Result<Values> {
        Ok(opened.about.ready.iter().map(|it| (format!("ready_{it}"), "on".to_owned())).collect())
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let options = READINESS.iter().map(|it| tick(format!("ready_{it}"), page.say(&format!("group-missing-ready-{it}")), values)).collect();
        Ok(vec![Part::Choices { question: page.say("groups-ready"), help: page.say("groups-ready-help"), options, is_many: true }])
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let ready: Vec<String> = READINESS.iter().filter(|it| values.contains_key(&format!("ready_{it}"))).map(|it| (*it).to_owned()).collect();
        change(&opened.kernel, opened.person, opened.group.id, "readiness", move |_, about| about.ready = ready.clone()).await?;
        Ok(Vec::new())
    }
}
