//! What waits for a person's hours. What is kept is not the message but that there is one to decide about: when its time comes
//! the gate is asked anew, so that a consent withdrawn meanwhile holds for what was waiting, too.
use super::{Medium, Outcome, Purpose, reach, safe_contact::FORGET};
use crate::{
    Kernel, Result,
    clock::{MINUTE, Moment, days},
    id::{NoticeId, PersonId},
    job::Job,
    store::Tx,
    table::{notice, safe_contact},
    vault::{Owner, Place},
};
use async_trait::async_trait;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Longer than a week without an open hour: what it was about is over.
const KEPT: Duration = days(8);
const AT_ONCE: u64 = 100;
/// Longer than a carrier is waited for.
const LEASE: Duration = Duration::from_secs(5 * 60);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    by: Medium,
    purpose: Purpose,
}

fn place(id: NoticeId) -> Place {
    Place::of("notices", "content", id.0)
}

/// Reaches her with the next look, in her hours, for who has no time to wait for a carrier: nothing of it is lost by a restart.
pub async fn put_aside(kernel: &Kernel, person: PersonId, by: Medium, purpose: Purpose) -> Result<()> {
    put(kernel, person, by, purpose, kernel.clock.now()).await
}

/// Puts one aside. A notice that already waits by this medium is enough: it says nothing that a second could add to.
pub(super) async fn put(kernel: &Kernel, person: PersonId, by: Medium, purpose: Purpose, due: Moment) -> Result<()> {
    let waiting = Waiting { by, purpose };
    let key = kernel.vault.key(Owner::Person(person)).await?;
    let rows = notice::Entity::find().filter(notice::Column::Person.eq(person)).all(kernel.store.reader()).await?;
    for row in rows {
        if key.open::<Waiting>(place(row.id), &row.content).is_ok_and(|it| it == waiting) {
            return if row.due == due { Ok(()) } else { put_off(kernel, row.id, due).await };
        }
    }
    let (id, until) = (NoticeId::new(), kernel.clock.now() + KEPT);
    let content = key.seal(place(id), &waiting)?;
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = notice::ActiveModel { id: Set(id), person: Set(person), content: Set(content.clone()), due: Set(due), until: Set(until) };
            row.insert(tx).await?;
            Ok(())
        })
        .await
}

async fn put_off(kernel: &Kernel, id: NoticeId, due: Moment) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = notice::Entity::update_many().col_expr(notice::Column::Due, Expr::value(due.0));
            row.filter(notice::Column::Id.eq(id)).exec(tx).await?;
            Ok(())
        })
        .await
}

/// How many wait for their hour or for a carrier, and since when the first of them could have gone.
pub async fn waiting(kernel: &Kernel) -> Result<(u64, Option<Moment>)> {
    let reader = kernel.store.reader();
    let first = notice::Entity::find().order_by_asc(notice::Column::Due).one(reader).await?;
    Ok((notice::Entity::find().count(reader).await?, first.map(|it| it.due)))
}

/// Asks the gate about everything whose time has come, and lets go of what is over.
pub struct SendWaiting;

#[async_trait]
impl Job for SendWaiting {
    fn name(&self) -> &'static str {
        "core:send-waiting"
    }

    fn every(&self) -> Duration {
        MINUTE
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        let sent = send_due(kernel).await;
        forget_the_silent(kernel).await.and(sent)
    }
}

async fn send_due(kernel: &Kernel) -> Result<()> {
    loop {
        let now = kernel.clock.now();
        let due = notice::Entity::find().filter(notice::Column::Due.lte(now)).order_by_asc(notice::Column::Due).limit(AT_ONCE);
        let rows = due.all(kernel.store.reader()).await?;
        let count = rows.len() as u64;
        // One that cannot be read keeps nobody else's waiting.
        let mut fault = None;
        for row in rows {
            fault = send(kernel, row, now).await.err().or(fault);
        }
        match fault {
            Some(fault) => return Err(fault),
            None if count < AT_ONCE => return Ok(()),
            None => {}
        }
    }
}

async fn send(kernel: &Kernel, row: notice::Model, now: Moment) -> Result<()> {
    let key = kernel.vault.find(Owner::Person(row.person)).await?;
    let waiting: Option<Waiting> = key.map(|key| key.open(place(row.id), &row.content)).transpose()?;
    let Some(waiting) = waiting.filter(|_| row.until > now) else { return take_off(kernel, row.id).await.map(|_| ()) };
    if waiting.purpose.is_notice() {
        // Taken off first: cut short here, one notice is lost; the other way round, one would come twice.
        if take_off(kernel, row.id).await?
            && let Err(fault) = reach(kernel, row.person, waiting.by, waiting.purpose).await
        {
            // An error comes before anything leaves.
            put_back(kernel, row).await?;
            return Err(fault);
        }
        return Ok(());
    }
    // Taken up for a while: where two look at the same time, one of them brings it.
    if !take_up(kernel, &row, now + LEASE).await? {
        return Ok(());
    }
    // What the group said is never lost: cut short here it goes again, under the id by which a reader knows it again.
    if reach(kernel, row.person, waiting.by, waiting.purpose).await? != Outcome::Waits {
        take_off(kernel, row.id).await?;
    }
    Ok(())
}

/// As it was.
async fn put_back(kernel: &Kernel, row: notice::Model) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            notice::Entity::insert(row.clone().into_active_model().reset_all()).exec_without_returning(tx).await?;
            Ok(())
        })
        .await
}

/// Whether it was as it was read.
async fn take_up(kernel: &Kernel, row: &notice::Model, until: Moment) -> Result<bool> {
    let (id, due) = (row.id, row.due);
    kernel
        .store
        .write(async move |tx: &Tx| {
            let same = notice::Entity::update_many().col_expr(notice::Column::Due, Expr::value(until.0)).filter(notice::Column::Id.eq(id));
            Ok(same.filter(notice::Column::Due.eq(due)).exec(tx).await?.rows_affected == 1)
        })
        .await
}

/// Whether it was there.
async fn take_off(kernel: &Kernel, id: NoticeId) -> Result<bool> {
    kernel.store.write(async move |tx: &Tx| Ok(notice::Entity::delete_by_id(id).exec(tx).await?.rows_affected == 1)).await
}

/// Someone who was asked again and said nothing for as long again: her addresses are kept no longer.
async fn forget_the_silent(kernel: &Kernel) -> Result<()> {
    let before = kernel.clock.now() - FORGET;
    let is_any = safe_contact::Entity::find().filter(safe_contact::Column::Confirmed.lte(before)).one(kernel.store.reader()).await?;
    if is_any.is_none() {
        return Ok(());
    }
    kernel
        .store
        .write(async move |tx: &Tx| {
            safe_contact::Entity::delete_many().filter(safe_contact::Column::Confirmed.lte(before)).exec(tx).await?;
            Ok(())
        })
        .await
}
