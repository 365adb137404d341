//! A colleague leaves: everything of hers ends at once, and no one person can do it to an administrator.
use hearth_core::{
    approval,
    permission::{self, NOT_YOURS, Permission},
    person::staff::{LAST_ADMINISTRATOR, leaving},
    table::{audit, role::SiteRole},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use support::Shelter;

#[actix_web::test]
async fn a_colleague_who_leaves_is_out_at_the_next_request() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut hers = shelter.facilitator_of(&group).await;
    let (_, mut admin) = shelter.staff_signed_in("Denise", &[SiteRole::Administrator]).await;
    let (ruth, desk) = (group.facilitator.id, "/staff/desk");
    assert_eq!(hers.get(desk).await.status, 200);

    let address = format!("/staff/colleagues/{ruth}/end");
    assert!(admin.get(&address).await.says("Groups held by"), "what it does is said first");
    assert_eq!(hers.get(desk).await.status, 200, "looking changes nothing");
    let after = admin.post(&address, &[]).await;
    assert_eq!((after.status, after.says(&format!("{ruth}"))), (200, false));

    let door = hers.get(desk).await;
    assert!(door.field("passphrase").is_some(), "the next request finds no sign-in: {}", door.body);
    assert!(permission::roles(&shelter.kernel, ruth).await.unwrap().is_empty());
    let found = hearth_core::group::get(&shelter.kernel, group.id).await.unwrap();
    assert_eq!(found.state, hearth_core::table::group::GroupState::Paused, "nobody holds it now");
    let rows = audit::Entity::find().filter(audit::Column::Act.eq("colleague.ended"));
    let rows = rows.all(shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(rows.iter().map(|it| it.subject).collect::<Vec<_>>(), [Some(ruth.0)]);
}

#[actix_web::test]
async fn no_one_person_ends_an_administrator_and_the_last_one_stays() {
    let shelter = Shelter::open().await;
    let kernel = &shelter.kernel;
    let one = shelter.staff("Denise", &[SiteRole::Administrator]).await.id;
    assert!(leaving::end_account(kernel, one, one).await.is_err(), "nobody shuts herself out");
    let two = shelter.staff("Odile", &[SiteRole::Administrator]).await.id;
    let three = shelter.staff("Farah", &[SiteRole::Administrator]).await.id;

    assert!(!leaving::end_account(kernel, one, two).await.unwrap(), "it waits");
    assert!(permission::may(kernel, two, Permission::People).await.unwrap(), "meanwhile nothing changed");
    let open = approval::list_open(kernel, three).await.unwrap();
    let question = open.iter().find(|it| it.act == leaving::END_ACCOUNT).expect("a second person is asked");
    assert!(approval::agree(kernel, one, question.id).await.is_err(), "whoever asks is no second person");
    assert!(approval::agree(kernel, two, question.id).await.is_err(), "nor is whom it is about");
    approval::agree(kernel, three, question.id).await.unwrap();
    assert!(!permission::may(kernel, two, Permission::People).await.unwrap());
    let again = leaving::end_account(kernel, one, two).await.unwrap_err();
    assert_eq!(again.refusal(), Some(NOT_YOURS), "there is no account any more");

    let nadia = shelter.staff("Nadia", &[SiteRole::Facilitator]).await.id;
    assert!(!leaving::end_account(kernel, one, three).await.unwrap(), "alone, a day stands in");
    let refused = leaving::end_account(kernel, nadia, one).await.unwrap_err();
    assert_eq!(refused.refusal(), Some(LAST_ADMINISTRATOR), "the other is about to end");
    shelter.pass(hearth_core::clock::DAY + hearth_core::clock::HOUR);
    assert!(!permission::may(kernel, three, Permission::People).await.unwrap());
    assert!(leaving::end_account(kernel, one, three).await.unwrap(), "and then the account ends");
}

/// Where nobody else could agree, time stands in; not for somebody who is gone by then.
#[actix_web::test]
async fn what_a_leaver_had_asked_for_comes_to_hold_no_more() {
    let shelter = Shelter::open().await;
    let kernel = &shelter.kernel;
    let (anne, mut leaves) = shelter.staff_signed_in("Anne", &[SiteRole::Administrator]).await;
    let denise = shelter.staff("Denise", &[SiteRole::Administrator]).await.id;
    leaves.get("/staff/colleagues").await;
    leaves.post(&format!("/staff/colleagues/{denise}/roles/administrator/end"), &[]).await;
    let asked = approval::list_open(kernel, denise).await.unwrap();
    assert!(asked.iter().any(|it| it.asked_by == anne.id && it.effective.is_some()), "alone, a day stands in: {asked:?}");
    let farah = shelter.staff("Farah", &[SiteRole::Administrator]).await.id;
    assert!(!leaving::end_account(kernel, farah, anne.id).await.unwrap(), "it waits");
    let open = approval::list_open(kernel, denise).await.unwrap();
    let question = open.iter().find(|it| it.act == leaving::END_ACCOUNT).expect("a second person is asked");
    approval::agree(kernel, denise, question.id).await.unwrap();
    shelter.pass(hearth_core::clock::DAY + hearth_core::clock::HOUR);
    assert!(permission::may(kernel, denise, Permission::People).await.unwrap(), "she was put out by somebody who is no more here");
}
