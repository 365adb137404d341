//! What is read out of deliveries and receipts, octet by octet.
use super::{delivery::Delivery, receipt::Fields, server::delivery, wire::Frame, *};

fn read(body: Vec<u8>) -> Delivery {
    delivery::read(&Frame { kind: 5, status: 0, sequence: 1, body: body.into() }, HOUSE)
}

fn said(body: Vec<u8>) -> Option<String> {
    match read(body) {
        Delivery::Text(it) => Some(delivery::words(&[it.piece]).0),
        _ => None,
    }
}

fn fate(fields: Fields, text: &str) -> Option<(String, Fate)> {
    receipt::read(fields, text).map(|it| (it.reference, it.fate))
}

#[test]
fn a_receipt_is_read_from_its_fields_and_else_from_its_words() {
    let words = "id:7 sub:001 dlvrd:000 submit date:2601010000 done date:2601010001 stat:UNDELIV err:001 text:id:8 stat:DELIVRD";
    assert_eq!(fate(Fields::default(), words), Some(("7".into(), Fate::Gone)));
    let lower = "ID:7 Stat:undeliv Err:1 Text:x";
    assert_eq!(fate(Fields::default(), lower), Some(("7".into(), Fate::Gone)));
    let fields = |state, error| Fields { id: Some("9".into()), state: Some(state), error };
    assert_eq!(fate(fields(2, None), words), Some(("9".into(), Fate::Delivered)), "the fields come first");
    assert_eq!(fate(fields(5, Some((3, 1))), ""), Some(("9".into(), Fate::Gone)));
    assert_eq!(fate(fields(5, Some((3, 27))), words), Some(("9".into(), Fate::Failed)), "absent");
    assert_eq!(fate(fields(5, Some((8, 1))), words), Some(("9".into(), Fate::Failed)), "a code of its own");
    assert_eq!(fate(fields(3, Some((3, 1))), ""), Some(("9".into(), Fate::Failed)), "expired");
    for state in [0, 1, 6, 7, 9, 200] {
        assert_eq!(fate(fields(state, None), words), None, "nothing is decided: {state}");
    }
    for words in [
        "",
        "id:7",
        "stat:DELIVRD",
        "id: stat:DELIVRD",
        "id:7 stat:ENROUTE",
        "id:7 stat:ACCEPTD",
        "text:id:7 stat:DELIVRD",
        "id:7 text:x stat:DELIVRD",
    ] {
        assert_eq!(fate(Fields::default(), words), None, "{words}");
    }
}

/// Anybody can write that.
#[test]
fn a_text_that_looks_like_a_receipt_is_a_text() {
    let forged = b"id:m1 sub:001 dlvrd:001 stat:UNDELIV err:001 text:x";
    assert!(matches!(read(delivery(0, 0, forged, b"")), Delivery::Text(_)));
    assert!(matches!(read(delivery(4, 0, forged, b"")), Delivery::Receipt(_)));
    for id in [b"\0\x1e\0\x02m1".as_slice(), b"\0\x1e\0\x03m1\0"] {
        let receipt = read(delivery(0, 0, b"", &[id, b"\x04\x27\0\x01\x05"].concat()));
        assert!(matches!(receipt, Delivery::Receipt(it) if it.reference == "m1"), "by its fields, with the zero or without");
    }
    for class in [0x08, 0x10, 0x20] {
        assert!(matches!(read(delivery(class, 0, forged, b"")), Delivery::Nothing), "an acknowledgement, or a note on the way");
    }
}

#[test]
fn a_field_that_is_not_as_it_should_be_does_not_take_the_text_with_it() {
    for fields in [
        b"\x04\x27\0\x04\0\0\0\x02".as_slice(),
        b"\x04\x24\xff\xffx",
        b"\x02\x0c\0\x01\x01\x02\x0e\0\x01\x02\x02\x0f\0\x01\x01",
        b"\x14\x00\0\x02ab",
        b"\x14",
        b"\x04\x24\0\0",
    ] {
        assert_eq!(said(delivery(0, 0, b"help", fields)).as_deref(), Some("help"), "{fields:?}");
    }
    assert_eq!(said(delivery(0, 0, b"short", b"\x04\x24\0\x04long")).as_deref(), Some("long"));
}

#[test]
fn headers_are_read_past_and_parts_that_make_no_sense_stand_alone() {
    let part = |header: &[u8]| match read(delivery(0x40, 0, &[header, b"hi"].concat(), b"")) {
        Delivery::Text(it) => Some((it.piece.octets, it.part.map(|it| (it.reference, it.total, it.number)))),
        _ => None,
    };
    let hi = b"hi".to_vec();
    assert_eq!(part(b"\x05\0\x03\xff\x03\x02"), Some((hi.clone(), Some((255, 3, 2)))));
    assert_eq!(part(b"\x06\x08\x04\x01\x02\x03\x02"), Some((hi.clone(), Some((258, 3, 2)))));
    assert_eq!(part(b"\x08\x24\x01\x01\0\x03\x01\x02\x02"), Some((hi.clone(), Some((1, 2, 2)))), "behind another");
    for header in
        [b"\0".as_slice(), b"\x05\0\x03\x01\x02\x03", b"\x05\0\x03\x01\x02\0", b"\x05\0\x03\x01\0\0", b"\x05\0\x03\x01\x01\x01", b"\x02\0\x03"]
    {
        assert_eq!(part(header), Some((hi.clone(), None)), "{header:?}");
    }
    assert_eq!(part(b"\x70"), None, "longer than all of it");
    assert!(matches!(read(delivery(0x40, 0, b"", b"")), Delivery::Unreadable));
}

#[test]
fn numbers_are_written_as_everywhere_in_the_house() {
    let from = |kind: u8, at: &[u8], to: &[u8]| {
        let middle = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, b'x'];
        match read([b"\0".as_slice(), &[kind, 1], at, b"\0\x01\x01", to, b"\0", &middle].concat()) {
            Delivery::Text(it) => Some(it.from),
            _ => None,
        }
    };
    let house = &HOUSE.as_bytes()[1..];
    assert_eq!(from(1, b"33612345678", b"38200").as_deref(), Some(HER));
    assert_eq!(from(0, b"+33612345678", b"38200").as_deref(), Some(HER));
    assert_eq!(from(0, b"0033612345678", b"38200").as_deref(), Some(HER));
    assert_eq!(from(0, b"33612345678", house).as_deref(), Some(HER), "it writes ours without a plus too");
    assert_eq!(from(0, b"33612345678", b"38200").as_deref(), Some("33612345678"), "it could be anything");
    assert_eq!(from(0, b"0612345678", house).as_deref(), Some("0612345678"));
    assert_eq!(from(2, b"612345678", house).as_deref(), Some("612345678"));
    assert_eq!(from(5, b"BANK", house).as_deref(), Some("BANK"));
    assert_eq!(from(3, b"38200", house).as_deref(), Some("38200"));
    assert_eq!(from(1, b"", house), None);
}

#[test]
fn names_of_texts_tell_nothing_and_hang_on_the_secret() {
    let fields: [&[u8]; 2] = [b"ab", b"c"];
    assert_eq!(seen::print("s", &fields), seen::print("s", &fields));
    assert_ne!(seen::print("s", &fields), seen::print("t", &fields));
    assert_ne!(seen::print("s", &fields), seen::print("s", &[b"a", b"bc"]));
}

#[test]
fn after_a_restart_the_minute_decides() {
    let what = seen::print("s", &[b"help"]);
    let before = Seen::default().name(what, 1, 100);
    assert_eq!(Seen::default().name(what, 1, 100), before);
    assert_ne!(Seen::default().name(what, 1, 101), before);
}
