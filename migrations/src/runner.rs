//! Runs every owner's migrations, in order, and refuses a database from the future.
use anyhow::{Context, Result, bail};
use hearth_core::plugin::Declarations;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DynIden, Statement,
    sea_query::{Alias, IntoIden},
};
use sea_orm_migration::{MigrationTrait, MigratorTraitSelf};

/// One owner's migrations: the core's or a plugin's.
struct Owned {
    owner: &'static str,
    migrations: fn() -> Vec<Box<dyn MigrationTrait>>,
}

#[async_trait::async_trait]
impl MigratorTraitSelf for Owned {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        (self.migrations)()
    }

    fn migration_table_name(&self) -> DynIden {
        Alias::new(table(self.owner)).into_iden()
    }
}

/// Brings the database to this version: the core first, then each plugin in its order.
pub async fn run(url: &str, plugins: &[Declarations]) -> Result<()> {
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|it| {
        it.create_if_missing(true)
            .foreign_keys(true)
            .auto_vacuum(sea_orm::sqlx::sqlite::SqliteAutoVacuum::Incremental)
            .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
            .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Full)
    });
    let database = sea_orm::Database::connect(options).await.context("cannot open the database")?;
    // Two nodes that start together must not both create the same table.
    let is_shared = database.get_database_backend() == DbBackend::Postgres;
    if is_shared {
        database.execute_unprepared("SELECT pg_advisory_lock(7405)").await?;
    }
    let outcome = run_all(&database, plugins).await;
    if is_shared {
        database.execute_unprepared("SELECT pg_advisory_unlock(7405)").await?;
    }
    database.close().await?;
    outcome
}

async fn run_all(database: &DatabaseConnection, plugins: &[Declarations]) -> Result<()> {
    let mut owners = vec![Owned { owner: "core", migrations: crate::core }];
    owners.extend(plugins.iter().filter_map(|it| Some(Owned { owner: it.name, migrations: it.migrations? })));
    for owned in &owners {
        refuse_the_future(database, owned).await?;
    }
    for owned in &owners {
        owned.up(database, None).await.with_context(|| format!("migrations of {}", owned.owner))?;
    }
    Ok(())
}

/// A database that a newer Hearth has migrated may hold what this one would damage.
async fn refuse_the_future(database: &DatabaseConnection, owned: &Owned) -> Result<()> {
    let sql = format!("SELECT version FROM {}", table(owned.owner));
    // No table yet: a fresh database.
    let Ok(rows) = database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await else { return Ok(()) };
    let known: Vec<String> = owned.migrations().iter().map(|it| it.name().to_owned()).collect();
    for row in rows {
        let found: String = row.try_get_by_index(0)?;
        if !known.contains(&found) {
            bail!("this database was made by a newer version ({found}); start that version, or restore a copy from before");
        }
    }
    Ok(())
}

fn table(owner: &str) -> String {
    format!("migrations_{}", owner.replace('-', "_"))
}
