//! What is owed by text: who takes part by it, and when what was gathered goes. The queue itself is the core's (`contact::owed`).
use crate::{seat, settings::Text as Settings, table::seat::Model as Seat};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    clock::{MINUTE, Moment},
    contact::{
        Medium,
        owed::{self, Attendance, Attends, Mode},
    },
    id::{GroupId, MembershipId},
    settings,
    table::{
        entry::{self, Audience, EntryState},
        meeting::MeetingState,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

/// Everyone who takes part by texts.
pub struct Readers;

#[async_trait]
impl Attendance for Readers {
    fn medium(&self) -> Medium {
        Medium::Text
    }

    async fn of_group(&self, kernel: &Kernel, group: GroupId) -> Result<Vec<Attends>> {
        let is_busy = is_busy(kernel, group).await?;
        let open = seat::open_of_group(kernel, group).await?;
        Ok(open.iter().map(attends).map(|it| if is_busy { gathered(it) } else { it }).collect())
    }

    async fn of(&self, kernel: &Kernel, membership: MembershipId) -> Result<Option<Attends>> {
        Ok(seat::by_membership(kernel, membership).await?.as_ref().map(attends))
    }

    async fn told(&self, kernel: &Kernel, her: &Attends, entry: Moment) -> Result<bool> {
        seat::told(kernel, her.membership, her.told, entry).await
    }

    /// The end of the span that is being gathered: all of it goes in one text, for everyone at the same time.
    async fn gathers_until(&self, kernel: &Kernel, group: GroupId, now: Moment) -> Result<Moment> {
        let set = settings::shared::<Settings>(kernel, Some(group)).await?;
        let end = |minutes: u32| {
            let span = i64::from(minutes) * MINUTE.as_millis() as i64;
            Moment((now.0 / span + 1) * span)
        };
        Ok(match kernel.sittings.find(group) {
            None => end(set.gather_minutes),
            // When it closes nothing of it can be read any more: the last words go at once.
            Some(it) if it.state == MeetingState::Closing => now,
            Some(it) => end(set.gather_minutes_in_meeting).min(it.ends.max(now)),
        })
    }
}

/// More than this is much, within the minutes in which it would be gathered.
const MUCH: u64 = 3;

/// Whether so much is said in a meeting now that a phone would ring without end: then it comes together to everybody.
async fn is_busy(kernel: &Kernel, group: GroupId) -> Result<bool> {
    let is_open = kernel.sittings.find(group).is_some_and(|it| it.state == MeetingState::Open);
    if !is_open {
        return Ok(false);
    }
    let minutes = settings::shared::<Settings>(kernel, Some(group)).await?.gather_minutes_in_meeting;
    let since = kernel.clock.now() - MINUTE * minutes;
    let said = entry::Entity::find().filter(entry::Column::Group.eq(group)).filter(entry::Column::At.gt(since));
    let said = said.filter(entry::Column::Audience.eq(Audience::Group)).filter(entry::Column::State.eq(EntryState::Published));
    Ok(said.limit(MUCH + 1).all(kernel.store.reader()).await?.len() as u64 > MUCH)
}

fn gathered(her: Attends) -> Attends {
    Attends { mode: if her.mode == Mode::Whole { Mode::Digest } else { her.mode }, ..her }
}

fn attends(seat: &Seat) -> Attends {
    Attends { membership: seat.membership, person: seat.person, mode: seat.mode, is_open: seat::is_open(seat), told: seat.told }
}

/// Sends whatever is owed, for as long as the house stands.
pub async fn keep_sending(kernel: Kernel) {
    owed::keep_sending(kernel, &Readers).await;
}

/// One round of it: how many were taken up.
pub async fn send_due(kernel: &Kernel) -> Result<usize> {
    owed::send_due(kernel, &Readers).await
}
