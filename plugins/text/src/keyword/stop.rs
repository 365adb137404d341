//! When a text says that no more is to come. To miss it can put somebody in danger; to see it where it is not costs a START.
//!
//! The rule: what is said out of politeness is left away. What stays is
//! - a word that stops, once or more often, alone; or
//! - such a word, and after it only words that say what is to stop: these texts, and nothing else in her life; or
//! - one of a list of phrases.
//!
//! So "please stop texting me" ends it, and "he won't stop calling" does not. The words are bare (`super::bare`): no accents, no
//! apostrophes. "End it all" is never one: it can mean the worst, and has to be read by somebody.
use hearth_core::locale::Language::{self, En, Fr};

/// The words that carriers ask for (CTIA, CWTA), those of the law of others, and how they are said in French.
const STOPS: &[(&str, Language)] = &[
    ("STOP", En),
    ("STOPALL", En),
    ("UNSUBSCRIBE", En),
    ("CANCEL", En),
    ("END", En),
    ("QUIT", En),
    ("REVOKE", En),
    ("OPTOUT", En),
    ("ARRET", Fr),
    ("ARRETE", Fr),
    ("ARRETEZ", Fr),
    ("ARRETER", Fr),
    ("ANNULER", Fr),
    ("DESABONNER", Fr),
    ("DESABONNEMENT", Fr),
    ("DESINSCRIRE", Fr),
];

/// Of these, those that others are said with: "stop it", "arrêtez ça". The rest is said in talk as well: "cancel it", "end it all".
const PLAIN_STOPS: &[&str] = &["STOP", "STOPALL", "UNSUBSCRIBE", "ARRET", "ARRETE", "ARRETEZ", "ARRETER"];

/// Said before or after out of politeness, or in haste.
const POLITE: &[(&str, Option<Language>)] = &[
    ("PLEASE", Some(En)),
    ("PLS", Some(En)),
    ("PLZ", Some(En)),
    ("THANKS", Some(En)),
    ("THANK YOU", Some(En)),
    ("CAN YOU", Some(En)),
    ("COULD YOU", Some(En)),
    ("JUST", Some(En)),
    ("NOW", Some(En)),
    ("HI", Some(En)),
    ("HELLO", Some(En)),
    ("OK", None),
    ("SVP", Some(Fr)),
    ("STP", Some(Fr)),
    ("SIL VOUS PLAIT", Some(Fr)),
    ("SIL TE PLAIT", Some(Fr)),
    ("MERCI DE", Some(Fr)),
    ("MERCI", Some(Fr)),
    ("POUVEZ VOUS", Some(Fr)),
    ("MAINTENANT", Some(Fr)),
    ("BONJOUR", Some(Fr)),
];

/// What is to stop: what comes here.
const TEXTS: &[(&str, Option<Language>)] = &[
    ("TEXTING", Some(En)),
    ("MESSAGING", Some(En)),
    ("SENDING", Some(En)),
    ("WRITING", Some(En)),
    ("CONTACTING", Some(En)),
    ("TEXT", None),
    ("TEXTS", Some(En)),
    ("SMS", None),
    ("MESSAGE", None),
    ("MESSAGES", None),
    ("NOTES", None),
    ("TEXTOS", Some(Fr)),
    ("MECRIRE", Some(Fr)),
    ("ECRIRE", Some(Fr)),
    ("TEXTER", Some(Fr)),
    ("ENVOYER", Some(Fr)),
    ("MENVOYER", Some(Fr)),
];

/// What stands between those, and says nothing alone.
const SMALL: &[(&str, Option<Language>)] = &[
    ("ME", None),
    ("TO", Some(En)),
    ("THE", Some(En)),
    ("THESE", Some(En)),
    ("THOSE", Some(En)),
    ("YOUR", Some(En)),
    ("ANY", Some(En)),
    ("MORE", Some(En)),
    ("ANYMORE", Some(En)),
    ("DE", Some(Fr)),
    ("LES", Some(Fr)),
    ("CES", Some(Fr)),
    ("VOS", Some(Fr)),
    ("DES", Some(Fr)),
];

/// After a plain stop only.
const IT: &[(&str, Option<Language>)] =
    &[("IT", Some(En)), ("THIS", Some(En)), ("ALL", Some(En)), ("CA", Some(Fr)), ("CECI", Some(Fr)), ("CELA", Some(Fr)), ("TOUT", Some(Fr))];

const PHRASES: &[(&str, Language)] = &[
    ("OPT OUT", En),
    ("OPT ME OUT", En),
    ("UNSUBSCRIBE ME", En),
    ("REMOVE ME", En),
    ("REMOVE MY NUMBER", En),
    ("DELETE MY NUMBER", En),
    ("LOSE MY NUMBER", En),
    ("TAKE ME OFF", En),
    ("TAKE ME OFF THIS LIST", En),
    ("TAKE ME OFF YOUR LIST", En),
    ("LEAVE ME ALONE", En),
    ("NO MORE TEXTS", En),
    ("NO MORE MESSAGES", En),
    ("DONT TEXT ME", En),
    ("DONT TEXT ME AGAIN", En),
    ("DONT TEXT ME ANYMORE", En),
    ("DONT TEXT", En),
    ("DO NOT TEXT ME", En),
    ("DO NOT TEXT", En),
    ("DONT WRITE ME", En),
    ("DONT WRITE TO ME", En),
    ("DONT MESSAGE ME", En),
    ("DONT CONTACT ME", En),
    ("DO NOT CONTACT ME", En),
    ("DESABONNEZ MOI", Fr),
    ("DESINSCRIVEZ MOI", Fr),
    ("ENLEVEZ MOI", Fr),
    ("RETIREZ MOI", Fr),
    ("RETIREZ MON NUMERO", Fr),
    ("ENLEVEZ MON NUMERO", Fr),
    ("EFFACEZ MON NUMERO", Fr),
    ("SUPPRIMEZ MON NUMERO", Fr),
    ("LAISSEZ MOI TRANQUILLE", Fr),
    ("PLUS DE MESSAGES", Fr),
    ("PLUS DE TEXTOS", Fr),
    ("NE MECRIVEZ PLUS", Fr),
    ("MECRIVEZ PLUS", Fr),
    ("NE ME TEXTEZ PLUS", Fr),
    ("ME TEXTEZ PLUS", Fr),
    ("NE ME CONTACTEZ PLUS", Fr),
];

/// As many words as a text has at most that only begins like one.
const SHORT: usize = 4;

/// The language in which it is said that no more is to come.
pub(super) fn read(bare: &str) -> Option<Language> {
    let (bare, polite) = without_politeness(bare);
    if let Some((_, language)) = PHRASES.iter().find(|it| it.0 == bare) {
        return Some(*language);
    }
    let mut words = bare.split(' ').peekable();
    let first = words.next()?;
    let mut language = STOPS.iter().find(|it| it.0 == first)?.1;
    let is_plain = PLAIN_STOPS.contains(&first);
    while words.next_if(|it| STOPS.iter().any(|stop| stop.0 == *it)).is_some() {}
    let (mut says_what, mut says_more) = (false, false);
    for word in words {
        let at = |of: &[(&str, Option<Language>)]| of.iter().find(|it| it.0 == word).map(|it| it.1);
        let (texts, it) = (at(TEXTS), at(IT).filter(|_| is_plain));
        says_what |= texts.is_some() || it.is_some();
        says_more = true;
        let of = texts.or(it).or_else(|| at(SMALL))?;
        language = of.unwrap_or(language);
    }
    // "Stop me" is said to somebody else.
    (says_what || !says_more).then_some(polite.unwrap_or(language))
}

pub(super) fn begins_like_one(bare: &str) -> bool {
    let (bare, _) = without_politeness(bare);
    let mut words = bare.split(' ');
    words.next().is_some_and(|it| PLAIN_STOPS.contains(&it)) && words.count() < SHORT
}

/// And in what language it was polite.
fn without_politeness(bare: &str) -> (&str, Option<Language>) {
    let (mut bare, mut polite) = (bare, None);
    while let Some((rest, language)) = POLITE.iter().find_map(|it| Some((without(bare, it.0)?, it.1))) {
        (bare, polite) = (rest, language.or(polite));
    }
    (bare, polite)
}

/// What stays without a word at either end; nothing, if it is not there.
fn without<'a>(bare: &'a str, word: &str) -> Option<&'a str> {
    let after = bare.strip_prefix(word).and_then(|it| it.strip_prefix(' '));
    after.or_else(|| bare.strip_suffix(word).and_then(|it| it.strip_suffix(' ')))
}
