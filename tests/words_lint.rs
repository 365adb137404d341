//! The words themselves: complete in both languages, plain enough to read when tired, neutral towards everyone, silent about
//! what this place is. It reads the phrasebook, so that it covers every plugin.
#[path = "architecture/sources.rs"]
#[expect(dead_code, reason = "shared with the architecture tests, which use the rest")]
mod sources;

use hearth_core::{
    locale::{Language, gaps, texts},
    words::WORDS,
};
use sources::{none, pattern, phrases};

/// Modules whose words only staff read. Every other module is held to the members' rules as well.
const STAFF: &[&str] = &["desk", "groups", "account", "audit", "settings", "site", "wizard", "rehearsal"];
/// Parts of shared modules that only staff read.
const STAFF_KEYS: &[&str] = &[
    "mail-check-",
    "frontend-staff-",
    "core-tab-desk",
    "group-why-",
    "group-lack-",
    "group-missing-",
    "moderation-staff-",
    "joining-staff-",
    "join-staff-",
    "meet-staff-",
    "personal-staff-",
];
/// What a shelter's region pack says by its own name, and what people read only after they asked for services.
const NAMED: &[&str] = &["region-", "frontend-region-", "site-region-"];

/// Each text of a language as (key, words).
fn said(language: Language) -> Vec<(String, String)> {
    phrases().iter().flat_map(|it| texts(it, language)).collect()
}

fn is_for_members(key: &str) -> bool {
    let module = key.split('-').next().unwrap_or_default();
    !STAFF.contains(&module) && !STAFF_KEYS.iter().chain(NAMED).any(|it| key.starts_with(it))
}

fn members(language: Language) -> Vec<(String, String)> {
    said(language).into_iter().filter(|(key, _)| is_for_members(key)).collect()
}

/// The sentences of a text. A colon ends one, too: what follows it is read on its own.
fn sentences(text: &str) -> Vec<&str> {
    text.split(['.', '?', '!', ':', ';', '\n']).map(str::trim).filter(|it| words(it) > 0).collect()
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|it| it.chars().any(char::is_alphabetic)).count()
}

#[test]
fn both_languages_are_complete() {
    let sources = phrases();
    assert!(sources.iter().any(|it| it.module == "frontend"), "the frontend's words are among them");
    none(&gaps(&sources), "keys or variables that one language lacks");
    for source in &sources {
        for language in Language::ALL {
            let empty: Vec<String> = texts(source, language).into_iter().filter(|(_, text)| text.trim().is_empty()).map(|it| it.0).collect();
            none(&empty, "keys without words");
        }
    }
}

#[test]
fn a_key_begins_with_the_name_of_its_module() {
    let wrong: Vec<String> = phrases()
        .iter()
        // The core's own files hold the words of several of its parts; two of the same key are refused when they are merged.
        .filter(|source| !WORDS.iter().any(|it| it.module == source.module))
        .flat_map(|source| texts(source, Language::En).into_iter().map(|it| (source.module, it.0)))
        .filter(|(module, key)| key.split('-').next() != module.split('-').next())
        .map(|(module, key)| format!("{module}: {key}"))
        .collect();
    none(&wrong, "two modules must never have one key");
}

#[test]
fn members_words_never_tell_a_glance_what_this_is() {
    let never = pattern(
        r"(?i)\b(abus\w*|violen\w*|victim\w*|surviv\w*|shelter\w*|support groups?|therap\w*|thérap\w*|police|policière?s?|refuges?|hébergement|groupes? de soutien|secure|sécurisée?s?|anonym\w*|safe|safely)\b|100 ?%|hearth",
    );
    let wrong: Vec<String> =
        Language::ALL.into_iter().flat_map(members).filter_map(|(key, text)| never.find(&text).map(|it| format!("{key}: {}", it.as_str()))).collect();
    none(&wrong, "words that members' pages and everything that leaves must not hold");
}

#[test]
fn sentences_are_short() {
    let wrong: Vec<String> = Language::ALL
        .into_iter()
        .flat_map(said)
        .flat_map(|(key, text)| sentences(&text).into_iter().filter(|it| words(it) > 20).map(|it| format!("{key}: {it}")).collect::<Vec<_>>())
        .collect();
    none(&wrong, "more than twenty words");
}

#[test]
fn nobody_is_shouted_at_and_nobody_is_a_user() {
    let wrong: Vec<String> = said(Language::En)
        .into_iter()
        .filter_map(|(key, text)| {
            pattern(r"(?i)!|\b(users?|username|please note|simply|just click|admin|moderators?)\b")
                .find(&text)
                .map(|it| format!("{key}: {}", it.as_str()))
        })
        .collect();
    none(&wrong, "not how we speak");
}

#[test]
fn words_are_neutral_towards_everyone() {
    let english = pattern(r"(?i)\b(he|she|him|her|his|hers|herself|himself|mrs|ladies|guys)\b");
    let french = pattern(
        r"(?i)·|\w\((e|es|ne|ve|rice)\)|\w-e-s\b|\w\.e\.s\b|/e\b|\b(madame|monsieur|mesdames|utilisat\w+|participantes?|participants|survivantes?|animatrices?|animateurs?|facilitatrices?|facilitateurs?|administratrices?|administrateurs?|toutes et tous|celles et ceux)\b",
    );
    let mut wrong = Vec::new();
    for (language, told) in [(Language::En, english), (Language::Fr, french)] {
        wrong.extend(said(language).into_iter().filter_map(|(key, text)| told.find(&text).map(|it| format!("{key}: {}", it.as_str()))));
    }
    none(&wrong, "a rephrasing that leaves nobody out is always there");
}

#[test]
fn french_says_vous() {
    let familiar = pattern(r"(?i)\b(tu|toi|tes|t’es|t'es)\b");
    let wrong: Vec<String> =
        said(Language::Fr).into_iter().filter_map(|(key, text)| familiar.find(&text).map(|it| format!("{key}: {}", it.as_str()))).collect();
    none(&wrong, "vous");
}

#[test]
fn french_marks_never_begin_a_line() {
    let mut wrong = Vec::new();
    for (key, text) in said(Language::Fr) {
        let letters: Vec<char> = text.chars().collect();
        for (at, letter) in letters.iter().enumerate() {
            let (before, after) = (at.checked_sub(1).and_then(|it| letters.get(it)), letters.get(at + 1));
            let holds = |it: Option<&char>| matches!(it, Some('\u{a0}' | '\u{202f}'));
            let ok = match letter {
                ':' => holds(before) || after.is_some_and(|it| it.is_ascii_digit() || *it == '/' || it.is_alphabetic()),
                ';' | '?' | '»' | '!' => holds(before) || matches!(before, Some('?' | '!')),
                '«' => holds(after),
                '\'' => false,
                _ => true,
            };
            if !ok {
                wrong.push(format!("{key}: {letter} in “{text}”"));
            }
        }
    }
    wrong.dedup();
    none(&wrong, "a no-break space before : ; ? ! » and after «, and ’ for the apostrophe");
}

#[test]
fn english_reads_at_grade_eight_or_below() {
    let mut wrong = Vec::new();
    for source in phrases() {
        let all: Vec<(String, String)> = texts(&source, Language::En);
        let whole = all.iter().map(|it| format!("{}.\n", it.1)).collect::<String>();
        if words(&whole) >= 60 && grade(&whole) > 8.0 {
            wrong.push(format!("{} as a whole: {:.1}", source.module, grade(&whole)));
        }
        // One sentence says little about how hard a text is; longer ones are judged on their own, with some slack.
        wrong.extend(
            all.iter().filter(|it| words(&it.1) >= 25).filter(|it| grade(&it.1) > 9.0).map(|it| format!("{}: {:.1}: {}", it.0, grade(&it.1), it.1)),
        );
    }
    none(&wrong, "harder to read than grade 8 (Flesch-Kincaid)");
}

/// The Flesch-Kincaid grade: years of school that it takes to read this with ease.
fn grade(text: &str) -> f64 {
    let (sentences, count) = (sentences(text).len().max(1) as f64, words(text).max(1) as f64);
    let spoken: usize = text.split_whitespace().map(syllables).sum();
    0.39 * (count / sentences) + 11.8 * (spoken as f64 / count) - 15.59
}

/// Groups of vowels, a silent final e left out: near enough for a whole text.
fn syllables(word: &str) -> usize {
    let word: String = word.chars().filter(|it| it.is_alphabetic()).flat_map(char::to_lowercase).collect();
    if word.is_empty() {
        return 0;
    }
    let vowel = |it: char| "aeiouy".contains(it);
    let mut count = word.chars().zip(std::iter::once(' ').chain(word.chars())).filter(|(now, before)| vowel(*now) && !vowel(*before)).count();
    let is_silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded");
    if is_silent && count > 1 {
        count -= 1;
    }
    count.max(1)
}

#[test]
fn the_measure_of_reading_knows_easy_from_hard() {
    assert!(grade("You can leave at any time. Nothing you wrote so far is kept.") < 5.0);
    assert!(grade("The administrative authorisation presupposes irrevocable confirmation of organisational responsibilities.") > 14.0);
}
