//! What leaves has no head but those of the list, whatever was put in; and it reads as what was said.
use super::*;
use crate::reading;
use mail_parser::MessageParser;
use std::time::Duration;

fn plain<'a>() -> Letter<'a> {
    Letter {
        from: ("Juniper", "w4k2@list.example"),
        to: "reader@mail.example",
        answers: "q8s1@list.example",
        subject: "Notes",
        words: "I walked to the river — and back.\n\n.\nA line with a point above it.",
        id: "9f2c@list.example",
        before: &[],
        sent: SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_453_247),
        pause: Some("https://house.example/m/pause/abc"),
        list: Some("x7.list.example"),
    }
}

fn heads(bytes: &[u8]) -> Vec<(String, String)> {
    let message = MessageParser::default().parse(bytes).expect("a letter");
    message.headers_raw().map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

#[test]
fn a_letter_says_what_it_was_given_and_nothing_else() {
    let before = ["1@list.example".to_owned(), "2@list.example".to_owned()];
    let bytes = Letter { before: &before, ..plain() }.bytes().unwrap();
    let found = heads(&bytes);
    let of = |name: &str| found.iter().filter(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.as_str()).collect::<Vec<_>>();
    for (name, value) in [
        ("From", "Juniper <w4k2@list.example>"),
        ("To", "reader@mail.example"),
        ("Reply-To", "q8s1@list.example"),
        ("Subject", "Notes"),
        ("Message-ID", "<9f2c@list.example>"),
        ("In-Reply-To", "<2@list.example>"),
        ("References", "<1@list.example> <2@list.example>"),
        ("List-Id", "<x7.list.example>"),
        ("List-Unsubscribe", "<https://house.example/m/pause/abc>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Auto-Submitted", "auto-generated"),
    ] {
        assert_eq!(of(name), [value], "{name}");
    }
    assert!(of("Date")[0].contains(":00 "), "to the minute: {:?}", of("Date"));
    // Read by the same eyes that read what comes in, it is the same words.
    let read = reading::letter(&reading::parse(&bytes).unwrap()).unwrap();
    assert_eq!(read.words, plain().words.trim());
}

#[test]
fn a_hundred_thousand_letters_have_no_other_heads() {
    let mut state = 5_u64;
    let mut below = move |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let bits: &[&str] = &[
        "a", " ", "\r\n", "\n", "\r", "X-Canary: 1", "Bcc: jane@mail.example", "\r\n\r\n", ":", "<", ">", ",", "\"", "\\", "é", "\u{202e}", "\u{2028}", "\u{85}", "\0", "=?utf-8?q?=0D=0AX-Canary:?=", ";", "@", "\t",
        "日本", "Received: from jane", "a very long word that goes on and on and on and on and on and on and on and on",
    ];
    let mut refused = 0;
    for _ in 0..100_000 {
        // Names, subject and words are anybody's; the rest is ours, and only now and then something else.
        let most = |which: usize, chance: usize| if which < 3 { 7 } else if chance == 0 { 3 } else { 1 };
        let mut text = vec![String::new(); 6];
        for (which, text) in text.iter_mut().enumerate() {
            let many = most(which, below(8));
            (0..below(many)).for_each(|_| text.push_str(bits[below(bits.len())]));
        }
        let before = [text[3].clone()];
        let letter = Letter {
            from: (&text[0], "w4k2@list.example"),
            subject: &text[1],
            words: &text[2],
            before: if text[3].is_empty() { &[] } else { &before },
            list: Some(text[4].as_str()).filter(|it| !it.is_empty()),
            pause: Some(text[5].as_str()).filter(|it| !it.is_empty()),
            ..plain()
        };
        let Ok(bytes) = letter.bytes() else {
            refused += 1;
            continue;
        };
        // As a server takes it apart: line by line, to the first that is empty.
        let text = String::from_utf8_lossy(&bytes);
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        for line in head.split("\r\n").filter(|it| !it.starts_with([' ', '\t'])) {
            let name = line.split(':').next().unwrap_or_default();
            assert!(HEADS.iter().any(|it| it.eq_ignore_ascii_case(name)), "{line:?}");
        }
        assert!(!head.replace("\r\n", "").contains(['\r', '\n', '\0']), "{head:?}");
        assert!(text.split("\r\n").all(|it| it.len() <= 998 && it.is_ascii()), "{text:?}");
    }
    assert!((1_000..99_000).contains(&refused), "{refused} refused: the others are the proof");
}

#[test]
fn what_would_begin_another_head_is_refused_and_names_nothing() {
    let refused = |it: Letter<'_>| it.bytes().err().map(|it| it.0);
    assert_eq!(refused(Letter { id: "x>\r\nBcc: jane@mail.example", ..plain() }), Some("a head"));
    assert_eq!(refused(Letter { to: "jane@mail.example, kim@mail.example", ..plain() }), Some("an address"));
    assert_eq!(refused(Letter { from: ("Juniper", "w4k2@list.example>\r\nX: y"), ..plain() }), Some("an address"));
}
