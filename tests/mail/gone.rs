//! A letter that comes back for good (EML-10): what else goes to that address, wherever it is somebody's.
use crate::arrange::{PROVIDER, World, to, words};
use hearth_core::{
    clock::MINUTE,
    contact::{
        self, Medium, Outcome, Purpose,
        decision::NOTICE_WORDS,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way},
    },
    id::{MembershipId, PersonId},
    locale::Language,
};
use hearth_mail::{
    addresses::{Token, Use, day},
    gone, post, seat,
    table::seat::Mode,
};

/// Where a letter to this address comes back to, and what a server says in it.
async fn report(world: &World, of: MembershipId, address: &str, action: &str, status: &str) -> (String, String) {
    let ready = post::ready(&world.shelter.kernel).await.unwrap().unwrap();
    let now = day(world.shelter.clock.now());
    let number = gone::mark(&ready.addresses, address);
    let back = ready.addresses.make(Token { is_for: Use::Bounce, of: of.0, day: now, generation: 0, number });
    let letter = format!(
        "From: MAILER-DAEMON@{PROVIDER}\r\nTo: <{back}>\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\n\r\nSorry.\r\n--x\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.{PROVIDER}\r\n\r\nFinal-Recipient: rfc822; x@y\r\n\
         Action: {action}\r\nStatus: {status}\r\n\r\n--x--\r\n"
    );
    (back, letter)
}

async fn has_bounced(world: &World, place: MembershipId) -> bool {
    seat::by_membership(&world.shelter.kernel, place).await.unwrap().unwrap().bounced.is_some()
}

/// EML-10: one that came back for good is enough, and nothing goes by another way.
#[actix_web::test]
async fn one_letter_that_came_back_for_good_pauses_her_way_and_staff_see_it() {
    let world = World::new().await;
    let (amina, bea) = (world.member("Juniper", Mode::Nothing).await, world.member("Sparrow", Mode::Whole).await);
    let (back, delayed) = report(&world, bea.place.id, &bea.address, "delayed", "4.4.1").await;
    world.bring("", &back, delayed.as_bytes()).await;
    assert!(!has_bounced(&world, bea.place.id).await, "it is tried again by whoever said so");
    let (back, failed) = report(&world, bea.place.id, &bea.address, "failed", "5.1.1").await;
    world.bring("", &back, failed.as_bytes()).await;
    assert!(has_bounced(&world, bea.place.id).await);
    let asked = contact::answer(&world.shelter.kernel, bea.place.id, Medium::Email, "Done.".into()).await.unwrap();
    assert_eq!(asked, Outcome::NotSent, "whoever asks is told that nothing went");
    world.says(&amina, "Sleep", "I sleep badly.").await;
    assert!(world.sent().await.is_empty());
    let mut ruth = world.shelter.facilitator_of(&world.group).await;
    assert!(ruth.get("/staff").await.says("1 person cannot be reached any more"), "as something that needs her now");
    let page = ruth.get(&format!("{}/mail/about", world.group.address())).await;
    assert!(page.says("Sparrow") && !page.says(&bea.address), "{}", page.body);
}

/// EML-10: the address may be in other hands, and that is so for whatever goes there: in her other group, and for somebody who came to a
/// third by mail alone and is somebody else to the house. Each group's own facilitators are told.
#[actix_web::test]
async fn what_came_back_once_ends_what_goes_there_in_every_place_that_has_the_address() {
    let world = World::new().await;
    let (second, third) = (world.shelter.open_group("mail").await, world.shelter.open_group("mail").await);
    let bea = world.member("Sparrow", Mode::Whole).await;
    let in_second = world.also_in(&second, &bea, "Heron", Mode::Whole).await;
    let alone = world.member_of(&third, "Osprey", &bea.address.to_uppercase(), Mode::Whole).await;
    let amina = world.member_of(&second, "Juniper", "amina@mail.example", Mode::Nothing).await;
    let camille = world.member_of(&second, "Fern", "camille@mail.example", Mode::Whole).await;
    let dora = world.member_of(&third, "Wren", "dora@mail.example", Mode::Nothing).await;
    // What goes out says itself where it comes back to.
    let speaker = world.member("Moth", Mode::Nothing).await;
    world.says(&speaker, "Sleep", "I sleep badly.").await;
    let back = to(&world.sent().await, &bea)[0].sender.clone();
    let (_, failed) = report(&world, bea.place.id, &bea.address, "failed", "5.1.1").await;
    world.bring("", &back, failed.as_bytes()).await;
    for place in [bea.place.id, in_second.id, alone.place.id] {
        assert!(has_bounced(&world, place).await);
    }
    world.says(&amina, "Tea", "Tea helps.").await;
    world.says(&dora, "Rain", "It rains.").await;
    let letters = world.sent().await;
    assert!(to(&letters, &bea).len() == 1 && to(&letters, &alone).is_empty(), "no second try from anywhere");
    assert_eq!(to(&letters, &camille).len(), 1, "the witness: the others go on");
    for (group, alias, other) in [(&world.group, "Sparrow", "Heron"), (&second, "Heron", "Sparrow"), (&third, "Osprey", "Sparrow")] {
        let mut at = world.shelter.facilitator_of(group).await;
        assert!(at.get("/staff").await.says("1 person cannot be reached any more"), "{alias}");
        let page = at.get(&format!("{}/mail/about", group.address())).await;
        assert!(page.says(alias) && !page.says(other), "by her alias there, and not by that of another group: {}", page.body);
    }
    // She looks at her address, and chooses anew in one of them: there alone it goes on.
    world.chooses(&in_second, Mode::Whole).await;
    world.says(&amina, "Snow", "It snows.").await;
    world.says(&speaker, "Wind", "It blows.").await;
    let letters = world.sent().await;
    let hers: Vec<String> = to(&letters, &bea).into_iter().map(words).collect();
    assert!(hers.len() == 2 && hers[1].contains("It snows."), "{hers:?}");
}

/// An old letter that comes back says nothing about the address that she has given since.
#[actix_web::test]
async fn what_comes_back_from_an_address_that_is_no_longer_hers_ends_nothing() {
    let world = World::new().await;
    let (amina, bea) = (world.member("Juniper", Mode::Nothing).await, world.member("Sparrow", Mode::Whole).await);
    world.says(&amina, "Sleep", "I sleep badly.").await;
    let back = to(&world.sent().await, &bea)[0].sender.clone();
    let kernel = &world.shelter.kernel;
    let mut kept = safe_contact::find(kernel, bea.place.person).await.unwrap().unwrap().content;
    kept.ways[0].address = "another@mail.example".into();
    safe_contact::change(kernel, bea.place.person, kept, Language::En).await.unwrap();
    let (_, failed) = report(&world, bea.place.id, &bea.address, "failed", "5.1.1").await;
    world.bring("", &back, failed.as_bytes()).await;
    assert!(!has_bounced(&world, bea.place.id).await);
    world.shelter.pass(MINUTE);
    world.says(&amina, "Tea", "Tea helps.").await;
    assert!(world.sent().await.iter().any(|it| it.recipients == ["another@mail.example"]));
}

/// A sentence about a group that has no list goes to the same address: not once it is gone, and again when she says that it is fine.
#[actix_web::test]
async fn a_sentence_about_another_group_does_not_go_there_either_until_she_says_that_it_is_fine() {
    let world = World::new().await;
    let kernel = &world.shelter.kernel;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let forum = world.shelter.open_group("forum").await;
    let place = world.shelter.also_in(&forum, bea.place.person, "Heron").await;
    let kept = safe_contact::find(kernel, bea.place.person).await.unwrap().unwrap().content;
    safe_contact::change(kernel, bea.place.person, kept, Language::En).await.unwrap();
    let told = async || {
        contact::reach(kernel, bea.place.person, Medium::Email, Purpose::NoticeOf(place)).await.unwrap();
        to(&world.sent().await, &bea).len()
    };
    assert_eq!(told().await, 1, "the witness");
    let (back, failed) = report(&world, place, &bea.address, "failed", "5.1.1").await;
    world.bring("", &back, failed.as_bytes()).await;
    assert!(has_bounced(&world, bea.place.id).await, "her seat at the list is marked, whichever letter it was");
    assert_eq!(told().await, 1);
    world.shelter.pass(MINUTE);
    safe_contact::confirm(kernel, bea.place.person).await.unwrap();
    assert_eq!(told().await, 2);
}

/// Nor does one to somebody who takes part in no list at all: her house has her address for sentences alone.
#[actix_web::test]
async fn to_somebody_at_no_list_nothing_goes_either_until_she_says_that_it_is_fine() {
    let world = World::new().await;
    let kernel = &world.shelter.kernel;
    let forum = world.shelter.open_group("forum").await;
    let mut people = Vec::new();
    for (alias, address) in [("Heron", "heron@mail.example"), ("Wren", "wren@mail.example")] {
        let (person, _) = world.shelter.member_of(&forum, alias).await;
        let ways = vec![Way { medium: Medium::Email, address: address.into(), label: Label::Safe, knows_primary: false }];
        let hours = Hours { days: (1..=7).collect(), from: 0, to: 24 * 60 };
        let said = SafeContact { ways, hours, words: NOTICE_WORDS[0].into(), ..SafeContact::default() };
        safe_contact::change(kernel, person.id, said, Language::En).await.unwrap();
        people.push((person.id, person.membership.unwrap(), address));
    }
    let told = async |(person, place, address): (PersonId, MembershipId, &str)| {
        contact::reach(kernel, person, Medium::Email, Purpose::NoticeOf(place)).await.unwrap();
        world.sent().await.iter().filter(|it| it.recipients == [address]).count()
    };
    let (heron, wren) = (people[0], people[1]);
    assert_eq!((told(heron).await, told(wren).await), (1, 1), "the witness");
    let (back, failed) = report(&world, heron.1, heron.2, "failed", "5.1.1").await;
    world.bring("", &back, failed.as_bytes()).await;
    assert_eq!((told(heron).await, told(wren).await), (1, 2), "and to the others it goes on");
    world.shelter.pass(MINUTE);
    safe_contact::confirm(kernel, heron.0).await.unwrap();
    assert_eq!(told(heron).await, 2);
}
