//! The words by which somebody says by mail what others click: English and French, in any case, with accents or without, as the whole of
//! a letter or as its subject. They count before anything else, and never reach a group.

use crate::table::seat::Mode;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keyword {
    Help,
    Pause,
    Resume,
    Leave,
    /// She chooses what comes: the words, for which she is asked first, or one sentence.
    Comes(Mode),
    /// Asked whether she is sure, and she is.
    LeaveForSure,
    /// She wants to read what she is to agree to, in this letter's language.
    Read,
    /// She agrees. What follows is the name by which others are to know her.
    Yes(String),
    /// For staff alone: what follows.
    Staff(String),
}

/// Which language a word is of: her answer comes in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    English,
    French,
    Either,
}

const ALONE: &[(&str, Keyword, Spoken)] = &[
    ("HELP", Keyword::Help, Spoken::English),
    ("AIDE", Keyword::Help, Spoken::French),
    ("INFO", Keyword::Help, Spoken::Either),
    ("PAUSE", Keyword::Pause, Spoken::Either),
    ("STOP", Keyword::Pause, Spoken::Either),
    ("UNSUBSCRIBE", Keyword::Pause, Spoken::English),
    ("ARRET", Keyword::Pause, Spoken::French),
    ("DESABONNER", Keyword::Pause, Spoken::French),
    ("RESUME", Keyword::Resume, Spoken::English),
    ("START", Keyword::Resume, Spoken::English),
    ("REPRENDRE", Keyword::Resume, Spoken::French),
    ("WORDS", Keyword::Comes(Mode::Whole), Spoken::English),
    ("MOTS", Keyword::Comes(Mode::Whole), Spoken::French),
    ("DAILY", Keyword::Comes(Mode::Digest), Spoken::English),
    ("QUOTIDIEN", Keyword::Comes(Mode::Digest), Spoken::French),
    ("NOTE", Keyword::Comes(Mode::Notice), Spoken::Either),
    ("LEAVE", Keyword::Leave, Spoken::English),
    ("QUITTER", Keyword::Leave, Spoken::French),
    ("LEAVE YES", Keyword::LeaveForSure, Spoken::English),
    ("QUITTER OUI", Keyword::LeaveForSure, Spoken::French),
    ("READ", Keyword::Read, Spoken::English),
    ("LIRE", Keyword::Read, Spoken::French),
];

/// What a letter asks for, if it is one of these; and in which language.
pub fn of(words: &str, subject: &str) -> Option<(Keyword, Spoken)> {
    let said = if words.trim().is_empty() { subject } else { words };
    let mut lines = said.lines().map(str::trim).skip_while(|it| it.is_empty());
    let first = lines.next()?;
    let rest = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
    let plain = plain(first);
    if rest.is_empty()
        && let Some((_, word, spoken)) = ALONE.iter().find(|it| it.0 == plain)
    {
        return Some((word.clone(), *spoken));
    }
    match plain.split(' ').next()? {
        yes @ ("YES" | "OUI") => {
            let name = [first.split_once(char::is_whitespace).map_or("", |it| it.1).trim(), rest.as_str()].into_iter().find(|it| !it.is_empty());
            let name = name.unwrap_or_default().lines().next().unwrap_or_default().trim().to_owned();
            Some((Keyword::Yes(name), if yes == "OUI" { Spoken::French } else { Spoken::English }))
        }
        staff @ ("STAFF" | "EQUIPE") => {
            // As a line of its own, or before a colon: who tells the others something about staff is not taken aside.
            let after = match first.split_once(':') {
                Some((word, after)) if !word.trim().contains(char::is_whitespace) => after.trim(),
                _ if plain == staff => "",
                _ => return None,
            };
            let said = format!("{after}\n{rest}").trim().to_owned();
            (!said.is_empty()).then_some((Keyword::Staff(said), if staff == "EQUIPE" { Spoken::French } else { Spoken::English }))
        }
        _ => None,
    }
}

/// In capitals, without accents, and without what stands around words.
fn plain(line: &str) -> String {
    let bare = line.chars().flat_map(char::to_uppercase).map(|it| match it {
        'À' | 'Â' | 'Ä' => 'A',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Î' | 'Ï' => 'I',
        'Ô' | 'Ö' => 'O',
        'Ù' | 'Û' | 'Ü' => 'U',
        'Ç' => 'C',
        it if it.is_alphanumeric() => it,
        _ => ' ',
    });
    bare.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(said: &str) -> Option<Keyword> {
        of(said, "").map(|it| it.0)
    }

    #[test]
    fn they_are_known_in_both_languages_in_any_case_with_accents_or_without() {
        for (said, meant) in [
            ("pause", Keyword::Pause),
            ("  Stop. ", Keyword::Pause),
            ("Arrêt", Keyword::Pause),
            ("ARRET!", Keyword::Pause),
            ("Désabonner", Keyword::Pause),
            ("aide", Keyword::Help),
            ("« Reprendre »", Keyword::Resume),
            ("leave", Keyword::Leave),
            ("Words.", Keyword::Comes(Mode::Whole)),
            ("mots", Keyword::Comes(Mode::Whole)),
            ("daily", Keyword::Comes(Mode::Digest)),
            ("Quotidien", Keyword::Comes(Mode::Digest)),
            ("note", Keyword::Comes(Mode::Notice)),
            ("Leave, yes", Keyword::LeaveForSure),
            ("quitter oui", Keyword::LeaveForSure),
        ] {
            assert_eq!(word(said), Some(meant), "{said}");
        }
        assert_eq!(of("", "Re: nothing"), None);
        assert_eq!(of("\n", "PAUSE").map(|it| it.0), Some(Keyword::Pause), "as the subject of an empty letter");
    }

    #[test]
    fn what_somebody_tells_is_not_taken_for_one() {
        for said in ["I need a pause from all this", "Stop it, he said.\nAnd I did.", "help\nme understand", "Staff were kind today."] {
            assert_eq!(word(said), None, "{said}");
        }
    }

    #[test]
    fn a_yes_may_bring_a_name_and_a_word_to_staff_what_follows() {
        assert_eq!(word("YES Juniper"), Some(Keyword::Yes("Juniper".into())));
        assert_eq!(of("oui\n\nBlue Fern\n", "").unwrap(), (Keyword::Yes("Blue Fern".into()), Spoken::French));
        assert_eq!(word("yes"), Some(Keyword::Yes(String::new())));
        assert_eq!(word("STAFF: I am afraid.\nHe is here."), Some(Keyword::Staff("I am afraid.\nHe is here.".into())));
        assert_eq!(word("Équipe : bonjour"), Some(Keyword::Staff("bonjour".into())));
        assert_eq!(word("staff\n\nHello"), Some(Keyword::Staff("Hello".into())));
        assert_eq!(word("staff"), None, "nothing was said to them");
    }
}
