//! S42: a sentence before a group meets, for whoever asked for one, and nothing about what it is for.
use crate::{at_noon, says, shelter};
use hearth_core::{
    clock::{DAY, HOUR, MINUTE},
    contact::{
        SendWaiting,
        before::{Before, PutBefore},
        quiet_hours::Hours,
        safe_contact::{self, SafeContact, Way},
    },
    group::{
        lifecycle,
        meeting::plan::{self, Ask},
    },
    job::Job,
    site::Zone,
    table::{group::Timing, meeting_staff::Part},
};
use support::{Carried, GroupOf, Shelter};

/// Tomorrow at one, and Ruth leads it. It is noon now.
async fn meets_tomorrow(shelter: &Shelter) -> GroupOf {
    let group = shelter.open_group_with("carrier", |it| it.timing = Some(Timing::Synchronous)).await;
    plans_tomorrow(shelter, &group).await;
    group
}

async fn plans_tomorrow(shelter: &Shelter, group: &GroupOf) {
    let day = Zone::named("America/Toronto").day_number(shelter.clock.now()) + 1;
    let staff = vec![(group.facilitator.id, Part::Facilitator)];
    let ask = Ask { rule: None, day, minute: 13 * 60, doors: 10, length: 60, grace: 10, capacity: 12, languages: "en".into(), staff };
    plan::plan(&shelter.kernel, group.facilitator.id, group.id, ask).await.unwrap();
}

/// Every day, between these hours, to this number.
fn to(number: &str, from: i32, until: i32, before: Before) -> SafeContact {
    let ways = at_noon().ways.into_iter().map(|it| Way { address: number.into(), ..it }).collect();
    SafeContact { ways, hours: Hours { days: (1..=7).collect(), from: from * 60, to: until * 60 }, before, ..at_noon() }
}

/// The house looks every so often for as long as this.
async fn hours_pass(shelter: &Shelter, hours: u32) {
    for _ in 0..4 * hours {
        PutBefore.run(&shelter.kernel).await.unwrap();
        SendWaiting.run(&shelter.kernel).await.unwrap();
        shelter.pass(15 * MINUTE);
    }
}

fn numbers(carried: &Carried) -> Vec<String> {
    carried.sent().into_iter().map(|(_, number, _)| number).collect()
}

#[actix_web::test]
async fn whoever_asked_for_one_gets_one_sentence_in_her_hours_before_her_group_meets() {
    let (shelter, carried) = shelter().await;
    let group = meets_tomorrow(&shelter).await;
    let other = shelter.open_group("carrier").await;
    for (place, alias, content) in [
        (&group, "Amina", to("514 555 0101", 0, 24, Before::Hour)),
        (&group, "Bea", to("514 555 0102", 0, 24, Before::Nothing)),
        (&group, "Camille", to("514 555 0103", 9, 10, Before::Day)),
        (&group, "Dina", to("514 555 0104", 20, 22, Before::ThreeHours)),
        (&other, "Esi", to("514 555 0105", 0, 24, Before::Day)),
    ] {
        let (her, _) = shelter.member_of(place, alias).await;
        says(&shelter, &her, content).await;
    }
    hours_pass(&shelter, 20).await;
    assert!(carried.sent().is_empty(), "{:?}", carried.sent());
    hours_pass(&shelter, 3).await;
    assert_eq!(numbers(&carried), ["514 555 0103"], "asked for it a day ahead; her hours begin at nine");
    hours_pass(&shelter, 2).await;
    assert_eq!(numbers(&carried), ["514 555 0103", "514 555 0101"]);
    hours_pass(&shelter, 24).await;
    assert_eq!(carried.sent().len(), 2, "once; and nothing after it began, where her hours came too late");
    assert!(carried.sent().iter().all(|(_, _, words)| words == "Your reminder."), "{:?}", carried.sent());
}

#[actix_web::test]
async fn nobody_is_called_to_a_meeting_that_is_not_held_or_after_she_said_stop() {
    let (shelter, carried) = shelter().await;
    let group = meets_tomorrow(&shelter).await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let (bea, _) = shelter.member_of(&group, "Bea").await;
    says(&shelter, &amina, to("514 555 0101", 0, 24, Before::Hour)).await;
    says(&shelter, &bea, to("514 555 0102", 0, 24, Before::ThreeHours)).await;
    hours_pass(&shelter, 20).await;
    safe_contact::end(&shelter.kernel, bea.id).await.unwrap();
    hours_pass(&shelter, 3).await;
    lifecycle::pause(&shelter.kernel, group.facilitator.id, group.id).await.unwrap();
    hours_pass(&shelter, 2).await;
    assert!(carried.sent().is_empty(), "{:?}", carried.sent());
    // The witness: another meeting, and she is told.
    lifecycle::resume(&shelter.kernel, group.facilitator.id, group.id).await.unwrap();
    shelter.pass(DAY - HOUR);
    plans_tomorrow(&shelter, &group).await;
    hours_pass(&shelter, 25).await;
    assert_eq!(numbers(&carried), ["514 555 0101"]);
}

/// Through the front door: it is offered where a group of hers meets.
#[actix_web::test]
async fn she_chooses_it_on_her_page_where_a_group_of_hers_meets() {
    let (shelter, _) = shelter().await;
    let group = meets_tomorrow(&shelter).await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    let page = browser.get("/choices/contact").await;
    assert!(page.says("A note before your group meets?"), "{}", page.body);
    let (from, until) = ("09:00", "13:00");
    let form = [
        ("text", "514 555 0101"),
        ("text-is", "safe"),
        ("day1", "yes"),
        ("from", from),
        ("to", until),
        ("words", "personal-notice-list"),
        ("before", "day"),
    ];
    assert_eq!(browser.post("/choices/contact", &form).await.status, 200);
    let kept = safe_contact::find(&shelter.kernel, her.id).await.unwrap().unwrap();
    assert_eq!(kept.content.before, Before::Day);
    let other = shelter.open_group("carrier").await;
    let (_, mut browser) = shelter.member_of(&other, "Bea").await;
    assert!(!browser.get("/choices/contact").await.says("A note before"));
}
