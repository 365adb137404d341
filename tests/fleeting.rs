//! Groups that keep nothing: their words are in memory alone. They are in no row and in no file, nobody who comes later sees
//! them, and they are gone when the group's time is over or the server stops.
use hearth_core::{
    admission::{Admission, Intent, admit},
    clock::{DAY, days},
    contribution::{self, Draft, Entry},
    moderation::{desk, report},
    table::{entry, group, outbox, setting},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::time::{Duration, Instant};
use support::{Carried, GroupOf, Person, Shelter};

const WORDS: &str = "canary-heron-by-the-weir";

async fn shelter() -> (Shelter, Carried) {
    let carried = Carried::default();
    let plugin = carried.clone();
    (Shelter::open_with_plugins(move || vec![plugin.plugin()]).await, carried)
}

/// A group that keeps nothing, which ends in a week.
async fn group(shelter: &Shelter) -> GroupOf {
    let ends = shelter.clock.now() + days(7);
    let how = move |it: &mut group::Model| {
        it.keep_hours = None;
        it.duration = Some(group::Duration::TimeLimited);
        it.ends = Some(ends);
    };
    shelter.open_group_with("carrier", how).await
}

async fn at(shelter: &Shelter, group: &GroupOf, person: &Person) -> Admission {
    admit(&shelter.kernel, person.id, group.id, Intent::Write).await.expect("she may")
}

async fn says(shelter: &Shelter, group: &GroupOf, person: &Person, words: &str) -> Entry {
    let draft = Draft::to_group(words, format!("{words} by {}", person.name));
    contribution::submit(&shelter.kernel, &at(shelter, group, person).await, "carrier", draft).await.expect("heard")
}

/// What she sees of it.
async fn sees(shelter: &Shelter, group: &GroupOf, person: &Person) -> Vec<String> {
    let admission = at(shelter, group, person).await;
    shelter.kernel.fleeting.of(&admission).into_iter().filter_map(|it| it.words).map(|it| it.body).collect()
}

/// No row that could hold words, and no file that holds these.
async fn assert_nowhere(shelter: &Shelter) {
    let reader = shelter.kernel.store.reader();
    assert_eq!(entry::Entity::find().count(reader).await.expect("counted"), 0, "an entry is in the database");
    for row in outbox::Entity::find().all(reader).await.expect("read") {
        assert!(!row.payload.contains(WORDS), "{}", row.payload);
    }
    for row in setting::Entity::find().all(reader).await.expect("read") {
        assert!(!format!("{row:?}").contains(WORDS));
    }
    assert_eq!(shelter.files_with(WORDS), Vec::<String>::new());
}

#[actix_web::test]
async fn words_of_a_group_that_keeps_nothing_are_heard_and_are_in_no_file() {
    let (shelter, carried) = shelter().await;
    let group = group(&shelter).await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let (bea, _) = shelter.member_of(&group, "Bea").await;
    let said = says(&shelter, &group, &amina, WORDS).await;
    assert_eq!(says(&shelter, &group, &amina, WORDS).await.id, said.id, "sent twice is said once");
    assert_eq!(sees(&shelter, &group, &bea).await, [WORDS], "the witness: they were heard");
    assert_eq!(carried.delivered(), 1);
    assert_nowhere(&shelter).await;
    // Reported with words of her own, seen at the desk, taken out of sight: still nowhere.
    let bea_there = at(&shelter, &group, &bea).await;
    report::report(&shelter.kernel, &bea_there, said.id, report::REASONS[1], &format!("{WORDS} worries me")).await.expect("reported");
    let waiting = desk::waiting(&shelter.kernel, group.facilitator.id).await.expect("the desk");
    assert_eq!(waiting.iter().filter(|it| it.entry.id == said.id).count(), 1, "{waiting:?}");
    assert_nowhere(&shelter).await;
    let shelter = shelter.restarted().await;
    assert_eq!(sees(&shelter, &group, &bea).await, Vec::<String>::new(), "they outlived the server");
    assert_nowhere(&shelter).await;
}

#[actix_web::test]
async fn who_comes_later_sees_nothing_of_what_was_said() {
    let (shelter, _) = shelter().await;
    let group = group(&shelter).await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    says(&shelter, &group, &amina, WORDS).await;
    shelter.pass(Duration::from_millis(1));
    let (chloe, _) = shelter.member_of(&group, "Chloe").await;
    assert_eq!(sees(&shelter, &group, &chloe).await, Vec::<String>::new());
    says(&shelter, &group, &amina, "And now you are here").await;
    assert_eq!(sees(&shelter, &group, &chloe).await, ["And now you are here"]);
    assert_eq!(sees(&shelter, &group, &amina).await, [WORDS, "And now you are here"], "the witness: who was there sees all of it");
}

#[actix_web::test]
async fn what_she_says_to_staff_reaches_them_and_their_answer_reaches_her() {
    let (shelter, _) = shelter().await;
    let group = group(&shelter).await;
    let (amina, mut browser) = shelter.member_of(&group, "Amina").await;
    let (_, mut beas) = shelter.member_of(&group, "Bea").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let place = format!("{}/staff", group.address());
    let id = browser.get(&place).await.field("id").expect("a form");
    let page = browser.post(&place, &[("say", WORDS), ("id", &id)]).await;
    assert!(page.says(WORDS), "she was told that staff have it: {}", page.body);
    let waiting = ruth.get("/staff/desk").await;
    assert!(waiting.says(WORDS), "nobody reads what she wrote to staff: {}", waiting.body);
    let line = format!("/staff/people/{}/line", amina.membership.expect("a place"));
    let id = ruth.get(&line).await.field("id").expect("a form");
    ruth.post(&line, &[("words", "I am here until five"), ("id", &id)]).await;
    let answered = browser.get(&place).await;
    assert!(answered.says("I am here until five") && answered.says(WORDS), "{}", answered.body);
    assert!(!ruth.get("/staff/desk").await.says(WORDS), "answered, it waits no longer");
    assert!(!beas.get(&place).await.says(WORDS), "another member sees her line");
    assert_nowhere(&shelter).await;
}

#[actix_web::test]
async fn all_of_it_is_gone_when_the_groups_time_is_over() {
    let (shelter, _) = shelter().await;
    let group = group(&shelter).await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let said = says(&shelter, &group, &amina, WORDS).await;
    let is_held = || shelter.kernel.fleeting.find(group.id, said.id).is_some();
    assert!(is_held());
    shelter.pass(8 * DAY);
    for job in hearth::plugins::core_jobs() {
        job.run(&shelter.kernel).await.expect("done");
    }
    let deadline = Instant::now() + Duration::from_secs(10);
    while is_held() {
        assert!(Instant::now() < deadline, "the words outlive the group");
        tokio::task::yield_now().await;
    }
    assert!(admit(&shelter.kernel, amina.id, group.id, Intent::Read).await.is_err());
    assert_nowhere(&shelter).await;
}

/// The rules count what is said there, as they count what is kept.
#[actix_web::test]
async fn the_rules_count_what_is_in_memory_alone() {
    let (shelter, _) = shelter().await;
    let ends = shelter.clock.now() + days(7);
    let how = move |it: &mut group::Model| {
        it.keep_hours = None;
        it.duration = Some(group::Duration::TimeLimited);
        it.ends = Some(ends);
        it.pre_moderation = group::PreModeration::FirstEntries;
        it.slow_seconds = 60;
    };
    let group = shelter.open_group_with("carrier", how).await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let first = says(&shelter, &group, &amina, "one").await;
    assert_eq!(first.state, entry::EntryState::Held, "staff read her first words");
    let soon = contribution::submit(&shelter.kernel, &at(&shelter, &group, &amina).await, "carrier", Draft::to_group("two", "2")).await;
    assert_eq!(soon.err().and_then(|it| it.refusal()).map(|it| it.code), Some("moderation-slow-down"), "the group goes slowly");
    desk::release(&shelter.kernel, &at(&shelter, &group, &group.facilitator).await, first.id).await.expect("let through");
    shelter.pass(Duration::from_secs(61));
    assert_eq!(says(&shelter, &group, &amina, "three").await.state, entry::EntryState::Published, "the next ones go straight to the group");
}
