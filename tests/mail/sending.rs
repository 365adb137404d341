//! What leaves: to whom, when, how often, and what never does.
use crate::arrange::{World, head, to, words};
use hearth_core::{
    clock::{DAY, HOUR, MINUTE, days},
    contact::safe_contact,
    event::{self, EntryPublished},
    moderation::desk,
    store::Tx,
};
use hearth_mail::{seat, table::seat::Mode};
use support::Browser;

/// S102, NOT-2: the sentence that she chose, and no other before she has looked.
#[actix_web::test]
async fn who_chose_a_sentence_gets_one_and_no_other_before_she_has_looked() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let mut bea = world.member("Sparrow", Mode::Notice).await;
    world.says(&amina, "Sleep", "I sleep badly.").await;
    let letters = world.sent().await;
    let [first] = to(&letters, &bea)[..] else { panic!("{} letters", letters.len()) };
    assert!(!words(first).contains("sleep") && !words(first).contains("Juniper"), "{}", words(first));
    assert!(!head(first, "Subject").unwrap().to_lowercase().contains("sleep"));
    world.shelter.pass(MINUTE);
    world.says(&amina, "Tea", "Tea helps.").await;
    assert_eq!(to(&world.sent().await, &bea).len(), 1, "she has not looked yet");
    let list = bea.browser.get(&format!("{}/mail", world.group.address())).await;
    let conversation = list.link(&format!("{}/mail/t/", world.group.address())).unwrap_or_else(|| panic!("no conversation in {}", list.body));
    bea.browser.get(&conversation).await;
    world.shelter.pass(MINUTE);
    world.says(&amina, "Rain", "It rains.").await;
    assert_eq!(to(&world.sent().await, &bea).len(), 2, "she looked, so she is told again");
    world.writes(&bea, &world.own(&bea).await, "Tea", "I am here.").await;
    world.says(&amina, "Snow", "It snows.").await;
    assert_eq!(to(&world.sent().await, &bea).len(), 3, "a letter of hers is as good as a look");
}

/// G1, CON-2, CON-5: silence and time end it.
#[actix_web::test]
async fn nothing_comes_after_a_month_without_her_word_or_when_she_takes_it_back() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let camille = world.member("Fern", Mode::Whole).await;
    world.shelter.pass(days(29));
    safe_contact::end(&world.shelter.kernel, camille.place.person).await.unwrap();
    world.says(&amina, "Sleep", "I sleep badly.").await;
    let letters = world.sent().await;
    assert_eq!((to(&letters, &bea).len(), to(&letters, &camille).len()), (1, 0));
    world.shelter.pass(days(2));
    world.says(&amina, "Tea", "Tea helps.").await;
    assert_eq!(to(&world.sent().await, &bea).len(), 1, "a month went by without a word of hers");
}

/// OPS-3: an entry is brought by who stored it, and again by the outbox where that could have been cut short, on this node or another.
#[actix_web::test]
async fn an_entry_that_is_brought_again_after_its_letter_went_brings_no_second_letter() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    let entry = world.says(&amina, "Sleep", "I sleep badly.").await;
    assert_eq!(to(&world.sent().await, &bea).len(), 1);
    let (kernel, again) = (world.shelter.kernel.clone(), EntryPublished { entry, group: world.group.id });
    world.shelter.kernel.store.write(async move |tx: &Tx| event::record(&kernel, tx, &again).await).await.unwrap();
    world.shelter.kernel.outbox.wake();
    assert_eq!(to(&world.sent().await, &bea).len(), 1, "she has it");
    // Out of sight before it went, and back again: she gets what she would have missed.
    let second = world.says(&amina, "Tea", "Tea helps.").await;
    let by = world.facilitates().await;
    desk::hide(&world.shelter.kernel, &by, second, "agreement").await.unwrap();
    world.sent().await;
    desk::unhide(&world.shelter.kernel, &by, second).await.unwrap();
    assert!(to(&world.sent().await, &bea).iter().any(|it| words(it).contains("Tea helps.")), "it is lost");
}

/// D3, S40: what staff remove and whom they pause is neither brought nor reached any more, what was owed included.
#[actix_web::test]
async fn what_is_removed_or_who_is_put_out_before_it_goes_gets_nothing() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let (bea, camille) = (world.member("Sparrow", Mode::Whole).await, world.member("Fern", Mode::Whole).await);
    world.relay_is_away(true);
    world.says(&amina, "Sleep", "I sleep badly.").await;
    world.sent().await;
    let ruth = world.facilitates().await;
    hearth_core::group::membership::pause(&world.shelter.kernel, &ruth, camille.place.id, "asked").await.unwrap();
    world.relay_is_away(false);
    world.shelter.pass(HOUR);
    world.waits_are_over().await;
    let letters = world.sent().await;
    assert_eq!((to(&letters, &bea).len(), to(&letters, &camille).len()), (1, 0));
    let entry = world.says(&amina, "Tea", "Tea helps.").await;
    world.relay_is_away(true);
    world.sent().await;
    hearth_core::moderation::desk::remove(&world.shelter.kernel, &ruth, entry, "harm").await.unwrap();
    world.relay_is_away(false);
    world.shelter.pass(HOUR);
    world.waits_are_over().await;
    assert!(world.sent().await.iter().all(|it| !words(it).contains("Tea helps")), "its words are gone");
}

/// EML: at least once to the relay, under one id; what a relay would not take is not lost over a restart.
#[actix_web::test]
async fn what_the_relay_would_not_take_goes_after_a_restart_and_once() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    world.relay_is_away(true);
    world.says(&amina, "Sleep", "I sleep badly.").await;
    assert!(world.sent().await.is_empty());
    world.relay_is_away(false);
    let world = world.restarted().await;
    world.shelter.pass(HOUR);
    world.waits_are_over().await;
    world.waits_are_over().await;
    assert_eq!(to(&world.sent().await, &bea).len(), 1);
}

/// S102: all of a day in one letter, at the group's hour.
#[actix_web::test]
async fn who_chose_the_day_gets_one_letter_in_the_evening() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Digest).await;
    world.says(&amina, "Sleep", "I sleep badly.").await;
    world.shelter.pass(HOUR);
    world.says(&amina, "Tea", "Tea helps.").await;
    assert!(to(&world.sent().await, &bea).is_empty(), "it is afternoon");
    world.shelter.pass(6 * HOUR);
    let letters = world.sent().await;
    let [letter] = to(&letters, &bea)[..] else { panic!("{} letters", letters.len()) };
    assert!(words(letter).contains("I sleep badly.") && words(letter).contains("Tea helps.") && words(letter).contains("Juniper"));
    world.shelter.pass(DAY);
    assert_eq!(to(&world.sent().await, &bea).len(), 1, "a day without a word has no letter");
}

/// RFC 8058: a program of hers pauses by POST alone; looking changes nothing, and neither says what it is.
#[actix_web::test]
async fn one_click_pauses_and_a_look_does_not() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    world.says(&amina, "Sleep", "I sleep badly.").await;
    let letters = world.sent().await;
    let letter = to(&letters, &bea)[0];
    assert_eq!(head(letter, "List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    let address = head(letter, "List-Unsubscribe").unwrap().trim_matches(['<', '>']).to_owned();
    let path = address.split_once("/webhooks/").map(|it| format!("/webhooks/{}", it.1)).expect("an address of the house");
    let mut program = world.shelter.browser();
    let page = program.get(&path).await;
    assert!(page.status == 200 && !page.says("Tuesday circle") && !page.says("Harbour"), "{}", page.body);
    assert!(seat::by_membership(&world.shelter.kernel, bea.place.id).await.unwrap().unwrap().paused.is_none(), "a look changes nothing");
    let status = one_click(&mut program, &path).await;
    assert_eq!(status, 200, "without a cookie, and without a form's token");
    assert!(seat::by_membership(&world.shelter.kernel, bea.place.id).await.unwrap().unwrap().paused.is_some());
    world.says(&amina, "Tea", "Tea helps.").await;
    assert_eq!(to(&world.sent().await, &bea).len(), 1);
    let wrong = one_click(&mut program, &format!("/webhooks/mail/pause/{}", "a".repeat(64))).await;
    assert_eq!(wrong, 200, "a wrong one is answered alike");
}

/// As a mail program does it: no page before, no cookie, from nowhere.
async fn one_click(program: &mut Browser, path: &str) -> u16 {
    let body = ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click".to_vec());
    program.send("POST", path, &[("Sec-Fetch-Site", "none"), ("Accept", "*/*")], Some(body)).await.status
}

/// EML-12: what cannot be sealed is not sent.
#[actix_web::test]
async fn sealed_only_never_falls_back() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Nothing).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    world.seals_only_and_loses_the_key(&bea).await;
    world.says(&amina, "Sleep", "I sleep badly.").await;
    assert!(world.sent().await.is_empty());
}

/// S47: her address is in no file of the house's, and in nobody else's letter.
#[actix_web::test]
async fn her_address_stands_nowhere_in_clear() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Whole).await;
    let bea = world.member("Sparrow", Mode::Whole).await;
    world.writes(&amina, &world.own(&amina).await, "Sleep", "I sleep badly.").await;
    world.writes(&bea, &world.own(&bea).await, "Tea", "Tea helps.").await;
    let letters = world.sent().await;
    for (one, other) in [(&amina, &bea), (&bea, &amina)] {
        assert_eq!(to(&letters, one).len(), 1, "the witness");
        assert!(to(&letters, one).iter().all(|it| !String::from_utf8_lossy(&it.bytes).contains(&other.address)));
        assert_eq!(world.shelter.files_with(&one.address), Vec::<String>::new());
    }
}

/// A key that cannot be kept takes nothing away of what she chose beside it. A private one alone does not come back over the line.
#[actix_web::test]
async fn where_a_key_cannot_be_read_her_tick_stays_and_a_private_key_stands_on_no_page() {
    let world = World::new().await;
    let mut amina = world.member("Juniper", Mode::Whole).await;
    let place = format!("{}/mail/by-mail", world.group.address());
    let ticked = r#"name="only" value="yes" checked"#;
    assert!(!amina.browser.get(&place).await.body.contains(ticked), "the witness");
    let private = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
    for (pasted, comes_back, words) in [("half a key", true, "This is not a key that we can read."), (private, false, "This is your private key.")] {
        let said = [("key", pasted), ("only", "yes"), ("do", "keep")];
        let page = amina.browser.post(&format!("{place}/key"), &said).await;
        assert_eq!(page.status, 422);
        assert!(page.says(words) && page.body.contains(ticked), "{}", page.body);
        assert_eq!(page.body.contains(pasted), comes_back, "{}", page.body);
    }
    assert!(!amina.browser.get(&place).await.body.contains(ticked), "and nothing of it is kept");
}
