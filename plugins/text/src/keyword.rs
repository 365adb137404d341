//! The words by which somebody says by text what others click: English and French, in any case, with accents or without. They count
//! before anything else, and never reach anybody else.
mod stop;
#[cfg(test)]
mod tests;

use hearth_core::locale::Language::{self, En, Fr};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    Stop,
    Start,
    Help,
    Pause,
    Resume,
    /// This phone is somebody else's now.
    NotMe,
    /// For staff alone: what follows. Nothing may follow; that too is not passed on.
    Staff,
    /// To read what waits. What follows is the word that was agreed on.
    Open,
    /// She is at the door of a meeting.
    Here,
    /// She leaves it.
    Out,
    /// She agrees. What follows is the number of what she agrees to, if she wrote it.
    Yes,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    pub keyword: Keyword,
    /// In which her answer comes; none where the word is of both.
    pub language: Option<Language>,
    /// What followed the keyword, as she wrote it.
    pub rest: String,
}

impl Said {
    /// The number of what she agrees to.
    pub fn number(&self) -> Option<u32> {
        (self.keyword == Keyword::Yes).then(|| self.rest.parse().ok()).flatten()
    }
}

/// Never shows the rest: it can be a secret, or for staff.
impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Said({:?}, {:?})", self.keyword, self.language)
    }
}

/// What counts only as the whole of a text.
const ALONE: &[(&str, Keyword, Option<Language>)] = &[
    ("START", Keyword::Start, Some(En)),
    ("UNSTOP", Keyword::Start, Some(En)),
    ("DEBUT", Keyword::Start, Some(Fr)),
    ("HELP", Keyword::Help, Some(En)),
    ("INFO", Keyword::Help, None),
    ("AIDE", Keyword::Help, Some(Fr)),
    ("PAUSE", Keyword::Pause, None),
    ("RESUME", Keyword::Resume, Some(En)),
    ("REPRENDRE", Keyword::Resume, Some(Fr)),
    ("HERE", Keyword::Here, Some(En)),
    ("IM HERE", Keyword::Here, Some(En)),
    ("I AM HERE", Keyword::Here, Some(En)),
    ("ICI", Keyword::Here, Some(Fr)),
    ("JE SUIS LA", Keyword::Here, Some(Fr)),
    ("JE SUIS ICI", Keyword::Here, Some(Fr)),
    ("OUT", Keyword::Out, Some(En)),
    ("SORTIR", Keyword::Out, Some(Fr)),
    ("NOTME", Keyword::NotMe, Some(En)),
    ("NOT ME", Keyword::NotMe, Some(En)),
    ("WRONG NUMBER", Keyword::NotMe, Some(En)),
    ("PASMOI", Keyword::NotMe, Some(Fr)),
    ("PAS MOI", Keyword::NotMe, Some(Fr)),
    ("MAUVAIS NUMERO", Keyword::NotMe, Some(Fr)),
    ("FAUX NUMERO", Keyword::NotMe, Some(Fr)),
];

/// What counts as the first word. To take a word to all for one to staff does no harm; the other way round it does.
const BEFORE: &[(&str, Keyword, Option<Language>)] = &[
    ("STAFF", Keyword::Staff, Some(En)),
    ("EQUIPE", Keyword::Staff, Some(Fr)),
    ("INTERVENANTE", Keyword::Staff, Some(Fr)),
    ("INTERVENANT", Keyword::Staff, Some(Fr)),
    ("OPEN", Keyword::Open, Some(En)),
    ("OUVRIR", Keyword::Open, Some(Fr)),
];

/// A word to open with is this long at most, in words. Whoever lets one be chosen has to hold to it.
pub const LONGEST_CODE: usize = 3;
/// Of the number after a yes, in digits.
const LONGEST_NUMBER: usize = 6;

/// What a text asks for, if it asks for something.
pub fn read(words: &str) -> Option<Said> {
    let bare = bare(words);
    let alone = |keyword, language| Some(Said { keyword, language, rest: String::new() });
    if let Some(language) = stop::read(&bare) {
        return alone(Keyword::Stop, Some(language));
    }
    if let Some((_, keyword, language)) = ALONE.iter().find(|it| it.0 == bare) {
        return alone(*keyword, *language);
    }
    // Who calls for help twice is not to be taken at her word less.
    if let Some((word, others)) = bare.split_once(' ')
        && matches!(word, "HELP" | "AIDE")
        && others.split(' ').all(|it| it == word)
    {
        return read(word);
    }
    agrees(&bare).or_else(|| before(words))
}

/// A short text that begins as if she wanted no more, and is not read so. It is passed on, and she is told how to stop.
pub fn may_mean_stop(words: &str) -> bool {
    let bare = bare(words);
    stop::read(&bare).is_none() && stop::begins_like_one(&bare)
}

/// A yes is a yes to something: "YES 3", "yes3", or nothing after it. With any other word it is an answer to somebody.
fn agrees(bare: &str) -> Option<Said> {
    let (rest, language) = [("YES", En), ("OUI", Fr)].iter().find_map(|it| Some((bare.strip_prefix(it.0)?.trim_start(), it.1)))?;
    let is_number = rest.len() <= LONGEST_NUMBER && rest.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| Said { keyword: Keyword::Yes, language: Some(language), rest: rest.to_owned() })
}

fn before(words: &str) -> Option<Said> {
    let words = words.trim_start_matches(|it: char| !it.is_alphanumeric());
    // An apostrophe is part of a word: "staff's" is not "staff".
    let end = words.find(|it: char| !(it.is_alphanumeric() || is_unseen(it) || is_apostrophe(it))).unwrap_or(words.len());
    let (first, rest) = words.split_at(end);
    let first = bare(first);
    let (_, keyword, language) = BEFORE.iter().find(|it| it.0 == first)?;
    let rest = match keyword {
        Keyword::Open => rest.trim_matches(|it: char| !it.is_alphanumeric() && !is_combining_mark(it)),
        _ => rest.trim_start_matches(|it: char| it.is_whitespace() || ":;,.!-–—»\"”".contains(it)).trim_end(),
    };
    if *keyword == Keyword::Open && bare(rest).split(' ').count() > LONGEST_CODE {
        return None;
    }
    Some(Said { keyword: *keyword, language: *language, rest: rest.to_owned() })
}

/// In capitals, without accents, and without what stands around words. By this two words are compared, too.
pub fn bare(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let seen = words.chars().filter(|it| !is_apostrophe(*it)).nfkd().filter(|it| !is_unseen(*it) && !is_apostrophe(*it));
    for it in seen.flat_map(char::to_uppercase) {
        match it {
            'Œ' => out.push_str("OE"),
            'Æ' => out.push_str("AE"),
            it if it.is_alphanumeric() => out.push(it),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Accents that stand on their own, how an emoji is shown, and where a word may be parted.
fn is_unseen(it: char) -> bool {
    is_combining_mark(it) || matches!(it, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_apostrophe(it: char) -> bool {
    matches!(it, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}
