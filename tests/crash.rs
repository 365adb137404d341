//! The machine stops in the middle: the binary is killed, the power goes, the disk fills up. What somebody was told is kept is
//! kept, and it is there once (safety.md OPS-1 to OPS-4).
#[path = "crash/writers.rs"]
mod writers;

use futures_util::future::join_all;
use hearth_core::{store::Tx, table::outbox};
use sea_orm::{ConnectionTrait, Database, DbBackend, EntityTrait, Statement, sea_query::Expr};
use std::{cell::RefCell, path::Path, process::Command};
use support::{Disk, GroupOf, Installed, Shelter};
use uuid::Uuid;
use writers::{Writer, stands};

const NAMES: [&str; 6] = ["Amina", "Bea", "Chloe", "Dina", "Esi", "Farah"];

/// A group that writes in one topic, whose server is the binary.
pub struct Group {
    of: GroupOf,
    topic: String,
}

async fn arranged() -> (Installed, Group, Vec<support::Browser>) {
    let shelter = Shelter::open_today().await;
    shelter.lets_newcomers_talk().await;
    let of = shelter.open_group("forum").await;
    let mut browsers = Vec::new();
    for name in NAMES {
        browsers.push(shelter.member_of(&of, name).await.1.with_script());
    }
    let new = format!("{}/forum/new", of.address());
    let id = browsers[0].get(&new).await.field("id").expect("a form");
    let page = browsers[0].post(&new, &[("title", "Evenings"), ("words", "How are yours?"), ("id", &id), ("send", "send")]).await;
    let topic = page.address.split('?').next().expect("an address").to_owned();
    let mut installed = shelter.installed(env!("CARGO_BIN_EXE_hearth")).await;
    // Behind the same cookie they now talk to another address.
    for browser in &mut browsers {
        let cookies = std::mem::take(&mut browser.cookies);
        *browser = installed.browser().with_script();
        browser.cookies = cookies;
    }
    installed.start();
    (installed, Group { of, topic }, browsers)
}

/// How often the machine stops: enough to hit every step now and then; `HEARTH_TEST_CUTS` asks for more.
fn cuts() -> usize {
    std::env::var("HEARTH_TEST_CUTS").ok().and_then(|it| it.parse().ok()).unwrap_or(8)
}

/// Everybody writes; after a random number of answers the machine stops, with whatever is under way.
async fn writing_until_it_stops(installed: &mut Installed, writers: &mut [Writer], topic: &str) {
    let server = installed.address;
    let mut left = 1 + Uuid::new_v4().as_u128() % 40;
    let answered = RefCell::new(|| {
        left = left.saturating_sub(1);
        if left == 0 {
            installed.kill();
        }
        left > 0
    });
    join_all(writers.iter_mut().map(|it| it.writes(server, topic, &answered))).await;
    assert_eq!(left, 0, "nobody was answered any more before it stopped: {}", installed.said());
}

/// What every life must leave behind: each entry that was answered once, every other once or not at all, nothing else.
async fn assert_kept(installed: Installed, group: &Group, writers: &[Writer]) {
    let shelter = installed.looked_into().await;
    let mut found = stands(&shelter, group).await;
    assert_eq!(found.remove("How are yours?"), Some(1));
    let (mut kept, mut lost) = (0, Vec::new());
    for said in writers.iter().flat_map(|it| &it.said) {
        match found.remove(&said.words) {
            Some(1) => kept += 1,
            Some(more) => panic!("{} stands there {more} times", said.words),
            None if said.was_answered => lost.push(&said.words),
            None => {}
        }
    }
    assert!(lost.is_empty(), "{} of {} that were answered are lost: {lost:?}", lost.len(), kept + lost.len());
    assert!(found.is_empty(), "nobody said {found:?}");
    // And what the lives before owed is told. Where other nodes might still be at it, their leases run out first.
    if !shelter.kernel.store.is_alone() {
        let run_out = async move |tx: &Tx| {
            outbox::Entity::update_many().col_expr(outbox::Column::Due, Expr::value(0i64)).exec(tx).await?;
            Ok(())
        };
        shelter.kernel.store.write(run_out).await.expect("a minute later");
    }
    shelter.all_told().await;
    assert_eq!(hearth_core::event::stuck(&shelter.kernel).await.expect("counted"), 0);
}

async fn assert_whole(data: &Path) {
    let file = data.join("hearth.db");
    if !file.exists() {
        return; // PostgreSQL looks after itself
    }
    let database = Database::connect(format!("sqlite://{}", file.display())).await.expect("opens");
    for (pragma, answer) in [("integrity_check", Some("ok")), ("foreign_key_check", None)] {
        let row = database.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"))).await.expect("asked");
        assert_eq!(row.map(|it| it.try_get_by_index::<String>(0).expect("text")).as_deref(), answer, "{pragma}");
    }
    database.close().await.expect("closed");
}

#[actix_web::test]
async fn what_was_answered_survives_being_killed_and_stands_there_once() {
    let (mut installed, group, browsers) = arranged().await;
    let mut writers = Vec::new();
    for (name, browser) in NAMES.into_iter().zip(browsers) {
        writers.push(Writer::sits_down(name, browser, &group.topic).await);
    }
    for _ in 0..cuts() {
        writing_until_it_stops(&mut installed, &mut writers, &group.topic).await;
        assert_whole(&installed.data()).await;
        installed.start();
        // Half of them send again what nobody answered, twice; and one that was answered once more.
        for writer in writers.iter_mut().step_by(2).filter(|it| !it.said.is_empty()) {
            let last = writer.said.len() - 1;
            for which in [last, last, last.saturating_sub(1)] {
                assert_eq!(writer.sends(installed.address, &group.topic, which).await, Some(303), "{}", installed.said());
                writer.said[which].was_answered = true;
            }
        }
    }
    installed.kill();
    assert!(writers.iter().flat_map(|it| &it.said).filter(|it| it.was_answered).count() > cuts());
    assert_kept(installed, &group, &writers).await;
}

#[actix_web::test]
async fn what_was_answered_survives_the_power_going() {
    if std::env::var_os("HEARTH_TEST_DATABASE").is_some() {
        return; // PostgreSQL's disk is PostgreSQL's
    }
    let (mut installed, group, browsers) = arranged().await;
    installed.stop();
    let (mut installed, disk) = installed.on_a_disk_of_ours();
    installed.start();
    let mut writers = Vec::new();
    for (name, browser) in NAMES.into_iter().zip(browsers) {
        writers.push(Writer::sits_down(name, browser, &group.topic).await);
    }
    for _ in 0..cuts() {
        writing_until_it_stops(&mut installed, &mut writers, &group.topic).await;
        disk.power_goes();
        assert_whole(&installed.data()).await;
        installed.start();
    }
    installed.kill();
    disk.power_goes();
    assert!(writers.iter().flat_map(|it| &it.said).filter(|it| it.was_answered).count() > cuts());
    assert_kept(installed, &group, &writers).await;
}

#[actix_web::test]
async fn a_disk_that_fills_up_is_said_kindly_and_goes_on_once_there_is_space() {
    if std::env::var_os("HEARTH_TEST_DATABASE").is_some() {
        return;
    }
    let (mut installed, group, mut browsers) = arranged().await;
    installed.stop();
    let (mut installed, disk) = installed.on_a_disk_of_ours();
    installed.start();
    let amina = &mut browsers[0];
    let reply = format!("{}/reply", group.topic);
    let form = amina.get(&reply).await;
    let id = form.field("id").unwrap_or_else(|| panic!("{form:?}"));
    disk.fills_up();
    let refused = amina.post(&reply, &[("words", "These must not be lost"), ("id", &id), ("send", "send")]).await;
    assert_eq!(refused.status, 503);
    assert!(refused.says("We cannot keep anything new at this moment") && refused.says("These must not be lost"), "{}", refused.body);
    assert!(amina.get(&group.topic).await.says("How are yours?"), "what is there can be read");
    // Leaving needs no disk.
    let mut bea = browsers[1].clone();
    let left = bea.post_once("/leave", &[]).await;
    assert!(left.status == 303 && bea.cookies.is_empty(), "{left:?}");
    disk.has_space_again();
    let amina = &mut browsers[0];
    amina.get(&reply).await;
    let kept = amina.post(&reply, &[("words", "These must not be lost"), ("id", &id), ("send", "send")]).await;
    assert!(kept.status == 200 && kept.says("These must not be lost"), "{}", kept.body);
    installed.kill();
    assert_whole(&installed.data()).await;
    disk.power_goes();
    assert_whole(&installed.data()).await;
    let found = stands(&installed.looked_into().await, &group).await;
    assert_eq!(found.get("These must not be lost"), Some(&1), "{found:?}");
}

#[actix_web::test]
async fn who_leaves_while_the_database_is_gone_has_left() {
    if std::env::var_os("HEARTH_TEST_DATABASE").is_some() {
        return;
    }
    let (mut installed, group, mut browsers) = arranged().await;
    installed.stop();
    let (mut installed, disk) = installed.on_a_disk_of_ours();
    installed.start();
    let amina = &mut browsers[0];
    let page = amina.get(&group.topic).await;
    assert!(page.says("How are yours?"), "{page:?}");
    disk.is_pulled_out();
    let failed = amina.get("/choices").await;
    assert!(failed.status >= 500, "the witness: the database is gone ({})", failed.status);
    assert!(failed.says("/leave"), "a page that failed has its way out: {}", failed.body);
    let left = amina.post_once("/leave", &[]).await;
    assert_eq!((left.status, left.header("location")), (303, Some("/gone")));
    assert!(left.header("clear-site-data").is_some_and(|it| it.contains("\"cookies\"")));
    assert!(amina.cookies.is_empty(), "{:?}", amina.cookies);
    let gone = amina.get("/gone").await;
    assert!(gone.status == 200 && gone.says("http-equiv=\"refresh\""), "{} {}", gone.status, gone.body);
    installed.kill();
}

/// The witness of: a database that does not wait for the disk does lose what it answered.
#[actix_web::test]
async fn a_database_that_does_not_wait_for_the_disk_loses_what_it_answered() {
    if let (Ok(data), Ok(how)) = (std::env::var("WRITES_IN"), std::env::var("WRITES_HOW")) {
        write_fifty_times(Path::new(&data), &how).await;
    }
    let folder = std::env::temp_dir().join(format!("hearth-power-{}", Uuid::new_v4().simple()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (how, kept) in [("FULL", 50), ("NORMAL", 0)] {
        let data = folder.join(how);
        std::fs::create_dir(&data).expect("a folder");
        careless(&data, "FULL", "CREATE TABLE said (words text)").await;
        let (disk, told) = Disk::under(&data, &data);
        // This test again, in a process of its own that ends at once, on the disk of the tests.
        let itself = std::env::current_exe().expect("this program");
        let mut again = Command::new(itself);
        again
            .args(["--exact", "a_database_that_does_not_wait_for_the_disk_loses_what_it_answered"])
            .envs(told)
            .env("WRITES_IN", &data)
            .env("WRITES_HOW", how);
        assert!(again.output().expect("it runs").status.code().is_none(), "it did not end as it should");
        disk.power_goes();
        assert_eq!(careless(&data, "FULL", "SELECT count(*) FROM said").await, kept, "{how}");
    }
    std::fs::remove_dir_all(&folder).expect("gone");
}

/// What the process of its own does: as abruptly as the machine, nothing is tidied up.
async fn write_fifty_times(data: &Path, how: &str) -> ! {
    for _ in 0..50 {
        careless(data, how, "INSERT INTO said VALUES ('kept?')").await;
    }
    std::process::abort();
}

/// One statement on a database that writes as it is told, and its answer, if it is a number.
async fn careless(data: &Path, how: &str, sql: &str) -> i64 {
    thread_local!(static OPEN: RefCell<Option<sea_orm::DatabaseConnection>> = const { RefCell::new(None) });
    let database = match OPEN.with(|it| it.borrow().clone()).filter(|_| sql.starts_with("INSERT")) {
        Some(database) => database,
        None => {
            let mut options = sea_orm::ConnectOptions::new(format!("sqlite://{}?mode=rwc", data.join("hearth.db").display()));
            options.max_connections(1);
            Database::connect(options).await.expect("opens")
        }
    };
    for pragma in ["PRAGMA journal_mode=WAL".to_owned(), format!("PRAGMA synchronous={how}")] {
        database.execute_unprepared(&pragma).await.expect("told");
    }
    let number = match sql.starts_with("SELECT") {
        true => {
            let row = database.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("read");
            row.expect("a row").try_get_by_index(0).expect("a number")
        }
        false => database.execute_unprepared(sql).await.map(|_| 0).expect("done"),
    };
    match sql.starts_with("INSERT") {
        true => OPEN.with(|it| *it.borrow_mut() = Some(database)),
        false => database.close().await.expect("closed"),
    }
    number
}
