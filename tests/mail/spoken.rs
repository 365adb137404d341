//! The words by which somebody asks for something by mail, and how she comes in by mail alone.
use crate::arrange::{Member, World, answers, head, to, words};
use hearth_core::{
    group::membership,
    joining::invitation::{self, Ask},
    table::{
        entry::{self, Audience},
        invitation::InvitationKind,
        membership::MembershipState,
    },
};
use hearth_mail::{list, seat, table::seat::Mode};
use sea_orm::EntityTrait;

/// Whoever looks over her shoulder learns nothing from what is answered.
fn is_harmless(said: &str) {
    let said = said.to_lowercase();
    for telling in
        ["group", "groupe", "support", "shelter", "refuge", "violence", "survivor", "harbour", "tuesday circle", "juniper", "member", "facilitat"]
    {
        assert!(!said.contains(telling), "{telling} in {said}");
    }
}

async fn says(world: &World, member: &Member, what: &str) -> String {
    let before = to(&world.sent().await, member).len();
    world.writes(member, &world.own(member).await, "", what).await;
    let letters = world.sent().await;
    let mine = to(&letters, member);
    assert_eq!(mine.len(), before + 1, "{what} is answered");
    assert_eq!(head(mine[before], "Auto-Submitted").as_deref(), Some("auto-replied"));
    is_harmless(&words(mine[before]));
    is_harmless(&head(mine[before], "Subject").unwrap());
    words(mine[before])
}

/// S101: pause, resume, help, leave, and a word to staff, each by a letter.
#[actix_web::test]
async fn she_pauses_resumes_asks_for_help_and_leaves_by_mail() {
    let world = World::new().await;
    let (amina, bea) = (world.member("Juniper", Mode::Whole).await, world.member("Sparrow", Mode::Nothing).await);
    says(&world, &amina, "help").await;
    says(&world, &amina, "Pause").await;
    world.says(&bea, "Sleep", "I sleep badly.").await;
    assert!(world.sent().await.iter().all(|it| !words(it).contains("sleep badly")));
    says(&world, &amina, "RESUME").await;
    world.says(&bea, "Tea", "Tea helps.").await;
    assert!(to(&world.sent().await, &amina).iter().any(|it| words(it).contains("Tea helps")));
    says(&world, &amina, "STAFF: I am afraid tonight.").await;
    let rows = entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(rows.iter().filter(|it| it.audience == Audience::Staff).count(), 1, "to staff alone");
    says(&world, &amina, "Leave").await;
    let state = async || membership::get(&world.shelter.kernel, amina.place.id).await.map(|it| it.state).ok();
    assert_eq!(state().await, Some(MembershipState::Active), "she is asked first");
    says(&world, &amina, "LEAVE YES").await;
    assert_ne!(state().await, Some(MembershipState::Active));
    let rows = entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(rows.iter().filter(|it| it.audience == Audience::Group).count(), 2, "none of it reached the others");
}

/// A forged word does nothing but pause, which is never wrong.
#[actix_web::test]
async fn somebody_elses_word_in_her_name_is_not_done_and_not_answered() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Whole).await;
    let own = world.own(&amina).await;
    for word in ["HELP", "RESUME", "LEAVE YES", "STAFF: hello"] {
        world.bring(&amina.address, &own, &world.letter(&amina.address, &own, "", word)).await;
    }
    assert_eq!(world.sent().await.len(), 0);
    assert_eq!(membership::get(&world.shelter.kernel, amina.place.id).await.unwrap().state, MembershipState::Active);
    world.bring(&amina.address, &own, &world.letter(&amina.address, &own, "", "PAUSE")).await;
    assert!(seat::by_membership(&world.shelter.kernel, amina.place.id).await.unwrap().unwrap().paused.is_some());
    assert_eq!(world.sent().await.len(), 0, "whoever it was gets no answer");
}

/// S101: in by mail alone, with a code; what she agrees to comes only when she asks for it, and her yes is to those words.
#[actix_web::test]
async fn she_comes_in_by_mail_alone() {
    let world = World::new().await;
    let kernel = &world.shelter.kernel;
    let ask =
        Ask { kind: Some(InvitationKind::Member), group: Some(world.group.id), interest: Some("by-phone".into()), is_spoken: true, ..Ask::default() };
    let made = invitation::make(kernel, world.group.facilitator.id, ask).await.unwrap();
    let code = made.code.expect("a code that is spoken");
    let address = format!("{}@list.example", list::word(kernel, world.group.id).await.unwrap());
    let her = "amina.private@mail.example";
    let writes = async |to: &str, words: &str| world.bring(her, to, &world.signed(&world.letter(her, to, "Hello", words))).await;
    let last = async || world.sent().await.into_iter().rfind(|it| it.recipients == [her]);
    writes(&address, "1234 5678 1234 5678").await;
    assert!(last().await.is_none(), "a wrong code has no answer");
    writes(&address, &format!("JOIN {code}")).await;
    let first = last().await.expect("an answer");
    is_harmless(&words(&first));
    writes(&address, &format!("JOIN {code}")).await;
    assert_eq!(world.sent().await.len(), 1, "once a day (EML-9)");
    writes(&answers(&first), "YES Juniper").await;
    assert_eq!(world.sent().await.len(), 1, "nothing was shown to her that she could say yes to");
    writes(&answers(&first), "READ").await;
    let shown = last().await.unwrap();
    assert!(words(&shown).contains("We keep what is said here."), "{}", words(&shown));
    writes(&answers(&shown), "YES Juniper").await;
    let done = last().await.unwrap();
    is_harmless(&words(&done));
    let people = membership::list(kernel, world.group.id).await.unwrap();
    let place = people.iter().find(|it| it.id != world.group.facilitator.membership.unwrap()).expect("she is in");
    assert_eq!(membership::alias(kernel, place).await.unwrap(), "Juniper");
    let her_seat = seat::by_membership(kernel, place.id).await.unwrap().expect("a seat");
    assert_eq!(her_seat.mode, Mode::Notice, "a sentence and no more, until she asks for it");
    writes(&answers(&done), "I am here.").await;
    assert_eq!(entry::Entity::find().all(kernel.store.reader()).await.unwrap().len(), 1, "and she can write");
    // Nothing that opens a place goes by mail: for the pages staff give her a code, and she is who she was.
    let mut pages = world.shelter.way_to_the_pages(&world.group, place.id).await;
    let page = pages.get(&format!("{}/mail", world.group.address())).await;
    assert!(page.says("Juniper"), "{}", page.body);
    // The same yes again opens nothing: the code is used.
    let before = world.sent().await.len();
    writes(&answers(&shown), "YES Moth").await;
    assert_eq!((membership::list(kernel, world.group.id).await.unwrap().len(), world.sent().await.len()), (2, before));
}

/// Until the house can send, her page says so and offers no choice that nothing would come of; once it can, it does.
#[actix_web::test]
async fn where_nothing_can_be_sent_her_page_says_so() {
    let shelter = support::Shelter::open().await;
    let group = shelter.open_group("mail").await;
    let (_, mut amina) = shelter.member_of(&group, "Juniper").await;
    let page = amina.get(&format!("{}/mail/by-mail", group.address())).await;
    assert!(page.says("Nothing can be sent by e-mail here yet.") && !page.says("name=\"mode\" value=\"whole\""), "{}", page.body);
    let world = World::new().await;
    let mut amina = world.member("Juniper", Mode::Nothing).await;
    let page = amina.browser.get(&format!("{}/mail/by-mail", world.group.address())).await;
    assert!(!page.says("Nothing can be sent by e-mail here yet.") && page.says("value=\"whole\""), "{}", page.body);
}
