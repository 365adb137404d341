//! What leaves has no head but those of the list, whatever was put in; and it reads as what was said.
use super::*;
use crate::reading;
use mail_parser::{MessageParser, MimeHeaders};
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
        kind: Kind::Said,
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

/// What anybody could write, and what somebody would write who means harm.
const BITS: &[&str] = &[
    "a",
    " ",
    "\r\n",
    "\n",
    "\r",
    "X-Canary: 1",
    "Bcc: jane@mail.example",
    "\r\n\r\n",
    ":",
    "<",
    ">",
    ",",
    "\"",
    "\\",
    "é",
    "\u{202e}",
    "\u{2028}",
    "\u{85}",
    "\0",
    "=?utf-8?q?=0D=0AX-Canary:?=",
    ";",
    "@",
    "\t",
    "日本",
    "Received: from jane",
    "From ",
    "\n.\n",
    "..",
    "=",
    "=3D",
    "?=",
    "=?",
    "👩\u{200d}👩\u{200d}👧",
    "\u{e0041}",
    "\u{7f}",
    "\u{1b}[2J",
    "(",
    ")",
    "a very long word that goes on and on and on and on and on and on and on and on",
    "onewordofmorelettersthanstandononelineofaheadandthatcannotbefoldedanywhereatallbecausethereisnospaceinit",
    "--=_sealed--",
    "ا",
    " \n",
    "\u{feff}",
];

/// The same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn text(&mut self, most: usize) -> String {
        let many = self.below(most);
        let mut text: String = (0..many).map(|_| BITS[self.below(BITS.len())]).collect();
        if self.below(200) == 0 {
            text = text.repeat(1 + self.below(40));
        }
        text
    }
}

/// What a server is sure of that takes it apart line by line.
fn assert_is_in_order(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.is_ascii() && text.ends_with("\r\n"), "{text:?}");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n', '\0']), "{text:?}");
    assert!(text.split("\r\n").all(|it| it.len() <= 998 && !it.starts_with("From ")), "{text:?}");
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let mut names: Vec<&str> =
        head.split("\r\n").filter(|it| !it.starts_with([' ', '\t'])).map(|it| it.split(':').next().unwrap_or_default()).collect();
    assert!(head.split("\r\n").all(|it| !it.trim().is_empty()), "no line of a head is blank: {head:?}");
    for name in &names {
        assert!(HEADS.contains(name), "{name:?} in {head:?}");
    }
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "each once: {head:?}");
    for name in
        ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted"]
    {
        assert!(names.contains(&name), "{name} in {head:?}");
    }
}

/// As it was said, with the ends of lines that a letter has.
fn lines(said: &str) -> String {
    let said = said.replace("\r\n", "\n").replace('\r', "\n");
    said.strip_suffix('\n').map(str::to_owned).unwrap_or(said)
}

#[test]
fn a_hundred_thousand_letters_have_no_other_heads_and_read_as_they_were_written() {
    let mut chance = Chance(5);
    let mut refused = 0;
    for _ in 0..100_000 {
        // Names, subject and words are anybody's; the rest is ours, and only now and then something else.
        let (name, subject, words) = (chance.text(7), chance.text(7), chance.text(9));
        let mut ours = |usual: &str| if chance.below(8) == 0 { chance.text(3) } else { usual.to_owned() };
        let (id, list, pause, to, address) = (
            ours("9f2c@list.example"),
            ours("x7.list.example"),
            ours("https://house.example/m/a"),
            ours("reader@mail.example"),
            ours("w4k2@list.example"),
        );
        let before = [id.clone()];
        let letter = Letter {
            from: (&name, &address),
            to: &to,
            subject: &subject,
            words: &words,
            before: if id.len() % 2 == 0 { &before } else { &[] },
            list: Some(list.as_str()).filter(|it| !it.is_empty()),
            pause: Some(pause.as_str()).filter(|it| !it.is_empty()),
            kind: if words.len() % 2 == 0 { Kind::Answer } else { Kind::Said },
            ..plain()
        };
        let Ok(bytes) = letter.bytes() else {
            refused += 1;
            continue;
        };
        assert_is_in_order(&bytes);
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(message.parts.len(), 1);
        let read = String::from_utf8(message.parts[0].contents().to_vec()).unwrap();
        assert_eq!(lines(&read), lines(&words), "{words:?}");
        assert_eq!(message.subject().unwrap_or_default(), encoding::short(&or_nothing(&subject)), "{subject:?}");
        let from = message.from().and_then(|it| it.first()).unwrap();
        assert_eq!(
            (from.name().unwrap_or_default(), from.address()),
            (encoding::short(&one_line(&name)).as_str(), Some(address.as_str())),
            "{name:?}"
        );
        assert_eq!(message.to().map(|it| it.iter().count()), Some(1));
    }
    assert!((1_000..80_000).contains(&refused), "{refused} refused: the others are the proof");
}

#[test]
fn what_is_written_in_another_alphabet_can_still_be_read_by_the_eye_where_it_is_little() {
    let encoding =
        |words: &str| heads(&Letter { words, ..plain() }.bytes().unwrap()).into_iter().find(|it| it.0 == "Content-Transfer-Encoding").unwrap().1;
    assert_eq!(encoding("I walked to the river."), "7bit");
    assert_eq!(encoding("Je suis allée à la rivière, où l'eau était très haute."), "quoted-printable");
    assert_eq!(encoding("川まで歩いて行った。"), "base64");
    assert_eq!(encoding("From here it is not far."), "quoted-printable", "many a mailbox would put a stroke before it");
    assert_eq!(encoding(&"long".repeat(300)), "quoted-printable");
    assert_eq!(encoding(""), "7bit");
    // A long text takes no longer than it is long.
    let begun = std::time::Instant::now();
    Letter { words: &"\né".repeat(400_000), ..plain() }.bytes().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn addresses_as_long_as_they_may_be_stand_whole() {
    let domain = format!("{}.example", "d".repeat(32));
    let address = |letter: &str| format!("{}@{domain}", letter.repeat(64));
    let (from, answers, id) = (address("f"), address("r"), address("i"));
    let before: Vec<String> = (0..20).map(|at| address(&char::from(b'a' + at).to_string())).collect();
    for name in [
        "Juniper",
        "Juniper of the river that goes by the house and into the sea far away",
        "Wacholder — vom Fluß",
        "\"Juniper\" <jane@mail.example>",
    ] {
        let bytes = Letter { from: (name, &from), answers: &answers, id: &id, before: &before, ..plain() }.bytes().unwrap();
        assert_is_in_order(&bytes);
        let longest = bytes.split(|it| *it == b'\n').map(<[u8]>::len).max().unwrap();
        assert!(longest < 140, "{longest}");
        let message = MessageParser::default().parse(&bytes).unwrap();
        let read = message.from().and_then(|it| it.first()).unwrap();
        assert_eq!((read.name(), read.address()), (Some(name), Some(from.as_str())));
        assert_eq!(message.reply_to().and_then(|it| it.first()).and_then(|it| it.address()), Some(answers.as_str()));
        assert_eq!((message.message_id(), message.in_reply_to().as_text()), (Some(id.as_str()), before.last().map(String::as_str)));
        assert_eq!(message.references().as_text_list().unwrap(), &before[12..]);
    }
}

#[test]
fn a_sealed_letter_says_nothing_outside() {
    let ruth = crate::sealing::tests::pair("Ruth <ruth@mail.example>", true);
    let key = crate::sealing::tests::read_now(&crate::sealing::tests::public(&ruth)).unwrap();
    let mut chance = Chance(7);
    for at in 0..200 {
        let (subject, words) = (format!("About the river {}", chance.text(5)), format!("I walked. {}", chance.text(9)));
        let bytes = Letter { subject: &subject, words: &words, ..plain() }.sealed(&key).unwrap();
        assert_is_in_order(&bytes);
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(!text.contains("walked") && !text.contains("river"), "{at}");
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(message.subject(), Some("…"));
        let kind = message.content_type().unwrap();
        assert_eq!((kind.ctype(), kind.subtype(), kind.attribute("protocol")), ("multipart", Some("encrypted"), Some("application/pgp-encrypted")));
        assert_eq!((message.parts.len(), message.parts[1].contents()), (3, b"Version: 1\r\n".as_slice()));
        let seal = String::from_utf8(message.parts[2].contents().to_vec()).unwrap();
        let inner = crate::sealing::tests::opened(&ruth, &seal).unwrap();
        let inner = MessageParser::default().parse(&inner).unwrap();
        assert_eq!(inner.subject().unwrap_or_default(), encoding::short(&one_line(&subject)));
        assert_eq!(lines(std::str::from_utf8(inner.parts[0].contents()).unwrap()), lines(&words));
        assert_eq!(inner.content_type().unwrap().attribute("protected-headers"), Some("v1"));
    }
}

#[test]
fn an_answer_of_a_program_says_that_it_is_one() {
    let says = |kind: Kind| heads(&Letter { kind, ..plain() }.bytes().unwrap()).into_iter().find(|it| it.0 == "Auto-Submitted").unwrap().1;
    assert_eq!((says(Kind::Said).as_str(), says(Kind::Answer).as_str()), ("auto-generated", "auto-replied"));
}

#[test]
fn what_would_begin_another_head_is_refused_and_names_nothing() {
    let refused = |it: Letter<'_>| it.bytes().err().map(|it| it.0);
    assert_eq!(refused(Letter { id: "x>\r\nBcc: jane@mail.example", ..plain() }), Some("a head"));
    assert_eq!(refused(Letter { to: "jane@mail.example, kim@mail.example", ..plain() }), Some("an address"));
    assert_eq!(refused(Letter { id: &"i".repeat(1000), ..plain() }), Some("a head"));
    assert_eq!(refused(Letter { to: "jané@mail.example", ..plain() }), Some("an address"));
    assert_eq!(refused(Letter { from: ("Juniper", "w4k2@list.example>\r\nX: y"), ..plain() }), Some("an address"));
}
