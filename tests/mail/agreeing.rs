//! Her second yes by mail alone: she asks, reads, says yes to that very text, and takes it back with a word.
use crate::arrange::{Member, World, answers, to, words};
use hearth_core::{
    clock::{MINUTE, days},
    contact::{Medium, permission},
    locale::Language,
    table::{
        consent::{self, ConsentEvent},
        entry, person,
    },
    vault::digest,
};
use hearth_mail::{
    addresses::{Token, Use, day},
    incoming::Came,
    post, seat,
    table::seat::Mode,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// She writes it, and one letter comes back.
async fn asks(world: &World, member: &Member, at: &str, what: &str) -> Came {
    let before = to(&world.sent().await, member).len();
    world.writes(member, at, "", what).await;
    let letters = world.sent().await;
    let mine = to(&letters, member);
    assert_eq!(mine.len(), before + 1, "{what} is answered once");
    mine[before].clone()
}

async fn mode(world: &World, member: &Member) -> Mode {
    seat::by_membership(&world.shelter.kernel, member.place.id).await.unwrap().unwrap().mode
}

/// What was recorded of her yes, oldest first.
async fn said(world: &World, member: &Member) -> Vec<consent::Model> {
    let rows = consent::Entity::find().filter(consent::Column::Membership.eq(member.place.id)).order_by_asc(consent::Column::At);
    let rows = rows.filter(consent::Column::Purpose.eq(permission::attendance(Medium::Email)));
    rows.all(world.shelter.kernel.store.reader()).await.unwrap()
}

#[actix_web::test]
async fn she_says_her_second_yes_by_mail_and_takes_it_back_with_a_word() {
    let world = World::new().await;
    let kernel = &world.shelter.kernel;
    let (amina, bea) = (world.member("Juniper", Mode::Notice).await, world.member("Sparrow", Mode::Nothing).await);
    let own = world.own(&amina).await;
    let shown = asks(&world, &amina, &own, "Words").await;
    let notice = kernel.words.say(Language::En, "mail-attend-agree", &[]);
    assert!(
        notice.lines().all(|it| words(&shown).replace("\r\n", "\n").replace('\n', " ").contains(it)),
        "all of it, as on the page: {}",
        words(&shown)
    );
    assert!(words(&shown).contains("Your e-mail provider carries the words and can read them"), "who else can read it: {}", words(&shown));
    assert_eq!((mode(&world, &amina).await, said(&world, &amina).await.len()), (Mode::Notice, 0), "she has only asked");
    world.says(&bea, "Sleep", "I sleep badly.").await;
    assert!(world.sent().await.iter().all(|it| !words(it).contains("sleep badly")));

    let done = asks(&world, &amina, &answers(&shown), "Yes").await;
    assert!(words(&done).contains("90 days"), "{}", words(&done));
    assert_eq!(mode(&world, &amina).await, Mode::Whole);
    let [given] = &said(&world, &amina).await[..] else { panic!("one record") };
    assert_eq!(
        (given.event, given.method.as_str(), given.notice.as_str(), given.language.as_str()),
        (ConsentEvent::Given, "email", "mail-attend-1", "en")
    );
    assert_eq!(given.digest, digest(notice.as_bytes()), "the words that she was shown");
    assert_eq!(given.until, Some(given.at + permission::HOLDS));
    world.says(&bea, "Tea", "Tea helps.").await;
    assert!(to(&world.sent().await, &amina).iter().any(|it| words(it).contains("Tea helps.")));

    // Once a day instead: another question, and another yes.
    world.shelter.pass(MINUTE);
    let shown = asks(&world, &amina, &own, "DAILY").await;
    asks(&world, &amina, &answers(&shown), "YES").await;
    assert_eq!(mode(&world, &amina).await, Mode::Digest);

    world.shelter.pass(MINUTE);
    asks(&world, &amina, &own, "NOTE").await;
    assert_eq!(mode(&world, &amina).await, Mode::Notice);
    let all: Vec<ConsentEvent> = said(&world, &amina).await.into_iter().map(|it| it.event).collect();
    assert_eq!(all, [ConsentEvent::Given, ConsentEvent::Renewed, ConsentEvent::Withdrawn]);
    world.says(&bea, "Rain", "It rains.").await;
    assert!(world.sent().await.iter().all(|it| !words(it).contains("It rains.")));
    assert_eq!(entry::Entity::find().count(kernel.store.reader()).await.unwrap(), 3, "none of her words reached the others");
}

/// In her language; recorded in the one that she read.
#[actix_web::test]
async fn she_reads_it_in_her_own_language() {
    let world = World::new().await;
    let kernel = &world.shelter.kernel;
    let amina = world.member("Juniper", Mode::Notice).await;
    let id = amina.place.person;
    kernel
        .store
        .write(async move |tx: &hearth_core::store::Tx| {
            person::ActiveModel { id: Set(id), language: Set("fr".into()), ..Default::default() }.update(tx).await?;
            Ok(())
        })
        .await
        .unwrap();
    let shown = asks(&world, &amina, &world.own(&amina).await, "Mots").await;
    assert!(words(&shown).contains("boîte de réception"), "{}", words(&shown));
    asks(&world, &amina, &answers(&shown), "Oui").await;
    let [given] = &said(&world, &amina).await[..] else { panic!("one record") };
    assert_eq!((given.language.as_str(), &given.digest), ("fr", &digest(kernel.words.say(Language::Fr, "mail-attend-agree", &[]).as_bytes())));
}

/// "Yes, but" is no yes; nor is a yes of somebody else, one that was for somebody else, or one to her own address.
#[actix_web::test]
async fn anything_but_her_own_yes_to_that_text_changes_nothing_and_is_said_to_nobody() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Notice).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let own = world.own(&amina).await;
    let question = answers(&asks(&world, &amina, &own, "WORDS").await);
    let answer = asks(&world, &amina, &question, "YES, but not at night").await;
    assert!(words(&answer).contains("Nothing was changed."), "{}", words(&answer));
    asks(&world, &amina, &question, "What does this mean?").await;
    // Of words that have changed since, or that she was never sent.
    let ready = post::ready(&world.shelter.kernel).await.unwrap().unwrap();
    let today = day(world.shelter.clock.now());
    let other = ready.addresses.make(Token { is_for: Use::Agree, of: amina.place.id.0, day: today, generation: 0, number: 7 });
    assert!(words(&asks(&world, &amina, &other, "YES").await).contains("Nothing was changed."));
    let sent = world.sent().await.len();
    world.bring(&amina.address, &question, &world.letter(&amina.address, &question, "", "YES")).await;
    world.bring(&bea.address, &question, &world.signed(&world.letter(&bea.address, &question, "", "YES"))).await;
    world.bring(&amina.address, &question, &world.signed(&world.letter(&amina.address, "b@elsewhere.example", "", "YES"))).await;
    assert_eq!((mode(&world, &amina).await, said(&world, &amina).await.len()), (Mode::Notice, 0));
    assert_eq!(world.sent().await.len(), sent, "and nobody is answered");
    let rows = entry::Entity::find().count(world.shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(rows, 0, "what came to this address is never said to the group");
    world.shelter.pass(days(4));
    assert!(world.bring(&amina.address, &question, b"Subject: x\r\n\r\nYES\r\n").await.starts_with("550"), "after three days she asks anew");
}
