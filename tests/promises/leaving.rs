//! Leaving for good takes everything that is about her, whichever module keeps it.
use hearth_core::{
    contact::{
        Medium, Outcome, Purpose,
        quiet_hours::Hours,
        reach,
        safe_contact::{self, Label, SafeContact, Way},
    },
    group::membership::keep_suitability,
    locale::Language,
    person::{code_word, passphrase},
    personal_data::{
        Leaving, erasure,
        release::{self, Content},
    },
    store::Tx,
    table::{credential, membership, notice, release as releases, safe_contact as contacts},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use support::{Carried, Shelter};

/// RET-4, G7: her ways in, how to reach her, what waits for her, what she allowed, what staff noted: either way of leaving ends all of it.
#[actix_web::test]
async fn whoever_leaves_for_good_is_known_no_more_in_any_table() {
    for how in [Leaving::LeaveWords, Leaving::RemoveWords] {
        let carried = Carried::default();
        let shelter = Shelter::open_with_plugins(move || vec![carried.plugin()]).await;
        let group = shelter.open_group("carrier").await;
        let (amina, _) = shelter.member_of(&group, "Amina").await;
        let (bea, _) = shelter.member_of(&group, "Bea").await;
        let kernel = &shelter.kernel;
        let mut words = Vec::new();
        for her in [&amina, &bea] {
            words.push(passphrase::issue(kernel, her.id, Language::En).await.expect("words").join(" "));
            let hash = code_word::hash(kernel, "Marigold").await.expect("a word");
            let row =
                membership::Entity::find_by_id(her.membership.expect("a place")).one(kernel.store.reader()).await.expect("read").expect("a place");
            let (kernel_in, person) = (kernel.clone(), her.id);
            let keeps = async move |tx: &Tx| {
                code_word::keep(&kernel_in, tx, person, &hash).await?;
                keep_suitability(&kernel_in, tx, &row, "Prefers mornings").await
            };
            kernel.store.write(keeps).await.expect("kept");
            let way = Way { medium: Medium::Text, address: "+1 514 555 0142".into(), label: Label::Safe, knows_primary: false };
            let night = Hours { days: (1..=7).collect(), from: 0, to: 60 };
            let contact = SafeContact { ways: vec![way], hours: night, words: "personal-notice-reminder".into(), ..SafeContact::default() };
            safe_contact::change(kernel, her.id, contact, Language::En).await.expect("kept");
            assert_eq!(reach(kernel, her.id, Medium::Text, Purpose::Notice).await.expect("asked"), Outcome::Waits);
            let allowed = Content { to: "A lawyer".into(), what: "That she came".into(), why: "The hearing".into() };
            release::ask(kernel, her.id, her.id, allowed, Some(shelter.clock.now() + hearth_core::clock::DAY)).await.expect("asked");
        }
        erasure::leave_for_good(kernel, amina.id, how).await.expect("she leaves");
        let db = kernel.store.reader();
        for (her, there) in [(&amina, 0), (&bea, 1)] {
            let ways_in = credential::Entity::find().filter(credential::Column::Person.eq(her.id)).count(db).await.expect("counted");
            assert_eq!(ways_in, 2 * there, "{how:?}: ways in of {}", her.name);
            let contact = contacts::Entity::find().filter(contacts::Column::Person.eq(her.id)).count(db).await.expect("counted");
            let waiting = notice::Entity::find().filter(notice::Column::Person.eq(her.id)).count(db).await.expect("counted");
            let allowed = releases::Entity::find().filter(releases::Column::Person.eq(her.id)).count(db).await.expect("counted");
            assert_eq!((contact, waiting, allowed), (there, there, there), "{how:?}: {}", her.name);
            let place = membership::Entity::find_by_id(her.membership.expect("a place")).one(db).await.expect("read").expect("a row");
            assert_eq!(u64::from(place.suitability.is_some()), there, "{how:?}: what staff noted of {}", her.name);
        }
        assert!(passphrase::open(kernel, None, &words[0]).await.is_err(), "her old words open something");
        assert_eq!(passphrase::open(kernel, None, &words[1]).await.expect("Bea's"), bea.id);
    }
}
