//! What is kept back, by whom it may be let through, and that each act is written down.
use crate::talking::{SECOND, act, begins, replies};
use async_trait::async_trait;
use hearth_core::{
    Error, Kernel, Plugin, Registrar, Result,
    admission::{Admission, Intent, admit},
    audit,
    clock::DAY,
    contribution::{self, Draft, Words, change},
    id::{EntryId, RoleId},
    moderation::{Rule, Verdict, desk},
    store::Tx,
    table::{
        entry::EntryState,
        group::PreModeration,
        role::{self, SiteRole},
        sign_in::Door,
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use support::{Browser, Carried, GroupOf, Person, Shelter};

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
        let seen = amina.get(&topic).await.field("seen").expect("which words she sees");
        amina.post(&answers, &[("say", if agrees { "yes" } else { "no" }), ("seen", &seen)]).await;
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

/// INV-9: who comes to flood a group is slowed on the first day, and nobody else is.
#[actix_web::test]
async fn on_her_first_day_someone_writes_ten_times_in_ten_minutes_and_no_more() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (her, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    let topic = begins(&mut amina, &group, "A title", "First words.").await;
    let reply = format!("{topic}/reply");
    let send = async |browser: &mut Browser, words: &str| {
        let id = browser.get(&reply).await.field("id").expect("a form");
        browser.post(&reply, &[("words", words), ("id", &id), ("send", "send")]).await
    };
    for at in 2..=10 {
        let page = send(&mut amina, &format!("Message {at}.")).await;
        assert_eq!(page.status, 200, "{at}: {}", page.body);
    }
    let page = send(&mut amina, "An eleventh.").await;
    assert!(page.status == 429 && page.says("a lot of messages for a first day") && page.says("An eleventh."), "{} {}", page.status, page.body);
    let help = admit(&shelter.kernel, her.id, group.id, Intent::Help).await.expect("help");
    contribution::submit(&shelter.kernel, &help, "forum", Draft::to_staff("A question.", "1")).await.expect("help does not wait");
    shelter.pass(10 * 60 * SECOND);
    assert_eq!(send(&mut amina, "Now it goes.").await.status, 200);
    shelter.pass(DAY);
    let admission = admit(&shelter.kernel, her.id, group.id, Intent::Write).await.expect("she is in");
    for at in 0..11 {
        let mut draft = Draft::to_group("The day after.", format!("later {at}"));
        (draft.thread, draft.shape) = (Some(EntryId::new().0), serde_json::json!({ "opens": true }));
        draft.words.heading = Some("Another title".into());
        contribution::submit(&shelter.kernel, &admission, "forum", draft).await.expect("the day after nobody counts");
    }
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
    let (_, bea) = shelter.member_of(&group, "Sparrow").await;
    let mut bea = bea.with_script();
    let topic = begins(&mut amina, &group, "A title", "Some words.").await;
    assert!(bea.get(&topic).await.says("Some words."));
    let entry = entry_of(&act(&amina.get(&topic).await, "Some words.", "edit"));
    let ruth = admit(&shelter.kernel, group.facilitator.id, group.id, Intent::Read).await.expect("she facilitates");
    let kernel = &shelter.kernel;
    desk::hide(kernel, &ruth, entry, "moderation-reason-hurts").await.expect("hidden");
    assert!(!bea.get(&topic).await.says("Some words."), "hidden, the group still reads it");
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

/// S6, IA-15: under the pages, too, no member acts as staff and nobody changes another's words.
#[actix_web::test]
async fn the_kernel_itself_lets_no_member_act_as_staff_or_as_another() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (bea, _) = shelter.member_of(&group, "Sparrow").await;
    let mut amina = amina.with_script();
    let topic = begins(&mut amina, &group, "A title", "Some words.").await;
    let entry = entry_of(&act(&amina.get(&topic).await, "Some words.", "edit"));
    let (kernel, words) = (&shelter.kernel, Words { body: "Mine instead.".into(), ..Words::default() });
    let by = admit(kernel, bea.id, group.id, Intent::Write).await.expect("a member");
    let outcomes = [
        desk::hide(kernel, &by, entry, "moderation-reason-other").await.err(),
        desk::hold(kernel, &by, entry).await.err(),
        desk::release(kernel, &by, entry).await.err(),
        desk::remove(kernel, &by, entry, "moderation-reason-other").await.err(),
        desk::propose(kernel, &by, entry, words.clone()).await.err(),
        desk::give_back(kernel, &by, entry, "").await.err(),
        change::edit(kernel, &by, entry, words, SECOND * 1000).await.err(),
        change::agree(kernel, &by, entry, "").await.err(),
        change::decline(kernel, &by, entry).await.err(),
    ];
    assert!(outcomes.iter().all(|it| it.as_ref().and_then(Error::refusal).is_some_and(|it| it.status == 404)), "{outcomes:?}");
    let seen = amina.get(&topic).await;
    assert!(seen.says("Some words.") && !seen.says("Mine instead."));
}

/// S6, S9: asked by its id, an entry of another group or of another's private line is not there.
#[actix_web::test]
async fn ids_alone_open_nothing_of_another_group_or_line() {
    let shelter = Shelter::open().await;
    let (group, other) = (shelter.open_group("forum").await, shelter.open_group("forum").await);
    let (amina, _) = shelter.member_of(&group, "Juniper").await;
    let (bea, _) = shelter.member_of(&group, "Sparrow").await;
    let (moth, _) = shelter.member_of(&other, "Moth").await;
    let kernel = &shelter.kernel;
    let seat = async |person: &Person, group: &GroupOf| admit(kernel, person.id, group.id, Intent::Read).await.expect("a seat");
    let (hers, beas, moths) = (seat(&amina, &group).await, seat(&bea, &group).await, seat(&moth, &other).await);
    let (ruth, elsewhere) = (seat(&group.facilitator, &group).await, seat(&other.facilitator, &other).await);
    let said = contribution::submit(kernel, &hers, "forum", Draft::to_staff("A private word.", "1")).await.expect("kept");
    let thread = uuid::Uuid::new_v4();
    let open = Draft { thread: Some(thread), ..Draft::to_group("For the group.", "2") };
    let open = contribution::submit(kernel, &hers, "forum", open).await.expect("said");
    let part = || contribution::ThreadPage { skip: 0, take: 9 };
    for stranger in [&moths, &elsewhere] {
        assert!(contribution::by_id(kernel, stranger, open.id).await.expect("asked").is_none(), "an entry of another group");
        assert!(contribution::thread(kernel, stranger, thread, part()).await.expect("asked").0.is_empty());
        assert!(contribution::line(kernel, stranger, hers.membership()).await.map_or(true, |it| it.is_empty()), "a line of another group");
    }
    assert!(contribution::by_id(kernel, &beas, said.id).await.expect("asked").is_none(), "another's line, by its id");
    assert!(contribution::line(kernel, &beas, hers.membership()).await.is_err(), "another's line");
    // What she writes to staff goes on her own line, whichever she names.
    let draft = Draft { line: Some(hers.membership()), ..Draft::to_staff("Not on hers.", "3") };
    contribution::submit(kernel, &beas, "forum", draft).await.expect("kept");
    let words = async |by: &Admission| {
        let line = contribution::line(kernel, by, hers.membership()).await.expect("her line");
        line.into_iter().filter_map(|it| it.words).map(|it| it.body).collect::<Vec<_>>()
    };
    assert_eq!(words(&hers).await, ["A private word."]);
    assert_eq!(words(&ruth).await, ["A private word."], "the witness: staff of her group read it");
    assert!(contribution::by_id(kernel, &beas, open.id).await.expect("asked").is_some(), "and her group what is for the group");
}

/// S82: half an hour after she said it, it stays as it is, also for someone who is signed in.
#[actix_web::test]
async fn words_are_not_changed_after_their_time() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (her, amina) = shelter.member_of(&group, "Juniper").await;
    let mut amina = amina.with_script();
    let topic = begins(&mut amina, &group, "A title", "Good words.").await;
    let edit = act(&amina.get(&topic).await, "Good words.", "edit");
    for (wait, words, stands) in [(29, "Better words.", "Better words."), (2, "Too late.", "Better words.")] {
        shelter.pass(SECOND * 60 * wait);
        let mut again = shelter.signed_in(her.id, Door::Member).await.with_script();
        again.get(&topic).await;
        again.post(&edit, &[("title", "A title"), ("words", words), ("send", "send")]).await;
        let seen = again.get(&topic).await;
        assert!(seen.says(stands) && (words == stands || !seen.says(words)), "{}", seen.body);
    }
}

/// IA-17: a colleague who takes part in a group is a participant there: her role on the site shows her nothing of it.
#[actix_web::test]
async fn a_colleague_who_takes_part_in_a_group_is_no_staff_of_it() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.pre_moderation = PreModeration::Everything).await;
    let (amina, hers) = shelter.member_of(&group, "Juniper").await;
    let (bea, _) = shelter.member_of(&group, "Sparrow").await;
    begins(&mut hers.with_script(), &group, "Waiting title", "Waiting words.").await;
    let (now, person) = (shelter.clock.now(), bea.id);
    let takes_a_role = async move |tx: &Tx| {
        let row = role::ActiveModel {
            id: Set(RoleId::new()),
            person: Set(person),
            role: Set(SiteRole::Facilitator),
            asked_by: Set(person),
            agreed_by: Set(Some(person)),
            effective: Set(now),
            ended: Set(None),
        };
        row.insert(tx).await?;
        Ok(())
    };
    shelter.kernel.store.write(takes_a_role).await.expect("a role");
    let (mut at, mut ruth) = (shelter.signed_in(bea.id, Door::Staff).await, shelter.facilitator_of(&group).await);
    let page = format!("/staff/people/{}", amina.membership.expect("a place"));
    for address in [page, format!("/staff/groups/{}/people", group.id)] {
        assert_eq!(ruth.get(&address).await.status, 200, "{address}");
        assert_eq!(at.get(&address).await.status, 404, "{address} is there for a participant");
    }
    assert!(ruth.get("/staff/desk").await.says("Waiting words."));
    let desk = at.get("/staff/desk").await;
    assert!(desk.status == 200 && !desk.says("Waiting words.") && !desk.says("Waiting title"), "{}", desk.body);
    assert!(desk::waiting(&shelter.kernel, bea.id).await.expect("a desk").is_empty());
}
