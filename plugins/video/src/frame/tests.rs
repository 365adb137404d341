//! What a page may say, what it may not, and what it is told.
use super::*;
use crate::relay::noise::Noise;

#[test]
fn what_a_page_says_is_understood_and_a_name_is_not_listened_to() {
    let asked: Asked = serde_json::from_str(r#"{"t":"on","of":"voice","on":true,"name":"Anne","a":7}"#).unwrap();
    assert!(matches!(asked, Asked::On { of: Source::Voice, on: true }));
    for wrong in [r#"{"t":"on"}"#, r#"{"t":"sing"}"#, "[]", "7", r#"{"t":"on","of":"screen","on":true}"#, r#"{"t":"height","slot":"s0","most":-1}"#] {
        assert!(serde_json::from_str::<Asked>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn noise_never_breaks_what_a_page_is_listened_to_for() {
    let mut noise = Noise::new(6);
    let said = [r#"{"t":"seal","to":[[3,"aA-_9"],[4,""]]}"#, r#"{"t":"on","of":"voice","on":true}"#, r#"{"t":"height","slot":"s0","most":180}"#];
    let mut understood = 0;
    for round in 0..60_000 {
        let mut bytes = said[round % said.len()].as_bytes().to_vec();
        noise.spoil(&mut bytes);
        understood += u32::from(serde_json::from_slice::<Asked>(&bytes).is_ok());
    }
    assert!(understood > 0, "some were spoiled where it does not matter");
}

#[test]
fn what_is_passed_on_unread_is_short_and_plain() {
    let asked: Asked = serde_json::from_str(r#"{"t":"seal","to":[[3,"aA-_9"]]}"#).unwrap();
    assert!(matches!(asked, Asked::Seal { to } if to == [(3, Opaque("aA-_9".into()))]));
    let key = |it: &str| serde_json::from_str::<Asked>(&serde_json::json!({"t":"key","key":it}).to_string());
    assert!(key(&"a".repeat(160)).is_ok());
    for wrong in ["a".repeat(161), "a b".into(), "<b>".into(), "\u{e9}".into()] {
        assert!(key(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn somebody_is_told_with_what_she_has_on() {
    let tell = Tell::Who { a: 3, name: "Wren", shape: 2, staff: false, lane: None, signs: false, on: On { voice: true, ..On::default() } };
    let json = serde_json::to_value(&tell).unwrap();
    assert_eq!(
        json,
        serde_json::json!({"t":"who","a":3,"name":"Wren","shape":2,"staff":false,"voice":true,"camera":false,"away":false,"types":false})
    );
}
