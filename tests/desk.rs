//! What staff do for people: one queue for all their groups, places paused and ended, hidden notes, the audit, resources.
#[path = "desk/reveal.rs"]
mod reveal;

use hearth_core::{
    audit,
    group::membership::keep_suitability,
    store::Tx,
    table::{audit as audit_table, membership, role::SiteRole},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use support::{GroupOf, Person, Shelter};

/// Every page and act of these modules that shows what people wrote, or tells about them.
fn content_pages(group: &GroupOf, person: &Person) -> Vec<String> {
    let place = person.membership.expect("a place");
    vec![format!("/staff/groups/{}/people", group.id), format!("/staff/people/{place}"), format!("/staff/people/{place}/line"), "/staff/desk".into()]
}

#[actix_web::test]
async fn an_administrator_finds_nothing_that_people_wrote() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let place = amina.membership.expect("a place");
    let (_, mut nadia) = shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    for page in content_pages(&group, &amina) {
        let answer = nadia.get(&page).await;
        assert!(matches!(answer.status, 403 | 404), "{page} answers {}", answer.status);
        assert!(!answer.says("Amina"), "{page} names her");
    }
    nadia.get("/staff/audit").await;
    for act in ["pause", "end", "freeze", "ask"] {
        let answer = nadia.post(&format!("/staff/people/{place}/do/{act}"), &[("reason", "other")]).await;
        assert!(matches!(answer.status, 403 | 404), "{act} answers {}", answer.status);
    }
    // The same pages are there for her facilitator, so the refusals above mean something.
    let mut ruth = shelter.facilitator_of(&group).await;
    for page in content_pages(&group, &amina) {
        assert_eq!(ruth.get(&page).await.status, 200, "{page}");
    }
}

#[actix_web::test]
async fn one_queue_holds_what_waits_in_all_groups_that_one_facilitates() {
    let shelter = Shelter::open().await;
    let (one, other) = (shelter.open_group("forum").await, shelter.open_group("forum").await);
    let mut ruth = shelter.facilitator_of(&one).await;
    let kernel = shelter.kernel.clone();
    let (group, ruth_id) = (other.id, one.facilitator.id);
    kernel
        .clone()
        .store
        .write(async move |tx: &Tx| {
            let place = membership::Entity::find().filter(membership::Column::Group.eq(group));
            for it in place.all(tx).await? {
                let mut row: membership::ActiveModel = it.into();
                row.person = sea_orm::ActiveValue::Set(ruth_id);
                sea_orm::ActiveModelTrait::update(row, tx).await?;
            }
            Ok(())
        })
        .await
        .expect("Ruth facilitates both");
    let (_, mut amina) = shelter.member_of(&one, "Amina").await;
    let (_, mut bea) = shelter.member_of(&other, "Bea").await;
    amina.get(&format!("{}/staff", one.address())).await;
    let id = amina.last.field("id").unwrap_or_default();
    amina.post(&format!("{}/staff", one.address()), &[("id", &id), ("say", "May I write, not call?")]).await;
    bea.get(&format!("{}/staff", other.address())).await;
    let id = bea.last.field("id").unwrap_or_default();
    bea.post(&format!("{}/staff", other.address()), &[("id", &id), ("say", "I have a question.")]).await;
    let desk = ruth.get("/staff/desk").await;
    assert_eq!(desk.status, 200);
    assert!(desk.says("Amina") && desk.says("Bea"), "both wait in one queue");
    assert!(desk.says("May I write, not call?"), "the oldest is open");
    // An answer takes it off the desk.
    let line = desk.body.split("action=\"").filter_map(|it| it.split('"').next()).find(|it| it.ends_with("/line")).expect("a form").to_owned();
    let draft = desk.field("id").expect("an id");
    let answered = ruth.post(&line, &[("id", &draft), ("words", "Yes, any time.")]).await;
    assert!(answered.says("Yes, any time."));
    let desk = ruth.get("/staff/desk").await;
    assert!(!desk.says("May I write, not call?") && desk.says("I have a question."));
}

#[actix_web::test]
async fn a_pause_and_an_end_hold_from_the_next_request() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, mut browser) = shelter.member_of(&group, "Amina").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let place = amina.membership.expect("a place");
    let forum = format!("{}/forum", group.address());
    assert_eq!(browser.get(&forum).await.status, 200);
    ruth.get(&format!("/staff/people/{place}")).await;
    ruth.post(&format!("/staff/people/{place}/do/pause"), &[("reason", "wellbeing")]).await;
    assert_eq!(browser.get(&forum).await.status, 403, "paused");
    ruth.post(&format!("/staff/people/{place}/do/resume"), &[]).await;
    assert_eq!(browser.get(&forum).await.status, 200, "open again");
    let refused = ruth.post(&format!("/staff/people/{place}/do/end"), &[("reason", "because")]).await;
    assert_eq!(refused.status, 422, "an end needs a reason that is known");
    ruth.post(&format!("/staff/people/{place}/do/end"), &[("reason", "agreement")]).await;
    assert_ne!(browser.get(&forum).await.status, 200, "ended");
    let acts: Vec<String> = audit::about(&shelter.kernel, place.0).await.expect("the audit").into_iter().map(|it| it.act).collect();
    assert_eq!(acts, ["membership.ended", "membership.resumed", "membership.paused"]);
}

#[actix_web::test]
async fn a_hidden_note_is_read_by_two_and_each_reading_is_written_down() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, mut own) = shelter.member_of(&group, "Amina").await;
    let place = amina.membership.expect("a place");
    let row = membership::Entity::find_by_id(place).one(shelter.kernel.store.reader()).await.expect("a read").expect("a place");
    let kernel = shelter.kernel.clone();
    shelter
        .kernel
        .store
        .write(async move |tx: &Tx| keep_suitability(&kernel, tx, &row, "Prefers mornings, knows the area").await)
        .await
        .expect("a note");
    let mut ruth = shelter.facilitator_of(&group).await;
    let page = format!("/staff/people/{place}");
    assert!(!ruth.get(&page).await.says("Prefers mornings"));
    let early = ruth.post(&format!("{page}/reveal/note"), &[]).await;
    assert_eq!(early.status, 409, "nobody has agreed");
    assert!(!early.says("Prefers mornings"));
    ruth.post(&format!("{page}/do/ask"), &[("what", "note"), ("reason", "risk-to-life")]).await;
    let asked = hearth_core::approval::list_open(&shelter.kernel, group.facilitator.id).await.expect("questions");
    let question = asked.first().expect("a question").id;
    assert!(hearth_core::approval::agree(&shelter.kernel, group.facilitator.id, question).await.is_err(), "not by who asks");
    let nadia = shelter.staff("Nadia", &[SiteRole::Administrator]).await;
    hearth_core::approval::agree(&shelter.kernel, nadia.id, question).await.expect("a second person");
    for reading in 1..=2 {
        assert!(ruth.post(&format!("{page}/reveal/note"), &[]).await.says("Prefers mornings"));
        let rows = audit::about(&shelter.kernel, place.0).await.expect("the audit");
        assert_eq!(rows.iter().filter(|it| it.act == "suitability.revealed").count(), reading, "one row each time");
    }
    shelter.pass(6 * hearth_core::clock::MINUTE);
    assert_eq!(ruth.post(&format!("{page}/reveal/note"), &[]).await.status, 409, "closed after five minutes");
    // She sees on her own page that staff looked.
    let choices = own.get("/choices").await;
    assert!(choices.says("Ruth"), "her own page names who looked");
    assert!(choices.says("read the note on why this fits · Why: risk to life"), "and why: {}", choices.body);
}

#[actix_web::test]
async fn a_row_that_was_changed_breaks_the_chain() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let place = amina.membership.expect("a place");
    ruth.get(&format!("/staff/people/{place}")).await;
    ruth.post(&format!("/staff/people/{place}/do/pause"), &[("reason", "other")]).await;
    ruth.post(&format!("/staff/people/{place}/do/resume"), &[]).await;
    assert_eq!(audit::first_broken_link(&shelter.kernel).await.expect("a check"), None);
    let row = audit_table::Entity::find().filter(audit_table::Column::Act.eq("membership.paused")).one(shelter.kernel.store.reader()).await;
    let row = row.expect("a read").expect("a row");
    shelter
        .kernel
        .store
        .write(async move |tx: &Tx| {
            tx.execute_unprepared(&format!("UPDATE audit SET reason = 'asked' WHERE seq = {}", row.seq)).await?;
            Ok(())
        })
        .await
        .expect("someone at the database");
    assert_eq!(audit::first_broken_link(&shelter.kernel).await.expect("a check"), Some(row.seq));
    let (_, mut nadia) = shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    assert!(nadia.get("/staff/audit").await.says("changed from outside"), "the page says so");
}

#[actix_web::test]
async fn staff_write_a_resource_and_an_administrator_sees_every_setting() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    ruth.get("/staff/cards/new").await;
    let wrong = ruth.post("/staff/cards/new", &[("title_en", ""), ("title_fr", "Aide"), ("phone", "call me")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("value=\"Aide\""), "what was typed stays");
    let kept = ruth.post("/staff/cards/new", &[("title_en", "Legal help"), ("title_fr", "Aide juridique"), ("phone", "1 800 555-0100")]).await;
    assert!(kept.says("Legal help") && kept.says("tel:18005550100"));
    assert_eq!(ruth.get("/staff/site").await.status, 403, "settings are the administrator's");
    let (_, mut nadia) = shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    for page in ["/staff/site", "/staff/site/access", "/staff/site/company", "/staff/audit", "/staff/cards"] {
        let answer = nadia.get(page).await;
        assert_eq!(answer.status, 200, "{page}");
        assert!(!answer.says(">desk-"), "{page} lacks words");
    }
    nadia.get("/staff/site").await;
    let wrong = nadia.post("/staff/site", &[("public_name", "Harbour"), ("discreet_name", "Notes"), ("exit_to", "nowhere")]).await;
    assert_eq!(wrong.status, 422);
}
