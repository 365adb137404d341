//! The round that brings what is owed to the gate, for as long as the house stands.
use super::{Attendance, Wake, by_medium, have_yet_to_look, strike_out};
use crate::{
    Kernel, Result,
    admission::{self, AT_THE_DOOR, Intent, NO_MEETING},
    background,
    clock::{DAY, HOUR, MINUTE},
    contact::{Medium, Outcome, Purpose, reach},
    store::Tx,
    table::{
        entry, membership,
        owed::{Column, Entity, Kind, Model},
    },
};
use anyhow::anyhow;
use dashmap::DashMap;
use futures_util::{FutureExt, StreamExt, stream::FuturesUnordered};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr};
use std::{
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

/// So many are taken up at once: what a node holds when it dies goes again after [`LEASE`].
const AT_ONCE: u64 = 400;
const LEASE: Duration = Duration::from_secs(3 * 60);
/// So many are with the gate and the carrier at the same time, at least and at most: what is asked about them is asked together
/// (`Store::rows`).
const FEW: usize = 64;
const MANY: usize = 200;
/// Others begin when half of those are done, all at the same moment: one by one, each would ask alone. Where the half was done sooner than
/// this, twice as many go; where it took longer than [`SLOW`], half as many: what is asked about somebody must not be old when her turn comes.
const FAST: Duration = Duration::from_secs(1);
const SLOW: Duration = Duration::from_secs(10);
/// After a fault of ours: again after a minute, then two, four, at most an hour.
const MOST_DOUBLINGS: u32 = 6;

/// How many go at the same time by each medium. One for each kernel: see [`Kernel::held`].
#[derive(Default)]
struct Pace(DashMap<Medium, usize>);

impl Pace {
    fn many(&self, by: Medium) -> usize {
        self.0.get(&by).map_or(MANY / 2, |it| *it)
    }

    fn half_took(&self, by: Medium, long: Duration) {
        let many = self.many(by);
        let next = match long {
            it if it < FAST => many * 2,
            it if it > SLOW => many / 2,
            _ => many,
        };
        self.0.insert(by, next.clamp(FEW, MANY));
    }
}

/// Sends whatever is owed by a medium, for as long as the house stands.
pub async fn keep_sending(kernel: Kernel, by: &'static dyn Attendance) {
    background::keep(kernel, "the sending of what is owed", |kernel| send_for_ever(kernel, by)).await;
}

async fn send_for_ever(kernel: Kernel, by: &dyn Attendance) {
    let wake = kernel.held::<Wake>();
    loop {
        match send_due(&kernel, by).await {
            Ok(0) => {
                // Woken by what is owed; looked at all the same for what another node left, and for the evening.
                let _ = tokio::time::timeout(Duration::from_secs(15), wake.of(by.medium()).notified()).await;
            }
            Ok(_) => {}
            Err(fault) => {
                tracing::error!(%fault, medium = by.medium().code(), "what is owed could not be looked at");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// One round of it: how many were taken up.
pub async fn send_due(kernel: &Kernel, by: &dyn Attendance) -> Result<usize> {
    let mine = take_up(kernel, by.medium()).await?;
    let count = mine.len();
    let (digests, single): (Vec<Model>, Vec<Model>) = mine.into_iter().partition(|it| it.kind == Kind::Digest);
    let mut people: Vec<Vec<Model>> = Vec::new();
    for row in digests {
        match people.iter_mut().find(|it| it[0].membership == row.membership) {
            Some(rows) => rows.push(row),
            None => people.push(vec![row]),
        }
    }
    people.extend(single.into_iter().map(|it| vec![it]));
    let (mut done, pace) = (Vec::with_capacity(count), kernel.held::<Pace>());
    let (mut people, mut on_their_way, mut began) = (people.into_iter(), FuturesUnordered::new(), None::<Instant>);
    loop {
        if on_their_way.len() <= pace.many(by.medium()) / 2 {
            if let Some(began) = began.take() {
                pace.half_took(by.medium(), began.elapsed());
            }
            let (before, many) = (on_their_way.len(), pace.many(by.medium()));
            people.by_ref().take(many.saturating_sub(before)).for_each(|rows| on_their_way.push(bring(kernel, by, rows)));
            began = (on_their_way.len() > before).then(Instant::now);
        }
        let Some((result, rows)) = on_their_way.next().await else { break };
        match result {
            Ok(Owed::Settled) => done.extend(rows.into_iter().map(|it| it.id)),
            Ok(Owed::Gathered) => put_off(kernel, rows, |_| DAY).await?,
            Err(fault) => {
                tracing::error!(%fault, medium = by.medium().code(), "a message could not be made; it is tried again");
                let doubled = |tries: i32| (MINUTE * (1 << u32::try_from(tries).unwrap_or(0).min(MOST_DOUBLINGS))).min(HOUR);
                put_off(kernel, rows, doubled).await?;
            }
        }
    }
    strike_out(kernel, done).await?;
    Ok(count)
}

/// How many are on their way now, on whichever node.
pub async fn taken_up(kernel: &Kernel, medium: Medium) -> Result<u64> {
    let now = kernel.clock.now();
    let on_their_way = by_medium(medium).filter(Column::Due.gt(now)).filter(Column::Due.lte(now + LEASE)).filter(Column::Kind.ne(Kind::Digest));
    Ok(on_their_way.count(kernel.store.reader()).await?)
}

/// Takes up what is due: for a while it is this node's alone.
async fn take_up(kernel: &Kernel, medium: Medium) -> Result<Vec<Model>> {
    let now = kernel.clock.now();
    // Reading alone, most of the time.
    if by_medium(medium).filter(Column::Due.lte(now)).one(kernel.store.reader()).await?.is_none() {
        return Ok(Vec::new());
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            let due = by_medium(medium).filter(Column::Due.lte(now));
            let first = due.select_only().column(Column::Id).order_by_asc(Column::Id).limit(AT_ONCE);
            let taken = Entity::update_many()
                .col_expr(Column::Due, Expr::value((now + LEASE).0))
                .filter(Column::Id.in_subquery(first.into_query()))
                .filter(Column::Due.lte(now))
                .exec_with_returning(tx)
                .await?;
            Ok(taken)
        })
        .await
}

/// What became of what was owed.
#[derive(PartialEq, Eq)]
enum Owed {
    /// The gate has it, or it is for nobody.
    Settled,
    /// The gate waits for her hour, and makes one message then of what is gathered here.
    Gathered,
}

/// What became of it, and what it was. One that makes something panic is put off like any that fails: the others on their way go on.
async fn bring(kernel: &Kernel, by: &dyn Attendance, rows: Vec<Model>) -> (Result<Owed>, Vec<Model>) {
    let passed = AssertUnwindSafe(pass(kernel, by, &rows)).catch_unwind().await;
    (passed.unwrap_or_else(|_| Err(anyhow!("it panicked").into())), rows)
}

/// One message to one person: of one entry, or of several that were gathered.
async fn pass(kernel: &Kernel, by: &dyn Attendance, rows: &[Model]) -> Result<Owed> {
    let Some(row) = rows.first() else { return Ok(Owed::Settled) };
    let Some(place) = kernel.store.row::<membership::Entity>(membership::Column::Id, row.membership).await? else { return Ok(Owed::Settled) };
    let Some(her) = by.of(kernel, row.membership).await?.filter(|it| it.is_open) else { return Ok(Owed::Settled) };
    // Whoever may not read now gets nothing, however long ago it was owed.
    match admission::admit(kernel, place.person, row.group, Intent::Read).await {
        Ok(_) => {}
        // Between two meetings staff's word to her comes all the same: it is help.
        Err(error) if matches!(error.refusal(), Some(NO_MEETING | AT_THE_DOOR)) && is_on_her_line(kernel, rows).await? => {}
        Err(error) if error.refusal().is_some() => return Ok(Owed::Settled),
        Err(error) => return Err(error),
    }
    let reached = async |purpose| reach(kernel, place.person, by.medium(), purpose).await;
    match row.kind {
        Kind::Whole => reached(Purpose::Attendance(row.entry)).await.map(|_| Owed::Settled),
        Kind::Digest => reached(Purpose::Digest(row.membership)).await.map(|it| if it == Outcome::Waits { Owed::Gathered } else { Owed::Settled }),
        Kind::Notice => {
            // One sentence, and no other before she has looked.
            if have_yet_to_look(kernel, &[her]).await?.contains_key(&her.membership) {
                return Ok(Owed::Settled);
            }
            let Some(entry) = kernel.store.row::<entry::Entity>(entry::Column::Id, row.entry).await? else { return Ok(Owed::Settled) };
            // Written down first: cut short here she gets none, and the other way round she would get two.
            if !by.told(kernel, &her, entry.at).await? {
                return Ok(Owed::Settled);
            }
            reached(Purpose::NoticeOf(her.membership)).await.map(|_| Owed::Settled)
        }
    }
}

/// Whether any of it was said between staff and her alone.
async fn is_on_her_line(kernel: &Kernel, rows: &[Model]) -> Result<bool> {
    for row in rows {
        let entry = kernel.store.row::<entry::Entity>(entry::Column::Id, row.entry).await?;
        if entry.is_some_and(|it| it.line == Some(row.membership)) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn put_off(kernel: &Kernel, rows: Vec<Model>, wait: impl Fn(i32) -> Duration) -> Result<()> {
    let now = kernel.clock.now();
    let rows: Vec<_> = rows.into_iter().map(|it| (it.id, now + wait(it.tries), it.tries + 1)).collect();
    kernel
        .store
        .write(async move |tx: &Tx| {
            for (id, due, tries) in &rows {
                let again = Entity::update_many().col_expr(Column::Due, Expr::value(due.0)).col_expr(Column::Tries, Expr::value(*tries));
                again.filter(Column::Id.eq(*id)).exec(tx).await?;
            }
            Ok(())
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_go_at_the_same_time_as_the_carrier_takes() {
        let (pace, by) = (Pace::default(), Medium::Text);
        assert_eq!(pace.many(by), 100);
        for _ in 0..3 {
            pace.half_took(by, FAST / 2);
        }
        assert_eq!(pace.many(by), MANY, "a fast one takes more, up to a bound");
        pace.half_took(by, FAST * 5);
        assert_eq!(pace.many(by), MANY);
        for many in [100, FEW, FEW] {
            pace.half_took(by, SLOW * 2);
            assert_eq!(pace.many(by), many, "a slow one fewer");
        }
        assert_eq!(pace.many(Medium::Email), 100, "and the other medium goes at its own pace");
    }
}
