//! What is taken for a keyword, and above all what is not.
use super::{
    Keyword::{self, *},
    *,
};

fn said(words: &str) -> Option<(Keyword, Option<Language>, String)> {
    read(words).map(|it| (it.keyword, it.language, it.rest))
}

fn are(keyword: Keyword, language: Option<Language>, all: &[&str]) {
    for words in all {
        assert_eq!(said(words), Some((keyword, language, String::new())), "{words}");
    }
}

#[test]
fn they_are_known_in_both_languages_in_any_case_with_accents_or_without() {
    are(Stop, Some(En), &["STOP", "stop", "STOP.", "Stop!", "  \n“Stop”  ", "'stop'", "ＳＴＯＰ", "STOP 🛑", "🛑️ stop", "s\u{200b}top\u{fe0f}"]);
    are(Stop, Some(En), &["STOPALL", "Stop all", "unsubscribe", "CANCEL", "End.", "quit", "OptOut", "opt-out", "REVOKE"]);
    are(
        Stop,
        Some(Fr),
        &["ARRET", "arrêt", "«ARRÊT»", "«\u{a0}Arrêt\u{a0}»", "ARRE\u{302}T !", "Désabonner", "DESABONNER", "Annuler", "désinscrire"],
    );
    are(Start, Some(En), &["START", "start.", "Unstop"]);
    are(Start, Some(Fr), &["DEBUT", "Début", "DÉBUT !"]);
    are(Help, Some(En), &["HELP", "help?", "Help!!!", "HELP HELP help"]);
    are(Help, Some(Fr), &["AIDE", "Aide, aide !"]);
    are(Help, None, &["INFO", "info.", "Info ?"]);
    are(Pause, None, &["PAUSE", "pause", "Pause."]);
    are(Resume, Some(En), &["RESUME", "resume"]);
    are(Resume, Some(Fr), &["REPRENDRE", "« Reprendre »"]);
    are(Here, Some(En), &["HERE", "I'm here", "I am here!"]);
    are(Here, Some(Fr), &["ICI", "Je suis là", "je suis ici."]);
    are(Out, Some(En), &["OUT", "out."]);
    are(Out, Some(Fr), &["SORTIR", "« Sortir »"]);
    are(NotMe, Some(En), &["NOTME", "Not me", "NOT-ME", "not me.", "Wrong number!"]);
    are(NotMe, Some(Fr), &["PASMOI", "Pas moi", "PAS MOI !", "mauvais numéro"]);
}

/// Who wants out is let out, however it is said.
#[test]
fn who_wants_no_more_is_understood() {
    for words in [
        "stop it please",
        "Please stop",
        "please stop texting me",
        "STOP TEXTING ME!!!",
        "stop stop stop",
        "Stop now",
        "ok stop thanks",
        "hi, can you stop sending me these messages please",
        "Stop sending me texts",
        "cancel messages",
        "End texts please",
        "quit texting me",
        "Don't text me anymore",
        "dont text me",
        "Do not contact me",
        "Remove me please",
        "Leave me alone",
        "no more texts",
        "Take me off your list",
        "unsubscribe me",
        "Opt me out",
    ] {
        assert_eq!(said(words), Some((Stop, Some(En), String::new())), "{words}");
    }
    for words in [
        "arrêtez",
        "Arrêtez svp",
        "Arrête",
        "Arrêter",
        "ARRETEZ DE M’ECRIRE",
        "arrêtez de m'écrire s'il vous plaît",
        "Arrêtez ça",
        "arrêtez les messages",
        "arrêtez de m'envoyer des textos",
        "stop svp",
        "Stop, merci",
        "merci de arrêter",
        "stop les textos",
        "Ne m’écrivez plus",
        "m'écrivez plus svp",
        "Plus de textos",
        "Laissez-moi tranquille",
        "Désabonnez-moi",
        "retirez mon numéro svp",
    ] {
        assert_eq!(said(words), Some((Stop, Some(Fr), String::new())), "{words}");
    }
}

#[test]
fn what_somebody_tells_is_not_taken_for_one() {
    for words in [
        "",
        "🛑",
        "...",
        "He won't stop calling",
        "end of story",
        "stop, I meant tomorrow",
        "Stop it, he said. And I did.",
        "I said stop",
        "Stop me if you heard this",
        "stop me",
        "Don't stop",
        "non stop",
        "the bus stop",
        "I want it all to stop",
        "please make it stop",
        "I quit my job",
        "quit it",
        "cancel it",
        "cancel tomorrow please",
        "The end",
        "weekend",
        "stopped",
        "start over",
        "start now please",
        "Let's start",
        "help me understand",
        "info sur demain",
        "more info",
        "pause café",
        "I need a pause",
        "Not me either",
        "moi non plus, pas moi",
        "L'arrêt de bus",
        "arrêt de travail",
        "Il n'arrête pas",
        "J’arrête",
        "arrêt maladie demain",
        "une aide",
        "au début",
        "Laissez-moi parler",
        "Liked “You have a note. Reply OPEN to read it, STOP to end.”",
    ] {
        assert_eq!(said(words), None, "{words}");
    }
}

/// It can mean the worst. It has to reach somebody, and not to be thanked for.
#[test]
fn words_that_may_mean_the_worst_never_end_anything() {
    for words in ["end it", "End it all", "END THIS", "please end it", "end me", "I want to end it", "end all", "en finir"] {
        assert_eq!(said(words), None, "{words}");
    }
}

#[test]
fn a_short_text_that_begins_like_a_stop_is_told_how() {
    for words in ["stop, I meant tomorrow", "STOP Juniper", "stop me", "Arrêt de bus", "please stop him"] {
        assert!(may_mean_stop(words), "{words}");
    }
    for words in ["stop", "please stop", "end of story", "Stop it, he said, and I did", "I said stop", "", "cancel tomorrow"] {
        assert!(!may_mean_stop(words), "{words}");
    }
}

#[test]
fn a_yes_may_say_what_to() {
    for (words, language, rest) in [
        ("YES 3", En, "3"),
        ("yes3", En, "3"),
        ("Yes, 3.", En, "3"),
        ("yes #12", En, "12"),
        ("YES", En, ""),
        ("yes!", En, ""),
        ("OUI 3", Fr, "3"),
        ("Oui", Fr, ""),
        ("« oui 3 »", Fr, "3"),
    ] {
        assert_eq!(said(words), Some((Yes, Some(language), rest.into())), "{words}");
    }
    assert_eq!(read("YES 3").unwrap().number(), Some(3));
    assert_eq!(read("yes").unwrap().number(), None);
    for words in ["yes I know", "yes please", "YES 3 4", "yesterday", "yes 3 times", "YES 1234567", "oui mais non", "I say yes", "y", "YES ٣"] {
        assert_eq!(said(words), None, "{words}");
    }
}

#[test]
fn what_is_for_staff_goes_to_nobody_else() {
    for (words, language, rest) in [
        ("STAFF I am afraid.\nHe is here.", En, "I am afraid.\nHe is here."),
        ("staff: 🌱 hello ", En, "🌱 hello"),
        ("Staff were kind today.", En, "were kind today."),
        ("“Staff” - é", En, "é"),
        ("staff", En, ""),
        ("Équipe : bonjour", Fr, "bonjour"),
        ("E\u{301}QUIPE j’ai peur", Fr, "j’ai peur"),
        ("equipe", Fr, ""),
        ("Intervenante, j'ai peur", Fr, "j'ai peur"),
    ] {
        assert_eq!(said(words), Some((Staff, Some(language), rest.into())), "{words}");
    }
    for words in ["the staff", "Staffing is hard", "Staff’s here", "L’équipe est là", "équipement"] {
        assert_eq!(said(words), None, "{words}");
    }
}

#[test]
fn who_opens_brings_a_word() {
    for (words, language, rest) in [
        ("OPEN", En, ""),
        ("open.", En, ""),
        ("Open Juniper", En, "Juniper"),
        ("OPEN: “blue fern”!", En, "blue fern"),
        ("Ouvrir Été", Fr, "Été"),
        ("ouvrir", Fr, ""),
        ("open a b c", En, "a b c"),
    ] {
        assert_eq!(said(words), Some((Open, Some(language), rest.into())), "{words}");
    }
    for words in ["open the door he said", "I open up", "opening", "ouvrir la porte de chez nous"] {
        assert_eq!(said(words), None, "{words}");
    }
    assert_eq!(bare(" blue-FERN ’"), bare("Blue Fern"));
    assert_eq!(bare("E\u{301}te\u{301} œuf"), "ETE OEUF");
}

#[test]
fn a_log_never_shows_what_followed() {
    assert_eq!(format!("{:?}", read("OPEN juniper").unwrap()), "Said(Open, Some(En))");
}

proptest::proptest! {
    #[test]
    fn whatever_comes_is_read(words in ".{0,80}") {
        let bare_once = bare(&words);
        proptest::prop_assert_eq!(bare(&bare_once), bare_once.clone());
        proptest::prop_assert_eq!(read(&bare_once).map(|it| it.keyword), read(&words).map(|it| it.keyword));
        may_mean_stop(&words);
    }
}
