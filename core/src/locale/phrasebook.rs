//! The phrasebook: every module's words, merged, and the check that no language lacks any.
use super::Language;
use anyhow::{Result, bail};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::OnceLock,
};
use unic_langid::LanguageIdentifier;

/// One module's words: its name, and the text of its file in each language.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    pub module: &'static str,
    pub en: &'static str,
    pub fr: &'static str,
}

impl Source {
    fn text(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Fr => self.fr,
        }
    }
}

/// What one module says in one language, ready to be said.
type Bundle = FluentBundle<FluentResource>;

/// A module's words, read when the first of them is wanted: a house that has no video group never reads what video says. All of them read
/// at once would be a tenth of what the server holds at rest (tests/load/RESULTS.md).
struct Chapter {
    source: Source,
    read: [OnceLock<Bundle>; 2],
}

pub struct Phrasebook {
    chapters: Vec<Chapter>,
    /// Which of the chapters has a key.
    places: HashMap<&'static str, usize>,
    /// Whose rules of number hold in each language.
    rules: [LanguageIdentifier; 2],
}

impl Chapter {
    fn bundle(&self, language: Language, rules: &LanguageIdentifier) -> &Bundle {
        self.read[language as usize].get_or_init(|| {
            let mut bundle = FluentBundle::new_concurrent(vec![rules.clone()]);
            // Marks around values are for mixed directions; pages use `<bdi>`, and in plain texts they cost characters.
            bundle.set_use_isolating(false);
            // What is wrong in a file is found by a test, see `gaps`; here the rest of it is said.
            let resource = FluentResource::try_new(self.source.text(language).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
            bundle
        })
    }
}

impl Phrasebook {
    /// Refuses two messages with one key: a plugin must not change another's words.
    pub fn new(sources: &[Source]) -> Result<Phrasebook> {
        let mut places = HashMap::new();
        for (place, source) in sources.iter().enumerate() {
            for language in Language::ALL {
                let mut seen = HashSet::new();
                for key in keys_of(source.text(language)) {
                    let other = places.insert(key, place).filter(|it| *it != place);
                    if other.is_some() || !seen.insert(key) {
                        bail!("{}/{}: {key} is there twice", source.module, language.code());
                    }
                }
            }
        }
        let chapters = sources.iter().map(|it| Chapter { source: *it, read: Default::default() }).collect();
        let rules = [Language::En.code().parse()?, Language::Fr.code().parse()?];
        Ok(Phrasebook { chapters, places, rules })
    }

    /// The phrase, or its key: a missing word is seen, but never empties a page. A test finds it before.
    pub fn say(&self, language: Language, key: &str, values: &[(&str, FluentValue)]) -> String {
        self.find(language, key, values).unwrap_or_else(|| key.to_owned())
    }

    pub fn find(&self, language: Language, key: &str, values: &[(&str, FluentValue)]) -> Option<String> {
        let bundle = self.bundle(language, key)?;
        let pattern = bundle.get_message(key)?.value()?;
        if values.is_empty() {
            return Some(bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned());
        }
        let arguments: FluentArgs = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }

    /// A length of time in words: "8 hours", "30 days".
    pub fn long(&self, language: Language, hours: i32) -> String {
        match hours {
            48.. if hours % 24 == 0 => self.say(language, "core-long-days", &[("days", (hours / 24).into())]),
            _ => self.say(language, "core-long-hours", &[("hours", hours.into())]),
        }
    }

    pub fn has(&self, language: Language, key: &str) -> bool {
        self.bundle(language, key).is_some_and(|it| it.has_message(key))
    }

    fn bundle(&self, language: Language, key: &str) -> Option<&Bundle> {
        self.places.get(key).map(|it| self.chapters[*it].bundle(language, &self.rules[language as usize]))
    }
}

/// The keys of a file, without reading the rest: a message begins at the start of a line with a letter, and nothing else does (Fluent
/// Syntax 1.0, "Message").
fn keys_of(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|it| it.starts_with(|letter: char| letter.is_ascii_alphabetic())).filter_map(|it| Some(it.split_once('=')?.0.trim_end()))
}

/// What each language lacks or has too much of, compared with the others: keys, and the variables within each. For tests.
pub fn gaps(sources: &[Source]) -> Vec<String> {
    let mut gaps = Vec::new();
    for source in sources {
        let [en, fr] = Language::ALL.map(|language| keys(source, language, &mut gaps));
        for (key, variables) in &en {
            match fr.get(key) {
                None => gaps.push(format!("{}/fr: {key} is missing", source.module)),
                Some(other) if other != variables => gaps.push(format!("{}: {key} has {variables:?} in en, {other:?} in fr", source.module)),
                Some(_) => {}
            }
        }
        gaps.extend(fr.keys().filter(|key| !en.contains_key(*key)).map(|key| format!("{}/en: {key} is missing", source.module)));
    }
    gaps
}

/// Every key of a module's file with its whole text, for checks of wording. For tests.
pub fn texts(source: &Source, language: Language) -> Vec<(String, String)> {
    let text = source.text(language);
    let resource = parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    resource
        .body
        .iter()
        .filter_map(|it| match it {
            Entry::Message(message) => Some((message.id.name.to_owned(), message.value.as_ref().map(plain).unwrap_or_default())),
            _ => None,
        })
        .collect()
}

fn plain(pattern: &Pattern<&str>) -> String {
    pattern
        .elements
        .iter()
        .map(|it| match it {
            PatternElement::TextElement { value } => (*value).to_owned(),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().map(|it| plain(&it.value)).collect::<Vec<_>>().join(" ")
            }
            PatternElement::Placeable { .. } => "…".to_owned(),
        })
        .collect()
}

fn keys(source: &Source, language: Language, gaps: &mut Vec<String>) -> BTreeMap<String, BTreeSet<String>> {
    let at = format!("{}/{}", source.module, language.code());
    let resource = parser::parse(source.text(language)).unwrap_or_else(|(resource, faults)| {
        gaps.extend(faults.iter().map(|it| format!("{at}: {it}")));
        resource
    });
    let mut keys = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name.to_owned();
        let mut variables = BTreeSet::new();
        if let Some(pattern) = &message.value {
            collect(pattern, &mut variables);
        }
        if keys.insert(key.clone(), variables).is_some() {
            gaps.push(format!("{at}: {key} is there twice"));
        }
    }
    keys
}

fn collect(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => variables(inline, into),
            Expression::Select { selector, variants } => {
                variables(selector, into);
                variants.iter().for_each(|it| collect(&it.value, into));
            }
        }
    }
}

fn variables(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().for_each(|it| variables(it, into))
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                variables(inner, into);
            }
        }
        _ => {}
    }
}
