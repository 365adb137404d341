//! The second person: asked, she may say no, and nobody is her own.
use hearth_core::{
    approval::{self, NOTHING_TO_AGREE, SECOND_PERSON},
    clock::DAY,
    permission::{self, NOT_YOURS},
    person::staff,
    personal_data::release::{self, Content},
    table::role::SiteRole,
};
use support::Shelter;

/// IA-16: a no is a no, for ever; who asks and whom it is about decide nothing.
#[actix_web::test]
async fn a_second_person_who_says_no_has_said_no() {
    let shelter = Shelter::open().await;
    let (anne, denise, eve) = (
        shelter.staff("Anne", &[SiteRole::Administrator]).await,
        shelter.staff("Denise", &[SiteRole::Administrator]).await,
        shelter.staff("Eve", &[SiteRole::Administrator]).await,
    );
    let ruth = shelter.staff("Ruth", &[SiteRole::Facilitator]).await;
    let kernel = &shelter.kernel;
    let subject = serde_json::json!({ "person": denise.id.to_string() });
    let ask = async || approval::ask(kernel, anne.id, "test.act", subject.clone(), None).await.expect("asked");
    let holds = async || {
        let found = approval::find(kernel, "test.act", &subject).await.expect("read").expect("a question");
        approval::holds(&found, kernel.clock.now())
    };
    let id = ask().await;
    for (by, refusal) in [(anne.id, SECOND_PERSON), (denise.id, NOT_YOURS), (ruth.id, NOT_YOURS)] {
        assert_eq!(approval::agree(kernel, by, id).await.expect_err("not hers").refusal(), Some(refusal));
    }
    assert!(!holds().await, "asked is not agreed");
    shelter.pass(hearth_core::clock::days(30));
    assert!(!holds().await, "with somebody who could agree, time agrees to nothing");
    approval::refuse(kernel, eve.id, id).await.expect("no");
    assert!(!holds().await, "refused, it holds");
    assert_eq!(approval::agree(kernel, eve.id, id).await.expect_err("settled").refusal(), Some(NOTHING_TO_AGREE));
    shelter.pass(hearth_core::clock::MINUTE);
    let again = ask().await;
    assert_ne!(again, id, "it can be asked anew");
    approval::agree(kernel, eve.id, again).await.expect("yes");
    assert!(holds().await, "the witness: a yes holds");
}

/// IA-16, RET-1: in a group with people, words are kept longer only when a second person agrees; shorter at once.
#[actix_web::test]
async fn words_are_kept_longer_only_when_two_want_it() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.keep_hours = Some(60 * 24)).await;
    let denise = shelter.staff("Denise", &[SiteRole::Administrator]).await;
    let (kernel, ruth) = (&shelter.kernel, group.facilitator.id);
    let mut ruth_at = shelter.facilitator_of(&group).await;
    let path = format!("/staff/groups/{}/keeping", group.id);
    let mut keep = async |days: &str| {
        ruth_at.get(&path).await;
        ruth_at.post_once(&path, &[("keep", "kept"), ("days", days)]).await.status
    };
    let kept = async || hearth_core::group::get(kernel, group.id).await.expect("the group").keep_hours.map(|it| it / 24);
    assert_eq!((keep("90").await, kept().await), (422, Some(60)), "alone she keeps nothing longer");
    let asked = approval::list_open(kernel, denise.id).await.expect("questions");
    assert!(approval::agree(kernel, ruth, asked[0].id).await.is_err());
    approval::agree(kernel, denise.id, asked[0].id).await.expect("Denise agrees");
    assert_eq!((keep("120").await, kept().await), (422, Some(60)), "she agreed to ninety days, not to more");
    assert_eq!((keep("90").await, kept().await), (303, Some(90)));
    assert_eq!((keep("30").await, kept().await), (303, Some(30)), "shorter needs nobody else");
}

/// IA-14: a role that a colleague ended gives nothing from the next request on.
#[actix_web::test]
async fn a_role_that_ended_opens_nothing() {
    let shelter = Shelter::open().await;
    let anne = shelter.staff("Anne", &[SiteRole::Administrator]).await;
    let (ruth, mut browser) = shelter.staff_signed_in("Ruth", &[SiteRole::Facilitator]).await;
    assert_eq!(browser.get("/staff/groups/new").await.status, 200);
    staff::end(&shelter.kernel, anne.id, ruth.id, SiteRole::Facilitator).await.expect("ended");
    assert_ne!(browser.get("/staff/groups/new").await.status, 200, "her old role still opens it");
    assert!(permission::roles(&shelter.kernel, ruth.id).await.expect("roles").is_empty());
}

/// S32, CON-8: what one person is asked to allow, nobody else signs and nobody else ends.
#[actix_web::test]
async fn nobody_signs_or_ends_what_another_is_asked_to_allow() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (amina, _) = shelter.member_of(&group, "Amina").await;
    let (bea, _) = shelter.member_of(&group, "Bea").await;
    let (kernel, ruth) = (&shelter.kernel, group.facilitator.id);
    let asked = Content { to: "A lawyer".into(), what: "That she came".into(), why: "The hearing".into() };
    let id = release::ask(kernel, ruth, amina.id, asked, Some(shelter.clock.now() + DAY)).await.expect("asked");
    for other in [bea.id, ruth] {
        let _ = release::sign(kernel, other, id).await;
        assert!(release::tell(kernel, ruth, id).await.is_err(), "signed by another");
    }
    release::sign(kernel, amina.id, id).await.expect("signed");
    for other in [bea.id, ruth] {
        let _ = release::revoke(kernel, other, id).await;
        assert!(release::tell(kernel, ruth, id).await.is_ok(), "ended by another");
    }
}
