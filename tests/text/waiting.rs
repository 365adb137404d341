//! What waits for each person, and from when: it is written down with the entry itself, once, whoever tells of it and however often.
use crate::arrange::{Member, World};
use hearth_core::{
    admission::{self, Intent},
    contribution::{self, Draft, Entry},
    id::{EntryId, MembershipId},
    table::entry::Audience,
};
use hearth_text::{
    seat,
    table::{
        seat::{Mode, Rest},
        unread as rows,
    },
    unread,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

const AMINA: &str = "+15145550142";
const BEA: &str = "+14385550143";
const CLARA: &str = "+14385550144";

async fn three(world: &World) -> [Member; 3] {
    [
        world.member("Juniper", AMINA, Mode::Nothing).await,
        world.member("Sparrow", BEA, Mode::Nothing).await,
        world.member("Heron", CLARA, Mode::Nothing).await,
    ]
}

/// How many wait for each of these.
async fn waits(world: &World, people: &[&Member]) -> Vec<u64> {
    let mut all = Vec::new();
    for it in people {
        all.push(unread::count(&world.shelter.kernel, it.place.id).await.unwrap());
    }
    all
}

async fn rows_of(world: &World, entry: EntryId) -> u64 {
    rows::Entity::find().filter(rows::Column::Entry.eq(entry)).count(world.shelter.kernel.store.reader()).await.unwrap()
}

/// The entry as it stands there now.
async fn entry(world: &World, id: EntryId) -> Entry {
    world.said().await.into_iter().find(|it| it.id == id).unwrap()
}

/// Everyone but whoever said it, and nobody whose number may be in other hands: the rest and the staff's stop lose nothing.
#[actix_web::test]
async fn what_is_said_waits_for_each_of_the_others_once() {
    let world = World::new().await;
    let [amina, bea, clara] = three(&world).await;
    let on_the_page = world.without_phone("Willow").await;
    let kernel = &world.shelter.kernel;
    let id = world.says(&bea, "I sleep badly.").await;
    assert_eq!(waits(&world, &[&amina, &bea, &clara, &on_the_page]).await, [1, 0, 1, 0]);

    // Told again, by the outbox or by another node.
    for _ in 0..3 {
        unread::note_missing(kernel, &entry(&world, id).await).await.unwrap();
    }
    assert_eq!(rows_of(&world, id).await, 2);

    seat::rest(kernel, amina.place.id, Rest::Gone).await.unwrap();
    seat::rest(kernel, clara.place.id, Rest::Staff).await.unwrap();
    world.says(&bea, "And you?").await;
    assert_eq!(waits(&world, &[&amina, &clara]).await, [1, 2]);
    // Told once more while the one has no number that is surely hers: nothing is gathered for it afterwards either.
    let id = world.says(&on_the_page, "Good morning.").await;
    unread::note_missing(kernel, &entry(&world, id).await).await.unwrap();
    assert_eq!(waits(&world, &[&amina, &bea, &clara]).await, [1, 1, 3]);
}

/// Where the telling is cut short: it waits before anybody was told of it.
#[actix_web::test]
async fn it_waits_from_the_moment_in_which_it_is_stored() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Nothing).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    let kernel = &world.shelter.kernel;
    let admission = admission::admit(kernel, bea.place.person, world.group.id, Intent::Write).await.unwrap();
    let draft = Draft { thread: Some(world.group.id.0), shape: Draft::opening(false), ..Draft::to_group("I sleep badly.", "once") };
    let heard = contribution::hear(kernel, &admission, "text", draft).await.unwrap();
    assert_eq!(waits(&world, &[&amina, &bea]).await, [1, 0]);
    let id = heard.bring(kernel).await.id;
    assert_eq!(rows_of(&world, id).await, 1, "the telling adds nothing");
}

/// Out of sight it waits for nobody. Shown again it waits for those who did not get it, and for nobody twice.
#[actix_web::test]
async fn what_was_taken_away_and_shown_again_is_new_only_to_whoever_did_not_get_it() {
    let world = World::new().await;
    let [amina, bea, clara] = three(&world).await;
    let kernel = &world.shelter.kernel;
    let id = world.says(&bea, "I sleep badly.").await;
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: I sleep badly.");
    assert_eq!(waits(&world, &[&amina, &clara]).await, [0, 1]);

    unread::let_go(kernel, id).await.unwrap();
    assert_eq!(waits(&world, &[&amina, &clara]).await, [0, 0]);
    unread::note_missing(kernel, &entry(&world, id).await).await.unwrap();
    assert_eq!(waits(&world, &[&amina, &clara]).await, [0, 1]);
    world.writes(CLARA, "OPEN").await;
    assert_eq!(world.last(CLARA).await, "Sparrow: I sleep badly.");
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "There is nothing new right now.");
}

/// A word of staff to one person waits for her alone.
#[actix_web::test]
async fn what_is_said_to_one_waits_for_her_alone() {
    let world = World::new().await;
    let [amina, bea, clara] = three(&world).await;
    let id = world.says(&bea, "I sleep badly.").await;
    let kernel = &world.shelter.kernel;
    let said = entry(&world, id).await;
    let of_line = |line: Option<MembershipId>| Entry { id: EntryId::new(), audience: Audience::Staff, line, ..said.clone() };
    unread::note_missing(kernel, &of_line(Some(amina.place.id))).await.unwrap();
    assert_eq!(waits(&world, &[&amina, &bea, &clara]).await, [2, 0, 1]);
    // Her own word to staff, and what is of nobody's line.
    for line in [Some(bea.place.id), None] {
        unread::note_missing(kernel, &of_line(line)).await.unwrap();
    }
    assert_eq!(waits(&world, &[&amina, &bea, &clara]).await, [2, 0, 1]);
}

/// What she answers belongs to the conversation that she was sent last, also where she stays in it, and where it is another.
#[actix_web::test]
async fn an_answer_goes_to_the_conversation_that_she_was_sent_last() {
    let world = World::of("forum", "text").await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    let mut threads = Vec::new();
    for (words, answers) in [("One.", ["Tea helps me.", "And a walk."]), ("Two.", ["It snows here.", "All night long."])] {
        let id = world.says(&bea, words).await;
        assert_eq!(world.last(AMINA).await, format!("Sparrow: A title / {words}"));
        threads.push(entry(&world, id).await.thread);
        for answer in answers {
            world.writes(AMINA, answer).await;
            assert_eq!(world.said().await.pop().unwrap().thread, *threads.last().unwrap(), "{answer}");
        }
    }
    assert_ne!(threads[0], threads[1]);
}
