//! What is tried first when someone guesses (safety.md IA-5): passphrases out of published breaches, and those made of a few
//! common passwords, of names that anyone knows, or of a pattern. All of it is in the binary; nobody is ever asked.
use crate::vault::digest;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// What long passphrases are made of, in both languages and in a house like this.
#[rustfmt::skip]
const TERMS: &[&str] = &[
    "password", "passwort", "motdepasse", "passphrase", "letmein", "welcome", "bienvenue", "iloveyou", "jetaime", "admin", "administrator", "administrateur",
    "qwerty", "qwertyuiop", "azerty", "azertyuiop", "asdfgh", "asdfghjkl", "qsdfgh", "zxcvbn", "zxcvbnm", "wxcvbn", "abcdef", "abc123", "123456789", "1234567890",
    "987654321", "monkey", "dragon", "master", "football", "hockey", "baseball", "princess", "princesse", "sunshine", "soleil", "superman", "batman", "trustno1",
    "correcthorsebatterystaple", "montreal", "quebec", "toronto", "ottawa", "vancouver", "canada", "canadiens", "doudou", "loulou", "chouchou", "bonjour",
    "changeme", "secret", "temporary", "summer", "winter", "spring", "autumn", "shelter", "refuge", "maison", "hearth", "forum", "group", "groupe", "women",
    "femmes", "support", "survivor", "survivante", "thequickbrownfoxjumpsoverthelazydog", "loremipsumdolorsitamet", "maytheforcebewithyou",
    "tobeornottobethatisthequestion", "allyourbasearebelongtous", "onceuponatime", "iletaitunefois", "god", "jesus", "love", "amour",
];

/// Marks of passphrases of 15 characters and more; `core/data/passphrases/README.md` says where they come from.
const BREACHED: &[u8] = include_bytes!("../../../../data/passphrases/breached.bin");
/// Marks of the 3,000 most common passwords.
const PASSWORDS: &[u8] = include_bytes!("../../../../data/passphrases/common.bin");

/// What must be left when every term and every known name is taken out.
const LEFT: usize = 8;
/// What must be left, in letters, when two common passwords are taken out as well.
const LEFT_OF_TWO: usize = 4;
/// How long a common password is within a longer one.
const PIECE: std::ops::RangeInclusive<usize> = 4..=16;
/// Fewer different characters are a pattern.
const DIFFERENT: usize = 7;

/// Whether it would be found soon. `context` are names that anyone knows who knows the house.
pub(super) fn is_tried_first(passphrase: &str, context: &[&str]) -> bool {
    let mut bare = without_marks(passphrase);
    let different = passphrase.nfkc().collect::<HashSet<char>>().len();
    if different < DIFFERENT || repeats(&bare) || runs(&bare) || marks(BREACHED).any(|it| it == mark(&bare)) {
        return true;
    }
    let mut words: Vec<String> = TERMS.iter().map(|it| (*it).to_owned()).collect();
    for name in context {
        words.extend(name.split(|it: char| !it.is_alphanumeric()).map(without_marks).filter(|it| it.chars().count() >= 3));
    }
    // The longest first, so that a part does not hide the whole.
    words.sort_by_key(|it| std::cmp::Reverse(it.len()));
    for word in &words {
        bare = bare.replace(word.as_str(), "");
    }
    let letters = |text: &str| text.chars().filter(|it| it.is_alphabetic()).count();
    if bare.chars().count() < LEFT || letters(&bare) == 0 {
        return true;
    }
    let passwords: HashSet<u32> = marks(PASSWORDS).collect();
    for _ in 0..2 {
        let Some(piece) = longest_piece(&bare, &passwords) else { break };
        bare = bare.replacen(&piece, "", 1);
    }
    letters(&bare) < LEFT_OF_TWO
}

/// The longest part of it that is a common password.
fn longest_piece(text: &str, passwords: &HashSet<u32>) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    PIECE.rev().flat_map(|length| letters.windows(length)).map(String::from_iter).find(|it| passwords.contains(&mark(it)))
}

/// Four bytes by which a text is known without being written anywhere.
fn mark(text: &str) -> u32 {
    digest(text.as_bytes()).iter().take(4).fold(0, |mark, byte| mark << 8 | u32::from(*byte))
}

/// The marks of a file: each is the step from the one before, seven bits a byte, low ones first.
fn marks(file: &[u8]) -> impl Iterator<Item = u32> {
    let (mut before, mut step, mut shift) = (0_u32, 0_u32, 0_u32);
    file.iter().filter_map(move |byte| {
        step |= u32::from(byte & 127) << shift;
        shift += 7;
        if byte & 128 != 0 {
            return None;
        }
        before = before.wrapping_add(step);
        (step, shift) = (0, 0);
        Some(before)
    })
}

/// Small letters and figures, as they count for guessing.
fn without_marks(text: &str) -> String {
    text.nfkd().collect::<String>().to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
}

/// "notesnotesnotesnotes": the same again.
fn repeats(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=letters.len() / 2).any(|length| letters.iter().enumerate().all(|(at, it)| *it == letters[at % length]))
}

/// "abcdefghijklmno", "1234567890123456": each character beside the one before.
fn runs(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|it| i64::from(u32::from(it))).collect();
    let steps = codes.windows(2).filter(|it| matches!(it[1] - it[0], -1..=1)).count();
    codes.len() > 1 && steps * 10 >= (codes.len() - 1) * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_known_than_the_standard_asks_for() {
        let (breached, passwords): (HashSet<u32>, HashSet<u32>) = (marks(BREACHED).collect(), marks(PASSWORDS).collect());
        assert!(breached.len() >= 300_000, "{}: all of them as long as ours must be", breached.len());
        assert!(passwords.len() >= 3_000, "{}", passwords.len());
    }

    #[test]
    fn what_was_published_once_is_refused_however_it_is_written() {
        for known in ["q1w2e3r4t5y6u7i8", "littlemissmuffet", "Little Miss Muffet!", "amigos para sempre", "mailcreated5240"] {
            assert!(is_tried_first(known, &[]), "{known}");
        }
        assert!(!is_tried_first("a lamp beside the ferry dock", &[]));
    }

    #[test]
    fn two_common_passwords_in_a_row_are_no_passphrase() {
        for made_of_two in ["Jordan + Michael 1998", "chelsea-liverpool-7", "mustang mercedes 44"] {
            assert!(is_tried_first(made_of_two, &[]), "{made_of_two}");
        }
        for honest in ["silver flower purple river", "grey heron, nine stones", "le phare clignote encore"] {
            assert!(!is_tried_first(honest, &[]), "{honest}");
        }
    }

    /// One in 13,000 has the mark of a breached one by chance; nearly everybody is told nothing.
    #[test]
    fn seven_drawn_words_are_taken() {
        let refused = (0..12).filter(|_| {
            let words = crate::person::passphrase::draw(crate::locale::Language::En).unwrap();
            is_tried_first(&words.join(" "), &[])
        });
        assert!(refused.count() <= 1);
    }
}
