//! How a sign-in ends: on the server, at once, and by itself.
use crate::talking::patient;
use hearth_core::{
    clock::{HOUR, MINUTE},
    person::sign_in,
    table::{role::SiteRole, sign_in::Door},
};
use std::time::Duration;
use support::{Browser, Shelter};

/// NOT-4, S23: whoever kept a copy of the cookie holds nothing after she left.
#[actix_web::test]
async fn leaving_ends_the_sign_in_on_the_server_too() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    assert!(browser.get("/choices").await.says("How things are set"));
    let mut copy = browser.clone();
    browser.send("POST", "/leave", &[], None).await;
    assert!(!copy.get("/choices").await.says("How things are set"), "the cookie still opens her place");
    assert!(sign_in::list(&shelter.kernel, her.id).await.expect("a list").is_empty());
}

/// IA-13: one click ends every other device, and not this one.
#[actix_web::test]
async fn she_signs_out_every_other_device_and_stays_herself() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (her, mut here) = shelter.member_of(&group, "Amina").await;
    let mut there = shelter.signed_in(her.id, Door::Member).await;
    assert!(there.get("/choices").await.says("How things are set"));
    here.get("/choices").await;
    here.post("/choices/devices", &[]).await;
    assert!(!there.get("/choices").await.says("How things are set"), "the other device is still signed in");
    assert!(here.get("/choices").await.says("How things are set"));
}

async fn is_in(browser: &mut Browser, page: &str) -> bool {
    let answer = browser.send("GET", page, &[], None).await;
    answer.status == 200 && (answer.says("How things are set") || page.starts_with("/staff"))
}

/// IA-12: a member's sign-in rests thirty minutes, one of staff fifteen; used all the time, they end after a day and twelve hours.
#[actix_web::test]
async fn a_sign_in_lapses_when_it_rests_and_when_it_is_old() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (her, _) = shelter.member_of(&group, "Amina").await;
    let ruth = shelter.staff("Nadia", &[SiteRole::Administrator]).await;
    let doors: [(_, _, _, Duration, Duration); 2] =
        [(her.id, Door::Member, "/choices", 30 * MINUTE, 24 * HOUR), (ruth.id, Door::Staff, "/staff/account", 15 * MINUTE, 12 * HOUR)];
    for (person, door, page, idle, longest) in doors {
        let mut browser = shelter.signed_in(person, door).await.with_script();
        shelter.pass(idle - MINUTE);
        assert!(is_in(&mut browser, page).await, "{page}: before its rest was over");
        shelter.pass(idle + MINUTE);
        assert!(!is_in(&mut browser, page).await, "{page}: after it rested");
        let mut busy = shelter.signed_in(person, door).await.with_script();
        let (step, begun) = (idle - MINUTE, shelter.clock.now());
        while begun + longest > shelter.clock.now() + step {
            shelter.pass(step);
            assert!(is_in(&mut busy, page).await, "{page}: in use");
        }
        shelter.pass(step);
        assert!(!is_in(&mut busy, page).await, "{page}: older than it may be");
    }
}
