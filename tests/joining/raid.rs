//! Strangers with stolen invitations: a group takes in a few people an hour, and whoever is new cannot flood it.
use super::{invited, to_alias};
use hearth_core::{
    clock::HOUR,
    group::change::change_settings,
    moderation::personal_details::Moderation,
    settings::{self, Declared},
    table::membership::{self, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use support::{GroupOf, Shelter};

async fn people(shelter: &Shelter, group: &GroupOf) -> u64 {
    let rows = membership::Entity::find().filter(membership::Column::Group.eq(group.id)).filter(membership::Column::Role.eq(Role::Participant));
    rows.count(shelter.kernel.store.reader()).await.unwrap()
}

/// INV-9: the sixth in an hour waits, keeps her invitation, and comes in later; staff can raise the number for an evening.
#[actix_web::test]
async fn five_come_in_within_an_hour_and_the_sixth_a_little_later() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    for alias in ["Juniper", "Sparrow", "Lantern", "Willow", "Harbour"] {
        let made = invited(&shelter, &group).await;
        let mut browser = shelter.browser();
        to_alias(&mut browser, &made.secret, "yes").await;
        assert!(browser.post("/join/alias", &[("alias", alias)]).await.says("These seven words"), "{alias}");
    }
    let sixth = invited(&shelter, &group).await;
    let mut browser = shelter.browser();
    to_alias(&mut browser, &sixth.secret, "yes").await;
    let page = browser.post("/join/alias", &[("alias", "Meadow")]).await;
    assert!(page.says("Try again in an hour") && !page.says("These seven words"), "{}", page.body);
    assert_eq!(people(&shelter, &group).await, 5);
    shelter.pass(HOUR + HOUR / 60);
    let mut browser = shelter.browser();
    to_alias(&mut browser, &sixth.secret, "yes").await;
    assert!(browser.post("/join/alias", &[("alias", "Meadow")]).await.says("These seven words"), "her invitation stayed good");
}

/// A group keeps of its own only what differs: what the site changes later reaches it all the same.
#[actix_web::test]
async fn what_a_group_does_not_set_follows_the_site() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let kernel = &shelter.kernel;
    let own = Moderation { joins_per_hour: 12, ..Moderation::default() };
    let declared = Declared::of::<Moderation>();
    change_settings(kernel, group.facilitator.id, group.id, &declared, serde_json::to_value(&own).unwrap()).await.unwrap();
    use hearth_core::moderation::personal_details::Care;
    let site = Moderation { personal_details: Care::Nudge, joins_per_hour: 7, ..Moderation::default() };
    settings::change(kernel, None, None, &site).await.unwrap();
    let now = settings::get::<Moderation>(kernel, Some(group.id)).await.unwrap();
    assert_eq!((now.personal_details, now.joins_per_hour), (Care::Nudge, 12));
}

/// The rule about personal details is set on a group's own page, and loosened by two people.
#[actix_web::test]
async fn a_group_looks_less_at_personal_details_only_when_two_agree() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut ruth = shelter.facilitator_of(&group).await;
    let address = format!("/staff/groups/{}/settings", group.id);
    assert!(ruth.get(&address).await.says("Words that could show who or where someone is"));
    let forum = [
        ("edit_minutes", "30"),
        ("topics_per_page", "20"),
        ("entries_per_page", "20"),
        ("longest_entry", "8000"),
        ("joins_per_hour", "5"),
        ("first_day_entries", "10"),
    ];
    let typed: Vec<(&str, &str)> = forum.into_iter().chain([("personal_details", "off")]).collect();
    let page = ruth.post(&address, &typed).await;
    assert!(page.status != 200 && page.says("needs a second member of staff"), "{}", page.body);
    let now = settings::get::<Moderation>(&shelter.kernel, Some(group.id)).await.unwrap();
    assert_eq!(now, Moderation::default(), "nothing changed yet");
}
