//! What is asked about many people at the same moment is asked of the database at once, and everyone gets her own answer.
use futures_util::future::{join, join_all};
use hearth_core::{
    id::{MembershipId, PersonId},
    table::{membership, person},
};
use support::Shelter;
use uuid::Uuid;

const MANY: usize = 60;

#[actix_web::test]
async fn many_who_are_asked_about_at_once_need_few_statements_and_each_gets_her_own_row() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut people = Vec::new();
    for at in 0..MANY {
        people.push(shelter.member_of(&group, &format!("Alias {at}")).await.0);
    }
    let store = &shelter.kernel.store;
    let before = store.reads();
    let rows = join_all(people.iter().map(|it| store.row::<person::Entity>(person::Column::Id, it.id))).await;
    let asked = store.reads() - before;
    for (row, person) in rows.into_iter().zip(&people) {
        assert_eq!(row.expect("an answer").expect("her row").id, person.id);
    }
    assert!(asked <= 4, "{asked} statements for {MANY} people");

    // Several rows of one key, none of another, and the same key twice.
    let of_group = || store.rows::<membership::Entity>(membership::Column::Group, group.id);
    let nobody = store.row::<membership::Entity>(membership::Column::Id, MembershipId(Uuid::new_v4()));
    let ((first, second), nobody) = join(join(of_group(), of_group()), nobody).await;
    let (first, second) = (first.expect("an answer"), second.expect("an answer"));
    assert!(first.len() > MANY && first.len() == second.len(), "{} and {}", first.len(), second.len());
    assert!(nobody.expect("an answer").is_none());
}

#[actix_web::test]
async fn many_who_stand_at_the_same_place_of_a_list_are_told_by_one_statement_what_comes_after() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let mut joined = Vec::new();
    for at in 0..5 {
        shelter.clock.pass(std::time::Duration::from_secs(60));
        joined.push(shelter.member_of(&group, &format!("Alias {at}")).await.0.id);
    }
    let (store, now) = (&shelter.kernel.store, shelter.clock.now());
    let after = |minutes: i64, many| {
        store.after::<membership::Entity>(membership::Column::Group, group.id, membership::Column::Joined, now.0 - minutes * 60_000, many)
    };
    let before = store.reads();
    // Most stand where two are still to come, some where four are, and one has them all.
    let (most, some) = join(join_all((0..MANY).map(|_| after(2, 10))), join_all((0..3).map(|_| after(4, 3)))).await;
    let last = after(0, 10).await.expect("an answer");
    let asked = store.reads() - before;
    for rows in most {
        assert_eq!(rows.expect("an answer").iter().map(|it| it.person).collect::<Vec<_>>(), joined[3..]);
    }
    for rows in some {
        assert_eq!(
            rows.expect("an answer").iter().map(|it| it.person).collect::<Vec<_>>(),
            joined[1..4],
            "in their order, and no more than asked for"
        );
    }
    assert!(last.is_empty());
    assert!(asked <= 5, "{asked} statements for three places");
}

#[actix_web::test]
async fn what_was_written_before_it_was_asked_is_in_the_answer() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let store = &shelter.kernel.store;
    for at in 0..20 {
        let (person, _) = shelter.member_of(&group, &format!("Alias {at}")).await;
        // Others ask all the time; she is there for whoever asks after she came.
        let (_, hers) = join(
            join_all((0..5).map(|_| store.row::<person::Entity>(person::Column::Id, PersonId(Uuid::new_v4())))),
            store.row::<person::Entity>(person::Column::Id, person.id),
        )
        .await;
        assert_eq!(hers.expect("an answer").expect("her row").id, person.id);
    }
}

/// An actor that dies takes its runtime along, and what ran in it.
#[actix_web::test]
async fn nobody_waits_for_an_answer_that_was_being_asked_for_by_someone_who_is_gone() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (person, _) = shelter.member_of(&group, "Amina").await;
    let (store, id) = (shelter.kernel.store.clone(), person.id);
    for _ in 0..20 {
        let asking = store.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                let mut ask = Box::pin(asking.row::<person::Entity>(person::Column::Id, id));
                // Asked once, and gone before anybody looked after it.
                assert!(futures_util::poll!(&mut ask).is_pending());
            });
        })
        .join()
        .expect("asked");
        let again = tokio::time::timeout(std::time::Duration::from_secs(5), store.row::<person::Entity>(person::Column::Id, id)).await;
        assert!(again.expect("an answer in time").expect("an answer").is_some());
    }
}
