//! Bad input: each gets its code, and the house lives on. And what never stands on a disk.
use crate::arrange::{Line, chat, patient, request};
use futures_util::SinkExt;
use hearth_core::{
    settings,
    table::{entry, outbox},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio_tungstenite::tungstenite::Message;

#[actix_web::test]
async fn what_is_malformed_ends_its_own_line_and_no_other() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let mut witness = Line::open(&shelter, &group, &bea).await;
    let text = |it: &str| Message::text(it.to_owned());
    for (what, message, code) in [
        ("no JSON", text("hello"), 1002),
        ("no such thing", text("{\"t\":\"drop\"}"), 1002),
        ("half of one", text("{\"t\":\"say\",\"c\":\"1\"}"), 1002),
        ("a deep one", text(&"[".repeat(60_000)), 1002),
        ("bytes", Message::Binary(vec![1, 2].into()), 1003),
        ("too long", text(&format!("{{\"t\":\"say\",\"c\":\"1\",\"b\":\"{}\"}}", "x".repeat(65_600))), 1009),
    ] {
        let mut line = Line::open(&shelter, &group, &amina).await;
        line.socket.send(message).await.expect("sent");
        assert_eq!(line.ends().await, code, "{what}");
    }
    for (what, bytes, code) in [
        ("a reserved bit", vec![0xc1, 0x80, 0, 0, 0, 0], 1002),
        ("no mask", vec![0x81, 1, b'a'], 1002),
        ("no such code", vec![0x83, 0x80, 0, 0, 0, 0], 1002),
        ("goes on with nothing", vec![0x80, 0x81, 0, 0, 0, 0, b'a'], 1002),
        ("a ping in parts", vec![0x09, 0x80, 0, 0, 0, 0], 1002),
        ("no text", vec![0x81, 0x81, 0, 0, 0, 0, 0xff], 1007),
        ("too big by its head", vec![0x81, 0xff, 0, 0, 0, 0, 0xff, 0, 0, 0], 1009),
        ("a bad code for closing", vec![0x88, 0x82, 0, 0, 0, 0, 0, 1], 1002),
    ] {
        let mut line = Line::open(&shelter, &group, &amina).await;
        line.socket.get_mut().write_all(&bytes).await.expect("sent");
        assert_eq!(line.ends().await, code, "{what}");
    }
    // In parts, with a ping between them, it is words.
    let mut line = Line::open(&shelter, &group, &amina).await;
    let whole = b"{\"t\":\"say\",\"c\":\"1\",\"b\":\"in parts\"}";
    let part = |head: u8, payload: &[u8]| [&[head, 0x80 | payload.len() as u8, 0, 0, 0, 0], payload].concat();
    let bytes = [part(0x01, &whole[..9]), part(0x89, b"there?"), part(0x80, &whole[9..])].concat();
    line.socket.get_mut().write_all(&bytes).await.expect("sent");
    witness.reads("in parts").await;
    // Closed by the page, it is closed by us.
    line.socket.close(None).await.expect("closed");
    line.ends().await;
    assert_eq!(shelter.browser().get("/health").await.status, 200);
}

#[actix_web::test]
async fn who_says_more_than_anyone_types_is_told_and_who_floods_is_closed() {
    let shelter = patient().await;
    let few = hearth_chat::Settings { messages_per_minute: 10, ..Default::default() };
    settings::change(&shelter.kernel, None, None, &few).await.expect("set");
    let group = chat(&shelter, false).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (mut line, mut second) = (Line::open(&shelter, &group, &amina).await, Line::open(&shelter, &group, &amina).await);
    for number in 0..11 {
        line.says(&number.to_string(), "hello").await;
    }
    assert_eq!(line.hears("no").await["c"], "10");
    second.says("on another page", "hello").await;
    assert_eq!(second.hears("no").await["c"], "on another page", "hers is one measure");
    // Told so again and again, and no end of it.
    for number in 0..40 {
        let asked = json!({ "t": "say", "c": format!("more {number}"), "b": "hello" }).to_string();
        drop(second.socket.send(Message::text(asked)).await);
    }
    assert_eq!(second.ends().await, 4003);
    while line.words().len() < 10 {
        line.hears("said").await;
    }
    let too_long = "x".repeat(1001);
    let bea = shelter.member_of(&group, "Sparrow").await.1;
    let mut bea = Line::open(&shelter, &group, &bea).await;
    bea.says("long", &too_long).await;
    let no = bea.hears("no").await;
    assert!(no["c"] == "long" && no["words"].as_str().is_some_and(|it| it.contains("too long")), "{no}");
}

#[actix_web::test]
async fn only_our_own_page_opens_a_line() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    for origin in ["http://elsewhere.example", "null", "http://localhost:1", "https://localhost"] {
        let mut asked = request(&shelter, &group, &amina, "");
        asked.headers_mut().insert("origin", origin.parse().expect("an origin"));
        assert_eq!(shelter.connect(asked).await.err(), Some(403), "{origin}");
    }
    let mut asked = request(&shelter, &group, &amina, "");
    asked.headers_mut().remove("origin");
    assert_eq!(shelter.connect(asked).await.err(), Some(403), "none");
    // The oldest page of six is let go.
    let mut pages = Vec::new();
    for _ in 0..6 {
        pages.push(Line::open(&shelter, &group, &amina).await);
    }
    assert_eq!(pages[0].ends().await, 4001);
    pages[5].says("1", "the others stay").await;
    pages[1].reads("the others stay").await;
}

#[actix_web::test]
async fn words_of_a_room_that_keeps_nothing_are_in_no_file() {
    const WORDS: &str = "canary-heron-by-the-weir";
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, mut bea) = shelter.member_of(&group, "Sparrow").await;
    let mut line = Line::open(&shelter, &group, &amina).await;
    line.says("1", WORDS).await;
    line.reads(WORDS).await;
    line.sends(json!({ "t": "staff", "c": "2", "b": format!("{WORDS} for staff") })).await;
    line.hears("line").await;
    let page = bea.get(&format!("{}/chat", group.address())).await;
    assert!(page.says(WORDS), "the witness: she reads it");
    let reader = shelter.kernel.store.reader();
    assert_eq!(entry::Entity::find().count(reader).await.expect("counted"), 0);
    assert!(outbox::Entity::find().all(reader).await.expect("read").iter().all(|it| !it.payload.contains(WORDS)));
    assert_eq!(shelter.files_with(WORDS), Vec::<String>::new());
    drop(line);
    let shelter = shelter.restarted().await;
    assert!(!bea_again(&shelter, &group, bea).await.contains(WORDS), "they outlived the server");
    assert_eq!(shelter.files_with(WORDS), Vec::<String>::new());
}

async fn bea_again(shelter: &support::Shelter, group: &support::GroupOf, before: support::Browser) -> String {
    let mut browser = shelter.browser();
    browser.cookies = before.cookies;
    browser.get(&format!("{}/chat", group.address())).await.body
}
