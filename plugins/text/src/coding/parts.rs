//! How long words are cut, so that a phone can put them together again and nothing is torn at a cut.
use super::{Alphabet, Part, gsm};
use unicode_segmentation::UnicodeSegmentation;

/// Written in one alphabet, with the places where they may be cut.
struct Written {
    alphabet: Alphabet,
    octets: Vec<u8>,
    /// After each of what must stay together.
    ends: Vec<usize>,
}

/// As many parts as it takes, and none for no words at all.
pub(super) fn cut(words: &str) -> Vec<Part> {
    let Written { alphabet, octets, ends } = as_septets(words).unwrap_or_else(|| as_ucs2(words));
    if octets.is_empty() {
        return Vec::new();
    }
    if octets.len() <= alphabet.alone() * alphabet.width() {
        return vec![Part { alphabet, octets }];
    }
    let room = alphabet.joined() * alphabet.width();
    let (mut parts, mut from, mut to) = (Vec::new(), 0, 0);
    for end in ends {
        if end - from > room {
            parts.push(Part { alphabet, octets: octets[from..to].to_vec() });
            from = to;
        }
        to = end;
    }
    parts.push(Part { alphabet, octets: octets[from..].to_vec() });
    parts
}

/// Nothing, if even one character is not of the small alphabet.
fn as_septets(words: &str) -> Option<Written> {
    let (mut octets, mut ends) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
    for it in words.chars() {
        octets.extend_from_slice(gsm::septets(it)?.as_slice());
        ends.push(octets.len());
    }
    Some(Written { alphabet: Alphabet::Gsm7, octets, ends })
}

/// What is seen as one sign stays together, unless it is longer than a whole part. A surrogate pair always stays together.
fn as_ucs2(words: &str) -> Written {
    let room = Alphabet::Ucs2.joined() * Alphabet::Ucs2.width();
    let (mut octets, mut ends) = (Vec::with_capacity(words.len() * 2), Vec::with_capacity(words.len()));
    for seen in words.graphemes(true) {
        let fits = seen.encode_utf16().count() * Alphabet::Ucs2.width() <= room;
        for it in seen.chars() {
            octets.extend(it.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
            if !fits {
                ends.push(octets.len());
            }
        }
        if fits {
            ends.push(octets.len());
        }
    }
    Written { alphabet: Alphabet::Ucs2, octets, ends }
}

#[cfg(test)]
mod tests {
    use super::super::{Alphabet, cut, read_gsm7, read_ucs2};

    fn lengths(words: &str) -> Vec<usize> {
        cut(words).iter().map(super::Part::len).collect()
    }

    #[test]
    fn one_text_or_several_in_either_alphabet() {
        assert_eq!(lengths(""), [0; 0]);
        assert_eq!(lengths(&"a".repeat(160)), [160]);
        assert_eq!(lengths(&"a".repeat(161)), [153, 8]);
        assert_eq!(lengths(&"a".repeat(306)), [153, 153]);
        assert_eq!(lengths(&"a".repeat(307)), [153, 153, 1]);
        assert_eq!(lengths(&"я".repeat(70)), [70]);
        assert_eq!(lengths(&"я".repeat(71)), [67, 4]);
        assert_eq!(lengths(&"я".repeat(135)), [67, 67, 1]);
    }

    #[test]
    fn an_escape_is_never_torn() {
        let words = format!("{}{}", "a".repeat(152), "€".repeat(5));
        assert_eq!(lengths(&words), [152, 10]);
        assert!(cut(&words).iter().all(|it| it.octets.last() != Some(&0x1b)));
        assert_eq!(lengths(&"€".repeat(80)), [160]);
        assert_eq!(lengths(&"€".repeat(81)), [152, 10]);
        assert_eq!(cut(&words).iter().map(|it| read_gsm7(&it.octets)).collect::<String>(), words);
    }

    #[test]
    fn neither_a_pair_nor_what_is_seen_as_one_sign_is_torn() {
        assert_eq!(lengths(&format!("{}{}", "я".repeat(66), "🌱🌱🌱")), [66, 6], "a pair");
        let family = "👩‍👩‍👧‍👦";
        let words = format!("{}{family}", "я".repeat(62));
        assert_eq!(cut(&words).iter().map(|it| read_ucs2(&it.octets)).collect::<Vec<_>>(), ["я".repeat(62), family.to_owned()]);
        let words = format!("{}e\u{301}xyz", "я".repeat(66));
        assert_eq!(cut(&words).iter().map(|it| read_ucs2(&it.octets)).collect::<Vec<_>>(), ["я".repeat(66), "e\u{301}xyz".to_owned()]);
    }

    #[test]
    fn a_sign_longer_than_a_part_is_cut_between_characters() {
        let words = format!("я{}", "\u{301}".repeat(100));
        assert_eq!(lengths(&words), [67, 34]);
        assert!(cut(&words).iter().all(|it| it.alphabet == Alphabet::Ucs2));
        assert_eq!(cut(&words).iter().map(|it| read_ucs2(&it.octets)).collect::<String>(), words);
    }
}
