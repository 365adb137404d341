//! Events are told at least once to each handler, also across a crash.
//!
//! [`record`] writes one row for each handler in the transaction of the fact itself. A dispatcher claims rows with a lease,
//! tells the handler, and deletes the row. A node that dies leaves its leases to run out. Only PostgreSQL has other nodes to
//! step around, hence SKIP LOCKED; a node that is alone steps around nobody, and takes its rows without writing a lease.
use super::{Event, Registered};
use crate::{Kernel, Result, store::Tx, table::outbox};
use dashmap::DashMap;
use futures_util::{FutureExt, future::join_all};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement, Value};
use std::{panic::AssertUnwindSafe, pin::pin, time::Duration};
use tokio::{
    sync::Notify,
    time::{Instant, timeout, timeout_at},
};
use uuid::Uuid;

/// A claim is longer than a handler may take, so no row is told twice while its first telling may still end well.
const LEASE: i64 = 60_000;
const LOOK: Duration = Duration::from_millis(500);
const DEADLINE: Duration = Duration::from_secs(30);
/// Woken, a handler waits so long before it looks: what many people say at once is settled by one commit. Whoever is there heard
/// it when it was stored; this is the second telling, for what a crash cut short.
const GATHER: Duration = Duration::from_millis(25);
/// Claimed together and told at once, so that all of a claim end within `DEADLINE`.
const AT_ONCE: usize = 32;
/// After so many failures a row waits for a person: one event that always fails must not hold up the rest.
const ATTEMPTS: i64 = 12;

#[derive(Default)]
pub struct Outbox {
    more: Notify,
    /// About how many events each handler is owed by this node. Too many where a transaction was undone, never too few: only
    /// whom something is owed looks when the dispatcher is woken, and everybody looks now and then.
    owed: DashMap<String, usize>,
}

impl Outbox {
    /// After the commit: tells the dispatcher not to wait for its next look.
    pub fn wake(&self) {
        self.more.notify_waiters();
    }

    fn owe(&self, handler: &str) {
        match self.owed.get_mut(handler) {
            Some(mut count) => *count += 1,
            None => *self.owed.entry(handler.to_owned()).or_default() += 1,
        }
    }

    fn told(&self, handler: &str, many: usize) {
        if let Some(mut count) = self.owed.get_mut(handler) {
            *count = count.saturating_sub(many);
        }
    }

    fn owes(&self, handler: &str) -> bool {
        self.owed.get(handler).is_some_and(|it| *it > 0)
    }
}

/// Owes the event to everyone who hears it. In the transaction that makes it true; after the commit, [`Outbox::wake`].
pub async fn record<E: Event>(kernel: &Kernel, tx: &Tx, event: &E) -> Result<()> {
    let payload = serde_json::to_string(event)?;
    for handler in kernel.handlers().iter().filter(|it| it.event == E::NAME) {
        run(
            tx,
            "INSERT INTO outbox (id, handler, name, payload, due, attempts) VALUES ($1, $2, $3, $4, $5, 0)",
            [Uuid::now_v7().into(), handler.name.as_str().into(), E::NAME.into(), payload.as_str().into(), kernel.clock.now().0.into()],
        )
        .await?;
        kernel.outbox.owe(&handler.name);
    }
    Ok(())
}

/// How many events wait for a person after too many failures: for the health page.
pub async fn stuck(kernel: &Kernel) -> Result<u64> {
    Ok(outbox::Entity::find().filter(outbox::Column::Attempts.gte(ATTEMPTS)).count(kernel.store.reader()).await?)
}

/// Tells what is owed, for ever. Each handler has a turn of its own, so one that is slow keeps no other waiting.
pub async fn dispatch(kernel: Kernel) {
    if kernel.store.is_alone() {
        // A lease found at the start belonged to this node's last life.
        if let Err(fault) = release_all(&kernel).await {
            tracing::error!(%fault, "outbox: leases stay");
        }
    }
    join_all(kernel.handlers().iter().map(|it| serve(&kernel, it))).await;
}

async fn serve(kernel: &Kernel, handler: &Registered) {
    let mut next_look = Instant::now();
    loop {
        let mut more = pin!(kernel.outbox.more.notified());
        more.as_mut().enable(); // listening before looking: a wake in between is not missed
        let is_owed = || kernel.outbox.owes(&handler.name);
        // Woken for what another handler is owed, there is nothing to look for.
        if !is_owed() && timeout_at(next_look, more.as_mut()).await.is_ok() && !is_owed() {
            continue;
        }
        if is_owed() && next_look > Instant::now() {
            tokio::time::sleep(GATHER).await;
        }
        match turn(kernel, handler).await {
            Ok(count) => {
                kernel.outbox.told(&handler.name, count);
                // A full turn left some behind; after any other nothing was due, and what came since can gather.
                next_look = Instant::now() + if count < AT_ONCE { LOOK } else { Duration::ZERO };
                if count == 0 {
                    let _ = timeout_at(next_look, more).await;
                }
            }
            Err(fault) => {
                tracing::error!(%fault, "outbox: a turn failed");
                tokio::time::sleep(LOOK).await;
            }
        }
    }
}

struct Owed {
    id: Uuid,
    payload: String,
    attempts: i64,
}

/// Takes what is due, tells it, and takes it off the list.
async fn turn(kernel: &Kernel, handler: &Registered) -> Result<usize> {
    let owed = match kernel.store.is_alone() {
        true => due(kernel, &handler.name, AT_ONCE).await?,
        false if due(kernel, &handler.name, 1).await?.is_empty() => return Ok(0), // a look is a read: an idle server writes nothing
        false => claim(kernel, handler.name.clone()).await?,
    };
    let count = owed.len();
    let told: Vec<(Owed, bool)> = join_all(owed.into_iter().map(|it| async move {
        let ok = tell(kernel, handler, &it).await;
        (it, ok)
    }))
    .await;
    if count > 0 {
        let (told, now) = (std::sync::Arc::new(told), kernel.clock.now().0);
        kernel
            .store
            .write(async move |tx: &Tx| {
                for (owed, _) in told.iter().filter(|(_, ok)| !ok) {
                    let values = [owed.id.into(), (now + rest_after(owed.attempts)).into(), owed.attempts.into()];
                    run(tx, "UPDATE outbox SET due = $2, attempts = $3 WHERE id = $1", values).await?;
                }
                take_off(tx, told.iter().filter(|(_, ok)| *ok).map(|(owed, _)| owed.id).collect()).await
            })
            .await?;
    }
    Ok(count)
}

/// Takes rows off the list, all by one statement. It names one row or `AT_ONCE`, the last one again and again where there are
/// fewer: as many statements as there are numbers would be prepared anew each time.
async fn take_off(tx: &Tx, mut ids: Vec<Uuid>) -> Result<()> {
    let Some(last) = ids.last().copied() else { return Ok(()) };
    if ids.len() > 1 {
        ids.resize(AT_ONCE.max(ids.len()), last);
    }
    outbox::Entity::delete_many().filter(outbox::Column::Id.is_in(ids)).exec(tx).await?;
    Ok(())
}

/// What is due, oldest first, as if this telling were counted already.
async fn due(kernel: &Kernel, handler: &str, many: usize) -> Result<Vec<Owed>> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::Handler.eq(handler))
        .filter(outbox::Column::Due.lte(kernel.clock.now().0))
        .filter(outbox::Column::Attempts.lt(ATTEMPTS))
        .order_by_asc(outbox::Column::Id)
        .limit(many as u64)
        .all(kernel.store.reader())
        .await?;
    Ok(rows.into_iter().map(|it| Owed { id: it.id, payload: it.payload, attempts: it.attempts + 1 }).collect())
}

async fn claim(kernel: &Kernel, handler: String) -> Result<Vec<Owed>> {
    let now = kernel.clock.now().0;
    kernel
        .store
        .write(async move |tx: &Tx| {
            let skip = if tx.get_database_backend() == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
            let sql = format!(
                "UPDATE outbox SET due = $1, attempts = attempts + 1 WHERE id IN (SELECT id FROM outbox WHERE handler = $3 AND due <= $2 \
             AND attempts < {ATTEMPTS} ORDER BY id LIMIT {AT_ONCE} {skip}) RETURNING id, payload, attempts"
            );
            let values: [Value; 3] = [(now + LEASE).into(), now.into(), handler.as_str().into()];
            let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
            let mut owed = Vec::with_capacity(rows.len());
            for row in rows {
                owed.push(Owed { id: row.try_get_by_index(0)?, payload: row.try_get_by_index(1)?, attempts: row.try_get_by_index(2)? });
            }
            owed.sort_by_key(|it| it.id); // RETURNING promises no order
            Ok(owed)
        })
        .await
}

async fn release_all(kernel: &Kernel) -> Result<()> {
    let now = kernel.clock.now().0;
    kernel.store.write(async move |tx: &Tx| run(tx, "UPDATE outbox SET due = $1 WHERE due > $1", [now.into()]).await).await
}

/// Whether it was told.
async fn tell(kernel: &Kernel, handler: &Registered, owed: &Owed) -> bool {
    let told = async {
        let payload = serde_json::from_str(&owed.payload)?;
        handler.handler.handle(kernel, payload).await
    };
    match timeout(DEADLINE, AssertUnwindSafe(told).catch_unwind()).await {
        Ok(Ok(Ok(()))) => return true,
        Ok(Ok(Err(fault))) => tracing::warn!(handler = handler.name, attempts = owed.attempts, %fault, "not told yet"),
        _ => tracing::error!(handler = handler.name, attempts = owed.attempts, "a handler panicked or took too long"),
    }
    false
}

/// 0.1 s, 0.2 s, … at most an hour.
fn rest_after(attempts: i64) -> i64 {
    (100i64 << attempts.clamp(0, 20)).min(3_600_000)
}

async fn run<const N: usize>(tx: &Tx, sql: &str, values: [Value; N]) -> Result<()> {
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}
