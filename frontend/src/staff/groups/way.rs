//! How people meet: each way with what it means for them, and the record of why it was chosen.
use super::{
    form::{Choice, Mistake, Part, Section, Values, Weighed, get, tick},
    frame::Opened,
};
use hearth_core::{
    Result,
    group::{
        change::{change, way_lacks},
        decision::{self, SECTIONS},
        missing::DECISION,
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
        let mut values: Values = opened.group.modality.iter().map(|it| ("way".to_owned(), it.clone())).chain(linked).collect();
        // What was answered about another way while a second person is asked about it.
        if opened.group.state.has_people()
            && let Some(found) = decision::find(&opened.kernel, opened.group.id).await?
            && Some(&found.modality) != opened.group.modality.as_ref()
        {
            values.extend(found.sections.into_iter().map(|it| (it.code, it.answer)));
        }
        Ok(values)
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
        if opened.group.state.has_people() {
            parts.push(Part::Heading(page.say("groups-way-another")));
            parts.push(Part::Note(page.say("groups-way-another-lead")));
            parts.extend(SECTIONS.iter().map(|it| Part::Area {
                name: it.code.to_owned(),
                label: page.say(&format!("group-decision-{}", it.code)),
                help: String::new(),
                value: get(values, it.code),
            }));
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
        let linked = linked.join(" ");
        let wanted = group::Model { modality: Some(chosen.clone()), linked: linked.clone(), ..opened.group.clone() };
        let mistakes = if opened.group.state.has_people() { prepare(opened, values, &wanted).await? } else { Vec::new() };
        if !mistakes.is_empty() {
            return Ok(mistakes);
        }
        change(&opened.kernel, opened.person, opened.group.id, "modality", move |group, about| {
            group.modality = Some(chosen.clone());
            group.linked.clone_from(&linked);
            // Its good and bad sides stood beside the choice.
            if !about.weighed.contains(&chosen) {
                about.weighed.push(chosen.clone());
            }
        })
        .await?;
        Ok(Vec::new())
    }
}

/// Before a second person is asked: what the other way needs is there, and the record says why it is the right one. Gives what is
/// not so.
async fn prepare(opened: &Opened, values: &Values, wanted: &group::Model) -> Result<Vec<Mistake>> {
    let (kernel, page) = (&opened.kernel, &opened.page);
    let mut about = opened.about.clone();
    about.weighed.extend(wanted.modality.clone());
    let lacks = way_lacks(kernel, &opened.group, wanted, &about).await?;
    let told = |code: &str| {
        let (what, why) = (page.say(&format!("group-missing-{code}")), page.say(&format!("group-missing-{code}-why")));
        ("form".to_owned(), page.say2("groups-way-lacks", "what", what, "why", why))
    };
    let mistakes: Vec<Mistake> = lacks.iter().filter(|it| it.code != DECISION).map(|it| told(it.code)).collect();
    if !mistakes.is_empty() || wanted.modality == opened.group.modality {
        return Ok(mistakes);
    }
    let found = decision::find(kernel, opened.group.id).await?.filter(|it| Some(&it.modality) == wanted.modality.as_ref());
    let kept: Vec<String> = found.into_iter().flat_map(|it| it.sections).map(|it| it.answer).collect();
    let answers: Vec<String> = SECTIONS.iter().map(|it| get(values, it.code)).collect();
    if answers == kept {
        return Ok(Vec::new());
    }
    let empty = SECTIONS.iter().filter(|it| get(values, it.code).is_empty());
    let empty: Vec<Mistake> = empty.map(|it| (it.code.to_owned(), page.say("groups-answer-needed"))).collect();
    if empty.is_empty() {
        decision::record(kernel, opened.person, wanted, answers).await?;
    }
    Ok(empty)
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
