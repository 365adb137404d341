//! Work that waits for its hour.
use crate::{Kernel, Result, clock::Moment, store::Tx, table::job};
use async_trait::async_trait;
use futures_util::FutureExt;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::time::timeout;

/// Runs on a schedule. May be cut short and run again, so every step must be safe to repeat.
#[async_trait]
pub trait Job: Send + Sync + 'static {
    fn name(&self) -> &'static str;
    fn every(&self) -> Duration;
    async fn run(&self, kernel: &Kernel) -> Result<()>;
}

/// How long one run may take. Another node may take the job over after that.
const DEADLINE: Duration = Duration::from_secs(300);
const LOOK: Duration = Duration::from_secs(1);

/// Runs whatever is due, for ever.
pub async fn keep_running(kernel: Kernel, jobs: Vec<Arc<dyn Job>>) {
    loop {
        run_due(&kernel, &jobs).await;
        tokio::time::sleep(LOOK).await;
    }
}

/// Runs what is due now, once. A failing job is logged and tried at its next turn; it holds up no other.
pub async fn run_due(kernel: &Kernel, jobs: &[Arc<dyn Job>]) {
    for job in jobs {
        match claim(kernel, job.as_ref()).await {
            Ok(true) => match timeout(DEADLINE, AssertUnwindSafe(job.run(kernel)).catch_unwind()).await {
                Ok(Ok(Ok(()))) => {}
                Ok(Ok(Err(fault))) => tracing::error!(job = job.name(), %fault, "a job failed"),
                Ok(Err(_)) => tracing::error!(job = job.name(), "a job panicked"),
                Err(_) => tracing::error!(job = job.name(), "a job took too long"),
            },
            Ok(false) => {}
            Err(fault) => tracing::error!(job = job.name(), %fault, "a job could not be claimed"),
        }
    }
}

/// Whether this node is to run it now.
async fn claim(kernel: &Kernel, job: &dyn Job) -> Result<bool> {
    let (name, every, now) = (job.name(), job.every(), kernel.clock.now());
    let due = match job::Entity::find_by_id(name.to_owned()).one(kernel.store.reader()).await? {
        Some(row) => row.ran + every <= now && row.lease <= now,
        None => true,
    };
    if !due {
        return Ok(false);
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            if job::Entity::find_by_id(name.to_owned()).one(tx).await?.is_none() {
                let row = job::ActiveModel { name: Set(name.into()), ran: Set(Moment(0)), lease: Set(Moment(0)) };
                row.insert(tx).await?;
            }
            let taken = job::Entity::update_many()
                .col_expr(job::Column::Ran, Expr::value(now.0))
                .col_expr(job::Column::Lease, Expr::value((now + DEADLINE.min(every)).0))
                .filter(job::Column::Name.eq(name))
                .filter(job::Column::Ran.lte((now - every).0))
                .filter(job::Column::Lease.lte(now.0))
                .exec(tx)
                .await?;
            Ok(taken.rows_affected == 1)
        })
        .await
}
