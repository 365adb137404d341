//! The writing lane itself.
use super::{Answer, Ask, DEADLINE, Done, Submission, Tx, asleep, connect::POOL};
use anyhow::{Result, anyhow};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use std::{rc::Rc, sync::Arc};
use tokio::{
    sync::{Semaphore, mpsc},
    time::timeout,
};

/// At most so many submissions share a commit: bounds how long the first of them waits.
const BATCH: usize = 256;

pub(super) async fn serve(writer: DatabaseConnection, waiting: mpsc::Receiver<Ask>) {
    match writer.get_database_backend() {
        DbBackend::Sqlite => commit_together(writer, waiting).await,
        _ => commit_apart(writer, waiting).await,
    }
}

/// SQLite: everything that waits, in one transaction.
async fn commit_together(writer: DatabaseConnection, mut waiting: mpsc::Receiver<Ask>) {
    let mut asked = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut asked, BATCH).await > 0 {
        let (mut batch, mut checkpoints) = (Vec::with_capacity(asked.len()), Vec::new());
        for ask in asked.drain(..) {
            match ask {
                Ask::Write(submission) => batch.push(submission),
                Ask::EmptyTheLog(done) => checkpoints.push(done),
            }
        }
        if !batch.is_empty() {
            commit_batch(&writer, batch).await;
        }
        if !checkpoints.is_empty() {
            truncate_log(&writer).await; // not inside a transaction: there SQLite refuses it
            for done in checkpoints {
                let _ = done.send(());
            }
        }
    }
    // The last word before the end: nothing deleted stays in the log.
    truncate_log(&writer).await;
}

async fn commit_batch(writer: &DatabaseConnection, batch: Vec<Submission>) {
    // A savepoint costs each submission a second trip to the connection's thread, and on a fast disk the trips cost
    // more than the commit. So all run without, and only where one fails do all run again, each in a savepoint.
    let mut answers = Vec::with_capacity(batch.len());
    let mut certain = one_commit(writer, &batch, &mut answers, Apart::No).await;
    if matches!(certain, Ok(false)) {
        answers.clear();
        certain = one_commit(writer, &batch, &mut answers, Apart::Yes).await;
    }
    if let Err(fault) = &certain {
        tracing::error!(%fault, submissions = batch.len(), "a batch was not committed");
        begin_afresh(writer).await;
    }
    drop(batch); // those that were not reached are told by the end of their channel
    for answer in answers {
        answer(certain.as_ref().map(|_| ()).map_err(|fault| anyhow!("not committed: {fault:#}").into()));
    }
}

/// Lets the connection go on which a commit failed; the pool opens another. SQLite may have left that transaction open, and
/// whatever came after would be inside it: answered, and never committed.
async fn begin_afresh(writer: &DatabaseConnection) {
    let gone = match writer.get_sqlite_connection_pool().acquire().await {
        Ok(connection) => connection.close().await,
        Err(fault) => Err(fault),
    };
    if let Err(fault) = gone {
        tracing::error!(%fault, "the writing connection did not close in order");
    }
}

async fn truncate_log(writer: &DatabaseConnection) {
    for statement in ["PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        if let Err(fault) = writer.execute_unprepared(statement).await {
            tracing::error!(%fault, statement, "the log was not emptied");
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Apart {
    No,
    Yes,
}

/// Whether it was committed. Not apart, the first failure undoes all. An early `?` drops the transaction: that undoes it too.
async fn one_commit(writer: &DatabaseConnection, batch: &[Submission], answers: &mut Vec<Answer>, apart: Apart) -> Result<bool> {
    let tx = begin(writer).await?;
    if apart == Apart::Yes {
        tx.execute_unprepared("SAVEPOINT submission").await?;
    }
    for submission in batch {
        let keep = match asleep::within(DEADLINE, submission(&tx)) {
            Some(Done { keep, answer }) => {
                answers.push(answer);
                keep
            }
            None => too_slow(),
        };
        match apart {
            Apart::Yes => {
                let then = if keep { "RELEASE submission; SAVEPOINT submission" } else { "ROLLBACK TO submission" };
                tx.execute_unprepared(then).await?;
            }
            Apart::No if keep => {}
            Apart::No => {
                tx.rollback().await?;
                return Ok(batch.len() == 1);
            }
        }
    }
    tx.commit().await?;
    Ok(true)
}

/// Whoever asked is told by the end of the channel. Whether it is kept: it is not.
fn too_slow() -> bool {
    tracing::error!("a submission took too long in the writing lane");
    false
}

/// PostgreSQL: each submission on a connection of its own.
async fn commit_apart(pool: DatabaseConnection, mut waiting: mpsc::Receiver<Ask>) {
    let (pool, free) = (Rc::new(pool), Arc::new(Semaphore::new(POOL as usize)));
    while let Some(ask) = waiting.recv().await {
        let submission = match ask {
            Ask::Write(submission) => submission,
            Ask::EmptyTheLog(done) => {
                let _ = done.send(());
                continue;
            }
        };
        let Ok(place) = free.clone().acquire_owned().await else { return };
        let pool = pool.clone();
        tokio::task::spawn_local(async move {
            let _place = place;
            let Ok(tx) = begin(&pool).await else { return };
            let Ok(Done { keep, answer }) = timeout(DEADLINE, submission(&tx)).await else {
                too_slow();
                return; // which drops the transaction, and that undoes it
            };
            let ended = if keep { tx.commit().await } else { tx.rollback().await };
            answer(ended.map_err(Into::into));
        });
    }
}

/// BEGIN IMMEDIATE: a deferred SQLite transaction that reads before it writes fails with "database is locked".
async fn begin(on: &DatabaseConnection) -> Result<Tx> {
    let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
    Ok(on.begin_with_options(options).await?)
}
