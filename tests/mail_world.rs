//! The list with real parts: Postfix, Dovecot, OpenDKIM, OpenDMARC and a name server bring what people write to the house and what the
//! house sends to them (tests/support/mail.sh). Where one of these is not installed, that is said, and nothing is tested.
#[path = "mail_world/arrange.rs"]
mod arrange;
#[path = "mail_world/house.rs"]
mod house;
#[path = "mail_world/ways.rs"]
mod ways;

use arrange::{HOUSE, Member, NEVER, World, above, answers, head, heads, words};
use hearth_core::{
    group::membership,
    joining::invitation::{self, Ask},
    table::{
        entry::{self, EntryState},
        invitation::InvitationKind,
        membership::{MembershipState, Model as Place},
    },
};
use hearth_mail::{list, seat, table::seat::Mode, writing::HEADS};
use sea_orm::EntityTrait;
use support::Provider;

/// What servers write above a letter of ours: the relay, the provider, and the house's own signature.
const ABOVE: [&str; 7] = ["Return-Path", "Delivered-To", "X-Original-To", "Received", "Authentication-Results", "DKIM-Signature", "Received-SPF"];

/// Whoever looks over her shoulder learns nothing from it.
fn is_harmless(letter: &[u8]) {
    let seen = format!("{}\n{}\n{}", head(letter, "From").unwrap(), head(letter, "Subject").unwrap(), words(letter)).to_lowercase();
    for telling in
        ["group", "groupe", "support", "shelter", "refuge", "violence", "survivor", "harbour", "tuesday circle", "juniper", "member", "facilitat"]
    {
        assert!(!seen.contains(telling), "{telling} in {seen}");
    }
}

/// S101: from the code to the last word by mail, and what the others get of it is a letter that their provider believes.
#[actix_web::test]
async fn she_comes_in_takes_part_and_leaves_by_mail_alone() {
    let Some(provider) = Provider::start().await else { return };
    let world = World::new(provider).await;
    let bea = world.member("bea", "Sparrow", Mode::Whole).await;
    world.member("camille", "Fern", Mode::Whole).await;
    let (place, done) = she_comes_in(&world).await;

    world.writes("amina", &answers(&done), "Sleep", "I sleep badly.\n\nAnd you?").await;
    let first = world.next("bea").await;
    is_what_she_said_and_no_more(&first, &bea);
    world.next("camille").await;

    // She gets a sentence, until she says yes to more.
    world.writes("bea", &answers(&first), "Re: A few lines", &above("Tea helps me.", &first)).await;
    let sentence = world.next("amina").await;
    is_harmless(&sentence);
    assert!(!words(&sentence).contains("Tea helps"), "{}", words(&sentence));
    let with_camille = world.next("camille").await;
    assert!(words(&with_camille).contains("Tea helps me.") && !words(&with_camille).contains("I sleep badly"), "{}", words(&with_camille));
    world.writes("amina", &answers(&sentence), "Re: A few lines", &above("WORDS", &sentence)).await;
    let shown = world.next("amina").await;
    assert!(words(&shown).contains("will lie in your inbox") && !words(&shown).contains("Tea helps"), "{}", words(&shown));
    world.writes("amina", &answers(&shown), "Re: A few lines", &above("YES", &shown)).await;
    is_harmless(&world.next("amina").await);
    assert_eq!(seat::by_membership(world.kernel(), place.id).await.unwrap().map(|it| it.mode), Some(Mode::Whole), "her second yes, by mail");
    world.writes("bea", &answers(&first), "Re: A few lines", &above("With honey.", &first)).await;
    let reply = world.next("amina").await;
    assert!(words(&reply).contains("With honey.") && head(&reply, "From").unwrap().contains("Sparrow"), "{}", words(&reply));
    assert_eq!(head(&reply, "In-Reply-To"), head(&first, "Message-ID"), "programs put the two together");
    world.next("camille").await;

    let says = async |what: &str| {
        world.writes("amina", &answers(&reply), "Re: A few lines", &above(what, &reply)).await;
        let answer = world.next("amina").await;
        is_harmless(&answer);
        answer
    };
    says("PAUSE").await;
    world.writes("bea", &answers(&first), "Re: A few lines", "It rains.").await;
    assert!(words(&world.next("camille").await).contains("It rains."), "the others go on");
    world.got_nothing_more("amina").await;
    says("RESUME").await;
    world.writes("bea", &answers(&first), "Re: A few lines", "The sun is out.").await;
    assert!(words(&world.next("amina").await).contains("The sun is out."));
    world.next("camille").await;
    says("LEAVE").await;
    let state = async || membership::get(world.kernel(), place.id).await.map(|it| it.state).ok();
    assert_eq!(state().await, Some(MembershipState::Active), "she is asked first");
    says("LEAVE YES").await;
    world.settled().await;
    assert_ne!(state().await, Some(MembershipState::Active));
    world.writes("bea", &answers(&first), "Re: A few lines", "Good night.").await;
    world.next("camille").await;
    world.got_nothing_more("amina").await;
    world.got_nothing_more("bea").await;
}

/// With a code to the list's address: three answers of ours, and she is in.
async fn she_comes_in(world: &World) -> (Place, Vec<u8>) {
    let ask =
        Ask { kind: Some(InvitationKind::Member), group: Some(world.group.id), interest: Some("by-phone".into()), is_spoken: true, ..Ask::default() };
    let code = invitation::make(world.kernel(), world.group.facilitator.id, ask).await.unwrap().code.expect("a code that is spoken");
    let list = format!("{}@{HOUSE}", list::word(world.kernel(), world.group.id).await.unwrap());
    world.writes("amina", &list, "Hello", &code).await;
    let first = world.next("amina").await;
    is_harmless(&first);
    world.writes("amina", &answers(&first), "Re: A few lines", &above("READ", &first)).await;
    let shown = world.next("amina").await;
    assert!(words(&shown).contains("We keep what is said here."), "{}", words(&shown));
    world.writes("amina", &answers(&shown), "Re: A few lines", &above("YES Juniper", &shown)).await;
    let done = world.next("amina").await;
    is_harmless(&done);
    let people = membership::list(world.kernel(), world.group.id).await.unwrap();
    for place in people {
        if membership::alias(world.kernel(), &place).await.unwrap() == "Juniper" {
            assert_eq!(seat::by_membership(world.kernel(), place.id).await.unwrap().map(|it| it.mode), Some(Mode::Notice));
            return (place, done);
        }
    }
    panic!("she is not in");
}

/// The letter that bea's provider put into her mailbox.
fn is_what_she_said_and_no_more(letter: &[u8], bea: &Member) {
    let whole = String::from_utf8_lossy(letter).into_owned();
    assert!(words(letter).replace("\r\n", "\n").contains("I sleep badly.\n\nAnd you?"), "{whole}");
    assert!(head(letter, "From").unwrap().contains("Juniper"), "{whole}");
    for passed in ["dkim=pass", "spf=pass", "dmarc=pass", "header.from=list.example"] {
        assert!(whole.contains(passed), "{passed} in {whole}");
    }
    for name in heads(letter) {
        assert!([HEADS, &ABOVE].concat().iter().any(|it| it.eq_ignore_ascii_case(&name)), "{name} in {whole}");
    }
    let own = format!("{}@mail.example", bea.who);
    let without_her_own = whole.replace(&own, "");
    let sent = String::from_utf8(arrange::letter("amina", "", "", "")).unwrap();
    for never in NEVER.into_iter().chain(["amina", "Amina"]) {
        assert!(sent.contains(never), "{never} is what her letter holds");
        assert!(!without_her_own.contains(never), "{never} in {whole}");
    }
}

/// What is said in the group, by its state.
async fn states(world: &World) -> Vec<EntryState> {
    entry::Entity::find().all(world.kernel().store.reader()).await.unwrap().into_iter().map(|it| it.state).collect()
}
