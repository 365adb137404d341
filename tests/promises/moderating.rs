//! What is kept back, by whom it may be let through, and that each act is written down.
use crate::talking::{SECOND, act, begins, replies};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Plugin, Registrar, Result,
    admission::{Admission, Intent, admit},
    audit,
    contribution::{self, Draft},
    id::EntryId,
    moderation::{Rule, Verdict, desk},
    table::{entry::EntryState, group::PreModeration},
};
use support::{Browser, Carried, GroupOf, Shelter};

fn entry_of(address: &str) -> EntryId {
    address.rsplit('/').nth(1).and_then(|it| it.parse().ok()).expect("an entry in the address")
}

/// G14: staff take out what identifies her only where she says yes; her own words stay hers until then.
#[actix_web::test]
async fn other_words_go_to_the_group_only_when_their_author_agrees() {
    for agrees in [true, false] {
        let shelter = Shelter::open().await;
        let group = shelter.open_group_with("forum", |it| it.pre_moderation = PreModeration::Everything).await;
        let (_, amina) = shelter.member_of(&group, "Juniper").await;
        let (_, bea) = shelter.member_of(&group, "Sparrow").await;
        let (mut amina, mut bea, mut ruth) = (amina.with_script(), bea.with_script(), shelter.facilitator_of(&group).await);
        let topic = begins(&mut amina, &group, "A title", "I work at the bakery on Elm Street.").await;
        let entry = entry_of(&act(&amina.get(&topic).await, "bakery", "edit"));
        ruth.get("/staff/desk").await;
        let proposes = format!("/staff/desk/{}/{entry}/propose", group.id);
        bea.post(&proposes, &[("words", "Mine instead.")]).await;
        assert!(!amina.get(&topic).await.says("Mine instead."), "no member proposes");
        let done = ruth.post(&proposes, &[("words", "I work at a shop.")]).await;
        assert!(done.status == 200, "{}", done.body);
        assert_eq!(bea.get(&topic).await.status, 404, "shown before she agreed");
        let own = amina.get(&topic).await;
        assert!(own.says("I work at a shop.") && own.says("bakery on Elm Street"), "she sees both: {}", own.body);
        let answers = format!("{}/forum/e/{entry}/answer", group.address());
        bea.get(&format!("{}/forum", group.address())).await;
        assert_eq!(bea.post(&answers, &[("say", "yes")]).await.status, 404, "another agrees in her place");
        assert_eq!(bea.get(&topic).await.status, 404);
        amina.get(&topic).await;
        amina.post(&answers, &[("say", if agrees { "yes" } else { "no" })]).await;
        let seen = bea.get(&topic).await;
        match agrees {
            true => assert!(seen.says("I work at a shop.") && !seen.says("bakery"), "{}", seen.body),
            false => assert_eq!(seen.status, 404, "let through although she said no"),
        }
        assert_eq!(amina.get(&topic).await.says("bakery"), !agrees, "her own words stay where she said no");
    }
}

/// S8: where first entries are read by staff, the first one waits and the next goes straight to the group.
#[actix_web::test]
async fn a_first_entry_waits_for_staff_and_the_next_does_not() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.pre_moderation = PreModeration::FirstEntries).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea, mut ruth) = (amina.with_script(), bea.with_script(), shelter.facilitator_of(&group).await.with_script());
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    assert_eq!(bea.get(&topic).await.status, 404, "her first words wait");
    let staff = act(&ruth.get(&topic).await, "First words.", "staff");
    ruth.get(&staff).await;
    ruth.post(&staff, &[("act", "release")]).await;
    assert!(bea.get(&topic).await.says("First words."));
    replies(&mut amina, &topic, "Second words.").await;
    assert!(bea.get(&topic).await.says("Second words."), "what comes after goes straight to the group");
    replies(&mut bea, &topic, "From someone new.").await;
    assert!(!amina.get(&topic).await.says("From someone new."), "each person's first");
}

/// Slow mode holds for one person at a time, and never for help.
#[actix_web::test]
async fn in_a_slow_group_each_person_waits_between_two_entries() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.slow_seconds = 60).await;
    let (her, amina) = shelter.member_of(&group, "Juniper").await;
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let (mut amina, mut bea) = (amina.with_script(), bea.with_script());
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    let reply = format!("{topic}/reply");
    let send = async |browser: &mut Browser, words: &str| {
        let id = browser.get(&reply).await.field("id").expect("a form");
        browser.post(&reply, &[("words", words), ("id", &id), ("send", "send")]).await
    };
    shelter.pass(59 * SECOND);
    let page = send(&mut amina, "Too soon.").await;
    assert!(page.status == 429 && page.says("Too soon."), "{} {}", page.status, page.body);
    assert_eq!(send(&mut bea, "Another may.").await.status, 200);
    let help = admit(&shelter.kernel, her.id, group.id, Intent::Help).await.expect("help");
    contribution::submit(&shelter.kernel, &help, "forum", Draft::to_staff("A question.", "1")).await.expect("help does not wait");
    shelter.pass(2 * SECOND);
    assert_eq!(send(&mut amina, "Now it goes.").await.status, 200);
}

/// A plugin whose rule breaks: by a fault, or by a panic.
struct Broken(bool);

#[async_trait]
impl Rule for Broken {
    fn name(&self) -> &'static str {
        "broken"
    }

    async fn judge(&self, _: &Kernel, _: &Admission, _: &Draft) -> Result<Verdict> {
        assert!(!self.0, "a rule that panics");
        Err(anyhow::anyhow!("a rule that fails").into())
    }
}

struct Strict(bool);

impl Plugin for Strict {
    fn name(&self) -> &'static str {
        "strict"
    }

    fn register(&self, registrar: &mut Registrar) {
        registrar.rule(Broken(self.0)).no_personal_data(&[], "it has no tables");
    }
}

#[actix_web::test]
async fn what_could_not_be_judged_is_held() {
    for panics in [false, true] {
        let carried = Carried::default();
        let shelter = Shelter::open_with_plugins(move || vec![carried.plugin(), Box::new(Strict(panics))]).await;
        let group: GroupOf = shelter.open_group("carrier").await;
        let (amina, _) = shelter.member_of(&group, "Juniper").await;
        let admission = admit(&shelter.kernel, amina.id, group.id, Intent::Write).await.expect("she is in");
        let entry = contribution::submit(&shelter.kernel, &admission, "carrier", Draft::to_group("Some words.", "1")).await.expect("kept");
        assert_eq!(entry.state, EntryState::Held, "it went to the group unread");
    }
}

/// IA-17, LOG-3: each act on an entry is one row, with who, what and why; after ten seconds there is nothing to undo.
#[actix_web::test]
async fn each_act_of_staff_on_an_entry_is_written_down_once() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    let topic = begins(&mut amina, &group, "A title", "Some words.").await;
    let entry = entry_of(&act(&amina.get(&topic).await, "Some words.", "edit"));
    let ruth = admit(&shelter.kernel, group.facilitator.id, group.id, Intent::Read).await.expect("she facilitates");
    let kernel = &shelter.kernel;
    desk::hide(kernel, &ruth, entry, "moderation-reason-hurts").await.expect("hidden");
    shelter.pass(11 * SECOND);
    assert_eq!(desk::undo(kernel, &ruth, entry).await.expect_err("too late").refusal(), Some(contribution::TOO_LATE));
    desk::unhide(kernel, &ruth, entry).await.expect("back");
    shelter.pass(9 * SECOND);
    desk::undo(kernel, &ruth, entry).await.expect("within ten seconds");
    desk::unhide(kernel, &ruth, entry).await.expect("back");
    desk::hold(kernel, &ruth, entry).await.expect("held");
    desk::release(kernel, &ruth, entry).await.expect("let through");
    desk::remove(kernel, &ruth, entry, "moderation-reason-identifies").await.expect("removed");
    let rows = audit::about(kernel, entry.0).await.expect("the audit");
    assert!(rows.iter().all(|it| it.actor == Some(group.facilitator.id) && it.group == Some(group.id)));
    let acts: Vec<&str> = rows.iter().rev().map(|it| it.act.as_str()).collect();
    assert_eq!(acts, ["entry.hidden", "entry.unhidden", "entry.hidden", "entry.unhidden", "entry.held", "entry.released", "entry.removed"]);
    assert_eq!(rows[0].reason.as_deref(), Some("moderation-reason-identifies"));
}
