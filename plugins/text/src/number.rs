//! Phone numbers as people write them, made one and the same, so that a text from one is known for hers (E.164); and of what country
//! they are, so that nobody makes the house pay for texts to far and dear places.
use phonenumber::{
    Mode, PhoneNumber,
    metadata::{DATABASE, Descriptor, Metadata},
};

/// A country by ISO 3166, as the settings name it: "CA".
pub use phonenumber::country::Id as Region;

/// More than any number has, with what people write between its digits.
const LONGEST: usize = 40;
/// The zero of each script whose digits people type. The other nine follow it.
const ZEROS: &[char] = &['0', '٠', '۰', '०', '০', '੦', '૦', '０'];

/// As "+15145550142". Nothing for what is no number of a person's phone: short ones, those that cost more, those that are free to call.
/// A number without a country is one of the region.
pub fn normal(typed: &str, region: Region) -> Option<String> {
    read(typed, region).map(|it| it.0)
}

/// The same, and its country: for who needs both, because each look takes many patterns.
pub fn read(typed: &str, region: Region) -> Option<(String, Region)> {
    let (number, country) = parsed(&digits(typed)?, Some(region))?;
    Some((format!("+{}{}", number.code().value(), number.national()), country))
}

/// Of a number as `normal` gives it. Nothing, too, for numbers of no country, such as those of satellites.
pub fn country(e164: &str) -> Option<Region> {
    parsed(e164, None).map(|it| it.1)
}

/// Whether it is written as `normal` writes, though it need be no number.
pub fn is_whole(written: &str) -> bool {
    written.strip_prefix('+').is_some_and(|it| !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit()))
}

/// What is known of numbers is read, and the patterns of one country: it takes a tenth of a second, and nobody is to wait for it.
pub fn make_ready(e164: &str) {
    let _ = country(e164);
}

/// As people read it: "+1 514-555-0142". What is no number, such as the name of an account, stays as it is.
pub fn readable(number: &str) -> String {
    parsed(number, None).map_or_else(|| number.to_owned(), |it| it.0.format().mode(Mode::International).to_string())
}

/// With its country. Which country's it is takes dozens of patterns where several share a code, so it is asked once.
fn parsed(number: &str, region: Option<Region>) -> Option<(PhoneNumber, Region)> {
    let number = phonenumber::parse(region, number).ok()?;
    let of = number.metadata(&DATABASE)?;
    let country: Region = of.id().parse().ok()?;
    is_a_persons(of, &number.national().value().to_string()).then_some((number, country))
}

/// A line at home, a phone that is carried along, or one of the internet. In the order in which `PhoneNumber::number_type` asks, which
/// would look for the country once more: what costs more or is passed on is never a person's.
fn is_a_persons(of: &Metadata, national: &str) -> bool {
    let of = of.descriptors();
    let is = |it: Option<&Descriptor>| it.is_some_and(|it| it.is_match(national));
    let never = [of.premium_rate(), of.toll_free(), of.shared_cost()];
    if !of.general().is_match(national) || never.into_iter().any(is) {
        return false;
    }
    let others = [of.personal_number(), of.pager(), of.uan(), of.voicemail()];
    is(of.voip()) || (!others.into_iter().any(is) && (is(of.fixed_line()) || is(of.mobile())))
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

    #[test]
    fn what_is_written_whole_needs_no_second_look() {
        for (written, is) in
            [("+15145550142", true), ("+330612345678", true), ("+1 514 555 0142", false), ("15145550142", false), ("+", false), ("", false)]
        {
            assert_eq!(is_whole(written), is, "{written}");
        }
    }

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

    #[test]
    fn a_number_and_its_country_are_read_at_once() {
        for (typed, e164, of) in [
            ("514 555-0142", "+15145550142", Region::CA),
            ("+1 212 555 0142", "+12125550142", Region::US),
            ("+1 876 555 0142", "+18765550142", Region::JM),
            ("0033 6 12 34 56 78", "+33612345678", Region::FR),
            ("+44 7400 123456", "+447400123456", Region::GB),
        ] {
            assert_eq!(read(typed, Region::CA), Some((e164.to_owned(), of)), "{typed}");
            assert_eq!(country(e164), Some(of), "{typed}");
        }
        assert_eq!(read("+1 900 555 0142", Region::CA), None);
    }

    /// What is asked here in one look is what the library says in several.
    fn is_as_the_library_says(typed: &str, region: Option<Region>) -> bool {
        use phonenumber::Type;
        let Ok(number) = phonenumber::parse(region, typed) else { return parsed(typed, region).is_none() };
        let is_a_persons = matches!(number.number_type(&DATABASE), Type::FixedLine | Type::Mobile | Type::FixedLineOrMobile | Type::Voip);
        let country = number.country().id().filter(|_| is_a_persons);
        let written = country.map(|it| (number.format().mode(Mode::E164).to_string(), it));
        parsed(typed, region).map(|(it, of)| (format!("+{}{}", it.code().value(), it.national()), of)) == written
    }

    #[test]
    fn one_look_says_what_the_library_says_in_several() {
        for code in ["1", "7", "27", "33", "39", "44", "49", "52", "55", "61", "64", "81", "91", "212", "358", "590", "599", "800", "881", "979"] {
            for national in ["5145550142", "9005550142", "612345678", "7400123456", "7012345678", "8005550142", "5012345678", "0669881234", "212345"]
            {
                let typed = format!("+{code}{national}");
                assert!(is_as_the_library_says(&typed, None), "{typed}");
                assert!(is_as_the_library_says(&typed, Some(Region::CA)), "{typed} from Canada");
            }
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
