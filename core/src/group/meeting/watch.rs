//! The clock of meetings: doors that open, last words, the close; and whether a facilitator is there. Looked at every second;
//! looking writes nothing.
use super::{course, course::Step, plan, staffing, tell_all};
use crate::{
    Kernel, Result,
    bus::Signal,
    clock::HOUR,
    job::Job,
    joining::{guest, interpreter},
    modality::{Closing, Order},
    store::Tx,
    table::{
        group,
        meeting::{self, MeetingState},
    },
};
use async_trait::async_trait;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::{sync::Arc, time::Duration};

const LOOK: Duration = Duration::from_secs(1);

/// The kernel's own jobs about meetings.
pub fn jobs() -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Ahead)]
}

struct Ahead;

#[async_trait]
impl Job for Ahead {
    fn name(&self) -> &'static str {
        "core-meetings-ahead"
    }

    fn every(&self) -> Duration {
        HOUR
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        plan::write_all_ahead(kernel).await
    }
}

/// Looks, for ever.
pub async fn keep_watch(kernel: Kernel) {
    loop {
        if let Err(fault) = look(&kernel).await {
            tracing::error!(%fault, "meetings could not be looked at");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Does what is due now, once.
pub async fn look(kernel: &Kernel) -> Result<()> {
    let now = kernel.clock.now();
    let over = [MeetingState::Closed, MeetingState::Cancelled];
    let due = meeting::Entity::find().filter(meeting::Column::State.is_not_in(over)).filter(meeting::Column::Doors.lte(now));
    for row in due.all(kernel.store.reader()).await? {
        let is_ready = staffing::is_held(kernel, &row).await? && takes_place(kernel, &row).await?;
        if let Some(step) = course::due(&row, is_ready, now) {
            go(kernel, &row, step).await?;
        } else if course::is_running(row.state) {
            kernel.sittings.begin(&row); // after a restart nobody is in: each is let in anew
        }
    }
    for group in kernel.sittings.groups() {
        let is_other = kernel.sittings.change(group, |it| {
            let is_held = it.is_held(now);
            std::mem::replace(&mut it.was_held, is_held) != is_held
        });
        if is_other == Some(true) {
            tell_all(kernel, group);
        }
    }
    Ok(())
}

/// Doors open only where the group is open, and no other meeting of it is held.
async fn takes_place(kernel: &Kernel, row: &meeting::Model) -> Result<bool> {
    let group = group::Entity::find_by_id(row.group).one(kernel.store.reader()).await?;
    Ok(group.is_some_and(|it| it.may_meet()) && kernel.sittings.find(row.group).is_none_or(|it| it.meeting == row.id))
}

/// Takes a step, once: of two who take it at the same time, one does.
pub(super) async fn go(kernel: &Kernel, row: &meeting::Model, step: Step) -> Result<()> {
    let (id, from) = (row.id, row.state);
    let Some(to) = course::after(from, step) else { return Ok(()) };
    let attended = (to == MeetingState::Closed).then(|| kernel.sittings.find(row.group).filter(|it| it.meeting == id)).flatten();
    let attended = attended.map(|it| i32::try_from(it.attended.len()).unwrap_or(i32::MAX));
    let taken = kernel
        .store
        .write(async move |tx: &Tx| {
            let found = meeting::Entity::find_by_id(id).one(tx).await?.filter(|it| it.state == from);
            let Some(found) = found else { return Ok(None) };
            let mut row = found.into_active_model();
            row.state = Set(to);
            if to == MeetingState::Closed {
                row.attended = Set(attended);
                // What led to it leads nowhere any more.
                row.link = Set(None);
                row.code = Set(None);
            }
            Ok(Some(row.update(tx).await?))
        })
        .await?;
    let Some(row) = taken else { return Ok(()) };
    match to {
        MeetingState::Closed => close(kernel, &row).await?,
        _ => kernel.sittings.begin(&row),
    }
    tell_all(kernel, row.group);
    Ok(())
}

/// Nobody is in any more, what was not to be kept is gone, and who was there for this meeting alone is known no longer.
async fn close(kernel: &Kernel, row: &meeting::Model) -> Result<()> {
    kernel.sittings.end(row.group, row.id);
    let group = group::Entity::find_by_id(row.group).one(kernel.store.reader()).await?;
    if group.as_ref().is_some_and(|it| it.keep_hours.is_none()) {
        kernel.fleeting.close(row.group);
    }
    if let Some(host) = group.and_then(|it| it.modality).and_then(|it| kernel.host(&it).ok().cloned())
        && let Err(why) = host.give(Order::Close(row.group, Closing::MeetingOver)).await
    {
        tracing::warn!(?why, "the room is not closed yet");
    }
    kernel.bus.tell(kernel, Signal::UnseatAll(row.group));
    interpreter::end(kernel, row).await?;
    guest::end(kernel, row.group).await
}
