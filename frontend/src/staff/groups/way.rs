//! How people meet: each way with what it means for them, and the record of why it was chosen.
use super::{
    form::{Choice, Mistake, Part, Section, Values, Weighed, get, tick},
    frame::Opened,
};
use hearth_core::{
    Result,
    group::{
        change::change,
        decision::{self, SECTIONS},
        ways,
    },
    modality::ModalityKey,
    plugin::Consideration,
    table::group,
};

pub struct Way;

/// The axes of a consideration: key of the heading, and which of its words.
type Axis = (&'static str, fn(&Consideration) -> &'static str);
const AXES: [Axis; 5] = [
    ("groups-axis-connection", |it| it.connection),
    ("groups-axis-anonymity", |it| it.anonymity),
    ("groups-axis-devices", |it| it.devices),
    ("groups-axis-access", |it| it.access),
    ("groups-axis-confidentiality", |it| it.confidentiality),
];

impl Section for Way {
    const PAGE: &'static str = "way";

    async fn values(opened: &Opened) -> Result<Values> {
        let linked = opened.group.linked.split_whitespace().map(|it| (linked_field(it), "on".to_owned()));
        Ok(opened.group.modality.iter().map(|it| ("way".to_owned(), it.clone())).chain(linked).collect())
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let (page, chosen) = (&opened.page, get(values, "way"));
        let ways = opened
            .kernel
            .modality_keys()
            .into_iter()
            .map(|key| {
                let label = page.say(&format!("{key}-name"));
                let told = opened.kernel.plugin(key).and_then(|it| it.considerations);
                let facts = told.iter().flat_map(|told| AXES.iter().map(|(heading, of)| (page.say(heading), page.say(of(told))))).collect();
                Weighed {
                    value: key.to_owned(),
                    title: page.say1("groups-way-means", "way", label.as_str()),
                    help: page.say(&format!("{key}-about")),
                    is_chosen: key == chosen,
                    label,
                    facts,
                }
            })
            .collect();
        let mut parts = vec![Part::Weigh { question: page.say("groups-way-title"), name: "way".into(), ways }];
        // Another door into the same conversation, where the group's way is chosen and one fits beside it.
        let doors = ways::could_be_linked(&opened.kernel, &opened.group);
        if opened.group.modality.is_some() && !doors.is_empty() {
            let option = |key: &ModalityKey| Choice {
                help: page.say(&format!("{key}-beside")),
                ..tick(linked_field(key), page.say(&format!("{key}-name")), values)
            };
            let options = doors.iter().map(option).collect();
            parts.push(Part::Choices { question: page.say("groups-way-beside"), help: page.say("groups-way-beside-help"), options, is_many: true });
        }
        parts.push(Part::Note(page.say("groups-way-note")));
        Ok(parts)
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let chosen = get(values, "way");
        if !opened.kernel.modality_keys().iter().any(|it| *it == chosen) {
            return Ok(vec![("form".into(), opened.page.say("groups-way-needed"))]);
        }
        let doors = ways::could_be_linked(&opened.kernel, &group::Model { modality: Some(chosen.clone()), ..opened.group.clone() });
        let linked: Vec<&str> = doors.into_iter().filter(|it| values.contains_key(&linked_field(it))).collect();
        change(&opened.kernel, opened.person, opened.group.id, "modality", move |group, about| {
            group.modality = Some(chosen.clone());
            group.linked = linked.join(" ");
            // Its good and bad sides stood beside the choice.
            if !about.weighed.contains(&chosen) {
                about.weighed.push(chosen.clone());
            }
        })
        .await?;
        Ok(Vec::new())
    }
}

fn linked_field(modality: &str) -> String {
    format!("beside-{modality}")
}

pub struct Record;

impl Section for Record {
    const PAGE: &'static str = "decision";

    async fn values(opened: &Opened) -> Result<Values> {
        let found = decision::find(&opened.kernel, opened.group.id).await?;
        Ok(found.into_iter().flat_map(|it| it.sections).map(|it| (it.code, it.answer)).collect())
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let Some(key) = opened.group.modality.as_deref() else { return Ok(vec![Part::Note(page.say("group-decision-no-way-yet"))]) };
        let told = opened.kernel.plugin(key).and_then(|it| it.considerations);
        let question = |it: &decision::Section| Part::Area {
            name: it.code.to_owned(),
            label: page.say(&format!("group-decision-{}", it.code)),
            help: told.as_ref().map_or(String::new(), |told| page.say((it.told)(told))),
            value: get(values, it.code),
        };
        Ok(SECTIONS.iter().map(question).collect())
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let empty: Vec<Mistake> = SECTIONS
            .iter()
            .filter(|it| get(values, it.code).is_empty())
            .map(|it| (it.code.to_owned(), opened.page.say("groups-answer-needed")))
            .collect();
        if !empty.is_empty() {
            return Ok(empty);
        }
        let answers = SECTIONS.iter().map(|it| get(values, it.code)).collect();
        decision::record(&opened.kernel, opened.person, &opened.group, answers).await?;
        Ok(Vec::new())
    }
}
