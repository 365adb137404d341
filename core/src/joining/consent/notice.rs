//! What she reads before she answers: said from the running configuration, so that it cannot promise what is not done.
use super::{super::agreement::hex, HOLDS, Purpose};
use crate::{Kernel, Result, clock::Moment, group::facilitation, locale::Language, table::group, vault::digest};

/// One item, in one language, at one moment.
#[derive(Debug, Clone)]
pub struct Notice {
    pub purpose: &'static str,
    /// The question.
    pub question: String,
    /// Label and sentence.
    pub lines: Vec<(String, String)>,
    /// What "no" means.
    pub refused: String,
    /// Changes with anything that it says, whatever the language.
    pub version: String,
    /// Of exactly what is shown; goes into the form and comes back.
    pub digest: String,
    /// Until when a yes given now would hold.
    pub until: Moment,
    /// Who else receives the data: keys, with country. Nobody but the house itself here.
    pub recipients: String,
}

/// The text for a purpose in a group.
pub async fn notice(kernel: &Kernel, group: &group::Model, purpose: Purpose, language: Language) -> Result<Notice> {
    let say = |part: &str| kernel.words.say(language, &format!("joining-{}-{part}", purpose.key), &[]);
    let names = facilitation::names(kernel, group.id).await?.join(", ");
    let who = kernel.words.say(language, &format!("joining-{}-who", purpose.key), &[("names", names.as_str().into())]);
    let how_long = match group.keep_hours {
        Some(hours) => kernel.words.say(language, &format!("joining-{}-long", purpose.key), &[("long", kernel.words.long(language, hours).into())]),
        None => say("fleeting"),
    };
    let labelled = |label: &str, words: String| (kernel.words.say(language, &format!("joining-label-{label}"), &[]), words);
    let lines = vec![
        labelled("what", say("what")),
        labelled("why", say("why")),
        labelled("who", who),
        labelled("how-long", how_long),
        labelled("protected", say(if group.keep_hours.is_some() { "protected" } else { "protected-fleeting" })),
        labelled("cannot", say("cannot")),
    ];
    let question = say("question");
    let refused = say("refused");
    // The facts that the words are made of, in English: the same version in both languages.
    let facts =
        (purpose.key, group.keep_hours, &names, &group.modality, kernel.words.say(Language::En, &format!("joining-{}-what", purpose.key), &[]));
    let version = hex(&digest(&serde_json::to_vec(&facts)?)[..6]);
    let shown = hex(&digest(&serde_json::to_vec(&(&question, &lines, &refused, &version))?));
    let until = kernel.clock.now() + HOLDS;
    Ok(Notice { purpose: purpose.key, question, lines, refused, version, digest: shown, until, recipients: String::new() })
}
