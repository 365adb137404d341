//! What comes to a phone, and what is said from it.
use crate::{
    arrange::World,
    fakes::{Fake, Mood},
};
use hearth_core::{
    clock::{DAY, HOUR},
    contact::permission,
    locale::Language,
    table::entry::Audience,
};
use hearth_text::{seat, table::seat::Mode, transport, unread};
use std::time::Duration;
use tokio::time::timeout;

const AMINA: &str = "+15145550142";
const BEA: &str = "+14385550143";

/// S90, SMS-10: the default is one sentence that says nothing, and no other before she has looked; what was said comes when she says OPEN.
#[actix_web::test]
async fn a_sentence_says_that_something_is_there_and_open_brings_it() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Notice).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.says(&bea, "I sleep badly.").await;
    world.says(&bea, "And you?").await;
    let got = world.got(AMINA).await;
    assert_eq!(got, ["Your reminder."], "one sentence, neutral, and no second");
    world.writes(AMINA, "Open").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: I sleep badly.\nSparrow: And you?");
    world.writes(AMINA, "open!").await;
    assert_eq!(world.last(AMINA).await, "There is nothing new right now.");
    assert!(world.got(BEA).await.is_empty(), "not to whom nothing should come");
    world.says(&bea, "Good night.").await;
    assert_eq!(world.last(AMINA).await, "Your reminder.", "she has looked: a new one");
    assert_eq!(unread::count(&world.shelter.kernel, &world.seat(&amina).await).await.unwrap(), 1);
}

/// S47, S90, SMS-4: only alias and words, whichever way it goes; no number in anything that the others get, nor on the disk.
#[actix_web::test]
async fn what_she_texts_is_said_under_her_alias_and_her_number_is_nowhere() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    world.member("Sparrow", BEA, Mode::Whole).await;
    assert_eq!(world.writes(AMINA, "I sleep badly. ça va?").await, 200);
    assert_eq!(world.group_words().await, ["I sleep badly. ça va?"]);
    assert_eq!(world.got(BEA).await, ["Juniper: I sleep badly. ca va?"], "in simple letters, because it costs half");
    for (to, words) in world.sent().await {
        assert!(to == BEA || to == AMINA, "{to}");
        assert!(!words.contains("5550142") && !words.contains("5550143"), "{words}");
    }
    world.shelter.kernel.store.checkpoint().await.unwrap();
    assert_eq!(world.shelter.files_with("5145550142"), [""; 0]);
    assert_eq!(world.shelter.files_with("sleep badly"), [""; 0]);
}

/// SMS-10, CON-2: what others say comes by itself only after a second yes, and only as long as it holds.
#[actix_web::test]
async fn words_come_by_themselves_only_while_her_second_yes_holds() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Notice).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    let kernel = &world.shelter.kernel;
    assert!(seat::choose(kernel, &amina.place, Mode::Whole, false, Language::En, "web").await.is_err());
    seat::choose(kernel, &amina.place, Mode::Whole, true, Language::En, "web").await.unwrap();
    world.says(&bea, "First.").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: First.");
    assert!(seat::agreed_until(kernel, &amina.place).await.unwrap().is_some_and(|it| it <= kernel.clock.now() + permission::HOLDS));
}

/// S97: what was said in a while comes together.
#[actix_web::test]
async fn what_is_gathered_comes_in_one_text() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Digest).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    for words in ["One.", "Two.", "Three."] {
        world.says(&bea, words).await;
    }
    assert!(world.got(AMINA).await.is_empty(), "not yet");
    world.shelter.pass(HOUR + HOUR / 60);
    assert_eq!(world.got(AMINA).await, ["Sparrow: One.\nSparrow: Two.\nSparrow: Three."]);
}

/// A long one goes piece by piece, and nothing of it is lost.
#[actix_web::test]
async fn what_is_long_comes_in_pieces_as_she_asks_for_them() {
    let world = World::new().await;
    world.set(|it| it.longest_parts = 1).await;
    world.member("Juniper", AMINA, Mode::Notice).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    let long: String = (0..60).map(|it| format!("word{it} ")).collect();
    world.says(&bea, long.trim()).await;
    assert_eq!(world.got(AMINA).await, ["Your reminder."]);
    let mut read = String::new();
    for _ in 0..6 {
        world.writes(AMINA, "OPEN").await;
        let piece = world.last(AMINA).await;
        assert!(hearth_text::coding::count(&piece).parts <= 1, "{piece}");
        if piece.starts_with("There is nothing") {
            break;
        }
        let words = piece.replace("More: reply OPEN.", "").replace("...", " ");
        read.push_str(words.trim_start_matches("Sparrow:"));
    }
    let words = |it: &str| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&read), words(&long));
}

/// S92, SMS-6: a word of hers before anything that somebody wrote.
#[actix_web::test]
async fn her_word_comes_before_anything_that_was_written() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    seat::keep_word(&world.shelter.kernel, &world.seat(&amina).await, Some("Érable")).await.unwrap();
    world.says(&bea, "I sleep badly.").await;
    let got = world.got(AMINA).await;
    assert_eq!(got, ["To read it, reply OPEN and then your word, in one text."]);
    for wrong in ["OPEN", "OPEN maple"] {
        world.writes(AMINA, wrong).await;
    }
    assert!(world.got(AMINA).await.iter().all(|it| !it.contains("sleep")));
    world.writes(AMINA, "open erable").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: I sleep badly.");
    // Guessing has an end.
    world.says(&bea, "Again.").await;
    for _ in 0..8 {
        world.writes(AMINA, "OPEN maple").await;
    }
    world.writes(AMINA, "OPEN erable").await;
    assert!(world.got(AMINA).await.iter().all(|it| !it.contains("Again.")));
}

/// S93: a rest, its end, and a word to staff.
#[actix_web::test]
async fn pause_resume_help_and_a_word_to_staff() {
    let world = World::new().await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.writes(AMINA, "PAUSE").await;
    assert!(world.last(AMINA).await.starts_with("Paused."));
    world.says(&bea, "While she rests.").await;
    assert!(world.got(AMINA).await.iter().all(|it| !it.contains("While")));
    world.writes(AMINA, "reprendre").await;
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: While she rests.", "nothing was lost meanwhile");
    world.writes(AMINA, "aide").await;
    let help = world.last(AMINA).await;
    assert!(help.contains("911") && help.contains("ARRET"), "{help}");
    world.writes(AMINA, "STAFF I am afraid tonight").await;
    let said = world.said().await;
    let line = said.iter().filter(|it| it.audience == Audience::Staff).collect::<Vec<_>>();
    assert_eq!(line.len(), 1);
    assert_eq!(line[0].words.as_ref().unwrap().body, "I am afraid tonight");
    assert_eq!(world.group_words().await, ["While she rests."], "none of it reached the others");
}

/// S97, D6: a second door into a forum: the same entry, the same alias, in the conversation that she was sent.
#[actix_web::test]
async fn an_answer_by_text_stands_in_the_forum() {
    let world = World::of("forum", "text").await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.says(&bea, "I sleep badly.").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: A title / I sleep badly.");
    world.writes(AMINA, "Tea helps me.").await;
    let said = world.said().await;
    assert_eq!(said.len(), 2);
    assert_eq!((said[1].thread, said[1].modality), (said[0].thread, "forum"));
    let mut ruth = world.shelter.facilitator_of(&world.group).await;
    let page = ruth.get(&format!("{}/forum/t/{}", world.group.address(), said[0].thread.unwrap().as_simple())).await;
    assert!(page.says("Tea helps me.") && page.says("Juniper"), "{}", page.body);
}

/// S97, D6: the same for a chat that is open at any time.
#[actix_web::test]
async fn an_answer_by_text_stands_in_the_chat() {
    let world = World::of("chat", "text").await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.says(&bea, "I sleep badly.").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: I sleep badly.");
    world.writes(AMINA, "Tea helps me.").await;
    let said = world.said().await;
    assert_eq!(said.len(), 2);
    assert_eq!((said[1].thread, said[1].modality), (None, "chat"));
    let mut ruth = world.shelter.facilitator_of(&world.group).await;
    let page = ruth.get(&format!("{}/chat", world.group.address())).await;
    assert!(page.says("Tea helps me.") && page.says("Juniper"), "{}", page.body);
}

/// SMS-8: as much as a day has, and she is told once; the rest is there when she asks, up to twice of it.
#[actix_web::test]
async fn a_day_has_a_budget_and_nothing_is_lost_by_it() {
    let world = World::new().await;
    world.set(|it| it.parts_a_day = 3).await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.shelter.pass(DAY);
    for words in ["One.", "Two.", "Three.", "Four.", "Five."] {
        world.says(&bea, words).await;
        world.sent().await;
    }
    let got = world.got(AMINA).await;
    assert_eq!(got.iter().filter(|it| it.starts_with("Sparrow")).count(), 3, "{got:?}");
    assert_eq!(got.iter().filter(|it| it.starts_with("No more notes come today")).count(), 1, "{got:?}");
    world.writes(AMINA, "OPEN").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: Four.\nSparrow: Five.");
}

/// SMS-8: toll fraud has one number abroad.
#[actix_web::test]
async fn nothing_goes_to_a_country_that_is_not_set() {
    let world = World::new().await;
    let amina = world.without_phone("Juniper").await;
    world.writes("+33700900123", &world.code(&amina).await).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.says(&bea, "Hello.").await;
    assert!(world.got("+33700900123").await.is_empty());
}

/// Ordered fail-over: the second line brings what the first cannot.
#[actix_web::test]
async fn another_line_brings_what_the_first_cannot() {
    let world = World::new().await;
    let second = crate::fakes::twilio::Twilio::start().await;
    world.second_line(&second).await;
    world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    world.says(&bea, "By the first.").await;
    assert_eq!(world.last(AMINA).await, "Sparrow: By the first.");
    world.company.state().feels(Mood::Broken);
    world.says(&bea, "By the second.").await;
    world.sent().await;
    assert_eq!(second.state().get().texts, [(AMINA.to_owned(), "Sparrow: By the second.".to_owned())]);
    // Where neither can, it waits and comes later.
    second.state().feels(Mood::Broken);
    world.says(&bea, "Later.").await;
    world.sent().await;
    world.company.state().feels(Mood::Fine);
    world.shelter.pass(HOUR);
    world.waits_are_over().await;
    assert_eq!(world.last(AMINA).await, "Sparrow: Later.");
}

/// What is on its way to her by itself comes first: what she asks for then is what comes after it, and nothing comes twice.
#[actix_web::test]
async fn what_she_asks_for_waits_for_what_is_on_its_way_to_her() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Whole).await;
    let bea = world.member("Sparrow", BEA, Mode::Nothing).await;
    let on_its_way = transport::turn(&world.shelter.kernel, amina.place.id).await;
    world.says(&bea, "I sleep badly.").await;
    let mut asks = Box::pin(world.writes(AMINA, "OPEN"));
    assert!(timeout(Duration::from_millis(500), &mut asks).await.is_err(), "she is answered while another text is on its way");
    drop(on_its_way);
    assert_eq!(asks.await, 200);
    let got = world.got(AMINA).await;
    assert_eq!(got.iter().filter(|it| *it == "Sparrow: I sleep badly.").count(), 1, "{got:?}");
}

/// A number that was looked at once is looked at once; one that is written otherwise than her phone writes is hers all the same.
#[actix_web::test]
async fn a_number_is_read_as_it_was_however_often_it_is_read() {
    let world = World::new().await;
    let kernel = &world.shelter.kernel;
    for written in ["+15145550142", "+330612345678", "+33 6 12 34 56 78", "+19005550199", "signal:+15145550142", "nobody", "+12345"] {
        let home = hearth_text::phone::home(kernel).await.unwrap();
        let once = hearth_text::phone::read_with_country(written, home);
        for time in 0..3 {
            assert!(hearth_text::phone::read_again(kernel, written).await.unwrap().map(|it| (it.at, it.country)) == once, "{written}, {time}");
        }
    }
}
