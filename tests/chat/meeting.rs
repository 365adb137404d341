//! A room of a group that meets: who is let in is in, what holds the meeting up holds the room up, and what was said is gone when
//! it closes.
use crate::{
    arrange::{Line, patient, request},
    ends::{hears, open},
};
use hearth_core::group::meeting::UNATTENDED;
use serde_json::json;
use std::time::{Duration, Instant};
use support::Shelter;

/// What is promised.
const AT_ONCE: Duration = Duration::from_secs(2);

async fn group(shelter: &Shelter) -> (support::GroupOf, hearth_core::id::MeetingId) {
    shelter.group_that_meets_with("chat", |it| it.keep_hours = None).await
}

/// The failure of others: whoever came early is in when the host is.
#[actix_web::test]
async fn no_line_opens_before_somebody_lets_its_person_in() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let (_, too_early) = shelter.member_of(&group, "Wren").await;
    assert_eq!(shelter.connect(request(&shelter, &group, &too_early, "")).await.err(), Some(409), "before the doors");
    shelter.minutes_pass(51).await;
    let mut early = Vec::new();
    for number in 0..10 {
        early.push(shelter.member_of(&group, &format!("Heron {number}")).await);
    }
    for (_, browser) in &early {
        assert_eq!(shelter.connect(request(&shelter, &group, browser, "")).await.err(), Some(409), "at the open door");
    }
    let mut ruth = shelter.begins(&group).await;
    for (_, browser) in &mut early {
        browser.post(&format!("{}/meeting", group.address()), &[("near", "no")]).await;
        assert_eq!(shelter.connect(request(&shelter, &group, browser, "")).await.err(), Some(409), "a facilitator’s arrival let her in");
    }
    let (first, browser) = &early[0];
    ruth.does(&group, "let-in", first.membership.map(|it| it.to_string()).as_deref()).await;
    Line::open(&shelter, &group, browser).await;
    for (_, browser) in &early[1..] {
        assert_eq!(shelter.connect(request(&shelter, &group, browser, "")).await.err(), Some(409));
    }
}

#[actix_web::test]
async fn put_out_or_over_every_line_ends_at_once_and_a_witness_goes_on() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let mut witness = Line::open(&shelter, &group, &bea).await;
    let (amina, browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let mut line = Line::open(&shelter, &group, &browser).await;
    let mut stream = open(&shelter, &group, &browser, "/live").await;
    assert!(hears(&mut stream, "hello").await);
    let began = Instant::now();
    ruth.does(&group, "put-out", amina.membership.map(|it| it.to_string()).as_deref()).await;
    assert!((4001..=4002).contains(&line.ends().await));
    assert!(hears(&mut stream, "\"end\"").await || began.elapsed() < AT_ONCE, "the stream goes on");
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
    assert_eq!(shelter.connect(request(&shelter, &group, &browser, "")).await.err(), Some(409), "she is in again");
    witness.says("one", "Still here").await;
    witness.reads("Still here").await;
    let began = Instant::now();
    ruth.does(&group, "end", None).await;
    assert!((4001..=4002).contains(&witness.ends().await));
    assert!(began.elapsed() < AT_ONCE, "{:?}", began.elapsed());
}

#[actix_web::test]
async fn what_holds_the_meeting_up_reaches_every_page_at_once_and_nothing_typed_is_lost() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let mut line = Line::open(&shelter, &group, &browser).await;
    let began = Instant::now();
    ruth.does(&group, "pause", None).await;
    let state = line.hears("state").await;
    assert!(state["state"]["stopped"].as_str().is_some_and(|it| it.contains("on hold")), "{state}");
    assert!(began.elapsed() < AT_ONCE);
    line.says("a", "While on hold").await;
    let no = line.hears("no").await;
    assert_eq!(no["c"], "a", "{no}");
    ruth.does(&group, "resume", None).await;
    while line.hears("state").await["state"]["stopped"].is_string() {}
    line.says("b", "Goes on").await;
    line.reads("Goes on").await;
    // No facilitator for more than a minute: the clock alone does it.
    shelter.pass(UNATTENDED + Duration::from_secs(1));
    shelter.looks().await;
    while !line.hears("state").await["state"]["stopped"].is_string() {}
    // A prompt, and whose turn it is.
    ruth.get(&format!("{}/meeting", group.address())).await;
    ruth.post(&format!("{}/meeting/do", group.address()), &[("act", "sheet"), ("stage", "rounds"), ("prompt", "One thing that helped")]).await;
    ruth.does(&group, "order", None).await;
    loop {
        let state = line.hears("state").await;
        if state["state"]["turn"].as_str().is_some_and(|it| it.contains("your turn")) {
            assert_eq!(state["state"]["prompt"], "One thing that helped");
            assert!(state["state"]["stage"].as_str().is_some_and(|it| it.starts_with("Round")), "{state}");
            break;
        }
    }
}

#[actix_web::test]
async fn who_comes_later_sees_nothing_of_before_and_when_it_closes_nothing_is_left() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let mut line = Line::open(&shelter, &group, &amina).await;
    line.says("a", "canary-before-she-came").await;
    line.reads("canary-before-she-came").await;
    shelter.pass(Duration::from_secs(1));
    let (_, mut bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let late = Line::open(&shelter, &group, &bea).await;
    assert!(late.words().is_empty() && late.names.values().all(|it| it != "Juniper"), "{:?} {:?}", late.words(), late.names);
    assert!(!bea.get(&format!("{}/chat", group.address())).await.says("canary-before"));
    ruth.does(&group, "end", None).await;
    assert_eq!(shelter.files_with("canary-before"), Vec::<String>::new());
    // The next meeting begins empty, for staff as well.
    shelter.plans_again(&group).await;
    let mut ruth = shelter.begins_next(&group).await;
    assert!(!ruth.get(&format!("{}/chat", group.address())).await.says("canary-before"), "the room remembers the last meeting");
}

#[actix_web::test]
async fn an_interpreter_writes_under_what_others_say() {
    let shelter = patient().await;
    let (group, id) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let mut line = Line::open(&shelter, &group, &amina).await;
    let mut pilar = shelter.interpreter_comes_in(&group, id, &mut ruth).await;
    line.says("a", "I walked to the river.").await;
    line.reads("I walked to the river.").await;
    let room = pilar.get(&format!("{}/chat", group.address())).await;
    let about = room.link(&format!("{}/chat/e/", group.address())).expect("a line");
    let page = pilar.get(&about).await;
    assert!(page.says("Say it in Spanish"), "{}", page.body);
    pilar.post(&format!("{about}/interpret"), &[("words", "Caminé hasta el río."), ("id", "lane-1")]).await;
    let said = line.reads("Caminé hasta el río.").await;
    assert_eq!((said["lane"]["lang"].as_str(), said["lane"]["n"].as_u64()), (Some("es"), Some(1)), "{said}");
    // Who does not need it puts it out of sight; no page has that button for nothing.
    let mut amina = amina;
    let shown = amina.get(&format!("{}/chat", group.address())).await;
    assert!(shown.body.contains("data-do=\"lanes\" aria-pressed=\"true\">"), "{}", shown.body);
    // Nobody else has a lane.
    let refused = amina.post(&format!("{about}/interpret"), &[("words", "Not hers"), ("id", "x")]).await;
    assert_eq!(refused.status, 404, "{}", refused.body);
}

#[actix_web::test]
async fn signs_and_who_is_writing_are_seen_while_people_are_together() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let (mut one, mut other) = (Line::open(&shelter, &group, &amina).await, Line::open(&shelter, &group, &bea).await);
    one.says("a", "Sleeping six hours.").await;
    let n = other.reads("Sleeping six hours.").await["n"].clone();
    other.sends(json!({ "t": "react", "n": n, "k": 1 })).await;
    let seen = one.hears("react").await;
    assert_eq!((&seen["n"], seen["count"].as_u64()), (&n, Some(1)), "{seen}");
    one.sends(json!({ "t": "typing" })).await;
    other.hears("typing").await;
}
