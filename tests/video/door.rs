//! Who is in: the core's door is the only one, for the line and for the page alike.
use crate::arrange::{Line, group, patient, request, two};
use std::time::Instant;

#[actix_web::test]
async fn nobody_has_a_line_before_somebody_lets_her_in() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let (_, early) = shelter.member_of(&group, "Wren").await;
    assert_eq!(shelter.connect(request(&shelter, &group, &early)).await.err(), Some(409), "before the doors");
    let mut ruth = shelter.begins(&group).await;
    let (amina, mut browser) = shelter.member_of(&group, "Juniper").await;
    assert_eq!(shelter.connect(request(&shelter, &group, &browser)).await.err(), Some(409), "at the open door");
    browser.post(&format!("{}/meeting", group.address()), &[("near", "no")]).await;
    assert_eq!(shelter.connect(request(&shelter, &group, &browser)).await.err(), Some(409), "she has knocked");
    assert!(!browser.get(&format!("{}/video", group.address())).await.body.contains("id=\"call\""), "the page itself");
    ruth.does(&group, "let-in", amina.membership.map(|it| it.to_string()).as_deref()).await;
    let line = Line::open(&shelter, &group, &browser).await;
    assert_eq!(line.heard[0]["carries"], true, "{:?}", line.heard);
    assert!(browser.get(&format!("{}/video", group.address())).await.body.contains("id=\"call\""), "the witness: who is in has the page");
    // And whoever is of no group, or comes from another page.
    let stranger = shelter.browser();
    assert!(matches!(shelter.connect(request(&shelter, &group, &stranger)).await.err(), Some(303 | 401 | 403 | 404)));
    let mut elsewhere = request(&shelter, &group, &browser);
    elsewhere.headers_mut().insert("origin", "https://elsewhere.example".parse().expect("an origin"));
    assert_eq!(shelter.connect(elsewhere).await.err(), Some(403));
}

#[actix_web::test]
async fn the_name_is_the_houses_and_each_is_told_who_is_there() {
    let (shelter, group, _ruth, amina, bea) = two().await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    let seen = first.hears_of("who", |it| it["name"] == "Lantern").await;
    assert_eq!((&seen["voice"], &seen["camera"], &seen["staff"]), (&false.into(), &false.into(), &false.into()), "{seen}");
    second.hears_of("who", |it| it["name"] == "Juniper").await;
    second.sends(serde_json::json!({ "t": "on", "of": "voice", "on": true, "name": "Ruth", "a": first.me })).await;
    let is = first.hears("is").await;
    assert_eq!((is["a"].as_u64(), &is["voice"]), (Some(second.me), &true.into()), "{is}");
    let everything = serde_json::to_string(&first.heard).expect("JSON");
    assert!(!everything.contains("Ruth"), "{everything}");
    // One page a person: the newer one is hers.
    let again = Line::open(&shelter, &group, &bea).await;
    assert_eq!(second.ends().await, 4004);
    let gone = first.hears("gone").await;
    assert_eq!(gone["a"].as_u64(), Some(second.me));
    first.hears_of("who", |it| it["a"].as_u64() == Some(again.me)).await;
}

#[actix_web::test]
async fn a_camera_stays_off_where_the_group_has_none_or_enough() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let set = hearth_video::Settings { most_cameras: 1, ..hearth_video::Settings::default() };
    hearth_core::settings::change(&shelter.kernel, Some(group.id), None, &set).await.expect("set");
    let mut ruth = shelter.begins(&group).await;
    let (_, amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    first.switches("camera", true).await;
    second.hears_of("is", |it| it["camera"] == true).await;
    second.switches("camera", true).await;
    let no = second.hears("no").await;
    assert!(no["of"] == "camera" && no["words"].as_str().is_some_and(|it| it.contains("as this group allows")), "{no}");
    first.switches("camera", false).await;
    second.hears_of("is", |it| it["a"].as_u64() == Some(first.me) && it["camera"] == false).await;
    second.switches("camera", true).await;
    first.hears_of("is", |it| it["a"].as_u64() == Some(second.me) && it["camera"] == true).await;
}

#[actix_web::test]
async fn a_facilitator_can_switch_off_and_nobody_can_switch_on() {
    let (shelter, group, ruth, amina, bea) = two().await;
    let mut first = Line::open(&shelter, &group, &amina).await;
    let mut second = Line::open(&shelter, &group, &bea).await;
    let mut staff = Line::open(&shelter, &group, &ruth).await;
    first.switches("voice", true).await;
    staff.hears_of("is", |it| it["voice"] == true).await;
    let quiet = serde_json::json!({ "t": "quiet", "a": first.me, "of": "voice" });
    // Another participant's page is not listened to: what she does next comes, and the microphone is still on.
    second.sends(quiet.clone()).await;
    second.switches("voice", true).await;
    let next = first.hears_of("is", |it| it["a"].as_u64() == Some(second.me)).await;
    assert_eq!(next["voice"], true, "{next}");
    assert!(!first.heard.iter().any(|it| it["t"] == "is" && it["a"].as_u64() == Some(first.me) && it["voice"] == false), "{:?}", first.heard);
    staff.sends(quiet).await;
    let own = first.me;
    let is = first.hears_of("is", |it| it["a"].as_u64() == Some(own) && it["voice"] == false).await;
    assert_eq!(is["camera"], false);
    // On again is hers alone: whoever else asks for it only switches her own.
    staff.sends(serde_json::json!({ "t": "on", "of": "voice", "on": true, "a": first.me })).await;
    let is = first.hears_of("is", |it| it["voice"] == true && it["a"].as_u64() != Some(second.me)).await;
    assert_eq!(is["a"].as_u64(), Some(staff.me), "{is}");
}

/// The one page of the house that may use a microphone and a camera is the room.
#[actix_web::test]
async fn only_the_room_may_use_a_microphone_and_a_camera() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (_, mut amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let mut policy = async |path: &str| {
        let page = amina.get(path).await;
        (page.body.contains("id=\"call\""), page.header("permissions-policy").map(str::to_owned).unwrap_or_default())
    };
    let (is_room, room) = policy(&format!("{}/video", group.address())).await;
    assert!(is_room);
    assert!(room.contains("camera=(self)") && room.contains("microphone=(self)") && room.contains("display-capture=()"), "{room}");
    assert!(room.contains("geolocation=()") && !room.contains('*'), "{room}");
    for path in ["/choices".to_owned(), "/services".to_owned(), "/device".to_owned(), format!("{}/staff", group.address())] {
        let (is_room, other) = policy(&path).await;
        assert!(!is_room, "{path} leads into the room");
        assert!(other.contains("camera=()") && other.contains("microphone=()"), "{path}: {other}");
    }
    // Nobody waits long for a room that closes.
    let began = Instant::now();
    let mut line = Line::open(&shelter, &group, &amina).await;
    ruth.does(&group, "end", None).await;
    assert!((4001..=4002).contains(&line.ends().await) && began.elapsed().as_secs() < 5);
}
