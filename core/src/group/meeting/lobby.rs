//! The door: who is there tells it once, and a facilitator decides about each person by herself. Nobody else decides, nothing
//! decides by itself, and who waits learns nothing of who else does.
use super::{FULL, Knock, NOT_AT_THE_DOOR, NOT_NOW, NOT_YOURS, Near, Seat, course, tell_facilitators, tell_one};
use crate::{
    Kernel, Result,
    admission::Admission,
    audit::{self, Act},
    bus::Signal,
    id::{GroupId, MembershipId},
    modality::{Order, Seat as Presence},
    store::Tx,
    table::membership::{self, Role},
};
use sea_orm::EntityTrait;

/// So many people for each place can be at a door: more than that is a crowd that somebody sent.
const CROWD: usize = 3;

/// She is at the door, and says whether anyone near could see or hear. Saying it again changes the answer and keeps the turn.
pub async fn knock(kernel: &Kernel, admission: &Admission, near: Option<Near>) -> Result<()> {
    let (group, membership, now) = (admission.group(), admission.membership(), kernel.clock.now());
    let knocked = kernel.sittings.change(group, |sitting| {
        if !course::is_running(sitting.state) || sitting.declined.contains(&membership) {
            return Err(NOT_NOW);
        }
        if let Some(known) = sitting.door.iter_mut().find(|it| it.membership == membership) {
            known.near = near.or(known.near);
            return Ok(());
        }
        if sitting.seats.contains_key(&membership) {
            return Ok(());
        }
        if sitting.door.len() >= sitting.capacity.max(1) * CROWD {
            return Err(FULL);
        }
        sitting.door.push(Knock { membership, person: admission.person(), role: admission.role(), since: now, near });
        Ok(())
    });
    knocked.ok_or(NOT_NOW)??;
    tell_facilitators(kernel, group).await
}

/// Lets one person in. From this moment she is in the room, and sees what is said from now on.
pub async fn let_in(kernel: &Kernel, by: &Admission, membership: MembershipId) -> Result<()> {
    let (group, now) = (facilitated(by)?, kernel.clock.now());
    let done = kernel.sittings.change(group, |sitting| {
        if !course::lets_in(sitting.state) || sitting.is_paused {
            return Err(NOT_NOW);
        }
        let Knock { person, role, .. } = *sitting.door.iter().find(|it| it.membership == membership).ok_or(NOT_AT_THE_DOOR)?;
        if role == Role::Participant && sitting.taken() >= sitting.capacity {
            return Err(FULL);
        }
        sitting.door.retain(|it| it.membership != membership);
        sitting.seats.insert(membership, Seat { person, role, since: now, is_away: false, is_near: false });
        if role == Role::Participant {
            sitting.attended.insert(membership);
        }
        Ok(())
    });
    done.ok_or(NOT_NOW)??;
    write_down(kernel, by, "meeting.let-in", membership).await?;
    tell_one(kernel, group, membership);
    tell_facilitators(kernel, group).await
}

/// Does not let her in this time. Her page says so kindly, and where else there is help.
pub async fn decline(kernel: &Kernel, by: &Admission, membership: MembershipId) -> Result<()> {
    let group = facilitated(by)?;
    let was_there = kernel.sittings.change(group, |sitting| {
        let was_there = sitting.door.iter().any(|it| it.membership == membership);
        sitting.door.retain(|it| it.membership != membership);
        if was_there {
            sitting.declined.insert(membership);
        }
        was_there
    });
    if was_there != Some(true) {
        return Err(NOT_AT_THE_DOOR.into());
    }
    write_down(kernel, by, "meeting.declined", membership).await?;
    tell_one(kernel, group, membership);
    tell_facilitators(kernel, group).await
}

/// Out of the room and back to the door: nothing more is read or said by her until she is let in again.
pub async fn put_out(kernel: &Kernel, by: &Admission, membership: MembershipId) -> Result<()> {
    let group = facilitated(by)?;
    if kernel.sittings.change(group, |it| it.leave(membership)) != Some(true) {
        return Err(NOT_AT_THE_DOOR.into());
    }
    write_down(kernel, by, "meeting.put-out", membership).await?;
    end_presence(kernel, group, by, membership).await?;
    tell_facilitators(kernel, group).await
}

/// She leaves herself.
pub async fn leave(kernel: &Kernel, admission: &Admission) -> Result<()> {
    let (group, membership) = (admission.group(), admission.membership());
    if kernel.sittings.change(group, |it| it.leave(membership)) == Some(true) {
        end_presence(kernel, group, admission, membership).await?;
        tell_facilitators(kernel, group).await?;
    }
    Ok(())
}

/// Closes what she has open of the room, and tells the modality.
async fn end_presence(kernel: &Kernel, group: GroupId, by: &Admission, id: MembershipId) -> Result<()> {
    kernel.bus.tell(kernel, Signal::Unseat(id));
    let Some(row) = membership::Entity::find_by_id(id).one(kernel.store.reader()).await? else { return Ok(()) };
    if let Some(host) = by.standing().group.modality.as_deref().and_then(|it| kernel.host(it).ok())
        && let Err(why) = host.give(Order::Unseat(Presence { group, membership: id, person: row.person })).await
    {
        tracing::warn!(?why, "not unseated yet");
    }
    kernel.bus.tell(kernel, Signal::Door(group, Some(id)));
    Ok(())
}

/// The group, for one of its facilitators.
pub(super) fn facilitated(by: &Admission) -> Result<GroupId> {
    if by.is_facilitator() { Ok(by.group()) } else { Err(NOT_YOURS.into()) }
}

pub(super) async fn write_down(kernel: &Kernel, by: &Admission, act: &'static str, subject: MembershipId) -> Result<()> {
    let (kernel_in, act) = (kernel.clone(), Act { actor: Some(by.person()), act, subject: Some(subject.0), group: Some(by.group()), reason: None });
    kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await
}
