//! Whole letters: what is taken out of them, what is not read at all, and that nothing breaks it.
use super::{
    automatic::{Automatic, kind},
    *,
};

fn letter_of(text: &str) -> Letter {
    letter(&parse(text.replace('\n', "\r\n").as_bytes()).unwrap()).unwrap()
}

const HEADS: &str = "From: Jane Roe <Jane@Mail.example>\nTo: k7@list.example\nSubject: RE: Re[2]: TR : A  walk\nMessage-ID: <1@mail.example>\nX-Originating-IP: 192.0.2.7\n";

#[test]
fn of_a_letter_in_several_parts_her_own_words_are_taken_and_nothing_else() {
    let text = format!(
        "{HEADS}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n\
         Apr=E8s-midi =\nau bord de l'eau.\n\nLe 23/11/2026, Wren a =E9crit :\n> canary\n--b\nContent-Type: text/html\n\n<p>other canary</p>\n--b--\n--a\nContent-Type: image/jpeg; name=canary.jpg\nContent-Disposition: attachment; filename=canary.jpg\nContent-Transfer-Encoding: base64\n\n/9j/4AAQ\n--a--\n"
    );
    let letter = letter_of(&text);
    assert_eq!(
        (letter.words.as_str(), letter.subject.as_str(), letter.from.as_str()),
        ("Après-midi au bord de l'eau.", "A walk", "jane@mail.example")
    );
    assert!(letter.had_more);
    assert!(!format!("{letter:?}").contains("midi"));
}

#[test]
fn a_page_alone_is_read_as_words() {
    let letter = letter_of(&format!("{HEADS}Content-Type: text/html; charset=utf-8\n\n<p>I walked.</p><blockquote>canary</blockquote>\n"));
    assert_eq!((letter.words.as_str(), letter.had_more), ("I walked.", false));
}

#[test]
fn what_is_too_much_is_not_taken_apart() {
    let part = "--aaaaaaaaaaaaaaaaaaaaaaaa\nContent-Type: text/plain\n\nx\n";
    let many = format!("{HEADS}Content-Type: multipart/mixed; boundary=aaaaaaaaaaaaaaaaaaaaaaaa\n\n{}", part.repeat(60));
    let heap = format!("{HEADS}Content-Type: multipart/mixed; boundary=aaaaaaaaaaaaaaaaaaaaaaaa\n\n{}", part.repeat(16_000));
    let mut deep = format!("{HEADS}Content-Type: multipart/mixed; boundary=b0\n\n");
    (0..14).for_each(|it| deep.push_str(&format!("--b{it}\nContent-Type: multipart/mixed; boundary=b{}\n\n", it + 1)));
    let crowd = format!("{HEADS}Cc: {}\n\nx\n", (0..12).map(|it| format!("a{it}@mail.example")).collect::<Vec<_>>().join(", "));
    for (text, why) in [
        (format!("{HEADS}\n{}", "x\n".repeat(600_000)), Unread::TooLong),
        (format!("{}\n\nx", "X-Head: canary\n".repeat(5_000)), Unread::HeadsTooLong),
        (format!("{HEADS}\n{}\n", "x".repeat(1_000)), Unread::LineTooLong),
        (many, Unread::TooManyParts),
        (heap, Unread::TooManyParts),
        (deep, Unread::TooDeep),
        (crowd, Unread::TooManyRecipients),
        ("\n\n".into(), Unread::NoLetter),
    ] {
        assert_eq!(parse(text.as_bytes()).err(), Some(why), "{}", text.chars().take(200).collect::<String>());
    }
    let sealed = format!("{HEADS}\n-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----\n");
    assert_eq!(letter(&parse(sealed.as_bytes()).unwrap()).err(), Some(Unread::Sealed));
}

/// EML-8: short to write and long to hold. Letters in each other would end the whole house: they are let go one inside the other.
#[test]
fn a_letter_of_what_is_short_is_not_taken_apart() {
    let full = |head: &str, piece: &str| format!("{HEADS}{head}\n\n{}", piece.repeat(900_000 / piece.len()));
    let many = "Content-Type: multipart/mixed; boundary=b";
    for text in [
        full("Content-Type: message/rfc822", "Content-Type:message/rfc822\n\n"),
        full("Content-Type:\n MESSAGE/rfc822", "content-type:\n message/RFC822\n\n"),
        full("Content-Type: multipart/digest; boundary=b", "--b\n\n"),
        full(many, "--b\n\n"),
        full(many, "--b\na:b\n\n"),
        full("Content-Type: multipart/mixed; boundary=\"-\"", "---\n\n"),
        full(many, "--b\nContent-Type:multipart/a;boundary=b\n\n"),
        full(many, &format!("--b\n{}", "a:b\n".repeat(200_000))),
        full("Content-Type: message/rfc822", &"a:b\n".repeat(200_000)),
    ] {
        let why = parse(text.as_bytes()).err();
        assert!(matches!(why, Some(Unread::TooManyParts | Unread::HeadsTooLong)), "{why:?}: {}", &text[..300]);
    }
    // What people write is not: a line of strokes, and a letter that somebody passes on.
    let passed = format!(
        "{HEADS}{many}\n\n--b\n\nLook.\n-- \nMe\n--b\nContent-Type: message/rfc822\n\n{HEADS}\n{}--b--\n",
        "A line of words.\n".repeat(20_000)
    );
    assert!(parse(passed.as_bytes()).is_ok());
}

#[test]
fn what_nobody_wrote_is_known_for_it() {
    let is = |more: &str, sender: &str| kind(&parse(format!("{HEADS}{more}\nI am away.\n").as_bytes()).unwrap(), sender);
    let her = "jane@mail.example";
    assert_eq!(is("", her), None);
    assert_eq!(is("Auto-Submitted: no\n", her), None);
    assert_eq!(is("X-Auto-Response-Suppress: All\n", her), None, "Exchange writes it into what people write");
    for (more, sender) in [
        ("", ""),
        ("Auto-Submitted: auto-replied (vacation)\n", her),
        ("Precedence: bulk\n", her),
        ("X-Autoreply: yes\n", her),
        ("", "MAILER-DAEMON@mail.example"),
    ] {
        assert_eq!(is(more, sender), Some(Automatic::Answer), "{more}{sender}");
    }
    assert_eq!(is("List-Id: <x.list.example>\n", her), Some(Automatic::List));
    assert_eq!(is(&"Received: from a by b; Mon, 23 Nov 2026 09:14:00 +0000\n".repeat(31), her), Some(Automatic::Circle));
    let report = |status: &str| {
        format!(
            "From: <mailer-daemon@mail.example>\nContent-Type: multipart/report; report-type=delivery-status; boundary=a\n\n--a\nContent-Type: text/plain\n\nSorry.\n--a\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.mail.example\n\nFinal-Recipient: rfc822; jane@mail.example\n{status}\n--a--\n"
        )
    };
    let bounce = |status: &str| kind(&parse(report(status).as_bytes()).unwrap(), "");
    assert_eq!(bounce("Action: failed\nStatus: 5.1.1"), Some(Automatic::Bounce { is_final: true }));
    assert_eq!(bounce("Action: delayed\nStatus: 4.4.1"), Some(Automatic::Bounce { is_final: false }));
}

/// A hundred thousand letters: half thrown together, half real ones with a few bytes wrong.
#[test]
fn nothing_breaks_it() {
    std::thread::scope(|scope| [11, 12].map(|seed| scope.spawn(move || rough(seed, 50_000))).into_iter().for_each(|it| it.join().unwrap()));
}

fn rough(seed: u64, count: usize) {
    // A small generator with a seed: the same letters on every machine.
    let mut state = seed;
    let mut below = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let bits: &[&[u8]] = &[
        b"From: ",
        b"To: a@b.example",
        b"\n",
        b"\r\n",
        b"\n\n",
        b"--a",
        b"--a--",
        b"Content-Type: multipart/mixed; boundary=a",
        b"Content-Type: text/html",
        b"<div>",
        b"</",
        b"<blockquote>",
        b"On 1 wrote:",
        b"> ",
        b"=?utf-8?q?=C3?=",
        b"=?utf-8?b?////?=",
        b"Content-Transfer-Encoding: base64",
        b"\0",
        "é".as_bytes(),
        b"message/rfc822",
        b"-- \n",
        b"From: a\nTo: b\n",
        b"Subject: Re: ",
        b"multipart/report",
        "\u{202e}".as_bytes(),
        b"&#x110000;",
        b"\xff\xfe",
        b"charset=utf-7",
        b"charset=gb18030",
        b"boundary=\"\"",
        b"Auto-Submitted: ",
        b"Received: ",
        b"-----BEGIN PGP MESSAGE-----",
        b"<a href=\"http://x.example\">y</a>",
        b"begin 644 x\n",
        b"format=flowed; delsp=yes",
        b";",
        b"\"",
        b"(",
        b"<",
        b"=\r\n",
        b"filename*0*=utf-8''%ff",
    ];
    let whole: [Vec<u8>; 3] = [
        format!("{HEADS}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nApr=E8s-midi.\n\nLe 23/11/2026, Wren a =E9crit :\n> x\n--a\nContent-Type: text/html\n\n<p>I <b>walked</b>.</p><blockquote>x</blockquote>\n--a--\n"),
        format!("{HEADS}Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\nPHA+SSB3YWxrZWQuPC9wPjxibG9ja3F1b3RlPng8L2Jsb2NrcXVvdGU+\n"),
        "From: <mailer-daemon@mail.example>\nContent-Type: multipart/report; report-type=delivery-status; boundary=a\n\n--a\n\nSorry.\n--a\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; jane@mail.example\nAction: failed\nStatus: 5.1.1\n--a\nContent-Type: message/rfc822\n\nFrom: x\n\nx\n--a--\n".to_owned(),
    ]
    .map(|it| it.replace('\n', "\r\n").into_bytes());
    let mut read = 0;
    for number in 0..count {
        let mut bytes = Vec::new();
        if number % 2 == 0 {
            (0..below(24)).for_each(|_| bytes.extend_from_slice(bits[below(bits.len())]));
        } else {
            bytes.clone_from(&whole[below(3)]);
            for _ in 0..=below(6) {
                let at = below(bytes.len());
                let end = at + below((bytes.len() - at).min(40)).min(bytes.len() - at);
                match below(4) {
                    0 => bytes[at] = below(256) as u8,
                    1 => drop(bytes.drain(at..end)),
                    2 => drop(bytes.splice(at..at, bits[below(bits.len())].iter().copied())),
                    _ => bytes.extend_from_within(at..end),
                }
            }
        }
        let Ok(message) = parse(&bytes) else { continue };
        let _ = kind(&message, "a@b.example");
        if let Ok(letter) = letter(&message) {
            read += 1;
            assert!(letter.words.len() <= 10 * bytes.len() && letter.subject.chars().count() <= LONGEST_SUBJECT, "letter {number} of {seed} grows");
        }
    }
    assert!(read > count / 2, "most of them are read, so that something is looked at: {read}");
}
