//! What is heard, and when it stops. A real voice comes to a real ear through the relay; what stops it stops it there, for the voice
//! itself goes on speaking.
use crate::arrange::{AT_ONCE, Ear, Line, SOON, STEP, Voice, group, patient};
use hearth_core::table::sign_in::Door;
use hearth_video::rooms::Rooms;
use std::time::Instant;
use support::{Browser, GroupOf, Person, Shelter};
use tokio::time::{interval, timeout};

struct Meeting {
    shelter: Shelter,
    group: GroupOf,
    ruth: Browser,
    amina: Person,
    speaks: Line,
    hears: Line,
    voice: Voice,
    ear: Ear,
    offer: String,
}

/// Juniper's microphone reaches the house, and Lantern listens. Juniper is still muted.
async fn meeting() -> Meeting {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (amina, first) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, second) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let mut speaks = Line::open(&shelter, &group, &first).await;
    let mut hears = Line::open(&shelter, &group, &second).await;
    let ear = Ear::new().await;
    let voice = Voice::begins(&mut speaks).await;
    let offer = ear.agrees(&mut hears).await;
    let slot = hears.hears("slot").await;
    assert_eq!((slot["a"].as_u64(), &slot["of"]), (Some(speaks.me), &"voice".into()), "{slot}");
    Meeting { shelter, group, ruth, amina, speaks, hears, voice, ear, offer }
}

/// Until nothing more comes: nothing while a voice has ten packets.
async fn falls_silent(ear: &Ear, began: Instant) {
    while ear.gets_within(10).await > 0 {
        assert!(began.elapsed() < AT_ONCE, "it is still heard");
    }
}

#[actix_web::test]
async fn nobody_is_heard_before_she_switches_her_microphone_on() {
    let mut it = meeting().await;
    assert_eq!(it.ear.gets_within(30).await, 0, "muted, she is heard");
    it.speaks.switches("voice", true).await;
    it.ear.gets(20).await;
    let began = Instant::now();
    it.speaks.switches("voice", false).await;
    falls_silent(&it.ear, began).await;
    it.speaks.switches("voice", true).await;
    it.ear.gets(20).await;
}

#[actix_web::test]
async fn put_out_she_is_heard_no_more_and_nothing_of_her_stays_behind() {
    let mut it = meeting().await;
    it.speaks.switches("voice", true).await;
    it.ear.gets(20).await;
    let began = Instant::now();
    it.ruth.does(&it.group, "put-out", it.amina.membership.map(|it| it.to_string()).as_deref()).await;
    assert_eq!(it.speaks.ends().await, 4001);
    falls_silent(&it.ear, began).await;
    it.hears.hears("gone").await;
    // The witness is still there; then goes as well, and the ports know nobody.
    let rooms = it.shelter.kernel.held::<Rooms>();
    assert!(rooms.ports().expect("a port").1.0 > 0, "the witness is known");
    drop(it.hears);
    let mut step = interval(STEP);
    let all_gone = async {
        while rooms.ports().expect("a port").1 != (0, 0, 0) {
            step.tick().await;
        }
    };
    timeout(SOON, all_gone).await.expect("nothing stays at the ports");
    drop(it.voice);
}

#[actix_web::test]
async fn whatever_ends_her_part_ends_her_voice() {
    for way in ["devices", "break", "leave", "end", "lock"] {
        let mut it = meeting().await;
        it.speaks.switches("voice", true).await;
        it.ear.gets(10).await;
        let place = it.amina.membership.expect("a place");
        let began = Instant::now();
        let mut browser = it.shelter.signed_in(it.amina.id, Door::Member).await;
        match way {
            "devices" => drop(browser.post_once("/choices/devices", &[]).await),
            "break" => drop(browser.post_once(&format!("/choices/break/{place}"), &[]).await),
            "leave" => drop(browser.post_once(&format!("/choices/leave/{place}"), &[("how", "leave-words")]).await),
            "end" => drop(it.ruth.does(&it.group, "end", None).await),
            _ => {
                hearth_core::group::lifecycle::lock_down(&it.shelter.kernel, it.group.facilitator.id, it.group.id).await.expect("locked");
            }
        }
        falls_silent(&it.ear, began).await;
        assert!((4001..=4002).contains(&it.speaks.ends().await), "{way}");
    }
}

#[actix_web::test]
async fn held_up_nobody_is_heard_and_when_it_goes_on_everybody_is_muted() {
    let mut it = meeting().await;
    it.speaks.switches("voice", true).await;
    it.ear.gets(20).await;
    let began = Instant::now();
    it.ruth.does(&it.group, "pause", None).await;
    falls_silent(&it.ear, began).await;
    it.speaks.hears_of("state", |it| it["state"]["stopped"].is_string()).await;
    it.speaks.switches("voice", true).await;
    assert_eq!(it.ear.gets_within(20).await, 0, "she switches herself on while it is held up");
    it.ruth.does(&it.group, "resume", None).await;
    it.speaks.hears_of("state", |it| !it["state"]["stopped"].is_string()).await;
    assert_eq!(it.ear.gets_within(20).await, 0, "she is heard without having switched on");
    it.speaks.switches("voice", true).await;
    it.ear.gets(20).await;
    // No facilitator for more than a minute: the clock alone does it.
    let began = Instant::now();
    it.shelter.pass(hearth_core::group::meeting::UNATTENDED + std::time::Duration::from_secs(1));
    it.shelter.looks().await;
    falls_silent(&it.ear, began).await;
}

#[actix_web::test]
async fn who_steps_away_neither_hears_nor_is_heard() {
    let mut it = meeting().await;
    it.speaks.switches("voice", true).await;
    it.ear.gets(20).await;
    let began = Instant::now();
    it.hears.sends(serde_json::json!({ "t": "away", "on": true })).await;
    falls_silent(&it.ear, began).await;
    it.hears.sends(serde_json::json!({ "t": "away", "on": false })).await;
    it.ear.gets(20).await;
    it.speaks.sends(serde_json::json!({ "t": "away", "on": true })).await;
    falls_silent(&it.ear, Instant::now()).await;
}

/// RTC-1: the house's own address is the only one that a page is told, whatever the others' pages sent.
#[actix_web::test]
async fn no_page_is_told_an_address_but_the_houses() {
    let it = meeting().await;
    let house = it.shelter.kernel.held::<Rooms>().ports().expect("a port").0;
    let own = it.voice.connection.local_description().await.expect("a description").sdp;
    let theirs: Vec<&str> = own.lines().filter_map(|it| it.strip_prefix("a=candidate:")?.split(' ').nth(5)).collect();
    assert!(!theirs.is_empty(), "the test's page names its addresses, as a browser may");
    let mut all = serde_json::to_string(&it.hears.heard).expect("JSON");
    all.push_str(&serde_json::to_string(&it.speaks.heard).expect("JSON"));
    assert!(it.offer.contains("a=candidate:"), "{}", it.offer);
    let told: Vec<String> = all.split("\\r\\n").filter(|it| it.starts_with("a=candidate:")).map(str::to_owned).collect();
    assert!(told.len() >= 4, "{told:?}");
    let at = format!(" {} {} ", house.ip(), house.port());
    assert!(told.iter().all(|it| it.contains(&at)), "{told:?}");
    for port in theirs {
        assert!(!all.contains(&format!(" {port} ")), "port {port} of another page was told");
    }
}
