//! Phone numbers as people write them, made one and the same, so that a text from one is known for hers (E.164); and of what country
//! they are, so that nobody makes the house pay for texts to far and dear places.
use phonenumber::{Mode, PhoneNumber, Type, metadata::DATABASE};

/// A country by ISO 3166, as the settings name it: "CA".
pub use phonenumber::country::Id as Region;

/// More than any number has, with what people write between its digits.
const LONGEST: usize = 40;
/// The zero of each script whose digits people type. The other nine follow it.
const ZEROS: &[char] = &['0', '٠', '۰', '०', '০', '੦', '૦', '０'];

/// As "+15145550142". Nothing for what is no number of a person's phone: short ones, those that cost more, those that are free to call.
/// A number without a country is one of the region.
pub fn normal(typed: &str, region: Region) -> Option<String> {
    let number = parsed(&digits(typed)?, Some(region))?;
    Some(number.format().mode(Mode::E164).to_string())
}

/// Of a number as `normal` gives it. Nothing, too, for numbers of no country, such as those of satellites.
pub fn country(e164: &str) -> Option<Region> {
    parsed(e164, None)?.country().id()
}

/// As people read it: "+1 514-555-0142". What is no number, such as the name of an account, stays as it is.
pub fn readable(number: &str) -> String {
    parsed(number, None).map_or_else(|| number.to_owned(), |it| it.format().mode(Mode::International).to_string())
}

fn parsed(number: &str, region: Option<Region>) -> Option<PhoneNumber> {
    let number = phonenumber::parse(region, number).ok()?;
    let is_a_persons = matches!(number.number_type(&DATABASE), Type::FixedLine | Type::Mobile | Type::FixedLineOrMobile | Type::Voip);
    (number.country().id().is_some() && is_a_persons).then_some(number)
}

/// In digits of ours, with a plus sign before the country. Nothing, if there is anything else in it: it may be meant for something else.
fn digits(typed: &str) -> Option<String> {
    if typed.chars().count() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(typed.len());
    for it in typed.trim().chars() {
        match it {
            '+' | '＋' if out.is_empty() => out.push('+'),
            '(' | ')' | '.' | '/' | '-' | '‐' | '‑' | '–' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            it if it.is_whitespace() => {}
            it => out.push(digit(it)?),
        }
    }
    // What most of the world dials before a country, and no number of a country begins with.
    Some(out.strip_prefix("00").map_or_else(|| out.clone(), |it| format!("+{it}")))
}

fn digit(it: char) -> Option<char> {
    let value = ZEROS.iter().find_map(|zero| u32::from(it).checked_sub(u32::from(*zero)).filter(|it| *it < 10))?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(typed: &str, region: Region) -> Option<String> {
        normal(typed, region)
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for typed in [
            "514 555-0142",
            "(514) 555-0142",
            "514.555.0142",
            "1 514 555 0142",
            "1-514-555-0142",
            "+1 514 555 0142",
            "+15145550142",
            "001 514 555 0142",
            "011 1 514 555 0142",
            " 514\u{a0}555\u{2011}0142 ",
            "\u{202a}+1 514 555 0142\u{202c}",
            "٥١٤ ٥٥٥ ٠١٤٢",
            "۵۱۴۵۵۵۰۱۴۲",
            "＋１５１４５５５０１４２",
        ] {
            assert_eq!(of(typed, Region::CA).as_deref(), Some("+15145550142"), "{typed}");
        }
        for typed in ["06 12 34 56 78", "06.12.34.56.78", "+33 6 12 34 56 78", "0033 6 12 34 56 78", "+33 (0)6 12 34 56 78"] {
            assert_eq!(of(typed, Region::FR).as_deref(), Some("+33612345678"), "{typed}");
        }
        for typed in ["07400 123456", "+44 7400 123456", "0044 7400 123456", "+44 (0) 7400 123456", "+44 (0)7400 123456"] {
            assert_eq!(of(typed, Region::GB).as_deref(), Some("+447400123456"), "{typed}");
        }
        assert_eq!(of("+33 6 12 34 56 78", Region::CA).as_deref(), Some("+33612345678"), "with its country it is the same anywhere");
        assert_eq!(of("(212) 555-0142", Region::CA).as_deref(), Some("+12125550142"));
        assert_eq!(of("613 555 0142", Region::US).as_deref(), Some("+16135550142"));
    }

    #[test]
    fn what_is_no_phone_of_a_person_is_refused() {
        for typed in [
            "",
            " ",
            "+",
            "0",
            "911",
            "12345",
            "55555",
            "hello",
            "514 555",
            "514 555 0142 0",
            "514 555 0142 ext 5",
            "514-555-0142#",
            "1-800-FLOWERS",
            "514+5550142",
            "++15145550142",
            "+0 514 555 0142",
            "+999 123 456 789",
            "14155550142 5145550143",
            "tel:",
            "🌱",
            "٥",
            "juniper@example.org",
        ] {
            assert_eq!(of(typed, Region::CA), None, "{typed}");
        }
        assert_eq!(of(&format!("514{}5550142", " ".repeat(31)), Region::CA), None, "a little longer than any");
        for (typed, why) in [
            ("+1 900 555 0142", "costs more"),
            ("1-900-234-5678", "costs more"),
            ("+1 800 555 0142", "free to call"),
            ("+33 899 12 34 56", "costs more"),
            ("+44 909 879 0123", "costs more"),
            ("+44 70 1234 5678", "passed on at any price"),
            ("+979 123 456 789", "costs more, anywhere"),
            ("+881 6 1234 5678", "a satellite"),
            ("+33 12 34", "too short for its country"),
            ("+44 999 999 9999", "given to nobody"),
            ("+33 6 12 34 56 78 9", "too long for its country"),
        ] {
            assert_eq!(of(typed, Region::CA), None, "{typed}: {why}");
        }
    }

    #[test]
    fn a_number_tells_its_country_also_where_several_share_a_code() {
        for (number, of) in [
            ("+15145550142", Region::CA),
            ("+16045550142", Region::CA),
            ("+12125550142", Region::US),
            ("+18765550142", Region::JM),
            ("+12423590142", Region::BS),
            ("+33612345678", Region::FR),
            ("+447400123456", Region::GB),
        ] {
            assert_eq!(country(number).map(|it| it.as_ref().to_owned()), Some(of.as_ref().to_owned()), "{number}");
        }
        for number in ["", "5145550142", "+", "+1", "+1514", "+19005550142", "+88161234567", "hello"] {
            assert_eq!(country(number).map(|it| it.as_ref().to_owned()), None, "{number}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_it_is_a_number_of_a_country_or_nothing(typed in "[+0-9() .٣-]{0,20}|.{0,50}") {
            if let Some(number) = normal(&typed, Region::CA) {
                proptest::prop_assert!(country(&number).is_some(), "{number}");
                proptest::prop_assert_eq!(normal(&number, Region::FR), Some(number.clone()));
                proptest::prop_assert!(number.len() <= 16 && number.starts_with('+') && number[1..].bytes().all(|it| it.is_ascii_digit()));
            }
        }
    }
}
