//! How people come into a group. There is no way of saying "anyone".
use super::{
    form::{Choice, Mistake, Part, Section, Values, get, tick},
    frame::Opened,
};
use hearth_core::{
    Result,
    group::{
        about::{Criterion, MOST_QUESTIONS, Question},
        change::change,
        facilitation,
    },
    table::group::{Anonymity, Timing, Vetting},
};

pub struct Vettings;

impl Section for Vettings {
    const PAGE: &'static str = "vetting";

    async fn values(opened: &Opened) -> Result<Values> {
        let mut values = Values::new();
        let vetting = opened.group.vetting.map(|it| match it {
            Vetting::Invited => "invited",
            Vetting::OpenIntake => "open-intake",
            Vetting::Lobby => "lobby",
            Vetting::MeetingCode => "meeting-code",
        });
        if let Some(vetting) = vetting {
            values.insert("vetting".into(), vetting.into());
        }
        let anonymity = match opened.group.anonymity {
            Anonymity::Numbered => "numbered",
            Anonymity::Alias => "alias",
            Anonymity::FirstName => "first-name",
        };
        values.insert("anonymity".into(), anonymity.into());
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let mut ways = vec!["invited", "open-intake"];
        // A lobby and a code for each meeting need meetings.
        if opened.group.timing == Some(Timing::Synchronous) {
            ways.extend(["lobby", "meeting-code"]);
        }
        Ok(vec![Part::one_of(page, "vetting", values, &ways), Part::one_of(page, "anonymity", values, &["alias", "numbered", "first-name"])])
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let vetting = match get(values, "vetting").as_str() {
            "invited" => Vetting::Invited,
            "open-intake" => Vetting::OpenIntake,
            "lobby" => Vetting::Lobby,
            "meeting-code" => Vetting::MeetingCode,
            _ => return Ok(vec![("form".into(), opened.page.say("groups-vetting-needed"))]),
        };
        // An open group's door is not opened to strangers before somebody decides by what they are chosen.
        let is_ready = !opened.about.criteria.is_empty() && !opened.about.reviewers.is_empty();
        let has_people = !matches!(opened.group.state, hearth_core::table::group::GroupState::Draft);
        if vetting == Vetting::OpenIntake && has_people && !is_ready {
            return Ok(vec![("form".into(), opened.page.say("groups-intake-needs-criteria"))]);
        }
        let anonymity = match get(values, "anonymity").as_str() {
            "numbered" => Anonymity::Numbered,
            "first-name" => Anonymity::FirstName,
            _ => Anonymity::Alias,
        };
        change(&opened.kernel, opened.person, opened.group.id, "vetting", move |group, about| {
            group.vetting = Some(vetting);
            group.anonymity = anonymity;
            about.takes_applications = vetting == Vetting::OpenIntake;
        })
        .await?;
        Ok(Vec::new())
    }
}

/// Questions, criteria and reviewers for people whom nobody knows.
pub struct Questions;

const CRITERIA: usize = 5;

impl Section for Questions {
    const PAGE: &'static str = "questions";

    async fn values(opened: &Opened) -> Result<Values> {
        let mut values = Values::new();
        for (index, it) in opened.about.criteria.iter().enumerate() {
            values.insert(format!("criterion_en_{index}"), it.en.clone());
            values.insert(format!("criterion_fr_{index}"), it.fr.clone());
        }
        for (index, it) in opened.about.questions.iter().enumerate() {
            let fields = [("question_en", &it.en), ("question_fr", &it.fr), ("why_en", &it.why_en), ("why_fr", &it.why_fr)];
            for (field, value) in fields {
                values.insert(format!("{field}_{index}"), value.clone());
            }
            if it.is_required {
                values.insert("required".into(), index.to_string());
            }
        }
        for reviewer in &opened.about.reviewers {
            values.insert(format!("reviewer_{reviewer}"), "on".into());
        }
        if opened.about.two_reviewers {
            values.insert("two_reviewers".into(), "on".into());
        }
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let line = |field: &str, index: usize| Part::Text {
            name: format!("{field}_{index}"),
            label: page.say1(&format!("groups-{}", field.replace('_', "-")), "number", index + 1),
            help: String::new(),
            value: get(values, &format!("{field}_{index}")),
            kind: "text",
            longest: 300,
        };
        let mut parts = vec![Part::Heading(page.say("groups-criteria")), Part::Note(page.say("groups-criteria-help"))];
        for index in 0..CRITERIA {
            parts.extend([line("criterion_en", index), line("criterion_fr", index)]);
        }
        parts.extend([Part::Heading(page.say("groups-questions")), Part::Note(page.say("groups-questions-help"))]);
        for index in 0..MOST_QUESTIONS {
            parts.extend(["question_en", "question_fr", "why_en", "why_fr"].map(|field| line(field, index)));
        }
        let chosen = get(values, "required");
        let required =
            |value: String, label: String| Choice { is_chosen: chosen == value, name: "required".into(), value, label, help: String::new() };
        let mut options = vec![required(String::new(), page.say("groups-required-none"))];
        options.extend((0..MOST_QUESTIONS).map(|it| required(it.to_string(), page.say1("groups-required-one", "number", it + 1))));
        parts.push(Part::Choices { question: page.say("groups-required"), help: page.say("groups-required-help"), options, is_many: false });
        let people = facilitation::candidates(&opened.kernel).await?;
        let mut options: Vec<Choice> = people.into_iter().map(|(person, name)| tick(format!("reviewer_{person}"), name, values)).collect();
        options.push(tick("two_reviewers", page.say("groups-two-reviewers"), values));
        parts.push(Part::Choices { question: page.say("groups-reviewers"), help: page.say("groups-reviewers-help"), options, is_many: true });
        Ok(parts)
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut criteria = Vec::new();
        for index in 0..CRITERIA {
            let (en, fr) = (get(values, &format!("criterion_en_{index}")), get(values, &format!("criterion_fr_{index}")));
            if !en.is_empty() || !fr.is_empty() {
                criteria.push(Criterion { key: format!("c{index}"), en, fr });
            }
        }
        let required = get(values, "required");
        let mut questions = Vec::new();
        for index in 0..MOST_QUESTIONS {
            let of = |field: &str| get(values, &format!("{field}_{index}"));
            let (en, fr, why_en, why_fr) = (of("question_en"), of("question_fr"), of("why_en"), of("why_fr"));
            if en.is_empty() && fr.is_empty() {
                continue;
            }
            if why_en.is_empty() && why_fr.is_empty() {
                mistakes.push((format!("why_en_{index}"), opened.page.say("groups-why-needed")));
            }
            let is_required = required == index.to_string();
            let criterion = criteria.get(questions.len()).or(criteria.first()).map(|it| it.key.clone()).unwrap_or_default();
            questions.push(Question { key: format!("q{index}"), en, fr, why_en, why_fr, is_required, criterion });
        }
        let people = facilitation::candidates(&opened.kernel).await?;
        let reviewers: Vec<_> = people.into_iter().map(|it| it.0).filter(|it| values.contains_key(&format!("reviewer_{it}"))).collect();
        let two_reviewers = values.contains_key("two_reviewers");
        if two_reviewers && reviewers.len() < 2 {
            mistakes.push(("form".into(), opened.page.say("groups-two-reviewers-needed")));
        }
        if mistakes.is_empty() {
            change(&opened.kernel, opened.person, opened.group.id, "questions", move |_, about| {
                about.criteria = criteria.clone();
                about.questions = questions.clone();
                about.reviewers = reviewers.clone();
                about.two_reviewers = two_reviewers;
            })
            .await?;
        }
        Ok(mistakes)
    }
}
