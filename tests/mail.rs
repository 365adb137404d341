//! The list: what is written by mail and what comes by mail, as whoever writes and reads it sees it.
#[path = "mail/arrange.rs"]
mod arrange;
#[path = "../plugins/mail/src/check/dns.rs"]
#[expect(dead_code, reason = "the list's own tests ask it for more than these do")]
mod dns;
#[path = "../plugins/text/tests/contract/fakes.rs"]
#[expect(dead_code, reason = "the carriers' own tests ask them for more than these do")]
mod fakes;

use arrange::{HOUSE, World, answers, head, to, words};
use hearth_core::{
    clock::days,
    moderation::desk,
    retention,
    table::entry::{self, EntryState},
};
use hearth_mail::table::seat::Mode;
use sea_orm::EntityTrait;

#[actix_web::test]
async fn what_she_writes_stands_on_the_page_and_comes_to_who_agreed_under_her_alias_alone() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Whole).await;
    let mut bea = world.member("Sparrow", Mode::Whole).await;
    let camille = world.member("Fern", Mode::Nothing).await;
    let own = world.own(&amina).await;
    world.writes(&amina, &own, "Sleep", "I sleep badly.\n\nAnd you?\n\n-- \nAmina Someone\n+1 514 555 0142").await;
    let page = bea.browser.get(&format!("{}/mail", world.group.address())).await;
    assert!(page.says("Sleep") && page.says("Juniper"), "{}", page.body);
    let letters = world.sent().await;
    assert_eq!((to(&letters, &amina).len(), to(&letters, &camille).len()), (0, 0), "not to herself, and not to who did not ask");
    let [letter] = to(&letters, &bea)[..] else { panic!("{} letters", letters.len()) };
    assert!(words(letter).contains("I sleep badly.\r\n\r\nAnd you?") || words(letter).contains("I sleep badly.\n\nAnd you?"), "{}", words(letter));
    assert!(!words(letter).contains("Someone"), "her signature stays where it is");
    assert!(head(letter, "From").unwrap().contains("Juniper"));
    let whole = String::from_utf8_lossy(&letter.bytes).into_owned();
    for never in [amina.address.as_str(), "Amina", "203.0.113.66", "HerProgram", "Someone", "555"] {
        assert!(!whole.contains(never), "{never} in {whole}");
    }
    assert!(letter.sender.ends_with(HOUSE) && !letter.sender.contains("sparrow"), "{}", letter.sender);
}

#[actix_web::test]
async fn an_answer_goes_into_its_conversation_and_nothing_of_the_letter_below_comes_along() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Whole).await;
    let mut bea = world.member("Sparrow", Mode::Whole).await;
    world.writes(&amina, &world.own(&amina).await, "Sleep", "I sleep badly.").await;
    let letters = world.sent().await;
    let first = to(&letters, &bea)[0].clone();
    let quoted = "Tea helps me.\n\nOn Mon, 23 Nov 2026 at 17:00, Juniper <x@list.example> wrote:\n> I sleep badly.";
    world.writes(&bea, &answers(&first), "Re: A note", quoted).await;
    let letters = world.sent().await;
    let [answer] = to(&letters, &amina)[..] else { panic!("{} letters", letters.len()) };
    assert!(words(answer).contains("Tea helps me.") && !words(answer).contains("I sleep badly"), "{}", words(answer));
    assert_eq!(head(answer, "In-Reply-To"), head(&first, "Message-ID"), "programs put the two together");
    let list = bea.browser.get(&format!("{}/mail", world.group.address())).await;
    assert!(list.says("1 reply") || list.says("1 answer"), "{}", list.body);
}

/// S103, G10: on the page she can write without a letter, and it says what a letter leaves behind.
#[actix_web::test]
async fn written_on_the_page_it_leaves_nothing_in_her_mailbox() {
    let world = World::new().await;
    let mut amina = world.member("Juniper", Mode::Whole).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let place = format!("{}/mail", world.group.address());
    let page = amina.browser.get(&format!("{place}/new")).await;
    assert!(page.says("leaves nothing in the “sent” folder of your e-mail"), "{}", page.body);
    let client = page.field("id").expect("an id of its own");
    let sent =
        amina.browser.post(&format!("{place}/new"), &[("id", &client), ("subject", "Sleep"), ("words", "I sleep badly."), ("send", "send")]).await;
    assert!(sent.says("I sleep badly."), "{}", sent.body);
    let letters = world.sent().await;
    assert_eq!((to(&letters, &amina).len(), to(&letters, &bea).len()), (0, 1), "to the others, and nothing to her or from her");
    let choice = amina.browser.get(&format!("{place}/by-mail")).await;
    assert!(choice.says("What you mail lies in your “sent” folder, and what you delete lies in the trash."), "{}", choice.body);
    assert!(["WORDS", "DAILY", "NOTE", "LEAVE"].into_iter().all(|it| choice.says(it)), "the words that do something: {}", choice.body);
}

#[actix_web::test]
async fn what_is_not_proved_to_be_hers_waits_for_staff_and_nobody_is_told() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Whole).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let own = world.own(&amina).await;
    let forged = world.letter(&amina.address, &own, "Sleep", "It was me, all of it.");
    assert!(world.bring(&amina.address, &own, &forged).await.starts_with("250"), "taken, so that nothing is sent back");
    let other = world.letter("someone@mail.example", &own, "Sleep", "Also me.");
    world.bring("someone@mail.example", &own, &world.signed(&other)).await;
    assert!(world.sent().await.is_empty(), "to nobody, and no answer to whoever that was");
    let rows = entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|it| it.state == EntryState::Held && it.reasons.contains("mail-hold-unproved")));
    let mut ruth = world.shelter.facilitator_of(&world.group).await;
    assert!(ruth.get("/staff/desk").await.says("It was me"), "at the same desk as everything");
    let by = world.facilitates().await;
    desk::release(&world.shelter.kernel, &by, rows[1].id).await.unwrap();
    assert_eq!(to(&world.sent().await, &bea).len(), 1, "staff let it through");
    // EML-13: seven days, and then it is gone; what was let through is kept like everything.
    world.shelter.pass(days(8));
    for job in retention::jobs() {
        job.run(&world.shelter.kernel).await.unwrap();
    }
    let rows = entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(rows.iter().filter(|it| it.words.is_some()).map(|it| it.state).collect::<Vec<_>>(), [EntryState::Published]);
}

#[path = "mail/agreeing.rs"]
mod agreeing;
#[path = "mail/circles.rs"]
mod circles;
#[path = "mail/doors.rs"]
mod doors;
#[path = "mail/gone.rs"]
mod gone;
#[path = "mail/log.rs"]
mod log;
#[path = "mail/lost.rs"]
mod lost;
#[path = "mail/meant.rs"]
mod meant;
#[path = "mail/sending.rs"]
mod sending;
#[path = "mail/spoken.rs"]
mod spoken;
