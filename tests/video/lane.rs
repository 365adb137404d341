//! Who types has the same seat: words go to everybody who is in, by the core's one path. Captions stand nowhere. And what who leads
//! does for everybody.
use crate::arrange::{Line, group, patient, two};
use hearth_core::{
    joining::interpreter,
    moderation::{desk, report::REASONS},
};
use serde_json::{Value, json};

fn heard<'a>(line: &'a Line, what: &str) -> Vec<&'a Value> {
    line.heard.iter().filter(|it| it["t"] == what).collect()
}

/// One that was said already, or the next: what comes by the room and what comes by her own line have no order between them.
async fn finds(line: &mut Line, what: &str, is_meant: impl Fn(&Value) -> bool) -> Value {
    match line.heard.iter().find(|it| it["t"] == what && is_meant(it)) {
        Some(it) => it.clone(),
        None => line.hears_of(what, is_meant).await,
    }
}

#[actix_web::test]
async fn who_types_is_read_by_everybody_who_is_in_and_nothing_of_it_is_on_a_disk() {
    let (shelter, group, mut ruth, amina, bea) = two().await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    let say = json!({ "t": "say", "c": "one", "b": "canary-typed: I walked to the river." });
    first.sends(say.clone()).await;
    let said = second.hears("said").await;
    assert_eq!((&said["name"], &said["own"], &said["staff"]), (&"Juniper".into(), &false.into(), &false.into()), "{said}");
    assert!(said["b"].as_str().is_some_and(|it| it.ends_with("to the river.")), "{said}");
    assert_eq!(finds(&mut first, "said", |_| true).await["own"], true);
    assert_eq!(finds(&mut first, "wrote", |_| true).await["held"], false);
    // Sent again because its line was cut, it stands there once.
    first.sends(say).await;
    assert_eq!(first.hears("wrote").await["c"], "one");
    first.sends(json!({ "t": "say", "c": "two", "b": "And back." })).await;
    second.hears_of("said", |it| it["b"] == "And back.").await;
    assert_eq!(heard(&second, "said").len(), 2, "{:?}", second.heard);
    // Too long, or empty: not taken, in her language, and she keeps it.
    for (b, why) in [("x".repeat(1001), "too long"), (String::new(), "")] {
        first.sends(json!({ "t": "say", "c": "three", "b": b })).await;
        let wrote = first.hears_of("wrote", |it| it["c"] == "three").await;
        assert!(wrote["words"].as_str().is_some_and(|it| !it.is_empty() && it.contains(why)), "{wrote}");
    }
    // Her page opens again: what was written to her is there. Who comes in later has the words that are hers to read.
    let mut again = Line::open(&shelter, &group, &bea).await;
    again.hears_of("said", |it| it["b"] == "And back.").await;
    ruth.does(&group, "end", None).await;
    assert_eq!(shelter.files_with("canary-typed"), Vec::<String>::new());
}

#[actix_web::test]
async fn what_is_held_reaches_nobody_before_staff_have_seen_it() {
    let (shelter, group, mut ruth, amina, bea) = two().await;
    ruth.post(&format!("{}/meeting/do", group.address()), &[("act", "care"), ("hold", "everything"), ("slow", "0"), ("from", "room")]).await;
    let mut staff = Line::open(&shelter, &group, &ruth).await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    first.sends(json!({ "t": "say", "c": "one", "b": "Call me at 604 555 0101" })).await;
    assert_eq!(first.hears("wrote").await["held"], true);
    assert_eq!(staff.hears("waits").await["name"], "Juniper");
    // The witness: what comes after it comes alone.
    second.sends(json!({ "t": "types", "on": true })).await;
    second.hears_of("is", |it| it["types"] == true).await;
    assert!(heard(&second, "said").is_empty() && heard(&second, "waits").is_empty(), "{:?}", second.heard);
}

#[actix_web::test]
async fn captions_come_from_the_interpreters_seat_alone_and_stand_nowhere() {
    let shelter = patient().await;
    let (group, meeting) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let pilar = shelter.interpreter_comes_in(&group, meeting, &mut ruth).await;
    let (_, amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let mut reads = Line::open(&shelter, &group, &amina).await;
    let mut writes = Line::open(&shelter, &group, &pilar).await;
    let seen = reads.hears_of("who", |it| it["a"].as_u64() == Some(writes.me)).await;
    assert_eq!((&seen["lane"], &seen["staff"]), (&"es".into(), &false.into()), "{seen}");
    // Hers goes to nobody: the seat is not hers.
    reads.sends(json!({ "t": "caption", "b": "canary-false" })).await;
    writes.sends(json!({ "t": "caption", "b": "canary-caption" })).await;
    let caption = reads.hears("caption").await;
    assert_eq!((caption["a"].as_u64(), &caption["b"]), (Some(writes.me), &"canary-caption".into()), "{caption}");
    assert_eq!(writes.hears("caption").await["b"], "canary-caption");
    // Who comes after it has none of it, in memory or on a disk.
    let (_, bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let mut late = Line::open(&shelter, &group, &bea).await;
    writes.sends(json!({ "t": "caption", "b": "later" })).await;
    assert_eq!(late.hears("caption").await["b"], "later");
    assert_eq!(heard(&late, "caption").len(), 1, "{:?}", late.heard);
    assert_eq!(shelter.files_with("canary-caption"), Vec::<String>::new());
    // Held up, nobody's words are written down.
    ruth.does(&group, "pause", None).await;
    late.hears_of("state", |it| it["state"]["stopped"].is_string()).await;
    writes.hears_of("state", |it| it["state"]["stopped"].is_string()).await;
    writes.sends(json!({ "t": "caption", "b": "in the pause" })).await;
    writes.sends(json!({ "t": "types", "on": true })).await;
    late.hears_of("is", |it| it["types"] == true).await;
    assert_eq!(heard(&late, "caption").len(), 1, "{:?}", late.heard);
}

#[actix_web::test]
async fn who_leads_mutes_all_lights_one_and_gives_the_turn_and_nobody_else_does() {
    let shelter = patient().await;
    let (group, meeting) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let pilar = shelter.interpreter_comes_in(&group, meeting, &mut ruth).await;
    let (_, amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let mut staff = Line::open(&shelter, &group, &ruth).await;
    let mut speaks = Line::open(&shelter, &group, &pilar).await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    for line in [&mut staff, &mut speaks, &mut first] {
        line.switches("voice", true).await;
    }
    for it in [staff.me, speaks.me, first.me] {
        finds(&mut second, "is", |is| is["a"].as_u64() == Some(it) && is["voice"] == true).await;
    }
    // A participant asks for all of it, and nothing of it happens.
    for asked in [json!({ "t": "quiet", "of": "voice" }), json!({ "t": "lit", "a": second.me }), json!({ "t": "types", "on": true })] {
        second.sends(asked).await;
    }
    second.hears_of("is", |is| is["types"] == true).await;
    let off = |it: &&Value| it["voice"] == false && it["types"] == false;
    assert!(heard(&second, "lit").is_empty() && !heard(&second, "is").into_iter().any(|it| off(&it)), "{:?}", second.heard);
    staff.sends(json!({ "t": "quiet", "of": "voice" })).await;
    let own = first.me;
    second.hears_of("is", |is| is["a"].as_u64() == Some(own) && is["voice"] == false).await;
    staff.sends(json!({ "t": "lit", "a": second.me })).await;
    assert_eq!(first.hears("lit").await["a"].as_u64(), Some(second.me));
    let quiet = |it: &&&Value| [Some(staff.me), Some(speaks.me)].contains(&it["a"].as_u64()) && it["voice"] == false;
    assert_eq!(heard(&first, "is").iter().filter(quiet).count(), 0, "who leads and who interprets speak on: {:?}", first.heard);
    // Who comes back sees it as it is.
    let mut again = Line::open(&shelter, &group, &amina).await;
    assert_eq!(again.hears("lit").await["a"].as_u64(), Some(second.me));
    staff.sends(json!({ "t": "lit" })).await;
    assert!(again.hears("lit").await["a"].is_null());
    // The order of turns, by the numbers of who is there.
    ruth.does(&group, "order", None).await;
    let turns = again.hears_of("turns", |it| it["a"].as_array().is_some_and(|it| it.len() > 1)).await["a"].clone();
    ruth.does(&group, "next", None).await;
    let next = again.hears_of("turns", |it| it["a"] != turns).await["a"].clone();
    assert_eq!(next[0], turns[1], "{turns} {next}");
}

/// Signs need a picture: they are interpreted where there is one.
#[actix_web::test]
async fn an_interpreter_of_signs_has_a_seat_where_people_see_each_other() {
    let shelter = patient().await;
    let (group, meeting) = group(&shelter).await;
    let (words, chat) = shelter.group_that_meets("chat").await;
    for language in ["ase", "fcs"] {
        let make = |group: hearth_core::id::GroupId, meeting, by| interpreter::make(&shelter.kernel, by, group, meeting, language);
        assert!(make(group.id, meeting, group.facilitator.id).await.is_ok(), "{language}");
        assert!(make(words.id, chat, words.facilitator.id).await.is_err(), "{language}");
    }
}

/// As a message of a chat is: on a page of its own, which the room shows within itself.
#[actix_web::test]
async fn a_line_is_shown_to_staff_from_a_page_of_its_own_and_nobody_else_learns_it() {
    let (shelter, group, mut ruth, mut amina, mut bea) = two().await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    first.sends(json!({ "t": "say", "c": "one", "b": "I know where <b>she</b> lives." })).await;
    let said = second.hears("said").await;
    let line = format!("{}/video/e/{}", group.address(), said["i"].as_str().expect("an id"));
    let page = bea.get(&line).await;
    assert!(page.says("where &#60;b&#62;she") && page.says("Juniper") && page.says("/report"), "{}", page.body);
    assert!(!amina.get(&line).await.says("/report"), "she reports herself");
    // Who came in later has neither the line nor its page.
    shelter.pass(std::time::Duration::from_secs(2));
    let (_, mut late) = shelter.comes_in(&group, &mut ruth, "Sparrow").await;
    assert_eq!(late.get(&line).await.status, 404);
    assert_eq!(late.post(&format!("{line}/report"), &[("why", REASONS[0])]).await.status, 404);
    let page = bea.post(&format!("{line}/report"), &[("words", "canary-why")]).await;
    assert!(page.status == 422 && page.says("canary-why") && page.says("where &#60;b&#62;she"), "nothing typed is lost: {}", page.body);
    let page = bea.post(&format!("{line}/report"), &[("why", REASONS[0]), ("words", "canary-why")]).await;
    assert!(page.status == 200 && page.says("id=\"call\""), "back in the room: {}", page.body);
    let waiting = desk::waiting(&shelter.kernel, group.facilitator.id).await.expect("a desk");
    assert!(waiting.len() == 1 && waiting[0].is_flagged);
    assert!(!amina.get(&format!("{}/staff", group.address())).await.says("canary-why"));
    first.sends(json!({ "t": "types", "on": true })).await;
    second.hears_of("is", |it| it["types"] == true).await;
    assert!(!first.heard.iter().any(|it| it.to_string().contains("canary-why")), "{:?}", first.heard);
}

#[actix_web::test]
async fn a_page_that_sound_and_picture_do_not_reach_asks_for_what_is_written_and_has_its_seat() {
    let (shelter, group, _ruth, amina, bea) = two().await;
    let mut all = Line::open(&shelter, &group, &bea).await;
    let mut written = Line::open_written(&shelter, &group, &amina).await;
    let hello = written.heard[0].clone();
    assert_eq!((&hello["carries"], &hello["ways"]), (&false.into(), &Value::Null), "{hello}");
    assert!(all.heard[0]["carries"] == true && !all.heard[0]["ways"].is_null(), "{:?}", all.heard);
    all.hears_of("who", |it| it["name"] == "Juniper").await;
    written.sends(json!({ "t": "say", "c": "one", "b": "I am here." })).await;
    assert_eq!(all.hears("said").await["b"], "I am here.");
    all.sends(json!({ "t": "say", "c": "two", "b": "So am I." })).await;
    written.hears_of("said", |it| it["b"] == "So am I.").await;
    assert!(!written.heard.iter().any(|it| it["t"] == "offer"), "{:?}", written.heard);
}
