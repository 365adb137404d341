//! A card without its frame: as lines of plain text, and as at most two text messages in the telephone alphabet (GSM 03.38).
use super::Content;
use crate::locale::Language;

/// Two messages that belong together: 153 characters each, because seven bytes of each say which part it is.
pub const SHORT_LIMIT: usize = 2 * 153;

const ONE: usize = 160;
/// The characters of the telephone alphabet beyond ASCII letters and figures. Any other would halve the length of a message.
const ALPHABET: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// These count for two.
const EXTENDED: &str = "^{}\\[~]|€";

/// Title, words, telephone and address, a line each.
pub fn plain_text(content: &Content, language: Language) -> String {
    let parts = [content.title(language), content.words(language), &content.phone, &content.link];
    parts.into_iter().map(str::trim).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// For a telephone: the title and the telephone number always, then the address where there may be links, then as many of the
/// words as fit. A phone can show a link's page by itself, and a link can tell more than a number: so the link-free variant.
pub fn short_text(content: &Content, language: Language, with_link: bool) -> String {
    let mut tail = vec![content.phone.trim()];
    if with_link {
        tail.push(content.link.trim());
    }
    let tail = tail.into_iter().filter(|it| !it.is_empty()).map(fold).collect::<Vec<_>>().join(" ");
    let title = fold(content.title(language).trim());
    let words = fold(content.words(language).trim());
    let fixed = septets(&title) + 1 + septets(&tail) + 1;
    let whole = fixed + septets(&words);
    let room = if whole <= ONE { ONE } else { SHORT_LIMIT };
    let body = shorten(&words, room.saturating_sub(fixed));
    [title, body, tail].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The length of a text in the telephone alphabet.
pub(super) fn septets(text: &str) -> usize {
    text.chars().map(|it| if EXTENDED.contains(it) { 2 } else { 1 }).sum()
}

/// As many whole words as fit, and a mark where some are missing.
fn shorten(text: &str, room: usize) -> String {
    if septets(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split_whitespace() {
        let with = if kept.is_empty() { word.to_owned() } else { format!("{kept} {word}") };
        if septets(&with) + 3 > room {
            break;
        }
        kept = with;
    }
    if kept.is_empty() { kept } else { format!("{kept}...") }
}

/// Into the telephone alphabet: an accent that it does not have goes, a curled quote becomes straight.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfc() {
        match letter {
            it if it.is_ascii_alphanumeric() || ALPHABET.contains(it) || EXTENDED.contains(it) => folded.push(it),
            '’' | '‘' => folded.push('\''),
            '“' | '”' | '«' | '»' => folded.push('"'),
            '–' | '—' | '\u{2011}' => folded.push('-'),
            '…' => folded.push_str("..."),
            'œ' => folded.push_str("oe"),
            'Œ' => folded.push_str("OE"),
            it if it.is_whitespace() => folded.push(' '),
            it => {
                let bare = it.to_string().nfd().next().filter(char::is_ascii);
                folded.push(bare.unwrap_or('?'));
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn legal_help() -> Content {
        Content {
            title_en: "Legal help, free".into(),
            title_fr: "Aide juridique gratuite".into(),
            words_en: "A lawyer calls you back. ".repeat(16).trim().into(),
            words_fr: "Un·e avocat·e vous rappelle, même le soir — où vous êtes, « sans frais ». ".repeat(5).trim().into(),
            phone: "1 800 555-0100".into(),
            link: "https://help.example/legal".into(),
        }
    }

    #[test]
    fn a_long_card_still_fits_two_text_messages_with_its_number() {
        for language in Language::ALL {
            for with_link in [true, false] {
                let text = short_text(&legal_help(), language, with_link);
                assert!(septets(&text) <= SHORT_LIMIT, "{} septets", septets(&text));
                assert!(text.contains("1 800 555-0100"));
                assert_eq!(text.contains("https://"), with_link);
                let in_alphabet = |it: char| it.is_ascii_alphanumeric() || ALPHABET.contains(it) || EXTENDED.contains(it);
                assert!(text.chars().all(in_alphabet), "{text:?}");
            }
        }
    }

    #[test]
    fn a_short_card_is_one_message_with_all_its_words() {
        let card = Content { words_en: "Open day and night.".into(), ..legal_help() };
        let text = short_text(&card, Language::En, false);
        assert_eq!(text, "Legal help, free\nOpen day and night.\n1 800 555-0100");
        assert!(septets(&text) <= ONE);
    }

    #[test]
    fn plain_text_leaves_out_what_is_empty() {
        let card = Content { link: String::new(), words_fr: String::new(), ..legal_help() };
        assert_eq!(plain_text(&card, Language::Fr), "Aide juridique gratuite\n1 800 555-0100");
    }
}
