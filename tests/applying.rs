//! Asking to come, where a group takes people whom nobody knows: the criteria decide, and what was written does not stay.
use hearth_core::{
    clock::days,
    group::about::{self, About, AboutText, Criterion, Question},
    joining::{
        self,
        application::{self, Decision, Verdict},
    },
    store::Tx,
    table::{
        application as applications,
        group::{self, Vetting},
    },
    vault::Owner,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use support::{Browser, GroupOf, Shelter};

/// The group takes applications by these questions and criteria.
async fn taking_applications(shelter: &Shelter, two_reviewers: bool) -> (GroupOf, String) {
    let group = shelter.open_group_with("forum", |it| it.vetting = Some(Vetting::OpenIntake)).await;
    let text = AboutText { name: "Tuesday circle".into(), purpose: "To talk.".into(), ..AboutText::default() };
    let question = |key: &str, is_required| Question {
        key: key.into(),
        en: format!("What about {key}?"),
        why_en: format!("So that we know about {key}."),
        is_required,
        criterion: "fits".into(),
        ..Question::default()
    };
    let about = About {
        en: text.clone(),
        fr: text,
        questions: vec![question("hopes", true), question("times", false)],
        criteria: vec![Criterion { key: "fits".into(), en: "The group fits.".into(), fr: String::new() }],
        reviewers: vec![group.facilitator.id],
        takes_applications: true,
        two_reviewers,
        ..About::default()
    };
    let sealed = shelter.kernel.vault.key(Owner::Group(group.id)).await.unwrap().seal(about::place(group.id), &about).unwrap();
    let id = group.id;
    shelter
        .kernel
        .store
        .write(async move |tx: &Tx| {
            group::Entity::update_many()
                .col_expr(group::Column::About, Expr::value(sealed.0.clone()))
                .filter(group::Column::Id.eq(id))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await
        .unwrap();
    let code = application::code_of(&shelter.kernel, group.id).await.unwrap();
    (group, code)
}

/// Asks to come, and gives the code by which she sees how it stands.
async fn applied(browser: &mut Browser, code: &str, hopes: &str) -> String {
    let address = format!("/apply/{code}");
    browser.get(&address).await;
    let page = browser.post(&address, &[("next", "0")]).await;
    assert!(page.says("Why we ask: So that we know about hopes."), "{}", page.body);
    let page = browser.post(&address, &[("next", "1"), ("a-hopes", hopes)]).await;
    assert!(page.says("What about times?"), "{}", page.body);
    let page = browser.post(&address, &[("next", "2"), ("a-hopes", hopes), ("a-times", "")]).await;
    assert!(page.says("Thank you. It was sent."), "{}", page.body);
    page.field("code").expect("a code")
}

#[actix_web::test]
async fn where_a_group_is_not_open_there_is_no_page_to_apply() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let code = application::code_of(&shelter.kernel, group.id).await.unwrap();
    let mut browser = shelter.browser().with_script();
    assert_eq!(browser.get(&format!("/apply/{code}")).await.status, 404);
    assert_eq!(browser.get("/apply/aaaaaaaaaa").await.status, 404);
}

#[actix_web::test]
async fn a_stranger_applies_is_accepted_by_the_criteria_and_goes_the_same_way_as_everyone() {
    let shelter = Shelter::open().await;
    let (group, code) = taking_applications(&shelter, false).await;
    let mut browser = shelter.browser();
    let address = format!("/apply/{code}");
    browser.get(&address).await;
    let page = browser.post(&address, &[("next", "2")]).await;
    assert_eq!(page.status, 422, "one answer is needed");
    let hers = applied(&mut browser, &code, "a quiet hour").await;
    let waiting = application::waiting(&shelter.kernel, group.facilitator.id).await.unwrap();
    let mut ruth = shelter.facilitator_of(&group).await;
    let page = ruth.get(&format!("/staff/applicants/{}", waiting[0].id)).await;
    assert!(page.says("a quiet hour"), "{}", page.body);
    let undecided = ruth.post(&format!("/staff/applicants/{}", waiting[0].id), &[("decision", "accept")]).await;
    assert_eq!(undecided.status, 422, "a decision names each criterion");
    ruth.post(&format!("/staff/applicants/{}", waiting[0].id), &[("decision", "accept"), ("c-fits", "yes")]).await;
    browser.get("/come").await;
    let page = browser.post("/come", &[("code", &hers)]).await;
    assert!(page.says("You can come in"), "{}", page.body);
    let page = browser.post("/apply/go", &[("code", &hers)]).await;
    assert!(page.says("An invitation to write and talk with a few others"), "{}", page.body);
}

#[actix_web::test]
async fn refused_answers_are_gone_at_once_and_all_of_it_within_a_week() {
    let shelter = Shelter::open().await;
    let (group, code) = taking_applications(&shelter, false).await;
    let mut browser = shelter.browser();
    let hers = applied(&mut browser, &code, "a quiet hour").await;
    let kernel = &shelter.kernel;
    let id = application::waiting(kernel, group.facilitator.id).await.unwrap()[0].id;
    let no = Decision { verdicts: vec![Verdict { criterion: "fits".into(), holds: false }], is_accepted: false };
    application::decide(kernel, group.facilitator.id, id, no).await.unwrap();
    let row = applications::Entity::find_by_id(id).one(kernel.store.reader()).await.unwrap().unwrap();
    assert!(row.answers.is_none());
    browser.get("/come").await;
    let page = browser.post("/come", &[("code", &hers)]).await;
    assert!(page.says("This place is not the right one now") && page.says("You do not need to stay anywhere"), "{}", page.body);
    shelter.pass(days(7));
    for job in joining::jobs() {
        job.run(kernel).await.unwrap();
    }
    assert_eq!(applications::Entity::find().count(kernel.store.reader()).await.unwrap(), 0);
}

#[actix_web::test]
async fn taking_an_application_back_erases_it() {
    let shelter = Shelter::open().await;
    let (_, code) = taking_applications(&shelter, false).await;
    let mut browser = shelter.browser();
    let hers = applied(&mut browser, &code, "a quiet hour").await;
    browser.post("/apply/withdraw", &[("code", &hers)]).await;
    assert_eq!(applications::Entity::find().count(shelter.kernel.store.reader()).await.unwrap(), 0);
}

#[actix_web::test]
async fn where_two_decide_one_alone_decides_nothing() {
    let shelter = Shelter::open().await;
    let (group, code) = taking_applications(&shelter, true).await;
    applied(&mut shelter.browser(), &code, "a quiet hour").await;
    let kernel = &shelter.kernel;
    let id = application::waiting(kernel, group.facilitator.id).await.unwrap()[0].id;
    let yes = || Decision { verdicts: vec![Verdict { criterion: "fits".into(), holds: true }], is_accepted: true };
    assert_eq!(application::decide(kernel, group.facilitator.id, id, yes()).await.unwrap(), application::Outcome::WaitsForSecond);
    let again = application::decide(kernel, group.facilitator.id, id, yes()).await.unwrap_err();
    assert_eq!(again.refusal(), Some(joining::SECOND_NEEDED));
}
