//! Who is in, and since when: one by one, by a facilitator's hand, and never by anything else.
use hearth_core::{
    group::{facilitation, lifecycle, meeting, membership},
    joining::consent,
    locale::Language,
    person::freeze,
    table::{self, meeting::MeetingState},
};
use sea_orm::EntityTrait;
use support::{Browser, GroupOf, Shelter};

async fn room(browser: &mut Browser, group: &GroupOf) -> support::Page {
    browser.get(&format!("{}/forum", group.address())).await
}

/// Whether she is in the room, and not before its door.
async fn is_in(browser: &mut Browser, group: &GroupOf) -> bool {
    let page = room(browser, group).await;
    page.status == 200 && page.body.contains("/forum/new")
}

#[actix_web::test]
async fn before_the_time_there_is_a_page_without_names_or_counts_then_a_door_then_the_room() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let (amina, mut browser) = shelter.member_of(&group, "Juniper").await;
    let before = room(&mut browser, &group).await;
    assert!(before.body.contains("Next meeting") && before.body.contains("13:00 to 14:00"), "{}", before.body);
    assert!(before.says("Spoken here: English, French."), "{}", before.body);
    assert!(
        before.body.contains("data-ahead=\"-240\"") || before.body.contains("data-ahead=\"-300\""),
        "its own clock cannot be asked: {}",
        before.body
    );
    for not in ["Ruth", "Tuesday circle", "Juniper"] {
        assert!(!before.body.contains(not), "{not} stands on the page before");
    }
    let early = browser.post(&format!("{}/meeting", group.address()), &[("near", "no")]).await;
    assert_eq!(early.status, 409, "nobody can be at a door that is shut");
    shelter.minutes_pass(25).await;
    room(&mut browser, &group).await;
    shelter.minutes_pass(26).await;
    let door = room(&mut browser, &group).await;
    assert!(door.body.contains("The door is open") && door.body.contains("Juniper"), "{}", door.body);
    let waiting = browser.post(&format!("{}/meeting", group.address()), &[("near", "maybe")]).await;
    assert!(waiting.body.contains("You are at the door"), "{}", waiting.body);
    assert!(waiting.body.contains("http-equiv=\"refresh\""), "without a script it would wait for ever");
    let mut ruth = shelter.begins(&group).await;
    let console = ruth.get(&format!("{}/meeting", group.address())).await;
    assert!(console.body.contains("Juniper") && console.body.contains("Someone may come near"), "{}", console.body);
    ruth.does(&group, "let-in", amina.membership.map(|it| it.to_string()).as_deref()).await;
    assert!(is_in(&mut browser, &group).await);
    assert_eq!(shelter.files_with("maybe"), Vec::<String>::new(), "the answer is on the disk");
}

/// The failure of others: the host arrives, and everybody who came early is in.
#[actix_web::test]
async fn whoever_came_early_is_not_let_in_by_a_facilitators_arrival() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    shelter.minutes_pass(51).await;
    let mut early = Vec::new();
    for number in 0..20 {
        early.push(shelter.member_of(&group, &format!("Heron {number}")).await);
    }
    for (_, browser) in &mut early {
        browser.post(&format!("{}/meeting", group.address()), &[("near", "no")]).await;
    }
    let mut ruth = shelter.begins(&group).await;
    for (_, browser) in &mut early {
        assert!(!is_in(browser, &group).await, "she is in, and nobody let her in");
    }
    let (first, browser) = &mut early[0];
    ruth.does(&group, "let-in", first.membership.map(|it| it.to_string()).as_deref()).await;
    assert!(is_in(browser, &group).await, "the witness: who is let in is in");
    for (_, browser) in &mut early[1..] {
        assert!(!is_in(browser, &group).await);
    }
}

#[actix_web::test]
async fn new_arrivals_see_nothing_said_before_and_no_more_come_in_than_there_is_room_for() {
    let shelter = Shelter::open().await;
    shelter.lets_newcomers_talk().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let mut ruth = shelter.begins(&group).await;
    let (_, mut amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    amina.get(&format!("{}/forum/new", group.address())).await;
    amina.post(&format!("{}/forum/new", group.address()), &[("title", "First words"), ("words", "Said before she came."), ("send", "as-is")]).await;
    shelter.minutes_pass(1).await;
    let (_, mut bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    assert!(!room(&mut bea, &group).await.body.contains("First words"), "she sees what was said before she was let in");
    assert!(room(&mut amina, &group).await.body.contains("First words"), "the witness: it was said");
    for number in 2..12 {
        shelter.comes_in(&group, &mut ruth, &format!("Wren {number}")).await;
    }
    let (_, mut one_more) = shelter.comes_in(&group, &mut ruth, "One too many").await;
    assert!(!is_in(&mut one_more, &group).await, "there was room for twelve");
}

#[actix_web::test]
async fn who_is_not_let_in_is_told_kindly_and_learns_nothing_of_the_others() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let mut ruth = shelter.begins(&group).await;
    shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let (amina, mut browser) = shelter.member_of(&group, "Juniper").await;
    browser.post(&format!("{}/meeting", group.address()), &[]).await;
    ruth.does(&group, "decline", amina.membership.map(|it| it.to_string()).as_deref()).await;
    let told = room(&mut browser, &group).await;
    assert!(told.body.contains("Thank you for coming") && told.body.contains("/services"), "{}", told.body);
    assert!(!told.body.contains("Lantern"));
    let again = browser.post(&format!("{}/meeting", group.address()), &[]).await;
    assert_eq!(again.status, 409, "she is at the door again");
    // An outsider, and somebody of another group, find nothing there at all.
    let other = shelter.open_group("forum").await;
    let (_, mut outsider) = shelter.member_of(&other, "Sparrow").await;
    let nothing = outsider.get(&format!("{}/meeting", group.address())).await;
    let nowhere = outsider.get("/g/0123456789abcdef0123456789abcdef/meeting").await;
    assert_eq!((nothing.status, nowhere.status), (404, 404));
    let act = outsider.post(&format!("{}/meeting/do", group.address()), &[("act", "begin")]).await;
    assert_eq!(act.status, 404);
    let not_hers = browser.post(&format!("{}/meeting/do", group.address()), &[("act", "end")]).await;
    assert_eq!(not_hers.status, 404, "a participant ends the meeting");
}

/// A script has its page already, and is told that it was heard; a form leads back to the room.
#[actix_web::test]
async fn who_steps_away_is_away_for_those_who_lead_and_for_nobody_else() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let mut ruth = shelter.begins(&group).await;
    let (_, mut witness) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let (_, browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (meeting, tell) = (format!("{}/meeting", group.address()), format!("{}/meeting/tell", group.address()));
    let mut by_script = browser.adding("Accept", "application/json");
    let heard = by_script.post_once(&tell, &[("away", "yes")]).await;
    assert_eq!((heard.status, heard.body.as_str()), (204, ""));
    assert!(ruth.get(&meeting).await.says("Away"));
    assert!(!room(&mut witness, &group).await.says("Away"), "another was told");
    by_script.post_once(&tell, &[("away", "no")]).await;
    assert!(!ruth.get(&meeting).await.says("Away"));
    let led = witness.post_once(&tell, &[("away", "yes")]).await;
    assert_eq!((led.status, led.header("location")), (303, Some(format!("{}/forum", group.address()).as_str())));
}

#[actix_web::test]
async fn a_meeting_that_nobody_leads_stays_shut() {
    let shelter = Shelter::open().await;
    let (group, id) = shelter.group_that_meets("forum").await;
    let place = group.facilitator.membership.expect("a place");
    // Named and let go: her name counts no longer.
    facilitation::let_go(&shelter.kernel, group.facilitator.id, group.id, place).await.expect("let go");
    shelter.minutes_pass(55).await;
    let found = meeting::get(&shelter.kernel, group.id, id).await.expect("there");
    assert_eq!(found.state, MeetingState::Planned, "its doors opened");
}

#[actix_web::test]
async fn whatever_ends_her_part_puts_her_out_of_the_room_with_the_next_request() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let mut ruth = shelter.begins(&group).await;
    let by =
        hearth_core::admission::admit(&shelter.kernel, group.facilitator.id, group.id, hearth_core::admission::Intent::Help).await.expect("hers");
    let (_, mut witness) = shelter.comes_in(&group, &mut ruth, "Witness").await;
    // Put out by hand: back at the door.
    let (amina, mut browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    assert!(is_in(&mut browser, &group).await);
    ruth.does(&group, "put-out", amina.membership.map(|it| it.to_string()).as_deref()).await;
    assert!(room(&mut browser, &group).await.body.contains("The door is open"));
    // Removed: from everything.
    let (bea, mut browser) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    membership::end(&shelter.kernel, &by, bea.membership.expect("a place"), "agreement").await.expect("ended");
    assert_eq!(room(&mut browser, &group).await.status, 404);
    // Her consent ended.
    let (chloe, mut browser) = shelter.comes_in(&group, &mut ruth, "Paper Boat").await;
    let place = table::membership::Entity::find_by_id(chloe.membership.expect("a place")).one(shelter.kernel.store.reader()).await.expect("read");
    consent::withdraw(&shelter.kernel, &place.expect("there"), "keep-words", Language::En).await.expect("withdrawn");
    assert!(!is_in(&mut browser, &group).await);
    // Her account is frozen.
    let (dora, mut browser) = shelter.comes_in(&group, &mut ruth, "Sparrow").await;
    freeze::freeze(&shelter.kernel, dora.id, None).await.expect("frozen");
    assert!(!is_in(&mut browser, &group).await);
    // She left in a hurry: her seat does not stay behind.
    let (eva, mut browser) = shelter.comes_in(&group, &mut ruth, "Wren").await;
    browser.post("/leave", &[]).await;
    let console = ruth.get(&format!("{}/meeting", group.address())).await;
    assert!(!console.body.contains(&eva.membership.expect("a place").to_string()), "her seat stayed behind");
    assert!(is_in(&mut witness, &group).await, "nothing happened to the witness");
    // Locked down: everybody but staff is out.
    lifecycle::lock_down(&shelter.kernel, group.facilitator.id, group.id).await.expect("locked");
    assert!(!is_in(&mut witness, &group).await);
}

#[actix_web::test]
async fn after_a_restart_nobody_is_in_until_somebody_lets_each_in_again() {
    let shelter = Shelter::open().await;
    let (group, id) = shelter.group_that_meets("forum").await;
    let mut ruth = shelter.begins(&group).await;
    let (_, mut browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    assert!(is_in(&mut browser, &group).await);
    let shelter = shelter.restarted().await;
    shelter.looks().await;
    assert_eq!(meeting::get(&shelter.kernel, group.id, id).await.expect("there").state, MeetingState::Open);
    let mut again = shelter.browser();
    again.cookies = browser.cookies;
    let mut browser = again;
    assert!(room(&mut browser, &group).await.body.contains("The door is open"));
}
