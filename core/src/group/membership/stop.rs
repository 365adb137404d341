//! A facilitator pauses someone's place, opens it again, or ends it: always with a reason, in force with the next request.
use crate::{
    Kernel, Result,
    admission::Admission,
    audit::{self, Act},
    bus::Signal,
    event::{self, MembershipStopped},
    id::MembershipId,
    modality::{Order, Seat},
    refusals,
    store::Tx,
    table::membership::{self, MembershipState, Role},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

refusals! {
    /// It is not a participant's place in this group, or it has ended.
    NOT_A_PARTICIPANT = "group-place-not-there" => 404;
    /// A pause and an end need one of the known reasons.
    WRONG_REASON = "group-place-wrong-reason" => 422;
}

/// Why staff pause a place. Codes: words are `desk-why-…`.
pub const PAUSE_REASONS: &[&str] = &["asked", "agreement", "wellbeing", "conflict", "account", "other"];
/// Why staff end one.
pub const END_REASONS: &[&str] = &["asked", "agreement", "harm", "fit", "not-heard", "other"];

/// Pauses a participant's place: from now on she can neither read nor write there. Help stays open.
pub async fn pause(kernel: &Kernel, by: &Admission, id: MembershipId, reason: &str) -> Result<()> {
    let reason = PAUSE_REASONS.iter().find(|it| **it == reason).ok_or(WRONG_REASON)?;
    change(kernel, by, id, Change { to: MembershipState::Paused, act: "membership.paused", reason: Some(reason) }).await
}

/// Opens a paused place again, whoever paused it.
pub async fn resume(kernel: &Kernel, by: &Admission, id: MembershipId) -> Result<()> {
    change(kernel, by, id, Change { to: MembershipState::Active, act: "membership.resumed", reason: None }).await
}

/// Ends a participant's place. What she said stays as the group's agreement says, and stays hers to take out.
pub async fn end(kernel: &Kernel, by: &Admission, id: MembershipId, reason: &str) -> Result<()> {
    let reason = END_REASONS.iter().find(|it| **it == reason).ok_or(WRONG_REASON)?;
    change(kernel, by, id, Change { to: MembershipState::Ended, act: "membership.ended", reason: Some(reason) }).await
}

#[derive(Clone, Copy)]
struct Change {
    to: MembershipState,
    act: &'static str,
    reason: Option<&'static str>,
}

async fn change(kernel: &Kernel, by: &Admission, id: MembershipId, change: Change) -> Result<()> {
    if !by.is_facilitator() {
        return Err(NOT_A_PARTICIPANT.into());
    }
    let (kernel_in, group, actor) = (kernel.clone(), by.group(), by.person());
    let changed = kernel
        .store
        .write(async move |tx: &Tx| {
            // Read inside: two colleagues may decide at the same time.
            let found = membership::Entity::find_by_id(id).one(tx).await?;
            let Some(found) = found.filter(|it| it.group == group && it.role == Role::Participant && it.state != MembershipState::Ended) else {
                return Err(NOT_A_PARTICIPANT.into());
            };
            if found.state == change.to {
                return Ok(None);
            }
            let mut row = found.clone().into_active_model();
            row.state = Set(change.to);
            row.why = Set(change.reason.map(str::to_owned));
            if change.to == MembershipState::Ended {
                row.ended = Set(Some(kernel_in.clock.now()));
            }
            row.update(tx).await?;
            let act = Act { actor: Some(actor), act: change.act, subject: Some(id.0), group: Some(group), reason: change.reason.map(str::to_owned) };
            audit::record(&kernel_in, tx, act).await?;
            if change.to != MembershipState::Active {
                event::record(&kernel_in, tx, &MembershipStopped { membership: id, person: found.person, group }).await?;
            }
            Ok(Some(found))
        })
        .await?;
    let Some(changed) = changed else { return Ok(()) };
    kernel.bus.tell(kernel, Signal::PersonChanged(changed.person));
    if change.to != MembershipState::Active {
        kernel.bus.tell(kernel, Signal::Unseat(id));
        unseat(kernel, by, Seat { group, membership: id, person: changed.person }).await;
    }
    kernel.outbox.wake();
    Ok(())
}

/// Her presence by the group's modality ends here and now. What fails stays owed: the outbox tells it again.
async fn unseat(kernel: &Kernel, by: &Admission, seat: Seat) {
    let Some(key) = by.standing().group.modality.as_deref() else { return };
    let Ok(host) = kernel.host(key) else { return };
    if let Err(why) = host.give(Order::Unseat(seat)).await {
        tracing::warn!(modality = key, ?why, "not unseated yet");
    }
}
