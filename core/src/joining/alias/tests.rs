//! What names can be had, and which are taken for another.
use super::*;

fn refusal(name: &str) -> Option<Refusal> {
    is_allowed(name, &["Maison Lilas", "Notes"]).err()
}

#[test]
fn ordinary_names_of_any_writing_can_be_had() {
    for name in ["Juniper", "Copper Kettle", "Théière de cuivre", "L’érable", "Ночь", "さくら", "Two-Birds", "R2"] {
        assert_eq!(refusal(name), None, "{name}");
    }
}

#[test]
fn names_too_short_too_long_or_of_mixed_letters_are_refused() {
    assert_eq!(refusal("J"), Some(ALIAS_LENGTH));
    assert_eq!(refusal(&"a".repeat(31)), Some(ALIAS_LENGTH));
    for name in ["Аnna", "1234", "<b>Juniper</b>", "Juni\u{202e}per", "Juniper\u{200b}", "☆☆"] {
        assert_eq!(refusal(name), Some(ALIAS_SIGNS), "{name}");
    }
}

#[test]
fn nobody_can_pass_for_staff_or_for_the_place() {
    for name in [
        "Staff",
        "STAFF",
        "sta ff",
        "Facilitator",
        "The facilitator",
        "Modératrice",
        "moderatrice",
        "Admin",
        "Adm1n",
        "Équipe",
        "maison lilas",
        "Notes",
        "N0tes",
    ] {
        assert_eq!(refusal(name), Some(ALIAS_RESERVED), "{name}");
    }
}

#[test]
fn names_that_look_alike_are_one_name() {
    let key = DataKey::random().unwrap();
    for (one, other) in [
        ("Juniper", "JUNIPER"),
        ("Juniper", "Jun1per"),
        ("Juniper", "Ju niper"),
        ("Lily", "LiIy"),
        ("Théa", "Thea"),
        ("Rose", "R0se"),
        ("Marn", "Mam"),
    ] {
        // `rn` for `m` is in the skeleton's table too.
        assert_eq!(mark(&key, one), mark(&key, other), "{one} and {other}");
    }
    assert_ne!(mark(&key, "Juniper"), mark(&key, "Jupiter"));
}

#[test]
fn the_same_name_leaves_unrelated_marks_in_two_groups() {
    let (one, other) = (DataKey::random().unwrap(), DataKey::random().unwrap());
    assert_ne!(mark(&one, "Juniper"), mark(&other, "Juniper"));
}

#[test]
fn any_change_of_case_spaces_or_accents_keeps_the_likeness() {
    // Every suggestion, through each of the changes in turn: a property over the whole list.
    let key = DataKey::random().unwrap();
    let changes: [fn(&str) -> String; 5] =
        [|it| it.to_uppercase(), |it| it.to_lowercase(), |it| it.replace(' ', "  "), |it| it.replace('o', "0"), |it| it.replace('e', "é")];
    for language in Language::ALL {
        for first in 0..=255 {
            let name = words::pick(language, [first, first, 7, first.wrapping_mul(31)]);
            for change in changes {
                assert_eq!(mark(&key, &name), mark(&key, &change(&name)), "{name} and {}", change(&name));
            }
        }
    }
}

#[test]
fn every_suggestion_can_be_had() {
    for language in Language::ALL {
        for first in 0..=255 {
            for second in [0, 50, 100, 150, 200, 250] {
                let name = words::pick(language, [first, second, second, first]);
                assert_eq!(refusal(&name), None, "{name}");
                assert!(!names::looks_real(&name), "{name}");
            }
        }
    }
}

#[test]
fn she_is_asked_about_what_could_lead_to_her() {
    assert!(looks_reachable("june@example.org"));
    assert!(looks_reachable("June 5145550199"));
    assert!(names::looks_real("Marie Tremblay"));
    assert!(names::looks_real("Jennifer Smith"));
    assert!(names::looks_real("jean-pierre roy"));
    assert!(!looks_reachable("Juniper 42"));
    assert!(!names::looks_real("River Stone"));
}
