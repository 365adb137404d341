//! Dropping in by a link, and an interpreter's seat: both lead to the door, and both are forgotten when the meeting is over.
use hearth_core::{
    group::meeting,
    joining::{guest, interpreter, meeting_code},
    table::{
        group::{Duration, Vetting},
        meeting::MeetingState,
        membership::{self, MembershipState, Role},
        person,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use support::{Browser, GroupOf, Page, Shelter};

async fn drop_in(shelter: &Shelter) -> (GroupOf, hearth_core::id::MeetingId, String) {
    let (group, id) = shelter
        .group_that_meets_with("forum", |it| {
            it.vetting = Some(Vetting::Lobby);
            it.duration = Some(Duration::DropIn);
            it.keep_hours = None;
        })
        .await;
    let made = meeting_code::make(&shelter.kernel, group.facilitator.id, group.id, id).await.expect("made");
    (group, id, made.code)
}

async fn enters(browser: &mut Browser, code: &str) -> Page {
    browser.get("/come").await;
    browser.post("/come", &[("code", code)]).await
}

/// Somebody whom nobody knows comes to the door under this name.
async fn drops_in(shelter: &Shelter, code: &str, alias: &str) -> (Browser, Page) {
    let mut browser = shelter.browser();
    let page = enters(&mut browser, code).await;
    let shown = page.field("shown").expect("an agreement");
    let door = browser.post("/meet", &[("own", alias), ("shown", &shown), ("agree", "yes")]).await;
    (browser, door)
}

/// How many people are known.
async fn people(shelter: &Shelter) -> u64 {
    let active = person::Entity::find().filter(person::Column::State.eq(person::PersonState::Active));
    active.count(shelter.kernel.store.reader()).await.expect("counted")
}

async fn places(shelter: &Shelter, why: &str) -> Vec<membership::Model> {
    let rows = membership::Entity::find().filter(membership::Column::Why.eq(why)).filter(membership::Column::State.ne(MembershipState::Ended));
    rows.all(shelter.kernel.store.reader()).await.expect("read")
}

#[actix_web::test]
async fn a_guest_is_asked_for_a_name_alone_and_is_at_the_door_in_two_steps() {
    let shelter = Shelter::open().await;
    let (group, _, code) = drop_in(&shelter).await;
    let mut early = shelter.browser();
    let before = enters(&mut early, &code).await;
    assert!(before.says("The door opens at 12:50"), "{}", before.body);
    for not in ["Ruth", "Tuesday circle", "To talk"] {
        assert!(!before.says(not), "before the doors it says {not}");
    }
    shelter.minutes_pass(51).await;
    let page = early.get("/meet").await;
    let asked: Vec<&str> = page.body.split("name=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    for it in asked {
        assert!(
            ["t", "alias", "own", "shown", "agree", "language", "viewport", "robots", "format-detection"].contains(&it),
            "{it} is asked of a guest"
        );
    }
    let (_, door) = drops_in(&shelter, &code, "Quiet Heron").await;
    assert!(door.says("The door is open") && door.says("Quiet Heron"), "{}", door.body);
    // Without the promise, or with a name that is taken, the page comes back with what she typed.
    let mut other = shelter.browser();
    let page = enters(&mut other, &code).await;
    let shown = page.field("shown").expect("an agreement");
    let again = other.post("/meet", &[("own", "Heron quiet"), ("shown", &shown)]).await;
    assert!(again.status == 422 && again.says("Heron quiet"), "{}", again.body);
    let taken = other.post("/meet", &[("own", "quiet heron"), ("shown", &shown), ("agree", "yes")]).await;
    assert_eq!(taken.status, 422);
    assert_eq!(places(&shelter, guest::WHY).await.len(), 1, "whoever only looked left a trace");
    assert!(shelter.facilitator_of(&group).await.get(&format!("{}/meeting", group.address())).await.status == 200);
}

#[actix_web::test]
async fn the_link_leads_to_the_door_and_never_past_it_and_after_the_meeting_nowhere() {
    let shelter = Shelter::open().await;
    let (group, id, code) = drop_in(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (mut browser, _) = drops_in(&shelter, &code, "Quiet Heron").await;
    let room = format!("{}/forum", group.address());
    assert!(browser.get(&room).await.says("The door is open"), "the link led past the door");
    browser.post(&format!("{}/meeting", group.address()), &[("near", "no")]).await;
    let place = places(&shelter, guest::WHY).await.pop().expect("a guest").id.to_string();
    assert!(ruth.get(&format!("{}/meeting", group.address())).await.says("Not known yet"));
    ruth.does(&group, "let-in", Some(&place)).await;
    assert!(browser.get(&room).await.says("/forum/new"), "let in, she is in");
    ruth.does(&group, "end", None).await;
    assert_eq!(meeting::get(&shelter.kernel, group.id, id).await.expect("there").state, MeetingState::Closed);
    let mut late = shelter.browser();
    assert_eq!(enters(&mut late, &code).await.status, 422, "the code still opens something");
}

#[actix_web::test]
async fn when_it_is_over_a_guest_is_known_no_longer_unless_she_chose_to_come_back() {
    let shelter = Shelter::open().await;
    let (group, _, code) = drop_in(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    let (mut goes, _) = drops_in(&shelter, &code, "Quiet Heron").await;
    let (mut stays, _) = drops_in(&shelter, &code, "Paper Boat").await;
    let before = people(&shelter).await;
    let page = stays.post(&format!("{}/meeting/stay", group.address()), &[]).await;
    assert!(page.says("/join/return"), "{}", page.body);
    let words = stays.post("/join/return", &[]).await;
    assert!(words.status == 200 && words.says("<li>"), "{}", words.body);
    ruth.does(&group, "end", None).await;
    assert_eq!(people(&shelter).await, before - 1, "the guest is still known");
    assert!(places(&shelter, guest::WHY).await.is_empty());
    let over = goes.get("/").await;
    assert!(over.says("The meeting is over"), "{}", over.body);
    let outside = goes.get(&format!("{}/meeting", group.address())).await;
    assert!(outside.says("Come back in"), "her sign-in outlived the meeting: {}", outside.body);
    let next = stays.get(&format!("{}/meeting", group.address())).await;
    assert_eq!(next.status, 200, "who stays is at the door of the next one: {}", next.body);
}

#[actix_web::test]
async fn how_many_came_is_kept_and_who_came_is_nowhere() {
    let shelter = Shelter::open().await;
    let (group, id, code) = drop_in(&shelter).await;
    let mut ruth = shelter.begins(&group).await;
    for number in 0..6 {
        let (mut browser, _) = drops_in(&shelter, &code, &format!("Wren {}", ["a", "b", "c", "d", "e", "f"][number])).await;
        browser.post(&format!("{}/meeting", group.address()), &[]).await;
    }
    for place in places(&shelter, guest::WHY).await {
        ruth.does(&group, "let-in", Some(&place.id.to_string())).await;
    }
    ruth.does(&group, "end", None).await;
    assert_eq!(meeting::get(&shelter.kernel, group.id, id).await.expect("there").attended, Some(6));
    let left = membership::Entity::find().filter(membership::Column::Group.eq(group.id)).filter(membership::Column::Role.eq(Role::Participant));
    for row in left.all(shelter.kernel.store.reader()).await.expect("read") {
        assert_eq!(row.state, MembershipState::Ended);
        assert!(row.likeness.is_none(), "the likeness of a name is kept");
    }
}

#[actix_web::test]
async fn an_interpreter_has_a_seat_for_one_meeting_and_sees_no_list_and_nothing_from_before() {
    let shelter = Shelter::open().await;
    shelter.lets_newcomers_talk().await;
    let (group, id) = shelter.group_that_meets("forum").await;
    let secret = interpreter::make(&shelter.kernel, group.facilitator.id, group.id, id, "es").await.expect("made");
    let mut ruth = shelter.begins(&group).await;
    let (_, mut amina) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    amina.get(&format!("{}/forum/new", group.address())).await;
    amina.post(&format!("{}/forum/new", group.address()), &[("title", "Said before"), ("words", "Hello."), ("send", "as-is")]).await;
    shelter.minutes_pass(1).await;
    let mut browser = shelter.browser();
    let page = enters(&mut browser, &secret).await;
    assert!(page.says("Spanish"), "{}", page.body);
    assert_eq!(browser.post("/interpret", &[]).await.status, 422, "nobody interprets without the promise");
    let door = browser.post("/interpret", &[("promise", "yes")]).await;
    assert!(door.says("The door is open"), "{}", door.body);
    let mut second = shelter.browser();
    assert_eq!(enters(&mut second, &secret).await.status, 422, "the link works twice");
    browser.post(&format!("{}/meeting", group.address()), &[]).await;
    let place = places(&shelter, interpreter::WHY).await.pop().expect("a seat");
    ruth.does(&group, "let-in", Some(&place.id.to_string())).await;
    let room = browser.get(&format!("{}/forum", group.address())).await;
    assert!(room.status == 200 && !room.says("Said before") && !room.says("Juniper"), "{}", room.body);
    assert_eq!(browser.post(&format!("{}/meeting/do", group.address()), &[("act", "pause")]).await.status, 404);
    ruth.does(&group, "end", None).await;
    assert!(places(&shelter, interpreter::WHY).await.is_empty(), "the seat outlived the meeting");
    let outside = browser.get(&format!("{}/meeting", group.address())).await;
    assert!(outside.says("Come back in"), "her sign-in outlived the meeting: {}", outside.body);
    assert_eq!(meeting::get(&shelter.kernel, group.id, id).await.expect("there").attended, Some(1), "an interpreter was counted");
}
