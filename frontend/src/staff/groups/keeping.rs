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
    },
};

pub struct Keeping;

impl Section for Keeping {
    const PAGE: &'static str = "keeping";

    async fn values(opened: &Opened) -> Result<Values> {
        let mut values = Values::from([("days".to_owned(), opened.group.keep_days.unwrap_or(30).to_string())]);
        let way = if opened.group.keep_days.is_some() { "kept" } else { "fleeting" };
        values.insert("keep".into(), way.into());
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let can_keep_nothing =
            opened.group.modality.as_deref().and_then(|it| opened.kernel.modality(it)).is_none_or(|it| it.capabilities().can_keep_nothing);
        let ways: &[&str] = if can_keep_nothing { &["kept", "fleeting"] } else { &["kept"] };
        Ok(vec![Part::one_of(page, "keep", values, ways), Part::text(page, "days", values, "number")])
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let days = match get(values, "keep").as_str() {
            "fleeting" => None,
            _ => match number(values, "days").filter(|it| (1..=LONGEST_KEPT).contains(it)) {
                Some(days) => Some(days),
                None => return Ok(vec![("days".into(), opened.page.say1("groups-wrong-days", "most", LONGEST_KEPT))]),
            },
        };
        change(&opened.kernel, opened.person, opened.group.id, "retention", move |group, about| {
            group.keep_days = days;
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
