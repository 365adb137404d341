//! What has a last day of its own, beside the words of an open group.
use crate::talking::{begins, on_disk};
use hearth_core::{
    audit,
    clock::{DAY, HOUR, days},
    job::run_due,
    moderation::report,
    retention,
    store::Tx,
    table::{
        acceptance, agreement, audit as acts, consent, entry,
        group::{self, GroupState},
        key, membership, report as reports, sign_in,
    },
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, Statement};
use support::{Shelter, until};

/// RET-2: a closed group's words go after ninety days, whatever its own time for keeping and day of erasing are.
#[actix_web::test]
async fn a_closed_groups_words_go_after_ninety_days_at_the_latest() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    begins(&mut amina.with_script(), &group, "A title", "Some words.").await;
    let (id, now) = (group.id, shelter.clock.now());
    let closes = async move |tx: &Tx| {
        let mut row = group::Entity::find_by_id(id).one(tx).await?.expect("the group");
        (row.state, row.closed, row.purge) = (GroupState::Closed, Some(now), Some(now + days(300)));
        group::Entity::update(group::ActiveModel::from(row).reset_all()).exec(tx).await?;
        Ok(())
    };
    shelter.kernel.store.write(closes).await.expect("closed");
    shelter.pass(89 * DAY);
    retention::sweep(&shelter.kernel).await.expect("swept");
    assert_eq!(on_disk(&shelter).await, 1, "not before");
    shelter.pass(2 * DAY);
    retention::sweep(&shelter.kernel).await.expect("swept");
    assert_eq!(on_disk(&shelter).await, 0);
}

/// RET-2, LOG-3: acts and closed reports are forgotten after a year, old sign-ins at once; what is left of the chain still holds.
#[actix_web::test]
async fn acts_reports_and_sign_ins_are_not_kept_for_ever() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group_with("forum", |it| it.keep_hours = Some(2000 * 24)).await;
    let (_, amina) = shelter.member_of(&group, "Juniper").await;
    let (bea, _) = shelter.member_of(&group, "Sparrow").await;
    begins(&mut amina.with_script(), &group, "A title", "Some words.").await;
    let kernel = &shelter.kernel;
    let entry = hearth_core::table::entry::Entity::find().one(kernel.store.reader()).await.expect("read").expect("an entry");
    let hers = hearth_core::admission::admit(kernel, bea.id, group.id, hearth_core::admission::Intent::Read).await.expect("she is in");
    let ruth = hearth_core::admission::admit(kernel, group.facilitator.id, group.id, hearth_core::admission::Intent::Read).await.expect("she is in");
    let said = report::report(kernel, &hers, entry.id, "moderation-report-other", "").await.expect("reported");
    report::close(kernel, &ruth, said, report::OUTCOMES[0]).await.expect("closed");
    let count = async || {
        let db = kernel.store.reader();
        let (acts, reports, sign_ins) =
            (acts::Entity::find().count(db).await, reports::Entity::find().count(db).await, sign_in::Entity::find().count(db).await);
        (acts.expect("acts"), reports.expect("reports"), sign_ins.expect("sign-ins"))
    };
    let (before, one, signed_in) = count().await;
    assert!(before > 0 && one == 1 && signed_in > 0, "the witness: there is something to forget");
    shelter.pass(2 * DAY);
    retention::sweep(kernel).await.expect("swept");
    assert_eq!(count().await, (before, 1, 0), "sign-ins that are over");
    shelter.pass(362 * DAY);
    retention::sweep(kernel).await.expect("swept");
    assert_eq!(count().await, (before, 1, 0), "within the year");
    let act = audit::Act { actor: Some(group.facilitator.id), act: "report.closed", ..audit::Act::default() };
    let kernel_in = kernel.clone();
    kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await.expect("a later act");
    shelter.pass(3 * DAY);
    retention::sweep(kernel).await.expect("swept");
    assert_eq!(count().await, (1, 0, 0), "after the year");
    assert_eq!(audit::first_broken_link(kernel).await.expect("a check"), None, "the chain may begin anywhere");
}

/// LOG-3: a row that is taken out of the middle is missed.
#[actix_web::test]
async fn an_act_that_is_taken_out_of_the_record_is_missed() {
    let shelter = Shelter::open().await;
    let kernel = &shelter.kernel;
    for _ in 0..3 {
        let kernel_in = kernel.clone();
        let act = audit::Act { act: "entry.hidden", ..audit::Act::default() };
        kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await.expect("an act");
    }
    assert_eq!(audit::first_broken_link(kernel).await.expect("a check"), None);
    let rows = audit::list(kernel, 3).await.expect("acts");
    let (gone, after) = (rows[1].seq, rows[0].seq);
    let takes_out = async move |tx: &Tx| {
        acts::Entity::delete_by_id(gone).exec(tx).await?;
        Ok(())
    };
    kernel.store.write(takes_out).await.expect("someone at the database");
    assert_eq!(audit::first_broken_link(kernel).await.expect("a check"), Some(after));
}

/// DAR-4: what safety hangs on is asked back from SQLite itself.
#[actix_web::test]
async fn the_database_runs_with_the_settings_that_safety_hangs_on() {
    let shelter = Shelter::open().await;
    let store = &shelter.kernel.store;
    if store.reader().get_database_backend() != DbBackend::Sqlite {
        return; // these are SQLite's own
    }
    let wanted = [
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("mmap_size", 0),
        ("auto_vacuum", 2),
        ("temp_store", 2),
    ];
    let found = store
        .write(async move |tx: &Tx| {
            let mut found = Vec::new();
            for (pragma, _) in wanted {
                let row = tx.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"))).await?;
                // Without memory mapping this SQLite says nothing at all about its size.
                found.push((pragma, row.map_or(0, |it| it.try_get_by_index::<i32>(0).unwrap_or(-1))));
            }
            Ok(found)
        })
        .await
        .expect("asked");
    assert_eq!(found, wanted);
}

/// RET-3, S59: of a group whose day of erasing has come nothing is left: no row, no key, and nothing of its files.
#[actix_web::test]
async fn of_an_erased_group_no_row_and_no_key_is_left() {
    let shelter = Shelter::open().await;
    let now = shelter.clock.now();
    let how = move |it: &mut group::Model| (it.ends, it.purge) = (Some(now + HOUR), Some(now + days(2)));
    let (group, stays) = (shelter.open_group_with("forum", how).await, shelter.open_group("forum").await);
    let kernel = &shelter.kernel;
    let mut places = Vec::new();
    for group in [&group, &stays] {
        let (amina, browser) = shelter.member_of(group, "Juniper").await;
        let topic = begins(&mut browser.with_script(), group, "A title", "Some words.").await;
        assert!(!topic.is_empty());
        places.push(amina.membership.expect("a place"));
    }
    shelter.pass(HOUR);
    group::Entity::find().count(kernel.store.reader()).await.expect("there are groups");
    run_due(kernel, &hearth_core::group::jobs()).await;
    shelter.pass(2 * DAY);
    run_due(kernel, &hearth_core::group::jobs()).await;
    until("the group is gone", async || hearth_core::group::get(kernel, group.id).await.is_err()).await;
    let db = kernel.store.reader();
    for (group, place, is_there) in [(&group, places[0], false), (&stays, places[1], true)] {
        let rows = [
            entry::Entity::find().filter(entry::Column::Group.eq(group.id)).count(db).await,
            membership::Entity::find().filter(membership::Column::Group.eq(group.id)).count(db).await,
            consent::Entity::find().filter(consent::Column::Group.eq(group.id)).count(db).await,
            acceptance::Entity::find().filter(acceptance::Column::Membership.eq(place)).count(db).await,
            agreement::Entity::find().filter(agreement::Column::Group.eq(group.id)).count(db).await,
            key::Entity::find().filter(key::Column::Id.is_in([place.0, group.id.0])).count(db).await,
        ];
        let rows = rows.map(|it| it.expect("counted"));
        assert!(rows.iter().all(|it| (*it > 0) == is_there), "{is_there}: {rows:?}");
    }
}
