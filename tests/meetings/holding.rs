//! Holding a meeting: a facilitator is there or nothing goes on; hold, slow, turns, last words, the end.
use hearth_core::{
    group::meeting::{self, UNATTENDED},
    table::meeting::MeetingState,
};
use std::time::Duration;
use support::{Browser, GroupOf, Page, Shelter};

async fn says(browser: &mut Browser, group: &GroupOf, title: &str) -> Page {
    let address = format!("{}/forum/new", group.address());
    browser.get(&address).await;
    browser.post(&address, &[("title", title), ("words", "Some words."), ("send", "as-is")]).await
}

async fn sees(browser: &mut Browser, group: &GroupOf, title: &str) -> bool {
    browser.get(&format!("{}/forum", group.address())).await.says(title)
}

async fn running(shelter: &Shelter) -> (GroupOf, hearth_core::id::MeetingId, Browser) {
    shelter.lets_newcomers_talk().await;
    let (group, id) = shelter.group_that_meets("forum").await;
    let ruth = shelter.begins(&group).await;
    (group, id, ruth)
}

#[actix_web::test]
async fn without_a_facilitator_for_a_minute_nothing_goes_on_until_one_is_back() {
    let shelter = Shelter::open().await;
    let (group, _, mut ruth) = running(&shelter).await;
    let (amina, mut browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    shelter.pass(UNATTENDED - Duration::from_secs(1));
    assert_eq!(says(&mut browser, &group, "In time").await.status, 200);
    shelter.pass(Duration::from_secs(2));
    let held = says(&mut browser, &group, "Too late").await;
    assert!(held.status == 409 && held.says("The meeting is on hold") && held.says("Some words."), "{}", held.body);
    // Help is never held up.
    let help = browser.post(&format!("{}/staff", group.address()), &[("say", "Are you there?"), ("id", "1")]).await;
    assert_eq!(help.status, 200, "{}", help.body);
    ruth.get(&format!("{}/meeting", group.address())).await;
    assert_eq!(says(&mut browser, &group, "Goes on").await.status, 200);
    assert!(sees(&mut browser, &group, "Goes on").await && !sees(&mut browser, &group, "Too late").await);
    // She says that she goes: at once.
    ruth.does(&group, "hand-over", None).await;
    let gone = shelter.kernel.sittings.find(group.id).expect("held").is_unattended(shelter.clock.now());
    assert!(gone || says(&mut browser, &group, "Nobody there").await.status == 409);
    let _ = amina;
}

#[actix_web::test]
async fn a_meeting_on_hold_takes_no_words_and_lets_nobody_in() {
    let shelter = Shelter::open().await;
    let (group, _, mut ruth) = running(&shelter).await;
    let (_, mut browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    ruth.does(&group, "pause", None).await;
    assert_eq!(says(&mut browser, &group, "While on hold").await.status, 409);
    let (bea, mut at_the_door) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let room = at_the_door.get(&format!("{}/forum", group.address())).await;
    assert!(room.says("You are at the door"), "{:?} came in while it was on hold", bea.name);
    ruth.does(&group, "resume", None).await;
    assert_eq!(says(&mut browser, &group, "Goes on").await.status, 200);
}

#[actix_web::test]
async fn while_everything_is_read_first_nobody_else_sees_it_and_slowly_means_slowly() {
    let shelter = Shelter::open().await;
    let (group, _, mut ruth) = running(&shelter).await;
    let (_, mut amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, mut bea) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let page = format!("{}/meeting", group.address());
    let care = async |ruth: &mut Browser, hold: &str, slow: &str| {
        ruth.get(&page).await;
        ruth.post(&format!("{page}/do"), &[("act", "care"), ("hold", hold), ("slow", slow)]).await
    };
    for hold in ["everything", "new-people"] {
        care(&mut ruth, hold, "0").await;
        says(&mut amina, &group, &format!("Read first: {hold}")).await;
        assert!(!sees(&mut bea, &group, &format!("Read first: {hold}")).await, "{hold}: it was seen before staff read it");
    }
    care(&mut ruth, "matches", "0").await;
    says(&mut amina, &group, "Call me at 514 555 0133").await;
    assert!(!sees(&mut bea, &group, "514 555 0133").await);
    says(&mut amina, &group, "Nothing in it").await;
    assert!(sees(&mut bea, &group, "Nothing in it").await, "the witness: what shows nothing is seen at once");
    care(&mut ruth, "rules", "20").await;
    shelter.pass(Duration::from_secs(21));
    ruth.get(&page).await;
    assert_eq!(says(&mut amina, &group, "One").await.status, 200);
    assert_eq!(says(&mut amina, &group, "Two").await.status, 429);
    shelter.pass(Duration::from_secs(21));
    assert_eq!(says(&mut amina, &group, "Two").await.status, 200);
}

#[actix_web::test]
async fn last_words_are_called_by_the_clock_nobody_comes_in_then_and_it_closes_by_itself() {
    let shelter = Shelter::open().await;
    let (group, id, mut ruth) = running(&shelter).await;
    let (_, mut browser) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    // She is there all the time.
    for _ in 0..6 {
        shelter.minutes_pass(10).await;
        sees(&mut browser, &group, "").await;
        ruth.get(&format!("{}/meeting", group.address())).await;
    }
    let state = async || meeting::get(&shelter.kernel, group.id, id).await.expect("there").state;
    assert_eq!(state().await, MeetingState::Closing);
    ruth.get(&format!("{}/meeting", group.address())).await;
    assert_eq!(says(&mut browser, &group, "Goodbye").await.status, 200, "last words are words");
    let (_, mut late) = shelter.comes_in(&group, &mut ruth, "Late").await;
    assert!(!sees(&mut late, &group, "/forum/new").await, "somebody came in while it closes");
    shelter.minutes_pass(10).await;
    assert_eq!(state().await, MeetingState::Closed);
    let told = says(&mut browser, &group, "Too late").await;
    assert!(told.status == 409 && told.says("Some words."), "what she wrote is not given back: {}", told.body);
}

#[actix_web::test]
async fn turns_go_round_in_the_order_in_which_people_came() {
    let shelter = Shelter::open().await;
    let (group, _, mut ruth) = running(&shelter).await;
    shelter.comes_in(&group, &mut ruth, "Juniper").await;
    shelter.pass(Duration::from_secs(1));
    shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let page = ruth.does(&group, "order", None).await;
    assert!(page.says("Turns: Juniper, Lantern"), "{}", page.body);
    let page = ruth.does(&group, "next", None).await;
    assert!(page.says("Turns: Lantern"), "{}", page.body);
    let page = ruth.does(&group, "next", None).await;
    assert!(page.says("Make an order of turns"), "{}", page.body);
    let long = "word ".repeat(100);
    ruth.get(&format!("{}/meeting", group.address())).await;
    let refused = ruth.post(&format!("{}/meeting/do", group.address()), &[("act", "sheet"), ("stage", "rounds"), ("prompt", &long)]).await;
    assert_eq!(refused.status, 422);
}
