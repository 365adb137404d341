//! Who gets a letter of the house can tell that it is one, and that nothing was done to it on the way.
use super::*;
use crate::writing::{Kind, Letter};
use mail_auth::{
    AuthenticatedMessage, DkimResult, MessageAuthenticator, Parameters, ResolverCache, Txt,
    common::{parse::TxtRecordParser, verify::DomainKey},
    hickory_resolver::config::{ResolverConfig, ResolverOpts},
};
use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::Hash,
    sync::{Arc, LazyLock},
    time::{Duration, Instant, SystemTime},
};

/// Found once for all tests: it is work.
static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::generate().unwrap());

/// What is published, and nothing besides: nobody is asked over a line.
struct Zone(HashMap<Box<str>, Txt>);

impl ResolverCache<Box<str>, Txt> for Zone {
    fn get<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.0.get(name).cloned()
    }
    fn remove<Q>(&self, name: &Q) -> Option<Txt>
    where
        Box<str>: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.get(name)
    }
    fn insert(&self, _: Box<str>, _: Txt, _: Instant) {}
}

fn zone() -> Zone {
    let published = KEYS.records("list.example").into_iter();
    Zone(published.map(|it| (format!("{}.", it.name).into(), Txt::DomainKey(Arc::new(DomainKey::parse(it.value.as_bytes()).unwrap())))).collect())
}

fn letter() -> Vec<u8> {
    Letter {
        from: ("Juniper — of the river", "w4k2@list.example"),
        to: "reader@mail.example",
        answers: "q8s1@list.example",
        subject: "Notes that go on for so long that they do not stand on one line, and so are folded",
        words: "I walked.  \n\n.\nFrom the river —\n\n\n",
        id: "9f2c@list.example",
        before: &["1@list.example".into(), "2@list.example".into()],
        sent: SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_453_247),
        pause: Some("https://house.example/m/pause/abc"),
        list: Some("x7.list.example"),
        kind: Kind::Said,
    }
    .bytes()
    .unwrap()
}

/// What each of the two signatures is worth.
async fn is_good(bytes: &[u8]) -> Vec<bool> {
    let message = AuthenticatedMessage::parse(bytes).unwrap();
    let (zone, nobody) = (zone(), MessageAuthenticator::new(ResolverConfig::default(), ResolverOpts::default()).unwrap());
    let verified = nobody.verify_dkim(Parameters::new(&message).with_txt_cache(&zone)).await;
    verified.iter().map(|it| *it.result() == DkimResult::Pass).collect()
}

fn with(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(from), "{from:?} is in it");
    text.replacen(from, to, 1).into_bytes()
}

#[tokio::test]
async fn both_signatures_are_good_until_something_is_changed() {
    let signed = Signer::new(&KEYS, "list.example").unwrap().sign(&letter()).unwrap();
    assert!(signed.ends_with(&letter()), "the letter itself is as it was");
    assert_eq!(is_good(&signed).await, [true, true]);
    for (what, changed) in [
        ("the words", with(&signed, "I walked", "I talked")),
        ("more words", [signed.as_slice(), b"and more\r\n"].concat()),
        ("the name", with(&signed, "\r\nFrom: ", "\r\nFrom: Jane")),
        ("a second From above", [b"From: jane@mail.example\r\n", signed.as_slice()].concat()),
        ("a second From below", with(&signed, "\r\nTo:", "\r\nFrom: jane@mail.example\r\nTo:")),
        ("a second subject", [b"Subject: other\r\n", signed.as_slice()].concat()),
        ("somebody more", [b"Cc: jane@mail.example\r\n", signed.as_slice()].concat()),
        ("where an answer goes", with(&signed, "q8s1@", "q8s2@")),
        ("another answer", [b"Reply-To: jane@mail.example\r\n", signed.as_slice()].concat()),
        ("the way to pause", with(&signed, "pause/abc", "pause/abd")),
        ("how one pauses", with(&signed, "One-Click", "Two-Click")),
        ("its number", with(&signed, "Message-ID: <9f2c", "Message-ID: <9f2d")),
        ("the day", with(&signed, "2026", "2027")),
    ] {
        assert_eq!(is_good(&changed).await, [false, false], "{what}");
    }
}

#[tokio::test]
async fn what_servers_do_on_the_way_does_not_break_it() {
    let signed = Signer::new(&KEYS, "list.example").unwrap().sign(&letter()).unwrap();
    for passed in [
        [b"Received: from house.example by relay.example\r\n", signed.as_slice()].concat(),
        with(&signed, "Subject: ", "Subject:   "),
        with(&signed, "\r\n <w4k2@", " <w4k2@"),
        [signed.as_slice(), b"\r\n\r\n"].concat(),
    ] {
        assert_eq!(is_good(&passed).await, [true, true]);
    }
}

#[test]
fn a_signature_says_no_moment_and_nobody() {
    let signed = Signer::new(&KEYS, "list.example").unwrap().sign(&letter()).unwrap();
    let heads = String::from_utf8(signed[..signed.len() - letter().len()].to_vec()).unwrap();
    assert_eq!(heads.matches("DKIM-Signature: v=1; a=").count(), 2, "{heads}");
    let tags: Vec<&str> = heads.split([';', '\n']).map(str::trim).filter_map(|it| it.split_once('=')).map(|it| it.0).collect();
    for tag in ["t", "x", "l", "i", "r", "z"] {
        assert!(!tags.contains(&tag), "{tag}= in {heads}");
    }
    assert!(heads.split("\r\n").all(|it| it.len() <= 100), "{heads}");
    assert!(heads.contains("List-Unsubscribe-Post") && heads.contains("c=relaxed/relaxed"));
    assert_eq!(signed, Signer::new(&KEYS, "list.example").unwrap().sign(&letter()).unwrap(), "the same letter has the same signature");
}

#[test]
fn what_the_house_did_not_write_is_not_signed() {
    let signer = Signer::new(&KEYS, "list.example").unwrap();
    for bad in [
        with(&letter(), "\r\nTo:", "\r\nBcc: jane@mail.example\r\nTo:"),
        with(&letter(), "\r\nTo:", "\r\nFrom: jane@mail.example\r\nTo:"),
        b"no heads at all".to_vec(),
        signer.sign(&letter()).unwrap(),
    ] {
        assert!(signer.sign(&bad).is_err());
    }
}

#[tokio::test]
async fn many_that_are_signed_beside_are_signed_as_each_would_be_alone() {
    let signer = Arc::new(Signer::new(&KEYS, "list.example").unwrap());
    let letters: Vec<Vec<u8>> = (0..20).map(|it| with(&letter(), "\r\nSubject:", &format!("\r\nSubject: {it}"))).collect();
    let signed = futures_util::future::join_all(letters.iter().map(|it| signer.sign_aside(it.clone()))).await;
    for (signed, letter) in signed.into_iter().zip(&letters) {
        assert_eq!(signed.unwrap(), signer.sign(letter).unwrap());
    }
    assert!(signer.sign_aside(b"no heads at all".to_vec()).await.is_err());
}

#[test]
fn keys_are_kept_and_said_to_nobody() {
    let kept: Keys = serde_json::from_str(&serde_json::to_string(&*KEYS).unwrap()).unwrap();
    assert_eq!(kept.records("list.example"), KEYS.records("list.example"));
    assert_eq!(format!("{kept:?}"), "Keys");
    let records = kept.records("list.example");
    assert!(records[0].value.starts_with("v=DKIM1; k=rsa; t=s; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA"), "as OpenDKIM reads it");
    assert!(records[1].value.starts_with("v=DKIM1; k=ed25519; t=s; p=") && records[1].value.len() == 27 + 44);
    assert!(records.iter().all(|it| it.name.ends_with("._domainkey.list.example")) && records[0].name != records[1].name);
}
