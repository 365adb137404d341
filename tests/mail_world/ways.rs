//! How letters come in and do not: false ones straight from elsewhere, one that comes back, and a mailbox at a provider.
use crate::{
    arrange::{BOX, World, folder, head, letter, words},
    states,
};
use hearth_core::table::entry::{self, EntryState};
use hearth_mail::{seat, table::seat::Mode};
use sea_orm::EntityTrait;
use support::{Provider, until};

/// EML-1: what is not proved to be hers waits for staff, whatever else about it is right; and nobody is sent anything about it.
#[actix_web::test]
async fn what_is_false_waits_for_staff_and_is_answered_to_nobody() {
    let Some(provider) = Provider::start().await else { return };
    let world = World::new(provider).await;
    let amina = world.member("amina", "Juniper", Mode::Whole).await;
    let mut bea = world.member("bea", "Sparrow", Mode::Whole).await;
    let (own, provider) = (world.own(&amina).await, &world.provider);
    let house = format!("{}:25", Provider::SHELTER);
    provider.publish("elsewhere.example", "v=spf1 ip4:203.0.113.66 -all").await;
    // A letter of hers, as her provider signed it, in hands that should not have it.
    provider.send_as("amina", "camille@mail.example", &letter("amina", &own, "Sleep", "I sleep badly.")).await.expect("her provider takes it");
    let signed = String::from_utf8(world.next("camille").await).unwrap();
    let signed = &signed[signed.find("DKIM-Signature:").expect("her provider signs")..];
    let words_changed = signed.replace("I sleep badly.", "It was me.");
    let plain = letter("amina", &own, "Sleep", "It was me.");
    let falsely = [
        ("she is named as sender", "amina@mail.example", plain.as_slice()),
        ("the sender's own domain says that it sends there", "someone@elsewhere.example", &plain),
        ("a signature of her provider's, of other words", "amina@mail.example", words_changed.as_bytes()),
    ];
    for (number, (how, sender, false_letter)) in falsely.into_iter().enumerate() {
        // Each another letter: the same one brought again is one.
        let false_letter = String::from_utf8_lossy(false_letter).replace("It was me.", &format!("It was me, {number}."));
        provider.send_falsely(&house, sender, &own, false_letter.as_bytes()).await.unwrap_or_else(|said| panic!("{how} is taken: {said}"));
    }
    let rows = entry::Entity::find().all(world.kernel().store.reader()).await.unwrap();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|it| it.state == EntryState::Held && it.reasons.contains("mail-hold-unproved")));
    let nowhere = provider.send_falsely(&house, "someone@elsewhere.example", "nobody@list.example", &plain).await;
    assert!(nowhere.expect_err("there is no such address").contains("550"), "refused while it is brought, so that nothing is sent back");
    world.got_nothing_more("amina").await;
    world.got_nothing_more("bea").await;
    assert!(!provider.sent_log().contains("from=<>"), "{}", provider.sent_log());
    let page = bea.browser.get(&format!("{}/mail", world.group.address())).await;
    assert!(page.status == 200 && !page.says("Sleep"), "{}", page.body);
    // The witnesses, from the same stranger: the signature without the change, and once her domain says that its server may.
    provider.send_falsely(&house, "someone@elsewhere.example", &own, signed.as_bytes()).await.expect("taken");
    assert!(words(&world.next("bea").await).contains("I sleep badly."));
    provider.publish("mail.example", "v=spf1 ip4:203.0.113.25 ip4:203.0.113.66 -all").await;
    provider.send_falsely(&house, "amina@mail.example", &own, &letter("amina", &own, "Tea", "By another way.")).await.expect("taken");
    assert!(words(&world.next("bea").await).contains("By another way."));
}

/// EML-10: one that comes back is enough. Nothing else goes there, and her facilitators alone see it.
#[actix_web::test]
async fn what_comes_back_for_good_is_the_last_that_goes_there() {
    let Some(provider) = Provider::start().await else { return };
    let world = World::new(provider).await;
    let amina = world.member("amina", "Juniper", Mode::Whole).await;
    // Her mailbox is gone.
    let dora = world.member("dora", "Wren", Mode::Whole).await;
    world.member("bea", "Sparrow", Mode::Whole).await;
    let own = world.own(&amina).await;
    world.writes("amina", &own, "Sleep", "I sleep badly.").await;
    world.next("bea").await;
    until("a report", async || seat::by_membership(world.kernel(), dora.place.id).await.unwrap().unwrap().bounced.is_some()).await;
    let tried = || world.provider.sent_log().matches("to=<dora@mail.example>, relay=").count();
    assert_eq!(tried(), 1);
    world.writes("amina", &own, "Tea", "Tea helps.").await;
    world.next("bea").await;
    world.got_nothing_more("amina").await;
    world.got_nothing_more("bea").await;
    assert_eq!(tried(), 1, "{}", world.provider.sent_log());
    assert_eq!(states(&world).await, [EntryState::Published; 2], "the report is nobody's word");
    let mut ruth = world.shelter.facilitator_of(&world.group).await;
    let page = ruth.get(&format!("{}/mail/about", world.group.address())).await;
    assert!(page.says("Wren") && !page.says("dora@"), "{}", page.body);
}

/// A shelter without a server: what is sent to its mailbox is fetched as it comes (RFC 2177), and does not stay there.
#[actix_web::test]
async fn a_mailbox_is_emptied_as_letters_come() {
    let Some(provider) = Provider::start().await else { return };
    let world = World::with_mailbox(provider).await;
    let amina = world.member("amina", "Juniper", Mode::Whole).await;
    world.member("bea", "Sparrow", Mode::Whole).await;
    let own = world.own(&amina).await;
    assert!(own.ends_with(BOX), "{own}");
    let lies_there = || {
        let folders = ["new", "cur"].map(|it| folder(&world.provider).join("mail/box").join(it));
        folders.iter().filter_map(|it| std::fs::read_dir(it).ok()).map(|it| it.count()).sum::<usize>()
    };
    // The second comes while it is listened: asked again it would be only after longer than the test waits.
    for (number, said) in ["I sleep badly.", "Tea helps."].into_iter().enumerate() {
        world.writes("amina", &own, "Sleep", said).await;
        let brought = world.next("bea").await;
        assert!(words(&brought).contains(said) && head(&brought, "From").unwrap().contains("Juniper"), "{}", words(&brought));
        until("an empty mailbox", async || lies_there() == 0).await;
        assert_eq!(states(&world).await, vec![EntryState::Published; number + 1]);
    }
    // What nobody proved lies there no longer, either: it waits with staff.
    let false_letter = letter("amina", &own, "Sleep", "It was me.");
    world.provider.publish("_dmarc.mail.example", "v=DMARC1; p=none").await;
    world.provider.send_falsely("mx.mail.example:25", "amina@mail.example", &own, &false_letter).await.expect("the provider does not mind");
    until("a letter that waits", async || states(&world).await.contains(&EntryState::Held)).await;
    until("an empty mailbox", async || lies_there() == 0).await;
    world.got_nothing_more("bea").await;
}
