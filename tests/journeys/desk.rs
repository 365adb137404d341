//! What waits at the desk, from the moment it is said to what became of it: always by the pages' own forms.
use super::arrange::{SECOND, act, begins, patient, replies};
use hearth_core::{audit, clock::HOUR, moderation::desk, table::group::PreModeration};
use support::{Browser, GroupOf, Page, Shelter};

/// Says it as it is, whatever the page asks before.
async fn says(browser: &mut Browser, topic: &str, words: &str) {
    let address = format!("{topic}/reply");
    let id = browser.get(&address).await.field("id").expect("a form");
    let page = browser.post(&address, &[("words", words), ("id", &id), ("send", "as-is")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
}

/// Where the open thing's form for this act goes.
pub fn form(page: &Page, act: &str) -> String {
    let found = page.addresses().into_iter().find(|it| it.starts_with("/staff/desk/") && it.ends_with(&format!("/{act}")));
    found.unwrap_or_else(|| panic!("no form to {act} in {}", page.body))
}

/// Does it to what is open on the desk.
pub async fn does(ruth: &mut Browser, what: &str, fields: &[(&str, &str)]) -> Page {
    let desk = ruth.get("/staff/desk").await;
    let mut all = fields.to_vec();
    let report = desk.field("report").unwrap_or_default();
    all.push(("report", &report));
    ruth.post(&form(&desk, what), &all).await
}

/// A topic of Juniper's with an entry that is held for the number in it; Sparrow reads along.
async fn held() -> (Shelter, GroupOf, [Browser; 3], String) {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (_, juniper) = shelter.member_of(&group, "Juniper").await;
    let (_, sparrow) = shelter.member_of(&group, "Sparrow").await;
    let (mut juniper, sparrow, ruth) = (juniper.with_script(), sparrow.with_script(), shelter.facilitator_of(&group).await);
    let topic = begins(&mut juniper, &group, "Sleep", "I sleep badly.").await;
    says(&mut juniper, &topic, "Call me: 514-555-0199, after four.").await;
    (shelter, group, [juniper, sparrow, ruth], topic)
}

async fn acts(shelter: &Shelter) -> Vec<String> {
    audit::list(&shelter.kernel, 100).await.expect("the audit").into_iter().map(|it| it.act).collect()
}

#[actix_web::test]
async fn other_words_are_let_through_once_their_author_agrees() {
    let (shelter, group, [mut juniper, mut sparrow, mut ruth], topic) = held().await;
    let desk = ruth.get("/staff/desk").await;
    assert!(desk.says("<mark>514-555-0199</mark>") && desk.says("Call me: […], after four."), "{}", desk.body);
    let proposes = form(&desk, "propose");
    let after = does(&mut ruth, "propose", &[("words", "Write to me, after four.")]).await;
    assert!(after.says("Juniper was asked about the new words.") && after.says("Nothing waits."), "{}", after.body);
    assert!(!sparrow.get(&topic).await.says("after four"), "nobody reads either before she agreed");
    let page = juniper.get(&topic).await;
    assert!(page.says("514-555-0199") && page.says("Write to me, after four."), "she sees both: {}", page.body);
    let answer = page.addresses().into_iter().find(|it| it.ends_with("/answer")).expect("her answer");
    assert_ne!(sparrow.post(&answer, &[("say", "yes")]).await.status, 200, "the answer is hers alone");
    let seen = juniper.get(&topic).await.field("seen").expect("which words she sees");
    // Staff change their words while she looks at the first: she agrees to none that she has not seen.
    ruth.post(&proposes, &[("words", "Tell everyone where to find me.")]).await;
    let other = juniper.post(&answer, &[("say", "yes"), ("seen", &seen)]).await;
    assert!(other.status == 409 && other.says("Staff changed these words"), "{}", other.body);
    assert!(!sparrow.get(&topic).await.says("where to find me"), "she agreed to words that she never saw");
    ruth.post(&proposes, &[("words", "Write to me, after four.")]).await;
    let seen = juniper.get(&topic).await.field("seen").expect("which words she sees");
    juniper.post(&answer, &[("say", "yes"), ("seen", &seen)]).await;
    let page = sparrow.get(&topic).await;
    assert!(page.says("Write to me, after four.") && !page.says("514-555-0199"), "{}", page.body);
    assert!(!juniper.get(&topic).await.says("514-555-0199"), "the first words are nowhere");
    let acts = acts(&shelter).await;
    assert!(acts.contains(&"entry.redaction-proposed".to_owned()), "{acts:?}");
    assert_eq!(desk::waiting(&shelter.kernel, group.facilitator.id).await.expect("a desk").len(), 0);
}

#[actix_web::test]
async fn words_whose_author_says_no_or_nothing_stay_between_her_and_staff() {
    let (shelter, _, [mut juniper, mut sparrow, mut ruth], topic) = held().await;
    does(&mut ruth, "propose", &[("words", "Write to me, after four.")]).await;
    // She says nothing: it stays where it is, for as long as she likes.
    shelter.pass(9 * 60 * SECOND);
    assert!(!sparrow.get(&topic).await.says("after four"));
    assert!(ruth.get("/staff/desk").await.says("Nothing waits."), "it waits for her, not for staff");
    let page = juniper.get(&topic).await;
    let answer = page.addresses().into_iter().find(|it| it.ends_with("/answer")).expect("her answer");
    juniper.post(&answer, &[("say", "no")]).await;
    let page = juniper.get(&topic).await;
    assert!(page.says("514-555-0199") && !page.says("Write to me, after four."), "her words, and no others: {}", page.body);
    assert!(!sparrow.get(&topic).await.says("after four"));
    // She changes them herself, and what is left to hide is nothing.
    let edit = act(&page, "514-555-0199", "edit");
    juniper.get(&edit).await;
    juniper.post(&edit, &[("words", "Write to me here."), ("send", "send")]).await;
    assert!(sparrow.get(&topic).await.says("Write to me here."));
}

#[actix_web::test]
async fn given_back_it_returns_to_its_author_with_staffs_words() {
    let (shelter, group, [mut juniper, mut sparrow, mut ruth], topic) = held().await;
    let after = does(&mut ruth, "give-back", &[("note", "A number can be found by others. What do you think?")]).await;
    assert!(after.says("The message went back to Juniper.") && after.says("Nothing waits."), "{}", after.body);
    let line = juniper.get(&format!("{}/staff", group.address())).await;
    assert!(line.says("A number can be found by others.") && line.says("Ruth"), "{}", line.body);
    let page = juniper.get(&topic).await;
    assert!(page.says("514-555-0199") && page.says("Staff gave this back to you."), "{}", page.body);
    assert!(!sparrow.get(&topic).await.says("514-555-0199"));
    let edit = act(&page, "514-555-0199", "edit");
    juniper.get(&edit).await;
    juniper.post(&edit, &[("words", "Call me at 514-555-0100."), ("send", "as-is")]).await;
    assert_eq!(desk::waiting(&shelter.kernel, group.facilitator.id).await.expect("a desk").len(), 1, "what she changed waits again");
}

#[actix_web::test]
async fn an_act_at_the_desk_is_taken_back_within_ten_seconds_and_not_after() {
    let (shelter, group, [mut juniper, mut sparrow, mut ruth], topic) = held().await;
    let line = format!("{}/staff", group.address());
    for (act, field) in [("propose", ("words", "Write to me.")), ("give-back", ("note", "Look again?")), ("let-through", ("none", ""))] {
        let after = does(&mut ruth, act, &[field]).await;
        let undone = ruth.post(&form(&after, "undo"), &[]).await;
        assert_eq!(undone.status, 200, "{act}: {}", undone.body);
        assert!(undone.says("It is as it was before.") && undone.says("514-555-0199"), "{act} is undone: {}", undone.body);
        assert!(!juniper.get(&topic).await.says("Write to me."), "{act} left its words");
        assert!(!juniper.get(&line).await.says("Look again?"), "{act} left its note");
        assert!(!sparrow.get(&topic).await.says("514-555-0199"), "{act} let it through");
    }
    does(&mut ruth, "let-through", &[]).await;
    // Hidden for a report: undone, the words are back, and so is the report.
    let report = act(&sparrow.get(&topic).await, "I sleep badly", "report");
    sparrow.get(&report).await;
    sparrow.post(&report, &[("why", "moderation-report-worry")]).await;
    let hidden = does(&mut ruth, "hide", &[("reason", "moderation-reason-hurts")]).await;
    assert!(!sparrow.get(&topic).await.says("I sleep badly"), "hidden");
    let undone = ruth.post(&form(&hidden, "undo"), &[]).await;
    assert_eq!(undone.status, 200, "{}", undone.body);
    assert!(undone.says("Reported") && sparrow.get(&topic).await.says("I sleep badly"), "{}", undone.body);
    // Later nothing is taken back, and the page says so.
    let hidden = does(&mut ruth, "hide", &[("reason", "moderation-reason-hurts")]).await;
    shelter.pass(11 * SECOND);
    let late = ruth.post(&form(&hidden, "undo"), &[]).await;
    assert_eq!(late.status, 409);
    assert!(late.says("Desk") && !sparrow.get(&topic).await.says("I sleep badly"), "{}", late.body);
}

#[actix_web::test]
async fn a_report_goes_from_a_member_to_its_end_and_its_author_never_learns_who_asked() {
    let (shelter, group, [mut juniper, mut sparrow, mut ruth], topic) = held().await;
    does(&mut ruth, "let-through", &[]).await;
    let report = act(&sparrow.get(&topic).await, "I sleep badly", "report");
    sparrow.get(&report).await;
    sparrow.post(&report, &[("why", "moderation-report-worry"), ("words", "She sounds tired to me.")]).await;
    let page = ruth.get("/staff/desk").await;
    assert!(page.says("Reported: Juniper") && page.says("She sounds tired to me.") && page.says("Sparrow"), "{}", page.body);
    let hidden = does(&mut ruth, "hide", &[("reason", "moderation-reason-hurts")]).await;
    assert!(hidden.says("is hidden") && hidden.says("Nothing waits."), "{}", hidden.body);
    let page = juniper.get(&topic).await;
    assert!(page.says("I sleep badly") && !page.says("She sounds tired"), "her own words, and not who asked: {}", page.body);
    let staff = act(&ruth.clone().with_script().get(&topic).await, "I sleep badly", "staff");
    ruth.get(&staff).await;
    ruth.post(&staff, &[("act", "unhide")]).await;
    assert!(sparrow.get(&topic).await.says("I sleep badly"), "shown again");
    // Another, about which nothing needs doing.
    sparrow.get(&report).await;
    sparrow.post(&report, &[("why", "moderation-report-other")]).await;
    let closed = does(&mut ruth, "close", &[("outcome", "moderation-outcome-nothing")]).await;
    assert!(closed.says("The report is closed.") && closed.says("Nothing waits."), "{}", closed.body);
    // Each of it is written down, and nothing in between was lost.
    let acts = acts(&shelter).await;
    for act in ["entry.released", "entry.hidden", "entry.unhidden"] {
        assert!(acts.contains(&act.to_owned()), "{act} is not in {acts:?}");
    }
    assert_eq!(acts.iter().filter(|it| *it == "report.closed").count(), 2);
    let rows = audit::list(&shelter.kernel, 100).await.expect("the audit");
    assert!(rows.iter().filter(|it| it.act.starts_with("entry.")).all(|it| it.actor == Some(group.facilitator.id)));
    assert_eq!(audit::first_broken_link(&shelter.kernel).await.expect("a check"), None);
}

#[actix_web::test]
async fn a_resource_that_staff_put_in_is_read_where_they_put_it() {
    let (_shelter, group, [mut juniper, mut sparrow, mut ruth], topic) = held().await;
    ruth.get("/staff/cards/new").await;
    ruth.post("/staff/cards/new", &[("title_en", "Legal help"), ("title_fr", "Aide juridique"), ("phone", "1 800 555-0100")]).await;
    let mut ruth_reads = ruth.clone().with_script();
    let reply = format!("{topic}/reply");
    let page = ruth_reads.get(&reply).await;
    let card = page.body.split("<option value=\"").skip(1).find(|it| it.contains("Legal help")).and_then(|it| it.split('"').next());
    let (card, id) = (card.expect("a card").to_owned(), page.field("id").expect("a form"));
    ruth_reads.post(&reply, &[("words", "This may help."), ("card", &card), ("id", &id), ("send", "send")]).await;
    let page = sparrow.get(&topic).await;
    assert!(page.says("This may help.") && page.says("Legal help") && page.says("tel:18005550100"), "{}", page.body);
    let mut french = sparrow.clone();
    french.post("/language", &[("language", "fr")]).await;
    assert!(french.get(&topic).await.says("Aide juridique"));
    // A member cannot put one in, whatever she sends.
    let id = juniper.get(&reply).await.field("id").expect("a form");
    juniper.post(&reply, &[("words", "From me."), ("card", &card), ("id", &id), ("send", "send")]).await;
    assert_eq!(sparrow.get(&topic).await.body.matches("tel:18005550100").count(), 1);
    // And on a private line, where only she reads it.
    let talk = format!("{}/staff", group.address());
    let id = juniper.get(&talk).await.field("id").expect("a form");
    juniper.post(&talk, &[("say", "Who could I ask?"), ("id", &id)]).await;
    does(&mut ruth, "let-through", &[]).await;
    let desk = ruth.get("/staff/desk").await;
    let line = desk.addresses().into_iter().find(|it| it.ends_with("/line")).expect("an answer");
    let draft = desk.field("id").expect("a draft");
    let answered = ruth.post(&line, &[("id", &draft), ("words", "They answer on weekdays."), ("card", &card)]).await;
    assert!(answered.says("Legal help"), "{}", answered.body);
    let page = juniper.get(&talk).await;
    assert!(page.says("They answer on weekdays.") && page.says("tel:18005550100"), "{}", page.body);
    assert!(ruth.get("/staff/desk").await.says("Nothing waits."));
}

#[actix_web::test]
async fn what_waits_longest_stands_first_and_after_four_hours_in_alarm() {
    let shelter = patient().await;
    let group = shelter.open_group_with("forum", |it| it.pre_moderation = PreModeration::Everything).await;
    let (juniper, first) = shelter.member_of(&group, "Juniper").await;
    let mut first = first.with_script();
    begins(&mut first, &group, "Earlier", "Said first.").await;
    shelter.pass(3 * HOUR);
    let (_, second) = shelter.member_of(&group, "Sparrow").await;
    begins(&mut second.with_script(), &group, "Later", "Said second.").await;
    let page = shelter.facilitator_of(&group).await.get("/staff/desk").await;
    let at = |words: &str| page.body.find(words).unwrap_or_else(|| panic!("no {words} in {}", page.body));
    assert!(at("<b>Juniper</b>") < at("<b>Sparrow</b>"), "the oldest first");
    assert!(page.says("Said first.") && !page.says("more than 4 hours") && !page.says("Waits long"), "{}", page.body);
    shelter.pass(HOUR + SECOND);
    let page = shelter.facilitator_of(&group).await.get("/staff/desk").await;
    assert!(page.says("more than 4 hours"), "{}", page.body);
    assert_eq!(page.body.matches("Waits long").count(), 1, "the second is not late yet");
    assert!(juniper.membership.is_some());
}

#[actix_web::test]
async fn a_check_in_is_answered_and_waits_no_longer() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (_, mut juniper) = shelter.member_of(&group, "Juniper").await;
    let talk = format!("{}/staff", group.address());
    juniper.get(&talk).await;
    let id = juniper.last.field("id").expect("a form");
    juniper.post(&talk, &[("say", "I slept better."), ("id", &id)]).await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let desk = ruth.get("/staff/desk").await;
    let line = desk.addresses().into_iter().find(|it| it.ends_with("/line")).expect("an answer");
    ruth.post(&line, &[("id", &desk.field("id").expect("a draft")), ("words", "Good to hear.")]).await;
    assert!(ruth.get("/staff/desk").await.says("Nothing waits."));
    assert!(juniper.get(&talk).await.says("Good to hear."));
    // She writes again: it waits again.
    let id = juniper.last.field("id").expect("a form");
    juniper.post(&talk, &[("say", "And today too."), ("id", &id)]).await;
    let desk = ruth.get("/staff/desk").await;
    assert!(desk.says("And today too.") && desk.says("Good to hear."), "with what was said before: {}", desk.body);
    // A topic goes on beside it.
    let topic = begins(&mut juniper.with_script(), &group, "Sleep", "I sleep.").await;
    replies(&mut ruth.with_script(), &topic, "Well.").await;
}
