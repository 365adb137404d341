//! Two of staff looked at her number. Her page says so; who has no page, and only texts, is told by a text.
use crate::arrange::{Member, World};
use hearth_core::{
    admission::{self, Intent},
    approval,
    clock::MINUTE,
    contact::{
        Medium,
        quiet_hours::Hours,
        safe_contact::{self, SafeContact},
    },
    group::{
        facilitation,
        membership::{self, Hidden},
    },
    locale::Language,
    table::role::SiteRole,
};
use hearth_text::table::seat::Mode;
use std::time::Duration;

const AMINA: &str = "+15145550142";
const LOOKED_UP: &str = "Someone here looked up how to reach you. You can ask why at any time.";

/// Ruth asks, Nora agrees, Ruth looks: as often as she likes within five minutes.
async fn looked_at(world: &World, her: &Member, times: usize) {
    let kernel = &world.shelter.kernel;
    let (nora, _) = world.shelter.staff_signed_in("Nora", &[SiteRole::Facilitator]).await;
    facilitation::name(kernel, world.group.facilitator.id, world.group.id, nora.id).await.unwrap();
    let ruth = admission::admit(kernel, world.group.facilitator.id, world.group.id, Intent::Help).await.unwrap();
    membership::ask_to_reveal(kernel, &ruth, her.place.id, Hidden::Way(Medium::Text), "risk-to-life").await.unwrap();
    let question = approval::list_open(kernel, nora.id).await.unwrap().pop().unwrap().id;
    approval::agree(kernel, nora.id, question).await.unwrap();
    for _ in 0..times {
        assert_eq!(membership::reveal(kernel, &ruth, her.place.id, Hidden::Way(Medium::Text)).await.unwrap(), AMINA);
        world.shelter.pass(Duration::from_secs(1));
        world.waits_are_over().await;
    }
}

/// S90: one sentence, however often they looked, and none where they did not.
#[actix_web::test]
async fn who_has_only_texts_is_told_by_one_text_that_staff_looked() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Nothing).await;
    world.waits_are_over().await;
    assert!(world.got(AMINA).await.is_empty(), "nobody looked");
    looked_at(&world, &amina, 3).await;
    world.shelter.pass(MINUTE);
    world.waits_are_over().await;
    assert_eq!(world.got(AMINA).await, [LOOKED_UP]);
    world.shelter.pass(10 * MINUTE);
    world.waits_are_over().await;
    assert_eq!(world.got(AMINA).await.len(), 1);
}

/// S9: in her hours, and once she rests no more; after STOP not at all.
#[actix_web::test]
async fn it_waits_for_her_hours_and_for_the_end_of_her_rest() {
    let world = World::new().await;
    let amina = world.member("Juniper", AMINA, Mode::Notice).await;
    let kernel = &world.shelter.kernel;
    let kept = safe_contact::find(kernel, amina.place.person).await.unwrap().unwrap().content;
    // It is noon less some in the tests' house.
    let evening = Hours { days: (1..=7).collect(), from: 20 * 60, to: 21 * 60 };
    safe_contact::change(kernel, amina.place.person, SafeContact { hours: evening, ..kept.clone() }, Language::En).await.unwrap();
    looked_at(&world, &amina, 1).await;
    world.waits_are_over().await;
    assert!(world.got(AMINA).await.is_empty(), "outside her hours");
    world.shelter.pass(Duration::from_secs(60 * 60));
    safe_contact::change(kernel, amina.place.person, kept, Language::En).await.unwrap();
    world.forgets();

    // A change of her hours lets go of what waited; the next look is told in its time.
    world.writes(AMINA, "PAUSE").await;
    looked_again(&world, &amina).await;
    world.waits_are_over().await;
    assert!(!world.got(AMINA).await.contains(&LOOKED_UP.to_owned()), "she rests");
    world.writes(AMINA, "RESUME").await;
    world.shelter.pass(11 * MINUTE);
    world.waits_are_over().await;
    assert!(world.got(AMINA).await.contains(&LOOKED_UP.to_owned()), "{:?}", world.got(AMINA).await);
    world.writes(AMINA, "STOP").await;
    world.forgets();
    looked_again(&world, &amina).await;
    world.shelter.pass(11 * MINUTE);
    world.waits_are_over().await;
    assert!(world.got(AMINA).await.is_empty());
}

async fn looked_again(world: &World, her: &Member) {
    world.shelter.pass(10 * MINUTE);
    let kernel = &world.shelter.kernel;
    let ruth = admission::admit(kernel, world.group.facilitator.id, world.group.id, Intent::Help).await.unwrap();
    membership::ask_to_reveal(kernel, &ruth, her.place.id, Hidden::Way(Medium::Text), "other").await.unwrap();
    let second = facilitation::list(kernel, world.group.id).await.unwrap().into_iter().find(|it| it.person != ruth.person()).unwrap();
    let question = approval::list_open(kernel, second.person).await.unwrap().pop().unwrap().id;
    approval::agree(kernel, second.person, question).await.unwrap();
    membership::reveal(kernel, &ruth, her.place.id, Hidden::Way(Medium::Text)).await.unwrap();
}
