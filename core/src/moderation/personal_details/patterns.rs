//! The patterns. Each is as narrow as it can be without missing what people really write.
use super::{Found, Kind};
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// Pattern, kind. A group named `it` is the finding, where the whole match is more than that.
const PATTERNS: &[(&str, Kind)] = &[
    // Ten digits as they are written in North America, with or without the 1.
    (r"(?:\+?1[\s.\-]{0,2})?\(?\b[2-9]\d{2}\)?[\s.\-]{0,2}\d{3}[\s.\-]?\d{4}\b", Kind::Phone),
    // Seven, as neighbours write them.
    (r"\b[2-9]\d{2}[\-.]\d{4}\b", Kind::Phone),
    // Any other country's.
    (r"\+\d{1,3}(?:[\s.\-]?\d{1,4}){3,6}\b", Kind::Phone),
    (r"(?i)\b[\w.+\-]+\s?(?:@|\(at\)|\[at\]|\(a\)|\barobase\b)\s?[\w\-]+(?:\.[\w\-]+)+", Kind::Email),
    (r"(?i)\b[\w.+\-]+\s(?:at|arobase)\s[\w\-]+\s?(?:\.|\bdot\b|\bpoint\b)\s?(?:com|ca|org|net|fr|qc\.ca)\b", Kind::Email),
    // A number, a name, a kind of street.
    (
        r"\b\d{1,5}[A-Za-z]?,?\s+(?:(?:[A-Z][\w'’.\-]*|\d{1,3}(?:st|nd|rd|th))\s+){1,3}(?i:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|crescent|cres|court|ct|terrace|highway|hwy|circle|square|parkway|trail)\b",
        Kind::Address,
    ),
    (
        r"(?i)\b\d{1,5}[a-z]?,?\s+(?:rue|avenue|av\.|boulevard|boul\.|chemin|ch\.|route|rang|place|allée|impasse|montée|ruelle|croissant)\s+[\w'’.\-]+(?:[\s\-]+[A-ZÀ-Ý][\w'’.\-]+)*",
        Kind::Address,
    ),
    // Canadian and American postal codes.
    (r"(?i)\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \-]?\d[ABCEGHJ-NPRSTV-Z]\d\b", Kind::Address),
    (
        r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\s+\d{5}(?:-\d{4})?\b",
        Kind::Address,
    ),
    // A plate where one is spoken of, or by its form.
    (
        r"(?i:\bplates?|\blicen[cs]e|\bplaques?|\bimmatricul\w+)(?:[\s:,'’]+[a-zà-ÿ]+){0,4}[\s:]+(?P<it>[A-Z0-9]{2,4}[ \-]?[A-Z0-9]{2,4})\b",
        Kind::Plate,
    ),
    (r"\b[A-Z]\d{2}[ \-][A-Z]{3}\b", Kind::Plate),
    (r"\b[A-Z]{4}[ \-]\d{3}\b", Kind::Plate),
    (
        r"\b(?P<it>(?:[A-Z][\w'’.\-]+\s+){1,4}(?:Elementary|Primary|Secondary|High|Middle|Public|Catholic|Junior)?\s*(?i:school|academy|collegiate|daycare|kindergarten|preschool))\b",
        Kind::School,
    ),
    (
        r"(?i:\bécole|\bcollège|\bgarderie|\bCPE|\bpolyvalente|\bcégep)\s+(?i:(?:primaire|secondaire|élémentaire|publique|de\s+la|de\s+l['’]|de|des|du|d['’]|la|le|les)\s*)*(?:Saint|Sainte|St|Ste)?-?[A-ZÀ-Ý][\w'’\-]+(?:[\s\-][A-ZÀ-Ý][\w'’\-]+)*",
        Kind::School,
    ),
    (
        r"(?i:\b(?:my|his|her|their)\s+(?:(?:full|real|first|last|legal)\s+)?name\s+is|\bname['’]s|\b(?:is|was)\s+(?:called|named)|\bi(?:\s+am|['’]m)\s+called)\s+(?P<it>[A-ZÀ-Ý][\w'’\-]+(?:\s+[A-ZÀ-Ý][\w'’\-]+)*)",
        Kind::Name,
    ),
    (
        r"(?i:\b(?:je\s+m|il\s+s|elle\s+s|s)['’]appelle|\b(?:mon|son)\s+(?:vrai\s+)?(?:nom|prénom)\s+est|\bse\s+nomme|\bje\s+me\s+nomme)\s+(?P<it>[A-ZÀ-Ý][\w'’\-]+(?:\s+[A-ZÀ-Ý][\w'’\-]+)*)",
        Kind::Name,
    ),
];

/// A place that can be gone to.
const PLACE: &str = r"(?i:\b(?:at|to|near|outside|behind|beside|in\s+front\s+of|across\s+from|à|au|aux|chez|devant|derrière|près\s+d[eu']|en\s+face\s+d[eu'])\s+(?:the\s+|la\s+|le\s+|l['’]|les\s+)?)(?P<name>[A-ZÀ-Ý][\w'’\-]+|(?i:library|mall|gym|park|bus\s+stop|station|clinic|pharmacy|courthouse|church|mosque|pool|market|food\s+bank|bibliothèque|centre\s+d['’]achats?|gymnase|parc|arrêt|gare|métro|clinique|pharmacie|palais\s+de\s+justice|église|mosquée|piscine|marché|épicerie))\b";

/// A time at which somebody can be waited for.
const TIME: &str = r"(?i)\b(?:[01]?\d|2[0-3])\s?(?:h|:)\s?[0-5]\d\b|\b\d{1,2}\s?(?:am|pm|a\.m\.|p\.m\.)|\bà\s\d{1,2}\s?(?:h|heures?)\b|\b(?:at|after|before|by|until)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|\d{1,2})\b|\b(?:every|each|on)\s(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:le|les|chaque|tous\sles)\s(?:lun|mar|mercre|jeu|vendre|same)dis?\b|\b(?:le|chaque)\sdimanche\b|\b(?:midi|minuit)\b";

/// Capitals that are no place's name, and starts of sentences that are no school's.
const NO_NAMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "the",
    "my",
    "his",
    "her",
    "our",
    "their",
    "after",
    "before",
    "at",
    "in",
    "and",
    "but",
    "when",
    "every",
    "high",
    "elementary",
    "secondary",
    "primary",
    "public",
    "middle",
    "this",
    "that",
    "a",
    "i",
    "no",
    "noël",
    "christmas",
    "easter",
];

static COMPILED: LazyLock<Vec<(Regex, Kind)>> =
    LazyLock::new(|| PATTERNS.iter().filter_map(|(it, kind)| Some((Regex::new(it).ok()?, *kind))).collect());
static HELD: LazyLock<Option<RegexSet>> = LazyLock::new(|| together(Kind::is_held));
static EMAILS: LazyLock<Option<RegexSet>> = LazyLock::new(|| together(|it| it == Kind::Email));
static PLACES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PLACE).ok());
static TIMES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(TIME).ok());

pub(super) fn find(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    for (pattern, kind) in COMPILED.iter() {
        for captures in pattern.captures_iter(text) {
            let Some(found) = captures.name("it").or_else(|| captures.get(0)) else { continue };
            let mut range = found.range();
            if *kind == Kind::School {
                range.start += leading(found.as_str());
            }
            if stands(text, &range, *kind) {
                all.push(Found { kind: *kind, range });
            }
        }
    }
    all.extend(places_and_times(text));
    all
}

/// Whether anything in it is held. The same as looking for everything, without looking for the rest: the kinds that are held
/// give way to no other. Each entry is asked, and nearly all are done with after one look for all of it together; without a digit
/// there is no number and no address.
pub(super) fn is_held(text: &str) -> bool {
    let has_digits = text.chars().any(char::is_numeric);
    let together = if has_digits { &*HELD } else { &*EMAILS };
    if together.as_ref().is_some_and(|it| !it.is_match(text)) {
        return false;
    }
    let asked = COMPILED.iter().filter(|(_, kind)| kind.is_held() && (has_digits || *kind == Kind::Email));
    asked.into_iter().any(|(pattern, kind)| pattern.find_iter(text).any(|it| stands(text, &it.range(), *kind)))
}

/// All patterns of some kinds, looked for at once: it says whether any is there, and not which or where.
fn together(which: impl Fn(Kind) -> bool) -> Option<RegexSet> {
    RegexSet::new(PATTERNS.iter().filter(|(_, kind)| which(*kind)).map(|(it, _)| it)).ok()
}

/// What a pattern alone cannot say.
fn stands(text: &str, range: &std::ops::Range<usize>, kind: Kind) -> bool {
    let found = &text[range.clone()];
    let (letters, digits) = (found.chars().any(char::is_alphabetic), found.chars().any(|it| it.is_ascii_digit()));
    match kind {
        // A part of a longer number is no telephone number.
        Kind::Phone => {
            let before = text[..range.start].chars().next_back();
            let after = text[range.end..].chars().next();
            !before.is_some_and(|it| it.is_ascii_digit() || it == '$' || it == '#') && !after.is_some_and(|it| it.is_ascii_digit())
        }
        Kind::Plate => letters && digits,
        Kind::School => found.split_whitespace().count() > 1,
        _ => true,
    }
}

/// How much of a school's name is the beginning of a sentence and not a name.
fn leading(found: &str) -> usize {
    let mut skipped = 0;
    for word in found.split_inclusive(char::is_whitespace) {
        if !NO_NAMES.contains(&word.trim().to_lowercase().as_str()) {
            break;
        }
        skipped += word.len();
    }
    skipped
}

/// A place and a time in one sentence tell where somebody can be found.
fn places_and_times(text: &str) -> Vec<Found> {
    let (Some(places), Some(times)) = (PLACES.as_ref(), TIMES.as_ref()) else { return Vec::new() };
    let mut all = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(['.', '!', '?', '\n', ';']) {
        let end = start + sentence.len();
        let place = places.captures_iter(sentence).find_map(|it| {
            let name = it.name("name")?;
            (!NO_NAMES.contains(&name.as_str().to_lowercase().as_str())).then(|| it.get(0).map(|it| it.range())).flatten()
        });
        if let (Some(place), Some(time)) = (place, times.find(sentence)) {
            let range = start + place.start.min(time.start())..start + place.end.max(time.end());
            all.push(Found { kind: Kind::PlaceAndTime, range });
        }
        start = end;
    }
    all
}
