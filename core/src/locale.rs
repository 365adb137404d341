//! Words in the reader's language, and names that cannot be mistaken for one another.
//!
//! Every module and plugin brings its own Fluent files; they are merged into one phrasebook a language. A key is the
//! module's name, a hyphen, and what is said: `forum-new-topic`. A refusal's code is the key of its words.
pub mod likeness;
mod phrasebook;

pub use fluent_bundle::FluentValue as Value;
pub use phrasebook::{Phrasebook, Source, gaps, texts};

use crate::clock::Moment;
use serde::{Deserialize, Serialize};

/// The languages that Hearth ships.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    #[default]
    En,
    Fr,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::En, Language::Fr];

    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Fr => "fr",
        }
    }

    /// Its name in itself: what its own readers look for.
    pub fn name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Fr => "Français",
        }
    }

    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|it| code.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(it.code())))
    }

    /// The first language of `Accept-Language` that we have.
    pub fn preferred(header: &str) -> Option<Language> {
        header.split(',').find_map(|it| Language::from_code(it.trim()))
    }
}

/// "14 November" or "14 novembre": the day, for people. No year where it is this one.
pub fn day(moment: Moment, now: Moment, language: Language) -> String {
    const MONTHS: [[&str; 12]; 2] = [
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    ];
    let (date, today) = (moment.utc().date(), now.utc().date());
    let month = MONTHS[language as usize][usize::from(u8::from(date.month())) - 1];
    let day = match (date.day(), language) {
        (1, Language::Fr) => "1er".to_owned(),
        (day, _) => day.to_string(),
    };
    match date.year() == today.year() {
        true => format!("{day} {month}"),
        false => format!("{day} {month} {}", date.year()),
    }
}
