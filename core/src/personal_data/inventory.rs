//! The inventory that people read: for each class of thing that is kept, what it is, why, who sees it, how long, how it is
//! protected, and who outside this house handles it. Said once for each class; consent pages, "what is kept about you" and
//! `docs/data-inventory.md` are made of it, from what is really set.
use super::{Catalogued, Class, catalogue::CATALOGUE};
use crate::{Kernel, locale::Language, locale::Phrasebook, plugin::Declarations, table::group};

impl Class {
    /// Every class, in the order in which people read of them: what is theirs first.
    pub const ALL: [Class; 15] = [
        Class::Alias,
        Class::Words,
        Class::Consent,
        Class::Secret,
        Class::Contact,
        Class::StaffNote,
        Class::Screening,
        Class::Preference,
        Class::Time,
        Class::State,
        Class::Id,
        Class::Order,
        Class::GroupWords,
        Class::StaffName,
        Class::Settings,
    ];

    /// Begins the keys of its words: `personal-{code}-what`.
    pub fn code(self) -> &'static str {
        match self {
            Class::Alias => "alias",
            Class::Consent => "consent",
            Class::Contact => "contact",
            Class::GroupWords => "group-words",
            Class::Id => "id",
            Class::Order => "order",
            Class::Preference => "preference",
            Class::Screening => "screening",
            Class::Secret => "secret",
            Class::Settings => "settings",
            Class::StaffName => "staff-name",
            Class::StaffNote => "staff-note",
            Class::State => "state",
            Class::Time => "time",
            Class::Words => "words",
        }
    }

    /// Whether it tells about a participant: what consent pages speak of.
    pub fn is_personal(self) -> bool {
        !matches!(self, Class::GroupWords | Class::StaffName | Class::Settings | Class::Id | Class::Order | Class::State)
    }

    /// Who among the others of a group sees it: `group`, `addressed` or `nobody`.
    pub fn seen_by_others(self) -> &'static str {
        match self {
            Class::Alias | Class::GroupWords | Class::StaffName => "group",
            Class::Words => "addressed",
            _ => "nobody",
        }
    }

    /// Who of the house sees it: a code, none of which lets an administrator read what people wrote.
    pub fn seen_by_staff(self) -> &'static str {
        match self {
            Class::Alias | Class::Words | Class::Consent | Class::State => "facilitators",
            Class::Time => "day",
            Class::StaffNote => "two",
            Class::Screening => "deciders",
            Class::GroupWords | Class::StaffName => "staff",
            Class::Settings => "administrators",
            Class::Secret | Class::Contact | Class::Preference | Class::Id | Class::Order => "nobody",
        }
    }

    /// Columns of this class are never in clear on the disk: sealed, or a keyed hash.
    pub fn is_sealed(self) -> bool {
        matches!(self, Class::Words | Class::Contact | Class::Screening | Class::StaffNote | Class::StaffName)
    }
}

/// One class, in the words of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub class: Class,
    pub what: String,
    pub why: String,
    pub who: String,
    pub how_long: String,
    pub protection: String,
    /// Who outside this house sees it.
    pub provider: String,
}

/// What a group keeps about the people in it, as it is set now. A change of what it keeps changes these words, and with them
/// the digest under which people agreed.
pub fn of_group(kernel: &Kernel, group: &group::Model, language: Language) -> Vec<Row> {
    Class::ALL.into_iter().filter(|it| it.is_personal()).map(|it| row(&kernel.words, it, language, Some((kernel, group)))).collect()
}

/// The same without any group.
pub fn in_general(words: &Phrasebook, language: Language) -> Vec<Row> {
    Class::ALL.into_iter().map(|it| row(words, it, language, None)).collect()
}

fn row(words: &Phrasebook, class: Class, language: Language, group: Option<(&Kernel, &group::Model)>) -> Row {
    let say = |part: &str| words.say(language, &format!("personal-{}-{part}", class.code()), &[]);
    let (mut how_long, mut protection, mut provider) = (say("long"), say("how"), words.say(language, "personal-provider-none", &[]));
    if let (Class::Words, Some((kernel, group))) = (class, group) {
        match group.keep_hours {
            Some(hours) => how_long = words.say(language, "personal-words-long-kept", &[("long", words.long(language, hours).into())]),
            None => (how_long, protection) = (say("long-never"), say("how-never")),
        }
        let modality = group.modality.as_deref().and_then(|it| kernel.modality(it));
        if modality.is_some_and(|it| !it.capabilities().hides_from_providers) {
            provider = words.say(language, "personal-provider-outside", &[]);
        }
    }
    Row { class, what: say("what"), why: say("why"), who: say("who"), how_long, protection, provider }
}

/// Every column that is catalogued: the core's, then each plugin's.
pub fn catalogued(plugins: &[Declarations]) -> Vec<(&'static str, Catalogued)> {
    let core = CATALOGUE.iter().map(|it| ("core", *it));
    core.chain(plugins.iter().flat_map(|plugin| plugin.catalogue.iter().map(|it| (plugin.name, *it)))).collect()
}

/// `docs/data-inventory.md`.
pub fn document(words: &Phrasebook, plugins: &[Declarations]) -> String {
    let mut text = String::from(
        "# What Hearth keeps\n\nMade from the catalogue in the code; a test refuses a stale copy, and a column that nobody catalogued. \
         Change `core/src/personal_data/catalogue.rs`, a plugin's catalogue, or `core/locales/personal.en.ftl`.\n\n## Classes\n\n\
         | class | what | why | who sees it | how long | how it is protected |\n|---|---|---|---|---|---|\n",
    );
    for row in in_general(words, Language::En) {
        let cells = [row.class.code().to_owned(), row.what, row.why, row.who, row.how_long, row.protection];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text.push_str("\n## Columns\n\n| owner | table | column | class | sealed |\n|---|---|---|---|---|\n");
    for (owner, (table, column, class)) in catalogued(plugins) {
        let sealed = if class.is_sealed() { "yes" } else { "" };
        text.push_str(&format!("| {owner} | `{table}` | `{column}` | {} | {sealed} |\n", class.code()));
    }
    for plugin in plugins {
        if let Some(why) = plugin.no_personal_data {
            text.push_str(&format!("\n`{}` keeps nothing about people: {why}.\n", plugin.name));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::WORDS;

    #[test]
    fn each_class_is_said_in_each_language() {
        let words = Phrasebook::new(WORDS).unwrap();
        for language in Language::ALL {
            for class in Class::ALL {
                for part in ["what", "why", "who", "long", "how"] {
                    let key = format!("personal-{}-{part}", class.code());
                    assert!(words.has(language, &key), "{key} has no words in {language:?}");
                }
            }
        }
    }

    #[test]
    fn no_column_is_catalogued_twice() {
        let mut seen = std::collections::HashSet::new();
        for (table, column, _) in CATALOGUE {
            assert!(seen.insert((table, column)), "{table}.{column} twice");
        }
    }
}
