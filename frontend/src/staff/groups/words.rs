//! The words about a group: all that a person reads before anything is asked of her, in each language.
use super::{
    form::{Mistake, Part, Section, Values, get, tick},
    frame::Opened,
};
use hearth_core::{Result, group::change::change, locale::Language};

pub struct Words;

const FIELDS: [&str; 5] = ["name", "purpose", "for_whom", "length", "method"];

impl Section for Words {
    const PAGE: &'static str = "words";

    async fn values(opened: &Opened) -> Result<Values> {
        let mut values = Values::new();
        for language in Language::ALL {
            let text = opened.about.text(language);
            for (field, value) in FIELDS.iter().zip([&text.name, &text.purpose, &text.for_whom, &text.length, &text.method]) {
                values.insert(format!("{field}_{}", language.code()), value.clone());
            }
            if opened.about.languages.contains(&language) {
                values.insert(format!("language_{}", language.code()), "on".into());
            }
        }
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let options = Language::ALL.iter().map(|it| tick(format!("language_{}", it.code()), it.name(), values)).collect();
        let question = page.say("groups-languages");
        let mut parts = vec![Part::Choices { question, help: page.say("groups-languages-help"), options, is_many: true }];
        for language in Language::ALL {
            parts.push(Part::Heading(language.name().to_owned()));
            for field in FIELDS {
                let name = format!("{field}_{}", language.code());
                // The label is in the reader's language; only the field's own name tells the other one.
                let help = if field == "method" { page.say("groups-method-help") } else { String::new() };
                let label = page.say(&format!("groups-{}", field.replace('_', "-")));
                let value = get(values, &name);
                parts.push(match field {
                    "name" | "length" => Part::Text { name, label, help, value, kind: "text", longest: 200 },
                    _ => Part::Area { name, label, help, value },
                });
            }
        }
        Ok(parts)
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let languages: Vec<Language> = Language::ALL.into_iter().filter(|it| values.contains_key(&format!("language_{}", it.code()))).collect();
        if languages.is_empty() {
            return Ok(vec![("language_en".into(), opened.page.say("groups-languages-needed"))]);
        }
        let values = values.clone();
        change(&opened.kernel, opened.person, opened.group.id, "words", move |_, about| {
            about.languages = languages.clone();
            for language in Language::ALL {
                let given = |field: &str| get(&values, &format!("{field}_{}", language.code()));
                let text = about.text_mut(language);
                text.name = given("name");
                text.purpose = given("purpose");
                text.for_whom = given("for_whom");
                text.length = given("length");
                text.method = given("method");
            }
        })
        .await?;
        Ok(Vec::new())
    }
}
