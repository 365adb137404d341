//! Holding a meeting: beginning and ending it, holding it up, the sheet, whose turn it is, what is read first. All of it is in
//! memory and in force with the next thing that anybody says; what changes who may be there is written down in the audit.
use super::{Hold, NOT_NOW, PROMPT_LONG, Stage, course, course::Step, lobby::facilitated, tell_all, tell_facilitators, watch};
use crate::{
    Kernel, Result,
    admission::Admission,
    audit::{self, Act},
    store::Tx,
    table::meeting,
};
use sea_orm::EntityTrait;

/// No prompt is longer.
const LONGEST_PROMPT: usize = 300;

/// A facilitator is there. Called for whatever she does on a page of the meeting; for a minute it holds.
pub fn is_here(kernel: &Kernel, admission: &Admission) {
    if !admission.is_facilitator() {
        return;
    }
    let (group, now) = (admission.group(), kernel.clock.now());
    let is_freed = kernel.sittings.change(group, |sitting| {
        sitting.present.insert(admission.person(), now);
        let is_freed = sitting.was_held && !sitting.is_held(now);
        sitting.was_held = sitting.is_held(now);
        is_freed
    });
    if is_freed == Some(true) {
        tell_all(kernel, group);
    }
}

/// She goes, and says so: another facilitator holds the meeting from here, or it is held up at once.
pub fn is_gone(kernel: &Kernel, admission: &Admission) {
    let group = admission.group();
    kernel.sittings.change(group, |it| it.present.remove(&admission.person()));
    tell_all(kernel, group);
}

/// Begins it. Who is at the door stays there until somebody lets each of them in.
pub async fn begin(kernel: &Kernel, by: &Admission) -> Result<()> {
    step(kernel, by, Step::Begin, "meeting.begun").await
}

/// Time for the last words; nobody else comes in.
pub async fn begin_closing(kernel: &Kernel, by: &Admission) -> Result<()> {
    step(kernel, by, Step::BeginClosing, "meeting.closing").await
}

/// Ends it now.
pub async fn end(kernel: &Kernel, by: &Admission) -> Result<()> {
    step(kernel, by, Step::Close, "meeting.closed").await
}

async fn step(kernel: &Kernel, by: &Admission, step: Step, code: &'static str) -> Result<()> {
    let group = facilitated(by)?;
    is_here(kernel, by);
    let sitting = kernel.sittings.find(group).ok_or(NOT_NOW)?;
    let row = meeting::Entity::find_by_id(sitting.meeting).one(kernel.store.reader()).await?.ok_or(NOT_NOW)?;
    course::after(row.state, step).ok_or(NOT_NOW)?;
    let (kernel_in, id) = (kernel.clone(), row.id);
    let act = Act { actor: Some(by.person()), act: code, subject: Some(id.0), group: Some(group), reason: None };
    kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await?;
    watch::go(kernel, &row, step).await
}

/// Holds it up, or lets it go on. While it is held up, nobody but staff can say anything and nobody is let in.
pub async fn pause(kernel: &Kernel, by: &Admission, is_paused: bool) -> Result<()> {
    let group = facilitated(by)?;
    let now = kernel.clock.now();
    let meeting = kernel.sittings.change(group, |it| {
        it.is_paused = is_paused;
        it.was_held = it.is_held(now);
        it.meeting
    });
    let meeting = meeting.ok_or(NOT_NOW)?;
    let act = if is_paused { "meeting.paused" } else { "meeting.resumed" };
    let (kernel_in, act) = (kernel.clone(), Act { actor: Some(by.person()), act, subject: Some(meeting.0), group: Some(group), reason: None });
    kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await?;
    tell_all(kernel, group);
    Ok(())
}

/// Where the facilitators have come to, and what everybody is asked now.
pub fn turn_to(kernel: &Kernel, by: &Admission, stage: Stage, prompt: &str) -> Result<()> {
    let prompt = prompt.split_whitespace().collect::<Vec<_>>().join(" ");
    if prompt.chars().count() > LONGEST_PROMPT {
        return Err(PROMPT_LONG.into());
    }
    change(kernel, by, |it| {
        it.sheet.stage = stage;
        it.sheet.prompt = prompt;
    })
}

/// An order of turns: everybody who is in, in the order in which they came.
pub fn make_order(kernel: &Kernel, by: &Admission) -> Result<()> {
    change(kernel, by, |it| {
        let mut order: Vec<_> = it.seats.iter().map(|(id, seat)| (seat.since, *id)).collect();
        order.sort_unstable();
        it.sheet.order = order.into_iter().map(|(_, id)| id).collect();
        it.sheet.turn = it.sheet.order.first().copied();
    })
}

/// The next one's turn; after the last there is none.
pub fn next_turn(kernel: &Kernel, by: &Admission) -> Result<()> {
    change(kernel, by, |it| {
        let at = it.sheet.turn.and_then(|turn| it.sheet.order.iter().position(|id| *id == turn));
        it.sheet.turn = at.and_then(|at| it.sheet.order.get(at + 1)).copied();
        if it.sheet.turn.is_none() {
            it.sheet.order.clear();
        }
    })
}

/// What is read first, and how slowly it goes, while this meeting is held. Never less than the group asks for.
pub fn take_care(kernel: &Kernel, by: &Admission, hold: Hold, slow: Option<u32>) -> Result<()> {
    change(kernel, by, |it| {
        it.hold = hold;
        it.slow = slow.map(|it| it.min(600)).filter(|it| *it > 0);
    })
}

fn change(kernel: &Kernel, by: &Admission, how: impl FnOnce(&mut super::Sitting)) -> Result<()> {
    let group = facilitated(by)?;
    is_here(kernel, by);
    kernel.sittings.change(group, how).ok_or(NOT_NOW)?;
    tell_all(kernel, group);
    Ok(())
}

/// She steps away, or is back; or somebody came in where she is. Only the facilitators see it.
pub async fn tell_of(kernel: &Kernel, admission: &Admission, is_away: Option<bool>, is_near: Option<bool>) -> Result<()> {
    let (group, membership) = (admission.group(), admission.membership());
    let changed = kernel.sittings.change(group, |it| {
        let Some(seat) = it.seats.get_mut(&membership) else { return false };
        seat.is_away = is_away.unwrap_or(seat.is_away);
        seat.is_near = is_near.unwrap_or(seat.is_near);
        true
    });
    if changed == Some(true) {
        tell_facilitators(kernel, group).await?;
    }
    Ok(())
}
