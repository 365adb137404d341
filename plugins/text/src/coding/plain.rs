//! How words are made to fit the small alphabet where nothing of meaning is lost, so that they take fewer texts.
use super::gsm;
use unicode_normalization::UnicodeNormalization;

/// All of them in the small alphabet; or, where one sign has no place there, all of them just as they were.
pub(super) fn plain(words: &str) -> String {
    // What an English keyboard writes fits as it is, or has a sign that fits nowhere.
    if words.is_ascii() && !words.contains('\t') {
        return words.to_owned();
    }
    let (mut out, mut before) = (String::with_capacity(words.len()), None);
    for it in words.nfc() {
        let after = before.replace(it);
        match it {
            // The spaces inside of French quotes go with them.
            _ if is_hard_space(it) && after == Some('«') => {}
            '»' => {
                if after.is_some_and(is_hard_space) && out.ends_with(' ') {
                    out.pop();
                }
                out.push('"');
            }
            _ if gsm::has(it) => out.push(it),
            _ => match same(it) {
                Some(same) => out.push_str(same),
                None => return words.to_owned(),
            },
        }
    }
    out
}

/// At which no line ends.
fn is_hard_space(it: char) -> bool {
    matches!(it, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// What says the same in the small alphabet. Of letters those of French alone: elsewhere an accent can make another word.
fn same(it: char) -> Option<&'static str> {
    Some(match it {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' => "'",
        '“' | '”' | '„' | '‟' | '«' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '•' => "-",
        '…' => "...",
        '·' | '‧' => ".",
        '×' => "x",
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        // Seen by nobody: where a word may be parted, or what way it is read.
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => "",
        'â' => "a",
        'ç' => "c",
        'ê' | 'ë' => "e",
        'î' | 'ï' => "i",
        'ô' => "o",
        'û' => "u",
        'ÿ' => "y",
        'œ' => "oe",
        'À' | 'Â' => "A",
        'È' | 'Ê' | 'Ë' => "E",
        'Î' | 'Ï' => "I",
        'Ô' => "O",
        'Ù' | 'Û' => "U",
        'Ÿ' => "Y",
        'Œ' => "OE",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_typographic_signs_find_their_like() {
        for (said, fits) in [
            ("C’est à vous\u{a0}: «\u{a0}Une note…\u{202f}»", "C'est à vous : \"Une note...\""),
            ("Dîner – ça va, cœur ? Être sûr", "Diner - ca va, coeur ? Etre sur"),
            ("À bientôt, ÇA va ; Noël", "A bientot, ÇA va ; Noel"),
            ("“Yes” — she’s here.\u{200b}", "\"Yes\" - she's here."),
            ("e\u{301}te\u{301} fe\u{302}te", "été fete"),
            ("a\tb\u{2028}c", "a b\nc"),
            ("èéùìò Ç É ñ ü € [x] {y}", "èéùìò Ç É ñ ü € [x] {y}"),
            ("Call \u{2068}911\u{2069}.", "Call 911."),
            ("»mot« » ", "\"mot\" \" "),
        ] {
            assert_eq!(plain(said), fits);
        }
    }

    #[test]
    fn what_has_no_like_there_leaves_all_untouched() {
        for said in ["C’est bon 🌱", "“Привет”", "tôi không biết…", "“سلام”", "20 °C — “cold”", "e\u{301} ♥", "Łódź…"]
        {
            assert_eq!(plain(said), said);
        }
    }
}
