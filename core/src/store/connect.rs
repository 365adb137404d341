//! Opens the database, and refuses one that would not keep its promises.
use super::Reader;
use anyhow::{Context, Result, bail};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement,
    sqlx::{
        ConnectOptions as _,
        sqlite::{SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
    },
};
use std::{str::FromStr, time::Duration};

/// Connections to PostgreSQL, which waits for its disk and for the network.
pub(super) const POOL: u32 = 8;
/// Readers of SQLite. Each is a thread with a cache of pages and of statements: more of them than processors answer nothing sooner.
const READERS: usize = 4;
/// Statements that a connection keeps ready. Each takes some ten kilobytes.
const STATEMENTS: usize = 100;

/// Rows that a connection reads ahead of whoever asked: as many as are asked together for one column, so that its thread seldom stops
/// in the middle of a statement.
const ROWS: usize = 256;

/// A writer and a reader.
pub(super) async fn both(url: &str) -> Result<(DatabaseConnection, Reader)> {
    let is_sqlite = url.starts_with("sqlite");
    let writer = Database::connect(options(url, if is_sqlite { 1 } else { POOL })).await.context("cannot open the database")?;
    let reader = match is_sqlite {
        true => {
            prove(&writer).await?;
            let options = reading(SqliteConnectOptions::from_str(url)?.disable_statement_logging());
            Reader::of_sqlite(options, READERS).await.context("cannot open the database")?
        }
        false => Reader::of_pool(Database::connect(options(url, POOL)).await.context("cannot open the database")?),
    };
    Ok((writer, reader))
}

fn options(url: &str, size: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(size).min_connections(1).sqlx_logging(false).test_before_acquire(false);
    options.map_sqlx_sqlite_opts(writing);
    options
}

fn of_each(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(STATEMENTS)
        .row_buffer_size(ROWS)
        .pragma("trusted_schema", "OFF")
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY")
}

fn reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    of_each(options).create_if_missing(false).read_only(true)
}

/// With settings that only a connection that may write can make. secure_delete: freed pages are overwritten with zeros.
fn writing(options: SqliteConnectOptions) -> SqliteConnectOptions {
    of_each(options)
        .create_if_missing(true)
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
}

/// What safety hangs on is asked back from SQLite itself: a pragma that it does not know is silently ignored.
async fn prove(writer: &DatabaseConnection) -> Result<()> {
    for (pragma, wanted, otherwise) in [
        ("synchronous", "2", "does not write through to the disk"),
        ("journal_mode", "wal", "keeps no write-ahead log"),
        ("secure_delete", "1", "does not overwrite what is deleted"),
        ("foreign_keys", "1", "does not check foreign keys"),
        ("trusted_schema", "0", "trusts the schema"),
    ] {
        let statement = Statement::from_string(writer.get_database_backend(), format!("PRAGMA {pragma}"));
        let row = writer.query_one_raw(statement).await?.with_context(|| format!("SQLite says nothing about {pragma}"))?;
        let found = row.try_get_by_index::<i32>(0).map(|it| it.to_string()).or_else(|_| row.try_get_by_index::<String>(0))?;
        if found != wanted {
            bail!("SQLite {otherwise} ({pragma} is {found}, not {wanted})");
        }
    }
    Ok(())
}
