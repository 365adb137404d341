//! The database: many readers, and one writing lane.
//!
//! On SQLite the lane puts everything that waits into one transaction and commits once: one fsync for all of them. What was
//! submitted is acknowledged after that commit and never before. On PostgreSQL each submission is a transaction of its
//! own. The callers' code is the same.
//!
//! Submissions run on the store's own thread. So a plugin that hangs or panics cannot hold the lane, sockets belong to a
//! reactor that outlives every plugin, and a caller that goes away does not undo what it asked for.
mod asleep;
mod connect;
mod lane;
mod reader;
mod together;

pub use reader::Reader;

use crate::{Error, Refusal, Result, refusals};
use anyhow::{Context, anyhow};
use futures_util::{FutureExt, future::LocalBoxFuture};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend};
use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    runtime,
    sync::{mpsc, oneshot},
    task::LocalSet,
};

/// A transaction of the writing lane. Nothing else begins one.
pub type Tx = DatabaseTransaction;

refusals! {
    /// The disk is full, or the database cannot be written now. Reading goes on.
    CANNOT_WRITE = "store-cannot-write" => 503;
}

/// Submissions waiting for the lane. The next caller waits to get in.
const QUEUE: usize = 1024;
/// One submission's time in the lane. It may use the database and nothing else.
const DEADLINE: Duration = Duration::from_secs(2);

/// Cheap to clone.
#[derive(Clone)]
pub struct Store {
    reader: Reader,
    together: Arc<together::Together>,
    lane: mpsc::Sender<Ask>,
}

/// What the lane is asked.
enum Ask {
    Write(Submission),
    /// Deleted words stay in the write-ahead log until it is written back and emptied.
    EmptyTheLog(oneshot::Sender<()>),
}

/// Does the work, and says how to answer once it is certain.
type Submission = Box<dyn for<'a> Fn(&'a Tx) -> LocalBoxFuture<'a, Done> + Send>;

struct Done {
    keep: bool,
    answer: Answer,
}

type Answer = Box<dyn FnOnce(Result<()>)>;

impl Store {
    /// Opens `sqlite://…` or `postgres://…`, and the thread on which everything is written.
    pub async fn open(url: &str) -> anyhow::Result<Store> {
        let (opened, store) = oneshot::channel();
        let url = url.to_owned();
        std::thread::Builder::new().name("store".into()).spawn(move || {
            let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(fault) => {
                    let _ = opened.send(Err(fault.into()));
                    return;
                }
            };
            runtime.block_on(LocalSet::new().run_until(async move {
                match connect::both(&url).await {
                    Err(fault) => {
                        let _ = opened.send(Err(fault));
                    }
                    Ok((writer, reader)) => {
                        let (lane, waiting) = mpsc::channel(QUEUE);
                        let _ = opened.send(Ok(Store { reader, together: Arc::default(), lane }));
                        lane::serve(writer, waiting).await;
                    }
                }
            }));
        })?;
        store.await?
    }

    /// No other node writes to this database.
    pub fn is_alone(&self) -> bool {
        self.reader.get_database_backend() == DbBackend::Sqlite
    }

    /// For reading. On SQLite its connections refuse to write.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// How many statements the reader was asked since the start: a page that asks one for each line of a list is found by it.
    pub fn reads(&self) -> u64 {
        self.reader.reads()
    }

    /// Runs `work` in a transaction, perhaps twice: it changes nothing but the database. `Ok` means that it is committed
    /// and, with `synchronous=FULL`, on the disk.
    pub async fn write<T: Send + 'static>(&self, work: impl AsyncFn(&Tx) -> Result<T> + Send + Sync + 'static) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        let (work, answer) = (Arc::new(work), Arc::new(Mutex::new(Some(answer))));
        let submission: Submission = Box::new(move |tx| {
            let (work, answer) = (work.clone(), answer.clone());
            Box::pin(async move {
                let work = AssertUnwindSafe(async { work(tx).await }).catch_unwind();
                let outcome = work.await.unwrap_or_else(|_| Err(Error::Fault(anyhow!("panicked in the writing lane"))));
                Done {
                    keep: outcome.is_ok(),
                    answer: Box::new(move |certain: Result<()>| {
                        if let Some(answer) = answer.lock().ok().and_then(|mut it| it.take()) {
                            let _ = answer.send(certain.and(outcome));
                        }
                    }),
                }
            })
        });
        self.lane.send(Ask::Write(submission)).await.map_err(|_| anyhow!("the store is closed"))?;
        let outcome = answered.await.context("not committed").map_err(Error::from).flatten();
        outcome.map_err(full_disk)
    }

    /// SQLite: overwrites what was deleted also in the write-ahead log. Until then deleted words stay there.
    pub async fn checkpoint(&self) -> Result<()> {
        let (done, seen) = oneshot::channel();
        self.lane.send(Ask::EmptyTheLog(done)).await.map_err(|_| anyhow!("the store is closed"))?;
        Ok(seen.await?)
    }
}

/// A full or read-only disk is not our fault and not hers: she is told, kindly, and can try again.
fn full_disk(error: Error) -> Error {
    let Error::Fault(fault) = &error else { return error };
    let text = format!("{fault:#}");
    let sign = ["database or disk is full", "disk I/O error", "readonly database", "No space left", "unable to open database file"];
    if sign.iter().any(|it| text.contains(it)) {
        tracing::error!("the database cannot be written: {}", sign.iter().find(|it| text.contains(**it)).unwrap_or(&""));
        return Error::Refused(CANNOT_WRITE);
    }
    error
}

/// Every refusal of the store: for the words test.
pub fn refusals() -> &'static [Refusal] {
    REFUSALS
}
