//! Planning, as staff do it: by the form, with gaps shown, and nothing typed lost.
use hearth_core::{
    group::meeting::{self, staffing},
    table::meeting_staff::Part,
};
use std::cell::Cell;
use support::Shelter;

fn form<'a>(lead: &'a str, day: &'a str, time: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("day", day),
        ("time", time),
        ("repeat", "weekly"),
        ("last", ""),
        ("length", "90"),
        ("doors", "10"),
        ("grace", "10"),
        ("capacity", "8"),
        ("lead", lead),
        ("speaks_en", "yes"),
    ]
}

#[actix_web::test]
async fn staff_plan_meetings_and_see_who_leads_each() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let page = format!("/staff/groups/{}/meetings", group.id);
    let (lead, before) = (group.facilitator.id.to_string(), meeting::coming(&shelter.kernel, group.id).await.expect("read").len());
    let shown = ruth.get(&page).await;
    assert!(shown.says("Plan meetings") && shown.says("America/Toronto"), "{}", shown.body);
    assert!(shown.body.contains("<span>Ruth</span>"), "who leads is chosen by name: {}", shown.body);
    for (wrong, words) in [
        (form(&lead, "24/11/2026", "19:00"), "This is not a date"),
        (form(&lead, "2026-11-24", "seven"), "This is not a time of day"),
        (form("", "2026-11-24", "19:00"), "Name at least one person"),
        (
            form(&lead, "2020-11-24", "19:00").into_iter().map(|(name, value)| (name, if name == "repeat" { "once" } else { value })).collect(),
            "must lie ahead",
        ),
    ] {
        let again = ruth.post(&page, &wrong).await;
        assert!(again.status == 422 && again.says(words), "{words}: {}", again.body);
        assert!(again.says("value=\"90\""), "what was typed is lost");
    }
    let planned = ruth.post(&page, &form(&lead, "2026-11-24", "19 h 30")).await;
    assert!(planned.says("Each week, Tuesday at 19:30"), "{}", planned.body);
    let coming = meeting::coming(&shelter.kernel, group.id).await.expect("read");
    assert_eq!(coming.len() - before, 9, "nine Tuesdays within sixty days");
    // Written ahead once, however often it is looked at.
    meeting::plan::write_all_ahead(&shelter.kernel).await.expect("written");
    assert_eq!(meeting::coming(&shelter.kernel, group.id).await.expect("read").len(), coming.len());
    // A gap is shown; cancelling one leaves the others.
    let one = format!("{page}/{}", coming[3].id);
    ruth.get(&one).await;
    assert!(ruth.get(&one).await.body.contains("<span>Ruth</span>"), "and by name for one meeting");
    let gap = ruth.post(&one, &[("act", "staff")]).await;
    assert!(gap.says("No one leads it"), "{}", gap.body);
    assert!(ruth.get(&page).await.says("No one leads it"));
    ruth.get(&one).await;
    ruth.post(&one, &[("act", "cancel")]).await;
    assert_eq!(meeting::coming(&shelter.kernel, group.id).await.expect("read").len(), coming.len() - 1);
    // The whole plan.
    let ended = format!("/staff/groups/{}/plans/{}/end", group.id, coming[3].plan);
    ruth.get(&page).await;
    ruth.post(&ended, &[]).await;
    assert_eq!(meeting::coming(&shelter.kernel, group.id).await.expect("read").len(), before);
}

#[actix_web::test]
async fn links_and_seats_are_shown_once_and_only_where_people_may_drop_in() {
    let shelter = Shelter::open().await;
    let (group, id) = shelter.group_that_meets("forum").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let one = format!("/staff/groups/{}/meetings/{id}", group.id);
    let shown = ruth.get(&one).await;
    assert!(!shown.says("value=\"link\""), "a group of invited people has a link");
    assert_eq!(ruth.post(&one, &[("act", "link")]).await.status, 404);
    ruth.get(&one).await;
    let seat = ruth.post(&one, &[("act", "seat"), ("language", "ti")]).await;
    assert!(seat.says("#i=") && seat.says("Tigrinya: not taken yet"), "{}", seat.body);
    assert!(!ruth.get(&one).await.says("#i="), "the link can be read again");
    ruth.get(&one).await;
    assert_eq!(ruth.post(&one, &[("act", "seat"), ("language", "xx")]).await.status, 422);
}

#[actix_web::test]
async fn a_calendar_file_comes_only_when_it_is_asked_for_and_says_nothing() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let (_, browser) = shelter.member_of(&group, "Juniper").await;
    let mut browser = browser.with_script();
    let file = browser.get(&format!("{}/meeting/calendar", group.address())).await;
    assert!(file.says("DTSTART:20261123T180000Z") && file.says("SUMMARY:Call"), "{}", file.body);
    let said = file.body.to_lowercase();
    for not in ["hearth", "tuesday", "harbour", "localhost", "http", "alarm", "notes", "icalendar"] {
        assert!(!said.contains(not), "the file says {not}");
    }
}

/// What writes ahead for all plans looks again and again, and may look at the very moment in which somebody plans.
#[actix_web::test]
async fn who_plans_while_all_plans_are_written_ahead_names_who_leads_each_meeting() {
    let shelter = Shelter::open().await;
    let (group, _) = shelter.group_that_meets("forum").await;
    let lead = group.facilitator.id;
    let today = shelter.kernel.clock.now().0.div_euclid(24 * 60 * 60 * 1000);
    for number in 0..10 {
        let ask = meeting::plan::Ask {
            rule: Some("FREQ=WEEKLY".into()),
            day: today + 1,
            minute: 60 * (8 + number),
            doors: 10,
            length: 60,
            grace: 5,
            capacity: 8,
            languages: "en".into(),
            staff: vec![(lead, Part::Facilitator)],
        };
        let is_planned = Cell::new(false);
        let plans = async {
            meeting::plan::plan(&shelter.kernel, lead, group.id, ask).await.expect("planned");
            is_planned.set(true);
        };
        let looks = || async {
            while !is_planned.get() {
                meeting::plan::write_all_ahead(&shelter.kernel).await.expect("written");
            }
        };
        futures_util::join!(plans, looks(), looks(), looks());
    }
    let coming = meeting::coming(&shelter.kernel, group.id).await.expect("read");
    assert!(coming.len() >= 80, "{}", coming.len());
    for it in coming {
        assert!(staffing::is_held(&shelter.kernel, &it).await.expect("read"), "nobody leads the meeting at {:?}", it.begins);
    }
}
