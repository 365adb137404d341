//! What people of a group promise each other: the clauses, in both languages as they are shown, and staff's own lines.
use super::{
    form::{Choice, Mistake, Part, Section, Values, get, tick},
    frame::Opened,
};
use hearth_core::{
    Result,
    group::agreement_text::{self, NewVersion, REASONS, clause, clause_keys},
    locale::Language,
};

pub struct Agreements;

fn keys(opened: &Opened) -> Vec<&'static str> {
    clause_keys(&opened.kernel, &opened.group)
}

impl Section for Agreements {
    const PAGE: &'static str = "agreement";

    async fn values(opened: &Opened) -> Result<Values> {
        let found = agreement_text::current(&opened.kernel, opened.group.id).await?;
        Ok(match found {
            // The first version begins with all of them.
            None => keys(opened).into_iter().map(|it| (it.to_owned(), "on".to_owned())).collect(),
            Some(found) => {
                let clauses = found.words.clauses.into_iter().map(|it| (it.key, "on".to_owned()));
                clauses.chain([("own_en".to_owned(), found.words.own_en), ("own_fr".to_owned(), found.words.own_fr)]).collect()
            }
        })
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let found = agreement_text::current(&opened.kernel, opened.group.id).await?;
        let version = match found {
            Some(found) => page.say2("groups-agreement-version", "version", found.version, "day", page.date(found.created)),
            None => page.say("groups-agreement-none"),
        };
        let option = |key: &&str| {
            let words = clause(&opened.kernel, key);
            let (own, other) = match page.language {
                Language::En => (words.en, words.fr),
                Language::Fr => (words.fr, words.en),
            };
            Choice { help: other, ..tick(*key, own, values) }
        };
        let options = keys(opened).iter().map(option).collect();
        let chosen = get(values, "why");
        let reason = |it: &&str| Choice {
            name: "why".into(),
            value: (*it).into(),
            label: page.say(&format!("group-clause-reason-{it}")),
            help: String::new(),
            is_chosen: chosen == **it,
        };
        Ok(vec![
            Part::Note(version),
            Part::Choices { question: page.say("groups-clauses"), help: page.say("groups-clauses-help"), options, is_many: true },
            Part::Choices {
                question: page.say("groups-clause-why"),
                help: page.say("groups-clause-why-help"),
                options: REASONS.iter().map(reason).collect(),
                is_many: false,
            },
            Part::area(page, "own_en", values),
            Part::area(page, "own_fr", values),
        ])
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let new = NewVersion {
            keys: keys(opened).into_iter().filter(|it| values.contains_key(*it)).map(str::to_owned).collect(),
            own_en: get(values, "own_en"),
            own_fr: get(values, "own_fr"),
            why: values.get("why").cloned().filter(|it| !it.is_empty()),
        };
        agreement_text::change(&opened.kernel, &opened.group, opened.person, new).await?;
        Ok(Vec::new())
    }
}
