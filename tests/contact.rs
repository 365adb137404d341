//! Reaching someone outside: nothing by default, and then only as she said. Carriers here write down what they are given.
#[path = "contact/before.rs"]
mod before;
#[path = "contact/owed.rs"]
mod owed;
#[path = "contact/together.rs"]
mod together;

use hearth_core::{
    clock::{DAY, HOUR, MINUTE, days},
    contact::{
        self, Medium, Outcome, Purpose, SendWaiting,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way},
    },
    job::Job,
    locale::Language,
    person,
    personal_data::{Leaving, erasure},
    store::Tx,
    table::{consent, notice, safe_contact as records},
    vault::Owner,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use support::{Carried, Person, Shelter, until};

const PHONE: &str = "+1 514 555 0142";

async fn shelter() -> (Shelter, Carried) {
    let carried = Carried::default();
    let plugin = carried.clone();
    (Shelter::open_with_plugins(move || vec![plugin.plugin()]).await, carried)
}

async fn amina(shelter: &Shelter) -> Person {
    let group = shelter.open_group("carrier").await;
    shelter.member_of(&group, "Amina").await.0
}

/// Noon on every weekday, by text.
fn at_noon() -> SafeContact {
    SafeContact {
        ways: vec![Way { medium: Medium::Text, address: PHONE.into(), label: Label::Safe, knows_primary: false }],
        hours: Hours { days: vec![1, 2, 3, 4, 5], from: 12 * 60, to: 13 * 60 },
        words: "personal-notice-reminder".into(),
        ..SafeContact::default()
    }
}

async fn says(shelter: &Shelter, her: &Person, content: SafeContact) {
    safe_contact::change(&shelter.kernel, her.id, content, Language::En).await.unwrap();
}

async fn reach(shelter: &Shelter, her: &Person) -> Outcome {
    contact::reach(&shelter.kernel, her.id, Medium::Text, Purpose::Notice).await.unwrap()
}

/// S80, NOT-1: a month goes by, the job runs, somebody tries every day.
#[actix_web::test]
async fn someone_who_said_nothing_is_never_reached() {
    let (shelter, carried) = shelter().await;
    let her = amina(&shelter).await;
    for _ in 0..30 {
        assert_eq!(reach(&shelter, &her).await, Outcome::NotSent);
        SendWaiting.run(&shelter.kernel).await.unwrap();
        shelter.pass(DAY);
    }
    assert!(carried.sent().is_empty());
    // The witness: the same carrier carries for someone who asked for it.
    says(&shelter, &her, SafeContact { hours: Hours { days: (1..=7).collect(), from: 0, to: 1440 }, ..at_noon() }).await;
    assert_eq!(reach(&shelter, &her).await, Outcome::Sent);
    assert_eq!(carried.sent(), [(Medium::Text, PHONE.to_owned(), "Your reminder.".to_owned())]);
}

/// S80: only what a carrier took was sent. What it refuses for good is said so, and is not tried again.
#[actix_web::test]
async fn what_a_carrier_refuses_for_good_is_no_message_that_was_sent() {
    let (shelter, carried) = shelter().await;
    let her = amina(&shelter).await;
    says(&shelter, &her, SafeContact { hours: Hours { days: (1..=7).collect(), from: 0, to: 1440 }, ..at_noon() }).await;
    let place = her.membership.expect("a place");
    carried.refuses(true);
    assert_eq!(reach(&shelter, &her).await, Outcome::Refused);
    let kernel = &shelter.kernel;
    assert_eq!(contact::answer(kernel, place, Medium::Text, "Done.".into()).await.unwrap(), Outcome::Refused);
    assert_eq!(contact::reply(kernel, Medium::Text, PHONE.into(), "Done.".into()).await.unwrap(), Outcome::Refused);
    assert_eq!(contact::farewell(kernel, Medium::Text, PHONE.into(), "Done.".into()).await.unwrap(), Outcome::Refused);
    carried.refuses(false);
    shelter.pass(HOUR);
    SendWaiting.run(kernel).await.unwrap();
    assert!(carried.sent().is_empty(), "it was tried again");
    assert_eq!(reach(&shelter, &her).await, Outcome::Sent, "the witness");
}

/// S9, CON-3: outside her hours it waits, sealed; in them it comes, once.
#[actix_web::test]
async fn what_comes_at_night_waits_for_her_hour() {
    let (shelter, carried) = shelter().await;
    let her = amina(&shelter).await;
    says(&shelter, &her, at_noon()).await;
    shelter.pass(10 * HOUR);
    assert_eq!(reach(&shelter, &her).await, Outcome::Waits);
    assert_eq!(reach(&shelter, &her).await, Outcome::Waits);
    shelter.pass(5 * HOUR);
    SendWaiting.run(&shelter.kernel).await.unwrap();
    assert!(carried.sent().is_empty(), "sent at three in the morning");
    let waiting = notice::Entity::find().all(shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(waiting.len(), 1, "two notices that say the same");
    shelter.pass(9 * HOUR);
    SendWaiting.run(&shelter.kernel).await.unwrap();
    SendWaiting.run(&shelter.kernel).await.unwrap();
    // The house's own round may have taken it up a moment before.
    until("her notice", async || !carried.sent().is_empty()).await;
    assert_eq!(carried.sent().len(), 1);
}

/// What waits stays where the database does not answer for a moment, and comes afterwards.
#[actix_web::test]
async fn what_waits_outlives_a_database_that_does_not_answer() {
    let (shelter, carried) = shelter().await;
    let (her, kernel) = (amina(&shelter).await, &shelter.kernel);
    says(&shelter, &her, at_noon()).await;
    shelter.pass(2 * HOUR);
    assert_eq!(reach(&shelter, &her).await, Outcome::Waits);
    let rename = async |from: &'static str, to: &'static str| {
        let run = async move |tx: &Tx| Ok(tx.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.map(|_| ())?);
        kernel.store.write(run).await.unwrap();
    };
    rename("keys", "keys_away").await;
    kernel.vault.forget(Owner::Person(her.id));
    shelter.pass(22 * HOUR);
    assert!(SendWaiting.run(kernel).await.is_err());
    assert!(carried.sent().is_empty());
    rename("keys_away", "keys").await;
    // The house looks for itself as well: whichever of the two takes it up.
    for _ in 0..100 {
        SendWaiting.run(kernel).await.unwrap();
        if !carried.sent().is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(carried.sent().len(), 1);
}

/// CON-4: taking it back holds for what was waiting, at once.
#[actix_web::test]
async fn what_waits_is_let_go_when_she_says_stop() {
    let (shelter, carried) = shelter().await;
    let her = amina(&shelter).await;
    says(&shelter, &her, at_noon()).await;
    shelter.pass(2 * HOUR);
    assert_eq!(reach(&shelter, &her).await, Outcome::Waits);
    safe_contact::end(&shelter.kernel, her.id).await.unwrap();
    assert_eq!(notice::Entity::find().count(shelter.kernel.store.reader()).await.unwrap(), 0);
    assert_eq!(records::Entity::find().count(shelter.kernel.store.reader()).await.unwrap(), 0, "her number is still there");
    shelter.pass(22 * HOUR);
    SendWaiting.run(&shelter.kernel).await.unwrap();
    assert!(carried.sent().is_empty());
    let last = consent::Entity::find()
        .filter(consent::Column::Purpose.eq("notice-by-text"))
        .order_by_desc(consent::Column::At)
        .one(shelter.kernel.store.reader())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(last.event, consent::ConsentEvent::Withdrawn);
}

/// G1, CON-5: asked again after thirty days; silence is no; after as long again the number itself goes.
#[actix_web::test]
async fn silence_ends_it_and_then_forgets_it() {
    let (shelter, carried) = shelter().await;
    let her = amina(&shelter).await;
    says(&shelter, &her, at_noon()).await;
    shelter.pass(days(28));
    assert_eq!(reach(&shelter, &her).await, Outcome::Sent);
    shelter.pass(days(7)); // a Monday, like the day of the start
    assert_eq!(reach(&shelter, &her).await, Outcome::NotSent);
    safe_contact::confirm(&shelter.kernel, her.id).await.unwrap();
    assert_eq!(reach(&shelter, &her).await, Outcome::Sent);
    shelter.pass(days(61));
    SendWaiting.run(&shelter.kernel).await.unwrap();
    assert!(safe_contact::find(&shelter.kernel, her.id).await.unwrap().is_none(), "kept although she was silent for two months");
    assert_eq!(carried.sent().len(), 2);
}

/// CON-2: the consent has an end of its own, whatever she confirms.
#[actix_web::test]
async fn consent_to_be_reached_ends_after_ninety_days() {
    let (shelter, _) = shelter().await;
    let her = amina(&shelter).await;
    says(&shelter, &her, at_noon()).await;
    for _ in 0..4 {
        shelter.pass(days(21));
        safe_contact::confirm(&shelter.kernel, her.id).await.unwrap();
        assert_eq!(reach(&shelter, &her).await, Outcome::Sent);
    }
    shelter.pass(days(7));
    assert_eq!(reach(&shelter, &her).await, Outcome::NotSent, "91 days");
}

#[actix_web::test]
async fn a_frozen_account_and_one_that_left_are_not_reached() {
    let (shelter, carried) = shelter().await;
    let group = shelter.open_group("carrier").await;
    let (amina, sofia) = (shelter.member_of(&group, "Amina").await.0, shelter.member_of(&group, "Sofia").await.0);
    for her in [&amina, &sofia] {
        says(&shelter, her, at_noon()).await;
        assert_eq!(reach(&shelter, her).await, Outcome::Sent);
    }
    person::freeze::freeze(&shelter.kernel, amina.id, None).await.unwrap();
    erasure::leave_for_good(&shelter.kernel, sofia.id, Leaving::RemoveWords).await.unwrap();
    shelter.pass(MINUTE);
    for her in [&amina, &sofia] {
        assert_eq!(reach(&shelter, her).await, Outcome::NotSent);
    }
    assert_eq!(carried.sent().len(), 2);
}

/// S48, S86, through the front door: her main number needs a second word from her; the sentence is one of the list.
#[actix_web::test]
async fn she_turns_it_on_and_off_herself() {
    let (shelter, _) = shelter().await;
    let group = shelter.open_group("carrier").await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    let page = browser.get("/choices/contact").await;
    assert!(page.says("Text message") && page.says("Your reminder."), "{}", page.body);
    let mut form =
        vec![("text", PHONE), ("text-is", "primary"), ("day1", "yes"), ("from", "12:00"), ("to", "13:00"), ("words", "personal-notice-list")];
    let page = browser.post("/choices/contact", &form).await;
    assert_eq!(page.status, 422);
    assert!(page.says("main number") && page.says(PHONE), "what she typed is gone");
    assert_eq!(reach(&shelter, &her).await, Outcome::NotSent);
    form.push(("text-fine", "yes"));
    let page = browser.post("/choices/contact", &form).await;
    assert_eq!(page.status, 200);
    assert!(page.says("Your list is ready."), "{}", page.body);
    assert_eq!(reach(&shelter, &her).await, Outcome::Sent);
    let page = browser
        .post(
            "/choices/contact",
            &[("text", PHONE), ("text-is", "safe"), ("day1", "yes"), ("from", "9:00"), ("to", "13:00"), ("words", "The group meets")],
        )
        .await;
    assert_eq!(page.status, 422);
    browser.get("/choices").await;
    let page = browser.post("/choices/contact/end", &[]).await;
    assert!(page.says("Nothing is sent to you any more"), "{}", page.body);
    assert_eq!(reach(&shelter, &her).await, Outcome::NotSent);
}
