//! What is owed by text: who takes part by it, and when what was gathered goes. The queue itself is the core's (`contact::owed`).
use crate::{seat, settings::Text as Settings, table::seat::Model as Seat};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    clock::{MINUTE, Moment},
    contact::{
        Medium,
        owed::{self, Attendance, Attends},
    },
    id::{GroupId, MembershipId},
    settings,
};

/// Everyone who takes part by texts.
pub struct Readers;

#[async_trait]
impl Attendance for Readers {
    fn medium(&self) -> Medium {
        Medium::Text
    }

    async fn of_group(&self, kernel: &Kernel, group: GroupId) -> Result<Vec<Attends>> {
        Ok(seat::open_of_group(kernel, group).await?.iter().map(attends).collect())
    }

    async fn of(&self, kernel: &Kernel, membership: MembershipId) -> Result<Option<Attends>> {
        Ok(seat::by_membership(kernel, membership).await?.as_ref().map(attends))
    }

    async fn told(&self, kernel: &Kernel, her: &Attends, entry: Moment) -> Result<bool> {
        seat::told(kernel, her.membership, her.told, entry).await
    }

    /// The end of the span that is being gathered: all of it goes in one text, for everyone at the same time.
    async fn gathers_until(&self, kernel: &Kernel, group: GroupId, now: Moment) -> Result<Moment> {
        let span = i64::from(settings::shared::<Settings>(kernel, Some(group)).await?.gather_minutes) * MINUTE.as_millis() as i64;
        Ok(Moment((now.0 / span + 1) * span))
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
