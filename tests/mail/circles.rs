//! Two lists that write to each other (EML-7): it ends, and people see at most one letter more.
use crate::arrange::{PROVIDER, World, head, words};
use hearth_core::table::entry::{self, EntryState};
use hearth_mail::{away, incoming::Came, list, table::seat::Mode};
use sea_orm::EntityTrait;

/// Long enough to be told from what somebody else says by chance.
const SAID: &str = "I sleep badly, and in the morning I am more tired than before.";

/// A circle that goes on for longer than this does not end.
const LONGEST: usize = 30;

async fn states(world: &World) -> Vec<EntryState> {
    entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap().into_iter().map(|it| it.state).collect()
}

/// Lets what the relay got go where `next` says, until nothing new comes; how many letters there were.
async fn goes_on(world: &World, mut next: impl AsyncFnMut(&Came)) -> usize {
    let mut seen = 0;
    loop {
        let letters = world.sent().await;
        if letters.len() == seen {
            return seen;
        }
        assert!(letters.len() < LONGEST, "it goes on and on");
        for letter in &letters[std::mem::replace(&mut seen, letters.len())..] {
            next(letter).await;
        }
    }
}

/// Each of two groups of this house has the other's list among its people; once by the list's own address, once by a secret one.
#[actix_web::test]
async fn two_lists_of_this_house_that_write_to_each_other_end_at_once() {
    for is_secret in [false, true] {
        let world = World::new().await;
        let other = world.shelter.open_group("mail").await;
        let amina = world.member("Juniper", Mode::Nothing).await;
        let word = async |group| format!("{}@list.example", list::word(&world.shelter.kernel, group).await.unwrap());
        let here = word(world.group.id).await;
        let mut there = word(other.id).await;
        let back = world.member_of(&other, "Alder", &here, Mode::Whole).await;
        if is_secret {
            there = world.own(&back).await;
        }
        world.member_of(&world.group, "Birch", &there, Mode::Whole).await;
        world.says(&amina, "Sleep", SAID).await;
        let count = goes_on(&world, async |letter| {
            let to = letter.recipients[0].clone();
            assert!(world.bring(&letter.sender, &to, &letter.bytes).await.starts_with("250"), "taken, so that no server writes to another");
        });
        assert_eq!((count.await, states(&world).await), (1, vec![EntryState::Published]));
        let counted = away::of_group(&world.shelter.kernel, other.id).await.unwrap();
        assert_eq!(counted, [(away::AUTOMATIC.to_owned(), 1)], "staff there see that something came");
    }
}

/// Two lists of other people's, which say nothing of what they are, sign what they pass on, and are both among the people here. Each passes
/// on what it gets to the one address that it has.
#[actix_web::test]
async fn two_strange_lists_that_hide_what_they_are_bring_one_letter_more_and_end() {
    let world = World::new().await;
    world.shelter.lets_newcomers_talk().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let one = world.member_of(&world.group, "Alder", &format!("one@{PROVIDER}"), Mode::Whole).await;
    let two = world.member_of(&world.group, "Birch", &format!("two@{PROVIDER}"), Mode::Whole).await;
    world.says(&amina, "Sleep", SAID).await;
    let count = goes_on(&world, async |letter| {
        let who = [&one, &two].into_iter().find(|it| letter.recipients == [it.address.clone()]).expect("one of the two");
        let at = crate::arrange::answers(letter);
        world.writes(who, &at, &head(letter, "Subject").unwrap(), words(letter).replace("\r\n", "\n").trim()).await;
    });
    let count = count.await;
    let all = states(&world).await;
    let published = all.iter().filter(|it| **it == EntryState::Published).count();
    assert!(published <= 2, "{published} of {} letters", all.len());
    assert!(count <= 4 && all.contains(&EntryState::Held), "{count} letters went out, {all:?}");
}
