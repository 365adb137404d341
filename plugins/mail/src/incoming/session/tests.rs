//! Conversations word by word, with a server that means well and with ones that do not.
use super::*;

/// Says everything at once or byte by byte; answers for the caller that `k7@list.example` is ours.
fn talk(session: &mut Session, said: &str, step: usize) -> (String, Vec<(String, Vec<String>, String)>) {
    let (mut heard, mut letters, mut came) = (String::new(), Vec::new(), Vec::new());
    for piece in said.as_bytes().chunks(step) {
        came.extend_from_slice(piece);
        loop {
            let asks = session.take(&mut came);
            heard.push_str(&String::from_utf8(session.take_out()).unwrap());
            match asks {
                Asks::Recipient(address) => session.is_ours(address == "k7@list.example" || address == "k8@list.example"),
                Asks::Letter { sender, recipients, bytes } => {
                    session.became(&vec![Outcome::Taken; recipients.len()]);
                    letters.push((sender, recipients, String::from_utf8(bytes).unwrap()));
                }
                Asks::Seal => session.sealed(),
                Asks::More | Asks::End => break,
            }
        }
    }
    (heard, letters)
}

fn codes(heard: &str) -> Vec<&str> {
    heard.lines().filter(|it| it.as_bytes().get(3) == Some(&b' ')).map(|it| &it[..3]).collect()
}

const LETTER: &str = "From: jane@mail.example\r\n\r\nI walked.\r\n..\r\nTo the river.\r\n";

#[test]
fn a_letter_comes_in_whole_however_it_is_cut() {
    let said = format!(
        "EHLO mail.example\r\nMAIL FROM:<jane@mail.example> SIZE=100\r\nRCPT TO:<k7@list.example>\r\nRCPT TO:<nobody@list.example>\r\nDATA\r\n{LETTER}.\r\nMAIL FROM:<>\r\nRCPT TO:<k8@list.example>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n"
    );
    for step in [1, 2, 3, 7, 100_000] {
        let (heard, letters) = talk(&mut Session::new(Protocol::Smtp, "house.example", false), &said, step);
        assert_eq!(codes(&heard), ["220", "250", "250", "250", "550", "354", "250", "250", "250", "354", "250", "221"], "{heard}");
        assert_eq!(letters.len(), 2);
        assert_eq!(
            letters[0],
            ("jane@mail.example".into(), vec!["k7@list.example".into()], LETTER.replace("\r\n..\r\n", "\r\n.\r\n")),
            "step {step}"
        );
        assert_eq!(letters[1].0, "");
    }
}

#[test]
fn lmtp_answers_for_each() {
    let said = format!(
        "LHLO mail.example\r\nMAIL FROM:<jane@mail.example>\r\nRCPT TO:<k7@list.example>\r\nRCPT TO:<k8@list.example>\r\nDATA\r\n{LETTER}.\r\n"
    );
    let (heard, letters) = talk(&mut Session::new(Protocol::Lmtp, "house.example", false), &said, 50);
    assert_eq!(codes(&heard), ["220", "250", "250", "250", "250", "354", "250", "250"], "{heard}");
    assert_eq!(letters[0].1.len(), 2);
    let (heard, _) = talk(&mut Session::new(Protocol::Lmtp, "house.example", false), "EHLO x\r\n", 50);
    assert_eq!(codes(&heard), ["220", "500"], "each speaks its own");
}

/// What servers were seen to disagree about: where a letter ends (SMTP smuggling, 2023).
#[test]
fn one_letter_is_never_two() {
    let ends = [
        "\n.\n",
        "\n.\r\n",
        "\r\n.\n",
        "\r.\r",
        "\r\n.\r",
        "\n.\r",
        "\r.\r\n",
        "\r\n\0.\r\n",
        "\n\n.\n\n",
        "\r\r\n.\r\n\n",
        "\r\r\n.\r\r\n",
        "\r\n.\r\r\n",
        "\r\n.\r\0\n",
        "\r\n.\rx\r\n",
    ];
    for end in ends {
        for step in [1, 1000] {
            let said = format!(
                "EHLO mail.example\r\nMAIL FROM:<jane@mail.example>\r\nRCPT TO:<k7@list.example>\r\nDATA\r\nA: b\r\n\r\nfirst{end}MAIL FROM:<kim@mail.example>\r\nRCPT TO:<k8@list.example>\r\nDATA\r\nA: b\r\n\r\nsecond\r\n.\r\n"
            );
            let (heard, letters) = talk(&mut Session::new(Protocol::Smtp, "house.example", false), &said, step);
            assert!(!letters.iter().any(|it| it.0.starts_with("kim")), "{end:?}: {heard}");
        }
    }
}

#[test]
fn nothing_is_passed_on_or_told_to_who_asks() {
    let mut session = Session::new(Protocol::Smtp, "house.example", false);
    let (heard, letters) =
        talk(&mut session, "EHLO x\r\nVRFY k7\r\nEXPN list\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<jane@elsewhere.example>\r\nDATA\r\n", 100);
    assert_eq!(codes(&heard), ["220", "250", "502", "502", "250", "550", "503"], "{heard}");
    assert!(letters.is_empty());
    let many = format!("EHLO x\r\nMAIL FROM:<a@b.example>\r\n{}", (0..40).map(|it| format!("RCPT TO:<a{it}@list.example>\r\n")).collect::<String>());
    let (heard, _) = talk(&mut Session::new(Protocol::Smtp, "house.example", false), &many, 100_000);
    assert_eq!(heard.matches("550").count(), 10, "addresses are not tried out here");
    assert!(heard.ends_with("421 4.7.0 Too many mistakes\r\n"), "{heard}");
}

#[test]
fn what_is_too_long_is_refused_and_not_kept() {
    let mut session = Session::new(Protocol::Smtp, "house.example", false);
    let (heard, letters) = talk(
        &mut session,
        &format!(
            "EHLO x\r\nMAIL FROM:<a@b.example> SIZE=9999999\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<k7@list.example>\r\nDATA\r\n{}.\r\nQUIT\r\n",
            "0123456\r\n".repeat(200_000)
        ),
        8192,
    );
    assert_eq!(codes(&heard), ["220", "250", "552", "250", "250", "354", "552", "221"], "{heard}");
    assert!(letters.is_empty());
    let (heard, _) = talk(&mut Session::new(Protocol::Smtp, "house.example", false), &format!("EHLO {}\r\n", "x".repeat(10_000)), 512);
    assert!(heard.contains("500"), "{heard}");
}

#[test]
fn a_line_that_is_sealed_begins_anew() {
    let mut session = Session::new(Protocol::Smtp, "house.example", true);
    let (heard, _) = talk(&mut session, "EHLO x\r\nMAIL FROM:<a@b.example>\r\nSTARTTLS\r\n", 100);
    assert!(heard.contains("250 STARTTLS") && heard.ends_with("220 2.0.0 Go ahead\r\n"), "{heard}");
    let (heard, _) = talk(&mut session, "RCPT TO:<k7@list.example>\r\nEHLO x\r\n", 100);
    assert_eq!(codes(&heard), ["503", "250"], "{heard}");
    assert!(!heard.contains("STARTTLS"), "{heard}");
}
