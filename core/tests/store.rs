//! What the store promises, on SQLite and, where `HEARTH_TEST_DATABASE` is set, on PostgreSQL.
#![expect(clippy::expect_used, reason = "a test may stop at once where something it takes for granted is not so")]
use futures_util::future::join_all;
use hearth_core::{
    Error, Result,
    error::Refusal,
    store::{Store, Tx},
};
use sea_orm::{ConnectionTrait, Statement};
use std::{
    path::PathBuf,
    time::{Duration, Instant},
};
use uuid::Uuid;

const NO: Refusal = Refusal { code: "test-no", status: 409 };

/// A store of its own: a fresh file, or fresh tables under a name of their own.
struct Fresh {
    store: Store,
    file: Option<PathBuf>,
    table: String,
}

async fn stores() -> Vec<Fresh> {
    let file = std::env::temp_dir().join(format!("store-{}.db", Uuid::new_v4()));
    let mut urls = vec![(format!("sqlite://{}", file.display()), Some(file))];
    urls.extend(std::env::var("HEARTH_TEST_DATABASE").ok().map(|url| (url, None)));
    let mut stores = Vec::new();
    for (url, file) in urls {
        let store = Store::open(&url).await.expect("opens");
        let table = format!("parent_{}", Uuid::new_v4().simple());
        let name = table.clone();
        store
            .write(async move |tx: &Tx| {
                tx.execute_unprepared(&format!("CREATE TABLE {name} (id bigint PRIMARY KEY, words text)")).await?;
                tx.execute_unprepared(&format!("CREATE TABLE {name}_child (parent bigint REFERENCES {name} (id))")).await?;
                Ok(())
            })
            .await
            .expect("tables");
        stores.push(Fresh { store, file, table });
    }
    stores
}

async fn insert(tx: &Tx, table: &str, id: i64) -> Result<()> {
    tx.execute_unprepared(&format!("INSERT INTO {table} (id) VALUES ({id})")).await?;
    Ok(())
}

impl Fresh {
    async fn add(&self, id: i64) -> Result<()> {
        let table = self.table.clone();
        self.store.write(async move |tx: &Tx| insert(tx, &table, id).await).await
    }

    async fn count(&self, what: &str) -> i64 {
        let reader = self.store.reader();
        let sql = format!("SELECT count(*) FROM {} WHERE {what}", self.table);
        let row = reader.query_one_raw(Statement::from_string(reader.get_database_backend(), sql)).await.expect("reads");
        row.expect("a row").try_get_by_index(0).expect("a number")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_fails_panics_or_is_refused_does_not_fail_the_others() {
    for fresh in stores().await {
        let one = |id: i64| {
            let (store, table) = (fresh.store.clone(), fresh.table.clone());
            tokio::spawn(async move {
                store
                    .write(async move |tx: &Tx| {
                        insert(tx, &table, id).await?;
                        match id % 10 {
                            1 => return Err(NO.into()),
                            2 => panic!("words of a member"),
                            3 => {
                                tx.execute_unprepared(&format!("INSERT INTO {table}_child (parent) VALUES (-5)")).await?; // foreign key
                            }
                            4 => insert(tx, &table, 0).await?, // taken
                            _ => {}
                        }
                        Ok(id)
                    })
                    .await
            })
        };
        fresh.add(0).await.expect("first");
        let answers = join_all((1..=200).map(one)).await;
        for (id, answer) in (1..).zip(answers) {
            let answer = answer.expect("the caller's task lives");
            assert_eq!(answer.is_ok(), !(1..=4).contains(&(id % 10)), "{id}: {answer:?}");
            if id % 10 == 1 {
                assert_eq!(answer.unwrap_err().refusal(), Some(NO), "a refusal comes back as what it was");
            }
        }
        assert_eq!(fresh.count("id > 0").await, 120);
        assert_eq!(fresh.count("id % 10 BETWEEN 1 AND 4").await, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_hangs_is_cut_off_and_the_rest_go_on() {
    for fresh in stores().await {
        let table = fresh.table.clone();
        let hang = fresh.store.write(async move |tx: &Tx| {
            insert(tx, &table, 77).await?;
            std::future::pending::<Result<()>>().await
        });
        let began = Instant::now();
        let (hung, others) = tokio::join!(hang, join_all((100..150).map(|id| fresh.add(id))));
        assert!(matches!(hung, Err(Error::Fault(_))));
        assert!(others.iter().all(Result::is_ok));
        assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
        assert_eq!(fresh.count("id = 77").await, 0);
        assert_eq!(fresh.count("id >= 100").await, 50);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_does_not_undo_what_it_asked_for() {
    for fresh in stores().await {
        let (store, table) = (fresh.store.clone(), fresh.table.clone());
        let asked = tokio::spawn(async move { store.write(async move |tx: &Tx| insert(tx, &table, 5).await).await });
        tokio::task::yield_now().await;
        asked.abort();
        let _ = asked.await;
        // The witness: a later write, answered, proves that the lane has come past the first where it had begun.
        fresh.add(6).await.expect("the witness");
        assert_eq!(fresh.count("id = 6").await, 1);
        assert!(fresh.count("id = 5").await <= 1, "never twice");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_cannot_write() {
    for fresh in stores().await.into_iter().filter(|it| it.file.is_some()) {
        let refused = fresh.store.reader().execute_unprepared(&format!("INSERT INTO {} (id) VALUES (1)", fresh.table)).await;
        assert!(refused.is_err(), "the reading connections of SQLite are read-only");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn deleted_words_are_gone_from_every_file_after_a_checkpoint() {
    for fresh in stores().await {
        let Some(file) = &fresh.file else { continue };
        let canary = "canary-Zw7-words-that-were-deleted";
        let table = fresh.table.clone();
        fresh
            .store
            .write(async move |tx: &Tx| {
                tx.execute_unprepared(&format!("INSERT INTO {table} (id, words) VALUES (1, '{canary}')")).await?;
                Ok(())
            })
            .await
            .expect("kept");
        let on_disk = || {
            ["", "-wal"]
                .iter()
                .filter(|end| {
                    std::fs::read(format!("{}{end}", file.display())).is_ok_and(|it| it.windows(canary.len()).any(|it| it == canary.as_bytes()))
                })
                .count()
        };
        assert!(on_disk() > 0, "the witness: before it is deleted it is there");
        let table = fresh.table.clone();
        fresh
            .store
            .write(async move |tx: &Tx| {
                tx.execute_unprepared(&format!("DELETE FROM {table}")).await?;
                Ok(())
            })
            .await
            .expect("deleted");
        fresh.store.checkpoint().await.expect("emptied");
        assert_eq!(on_disk(), 0, "deleted words stay on the disk");
    }
}
