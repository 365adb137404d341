//! From a code to the first page, and everything that must not happen on the way.
#[path = "joining/raid.rs"]
mod raid;

use hearth_core::{
    clock::{DAY, HOUR, days},
    joining::{
        self, CODE_REFUSED,
        invitation::{self, Ask},
    },
    store::Tx,
    table::{
        acceptance, audit,
        consent::{self, ConsentEvent},
        group, invitation as invitations, membership, person,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use support::Shelter;

#[path = "joining/arrange.rs"]
mod arrange;
use arrange::{invited, to_alias, to_consent};

async fn rows(shelter: &Shelter) -> [u64; 6] {
    let db = shelter.kernel.store.reader();
    let count = |it: Result<u64, _>| it.unwrap_or(0);
    [
        count(person::Entity::find().count(db).await),
        count(membership::Entity::find().count(db).await),
        count(consent::Entity::find().count(db).await),
        count(acceptance::Entity::find().count(db).await),
        count(invitations::Entity::find().count(db).await),
        count(audit::Entity::find().count(db).await),
    ]
}

#[actix_web::test]
async fn someone_comes_in_from_a_spoken_code_to_her_seven_words_without_a_script() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    let mut browser = shelter.browser();
    let page = browser.get("/").await;
    assert!(page.says("You have a code"), "{}", page.body);
    let page = to_alias(&mut browser, &joining::grouped(made.code.as_deref().unwrap()), "yes").await;
    assert!(page.says("Choose the name others will see"), "{}", page.body);
    let page = browser.post("/join/alias", &[("alias", "Juniper")]).await;
    assert!(page.says("These seven words open this place for you"), "{}", page.body);
    assert!(page.body.matches("<li>").count() >= 7);
    browser.post("/join/in", &[]).await;
    let page = browser.get("/join/return").await;
    assert!(!page.says("These seven words open this place for you"), "the words are shown once");
    let row = membership::Entity::find()
        .filter(membership::Column::Group.eq(group.id))
        .filter(membership::Column::Role.eq(membership::Role::Participant))
        .one(shelter.kernel.store.reader())
        .await
        .unwrap()
        .expect("she is in");
    assert_eq!(hearth_core::group::membership::alias(&shelter.kernel, &row).await.unwrap(), "Juniper");
    let records = joining::consent::history(&shelter.kernel, row.id).await.unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].event, ConsentEvent::Given);
    assert_eq!(records[0].until, Some(records[0].at + days(90)), "consent is limited in time");
}

#[actix_web::test]
async fn a_scanner_that_follows_the_link_burns_nothing() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    for _ in 0..5 {
        let mut scanner = shelter.browser();
        scanner.get(&format!("/?i={}", made.secret)).await;
        scanner.get("/come").await;
    }
    // A whole pasted link is read as well as the secret alone.
    let page = to_alias(&mut shelter.browser(), &format!("http://somewhere/#i={}", made.secret), "yes").await;
    assert!(page.says("Choose the name others will see"));
}

#[actix_web::test]
async fn of_a_thousand_who_use_one_invitation_at_once_one_gets_it() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    let kernel = &shelter.kernel;
    let tries = (0..1000).map(|_| {
        let (kernel_in, id) = (kernel.clone(), made.id);
        async move { kernel.store.write(async move |tx: &Tx| invitation::consume(&kernel_in, tx, id).await).await }
    });
    let outcomes = futures_util::future::join_all(tries).await;
    assert_eq!(outcomes.iter().filter(|it| it.is_ok()).count(), 1);
    assert!(outcomes.iter().filter_map(|it| it.as_ref().err()).all(|it| it.refusal() == Some(CODE_REFUSED)));
}

#[actix_web::test]
async fn wrong_used_expired_revoked_and_mistyped_codes_get_the_same_bytes() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (used, revoked, expired) = (invited(&shelter, &group).await, invited(&shelter, &group).await, invited(&shelter, &group).await);
    let (kernel, id) = (shelter.kernel.clone(), used.id);
    shelter.kernel.store.write(async move |tx: &Tx| invitation::consume(&kernel, tx, id).await).await.unwrap();
    invitation::revoke(&shelter.kernel, group.facilitator.id, revoked.id).await.unwrap();
    let mut browser = shelter.browser();
    browser.get("/come").await;
    let mut answers = Vec::new();
    let mut ask = async |code: &str| {
        let page = browser.post("/come", &[("code", code)]).await;
        assert!(!page.body.contains(code), "what was typed is not shown again");
        answers.push((page.status, page.body));
    };
    // While their time is not over: nothing but what became of them keeps them shut.
    for code in [used.secret.as_str(), revoked.secret.as_str(), "0000 0000 0000 0000", "wrong"] {
        ask(code).await;
    }
    shelter.pass(25 * HOUR);
    ask(expired.code.as_deref().unwrap()).await;
    shelter.pass(3 * DAY);
    ask(&expired.secret).await;
    assert_eq!(answers[0].0, 422);
    assert!(answers.iter().all(|it| *it == answers[0]), "no answer tells one reason from another");
}

#[actix_web::test]
async fn a_spoken_code_dies_after_a_day_and_its_link_lives_on() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    shelter.pass(25 * HOUR);
    assert_eq!(invitation::find(&shelter.kernel, made.code.as_deref().unwrap()).await.unwrap_err().refusal(), Some(CODE_REFUSED));
    assert!(invitation::find(&shelter.kernel, &made.secret).await.is_ok());
    shelter.pass(48 * HOUR);
    assert_eq!(invitation::find(&shelter.kernel, &made.secret).await.unwrap_err().refusal(), Some(CODE_REFUSED));
}

#[actix_web::test]
async fn saying_no_leaves_no_trace() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let before = rows(&shelter).await;
    let made = invited(&shelter, &group).await;
    let invited_rows = rows(&shelter).await;
    let mut browser = shelter.browser();
    to_consent(&mut browser, &made.secret).await;
    assert_eq!(rows(&shelter).await, invited_rows, "on the way nothing is stored");
    browser.get("/join/start").await;
    let page = browser.post("/join/decline", &[]).await;
    assert!(page.says("Thank you for reading"), "{}", page.body);
    assert!(page.says("You do not need to stay anywhere to use it."));
    let after = rows(&shelter).await;
    assert_eq!(after[..5], before[..5], "her rows are as if she had never been asked");
    assert_eq!(after[5], invited_rows[5], "and the record says nothing about her no");
    assert!(invitation::find(&shelter.kernel, &made.secret).await.is_err());
}

#[actix_web::test]
async fn who_stops_on_this_device_can_use_the_code_on_another() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    let mut browser = shelter.browser();
    to_consent(&mut browser, &made.secret).await;
    let page = browser.post("/join/later", &[]).await;
    assert!(page.says("You stopped. Nothing was kept."), "{}", page.body);
    assert!(browser.get("/").await.says("You have a code"), "the visit is forgotten");
    to_consent(&mut shelter.browser(), &made.secret).await;
}

#[actix_web::test]
async fn consent_to_a_text_that_was_not_shown_is_refused() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    let mut browser = shelter.browser();
    let stale = to_consent(&mut browser, &made.secret).await.field("shown").expect("what was shown");
    // While she reads, staff keep words for longer: the text says so now.
    let id = group.id;
    shelter
        .kernel
        .store
        .write(async move |tx: &Tx| {
            group::Entity::update_many().col_expr(group::Column::KeepHours, Expr::value(400 * 24)).filter(group::Column::Id.eq(id)).exec(tx).await?;
            Ok(())
        })
        .await
        .unwrap();
    let page = browser.post("/join/consent", &[("purpose", "keep-words"), ("shown", &stale), ("answer", "yes")]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("This text has changed"), "{}", page.body);
    assert!(page.says("400 days"), "she is shown what holds now");
    let none = browser.post("/join/consent", &[("purpose", "keep-words"), ("shown", &page.field("shown").unwrap())]).await;
    assert!(none.says("Choose one answer."), "nothing is ticked beforehand");
}

#[actix_web::test]
async fn who_says_no_to_keeping_words_comes_in_all_the_same() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    let mut browser = shelter.browser();
    to_alias(&mut browser, &made.secret, "no").await;
    let page = browser.post("/join/alias", &[("alias", "Juniper")]).await;
    assert!(page.says("These seven words"), "{}", page.body);
    let refused = consent::Entity::find().filter(consent::Column::Event.eq(ConsentEvent::Refused)).count(shelter.kernel.store.reader()).await;
    assert_eq!(refused.unwrap(), 1);
}

#[actix_web::test]
async fn two_people_cannot_have_names_that_look_alike() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut first = shelter.browser();
    to_alias(&mut first, &invited(&shelter, &group).await.secret, "yes").await;
    assert!(first.post("/join/own", &[("own", "Juniper")]).await.says("These seven words"));
    let mut second = shelter.browser();
    to_alias(&mut second, &invited(&shelter, &group).await.secret, "yes").await;
    let page = second.post("/join/own", &[("own", "JUN1PER")]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("This is too close to a name already here."), "{}", page.body);
    assert_eq!(page.field("own").as_deref(), Some("JUN1PER"), "nothing typed is lost");
    let page = second.post("/join/own", &[("own", "Marie Tremblay")]).await;
    assert!(page.says("This looks like a real name"), "{}", page.body);
    assert!(second.post("/join/own", &[("own", "Marie Tremblay"), ("sure", "1")]).await.says("These seven words"), "asked once, then hers");
}

#[actix_web::test]
async fn withdrawing_holds_at_once_and_time_ends_a_consent_by_itself() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut browser = shelter.browser();
    to_alias(&mut browser, &invited(&shelter, &group).await.secret, "yes").await;
    browser.post("/join/alias", &[("alias", "Juniper")]).await;
    let kernel = &shelter.kernel;
    let row = membership::Entity::find()
        .filter(membership::Column::Role.eq(membership::Role::Participant))
        .one(kernel.store.reader())
        .await
        .unwrap()
        .unwrap();
    use hearth_core::admission::{CONSENT_NEEDED, Intent, admit};
    assert!(admit(kernel, row.person, row.group, Intent::Write).await.is_ok());
    joining::consent::withdraw(kernel, &row, "keep-words", hearth_core::locale::Language::En).await.unwrap();
    assert_eq!(admit(kernel, row.person, row.group, Intent::Write).await.unwrap_err().refusal(), Some(CONSENT_NEEDED));
    assert!(admit(kernel, row.person, row.group, Intent::Read).await.is_ok(), "reading is not taken away");
    let page = browser.get(&format!("/g/{}/consent", group.id)).await;
    let shown = page.field("shown").expect("the text again");
    browser.post(&format!("/g/{}/consent", group.id), &[("purpose", "keep-words"), ("shown", &shown), ("answer", "yes")]).await;
    assert!(admit(kernel, row.person, row.group, Intent::Write).await.is_ok());
    shelter.pass(days(91));
    assert_eq!(admit(kernel, row.person, row.group, Intent::Write).await.unwrap_err().refusal(), Some(CONSENT_NEEDED));
    hearth_core::job::Job::run(&joining::consent::Expiry, kernel).await.unwrap();
    hearth_core::job::Job::run(&joining::consent::Expiry, kernel).await.unwrap();
    let events: Vec<_> = joining::consent::history(kernel, row.id).await.unwrap().into_iter().map(|it| it.event).collect();
    use ConsentEvent::{Expired, Given, Withdrawn};
    assert_eq!(events, [Given, Withdrawn, Given, Expired], "each step is in the record, the end once");
    let exported = joining::consent::export(kernel, &row).await.unwrap();
    assert_eq!(exported.as_array().unwrap().len(), 4);
    assert!(exported.to_string().contains("ISO/IEC TS 27560:2023"));
}

#[actix_web::test]
async fn nobody_is_invited_who_did_not_ask_or_where_there_is_no_place() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.capacity = 1).await;
    let ask = Ask { group: Some(group.id), ..Ask::default() };
    let refused = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.unwrap_err();
    assert_eq!(refused.refusal(), Some(joining::INTEREST_NEEDED));
    let (_, other) = shelter.staff_signed_in("Nadia", &[hearth_core::table::role::SiteRole::Facilitator]).await;
    let mut other = other;
    assert_eq!(other.get(&format!("/staff/groups/{}/invitations", group.id)).await.status, 404, "another group's facilitator finds nothing");
    let (one, two) = (invited(&shelter, &group).await, invited(&shelter, &group).await);
    let mut browser = shelter.browser();
    to_alias(&mut browser, &one.secret, "yes").await;
    browser.post("/join/alias", &[("alias", "Juniper")]).await;
    let mut late = shelter.browser();
    to_alias(&mut late, &two.secret, "yes").await;
    let page = late.post("/join/alias", &[("alias", "Sparrow")]).await;
    assert!(!page.says("These seven words"), "the last place was taken meanwhile");
    let ask = Ask { group: Some(group.id), interest: Some("by-phone".into()), ..Ask::default() };
    assert_eq!(invitation::make(&shelter.kernel, group.facilitator.id, ask).await.unwrap_err().refusal(), Some(joining::GROUP_FULL));
}

#[actix_web::test]
async fn who_must_not_meet_someone_is_not_invited_and_no_reason_is_given() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let ruth = group.facilitator.id;
    joining::conflict::add(&shelter.kernel, ruth, group.id, amina.id, "File 2041").await.unwrap();
    let ask =
        |reference: &str| Ask { group: Some(group.id), interest: Some("in-person".into()), reference: Some(reference.into()), ..Ask::default() };
    let refused = invitation::make(&shelter.kernel, ruth, ask("file  2041")).await.unwrap_err();
    assert_eq!(refused.refusal(), Some(joining::NOT_THIS_GROUP));
    assert!(invitation::make(&shelter.kernel, ruth, ask("File 2042")).await.is_ok());
}

#[actix_web::test]
async fn staff_hand_over_a_link_a_code_and_a_neutral_slip() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let address = format!("/staff/groups/{}/invitations", group.id);
    ruth.get(&address).await;
    assert_eq!(ruth.post(&address, &[]).await.status, 422, "without an expressed interest there is none");
    let page = ruth.post(&address, &[("interest", "by-phone"), ("hours", "72"), ("language", "en")]).await;
    assert!(page.says("Invitation made"), "{}", page.body);
    let slip = page.body.split("class=\"slip\"").nth(1).expect("a slip");
    for telling in ["Tuesday circle", "Ruth", "shelter", "group", "circle"] {
        assert!(!slip.split("</section>").next().unwrap().to_lowercase().contains(&telling.to_lowercase()), "the slip says {telling}");
    }
    let secret = page.body.split("#i=").nth(1).and_then(|it| it.get(..27)).expect("the link").to_owned();
    assert!(invitation::find(&shelter.kernel, &secret).await.is_ok());
    assert!(!ruth.get(&address).await.body.contains(&secret), "the secret is shown once");
}

#[actix_web::test]
async fn a_way_back_gives_new_words_and_ends_every_old_way_in() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let ask = Ask { group: Some(group.id), interest: Some("in-person".into()), code_word: Some("Blue Heron".into()), ..Ask::default() };
    let made = invitation::make(&shelter.kernel, group.facilitator.id, ask).await.unwrap();
    let mut lost = shelter.browser();
    to_alias(&mut lost, &made.secret, "yes").await;
    lost.post("/join/alias", &[("alias", "Juniper")]).await;
    let row = membership::Entity::find()
        .filter(membership::Column::Role.eq(membership::Role::Participant))
        .one(shelter.kernel.store.reader())
        .await
        .unwrap()
        .unwrap();
    let back = invitation::make_way_back(&shelter.kernel, group.facilitator.id, row.id, "code-word", true).await.unwrap();
    let mut browser = shelter.browser();
    browser.get("/come").await;
    let page = browser.post("/come", &[("code", &back.secret)]).await;
    assert!(page.says("New words to come back"), "{}", page.body);
    assert_eq!(browser.post("/join/back", &[("word", "Grey Heron")]).await.status, 422);
    let page = browser.post("/join/back", &[("word", "blue heron")]).await;
    assert!(page.says("These seven words open this place"), "{}", page.body);
    assert!(lost.get("/home").await.says("You have a code"), "the old device is signed out");
}

#[actix_web::test]
async fn answers_about_the_device_and_words_on_the_way_are_never_stored() {
    let shelter = Shelter::open().await;
    let mut browser = shelter.browser();
    browser.get("/device").await;
    let page = browser.post("/device", &[("whose", "given")]).await;
    assert!(page.says("If someone gave you this device"), "{}", page.body);
    assert!(browser.get("/").await.says("Whose phone or computer is this?"), "the page that is remembered holds no answer");
}
