//! What waits for each person, and from when: it is written down with the entry itself, once, whoever tells of it and however often.
use crate::arrange::{Member, World};
use hearth_core::{
    admission::{self, Intent},
    clock::MINUTE,
    contribution::{self, Draft, Entry},
    id::EntryId,
    moderation::desk,
    store::Tx,
    table::entry::{self as entries, EntryState},
};
use hearth_text::{
    feed, seat,
    table::{
        feed as feed_rows,
        seat::{Mode, Rest},
        unread as rows,
    },
    unread,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

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
        let seat = seat::by_membership(&world.shelter.kernel, it.place.id).await.unwrap();
        all.push(match seat {
            Some(seat) => unread::count(&world.shelter.kernel, &seat).await.unwrap(),
            None => 0,
        });
    }
    all
}

/// How many rows the house writes for it, beside the entry itself.
async fn rows_of(world: &World, entry: EntryId) -> (u64, u64) {
    let reader = world.shelter.kernel.store.reader();
    let in_feed = feed_rows::Entity::find().filter(feed_rows::Column::Entry.eq(entry)).count(reader).await.unwrap();
    (in_feed, rows::Entity::find().filter(rows::Column::Entry.eq(entry)).count(reader).await.unwrap())
}

/// The entry as it stands there now.
async fn entry(world: &World, id: EntryId) -> Entry {
    world.said().await.into_iter().find(|it| it.id == id).unwrap()
}

/// Everyone but whoever said it. However many they are, one row is written.
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
        feed::add_missing(kernel, &entry(&world, id).await).await.unwrap();
    }
    assert_eq!(rows_of(&world, id).await, (1, 0));
    assert_eq!(waits(&world, &[&amina, &bea, &clara, &on_the_page]).await, [1, 0, 1, 0]);
    // Who comes now has nothing waiting from before.
    let fern = world.member("Fern", "+14385550145", Mode::Nothing).await;
    assert_eq!(waits(&world, &[&fern]).await, [0]);
}

/// SMS-7: while nobody knows whose number it is, nothing goes there. It waits for her, and comes once she has shown a phone to be hers.
#[actix_web::test]
async fn what_is_said_while_her_number_is_in_doubt_waits_for_her_and_goes_nowhere() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    seat::rest(&world.shelter.kernel, amina.place.id, Rest::Gone).await.unwrap();
    world.says(&bea, "I sleep badly.").await;
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.got(AMINA).await, [""; 0], "somebody else may hold it");
    world.writes(CLARA, &world.code(&amina).await).await;
    world.forgets();
    world.writes(CLARA, "OPEN").await;
    assert_eq!(world.last(CLARA).await, "Sparrow: I sleep badly.");
    assert_eq!(world.got(AMINA).await, [""; 0]);
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
    assert_eq!(rows_of(&world, id).await, (1, 0), "the telling adds nothing");
}

/// Out of sight it waits for nobody. Shown again it waits for those who did not get it, and for nobody twice: also for whoever read on meanwhile.
#[actix_web::test]
async fn what_was_taken_away_and_shown_again_is_new_only_to_whoever_did_not_get_it() {
    let world = World::new().await;
    let [amina, bea, clara] = three(&world).await;
    let (kernel, ruth) = (&world.shelter.kernel, world.facilitates().await);
    let id = world.says(&bea, "I sleep badly.").await;
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: I sleep badly.");
    assert_eq!(waits(&world, &[&amina, &clara]).await, [0, 1]);

    desk::hide(kernel, &ruth, id, "agreement").await.unwrap();
    assert_eq!(waits(&world, &[&amina, &clara]).await, [0, 0]);
    world.says(&bea, "And you?").await;
    world.writes(CLARA, "OPEN").await;
    assert_eq!(world.last(CLARA).await, "Sparrow: And you?", "she comes past it");

    desk::unhide(kernel, &ruth, id).await.unwrap();
    assert_eq!(waits(&world, &[&amina, &clara]).await, [1, 1]);
    world.writes(CLARA, "OPEN").await;
    assert_eq!(world.last(CLARA).await, "Sparrow: I sleep badly.");
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: And you?");
    for phone in [AMINA, CLARA] {
        world.writes(phone, "OPEN").await;
        assert_eq!(world.last(phone).await, "There is nothing new right now.");
    }
}

/// The same where she comes past it before the bridge was told that it is out of sight: another node hid it.
#[actix_web::test]
async fn what_she_came_past_while_it_was_out_of_sight_comes_when_it_is_shown_again() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Nothing).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    for and_another in [false, true] {
        let id = world.says(&bea, if and_another { "One." } else { "Two." }).await;
        if and_another {
            world.says(&bea, "And you?").await;
        }
        let shows = async |state: EntryState| {
            let row = entries::Entity::update_many().col_expr(entries::Column::State, Expr::value(state)).filter(entries::Column::Id.eq(id));
            world.shelter.kernel.store.write(async move |tx: &Tx| Ok(row.clone().exec(tx).await?)).await.unwrap();
        };
        shows(EntryState::Hidden).await;
        world.writes(AMINA, "OPEN").await;
        assert_eq!(world.last(AMINA).await, if and_another { "Sparrow: And you?" } else { "There is nothing new right now." });
        shows(EntryState::Published).await;
        assert_eq!(waits(&world, &[&amina]).await, [1]);
        world.writes(AMINA, "OPEN").await;
        assert_eq!(world.last(AMINA).await, if and_another { "Sparrow: One." } else { "Sparrow: Two." });
        assert_eq!(waits(&world, &[&amina]).await, [0]);
    }
}

/// However much stands there that is not for her, what is for her is found behind it.
#[actix_web::test]
async fn what_is_hers_is_found_behind_much_that_is_not() {
    let world = World::new().await;
    let [amina, bea, clara] = three(&world).await;
    let ruth = world.facilitates().await;
    for at in 0..35 {
        let id = world.says(&bea, &format!("Number {at}.")).await;
        desk::hide(&world.shelter.kernel, &ruth, id, "agreement").await.unwrap();
        world.shelter.pass(MINUTE);
    }
    for at in 0..35 {
        world.says(&amina, &format!("And {at}.")).await;
        world.shelter.pass(MINUTE);
    }
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "There is nothing new right now.");
    world.says(&clara, "Good night.").await;
    assert_eq!(waits(&world, &[&amina, &bea, &clara]).await, [1, 36, 35]);
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "Heron: Good night.");
    // And she who has all of it before her gets all of it, in its order, in as many texts as it takes.
    world.forgets();
    for _ in 0..36 {
        if waits(&world, &[&bea]).await == [0] {
            break;
        }
        world.writes(BEA, "OPEN").await;
    }
    let got = world.got(BEA).await.join("\n");
    let at: Vec<_> = (0..35).map(|at| got.find(&format!("Juniper: And {at}.")).expect("she got it")).collect();
    assert!(at.is_sorted() && got.ends_with("Heron: Good night."), "{got}");
}

/// A word of staff to one person waits for her alone, and hers to them for nobody who reads by text.
#[actix_web::test]
async fn what_is_said_to_one_waits_for_her_alone() {
    let world = World::new().await;
    let [amina, bea, clara] = three(&world).await;
    let (kernel, ruth) = (&world.shelter.kernel, world.facilitates().await);
    world.says(&bea, "I sleep badly.").await;
    let to_amina = Draft { line: Some(amina.place.id), ..Draft::to_staff("Shall I call?", "one") };
    contribution::submit(kernel, &ruth, "text", to_amina).await.unwrap();
    assert_eq!(waits(&world, &[&amina, &bea, &clara]).await, [2, 0, 1]);
    world.writes(BEA, "STAFF Please call me.").await;
    assert_eq!(waits(&world, &[&amina, &bea, &clara]).await, [2, 0, 1]);
    world.writes(AMINA, "OPEN").await;
    assert!(world.last(AMINA).await.ends_with(": Shall I call?"), "{}", world.last(AMINA).await);
    world.writes(CLARA, "OPEN").await;
    assert_eq!(world.last(CLARA).await, "Sparrow: I sleep badly.");
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
