//! Her number is seen by nobody. Two of staff together open it, for a reason, and she reads who asked, who looked and why.
use hearth_core::{
    admission::{Intent, admit},
    approval::{self, NOTHING_TO_AGREE, SECOND_PERSON},
    audit,
    clock::{MINUTE, days},
    contact::{
        Medium,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way},
    },
    group::{
        facilitation,
        membership::{self, APPROVAL_NEEDED, Hidden, NOTHING_HIDDEN, REASON_NEEDED},
    },
    id::{ApprovalId, MembershipId},
    locale::Language,
    table::{approval as approvals, role::SiteRole},
};
use sea_orm::EntityTrait;
use support::{Browser, GroupOf, Page, Person, Shelter};

const NUMBER: &str = "+15145550142";
const DIGITS: &str = "5145550142";
const ADDRESS: &str = "juniper@example.org";
const TEXT: Hidden = Hidden::Way(Medium::Text);
const EMAIL: Hidden = Hidden::Way(Medium::Email);

/// A group that Ruth and Nora facilitate, and Amina in it, who gave a number.
struct World {
    shelter: Shelter,
    group: GroupOf,
    amina: Person,
    hers: Browser,
    place: MembershipId,
    path: String,
    ruth: Browser,
    nora: Person,
    noras: Browser,
}

impl World {
    async fn new(gave: &[(Medium, &str)]) -> World {
        let shelter = Shelter::open().await;
        let group = shelter.open_group("forum").await;
        let (amina, hers) = shelter.member_of(&group, "Amina").await;
        gives(&shelter, &amina, gave).await;
        let (nora, noras) = shelter.staff_signed_in("Nora", &[SiteRole::Facilitator]).await;
        facilitation::name(&shelter.kernel, group.facilitator.id, group.id, nora.id).await.expect("named");
        let ruth = shelter.facilitator_of(&group).await;
        let place = amina.membership.expect("a place");
        World { shelter, group, amina, hers, place, path: format!("/staff/people/{place}"), ruth, nora, noras }
    }

    async fn asks(&mut self, what: &str, reason: &str) -> Page {
        self.ruth.get(&self.path).await;
        self.ruth.post(&format!("{}/do/ask", self.path), &[("what", what), ("reason", reason)]).await
    }

    async fn looks(&mut self, what: &str) -> Page {
        self.ruth.get(&self.path).await;
        self.ruth.post(&format!("{}/reveal/{what}", self.path), &[]).await
    }

    /// What waits for a second person, as Nora sees it.
    async fn questions(&self) -> Vec<ApprovalId> {
        let open = approval::list_open(&self.shelter.kernel, self.nora.id).await.expect("questions");
        open.into_iter().map(|it| it.id).collect()
    }

    /// Nora settles the one that waits, on the page where approvals are.
    async fn nora_says(&mut self, answer: &str) {
        let question = self.questions().await.pop().expect("a question");
        self.noras.get("/staff/approvals").await;
        let settled = self.noras.post(&format!("/staff/approvals/{question}"), &[("answer", answer)]).await;
        assert_eq!(settled.status, 200, "{}", settled.body);
    }

    /// The acts about her place, oldest first, with their reasons.
    async fn acts(&self) -> Vec<(String, String)> {
        let rows = audit::about(&self.shelter.kernel, self.place.0).await.expect("the audit");
        rows.into_iter().rev().map(|it| (it.act, it.reason.unwrap_or_default())).collect()
    }
}

async fn gives(shelter: &Shelter, her: &Person, gave: &[(Medium, &str)]) {
    let way = |(medium, address): &(Medium, &str)| Way { medium: *medium, address: (*address).into(), label: Label::Safe, knows_primary: false };
    let record = SafeContact {
        ways: gave.iter().map(way).collect(),
        hours: Hours { days: vec![1], from: 0, to: 60 },
        words: "personal-notice-reminder".into(),
        ..SafeContact::default()
    };
    safe_contact::change(&shelter.kernel, her.id, record, Language::En).await.expect("kept");
}

fn act(act: &str, reason: &str) -> (String, String) {
    (act.into(), reason.into())
}

/// S90: nobody alone, nobody without a reason, not for longer than five minutes; one row each time, and she reads all of it.
#[actix_web::test]
async fn a_number_is_seen_by_two_for_a_reason_for_five_minutes_and_she_reads_who_and_why() {
    let mut world = World::new(&[(Medium::Text, NUMBER)]).await;
    let path = world.path.clone();
    let page = world.ruth.get(&path).await;
    assert!(page.says("See the phone number") && !page.says(DIGITS), "{}", page.body);
    assert!(!page.says("See the e‑mail address"), "there is none to ask for");
    for reason in ["", "same-person", "because"] {
        let refused = world.asks("text", reason).await;
        assert_eq!(refused.status, 422, "asked with the reason “{reason}”");
        assert!(refused.says("Choose why you need to see it."));
    }
    assert_eq!(world.asks("everything", "other").await.status, 404);
    assert!(world.questions().await.is_empty(), "nothing was asked");
    assert_eq!(world.looks("text").await.status, 409, "nobody was asked");
    // Asked, and asked again: one question.
    for _ in 0..2 {
        let asked = world.asks("text", "risk-to-life").await;
        assert!(asked.says("You asked.") && !asked.says(DIGITS), "{}", asked.body);
    }
    let questions = world.questions().await;
    assert_eq!(questions.len(), 1);
    // Not by herself, by whichever door.
    let alone = world.ruth.post(&format!("/staff/approvals/{}", questions[0]), &[("answer", "agree")]).await;
    assert_eq!(alone.status, 403);
    assert_eq!(world.looks("text").await.status, 409, "she agreed with herself");
    // Whoever agrees reads whom it is about and why, and no number.
    let page = world.noras.get("/staff/approvals").await;
    assert!(page.says("See someone’s phone number") && page.says("(Amina)") && page.says("Why: Risk to life"), "{}", page.body);
    assert!(!page.says(DIGITS));
    world.nora_says("agree").await;
    world.noras.get(&path).await;
    let other = world.noras.post(&format!("{path}/reveal/text"), &[]).await;
    assert!(other.status == 409 && !other.says(DIGITS), "who agrees does not look by that");
    assert_eq!(world.looks("email").await.status, 409, "what was agreed is the number alone");
    for _ in 0..2 {
        let page = world.looks("text").await;
        assert!(page.status == 200 && page.says(NUMBER), "{}", page.body);
    }
    let page = world.ruth.get(&path).await;
    assert!(!page.says(DIGITS) && page.says("Show the number"), "it stands on the page that was asked for, and no longer");
    world.shelter.pass(5 * MINUTE);
    let late = world.looks("text").await;
    assert!(late.status == 409 && !late.says(DIGITS), "after five minutes");
    let looked = act("number.revealed", "risk-to-life");
    assert_eq!(world.acts().await, [act("number.asked", "risk-to-life"), looked.clone(), looked], "a row for the question, and one each time");
    let page = world.hers.get("/choices").await;
    for words in ["Ruth", "asked to see your phone number", "saw your phone number", "Why: risk to life"] {
        assert!(page.says(words), "she does not read “{words}”: {}", page.body);
    }
    assert_eq!(page.body.matches("saw your phone number").count(), 2, "each look");
}

/// A no is a no; a question that nobody answers opens nothing, however long it waits.
#[actix_web::test]
async fn neither_a_no_nor_time_opens_a_number() {
    let mut world = World::new(&[(Medium::Text, NUMBER)]).await;
    let (kernel, ruth, group, place) = (world.shelter.kernel.clone(), world.group.facilitator.id, world.group.id, world.place);
    world.asks("text", "other").await;
    world.nora_says("refuse").await;
    assert_eq!(world.looks("text").await.status, 409, "refused");
    assert!(world.questions().await.is_empty());
    // Asked anew: she takes it back herself, and it is gone for the second person too.
    world.shelter.pass(MINUTE);
    world.asks("text", "other").await;
    let question = world.questions().await[0];
    assert_eq!(approval::agree(&kernel, ruth, question).await.expect_err("not by who asks").refusal(), Some(SECOND_PERSON));
    approval::refuse(&kernel, ruth, question).await.expect("taken back");
    assert_eq!(approval::agree(&kernel, world.nora.id, question).await.expect_err("settled").refusal(), Some(NOTHING_TO_AGREE));
    assert_eq!(world.looks("text").await.status, 409, "taken back");
    // Nobody answers for a month.
    world.asks("text", "other").await;
    world.shelter.pass(days(31));
    let by = admit(&kernel, ruth, group, Intent::Help).await.expect("she facilitates it");
    assert_eq!(membership::may_reveal(&kernel, &by, place, TEXT).await.expect("read"), None);
    assert_eq!(membership::reveal(&kernel, &by, place, TEXT).await.expect_err("time alone").refusal(), Some(APPROVAL_NEEDED));
    // The witness: the same question, once somebody agrees.
    approval::agree(&kernel, world.nora.id, world.questions().await[0]).await.expect("agreed");
    assert_eq!(membership::reveal(&kernel, &by, place, TEXT).await.expect("opened"), NUMBER);
    let looks = world.acts().await.into_iter().filter(|it| it.0 == "number.revealed").count();
    assert_eq!(looks, 1, "what was refused left no look behind");
}

/// A facilitator of another group, and an administrator who is in none, can neither ask nor look, also while it is open to another.
#[actix_web::test]
async fn who_does_not_hold_her_group_neither_asks_nor_looks() {
    let mut world = World::new(&[(Medium::Text, NUMBER)]).await;
    let elsewhere = world.shelter.open_group("forum").await;
    let (_, nadia) = world.shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    let (_, ines) = world.shelter.staff_signed_in("Ines", &[SiteRole::Intake]).await;
    let mut others = [world.shelter.facilitator_of(&elsewhere).await, nadia, ines];
    world.asks("text", "risk-to-life").await;
    let page = others[1].get("/staff/approvals").await;
    assert!(page.says("See someone’s phone number") && page.says("Why: Risk to life"), "{}", page.body);
    assert!(page.says("(Tuesday circle)") && !page.says("Amina"), "an administrator reads which group it is, and no alias");
    world.nora_says("agree").await;
    let fields = [("what", "text"), ("reason", "risk-to-life")];
    for browser in &mut others {
        for address in [format!("{}/do/ask", world.path), format!("{}/reveal/text", world.path)] {
            browser.get("/staff/account").await;
            assert!(browser.last.field("t").is_some(), "she came from a page of hers");
            let answer = browser.post(&address, &fields).await;
            assert!(matches!(answer.status, 403 | 404) && !answer.says(DIGITS), "{address} answers {}", answer.status);
        }
    }
    let (kernel, stranger) = (&world.shelter.kernel, elsewhere.facilitator.id);
    let by = admit(kernel, stranger, elsewhere.id, Intent::Help).await.expect("she facilitates another");
    assert!(membership::ask_to_reveal(kernel, &by, world.place, TEXT, "risk-to-life").await.is_err());
    assert!(membership::reveal(kernel, &by, world.place, TEXT).await.is_err());
    assert_eq!(world.acts().await, [act("number.asked", "risk-to-life")], "they left no trace, because they did nothing");
    assert!(world.looks("text").await.says(NUMBER), "the witness: it was open, to Ruth");
}

/// S90, LOG-1: the record of all this, and every other page, knows that there was a look and nothing of what was seen.
#[actix_web::test]
async fn a_number_that_was_seen_stands_in_no_record_and_on_no_other_page() {
    let mut world = World::new(&[(Medium::Text, NUMBER), (Medium::Email, ADDRESS)]).await;
    for (what, said) in [("text", NUMBER), ("email", ADDRESS)] {
        world.asks(what, "asked").await;
        world.nora_says("agree").await;
        assert!(world.looks(what).await.says(said), "the witness: {what} is opened");
    }
    let kernel = world.shelter.kernel.clone();
    let rows = format!("{:?}", audit::list(&kernel, 1_000).await.expect("the audit"));
    for told in ["number.asked", "number.revealed", "address.asked", "address.revealed", "approval.agreed"] {
        assert!(rows.contains(told), "{told} is not in the audit");
    }
    let asked = format!("{:?}", approvals::Entity::find().all(kernel.store.reader()).await.expect("approvals"));
    assert!(asked.contains("number.revealed"));
    let (_, mut nadia) = world.shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    let (_, mut bea) = world.shelter.member_of(&world.group, "Bea").await;
    let mut pages = vec![("the audit".to_owned(), rows), ("approvals".to_owned(), asked)];
    let people = format!("/staff/groups/{}/people", world.group.id);
    let (line, releases) = (format!("{}/line", world.path), format!("{}/releases", world.path));
    for address in [people.as_str(), &world.path, &line, &releases, "/staff/desk", "/staff/approvals", "/staff"] {
        pages.push((format!("{address}, to Ruth"), world.ruth.get(address).await.body));
        pages.push((format!("{address}, to Nora"), world.noras.get(address).await.body));
    }
    for address in ["/staff/audit", "/staff/colleagues"] {
        pages.push((address.to_owned(), nadia.get(address).await.body));
    }
    for address in ["/home".to_owned(), "/choices".to_owned(), format!("{}/forum", world.group.address())] {
        pages.push((format!("{address}, to another"), bea.get(&address).await.body));
    }
    let wrong: Vec<String> = pages.into_iter().filter(|(_, body)| body.contains(DIGITS) || body.contains(ADDRESS)).map(|it| it.0).collect();
    assert!(wrong.is_empty(), "it stands in {wrong:?}");
    kernel.store.checkpoint().await.expect("written");
    for said in [DIGITS, ADDRESS] {
        assert_eq!(world.shelter.files_with(said), [""; 0], "in clear on the disk");
    }
    let audit = nadia.get("/staff/audit").await;
    assert!(audit.says("A phone number was seen") && audit.says("Seeing a phone number was asked for") && audit.says("The person asked for it"));
}

/// Where there is none, or none any more, the page says so, nothing can be asked, and no look is written down.
#[actix_web::test]
async fn where_there_is_no_number_nothing_is_asked() {
    let mut world = World::new(&[(Medium::Email, ADDRESS)]).await;
    let path = world.path.clone();
    let page = world.ruth.get(&path).await;
    assert!(page.says("None is kept, so there is nothing to ask for") && !page.says("See the phone number"), "{}", page.body);
    let refused = world.asks("text", "risk-to-life").await;
    assert!(refused.status == 409 && refused.says("There is nothing of this kind about this person."), "{}", refused.body);
    assert!(world.questions().await.is_empty() && world.acts().await.is_empty());
    let kernel = world.shelter.kernel.clone();
    let by = admit(&kernel, world.group.facilitator.id, world.group.id, Intent::Help).await.expect("she facilitates it");
    let asks = async |what: Hidden| membership::ask_to_reveal(&kernel, &by, world.place, what, "").await.expect_err("refused").refusal();
    assert_eq!(asks(TEXT).await, Some(REASON_NEEDED));
    assert_eq!(asks(EMAIL).await, Some(REASON_NEEDED));
    // She takes it away between the yes and the look.
    world.asks("email", "asked").await;
    world.nora_says("agree").await;
    safe_contact::end(&kernel, world.amina.id).await.expect("nothing reaches her");
    assert_eq!(membership::reveal(&kernel, &by, world.place, EMAIL).await.expect_err("gone").refusal(), Some(NOTHING_HIDDEN));
    assert_eq!(world.looks("email").await.status, 409);
    // She gives it again, and her place ends: it is no matter of this group any more.
    gives(&world.shelter, &world.amina, &[(Medium::Email, ADDRESS)]).await;
    assert!(world.looks("email").await.says(ADDRESS), "the witness: still within five minutes");
    world.ruth.post(&format!("{path}/do/end"), &[("reason", "agreement")]).await;
    let ended = world.looks("email").await;
    assert!(ended.status == 409 && !ended.says(ADDRESS), "{}", ended.body);
    let looks = world.acts().await.into_iter().filter(|it| it.0 == "address.revealed").count();
    assert_eq!(looks, 1, "only the one time that it was there");
}

/// In French all of it has words, on the pages of staff and on hers.
#[actix_web::test]
async fn it_is_asked_and_told_in_french_too() {
    let mut world = World::new(&[(Medium::Text, NUMBER)]).await;
    for browser in [&mut world.ruth, &mut world.noras] {
        browser.get("/staff/account").await;
        browser.post("/language", &[("language", "fr")]).await;
    }
    world.hers.get("/choices").await;
    world.hers.post("/language", &[("language", "fr")]).await;
    let path = world.path.clone();
    let page = world.ruth.get(&path).await;
    assert!(page.says("Voir le numéro de téléphone") && page.says("Aucune n’est gardée"), "{}", page.body);
    assert!(world.asks("text", "").await.says("Choisissez pourquoi vous devez le voir."));
    let page = world.asks("text", "risk-to-life").await;
    assert!(page.says("dès qu’une deuxième personne accepte") && !page.says(">desk-"), "{}", page.body);
    let page = world.noras.get("/staff/approvals").await;
    assert!(page.says("Voir le numéro de téléphone d’une personne") && page.says("Pourquoi\u{a0}: Danger pour la vie"), "{}", page.body);
    world.nora_says("agree").await;
    let page = world.looks("text").await;
    assert!(page.says(NUMBER) && !page.says(">desk-"), "{}", page.body);
    let page = world.hers.get("/choices").await;
    for words in ["a demandé à voir votre numéro de téléphone", "a vu votre numéro de téléphone", "Pourquoi\u{a0}: danger pour la vie"] {
        assert!(page.says(words), "she does not read “{words}”: {}", page.body);
    }
    assert!(!page.says("own-"), "{}", page.body);
}
