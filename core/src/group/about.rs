//! What staff wrote about a group, in each language, sealed with the group's key: the name, and all that a person reads
//! before anything is asked of her.
//!
//! How the group is looked after is not written by anyone: [`method`] says it from the group's own configuration, so that
//! it cannot lie.
use super::facilitation;
use crate::{
    Kernel, Result,
    id::PersonId,
    locale::Language,
    store::Tx,
    table::group::{self, PreModeration},
    vault::{Owner, Place, Sealed},
};
use serde::{Deserialize, Serialize};

/// No group asks more of someone who applies.
pub const MOST_QUESTIONS: usize = 5;

/// Everything that staff wrote about a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The languages in which the group is offered. Each of them needs its texts.
    pub languages: Vec<Language>,
    pub en: AboutText,
    pub fr: AboutText,
    /// At most [`MOST_QUESTIONS`], for people whom nobody knows yet.
    pub questions: Vec<Question>,
    /// What decides whether the group fits someone. A decision goes through them one by one.
    pub criteria: Vec<Criterion>,
    /// Who reads and decides.
    pub reviewers: Vec<PersonId>,
    /// A second reviewer must agree with each decision.
    pub two_reviewers: bool,
    /// People may apply at the group's application page.
    pub takes_applications: bool,
    /// Staff have decided how long words are kept.
    pub has_retention: bool,
    /// Ways of meeting whose consequences staff have read.
    pub weighed: Vec<String>,
    /// Codes of the readiness list's points that are ticked.
    pub ready: Vec<String>,
}

/// One language's part of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AboutText {
    pub name: String,
    pub purpose: String,
    pub for_whom: String,
    /// What staff add about how they lead. The rest of the method is said by [`method`].
    pub method: String,
    /// How long a visit or a meeting is, and the group itself.
    pub length: String,
}

/// A screening question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    /// Names it in forms and answers; stays when the words change.
    pub key: String,
    pub en: String,
    pub fr: String,
    pub why_en: String,
    pub why_fr: String,
    /// One question at most must be answered.
    pub is_required: bool,
    /// The criterion it serves.
    pub criterion: String,
}

/// Something that must hold for the group to fit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    pub key: String,
    pub en: String,
    pub fr: String,
}

impl About {
    /// What a reader of this language is told; where a text is not written in it, the other language's.
    pub fn for_language(&self, language: Language) -> AboutText {
        let (own, other) = match language {
            Language::En => (&self.en, &self.fr),
            Language::Fr => (&self.fr, &self.en),
        };
        let or = |own: &String, other: &String| if own.trim().is_empty() { other.clone() } else { own.clone() };
        AboutText {
            name: or(&own.name, &other.name),
            purpose: or(&own.purpose, &other.purpose),
            for_whom: or(&own.for_whom, &other.for_whom),
            method: or(&own.method, &other.method),
            length: or(&own.length, &other.length),
        }
    }

    pub fn text(&self, language: Language) -> &AboutText {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }

    pub fn text_mut(&mut self, language: Language) -> &mut AboutText {
        match language {
            Language::En => &mut self.en,
            Language::Fr => &mut self.fr,
        }
    }

    pub fn name(&self, language: Language) -> String {
        self.for_language(language).name
    }
}

impl Question {
    pub fn words(&self, language: Language) -> &str {
        pick(language, &self.en, &self.fr)
    }

    pub fn why(&self, language: Language) -> &str {
        pick(language, &self.why_en, &self.why_fr)
    }
}

impl Criterion {
    pub fn words(&self, language: Language) -> &str {
        pick(language, &self.en, &self.fr)
    }
}

/// The reader's language, or the other one where this is empty.
fn pick<'a>(language: Language, en: &'a str, fr: &'a str) -> &'a str {
    match language {
        Language::En if !en.trim().is_empty() => en,
        Language::Fr if fr.trim().is_empty() => en,
        _ => fr,
    }
}

/// Where it is sealed.
pub fn place(group: crate::id::GroupId) -> Place {
    Place::of("groups", "about", group.0).within(group.0)
}

/// What staff wrote about the group. Empty once the group's key is destroyed.
pub async fn find(kernel: &Kernel, group: &group::Model) -> Result<About> {
    match kernel.vault.find(Owner::Group(group.id)).await? {
        Some(key) => Ok(key.open(place(group.id), &group.about)?),
        None => Ok(About::default()),
    }
}

/// The same inside a transaction.
pub(super) async fn find_in(kernel: &Kernel, tx: &Tx, group: &group::Model) -> Result<About> {
    Ok(kernel.vault.key_in(tx, Owner::Group(group.id)).await?.open(place(group.id), &group.about)?)
}

pub(super) async fn seal(kernel: &Kernel, tx: &Tx, group: crate::id::GroupId, about: &About) -> Result<Sealed> {
    Ok(kernel.vault.key_in(tx, Owner::Group(group)).await?.seal(place(group), about)?)
}

/// How the group is looked after, sentence by sentence, from what is really set: who leads it, what is read when, what
/// becomes of a removed entry, how long words are kept; then what staff added.
pub async fn method(kernel: &Kernel, group: &group::Model, about: &About, language: Language) -> Result<Vec<String>> {
    let mut sentences = Vec::new();
    let names = facilitation::names(kernel, group.id).await?;
    if !names.is_empty() {
        sentences.push(kernel.words.say(language, "group-method-who", &[("names", names.join(", ").into())]));
    }
    let hours = facilitation::hours(kernel, group.id).await?;
    if !hours.is_empty() {
        let list = facilitation::say_hours(kernel, language, &hours);
        sentences.push(kernel.words.say(language, "group-method-hours", &[("hours", list.into())]));
    }
    sentences.extend(promises(kernel, group, language));
    let own = about.for_language(language).method;
    if !own.trim().is_empty() {
        sentences.push(own);
    }
    Ok(sentences)
}

/// The part of it that people agree to: when staff read, what becomes of a removed entry, how long words are kept.
pub fn promises(kernel: &Kernel, group: &group::Model, language: Language) -> Vec<String> {
    let say = |key: &str| kernel.words.say(language, key, &[]);
    let reading = match group.pre_moderation {
        PreModeration::FirstEntries => "group-method-first-entries",
        PreModeration::Everything => "group-method-everything",
        PreModeration::After => "group-method-after",
    };
    let keeping = match group.keep_hours {
        Some(hours) => kernel.words.say(language, "group-method-kept", &[("long", kernel.words.long(language, hours).into())]),
        None => say("group-method-fleeting"),
    };
    vec![say(reading), say("group-method-removed"), keeping]
}
