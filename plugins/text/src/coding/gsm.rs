//! The alphabet that every phone has, and the ten signs beside it that take twice the room (3GPP TS 23.038, 6.2.1).

/// Says that the next septet is of the second table.
const ESCAPE: u8 = 0x1b;
/// What stands where nothing can be told.
const UNKNOWN: char = '\u{fffd}';

/// The first table, sixteen to a row. At the place of the escape stands what is shown where an escape leads nowhere.
const FIRST: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', //
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', ' ', 'Æ', 'æ', 'ß', 'É', //
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', //
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', //
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', //
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', //
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', //
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à', //
];

/// The second table: what follows the escape. The first of them is the end of a page.
const SECOND: [(u8, char); 10] =
    [(0x0a, '\u{c}'), (0x14, '^'), (0x28, '{'), (0x29, '}'), (0x2f, '\\'), (0x3c, '['), (0x3d, '~'), (0x3e, ']'), (0x40, '|'), (0x65, '€')];

/// One septet, or two of which the first is the escape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Septets {
    octets: [u8; 2],
    long: usize,
}

impl Septets {
    pub(super) fn as_slice(&self) -> &[u8] {
        &self.octets[..self.long]
    }
}

/// How a character is written, if this alphabet has it.
pub(super) fn septets(it: char) -> Option<Septets> {
    let one = |code| Septets { octets: [code, 0], long: 1 };
    // Here letters, digits and most signs stand where they stand in ASCII.
    if it.is_ascii() && FIRST[it as usize] == it {
        return u8::try_from(it).ok().map(one);
    }
    if let Some((code, _)) = SECOND.iter().find(|known| known.1 == it) {
        return Some(Septets { octets: [ESCAPE, *code], long: 2 });
    }
    FIRST.iter().position(|known| *known == it).and_then(|at| u8::try_from(at).ok()).map(one)
}

pub(super) fn has(it: char) -> bool {
    septets(it).is_some()
}

/// The words of unpacked septets. What the tables do not have never hides what stands beside it.
pub(super) fn read(septets: &[u8]) -> String {
    let first = |code: u8| FIRST.get(usize::from(code)).copied().unwrap_or(UNKNOWN);
    let mut words = String::with_capacity(septets.len());
    let mut rest = septets.iter().copied();
    while let Some(code) = rest.next() {
        if code != ESCAPE {
            words.push(first(code));
            continue;
        }
        match rest.next() {
            // By the standard: a sign that the second table lacks is read from the first.
            Some(code) => words.push(SECOND.iter().find(|it| it.0 == code).map_or_else(|| first(code), |it| it.1)),
            None => words.push(' '),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_standard() {
        // All that do not stand where they stand in ASCII, or are not of it, by their places.
        let others =
            [(0x00, "@£$¥èéùìòÇ\nØø\rÅå"), (0x10, "Δ_ΦΓΛΩΠΨΣΘΞ"), (0x1c, "ÆæßÉ"), (0x24, "¤"), (0x40, "¡"), (0x5b, "ÄÖÑÜ§¿"), (0x7b, "äöñüà")];
        for (said, code) in others.iter().flat_map(|(from, said)| said.chars().zip(*from..)) {
            assert_eq!(septets(said).unwrap().as_slice(), [code], "{said}");
        }
        let letters = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain(" !\"#%&'()*+,-./:;<=>?".chars());
        for said in letters {
            assert_eq!(septets(said).unwrap().as_slice(), [said as u8], "{said}");
        }
        for (said, code) in [('^', 0x14), ('{', 0x28), ('}', 0x29), ('\\', 0x2f), ('[', 0x3c), ('~', 0x3d), (']', 0x3e), ('|', 0x40), ('€', 0x65)] {
            assert_eq!(septets(said).unwrap().as_slice(), [ESCAPE, code], "{said}");
        }
        for lacking in ['`', 'ç', 'ê', 'À', 'Œ', '\t', '\u{1b}', '\u{a0}', '’', 'Я', '🌱'] {
            assert_eq!(septets(lacking), None, "{lacking}");
        }
    }

    #[test]
    fn every_sign_of_both_tables_is_read_as_it_was_written() {
        let all = FIRST.iter().chain(SECOND.iter().map(|it| &it.1)).filter(|it| **it != ' ').collect::<String>();
        assert_eq!(all.chars().count(), 126 + 10, "a sign is lost or stands twice");
        for it in all.chars() {
            assert_eq!(read(septets(it).unwrap().as_slice()), it.to_string());
        }
    }

    #[test]
    fn what_no_table_has_is_read_all_the_same() {
        assert_eq!(read(&[ESCAPE, b'h', b'i']), "hi", "an unknown escape shows the sign of the first table");
        assert_eq!(read(&[b'a', ESCAPE]), "a ", "an escape at the end");
        assert_eq!(read(&[ESCAPE, ESCAPE, b'a']), " a", "an escape to a table that nobody made yet");
        assert_eq!(read(&[b'a', 0x80, 0xff, b'b']), "a\u{fffd}\u{fffd}b", "not a septet");
    }
}
