//! The states of a group, and what moves it from one to the next. It opens only with the proof that nothing is missing.
use super::{
    missing::{self, Complete, REHEARSAL, Requirement},
    purge, rehearsal,
};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    clock::{MINUTE, Moment, days},
    event::{self, GroupStopped, Handler, MembershipStopped, PersonFrozen, Registered},
    id::{GroupId, PersonId},
    job::Job,
    modality::{Closing, Order},
    refusals,
    store::Tx,
    table::{
        group::{self, Duration as Length, GroupState},
        membership::{self, MembershipState, Role},
    },
};
use async_trait::async_trait;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use std::time::Duration;

refusals! {
    /// The group is not in a state from which this leads on.
    NOT_NOW = "group-not-now" => 409;
    /// Something is missing before it can open.
    INCOMPLETE = "group-incomplete" => 409;
    /// Something other than the rehearsal is missing: rehearse what will open.
    REHEARSE_LATER = "group-rehearse-later" => 409;
    /// The group changed since it was found complete.
    CHANGED_MEANWHILE = "group-changed-meanwhile" => 409;
    /// Nobody looks after the group.
    NAME_FACILITATOR_FIRST = "group-name-facilitator-first" => 409;
}

/// After closing, what people wrote stays for so long when no other day was chosen.
const PURGE_AFTER: Duration = days(30);

/// What staff, or time, do to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    Rehearse,
    /// Back to the draft, rehearsals wiped.
    Redraft,
    Open,
    Pause,
    Resume,
    Close,
}

impl Step {
    pub const ALL: [Step; 6] = [Step::Rehearse, Step::Redraft, Step::Open, Step::Pause, Step::Resume, Step::Close];

    fn act(self) -> &'static str {
        match self {
            Step::Rehearse => "group.rehearsed",
            Step::Redraft => "group.redrafted",
            Step::Open => "group.opened",
            Step::Pause => "group.paused",
            Step::Resume => "group.resumed",
            Step::Close => "group.closed",
        }
    }
}

/// Where a step leads from a state; none where it does not.
pub fn after(state: GroupState, step: Step) -> Option<GroupState> {
    use GroupState::{Closed, Draft, Open, Paused, Rehearsing};
    Some(match (state, step) {
        (Draft, Step::Rehearse) => Rehearsing,
        (Rehearsing, Step::Redraft) => Draft,
        (Rehearsing, Step::Open) | (Paused, Step::Resume) => Open,
        (Open, Step::Pause) => Paused,
        (Draft | Rehearsing | Open | Paused, Step::Close) => Closed,
        _ => return None,
    })
}

/// Begins the rehearsal of a group that lacks nothing else.
pub async fn rehearse(kernel: &Kernel, by: PersonId, group: GroupId) -> Result<()> {
    if let Err(missing) = missing::complete(kernel, group).await?
        && missing.iter().any(|it| it.code != REHEARSAL)
    {
        return Err(REHEARSE_LATER.into());
    }
    step(kernel, Some(by), group, Step::Rehearse, None).await
}

pub async fn redraft(kernel: &Kernel, by: PersonId, group: GroupId) -> Result<()> {
    step(kernel, Some(by), group, Step::Redraft, None).await
}

/// What is missing, or the proof with which [`open`] opens it.
pub async fn may_open(kernel: &Kernel, group: GroupId) -> Result<Result<Complete, Vec<&'static Requirement>>> {
    missing::complete(kernel, group).await
}

/// Opens it. Rehearsals are wiped in the same transaction.
pub async fn open(kernel: &Kernel, by: PersonId, complete: Complete) -> Result<()> {
    step(kernel, Some(by), complete.group(), Step::Open, Some(complete.config())).await
}

pub async fn pause(kernel: &Kernel, by: PersonId, group: GroupId) -> Result<()> {
    step(kernel, Some(by), group, Step::Pause, None).await
}

pub async fn resume(kernel: &Kernel, by: PersonId, group: GroupId) -> Result<()> {
    if super::facilitation::list(kernel, group).await?.is_empty() {
        return Err(NAME_FACILITATOR_FIRST.into());
    }
    step(kernel, Some(by), group, Step::Resume, None).await
}

/// Ends it. Nobody reads or writes there any more; the words go at the day of purging.
pub async fn close(kernel: &Kernel, by: Option<PersonId>, group: GroupId) -> Result<()> {
    step(kernel, by, group, Step::Close, None).await?;
    kernel.fleeting.close(group);
    Ok(())
}

async fn step(kernel: &Kernel, by: Option<PersonId>, group: GroupId, step: Step, config: Option<i32>) -> Result<()> {
    let (now, kernel_in) = (kernel.clock.now(), kernel.clone());
    let seats = rehearsal::seats(kernel, group).await?;
    kernel
        .store
        .write(async move |tx: &Tx| {
            let before = group::Entity::find_by_id(group).one(tx).await?.ok_or(crate::admission::UNKNOWN_GROUP)?;
            let state = after(before.state, step).ok_or(NOT_NOW)?;
            // The proof is worth no more than the configuration that it was made for.
            if config.is_some_and(|it| it != before.config) {
                return Err(CHANGED_MEANWHILE.into());
            }
            let mut row = before.clone();
            row.state = state;
            row.is_paused = state == GroupState::Paused;
            if state == GroupState::Closed {
                row.closed = Some(now);
                row.purge = row.purge.or(Some(now + PURGE_AFTER));
            }
            row.into_active_model().reset_all().update(tx).await?;
            if matches!(step, Step::Redraft | Step::Open | Step::Close) {
                rehearsal::wipe(&kernel_in, tx, group).await?;
            }
            if matches!(step, Step::Pause | Step::Close) {
                event::record(&kernel_in, tx, &GroupStopped { group }).await?;
            }
            audit::record(&kernel_in, tx, Act { actor: by, act: step.act(), subject: Some(group.0), group: Some(group), reason: None }).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    if matches!(step, Step::Redraft | Step::Open | Step::Close) {
        rehearsal::forget(kernel, group, &seats);
    }
    match step {
        Step::Pause => stop(kernel, group, Closing::Paused).await,
        Step::Close => stop(kernel, group, Closing::Ended).await,
        _ => {}
    }
    kernel.outbox.wake();
    Ok(())
}

/// Tells the modality's actor. Admission has refused everybody already: this ends what is under way.
async fn stop(kernel: &Kernel, group: GroupId, why: Closing) {
    if why != Closing::Paused {
        kernel.live.close(group);
    }
    let Ok(found) = super::get(kernel, group).await else { return };
    if let Some(modality) = found.modality.as_deref() {
        stop_way(kernel, group, modality, why).await;
    }
}

/// Ends what is under way by one way of meeting.
pub(super) async fn stop_way(kernel: &Kernel, group: GroupId, modality: &str, why: Closing) {
    let Ok(host) = kernel.host(modality) else { return };
    if let Err(fault) = host.give(Order::Close(group, why)).await {
        tracing::warn!(?fault, "a way of meeting did not stop");
    }
}

/// Nobody but facilitators gets in, from this moment on.
pub async fn lock_down(kernel: &Kernel, by: PersonId, group: GroupId) -> Result<()> {
    set_locked(kernel, by, group, true).await?;
    // Everyone's listening ends; facilitators' pages listen again by themselves.
    stop(kernel, group, Closing::LockedDown).await;
    Ok(())
}

pub async fn lift(kernel: &Kernel, by: PersonId, group: GroupId) -> Result<()> {
    set_locked(kernel, by, group, false).await
}

async fn set_locked(kernel: &Kernel, by: PersonId, group: GroupId, is_locked: bool) -> Result<()> {
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let mut row = group::Entity::find_by_id(group).one(tx).await?.ok_or(crate::admission::UNKNOWN_GROUP)?;
            if row.is_locked == is_locked {
                return Ok(());
            }
            row.is_locked = is_locked;
            row.into_active_model().reset_all().update(tx).await?;
            if is_locked {
                event::record(&kernel_in, tx, &GroupStopped { group }).await?;
            }
            let act = if is_locked { "group.locked-down" } else { "group.lock-lifted" };
            audit::record(&kernel_in, tx, Act { actor: Some(by), act, subject: Some(group.0), group: Some(group), reason: None }).await
        })
        .await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    kernel.outbox.wake();
    Ok(())
}

/// Pauses an open group that has no facilitator any more, in the transaction that took the last one.
pub async fn pause_if_alone(kernel: &Kernel, tx: &Tx, group: GroupId, by: Option<PersonId>) -> Result<()> {
    let Some(mut row) = group::Entity::find_by_id(group).one(tx).await? else { return Ok(()) };
    let left = membership::Entity::find()
        .filter(membership::Column::Group.eq(group))
        .filter(membership::Column::Role.eq(Role::Facilitator))
        .filter(membership::Column::State.eq(MembershipState::Active))
        .count(tx)
        .await?;
    if left > 0 || row.state != GroupState::Open {
        return Ok(());
    }
    row.state = GroupState::Paused;
    row.is_paused = true;
    row.into_active_model().reset_all().update(tx).await?;
    event::record(kernel, tx, &GroupStopped { group }).await?;
    let reason = Some("no-facilitator".into());
    audit::record(kernel, tx, Act { actor: by, act: "group.paused", subject: Some(group.0), group: Some(group), reason }).await
}

/// The same for a facilitator who went by another way than being let go.
struct LookAfter;

#[async_trait]
impl Handler<MembershipStopped> for LookAfter {
    async fn handle(&self, kernel: &Kernel, event: MembershipStopped) -> Result<()> {
        pause_alone(kernel, event.group).await
    }
}

#[async_trait]
impl Handler<PersonFrozen> for LookAfter {
    async fn handle(&self, kernel: &Kernel, event: PersonFrozen) -> Result<()> {
        let rows = membership::Entity::find()
            .filter(membership::Column::Person.eq(event.person))
            .filter(membership::Column::Role.eq(Role::Facilitator))
            .all(kernel.store.reader())
            .await?;
        for row in rows {
            pause_alone(kernel, row.group).await?;
        }
        Ok(())
    }
}

async fn pause_alone(kernel: &Kernel, group: GroupId) -> Result<()> {
    let kernel_in = kernel.clone();
    kernel.store.write(async move |tx: &Tx| pause_if_alone(&kernel_in, tx, group, None).await).await?;
    kernel.bus.tell(kernel, Signal::GroupChanged(group));
    Ok(())
}

pub(super) fn handlers() -> Vec<Registered> {
    vec![Registered::new::<MembershipStopped>("group", LookAfter), Registered::new::<PersonFrozen>("group", LookAfter)]
}

/// Once a minute: ends what is over, erases what is due, pauses what nobody looks after.
pub(super) struct Keep;

#[async_trait]
impl Job for Keep {
    fn name(&self) -> &'static str {
        "groups"
    }

    fn every(&self) -> Duration {
        MINUTE
    }

    async fn run(&self, kernel: &Kernel) -> Result<()> {
        let now = kernel.clock.now();
        for row in super::list(kernel).await? {
            match due(&row, now) {
                Due::Close => close(kernel, None, row.id).await?,
                Due::Purge => purge::purge(kernel, row.id).await?,
                Due::Nothing if row.state == GroupState::Open && super::facilitation::list(kernel, row.id).await?.is_empty() => {
                    pause_alone(kernel, row.id).await?;
                }
                Due::Nothing => {}
            }
        }
        Ok(())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Due {
    Nothing,
    Close,
    Purge,
}

fn due(group: &group::Model, now: Moment) -> Due {
    let is_closed = group.state == GroupState::Closed;
    let has_people = group.state.has_people();
    if group.purge.is_some_and(|at| at <= now) && (is_closed || has_people) {
        return Due::Purge;
    }
    let is_over = group.duration == Some(Length::TimeLimited) && group.ends.is_some_and(|at| at <= now);
    if has_people && is_over { Due::Close } else { Due::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const STATES: [GroupState; 5] = [GroupState::Draft, GroupState::Rehearsing, GroupState::Open, GroupState::Paused, GroupState::Closed];

    /// Every walk of so many steps, as the states it passes.
    fn walks(length: usize) -> Vec<Vec<GroupState>> {
        let mut walks = vec![vec![GroupState::Draft]];
        for _ in 0..length {
            walks = walks
                .into_iter()
                .flat_map(|walk| {
                    let here = walk[walk.len() - 1];
                    Step::ALL.into_iter().map(move |step| [walk.clone(), vec![after(here, step).unwrap_or(here)]].concat())
                })
                .collect();
        }
        walks
    }

    #[test]
    fn no_walk_leads_to_an_open_group_past_its_rehearsal_and_none_leads_back_from_the_end() {
        let mut seen = HashSet::new();
        for walk in walks(6) {
            let opened = walk.iter().position(|it| *it == GroupState::Open);
            let rehearsed = walk.iter().position(|it| *it == GroupState::Rehearsing);
            assert!(opened.is_none_or(|at| rehearsed.is_some_and(|before| before < at)), "{walk:?}");
            if let Some(end) = walk.iter().position(|it| *it == GroupState::Closed) {
                assert!(walk[end..].iter().all(|it| *it == GroupState::Closed), "{walk:?}");
            }
            if let Some(at) = opened {
                let early = |it: &GroupState| matches!(it, GroupState::Draft | GroupState::Rehearsing);
                assert!(!walk[at..].iter().any(early), "people were there once: {walk:?}");
            }
            seen.extend(walk);
        }
        assert_eq!(seen.len(), STATES.len(), "every state is reached");
    }

    #[test]
    fn whatever_state_it_is_in_a_group_can_be_ended() {
        for state in STATES {
            assert_eq!(after(state, Step::Close).is_some(), state != GroupState::Closed);
        }
    }
}
