//! Groups that meet: what is planned, the door, and who is in while it goes on. Every modality that meets uses this; none has a
//! door of its own.
//!
//! A facilitator lets each person in, one by one. Who came early is not let in by a facilitator's arrival, a link that many
//! have does not go past the door, and without a facilitator nothing goes on for longer than a minute.
pub mod attendance;
pub mod calendar;
pub mod conduct;
pub mod console;
pub mod course;
pub mod lobby;
pub mod plan;
pub mod recurrence;
mod sitting;
pub mod staffing;
pub mod watch;

pub use sitting::{Hold, Knock, Near, Place, Seat, Sheet, Sitting, Sittings, Stage, UNATTENDED};

use crate::{
    Kernel, Result,
    bus::Signal,
    clock::Moment,
    id::{GroupId, MeetingId, MembershipId},
    live::Frame,
    refusals,
    table::meeting::{self, MeetingState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

refusals! {
    /// There is no such meeting, or the group does not meet.
    NOT_PLANNED = "meeting-not-planned" => 404;
    /// A time or a number outside what is possible, or a day that is over.
    WRONG_PLAN = "meeting-wrong-plan" => 422;
    /// A meeting needs somebody who holds it.
    NOBODY_NAMED = "meeting-nobody-named" => 422;
    /// It has begun, or is over.
    CANNOT_BE_CANCELLED = "meeting-cannot-be-cancelled" => 409;
    /// The meeting is not at a point from which this leads on.
    NOT_NOW = "meeting-not-now" => 409;
    /// As many people are in, or at the door, as the meeting takes.
    FULL = "meeting-full" => 409;
    /// She is not at the door any more.
    NOT_AT_THE_DOOR = "meeting-not-at-the-door" => 409;
    /// Only a facilitator of the group does this.
    NOT_YOURS = "meeting-not-yours" => 404;
    /// A prompt is a sentence, not a page.
    PROMPT_LONG = "meeting-prompt-long" => 422;
}

/// A meeting of this group; it must be there.
pub async fn get(kernel: &Kernel, group: GroupId, id: MeetingId) -> Result<meeting::Model> {
    let found = meeting::Entity::find_by_id(id).filter(meeting::Column::Group.eq(group)).one(kernel.store.reader()).await?;
    Ok(found.ok_or(NOT_PLANNED)?)
}

/// The one that is held now, or comes next.
pub async fn next(kernel: &Kernel, group: GroupId) -> Result<Option<meeting::Model>> {
    Ok(coming(kernel, group).await?.into_iter().next())
}

/// Those that are not over, soonest first.
pub async fn coming(kernel: &Kernel, group: GroupId) -> Result<Vec<meeting::Model>> {
    let over = [MeetingState::Closed, MeetingState::Cancelled];
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Group.eq(group))
        .filter(meeting::Column::State.is_not_in(over))
        .order_by_asc(meeting::Column::Begins);
    Ok(rows.all(kernel.store.reader()).await?)
}

/// Those that are over, newest first.
pub async fn past(kernel: &Kernel, group: GroupId, most: u64) -> Result<Vec<meeting::Model>> {
    use sea_orm::QuerySelect;
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Group.eq(group))
        .filter(meeting::Column::State.eq(MeetingState::Closed))
        .order_by_desc(meeting::Column::Begins)
        .limit(most);
    Ok(rows.all(kernel.store.reader()).await?)
}

/// How somebody stands to the group's meetings, for her own page.
#[derive(Debug, Clone)]
pub struct Standing {
    pub place: Place,
    /// The meeting that is held now, or comes next.
    pub meeting: Option<meeting::Model>,
    /// She has told the facilitators that she is there.
    pub has_knocked: bool,
    /// She was not let in this time.
    pub is_declined: bool,
}

/// How she stands now.
pub async fn standing(kernel: &Kernel, group: GroupId, membership: MembershipId, is_facilitator: bool) -> Result<Standing> {
    let now = kernel.clock.now();
    let sitting = kernel.sittings.find(group);
    let is_declined = sitting.as_ref().is_some_and(|it| it.declined.contains(&membership));
    let has_knocked = sitting.as_ref().is_some_and(|it| it.door.iter().any(|it| it.membership == membership));
    let meeting = match &sitting {
        Some(sitting) => Some(get(kernel, group, sitting.meeting).await?),
        None => next(kernel, group).await?,
    };
    Ok(Standing { place: kernel.sittings.place(group, membership, is_facilitator, now), meeting, has_knocked, is_declined })
}

/// What every page of the group shows may be another now: those in the room, and those at the door.
pub(crate) fn tell_all(kernel: &Kernel, group: GroupId) {
    kernel.bus.tell(kernel, Signal::Frame(group, state_frame()));
    kernel.bus.tell(kernel, Signal::Door(group, None));
}

/// The same for one person, wherever she is.
fn tell_one(kernel: &Kernel, group: GroupId, membership: MembershipId) {
    kernel.bus.tell(kernel, Signal::FrameFor(membership, state_frame()));
    kernel.bus.tell(kernel, Signal::Door(group, Some(membership)));
}

/// The facilitators alone: that somebody came to the door is nobody else's to know.
async fn tell_facilitators(kernel: &Kernel, group: GroupId) -> Result<()> {
    for it in super::facilitation::list(kernel, group).await? {
        tell_one(kernel, group, it.membership);
    }
    Ok(())
}

fn state_frame() -> Frame {
    Frame { what: "state".into(), thread: None }
}

/// Minutes until then, rounded up; none where it is past.
pub fn minutes_until(now: Moment, then: Moment) -> u64 {
    then.since(now).as_secs().div_ceil(60)
}
