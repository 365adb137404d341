//! A private word while the meeting goes on: the two hear each other and nobody else, nobody else hears them, and nobody is held in it.
use crate::arrange::{AT_ONCE, Ear, Line, Voice, group, patient};
use hearth_core::id::MeetingId;
use serde_json::{Value, json};
use std::time::Instant;
use support::{Browser, GroupOf, Person, Shelter};

/// Somebody in the room, with a microphone and an ear.
struct One {
    line: Line,
    ear: Ear,
    _voice: Voice,
}

impl One {
    async fn takes_aside(&mut self, whom: u64) {
        self.line.sends(json!({ "t": "aside", "a": whom })).await;
    }

    async fn goes_back(&mut self) {
        self.line.sends(json!({ "t": "aside" })).await;
    }

    async fn sees(&mut self, a: u64, aside: Option<u64>) -> Value {
        sees(&mut self.line, a, aside).await
    }
}

/// Until a page is told that this number is aside with that one, or with nobody.
async fn sees(line: &mut Line, a: u64, aside: Option<u64>) -> Value {
    line.hears_of("is", |it| it["a"].as_u64() == Some(a) && it["aside"].as_u64() == aside).await
}

struct Meeting {
    shelter: Shelter,
    group: GroupOf,
    id: MeetingId,
    leads: Browser,
    member: (Person, Browser),
    ruth: One,
    amina: One,
    /// She speaks to the room all the while, and is the witness that it goes on.
    bea: One,
    /// She only listens.
    third: Line,
    ear: Ear,
}

/// Ruth leads; Juniper, Lantern and Sparrow are in. The first three can be heard, once they switch it on.
async fn meeting() -> Meeting {
    let shelter = patient().await;
    let (group, id) = group(&shelter).await;
    let mut leads = shelter.begins(&group).await;
    let member = shelter.comes_in(&group, &mut leads, "Juniper").await;
    let (_, second) = shelter.comes_in(&group, &mut leads, "Lantern").await;
    let (_, last) = shelter.comes_in(&group, &mut leads, "Sparrow").await;
    let mut speak = Vec::new();
    for browser in [&leads, &member.1, &second] {
        let mut line = Line::open(&shelter, &group, browser).await;
        let voice = Voice::begins(&mut line).await;
        speak.push((line, voice, Ear::new().await));
    }
    let mut all = Vec::new();
    for (mut line, voice, ear) in speak {
        ear.agrees_to_all(&mut line, 2).await;
        all.push(One { line, ear, _voice: voice });
    }
    let mut third = Line::open(&shelter, &group, &last).await;
    let ear = Ear::new().await;
    ear.agrees_to_all(&mut third, 3).await;
    let mut all = all.into_iter();
    let (Some(ruth), Some(amina), Some(bea)) = (all.next(), all.next(), all.next()) else { unreachable!("three speak") };
    Meeting { shelter, group, id, leads, member, ruth, amina, bea, third, ear }
}

/// Until nothing more comes: nothing while a voice has ten packets.
async fn falls_silent(ear: &Ear) {
    let began = Instant::now();
    while ear.gets_within(10).await > 0 {
        assert!(began.elapsed() < AT_ONCE, "something is still heard");
    }
}

#[actix_web::test]
async fn the_two_hear_each_other_nobody_else_hears_them_and_the_room_goes_on() {
    let mut it = meeting().await;
    let (ruth, amina) = (it.ruth.line.me, it.amina.line.me);
    it.ruth.line.switches("voice", true).await;
    it.amina.line.switches("voice", true).await;
    it.ear.gets(20).await;
    it.ruth.takes_aside(amina).await;
    // All of them know that the two are there, and with whom.
    for (a, with) in [(ruth, amina), (amina, ruth)] {
        it.amina.sees(a, Some(with)).await;
        let is = sees(&mut it.third, a, Some(with)).await;
        assert_eq!(is["voice"], true, "microphones stay as they were: {is}");
    }
    falls_silent(&it.ear).await;
    falls_silent(&it.bea.ear).await;
    it.ruth.ear.gets(20).await;
    it.amina.ear.gets(20).await;
    assert_eq!((it.ear.gets_within(20).await, it.bea.ear.gets_within(20).await), (0, 0), "others hear what is said aside");
    // The room goes on, and the two hear nothing of it.
    it.bea.line.switches("voice", true).await;
    it.ear.gets(20).await;
    it.ruth.line.switches("voice", false).await;
    it.amina.line.switches("voice", false).await;
    falls_silent(&it.ruth.ear).await;
    falls_silent(&it.amina.ear).await;
    it.ear.gets(20).await;
    assert_eq!((it.ruth.ear.gets_within(20).await, it.amina.ear.gets_within(20).await), (0, 0), "aside, they hear the room");
    // Who comes in now knows it too, and hears the room alone.
    let (_, late) = it.shelter.comes_in(&it.group, &mut it.leads, "Wren").await;
    let mut late = Line::open(&it.shelter, &it.group, &late).await;
    let who = late.hears_of("who", |who| who["a"].as_u64() == Some(amina)).await;
    assert_eq!(who["aside"].as_u64(), Some(ruth), "{who}");
}

#[actix_web::test]
async fn whatever_ends_it_ends_it_for_both_and_lets_no_word_out() {
    let mut it = meeting().await;
    let (ruth, amina) = (it.ruth.line.me, it.amina.line.me);
    for way in ["she", "who leads", "she steps away", "who leads steps away", "held up"] {
        it.ruth.line.switches("voice", true).await;
        it.amina.line.switches("voice", true).await;
        it.ear.gets(10).await;
        it.ruth.takes_aside(amina).await;
        it.amina.sees(amina, Some(ruth)).await;
        it.ruth.sees(amina, Some(ruth)).await;
        sees(&mut it.third, amina, Some(ruth)).await;
        falls_silent(&it.ear).await;
        it.amina.ear.gets(10).await;
        match way {
            "she" => it.amina.goes_back().await,
            "who leads" => it.ruth.goes_back().await,
            "she steps away" => it.amina.line.sends(json!({ "t": "away", "on": true })).await,
            "who leads steps away" => it.ruth.line.sends(json!({ "t": "away", "on": true })).await,
            _ => drop(it.leads.does(&it.group, "pause", None).await),
        }
        let mut both = vec![ruth, amina];
        while !both.is_empty() {
            let is = it.third.hears_of("is", |is| is["aside"].is_null() && is["a"].as_u64().is_some_and(|a| both.contains(&a))).await;
            assert_eq!((&is["voice"], &is["camera"]), (&false.into(), &false.into()), "{way}: what was meant for one goes to all: {is}");
            both.retain(|it| is["a"].as_u64() != Some(*it));
        }
        assert_eq!(it.ear.gets_within(20).await, 0, "{way}");
        for one in [&mut it.ruth, &mut it.amina] {
            one.sees(amina, None).await;
            one.line.sends(json!({ "t": "away", "on": false })).await;
        }
        if way == "held up" {
            it.ruth.takes_aside(amina).await; // refused: nobody is spoken with while it is held up
            it.leads.does(&it.group, "resume", None).await;
            for one in [&mut it.amina, &mut it.bea] {
                one.line.hears_of("state", |it| !it["state"]["stopped"].is_string()).await;
            }
        }
        // Back in the room she is heard there, once she switches it on, and hears it.
        it.bea.line.switches("voice", true).await;
        it.amina.ear.gets(10).await;
        it.bea.line.switches("voice", false).await;
        falls_silent(&it.ear).await;
        it.amina.line.switches("voice", true).await;
        it.ear.gets(10).await;
        it.amina.line.switches("voice", false).await;
        falls_silent(&it.ear).await;
    }
}

#[actix_web::test]
async fn when_one_of_the_two_goes_the_other_is_back_with_everybody() {
    for way in ["her page closes", "who leads closes hers", "put out", "end"] {
        let mut it = meeting().await;
        let (ruth, amina) = (it.ruth.line.me, it.amina.line.me);
        it.ruth.line.switches("voice", true).await;
        it.amina.line.switches("voice", true).await;
        it.ruth.takes_aside(amina).await;
        it.amina.sees(amina, Some(ruth)).await;
        sees(&mut it.third, amina, Some(ruth)).await;
        it.amina.ear.gets(10).await;
        match way {
            "her page closes" => drop(it.amina.line.socket.close(None).await),
            "who leads closes hers" => drop(it.ruth.line.socket.close(None).await),
            "put out" => drop(it.leads.does(&it.group, "put-out", it.member.0.membership.map(|it| it.to_string()).as_deref()).await),
            _ => drop(it.leads.does(&it.group, "end", None).await),
        }
        if way == "end" {
            for one in [&mut it.ruth, &mut it.amina] {
                assert!((4001..=4002).contains(&one.line.ends().await));
            }
            falls_silent(&it.amina.ear).await;
            continue;
        }
        let left = if way == "who leads closes hers" { amina } else { ruth };
        let is = sees(&mut it.third, left, None).await;
        assert_eq!(is["voice"], false, "{way}: {is}");
        assert_eq!(it.ear.gets_within(20).await, 0, "{way}");
        let one = if left == amina { &mut it.amina } else { &mut it.ruth };
        one.line.switches("voice", true).await;
        it.ear.gets(10).await;
    }
}

#[actix_web::test]
async fn only_who_leads_takes_somebody_aside_and_only_one_who_takes_part() {
    let shelter = patient().await;
    let (group, meeting) = group(&shelter).await;
    let mut leads = shelter.begins(&group).await;
    let pilar = shelter.interpreter_comes_in(&group, meeting, &mut leads).await;
    let (_, amina) = shelter.comes_in(&group, &mut leads, "Juniper").await;
    let (_, bea) = shelter.comes_in(&group, &mut leads, "Lantern").await;
    let mut ruth = Line::open(&shelter, &group, &leads).await;
    let mut interprets = Line::open(&shelter, &group, &pilar).await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    let aside = |it: u64| json!({ "t": "aside", "a": it });
    // Whoever asks, and about whom: nothing of it happens. What each says next comes, and says that nobody is aside.
    second.sends(aside(first.me)).await;
    second.sends(aside(ruth.me)).await;
    interprets.sends(aside(first.me)).await;
    for wrong in [interprets.me, ruth.me, 999] {
        ruth.sends(aside(wrong)).await;
    }
    first.sends(json!({ "t": "away", "on": true })).await;
    first.hears_of("is", |it| it["away"] == true).await;
    ruth.sends(aside(first.me)).await; // she would not hear it
    for line in [&mut second, &mut interprets, &mut ruth] {
        line.sends(json!({ "t": "types", "on": true })).await;
        let own = line.me;
        line.hears_of("is", |it| it["a"].as_u64() == Some(own) && it["types"] == true).await;
    }
    first.sends(json!({ "t": "away", "on": false })).await;
    ruth.hears_of("is", |it| it["a"].as_u64() == Some(first.me) && it["away"] == false).await;
    assert!(!ruth.heard.iter().any(|it| it["aside"].is_u64()), "{:?}", ruth.heard);
    // Nobody is in two of them, and nobody is taken out of one by a third.
    ruth.sends(aside(first.me)).await;
    ruth.hears_of("is", |it| it["a"].as_u64() == Some(first.me) && it["aside"].is_u64()).await;
    ruth.sends(aside(second.me)).await;
    second.sends(json!({ "t": "aside" })).await;
    // What is said in the room comes to the two by no other way either.
    interprets.sends(json!({ "t": "caption", "b": "canary-room" })).await;
    second.hears_of("caption", |it| it["b"] == "canary-room").await;
    let own = first.me;
    first.hears_of("is", |it| it["a"].as_u64() == Some(own) && it["aside"].is_u64()).await;
    first.sends(json!({ "t": "aside" })).await;
    first.hears_of("is", |it| it["a"].as_u64() == Some(own) && it["aside"].is_null()).await;
    interprets.sends(json!({ "t": "caption", "b": "canary-again" })).await;
    first.hears_of("caption", |it| it["b"] == "canary-again").await;
    assert!(!first.heard.iter().any(|it| it["b"] == "canary-room"), "{:?}", first.heard);
    assert!(!second.heard.iter().any(|it| it["a"].as_u64() == Some(second.me) && it["aside"].is_u64()), "{:?}", second.heard);
}

/// Whoever needs one could not be spoken with privately otherwise.
#[actix_web::test]
async fn an_interpreter_is_brought_in_by_who_leads_alone_and_goes_back_without_ending_it() {
    let mut it = meeting().await;
    let (ruth, amina, bea) = (it.ruth.line.me, it.amina.line.me, it.bea.line.me);
    let pilar = it.shelter.interpreter_comes_in(&it.group, it.id, &mut it.leads).await;
    let mut pilar = Line::open(&it.shelter, &it.group, &pilar).await;
    let ear = Ear::new().await;
    ear.agrees_to_all(&mut pilar, 3).await;
    for one in [&mut it.ruth, &mut it.amina] {
        one.line.switches("voice", true).await;
    }
    it.ruth.takes_aside(amina).await;
    pilar.hears_of("is", |is| is["a"].as_u64() == Some(amina) && is["aside"].is_u64()).await;
    falls_silent(&ear).await;
    // Not by the other of the two, and not by herself.
    it.amina.takes_aside(pilar.me).await;
    pilar.sends(json!({ "t": "aside", "a": amina })).await;
    assert_eq!(ear.gets_within(20).await, 0, "she hears what is said aside");
    assert!(!pilar.heard.iter().any(|is| is["a"].as_u64() == Some(pilar.me) && is["aside"].is_u64()));

    it.ruth.takes_aside(pilar.me).await;
    sees(&mut it.third, pilar.me, Some(ruth)).await;
    ear.gets(20).await;
    // The two are heard by her, one as the other, and by nobody else.
    for one in [&mut it.ruth, &mut it.amina] {
        one.line.switches("voice", false).await;
        ear.gets(20).await;
        one.line.switches("voice", true).await;
    }
    assert_eq!((it.ear.gets_within(20).await, it.bea.ear.gets_within(20).await), (0, 0), "others hear what is said aside");
    // Her captions go to the two, and what the room says does not come to her.
    pilar.sends(json!({ "t": "caption", "b": "canary-aside" })).await;
    it.amina.line.hears_of("caption", |it| it["b"] == "canary-aside").await;
    it.bea.line.switches("voice", true).await;
    it.ear.gets(20).await;
    for one in [&mut it.ruth, &mut it.amina] {
        one.line.switches("voice", false).await;
    }
    falls_silent(&ear).await;

    // She goes back alone, and the two go on.
    pilar.sends(json!({ "t": "aside" })).await;
    sees(&mut it.third, pilar.me, None).await;
    ear.gets(20).await;
    it.bea.line.switches("voice", false).await;
    falls_silent(&it.ear).await;
    it.amina.line.switches("voice", true).await;
    it.ruth.ear.gets(20).await;
    assert_eq!((it.ear.gets_within(20).await, ear.gets_within(20).await), (0, 0), "it ended with her going");

    // Who is left without the two is back with everybody.
    it.ruth.takes_aside(pilar.me).await;
    sees(&mut it.third, pilar.me, Some(ruth)).await;
    it.amina.goes_back().await;
    let mut all = vec![ruth, amina, pilar.me];
    while !all.is_empty() {
        let is = it.third.hears_of("is", |is| is["aside"].is_null() && is["a"].as_u64().is_some_and(|a| all.contains(&a))).await;
        assert_eq!(is["voice"], false, "what was meant for them goes to all: {is}");
        all.retain(|it| is["a"].as_u64() != Some(*it));
    }
    assert!(!it.third.heard.iter().any(|it| it["b"] == "canary-aside"), "{:?}", it.third.heard);
    it.bea.line.switches("voice", true).await;
    ear.gets(10).await;
    assert!(!it.third.heard.iter().any(|is| is["a"].as_u64() == Some(bea) && is["aside"].is_u64()));
}
