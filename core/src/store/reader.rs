//! Reading. On PostgreSQL by the driver's pool; on SQLite by a few connections of our own, each lent to one statement at a time.
//! docs/decisions/0012-reading-connections.md says why.
use async_trait::async_trait;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement,
    sqlx::{AssertSqlSafe, ConnectOptions, Error, Executor, Sqlite, SqliteConnection, query::Query, query_with, sqlite::SqliteConnectOptions},
};
use sea_query_sqlx::SqlxValues;
use std::sync::{
    Arc, Mutex, MutexGuard,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Cheap to clone.
#[derive(Clone)]
pub struct Reader {
    by: By,
    reads: Arc<AtomicU64>,
}

#[derive(Clone)]
enum By {
    Shelf(Arc<Shelf>),
    Pool(DatabaseConnection),
}

/// Connections that nobody uses now; the one used last, whose pages are the freshest, is lent first.
struct Shelf {
    options: SqliteConnectOptions,
    free: Mutex<Vec<SqliteConnection>>,
    places: Semaphore,
}

/// Goes back by itself, also where whoever asked went away in the middle: what she asked is read to its next row, by the
/// connection's own thread, before anything else is.
struct Loan<'a> {
    shelf: &'a Shelf,
    connection: Option<SqliteConnection>,
    _place: SemaphorePermit<'a>,
}

impl Reader {
    /// At most so many connections, each opened when it is first needed.
    pub(super) async fn of_sqlite(options: SqliteConnectOptions, most: usize) -> Result<Reader, DbErr> {
        let first = options.connect().await.map_err(cannot_open)?;
        let shelf = Shelf { options, free: Mutex::new(vec![first]), places: Semaphore::new(most) };
        Ok(Reader { by: By::Shelf(Arc::new(shelf)), reads: Arc::default() })
    }

    pub(super) fn of_pool(pool: DatabaseConnection) -> Reader {
        Reader { by: By::Pool(pool), reads: Arc::default() }
    }

    /// How many statements were asked since the start.
    pub(super) fn reads(&self) -> u64 {
        self.reads.load(Relaxed)
    }

    fn count(&self) -> &By {
        self.reads.fetch_add(1, Relaxed);
        &self.by
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        match &self.by {
            By::Shelf(_) => DbBackend::Sqlite,
            By::Pool(pool) => pool.get_database_backend(),
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self.count() {
            By::Pool(pool) => pool.execute_raw(statement).await,
            By::Shelf(shelf) => {
                let mut loan = shelf.lend().await?;
                let done = loan.connection()?.execute(query(statement)).await;
                loan.end(done).map(Into::into)
            }
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self.count() {
            By::Pool(pool) => pool.execute_unprepared(sql).await,
            By::Shelf(shelf) => {
                let mut loan = shelf.lend().await?;
                let done = loan.connection()?.execute(AssertSqlSafe(sql)).await;
                loan.end(done).map(Into::into)
            }
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self.count() {
            By::Pool(pool) => pool.query_one_raw(statement).await,
            By::Shelf(shelf) => {
                let mut loan = shelf.lend().await?;
                let found = loan.connection()?.fetch_optional(query(statement)).await;
                loan.end(found).map(|it| it.map(Into::into))
            }
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self.count() {
            By::Pool(pool) => pool.query_all_raw(statement).await,
            By::Shelf(shelf) => {
                let mut loan = shelf.lend().await?;
                let found = loan.connection()?.fetch_all(query(statement)).await;
                Ok(loan.end(found)?.into_iter().map(Into::into).collect())
            }
        }
    }
}

impl Shelf {
    async fn lend(&self) -> Result<Loan<'_>, DbErr> {
        let place = self.places.acquire().await.map_err(|_| cannot_open(Error::PoolClosed))?;
        let free = self.free().pop();
        let connection = match free {
            Some(it) => it,
            None => self.options.connect().await.map_err(cannot_open)?,
        };
        Ok(Loan { shelf: self, connection: Some(connection), _place: place })
    }

    fn free(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        self.free.lock().unwrap_or_else(|it| it.into_inner())
    }
}

impl Loan<'_> {
    fn connection(&mut self) -> Result<&mut SqliteConnection, DbErr> {
        self.connection.as_mut().ok_or_else(|| cannot_open(Error::WorkerCrashed))
    }

    /// What SQLite itself answered leaves the connection as it was. After anything else it is let go, and the next one is new.
    fn end<T>(&mut self, outcome: Result<T, Error>) -> Result<T, DbErr> {
        if matches!(&outcome, Err(fault) if fault.as_database_error().is_none()) {
            self.connection = None;
        }
        outcome.map_err(|fault| DbErr::Query(RuntimeErr::SqlxError(fault.into())))
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.shelf.free().push(connection);
        }
    }
}

fn query(statement: Statement) -> Query<'static, Sqlite, SqlxValues> {
    let values = statement.values.unwrap_or_else(|| sea_orm::Values(Vec::new()));
    query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
}

fn cannot_open(fault: Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(fault.into()))
}
