//! How long things are kept, and the sweep that ends them: words at their time, acts of the audit after a year. What goes is
//! gone: from the rows, and from the database's log. A whole group's end is in `group/purge.rs`.
use crate::{
    Kernel, Result,
    clock::{Moment, days},
    contribution::{self, open_all},
    event::{self, EntryWithdrawn},
    job::Job,
    store::Tx,
    table::{
        audit, entry,
        group::{self, GroupState},
        mark, report, sign_in,
    },
};
use async_trait::async_trait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::{sync::Arc, time::Duration};

/// Acts are forgotten after twelve months.
pub const AUDIT_DAYS: u32 = 365;
/// A closed group's words are kept no longer than this, whatever the group had chosen.
pub const CLOSED_DAYS: u32 = 90;
/// A report that was closed is forgotten with its entry, and at the latest then.
pub const REPORT_DAYS: u32 = 365;
/// No limit is passed by more than this.
const EVERY: Duration = Duration::from_secs(10 * 60);
const AT_ONCE: u64 = 500;

/// The kernel's own jobs, for [`crate::running::start`].
pub fn jobs() -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Sweep)]
}

struct Sweep;

#[async_trait]
impl Job for Sweep {
    fn name(&self) -> &'static str {
        "core-sweep"
    }

    fn every(&self) -> Duration {
        EVERY
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        sweep(kernel).await.map(|_| ())
    }
}

/// Ends everything whose time has come, and says how many rows that were.
pub async fn sweep(kernel: &Kernel) -> Result<u64> {
    let now = kernel.clock.now();
    let mut gone = 0;
    loop {
        let swept = entries(kernel, now).await?;
        gone += swept;
        if swept < AT_ONCE {
            break;
        }
    }
    gone += rest(kernel, now).await?;
    if gone > 0 {
        // Deleted words stay in the log until it is emptied.
        kernel.store.checkpoint().await?;
        kernel.outbox.wake();
    }
    Ok(gone)
}

/// Entries whose time is over, in portions: the lane is never held for long.
async fn entries(kernel: &Kernel, now: Moment) -> Result<u64> {
    let long_closed = group::Entity::find()
        .select_only()
        .column(group::Column::Id)
        .filter(group::Column::State.eq(GroupState::Closed))
        .filter(group::Column::Closed.lte(now - days(CLOSED_DAYS)))
        .into_query();
    let over = Condition::any().add(entry::Column::KeepUntil.lte(now)).add(entry::Column::Group.in_subquery(long_closed));
    let rows = entry::Entity::find().filter(over).order_by_asc(entry::Column::Seq).limit(AT_ONCE).all(kernel.store.reader()).await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let count = rows.len() as u64;
    let (ids, seqs): (Vec<_>, Vec<_>) = rows.iter().map(|it| ((it.id, it.group), it.seq)).unzip();
    let bare: Vec<entry::Model> = rows.into_iter().map(|it| entry::Model { words: None, proposal: None, ..it }).collect();
    let (kernel_in, ids) = (kernel.clone(), Arc::new(ids));
    kernel
        .store
        .write(async move |tx: &Tx| {
            entry::Entity::delete_many().filter(entry::Column::Seq.is_in(seqs.iter().copied())).exec(tx).await?;
            report::Entity::delete_many().filter(report::Column::Entry.is_in(ids.iter().map(|(id, _)| *id))).exec(tx).await?;
            for (entry, group) in ids.iter() {
                event::record(&kernel_in, tx, &EntryWithdrawn { entry: *entry, group: *group }).await?;
            }
            Ok(())
        })
        .await?;
    for mut entry in open_all(kernel, bare).await? {
        entry.state = entry::EntryState::Withdrawn;
        contribution::withdraw(kernel, &entry).await;
    }
    Ok(count)
}

/// What has a time of its own: acts, sign-ins, closed reports, marks in conversations that are gone.
async fn rest(kernel: &Kernel, now: Moment) -> Result<u64> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let mut gone = audit::Entity::delete_many().filter(audit::Column::At.lt(now - days(AUDIT_DAYS))).exec(tx).await?.rows_affected;
            gone += sign_in::Entity::delete_many().filter(sign_in::Column::Until.lte(now)).exec(tx).await?.rows_affected;
            gone += report::Entity::delete_many().filter(report::Column::Closed.lt(now - days(REPORT_DAYS))).exec(tx).await?.rows_affected;
            let alive = entry::Entity::find().select_only().column(entry::Column::Thread).filter(entry::Column::Thread.is_not_null()).into_query();
            gone += mark::Entity::delete_many().filter(mark::Column::Thread.not_in_subquery(alive)).exec(tx).await?.rows_affected;
            Ok(gone)
        })
        .await
}
