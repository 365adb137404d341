//! What comes in and is not somebody's word: machines, circles, bounces, strangers; and a second door into a forum or a chat.
use crate::arrange::{HOUSE, World, answers, head, to, words};
use hearth_core::{
    admission::{self, Intent},
    contribution::{self, Draft},
    table::entry,
};
use hearth_mail::{away, list, table::seat::Mode};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

async fn entries(world: &World) -> u64 {
    entry::Entity::find().count(world.shelter.kernel.store.reader()).await.unwrap()
}

/// S104, EML-7, RFC 3834: nothing that a machine wrote is brought to anybody, or answered.
#[actix_web::test]
async fn what_a_machine_wrote_is_neither_said_nor_answered() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Whole).await;
    world.member("Sparrow", Mode::Whole).await;
    let own = world.own(&amina).await;
    let plain = String::from_utf8(world.letter(&amina.address, &own, "Away", "I am away until Monday.")).unwrap();
    let heads = [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "List-Id: <other.example>",
        "X-Autoreply: yes",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x",
    ];
    for head in heads {
        let letter = match head.starts_with("Content-Type") {
            true => plain.replace("Content-Type: text/plain; charset=utf-8", head),
            false => format!("{head}\r\n{plain}"),
        };
        assert!(world.bring(&amina.address, &own, letter.as_bytes()).await.starts_with("250"), "{head}");
    }
    assert!(world.bring("", &own, plain.as_bytes()).await.starts_with("250"), "no sender: a notice of some server");
    let circle = format!("{}{plain}", "Received: from a by b\r\n".repeat(31));
    world.bring(&amina.address, &own, circle.as_bytes()).await;
    assert_eq!((entries(&world).await, world.sent().await.len()), (0, 0));
    let counted = away::of_group(&world.shelter.kernel, world.group.id).await.unwrap();
    assert_eq!(counted, [(away::AUTOMATIC.to_owned(), 7)], "staff see that it was, and nothing of it");
    // The witness: the same letter from herself is said.
    world.writes(&amina, &own, "Sleep", "I sleep badly.").await;
    assert_eq!(entries(&world).await, 1);
}

/// EML-1, "reply injection by predictable ids": an address that the house did not make leads nowhere, whatever a letter answers to.
#[actix_web::test]
async fn made_up_addresses_and_ids_lead_nowhere() {
    let world = World::new().await;
    let (amina, bea) = (world.member("Juniper", Mode::Whole).await, world.member("Sparrow", Mode::Whole).await);
    let mut camille = world.member("Fern", Mode::Nothing).await;
    world.writes(&amina, &world.own(&amina).await, "Sleep", "I sleep badly.").await;
    let letters = world.sent().await;
    let letter = to(&letters, &bea)[0].clone();
    for wrong in [format!("{}@{HOUSE}", "a".repeat(64)), format!("reply+1@{HOUSE}"), "someone@elsewhere.example".into()] {
        assert!(world.bring(&amina.address, &wrong, b"Subject: x\r\n\r\nx\r\n").await.starts_with("550"), "{wrong}");
    }
    // Her neighbour's answer address, in somebody else's hands: proved to be from another address, so it waits.
    let stolen = world.letter(&amina.address, &answers(&letter), "Re: x", "In her name.");
    world.bring(&amina.address, &answers(&letter), &world.signed(&stolen)).await;
    let author = head(&letter, "From").unwrap();
    let stands_for = author.rsplit_once('<').unwrap().1.trim_end_matches('>').to_owned();
    world.writes(&bea, &stands_for, "Private", "Only to you.").await;
    assert!(world.sent().await.iter().all(|it| !words(it).contains("In her name") && !words(it).contains("Only to you")));
    let page = camille.browser.get(&format!("{}/mail", world.group.address())).await;
    assert!(!page.says("Private"), "{}", page.body);
}

/// Linked modalities: the same entry, the same alias, by whichever door.
#[actix_web::test]
async fn a_forum_and_the_list_are_one_conversation_where_the_group_says_so() {
    let world = World::with("forum", "mail").await;
    let mut amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let base = format!("{}/forum", world.group.address());
    let id = amina.browser.get(&format!("{base}/new")).await.field("id").expect("a form");
    let sent = amina.browser.post(&format!("{base}/new"), &[("title", "Sleep"), ("words", "I sleep badly."), ("id", &id), ("send", "send")]).await;
    assert_eq!(sent.status, 200, "{}", sent.body);
    let letters = world.sent().await;
    let [letter] = to(&letters, &bea)[..] else { panic!("{} letters", letters.len()) };
    assert!(words(letter).contains("I sleep badly.") && head(letter, "From").unwrap().contains("Juniper"));
    world.writes(&bea, &answers(letter), "Re: A note", "Tea helps me.").await;
    let list = amina.browser.get(&base).await;
    assert!(list.says("1 reply"), "{}", list.body);
    let topic = list.link(&format!("{base}/t/")).expect("the topic");
    let page = amina.browser.get(&topic).await;
    assert!(page.says("Tea helps me.") && page.says("Sparrow"), "{}", page.body);
    world.writes(&bea, &world.own(&bea).await, "Rain", "It rains.").await;
    assert!(amina.browser.get(&base).await.says("Rain"), "what begins by mail begins a topic");
}

/// The same for a chat that is open at any time: what comes by mail has no title there, and stands with all the rest.
#[actix_web::test]
async fn a_chat_and_the_list_are_one_conversation_where_the_group_says_so() {
    let world = World::with("chat", "mail").await;
    let mut amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let kernel = &world.shelter.kernel;
    let admission = admission::admit(kernel, amina.place.person, world.group.id, Intent::Write).await.unwrap();
    contribution::submit(kernel, &admission, "chat", Draft::to_group("I sleep badly.", "one")).await.unwrap();
    let letters = world.sent().await;
    let [letter] = to(&letters, &bea)[..] else { panic!("{} letters", letters.len()) };
    assert!(words(letter).contains("I sleep badly.") && head(letter, "From").unwrap().contains("Juniper"));
    world.writes(&bea, &answers(letter), "Re: A note", "Tea helps me.").await;
    let rows = entry::Entity::find().order_by_asc(entry::Column::Seq).all(kernel.store.reader()).await.unwrap();
    let said = contribution::open(kernel, rows.into_iter().nth(1).expect("her answer")).await.unwrap();
    assert_eq!((said.modality, said.thread), ("chat", None));
    assert_eq!(said.words.expect("words").heading, None);
    let page = amina.browser.get(&format!("{}/chat", world.group.address())).await;
    assert!(page.says("Tea helps me.") && page.says("Sparrow"), "{}", page.body);
}

/// EML-9: what is too much at once waits, and is not lost.
#[actix_web::test]
async fn a_flood_of_hers_waits_for_staff() {
    let world = World::new().await;
    world.shelter.lets_newcomers_talk().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let own = world.own(&amina).await;
    for number in 0..12 {
        world.writes(&amina, &own, "Again", &format!("Number {number}.")).await;
    }
    let rows = entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap();
    let held = rows.iter().filter(|it| it.reasons.contains("mail-hold-too-many")).count();
    assert_eq!((rows.len(), held), (12, 2));
    // Brought twice, as servers do that did not hear the answer: once.
    let letter = world.signed(&world.letter(&amina.address, &own, "Twice", "The very same."));
    world.bring(&amina.address, &own, &letter).await;
    world.bring(&amina.address, &own, &letter).await;
    assert_eq!(entries(&world).await, 13);
    assert!(list::group_of(&world.shelter.kernel, "nothing0000").await.unwrap().is_none());
}
