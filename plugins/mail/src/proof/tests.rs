//! Letters that are what they say and many that are not, with a name server on this machine that says what the test tells it to.
use super::*;
use crate::incoming::Peer;
use mail_auth::{
    common::{
        crypto::{Ed25519Key, RsaKey, Sha256, SigningKey},
        headers::HeaderWriter,
    },
    dkim::{DkimSigner, Done, generate::DkimKeyPair},
};
use std::{collections::HashMap, net::Ipv4Addr};
use tokio::net::UdpSocket;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs1KeyDer};

const TXT: u16 = 16;

/// What is known of a name.
enum Known {
    Text(String),
    /// SERVFAIL.
    Broken,
}

/// A name server with a list. What is not on it is not there (NXDOMAIN).
async fn name_server(zone: HashMap<String, Known>) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut asked = [0; 1500];
        loop {
            let (count, who) = socket.recv_from(&mut asked).await.unwrap();
            socket.send_to(&answer(&asked[..count], &zone), who).await.unwrap();
        }
    });
    address
}

/// RFC 1035, 4.1: the question again, and an answer where there is one.
fn answer(asked: &[u8], zone: &HashMap<String, Known>) -> Vec<u8> {
    let (mut at, mut labels) = (12, Vec::new());
    while asked[at] > 0 {
        let end = at + 1 + usize::from(asked[at]);
        labels.push(String::from_utf8_lossy(&asked[at + 1..end]).to_lowercase());
        at = end;
    }
    let question = &asked[12..at + 5];
    let is_text = question[question.len() - 4..question.len() - 2] == TXT.to_be_bytes();
    let (code, text) = match zone.get(&labels.join(".")) {
        Some(Known::Broken) => (2, None),
        Some(Known::Text(text)) => (0, Some(text).filter(|_| is_text)),
        None => (3, None),
    };
    let mut out = [&asked[..2], &[0x81, 0x80 | code, 0, 1, 0, u8::from(text.is_some()), 0, 0, 0, 0], question].concat();
    if let Some(text) = text {
        let data: Vec<u8> = text.as_bytes().chunks(255).flat_map(|it| [&[it.len() as u8], it].concat()).collect();
        out.extend_from_slice(&[0xc0, 12]);
        out.extend_from_slice(&[TXT.to_be_bytes(), 1_u16.to_be_bytes()].concat());
        out.extend_from_slice(&[0, 0, 0, 60]);
        out.extend_from_slice(&(data.len() as u16).to_be_bytes());
        out.extend_from_slice(&data);
    }
    out
}

struct Key(DkimKeyPair);

impl Key {
    fn new() -> Key {
        Key(DkimKeyPair::generate_ed25519().unwrap())
    }

    fn record(&self) -> String {
        format!("v=DKIM1; k=ed25519; p={}", self.0.encoded_public_key())
    }

    fn signer(&self, domain: &str) -> DkimSigner<Ed25519Key, Done> {
        let key = Ed25519Key::from_pkcs8_der(self.0.private_key()).unwrap();
        DkimSigner::from_key(key).domain(domain).selector("s").headers(["From", "To", "Subject"])
    }

    fn signs(&self, domain: &str, letter: &str) -> String {
        signed(&self.signer(domain), letter)
    }
}

fn signed<T: SigningKey>(signer: &DkimSigner<T, Done>, letter: &str) -> String {
    format!("{}{letter}", signer.sign(letter.as_bytes()).unwrap().to_header())
}

const LETTER: &str = "From: Amina <Amina@good.example>\r\nTo: k7@list.example\r\nSubject: A walk\r\n\r\nI walked to the river.\r\n";
const AMINA: &str = "amina@good.example";

/// `good.example` with a record and servers of its own, `plain.example` and `bare.example` without a record, and `evil.example`, which
/// has everything that a domain can have.
struct World {
    good: Key,
    evil: Key,
    prover: Prover,
}

impl World {
    async fn new() -> World {
        World::with(&[]).await
    }

    async fn with(more: &[(&str, &str)]) -> World {
        let (good, evil) = (Key::new(), Key::new());
        let text = |it: &str| Known::Text(it.to_owned());
        let mut zone: HashMap<String, Known> = HashMap::from([
            ("_dmarc.good.example".into(), text("v=DMARC1; p=none")),
            ("s._domainkey.good.example".into(), text(&good.record())),
            ("s._domainkey.mail.good.example".into(), text(&good.record())),
            ("good.example".into(), text("v=spf1 ip4:192.0.2.1 -all")),
            ("bounces.good.example".into(), text("v=spf1 ip4:192.0.2.1 -all")),
            ("s._domainkey.plain.example".into(), text(&good.record())),
            ("s._domainkey.mail.plain.example".into(), text(&good.record())),
            ("plain.example".into(), text("v=spf1 ip4:192.0.2.1 -all")),
            ("_dmarc.evil.example".into(), text("v=DMARC1; p=reject")),
            ("s._domainkey.evil.example".into(), text(&evil.record())),
            ("s._domainkey.neighbour.good.example".into(), text(&evil.record())),
            ("evil.example".into(), text("v=spf1 +all")),
        ]);
        zone.extend(more.iter().map(|(name, it)| ((*name).to_owned(), if *it == "SERVFAIL" { Known::Broken } else { text(it) })));
        World { good, evil, prover: Prover::new(Some(name_server(zone).await)).unwrap() }
    }

    /// Out of a mailbox, or from a server of ours: nobody can be asked about who brought it.
    async fn proof(&self, letter: impl Into<Vec<u8>>) -> Proof {
        whose(self.asked(letter, None).await)
    }

    async fn asked(&self, letter: impl Into<Vec<u8>>, by: Option<Peer>) -> Proof {
        self.prover.prove(&Came { sender: AMINA.into(), recipients: vec!["k7@list.example".into()], bytes: letter.into(), by }).await
    }

    async fn brought(&self, letter: &str, sender: &str, by: [u8; 4]) -> Proof {
        let by = Some(Peer { address: Ipv4Addr::from(by).into(), greeting: "mx.good.example".into() });
        whose(self.prover.prove(&Came { sender: sender.into(), recipients: vec!["k7@list.example".into()], bytes: letter.into(), by }).await)
    }
}

fn proven(from: &str) -> Proof {
    Proof::Proven { from: from.into(), covers: Covers::default() }
}

/// The proof without what else is sure.
fn whose(proof: Proof) -> Proof {
    match proof {
        Proof::Proven { from, .. } => Proof::Proven { from, covers: Covers::default() },
        other => other,
    }
}

#[tokio::test]
async fn what_her_domain_has_signed_is_hers() {
    let world = World::new().await;
    assert_eq!(world.proof(world.good.signs("good.example", LETTER)).await, proven(AMINA));
    let plain = LETTER.replace("good.example", "plain.example");
    assert_eq!(
        world.proof(world.good.signs("plain.example", &plain)).await,
        proven("amina@plain.example"),
        "without a record its own signature is enough"
    );
    assert_eq!(world.proof(LETTER).await, Proof::Unproven(Why::NobodySaysSo));
    assert_eq!(
        world.proof(world.evil.signs("evil.example", &world.good.signs("good.example", LETTER))).await,
        proven(AMINA),
        "a list on the way signed it too"
    );
    assert!(!format!("{:?}", proven(AMINA)).contains("amina"));
}

#[tokio::test]
async fn the_older_kind_of_key_counts_too() {
    let pair = DkimKeyPair::generate_rsa(2048).unwrap();
    let record = format!("v=DKIM1; k=rsa; p={}", pair.encoded_public_key());
    let world = World::with(&[("r._domainkey.good.example", &record)]).await;
    let key = RsaKey::<Sha256>::from_key_der(PrivateKeyDer::Pkcs1(PrivatePkcs1KeyDer::from(pair.private_key().to_vec()))).unwrap();
    let signer = DkimSigner::from_key(key).domain("good.example").selector("r").headers(["From", "Subject"]);
    assert_eq!(world.proof(signed(&signer, LETTER)).await, proven(AMINA));
    assert_eq!(world.proof(signed(&signer, LETTER).replace("river", "lake")).await, Proof::Unproven(Why::BadSignature));
}

#[tokio::test]
async fn who_may_speak_for_a_domain_is_as_its_record_says() {
    let (relaxed, strict) = (World::new().await, World::with(&[("_dmarc.good.example", "v=DMARC1; p=reject; adkim=s; aspf=s")]).await);
    let below = |world: &World| world.good.signs("mail.good.example", LETTER);
    assert_eq!(relaxed.proof(below(&relaxed)).await, proven(AMINA));
    assert_eq!(strict.proof(below(&strict)).await, Proof::Unproven(Why::NobodySaysSo));
    let her_below = LETTER.replace("good.example", "mail.good.example");
    assert_eq!(relaxed.proof(relaxed.good.signs("good.example", &her_below)).await, proven("amina@mail.good.example"));
    assert_eq!(strict.proof(strict.good.signs("good.example", &her_below)).await, Proof::Unproven(Why::NobodySaysSo));
    assert_eq!(
        relaxed.proof(relaxed.evil.signs("neighbour.good.example", &her_below)).await,
        Proof::Unproven(Why::NobodySaysSo),
        "two customers of one provider are strangers"
    );
    let plain = LETTER.replace("good.example", "plain.example");
    assert_eq!(
        relaxed.proof(relaxed.good.signs("mail.plain.example", &plain)).await,
        Proof::Unproven(Why::NobodySaysSo),
        "no record says that it may"
    );
    // By who brought it.
    assert_eq!(relaxed.brought(LETTER, "b@bounces.good.example", [192, 0, 2, 1]).await, proven(AMINA));
    assert_eq!(strict.brought(LETTER, "b@bounces.good.example", [192, 0, 2, 1]).await, Proof::Unproven(Why::NobodySaysSo));
}

#[tokio::test]
async fn who_brought_it_counts_where_a_record_says_so() {
    let world = World::new().await;
    assert_eq!(world.brought(LETTER, AMINA, [192, 0, 2, 1]).await, proven(AMINA));
    assert_eq!(world.brought(LETTER, AMINA, [192, 0, 2, 2]).await, Proof::Unproven(Why::NobodySaysSo), "another server");
    assert_eq!(
        world.brought(LETTER, "x@evil.example", [192, 0, 2, 1]).await,
        Proof::Unproven(Why::NobodySaysSo),
        "the envelope names another domain"
    );
    assert_eq!(world.brought(LETTER, "", [192, 0, 2, 1]).await, Proof::Unproven(Why::NobodySaysSo), "no envelope");
    assert_eq!(world.proof(LETTER).await, Proof::Unproven(Why::NobodySaysSo), "who brought it is not known");
    let plain = LETTER.replace("good.example", "plain.example");
    assert_eq!(world.brought(&plain, "amina@plain.example", [192, 0, 2, 1]).await, Proof::Unproven(Why::NoRecord));
}

/// What nobody signed, whoever holds the letter can write anew.
#[tokio::test]
async fn what_is_sure_beside_her_name_is_what_her_domain_signed() {
    let (world, strict) = (World::new().await, World::with(&[("_dmarc.good.example", "v=DMARC1; p=reject; adkim=s")]).await);
    let letter = &LETTER.replace("Subject", "Cc: b@list.example\r\nDate: Mon, 23 Nov 2026 17:00:00 +0000\r\nSubject");
    let of = |world: &World, domain: &str, heads: &[&str]| {
        let key = Ed25519Key::from_pkcs8_der(world.good.0.private_key()).unwrap();
        signed(&DkimSigner::from_key(key).domain(domain).selector("s").headers(heads.iter().copied()), letter)
    };
    let covers = async |world: &World, letter: String| match world.asked(letter, None).await {
        Proof::Proven { covers, .. } => (covers.to, covers.cc, covers.date),
        other => panic!("{other:?}"),
    };
    let good = "good.example";
    assert_eq!(covers(&world, of(&world, good, &["From", "Subject"])).await, (false, false, false));
    assert_eq!(covers(&world, of(&world, good, &["From", "TO", "Date"])).await, (true, false, true));
    assert_eq!(covers(&world, of(&world, good, &["From", "Cc"])).await, (false, true, false));
    let strangers = world.evil.signs("evil.example", &of(&world, good, &["From"]));
    assert_eq!(covers(&world, strangers).await, (false, false, false), "what somebody else signed");
    // A part of her domain signs it whole, and may not speak for her.
    let (whole, bare) = (of(&strict, "mail.good.example", &["From", "To"]), of(&strict, good, &["From"]));
    let both = format!("{}{bare}", whole.replace(letter, ""));
    assert_eq!(covers(&strict, both).await, (false, false, false));
    let both = format!("{}{}", of(&world, "mail.good.example", &["From", "To"]).replace(letter, ""), of(&world, good, &["From"]));
    assert_eq!(covers(&world, both).await, (true, false, false), "here it may");
    let by = Peer { address: Ipv4Addr::from([192, 0, 2, 1]).into(), greeting: "mx.good.example".into() };
    let brought = world.asked(letter.as_str(), Some(by)).await;
    assert_eq!(brought, Proof::Proven { from: AMINA.into(), covers: ALL }, "by her own server, as it left her");
}

#[tokio::test]
async fn a_signature_ends_when_it_says() {
    let world = World::new().await;
    let until = |seconds: u64| signed(&world.good.signer("good.example").expiration(seconds), LETTER);
    assert_eq!(world.proof(until(3600)).await, proven(AMINA));
    let letter = until(1);
    // The clock is what is waited for: at most two seconds.
    let until = tokio::time::Instant::now() + Duration::from_secs(10);
    while world.proof(letter.clone()).await != Proof::Unproven(Why::BadSignature) {
        assert!(tokio::time::Instant::now() < until, "it never ended");
    }
}

#[tokio::test]
async fn where_the_names_do_not_answer_it_waits() {
    let signed = |world: &World| world.good.signs("good.example", LETTER);
    for name in ["s._domainkey.good.example", "_dmarc.good.example"] {
        let world = World::with(&[(name, "SERVFAIL")]).await;
        assert_eq!(world.proof(signed(&world)).await, Proof::Later, "{name}");
    }
    let world = World::with(&[("good.example", "SERVFAIL")]).await;
    assert_eq!(world.brought(LETTER, AMINA, [192, 0, 2, 1]).await, Proof::Later);
    assert_eq!(world.proof(signed(&world)).await, proven(AMINA), "one of the two is enough");
    let world = World::with(&[("s._domainkey.plain.example", "SERVFAIL")]).await;
    let plain = LETTER.replace("good.example", "plain.example");
    assert_eq!(world.proof(world.good.signs("plain.example", &plain)).await, Proof::Later);
    // Strangers' names are not even asked about.
    let world = World::with(&[("s._domainkey.evil.example", "SERVFAIL")]).await;
    assert_eq!(world.proof(world.evil.signs("evil.example", LETTER)).await, Proof::Unproven(Why::NobodySaysSo));
    assert_eq!(
        world.proof(LETTER.replace("good.example", "nowhere.example")).await,
        Proof::Unproven(Why::NobodySaysSo),
        "that there is no such name is an answer"
    );
}

/// Letters that say they are Amina's, made by somebody who has a domain of his own with everything in order, and can have seen letters
/// of hers. None of them is ever hers.
#[tokio::test]
async fn no_forged_letter_is_hers() {
    let world = World::new().await;
    let hers = world.good.signs("good.example", LETTER);
    let by_evil = |letter: &str| world.evil.signs("evil.example", letter);
    let neighbour = |letter: &str| world.good.signs("good.example", letter);
    let from = |it: &str| by_evil(&LETTER.replace("Amina <Amina@good.example>", it));
    let length = signed(&world.good.signer("good.example").body_length(true), LETTER);
    let part = {
        let key = Ed25519Key::from_pkcs8_der(world.good.0.private_key()).unwrap();
        signed(&DkimSigner::from_key(key).domain("good.example").selector("s").headers(["To", "Subject"]), LETTER)
    };
    let corpus = [
        ("signed by another domain", by_evil(LETTER)),
        ("signed by another key in her name", world.evil.signs("good.example", LETTER)),
        ("signed by a key of a neighbour", world.evil.signs("neighbour.good.example", &LETTER.replace("good.example", "other.good.example"))),
        ("the body altered", hers.replace("river", "lake")),
        ("the body longer", format!("{hers}Send me your address.\r\n")),
        ("the subject altered", hers.replace("Subject: A walk", "Subject: Urgent")),
        ("from altered", world.good.signs("good.example", &LETTER.replace("Amina@", "kim@")).replace("kim@", "amina@")),
        ("from is not signed", part.clone()),
        ("from is not signed, and altered", part.replace("Amina@", "kim@")),
        ("a length, and the body longer", format!("{length}Send me your address.\r\n")),
        ("a length of nothing", length.replace("; l=", "; l=0; was=")),
        ("two froms, hers first", by_evil(&format!("From: {AMINA}\r\nFrom: x@evil.example\r\n\r\nx\r\n"))),
        ("two froms, hers last", by_evil(&format!("From: x@evil.example\r\nFrom: {AMINA}\r\n\r\nx\r\n"))),
        // Somebody with an address at her own provider, which signs whatever he sends.
        ("two froms of one domain, hers first", neighbour(&format!("From: {AMINA}\r\nFrom: kim@good.example\r\n\r\nx\r\n"))),
        ("two froms of one domain, hers last", neighbour(&format!("From: kim@good.example\r\nFrom: {AMINA}\r\n\r\nx\r\n"))),
        ("two addresses of one domain", neighbour(&format!("From: {AMINA}, kim@good.example\r\n\r\nx\r\n"))),
        ("two addresses of one domain in angles", neighbour(&format!("From: <{AMINA}> <kim@good.example>\r\n\r\nx\r\n"))),
        ("a group of one domain", neighbour(&format!("From: friends: {AMINA}, kim@good.example;\r\n\r\nx\r\n"))),
        ("hers put above his", format!("From: {AMINA}\r\n{}", neighbour("From: kim@good.example\r\nSubject: x\r\n\r\nx\r\n"))),
        ("another from above her letter", format!("From: x@evil.example\r\n{hers}")),
        ("another from below her heads", hers.replace("Subject:", "From: x@evil.example\r\nSubject:")),
        ("another from, folded", format!("From:\r\n x@evil.example\r\n{hers}")),
        ("another from, with a space before the colon", format!("From : x@evil.example\r\n{hers}")),
        ("another from, in capitals", format!("FROM: x@evil.example\r\n{hers}")),
        ("a from with a space only", by_evil(&LETTER.replace("From:", "From :"))),
        ("two addresses", from(&format!("{AMINA}, x@evil.example"))),
        ("two addresses, the other way round", from(&format!("x@evil.example, {AMINA}"))),
        ("her address as a name", from(&format!("\"{AMINA}\" <x@evil.example>"))),
        ("her address as a bare name", from(&format!("{AMINA} <x@evil.example>"))),
        ("her address as an encoded name", from("=?utf-8?q?amina=40good=2Eexample?= <x@evil.example>")),
        ("her address as a comment", from(&format!("x@evil.example ({AMINA})"))),
        ("her address with a comment in it", from("amina@good.example(@evil.example)")),
        ("two in angles", from(&format!("<{AMINA}> <x@evil.example>"))),
        ("two in angles, the other way round", from(&format!("<x@evil.example> <{AMINA}>"))),
        ("a route", from(&format!("<@evil.example:{AMINA}>"))),
        ("a group", from(&format!("{AMINA}: x@evil.example;"))),
        ("a group with her in it", from(&format!("friends: {AMINA}, x@evil.example;"))),
        ("an empty group", from("friends:;")),
        ("nobody", from("")),
        ("empty angles", from("Amina <>")),
        ("a name without an address", from("Amina")),
        ("two at signs", from("<amina@good.example@evil.example>")),
        ("two at signs in quotes", from("<\"amina@good.example\"@evil.example>")),
        ("a zero byte", from("amina@good.example\0@evil.example")),
        ("a domain that begins as hers", from("<amina@good.example.evil.example>")),
        ("a domain that ends as hers", world.evil.signs("evilgood.example", LETTER)),
        ("the top of all domains", world.evil.signs("example", LETTER)),
        ("a letter that looks like hers (Cyrillic а)", from("<аmina@good.example>")),
        (
            "what others say about it",
            format!(
                "Authentication-Results: house.example; dkim=pass header.d=good.example; dmarc=pass\r\nARC-Seal: i=1; a=rsa-sha256; cv=none; d=evil.example; s=s; b=AAAA\r\nARC-Authentication-Results: i=1; house.example; dmarc=pass\r\nReceived-SPF: pass\r\n{}",
                by_evil(LETTER)
            ),
        ),
        (
            "a third party that she never named",
            signed(&world.evil.signer("evil.example").atps("good.example").atpsh(mail_auth::common::crypto::HashAlgorithm::Sha256), LETTER),
        ),
        ("somebody resent it", by_evil(&format!("Resent-From: x@evil.example\r\nSender: x@evil.example\r\n{LETTER}"))),
        ("no heads", "I am amina@good.example.\r\n".into()),
        ("nothing", String::new()),
    ];
    let mut accepted = Vec::new();
    for (name, letter) in corpus {
        for proof in [
            world.proof(letter.clone()).await,
            world.brought(&letter, "x@evil.example", [198, 51, 100, 7]).await,
            world.brought(&letter, AMINA, [198, 51, 100, 7]).await,
        ] {
            match proof {
                Proof::Proven { from, .. } if from.contains("good.example") && from != "amina@good.example.evil.example" => accepted.push(name),
                Proof::Later => accepted.push(name),
                _ => {}
            }
        }
    }
    assert_eq!(accepted, [""; 0]);
    assert_eq!(world.proof(hers).await, proven(AMINA), "and hers still is");
    let thousand = format!("{}{LETTER}", world.good.signs("good.example", LETTER).replace(LETTER, "").replace("bh=", "bh=A").repeat(1000));
    assert_eq!(world.proof(thousand).await, Proof::Unproven(Why::BadSignature));
}
