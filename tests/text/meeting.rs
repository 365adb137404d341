//! Texts as another door into a live chat: she comes in as everybody does, is heard while she is in, and gets what is said from then on.
use crate::arrange::{Member, World};
use hearth_core::{
    admission::{self, Intent},
    clock::{DAY, HOUR, MINUTE},
    contact::{
        quiet_hours::Hours,
        safe_contact::{self, SafeContact},
    },
    contribution::{self, Draft},
    group::{
        change,
        meeting::{Place, UNATTENDED},
        ways,
    },
    locale::Language,
    table::{entry as entries, group as groups, owed},
};
use hearth_text::table::{feed, seat::Mode, unread};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::time::Duration;
use support::Browser;

const AMINA: &str = "+15145550142";
const KNOCKED: &str = "Thank you, they know that you are here.";
const BEGIN: &str = "You can begin now";

/// Somebody who is in by her browser.
async fn in_the_room(world: &World, ruth: &mut Browser, alias: &str) -> Member {
    let (person, _) = world.shelter.comes_in(&world.group, ruth, alias).await;
    Member { place: world.place(person.membership.unwrap()).await }
}

/// She texts that she is there, and Ruth lets her in.
async fn comes_in(world: &World, ruth: &mut Browser, her: &Member, phone: &str) {
    world.writes(phone, "HERE").await;
    ruth.does(&world.group, "let-in", Some(&her.place.id.to_string())).await;
    world.waits_for(phone, BEGIN).await;
    world.forgets();
}

fn place(world: &World, of: &Member) -> Place {
    world.shelter.kernel.sittings.place(world.group.id, of.place.id, false, world.shelter.kernel.clock.now())
}

/// S97, T8: she says that she is at the door, and a facilitator opens. Nothing that she writes before is passed on or kept, and nothing that
/// was said before comes to her. What she says then stands in the room under her alias.
#[actix_web::test]
async fn she_comes_to_a_meeting_by_texts_as_everybody_does() {
    let world = World::that_meets(true).await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    world.writes(AMINA, "Is anybody there?").await;
    let shut = world.last(AMINA).await;
    assert!(shut.starts_with("Nobody is here now") && shut.contains("Next time: today at"), "{shut}");
    world.writes(AMINA, "HERE").await;
    assert!(world.last(AMINA).await.starts_with("Nobody is here now"), "there is no door before the doors open");
    let mut ruth = world.shelter.begins(&world.group).await;
    let bea = in_the_room(&world, &mut ruth, "Lantern").await;
    world.says(&bea, "Said before she came.").await;
    world.writes(AMINA, "Hello?").await;
    assert!(world.last(AMINA).await.contains("reply HERE"), "{}", world.last(AMINA).await);
    world.writes(AMINA, "I'm here").await;
    assert!(world.last(AMINA).await.starts_with(KNOCKED));
    world.writes(AMINA, "Still waiting.").await;
    assert!(world.last(AMINA).await.starts_with(KNOCKED), "she waits, and is told so");
    assert_eq!(world.group_words().await, ["Said before she came."], "nobody let her in");
    let console = ruth.get(&format!("{}/meeting", world.group.address())).await;
    assert!(console.says("Juniper") && !console.says("5550142"), "{}", console.body);
    world.shelter.pass(Duration::from_secs(1));
    ruth.does(&world.group, "let-in", Some(&amina.place.id.to_string())).await;
    world.waits_for(AMINA, BEGIN).await;
    assert_eq!(world.got(AMINA).await.iter().filter(|it| it.starts_with(BEGIN)).count(), 1);
    world.says(&bea, "Welcome.").await;
    assert_eq!(world.last(AMINA).await, "Lantern: Welcome.");
    world.writes(AMINA, "Thank you.").await;
    let said = world.said().await.pop().unwrap();
    assert_eq!((said.author, said.modality, said.thread), (amina.place.id, "chat", None));
    let room = ruth.get(&format!("{}/chat", world.group.address())).await;
    assert!(room.says("Thank you.") && room.says("Juniper"), "{}", room.body);
    world.writes(AMINA, "OPEN").await;
    assert!(world.got(AMINA).await.iter().all(|it| !it.contains("Said before")), "it was not hers to see");
    // She goes, and is at the door again.
    world.writes(AMINA, "OUT").await;
    assert!(world.last(AMINA).await.starts_with("Done. Nothing more is passed on."));
    assert_eq!(place(&world, &amina), Place::AtTheDoor);
    world.forgets();
    world.says(&bea, "After she went.").await;
    world.writes(AMINA, "One more thing.").await;
    assert!(world.got(AMINA).await.iter().all(|it| !it.contains("After she went")));
    assert_eq!(world.group_words().await.last().unwrap(), "After she went.");
}

/// Who is not let in is told kindly, and so is who comes when it is over.
#[actix_web::test]
async fn who_is_not_let_in_and_who_comes_late_is_told_kindly() {
    let world = World::that_meets(true).await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let mut ruth = world.shelter.begins(&world.group).await;
    world.writes(AMINA, "ICI").await;
    ruth.does(&world.group, "decline", Some(&amina.place.id.to_string())).await;
    world.waits_for(AMINA, "It is not possible this time.").await;
    world.forgets();
    world.writes(AMINA, "HERE").await;
    assert!(world.last(AMINA).await.starts_with("It is not possible this time."), "she is at the door again");
    ruth.does(&world.group, "end", None).await;
    world.writes(AMINA, "Hello?").await;
    let shut = world.last(AMINA).await;
    assert!(shut.starts_with("Nobody is here now") && !shut.contains("Next time"), "{shut}");
    assert!(world.said().await.is_empty());
}

/// Held up, a facilitator away, over: what she writes then is said by nobody. STOP puts her out of the room as well.
#[actix_web::test]
async fn she_is_heard_only_while_the_meeting_goes_on_and_she_is_in() {
    let world = World::that_meets(true).await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let mut ruth = world.shelter.begins(&world.group).await;
    comes_in(&world, &mut ruth, &amina, AMINA).await;
    world.shelter.pass(UNATTENDED + Duration::from_secs(1));
    world.shelter.looks().await;
    world.writes(AMINA, "While nobody leads.").await;
    assert!(world.last(AMINA).await.starts_with("There is a short break"), "{}", world.last(AMINA).await);
    ruth.get(&format!("{}/meeting", world.group.address())).await;
    world.writes(AMINA, "PAUSE").await;
    assert!(ruth.get(&format!("{}/meeting", world.group.address())).await.says("Away"), "those who lead see that she rests");
    world.writes(AMINA, "RESUME").await;
    world.writes(AMINA, "And now.").await;
    assert_eq!(world.group_words().await, ["And now."]);
    world.writes(AMINA, "STOP").await;
    for _ in 0..200 {
        if place(&world, &amina) == Place::AtTheDoor {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(place(&world, &amina), Place::AtTheDoor, "she stopped it, and sits in the room");
}

/// While a meeting is busy no phone rings without end: what is said comes together, also to who wants each by itself.
#[actix_web::test]
async fn while_much_is_said_it_comes_together() {
    let world = World::that_meets(true).await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let mut ruth = world.shelter.begins(&world.group).await;
    let bea = in_the_room(&world, &mut ruth, "Lantern").await;
    comes_in(&world, &mut ruth, &amina, AMINA).await;
    for words in ["One.", "Two.", "Three.", "Four.", "Five.", "Six."] {
        world.says(&bea, words).await;
        world.sent().await;
    }
    assert_eq!(world.got(AMINA).await, ["Lantern: One.", "Lantern: Two.", "Lantern: Three."], "a few by themselves");
    world.shelter.pass(3 * MINUTE);
    assert_eq!(world.last(AMINA).await, "Lantern: Four.\nLantern: Five.\nLantern: Six.");
    assert_eq!(world.got(AMINA).await.len(), 4, "in one text");
    ruth.get(&format!("{}/meeting", world.group.address())).await;
    world.says(&bea, "Quiet again.").await;
    assert_eq!(world.last(AMINA).await, "Lantern: Quiet again.");
}

/// In its last minutes nothing is gathered any more: what is not there when it closes never comes.
#[actix_web::test]
async fn the_last_words_of_a_meeting_come_at_once() {
    let world = World::that_meets(true).await;
    let amina = world.member("Juniper", AMINA, Mode::Digest).await;
    let mut ruth = world.shelter.begins(&world.group).await;
    let bea = in_the_room(&world, &mut ruth, "Lantern").await;
    comes_in(&world, &mut ruth, &amina, AMINA).await;
    world.says(&bea, "It was good to be here.").await;
    assert!(world.got(AMINA).await.is_empty(), "the witness: it is gathered");
    ruth.does(&world.group, "last-words", None).await;
    world.says(&bea, "Good night.").await;
    assert_eq!(world.got(AMINA).await, ["Lantern: It was good to be here.\nLantern: Good night."]);
}

/// What a day may cost holds here, too.
#[actix_web::test]
async fn a_meeting_costs_no_more_than_a_day_may() {
    let world = World::that_meets(true).await;
    world.set(|it| it.parts_a_day = 5).await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let mut ruth = world.shelter.begins(&world.group).await;
    let bea = in_the_room(&world, &mut ruth, "Lantern").await;
    comes_in(&world, &mut ruth, &amina, AMINA).await;
    for number in 0..8 {
        world.says(&bea, &format!("Number {number}.")).await;
        world.sent().await;
        world.shelter.pass(3 * MINUTE);
        ruth.get(&format!("{}/meeting", world.group.address())).await;
    }
    let got = world.got(AMINA).await;
    assert!(got.iter().filter(|it| it.starts_with("Lantern")).count() <= 5, "{got:?}");
    assert_eq!(got.iter().filter(|it| it.starts_with("No more notes come today")).count(), 1, "{got:?}");
}

/// S9: never outside her hours, and not later either: when her hour comes the meeting is over, and its words are not hers to read.
#[actix_web::test]
async fn what_the_room_says_outside_her_hours_does_not_come() {
    let world = World::that_meets(true).await;
    let amina = world.member("Juniper", AMINA, Mode::Digest).await;
    let kernel = &world.shelter.kernel;
    let kept = safe_contact::find(kernel, amina.place.person).await.unwrap().unwrap().content;
    let evening = Hours { days: (1..=7).collect(), from: 20 * 60, to: 21 * 60 };
    safe_contact::change(kernel, amina.place.person, SafeContact { hours: evening, ..kept }, Language::En).await.unwrap();
    hearth_text::seat::choose(kernel, &amina.place, Mode::Digest, true, Language::En, "web").await.unwrap();
    let mut ruth = world.shelter.begins(&world.group).await;
    let bea = in_the_room(&world, &mut ruth, "Lantern").await;
    comes_in(&world, &mut ruth, &amina, AMINA).await;
    world.says(&bea, "In the afternoon.").await;
    world.shelter.pass(4 * MINUTE);
    assert!(world.got(AMINA).await.is_empty());
    ruth.does(&world.group, "end", None).await;
    for _ in 0..30 {
        world.shelter.pass(HOUR);
        world.waits_are_over().await;
        assert!(world.got(AMINA).await.iter().all(|it| !it.contains("afternoon")), "{:?}", world.got(AMINA).await);
    }
}

/// Between meetings the room is shut, and help is not: what staff say to her alone comes, and so do her own choices.
#[actix_web::test]
async fn between_meetings_her_choices_and_her_line_with_staff_are_open() {
    let world = World::that_meets(true).await;
    let (_, mut browser) = world.shelter.member_of(&world.group, "Wren").await;
    let by_text = format!("{}/text/by-text", world.group.address());
    let page = browser.get(&by_text).await;
    assert!(page.status == 200 && page.says("HERE") && page.says("You are at the door of a meeting."), "{}", page.body);
    let coded = browser.post(&format!("{by_text}/phone"), &[("label", "safe")]).await;
    assert_eq!(coded.status, 200, "{}", coded.body);
    let door = browser.get(&format!("{}/chat", world.group.address())).await;
    assert!(door.says("Next meeting") && door.body.contains(&by_text), "the room itself is shut, and her choices are found: {}", door.body);

    let amina = world.member("Juniper", AMINA, Mode::Notice).await;
    let kernel = &world.shelter.kernel;
    let ruth = admission::admit(kernel, world.group.facilitator.id, world.group.id, Intent::Help).await.unwrap();
    let to_amina = Draft { line: Some(amina.place.id), ..Draft::to_staff("Shall I call?", "one") };
    contribution::submit(kernel, &ruth, "chat", to_amina).await.unwrap();
    assert_eq!(world.got(AMINA).await, ["Your reminder."]);
    world.writes(AMINA, "OPEN").await;
    assert!(world.last(AMINA).await.ends_with(": Shall I call?"), "{}", world.last(AMINA).await);
    world.writes(AMINA, "STAFF Please do.").await;
    assert_eq!(world.said().await.last().unwrap().words.as_ref().unwrap().body, "Please do.");
}

/// A group that keeps nothing cannot have texts beside it. Where it had, nothing that is said would be written down for them, or go to a phone.
#[actix_web::test]
async fn a_group_that_keeps_nothing_keeps_nothing_for_texts() {
    const CANARY: &str = "canary-heron-by-the-weir";
    let world = World::that_meets(false).await;
    let (kernel, ruth_id) = (&world.shelter.kernel, world.group.facilitator.id);
    let reader = kernel.store.reader();
    let row = groups::Entity::find_by_id(world.group.id).one(reader).await.unwrap().unwrap();
    let alone = groups::Model { linked: String::new(), ..row };
    assert!(!ways::could_be_linked(kernel, &alone).contains(&"text"), "it can be chosen");
    let kept = groups::Model { keep_hours: Some(24), ..alone };
    assert!(ways::could_be_linked(kernel, &kept).contains(&"text"), "the witness: where words are kept it can be chosen");
    let seen = groups::Model { modality: Some("video".into()), ..kept.clone() };
    assert!(ways::could_be_linked(kernel, &seen).is_empty(), "what is spoken comes through no other door");
    assert!(!ways::could_be_linked(kernel, &kept).contains(&"mail"), "letters are for groups that are open at any time");
    let other = world.shelter.open_group_with("chat", |it| it.linked = "text".into()).await;
    let refused = change::change(kernel, other.facilitator.id, other.id, "retention", |it, _| it.keep_hours = None).await.unwrap_err();
    assert_eq!(refused.refusal(), Some(change::KEPT_BY_WAY));

    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let mut ruth = world.shelter.begins(&world.group).await;
    let bea = in_the_room(&world, &mut ruth, "Lantern").await;
    comes_in(&world, &mut ruth, &amina, AMINA).await;
    world.says(&bea, CANARY).await;
    world.writes(AMINA, &format!("{CANARY} too")).await;
    let heard = kernel.fleeting.of(&admission::admit(kernel, ruth_id, world.group.id, Intent::Read).await.unwrap());
    assert_eq!(heard.len(), 2, "the witness: both were heard in the room");
    world.shelter.pass(DAY);
    assert!(world.got(AMINA).await.iter().all(|it| !it.contains(CANARY)), "it lies on a phone");
    assert_eq!(entries::Entity::find().count(reader).await.unwrap(), 0);
    assert_eq!(feed::Entity::find().count(reader).await.unwrap(), 0);
    assert_eq!(unread::Entity::find().count(reader).await.unwrap(), 0);
    assert_eq!(owed::Entity::find().count(reader).await.unwrap(), 0);
    kernel.store.checkpoint().await.unwrap();
    assert_eq!(world.shelter.files_with(CANARY), [""; 0]);
}
