//! How words become texts: the small alphabet where they fit, the large one where they do not, and as many parts as it takes.
//! By 3GPP TS 23.038 (alphabets) and TS 23.040 (parts, 9.2.3.24.1).
mod gsm;
mod parts;
mod plain;

/// What one text of one part or of several is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits to a sign: English, and most of French.
    Gsm7,
    /// Sixteen bits to a sign, in truth UTF-16: everything else.
    Ucs2,
}

impl Alphabet {
    /// How many signs one text holds that stands alone.
    pub const fn alone(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// How many signs each of several holds. A header of six octets takes the rest.
    pub const fn joined(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }

    const fn width(self) -> usize {
        match self {
            Self::Gsm7 => 1,
            Self::Ucs2 => 2,
        }
    }
}

/// One of the texts that words are cut into, without its header.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    pub alphabet: Alphabet,
    /// Of the small alphabet one septet in each, not packed; of the large one UTF-16, the higher octet first.
    pub octets: Vec<u8>,
}

impl Part {
    /// In septets, or in units of sixteen bits.
    pub fn len(&self) -> usize {
        self.octets.len() / self.alphabet.width()
    }

    pub fn is_empty(&self) -> bool {
        self.octets.is_empty()
    }

    pub fn words(&self) -> String {
        match self.alphabet {
            Alphabet::Gsm7 => read_gsm7(&self.octets),
            Alphabet::Ucs2 => read_ucs2(&self.octets),
        }
    }
}

/// Never shows the words: a line of a log is for ever.
impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Part({:?}, {})", self.alphabet, self.len())
    }
}

/// What is told to somebody who writes: "2 texts, 31 characters left".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub alphabet: Alphabet,
    pub parts: usize,
    /// What the last part still holds, as long as no sign of the larger alphabet comes.
    pub left: usize,
}

/// The words as they go out: none for no words, and else as many parts as it takes. How many are allowed is for others to say;
/// a phone joins 255 at most. Nothing is torn that is seen as one sign, unless it alone is longer than a part.
pub fn cut(words: &str) -> Vec<Part> {
    parts::cut(words)
}

pub fn count(words: &str) -> Count {
    let parts = cut(words);
    let alphabet = parts.first().map_or(Alphabet::Gsm7, |it| it.alphabet);
    let holds = if parts.len() > 1 { alphabet.joined() } else { alphabet.alone() };
    Count { alphabet, parts: parts.len(), left: holds.saturating_sub(parts.last().map_or(0, Part::len)) }
}

/// Words that fit the small alphabet, where nothing of meaning is lost by it: marks become plain ones, and letters of French that it
/// lacks lose their accents. Where a sign has no like there (an emoji, another script), all stays just as it was.
///
/// For the house's own sentences; for what people wrote only if their group chose it.
pub fn plain(words: &str) -> String {
    plain::plain(words)
}

/// What septets say, one in each octet. It always says something, whatever came.
pub fn read_gsm7(septets: &[u8]) -> String {
    gsm::read(septets)
}

/// What UTF-16 says, the higher octet first. Half a pair is a mark of its own, and half a unit at the end is left out.
pub fn read_ucs2(octets: &[u8]) -> String {
    let units = octets.chunks_exact(2).map(|it| u16::from_be_bytes([it[0], it[1]]));
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    const SMALL: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€\u{c}";

    #[test]
    fn it_is_counted_as_it_is_cut() {
        let count = |words: &str| (super::count(words).alphabet, super::count(words).parts, super::count(words).left);
        assert_eq!(count(""), (Alphabet::Gsm7, 0, 160));
        assert_eq!(count("Hello"), (Alphabet::Gsm7, 1, 155));
        assert_eq!(count("5 €"), (Alphabet::Gsm7, 1, 156));
        assert_eq!(count(&"a".repeat(160)), (Alphabet::Gsm7, 1, 0));
        assert_eq!(count(&"a".repeat(275)), (Alphabet::Gsm7, 2, 31));
        assert_eq!(count("Hello 🌱"), (Alphabet::Ucs2, 1, 62));
        assert_eq!(count(&"я".repeat(71)), (Alphabet::Ucs2, 2, 63));
    }

    #[test]
    fn torn_words_are_read_as_far_as_they_go() {
        assert_eq!(read_ucs2(&[0x00, 0x61, 0xd8, 0x3c, 0x00, 0x62]), "a\u{fffd}b", "the first half of a pair");
        assert_eq!(read_ucs2(&[0xdf, 0x31, 0x00, 0x62]), "\u{fffd}b", "the second half of a pair");
        assert_eq!(read_ucs2(&[0x00, 0x61, 0x00]), "a", "half a unit");
        assert_eq!(read_ucs2(&[]), "");
    }

    #[test]
    fn a_log_never_shows_the_words() {
        assert_eq!(format!("{:?}", cut("Hello")), "[Part(Gsm7, 5)]");
    }

    fn of_the_small_alphabet() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(SMALL.chars().collect::<Vec<_>>()), 0..700).prop_map(|it| it.into_iter().collect())
    }

    /// Letters, marks on them, pairs, and what joins them: where a cut can go wrong.
    fn of_any() -> impl Strategy<Value = String> {
        let tricky = prop::sample::select("aяé€\u{301}\u{200d}\u{fe0f}👩👧🌱🇨🇦🏽\r\nกำ가".chars().collect::<Vec<_>>());
        prop::collection::vec(prop_oneof![3 => tricky, 1 => any::<char>()], 0..300).prop_map(|it| it.into_iter().collect())
    }

    proptest! {
        #[test]
        fn words_of_the_small_alphabet_come_back_as_they_went(words in of_the_small_alphabet()) {
            is_cut_well(&words, Alphabet::Gsm7);
        }

        #[test]
        fn any_words_come_back_as_they_went(words in of_any()) {
            let alphabet = if words.chars().all(gsm::has) { Alphabet::Gsm7 } else { Alphabet::Ucs2 };
            is_cut_well(&words, alphabet);
        }

        #[test]
        fn plain_words_fit_or_are_untouched(words in of_any()) {
            let fits = plain(&words);
            prop_assert!(fits == words || fits.chars().all(gsm::has));
            prop_assert_eq!(plain(&fits), fits);
        }

        #[test]
        fn whatever_comes_is_read(octets in prop::collection::vec(any::<u8>(), 0..300)) {
            read_gsm7(&octets);
            prop_assert!(read_ucs2(&octets).encode_utf16().count() == octets.len() / 2);
        }
    }

    fn is_cut_well(words: &str, alphabet: Alphabet) {
        let parts = cut(words);
        let read: Vec<String> = parts.iter().map(Part::words).collect();
        assert_eq!(read.concat(), words);
        let most = if parts.len() > 1 { alphabet.joined() } else { alphabet.alone() };
        assert!(parts.iter().all(|it| it.alphabet == alphabet && !it.is_empty() && it.len() <= most));
        let count = count(words);
        assert_eq!((count.parts, count.left), (parts.len(), most - parts.last().map_or(0, Part::len)));
        // Each cut is where a sign ends, but for signs that are longer than a part.
        let mut at = 0;
        for part in read.iter().take(read.len().saturating_sub(1)) {
            at += part.len();
            let inside = words.grapheme_indices(true).find(|it| it.0 < at && at < it.0 + it.1.len());
            let may = inside.is_none_or(|it| alphabet == Alphabet::Gsm7 || it.1.encode_utf16().count() > alphabet.joined());
            assert!(may, "torn at {at}: {words:?}");
        }
    }
}
