//! What somebody typed is never lost: not to a refusal, not to a colleague who was faster, not to a sign-in that lapsed.
use super::{
    arrange::{begins, patient},
    desk::form,
};
use hearth_core::{
    clock::{HOUR, MINUTE},
    locale::Language,
    moderation::desk,
    person::passphrase,
    table::{group::PreModeration, role::SiteRole, sign_in::Door},
};
use support::{Browser, GroupOf, Shelter};

/// A group in which everything is read first, with one entry that waits.
async fn waiting() -> (Shelter, GroupOf, Browser) {
    let shelter = patient().await;
    let group = shelter.open_group_with("forum", |it| it.pre_moderation = PreModeration::Everything).await;
    let (_, juniper) = shelter.member_of(&group, "Juniper").await;
    begins(&mut juniper.with_script(), &group, "Sleep", "I sleep badly.").await;
    let ruth = shelter.facilitator_of(&group).await;
    (shelter, group, ruth)
}

#[actix_web::test]
async fn a_note_at_the_desk_survives_a_colleague_who_was_faster() {
    let (shelter, group, mut ruth) = waiting().await;
    let mut colleague = shelter.facilitator_of(&group).await;
    for (act, field) in [("give-back", "note"), ("propose", "words")] {
        let page = ruth.get("/staff/desk").await;
        let (here, through) = (form(&page, act), form(&page, "let-through"));
        colleague.get("/staff/desk").await;
        let done = colleague.post(&through, &[]).await;
        let late = ruth.post(&here, &[(field, "A long and careful sentence.")]).await;
        assert_eq!(late.status, 409, "{act}");
        assert!(late.says("A long and careful sentence.") && late.says("Someone else decided this first"), "{}", late.body);
        // So that the next one waits as well.
        colleague.post(&form(&done, "undo"), &[]).await;
    }
    let line = desk::waiting(&shelter.kernel, group.facilitator.id).await.expect("a desk");
    assert_eq!(line.len(), 1, "nothing was done by the one who came second");
}

#[actix_web::test]
async fn a_note_that_is_missing_or_too_long_changes_nothing_and_comes_back() {
    let (shelter, group, mut ruth) = waiting().await;
    let long = format!("A beginning. {}", "word ".repeat(4_100));
    for (act, field) in [("give-back", "note"), ("propose", "words")] {
        for typed in ["", "   ", long.as_str()] {
            let here = form(&ruth.get("/staff/desk").await, act);
            let page = ruth.post(&here, &[(field, typed)]).await;
            assert_eq!(page.status, 422, "{act}");
            assert!(typed.trim().is_empty() || page.says("A beginning. word word"), "{act} lost it");
            assert!(page.says("<details open>") && page.says("I sleep badly."), "the same page: {}", page.body);
        }
    }
    let waiting = desk::waiting(&shelter.kernel, group.facilitator.id).await.expect("a desk");
    assert!(waiting[0].entry.proposal.is_none() && waiting.len() == 1, "it waits as before");
    // The private line's own form as well.
    let line = format!("/staff/people/{}/line", waiting[0].entry.author);
    ruth.get(&line).await;
    let page = ruth.post(&line, &[("words", &long), ("id", "1")]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("A beginning. word word"), "the line lost it");
}

#[actix_web::test]
async fn a_note_beside_an_invitation_that_was_not_made_is_still_there() {
    let (_shelter, group, mut ruth) = waiting().await;
    let page = format!("/staff/groups/{}/invitations", group.id);
    ruth.get(&page).await;
    let refused = ruth.post(&page, &[("interest", ""), ("suitability", "Prefers mornings, knows the area.")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("Prefers mornings, knows the area."), "{}", refused.body);
}

/// Also where a page has no fields to put it back into: whatever a form of somebody who is signed in meets, the answer has it.
#[actix_web::test]
async fn whatever_refuses_a_form_shows_what_was_typed_and_never_what_opens_a_door() {
    let (shelter, _, mut ruth) = waiting().await;
    let nowhere = hearth_core::id::CardId::new();
    ruth.get("/staff/cards").await;
    let fields = [("title_en", "Legal help"), ("title_fr", "Aide juridique"), ("words_en", "They answer on weekdays."), ("code-word", "blue heron")];
    let page = ruth.post(&format!("/staff/cards/{nowhere}"), &fields).await;
    assert_eq!(page.status, 404);
    assert!(page.says("They answer on weekdays.") && page.says("What you wrote is still here"), "{}", page.body);
    assert!(!page.says("blue heron"), "a code word is shown to nobody");
    // A page that asks for nothing shows nothing of it.
    assert!(!ruth.get("/staff/cards").await.says("They answer on weekdays."));
    // From elsewhere nothing is shown again: it was not typed here.
    let other = ruth.post(&format!("/staff/cards/{nowhere}"), &[("t", "forged"), ("words_en", "Planted by another page.")]).await;
    assert_eq!(other.status, 403);
    assert!(!other.says("Planted by another page."), "{}", other.body);
    drop(shelter);
}

/// Signs in with her seven words at the door to which she was sent, and goes on from there.
async fn comes_back(browser: &mut Browser, door: &str, words: &str) -> support::Page {
    let page = browser.get(door).await;
    let to = page.field("to").unwrap_or_default();
    browser.post("/sign-in", &[("words", words), ("to", &to)]).await
}

#[actix_web::test]
async fn what_she_was_writing_is_there_after_signing_in_again() {
    let shelter = patient().await;
    let group = shelter.open_group("forum").await;
    let (her, browser) = shelter.member_of(&group, "Juniper").await;
    let (other, _) = shelter.member_of(&group, "Sparrow").await;
    let issue = async |id| passphrase::issue(&shelter.kernel, id, Language::En).await.expect("words").join(" ");
    let (words, others) = (issue(her.id).await, issue(other.id).await);
    let mut browser = browser.with_script();
    let topic = begins(&mut browser, &group, "Sleep", "I sleep badly.").await;
    let (reply, talk) = (format!("{topic}/reply"), format!("{}/staff", group.address()));
    let report = super::arrange::act(&shelter.facilitator_of(&group).await.with_script().get(&topic).await, "I sleep badly", "staff")
        .replace("/staff", "/report");
    let forms = [(reply, "words"), (format!("{}/forum/new", group.address()), "words"), (talk, "say"), (report, "words")];
    for has_script in [true, false] {
        for (form, field) in &forms {
            browser.has_script = has_script;
            browser.get(form).await;
            shelter.pass(HOUR);
            let gone = browser.post_once(form, &[(field, "Half a thought, and more."), ("id", "7"), ("send", "send"), ("why", "x")]).await;
            let door = gone.header("location").unwrap_or_else(|| panic!("{form} answers {}", gone.status)).to_owned();
            assert!(door.starts_with("/sign-in"), "{form} leads to {door}");
            // Somebody else who signs in there finds nothing of it.
            let mut stranger = browser.clone();
            let page = comes_back(&mut stranger, &door, &others).await;
            assert!(!page.says("Half a thought"), "{form} shows it to another: {}", page.body);
            let page = comes_back(&mut browser, &door, &words).await;
            assert_eq!(page.status, 200, "{form}: {}", page.body);
            assert!(page.says("Half a thought, and more."), "{form} lost it: {}", page.body);
        }
    }
    // Sent, it waits no longer.
    let (reply, _) = &forms[0];
    browser.has_script = true;
    let id = browser.get(reply).await.field("id").expect("a form");
    browser.post(reply, &[("words", "Half a thought, and more."), ("id", &id), ("send", "send")]).await;
    assert!(!browser.get(reply).await.says("Half a thought"));
}

#[actix_web::test]
async fn a_colleagues_note_is_there_after_signing_in_again() {
    let (shelter, group, mut ruth) = waiting().await;
    let here = form(&ruth.get("/staff/desk").await, "give-back");
    shelter.pass(16 * MINUTE);
    let gone = ruth.post_once(&here, &[("note", "A long and careful sentence.")]).await;
    let door = gone.header("location").expect("to the door").to_owned();
    assert_eq!(door, "/staff/sign-in?to=%2Fstaff%2Fdesk", "back to the page on which she was");
    let page = shelter.signed_in(group.facilitator.id, Door::Staff).await.get("/staff/desk").await;
    assert!(page.says("A long and careful sentence."), "{}", page.body);
    let (_, mut nadia) = shelter.staff_signed_in("Nadia", &[SiteRole::Facilitator]).await;
    assert!(!nadia.get("/staff/desk").await.says("careful sentence"));
}
