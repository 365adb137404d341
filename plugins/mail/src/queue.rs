//! What is owed by mail: who takes part by it, and when the day's letter goes. The queue itself is the core's (`contact::owed`).
use crate::{seat, settings::Mail as Settings, table::seat::Model as Seat};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    clock::{MINUTE, Moment},
    contact::{
        Medium,
        owed::{self, Attendance, Attends},
    },
    id::{GroupId, MembershipId},
    settings, site,
};

/// Everyone who takes part by mail.
pub struct Readers;

#[async_trait]
impl Attendance for Readers {
    fn medium(&self) -> Medium {
        Medium::Email
    }

    async fn of_group(&self, kernel: &Kernel, group: GroupId) -> Result<Vec<Attends>> {
        Ok(seat::of_group(kernel, group).await?.iter().map(attends).collect())
    }

    async fn of(&self, kernel: &Kernel, membership: MembershipId) -> Result<Option<Attends>> {
        Ok(seat::by_membership(kernel, membership).await?.as_ref().map(attends))
    }

    async fn told(&self, kernel: &Kernel, her: &Attends, entry: Moment) -> Result<bool> {
        seat::told(kernel, her.membership, her.told, entry).await
    }

    /// The hour of the day that the group's staff set.
    async fn gathers_until(&self, kernel: &Kernel, group: GroupId, now: Moment) -> Result<Moment> {
        let hour = settings::shared::<Settings>(kernel, Some(group)).await?.digest_hour;
        let (_, minute) = site::current(kernel).await?.zone().weekday_and_minute(now);
        let ahead = i64::from(hour) * 60 - i64::from(minute);
        let minutes = if ahead > 0 { ahead } else { ahead + 24 * 60 };
        Ok(now.minute() + MINUTE * u32::try_from(minutes).unwrap_or(0))
    }
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
