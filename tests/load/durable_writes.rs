//! Durable inserts a second: the store's lane against one commit for each insert, on the same disk, in the same run.
//!
//! `durable_writes FOLDER [SECONDS]`. A row holds 300 sealed bytes; both ways sync before they answer (WAL, synchronous=FULL).
use anyhow::Result;
use hearth_core::store::{Store, Tx};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use std::time::{Duration, Instant};
use uuid::Uuid;

const BODY: [u8; 340] = [b'w'; 340];

fn insert() -> Statement {
    let sql = "INSERT INTO load_entries (id, group_id, body) VALUES (?, ?, ?)";
    Statement::from_sql_and_values(DbBackend::Sqlite, sql, [Uuid::now_v7().into(), 7i64.into(), BODY.to_vec().into()])
}

async fn single(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false).test_before_acquire(false).acquire_timeout(Duration::from_secs(30));
    options.map_sqlx_sqlite_opts(|it| {
        it.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).foreign_keys(true).pragma("secure_delete", "ON")
    });
    Ok(Database::connect(options).await?)
}

async fn measure<F>(name: &str, writers: usize, length: Duration, one: impl Fn() -> F + Clone + Send + 'static) -> f64
where
    F: Future<Output = Result<()>> + Send + 'static,
{
    let (began, until) = (Instant::now(), Instant::now() + length);
    let tasks: Vec<_> = (0..writers)
        .map(|_| {
            let one = one.clone();
            tokio::spawn(async move {
                let (mut took, mut failed) = (Vec::new(), 0u32);
                while Instant::now() < until {
                    let asked = Instant::now();
                    match one().await {
                        Ok(()) => took.push(asked.elapsed()),
                        Err(_) => failed += 1,
                    }
                }
                (took, failed)
            })
        })
        .collect();
    let (mut all, mut failed) = (Vec::new(), 0);
    for task in tasks {
        if let Ok((took, not)) = task.await {
            all.extend(took);
            failed += not;
        }
    }
    let rate = all.len() as f64 / began.elapsed().as_secs_f64();
    all.sort();
    let at = |part: f64| all.get((all.len() as f64 * part) as usize).map_or(0.0, |it| it.as_secs_f64() * 1000.0);
    println!(r#"{{"work":"{name}","writers":{writers},"per_s":{rate:.0},"p50_ms":{:.2},"p99_ms":{:.2},"failed":{failed}}}"#, at(0.5), at(0.99));
    rate
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = std::path::PathBuf::from(arguments.next().ok_or_else(|| anyhow::anyhow!("durable_writes FOLDER [SECONDS]"))?);
    let length = Duration::from_secs_f64(arguments.next().and_then(|it| it.parse().ok()).unwrap_or(3.0));
    std::fs::create_dir_all(&folder)?;
    let url = format!("sqlite://{}", folder.join("writes.db").display());
    let store = Store::open(&url).await?;
    let made = store
        .write(async move |tx: &Tx| {
            tx.execute_unprepared(
                "CREATE TABLE IF NOT EXISTS load_entries (id blob PRIMARY KEY NOT NULL, group_id bigint NOT NULL, body blob NOT NULL) WITHOUT ROWID",
            )
            .await?;
            tx.execute_unprepared("CREATE INDEX IF NOT EXISTS load_entries_of_group ON load_entries (group_id, id)").await?;
            Ok(())
        })
        .await;
    made.map_err(|it| anyhow::anyhow!("{it}"))?;
    let one = single(&url).await?;
    for writers in [1, 16, 64, 256] {
        let connection = one.clone();
        let naive = measure("one commit each", writers, length, move || {
            let connection = connection.clone();
            async move {
                let how = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
                let tx = connection.begin_with_options(how).await?;
                tx.execute_raw(insert()).await?;
                Ok(tx.commit().await?)
            }
        })
        .await;
        let store = store.clone();
        let lane = measure("the lane", writers, length, move || {
            let store = store.clone();
            async move {
                let row = insert();
                let written = store
                    .write(async move |tx: &Tx| {
                        tx.execute_raw(row.clone()).await?;
                        Ok(())
                    })
                    .await;
                written.map_err(|it| anyhow::anyhow!("{it}"))
            }
        })
        .await;
        println!(r#"{{"work":"ratio","writers":{writers},"times":{:.2}}}"#, lane / naive.max(1.0));
    }
    Ok(())
}
