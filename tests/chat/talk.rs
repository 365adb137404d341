//! Writing and reading.
use crate::arrange::{Line, chat, chat_with, patient};
use hearth_core::{
    admission::{Intent, admit},
    contribution::{self, Draft},
    table::{entry, group::PreModeration},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

#[actix_web::test]
async fn what_one_writes_the_others_read_at_once_kept_or_not() {
    let shelter = patient().await;
    for is_kept in [true, false] {
        let group = chat(&shelter, is_kept).await;
        let (_, amina) = shelter.member_of(&group, "Juniper").await;
        let (_, bea) = shelter.member_of(&group, "Sparrow").await;
        let (mut amina, mut bea) = (Line::open(&shelter, &group, &amina).await, Line::open(&shelter, &group, &bea).await);
        amina.says("a1", "I sleep badly.").await;
        let own = amina.reads("I sleep badly.").await;
        assert_eq!((&own["c"], own["a"].as_u64()), (&json!("a1"), Some(amina.me)), "her own copy confirms it");
        let heard = bea.reads("I sleep badly.").await;
        assert_eq!(bea.names[&heard["a"].as_u64().expect("a number")], "Juniper");
        bea.says("b1", "Me too.").await;
        amina.reads("Me too.").await;
        // Said twice with one id, it stands there once.
        amina.says("a1", "I sleep badly.").await;
        let again = amina.hears("sent").await;
        assert_eq!((&again["c"], &again["n"]), (&json!("a1"), &own["n"]));
        amina.says("a2", "Goodnight.").await;
        bea.reads("Goodnight.").await;
        assert_eq!(bea.words(), ["I sleep badly.", "Me too.", "Goodnight."]);
    }
    let kept = entry::Entity::find().count(shelter.kernel.store.reader()).await.expect("counted");
    assert_eq!(kept, 3, "those of the group that keeps them, and no others");
}

#[actix_web::test]
async fn a_name_that_the_page_sends_is_no_name() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let mut line = Line::open(&shelter, &group, &amina).await;
    line.sends(json!({ "t": "say", "c": "1", "b": "hello", "a": 99, "name": "Ruth", "staff": true })).await;
    assert_eq!(line.ends().await, 1002, "there is no such field");
    let mut line = Line::open(&shelter, &group, &amina).await;
    line.says("2", "hello").await;
    let said = line.reads("hello").await;
    assert_eq!(line.names[&said["a"].as_u64().expect("a number")], "Juniper");
}

#[actix_web::test]
async fn nobody_sees_what_was_said_before_she_came() {
    let shelter = patient().await;
    for is_kept in [true, false] {
        let group = chat(&shelter, is_kept).await;
        let (_, amina) = shelter.member_of(&group, "Juniper").await;
        let mut first = Line::open(&shelter, &group, &amina).await;
        first.says("1", "early words").await;
        first.reads("early words").await;
        shelter.pass(Duration::from_secs(1));
        let (_, chloe) = shelter.member_of(&group, "Moth").await;
        let mut late = Line::open(&shelter, &group, &chloe).await;
        assert_eq!(late.words(), Vec::<&str>::new());
        assert!(!late.names.values().any(|it| it == "Juniper"), "not even who was there");
        first.says("2", "after").await;
        late.reads("after").await;
        assert_eq!(late.words(), ["after"]);
        let page = chloe.with_script().get(&format!("{}/chat", group.address())).await;
        assert!(page.says("after") && !page.says("early words"), "{}", page.body);
        assert_eq!(first.words().len(), 1, "the witness");
    }
}

#[actix_web::test]
async fn what_is_held_is_read_by_staff_first_and_then_by_all() {
    let shelter = patient().await;
    for is_kept in [true, false] {
        let group = chat_with(&shelter, is_kept, |it| it.pre_moderation = PreModeration::Everything).await;
        let (_, amina) = shelter.member_of(&group, "Juniper").await;
        let (_, bea) = shelter.member_of(&group, "Sparrow").await;
        let mut ruth = shelter.facilitator_of(&group).await.with_script();
        let mut staff = Line::open(&shelter, &group, &ruth).await;
        let (mut amina, mut bea) = (Line::open(&shelter, &group, &amina).await, Line::open(&shelter, &group, &bea).await);
        amina.says("1", "hold me").await;
        let held = amina.hears("held").await;
        let waits = staff.hears("waits").await;
        assert_eq!((&waits["i"], &waits["b"], &waits["name"]), (&held["i"], &json!("hold me"), &json!("Juniper")));
        let act = format!("{}/chat/e/{}/staff", group.address(), held["i"].as_str().expect("an id"));
        ruth.get(&format!("{}/chat", group.address())).await;
        let answer = ruth.post(&act, &[("act", "release")]).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let released = bea.reads("hold me").await;
        assert_eq!(amina.reads("hold me").await["i"], held["i"], "her page knows which of hers it is");
        staff.hears("done").await;
        // And taken away again, from every open page.
        let answer = ruth.post(&act, &[("act", "remove"), ("why", "moderation-reason-other")]).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(bea.hears("gone").await["n"], json!([released["n"]]));
        assert_eq!(bea.words(), Vec::<&str>::new());
    }
}

#[actix_web::test]
async fn her_line_with_staff_is_seen_by_them_alone() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let (amina, browser) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let ruth = shelter.facilitator_of(&group).await;
    let mut staff = Line::open(&shelter, &group, &ruth).await;
    let (mut amina_line, mut bea) = (Line::open(&shelter, &group, &browser).await, Line::open(&shelter, &group, &bea).await);
    amina_line.sends(json!({ "t": "staff", "c": "1", "b": "he is home" })).await;
    assert_eq!(staff.hears("line").await["b"], "he is home");
    let there = admit(&shelter.kernel, group.facilitator.id, group.id, Intent::Help).await.expect("she may");
    let answer = Draft { line: amina.membership, ..Draft::to_staff("Leave when you can", "r1") };
    contribution::submit(&shelter.kernel, &there, "chat", answer).await.expect("heard");
    let mut heard = Vec::new();
    while heard.len() < 2 {
        heard.push(amina_line.hears("line").await["b"].as_str().unwrap_or_default().to_owned());
    }
    assert_eq!(heard, ["he is home", "Leave when you can"]);
    // The back channel: between facilitators.
    staff.sends(json!({ "t": "staff", "c": "r2", "b": "watch this one" })).await;
    staff.hears("line").await;
    amina_line.says("2", "I am here").await;
    for line in [&mut amina_line, &mut bea] {
        loop {
            let frame = line.next().await.expect("open");
            assert_ne!(frame["t"], "line", "{frame} is for staff");
            if frame["b"] == "I am here" {
                break;
            }
        }
    }
}

/// On a line that can only ask and wait, what staff answered while nothing was asked is in the next answer, once.
#[actix_web::test]
async fn a_page_that_can_only_ask_misses_nothing_of_her_line_with_staff() {
    let shelter = patient().await;
    let group = chat(&shelter, false).await;
    let (amina, mut browser) = shelter.member_of(&group, "Juniper").await;
    let ask = format!("{}/chat/poll/live", group.address());
    let hello: Value = serde_json::from_str(browser.get(&ask).await.body.lines().next().expect("a frame")).expect("JSON");
    let there = admit(&shelter.kernel, group.facilitator.id, group.id, Intent::Help).await.expect("she may");
    let answer = Draft { line: amina.membership, ..Draft::to_staff("Are you alone?", "r1") };
    contribution::submit(&shelter.kernel, &there, "chat", answer).await.expect("heard");
    let after = format!("{ask}?life={}&n={}", hello["life"].as_str().expect("a life"), hello["n"]);
    let answer = browser.get(&after).await.body;
    assert!(answer.contains("Are you alone?"), "{answer}");
    let mark = answer.lines().filter_map(|it| serde_json::from_str::<Value>(it).ok()).find(|it| it["t"] == "beside").expect("a mark");
    let again = format!("{after}&beside={}", mark["mark"].as_str().expect("a mark"));
    let at_once = timeout(Duration::from_secs(1), browser.get(&again)).await;
    assert!(at_once.is_err(), "it was told again: {}", at_once.map(|it| it.body).unwrap_or_default());
}

#[actix_web::test]
async fn all_of_it_works_without_a_script() {
    let shelter = patient().await;
    for is_kept in [true, false] {
        let group = chat(&shelter, is_kept).await;
        let (_, mut amina) = shelter.member_of(&group, "Juniper").await;
        let (_, mut bea) = shelter.member_of(&group, "Sparrow").await;
        let base = format!("{}/chat", group.address());
        amina.get(&base).await;
        let page = amina.post(&base, &[("words", "I sleep <b>badly</b>.")]).await;
        assert!(page.says("I sleep &#60;b&#62;badly") && page.status == 200, "{}", page.body);
        let page = bea.get(&format!("{base}/read")).await;
        assert!(page.says("badly") && page.says("http-equiv=\"refresh\"") && !page.says("<textarea"), "{}", page.body);
        let page = bea.get(&base).await;
        assert!(!page.says("http-equiv=\"refresh\"") && page.says("badly"), "what is being typed is not thrown away: {}", page.body);
        // Asked before it shows who or where she is; and a private word.
        let page = bea.post(&base, &[("words", "Call me at 514 555 0188")]).await;
        assert!(page.says("514 555 0188") && page.says("as-is"), "{}", page.body);
        let page = bea.post(&base, &[("to_staff", "Can you call me?")]).await;
        assert!(page.says("Can you call me?"), "{}", page.body);
        assert!(!amina.get(&base).await.says("Can you call me?"));
        // Hers to take out, and to report what another wrote.
        let line = amina.get(&base).await.link(&format!("{base}/e/")).expect("a link");
        let theirs = bea.get(&line).await;
        assert!(theirs.says("/report"), "{}", theirs.body);
        let page = bea.post(&format!("{line}/report"), &[("why", hearth_core::moderation::report::REASONS[0])]).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(bea.post(&format!("{line}/out"), &[]).await.status, 404, "not hers");
        let page = amina.post(&format!("{line}/out"), &[]).await;
        assert!(page.status == 200 && !page.says("badly"), "{}", page.body);
    }
}
