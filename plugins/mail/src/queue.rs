//! What is owed by mail, and its way to the gate. An entry owes each reader one letter, written down with the entry's telling; it is
//! struck out when the gate has it: sent, kept for her hour, or not for her. Cut short anywhere it goes again, under the same id.
use crate::{
    post::Post,
    seat,
    settings::Mail as Settings,
    table::{
        letter::{Column, Entity, Kind, Model},
        seat::{Mode, Model as Seat},
    },
};
use futures_util::{StreamExt, stream};
use hearth_core::{
    Kernel, Result,
    admission::{self, Intent},
    clock::{DAY, HOUR, MINUTE, Moment},
    contact::{self, Medium, Outcome, Purpose},
    contribution::Entry,
    id::{EntryId, GroupId, MembershipId},
    settings, site,
    store::Tx,
    table::{entry, entry::Audience, membership},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict},
};
use std::time::Duration;

/// So many are taken up at once: what a node holds when it dies goes again after [`LEASE`].
const AT_ONCE: u64 = 400;
const LEASE: Duration = Duration::from_secs(3 * 60);
/// So many are with the gate and the relay at the same time.
const TOGETHER: usize = 16;
/// After a fault of ours: again after a minute, then two, four, at most an hour.
const MOST_DOUBLINGS: u32 = 6;
/// Rows of one statement: PostgreSQL takes 65,535 values, SQLite 32,766.
const ROWS: usize = 1000;

/// Owes an entry to everyone who takes part by mail and may see it.
pub async fn owe(kernel: &Kernel, entry: &Entry) -> Result<()> {
    let seats = match (entry.audience, entry.line) {
        (Audience::Group, _) => seat::of_group(kernel, entry.group).await?,
        (Audience::Staff, Some(line)) => seat::by_membership(kernel, line).await?.into_iter().collect(),
        (Audience::Staff, None) => Vec::new(),
    };
    let now = kernel.clock.now();
    let evening = evening(kernel, entry.group, now).await?;
    let rows: Vec<_> = seats
        .iter()
        .filter(|it| seat::is_open(it) && it.membership != entry.author)
        .filter_map(|it| {
            let (kind, due) = match it.mode {
                Mode::Nothing => return None,
                Mode::Notice => (Kind::Notice, now),
                Mode::Whole => (Kind::Whole, now),
                Mode::Digest => (Kind::Digest, evening),
            };
            Some(crate::table::letter::ActiveModel {
                id: NotSet,
                entry: Set(entry.id),
                membership: Set(it.membership),
                group: Set(entry.group),
                kind: Set(kind),
                due: Set(due),
                tries: Set(0),
            })
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            for rows in rows.chunks(ROWS) {
                let once = OnConflict::columns([Column::Entry, Column::Membership]).do_nothing().to_owned();
                Entity::insert_many(rows.to_vec()).on_conflict(once).exec_without_returning(tx).await?;
            }
            Ok(())
        })
        .await?;
    kernel.held::<Post>().owed.notify_one();
    Ok(())
}

/// When the day's letter of a group goes next.
async fn evening(kernel: &Kernel, group: GroupId, now: Moment) -> Result<Moment> {
    let hour = settings::shared::<Settings>(kernel, Some(group)).await?.digest_hour;
    let (_, minute) = site::current(kernel).await?.zone().weekday_and_minute(now);
    let ahead = i64::from(hour) * 60 - i64::from(minute);
    let minutes = if ahead > 0 { ahead } else { ahead + 24 * 60 };
    Ok(now.minute() + MINUTE * u32::try_from(minutes).unwrap_or(0))
}

/// An entry that is out of sight is owed to nobody.
pub async fn let_go(kernel: &Kernel, entry: EntryId) -> Result<()> {
    strike(kernel, Column::Entry.eq(entry)).await
}

pub async fn let_go_of_group(kernel: &Kernel, group: GroupId) -> Result<()> {
    strike(kernel, Column::Group.eq(group)).await
}

async fn strike(kernel: &Kernel, which: Expr) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            Entity::delete_many().filter(which.clone()).exec(tx).await?;
            Ok(())
        })
        .await
}

/// What waits, and since when: for the administrator's page.
pub struct Waiting {
    /// Owed, and not with the gate yet.
    pub owed: u64,
    /// With the gate: for somebody's hour, or for the relay.
    pub held: u64,
    pub since: Option<Moment>,
}

pub async fn waiting(kernel: &Kernel) -> Result<Waiting> {
    let now = kernel.clock.now();
    let due = Entity::find().filter(Column::Due.lte(now));
    let reader = kernel.store.reader();
    let first = due.clone().order_by_asc(Column::Due).one(reader).await?.map(|it| it.due);
    let (held, held_since) = contact::waiting(kernel).await?;
    Ok(Waiting { owed: due.count(reader).await?, held, since: first.into_iter().chain(held_since).min() })
}

/// How many are on their way now, on whichever node.
pub async fn taken_up(kernel: &Kernel) -> Result<u64> {
    let now = kernel.clock.now();
    let on_their_way = Entity::find().filter(Column::Due.gt(now)).filter(Column::Due.lte(now + LEASE)).filter(Column::Kind.ne(Kind::Digest));
    Ok(on_their_way.count(kernel.store.reader()).await?)
}

/// Sends whatever is owed, for as long as the house stands.
pub async fn keep_sending(kernel: Kernel) {
    let post = kernel.held::<Post>();
    loop {
        match send_due(&kernel).await {
            Ok(0) => {
                // Woken by what is owed; looked at all the same for what another node left, and for the evening.
                let _ = tokio::time::timeout(Duration::from_secs(15), post.owed.notified()).await;
            }
            Ok(_) => {}
            Err(fault) => {
                tracing::error!(%fault, "what is owed by mail could not be looked at");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// One round of it: how many were taken up.
pub async fn send_due(kernel: &Kernel) -> Result<usize> {
    let mine = take_up(kernel).await?;
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
    let mut done = Vec::with_capacity(count);
    let mut results = stream::iter(people).map(async |rows| (pass(kernel, &rows).await, rows)).buffer_unordered(TOGETHER);
    while let Some((result, rows)) = results.next().await {
        match result {
            Ok(Owed::Settled) => done.extend(rows.into_iter().map(|it| it.id)),
            Ok(Owed::Gathered) => put_off(kernel, rows, |_| DAY).await?,
            Err(fault) => {
                tracing::error!(%fault, "a letter could not be made; it is tried again");
                let doubled = |tries: i32| (MINUTE * (1 << u32::try_from(tries).unwrap_or(0).min(MOST_DOUBLINGS))).min(HOUR);
                put_off(kernel, rows, doubled).await?;
            }
        }
    }
    strike_out(kernel, done).await?;
    Ok(count)
}

/// Takes up what is due: for a while it is this node's alone.
async fn take_up(kernel: &Kernel) -> Result<Vec<Model>> {
    let now = kernel.clock.now();
    let due = Entity::find().filter(Column::Due.lte(now));
    // Reading alone, most of the time.
    if due.clone().one(kernel.store.reader()).await?.is_none() {
        return Ok(Vec::new());
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            let first = Entity::find().select_only().column(Column::Id).filter(Column::Due.lte(now)).order_by_asc(Column::Id).limit(AT_ONCE);
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
    /// The gate waits for her hour, and makes the day's letter then of what is gathered here.
    Gathered,
}

/// One letter to one person: of one entry, or of a day's.
async fn pass(kernel: &Kernel, rows: &[Model]) -> Result<Owed> {
    let Some(row) = rows.first() else { return Ok(Owed::Settled) };
    let Some(place) = membership::Entity::find_by_id(row.membership).one(kernel.store.reader()).await? else { return Ok(Owed::Settled) };
    let Some(seat) = seat::by_membership(kernel, row.membership).await?.filter(seat::is_open) else { return Ok(Owed::Settled) };
    // Whoever may not read now gets nothing, however long ago it was owed.
    match admission::admit(kernel, place.person, row.group, Intent::Read).await {
        Ok(_) => {}
        Err(error) if error.refusal().is_some() => return Ok(Owed::Settled),
        Err(error) => return Err(error),
    }
    let reach = async |purpose| contact::reach(kernel, place.person, Medium::Email, purpose).await;
    match row.kind {
        Kind::Whole => reach(Purpose::Attendance(row.entry)).await.map(|_| Owed::Settled),
        Kind::Digest => reach(Purpose::Digest(row.membership)).await.map(|it| if it == Outcome::Waits { Owed::Gathered } else { Owed::Settled }),
        Kind::Notice => tell(kernel, row, &seat).await.map(|()| Owed::Settled),
    }
}

/// What was gathered for her until now, oldest first: for the letter that is made of it.
pub async fn gathered(kernel: &Kernel, membership: MembershipId) -> Result<Vec<Model>> {
    let rows = Entity::find().filter(Column::Membership.eq(membership)).filter(Column::Kind.eq(Kind::Digest)).order_by_asc(Column::Id);
    Ok(rows.all(kernel.store.reader()).await?)
}

/// A sentence, and no other before she has looked.
async fn tell(kernel: &Kernel, row: &Model, seat: &Seat) -> Result<()> {
    if seat::waits_for_her(kernel, seat).await? {
        return Ok(());
    }
    let Some(entry) = entry::Entity::find().filter(entry::Column::Id.eq(row.entry)).one(kernel.store.reader()).await? else { return Ok(()) };
    // Written down first: cut short here she gets none, and the other way round she would get two.
    seat::told(kernel, seat.membership, entry.at).await?;
    contact::reach(kernel, seat.person, Medium::Email, Purpose::NoticeOf(seat.membership)).await.map(|_| ())
}

async fn put_off(kernel: &Kernel, rows: Vec<Model>, wait: impl Fn(i32) -> Duration) -> Result<()> {
    let rows: Vec<(Model, Duration)> = rows
        .into_iter()
        .map(|it| {
            let wait = wait(it.tries);
            (it, wait)
        })
        .collect();
    let now = kernel.clock.now();
    kernel
        .store
        .write(async move |tx: &Tx| {
            for (row, wait) in &rows {
                let again =
                    Entity::update_many().col_expr(Column::Due, Expr::value((now + *wait).0)).col_expr(Column::Tries, Expr::value(row.tries + 1));
                again.filter(Column::Id.eq(row.id)).exec(tx).await?;
            }
            Ok(())
        })
        .await
}

/// The relay has it, or the gate.
pub async fn strike_out(kernel: &Kernel, ids: Vec<i64>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    strike(kernel, Column::Id.is_in(ids)).await
}

/// Nothing is owed for longer than a week: what it was about is on the page.
pub async fn sweep(kernel: &Kernel) -> Result<()> {
    let before = Moment(kernel.clock.now().0 - (7 * DAY).as_millis() as i64);
    strike(kernel, Column::Due.lt(before)).await
}
