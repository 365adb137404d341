//! The four orders that the kernel can give to a modality's actor.
use super::Modality;
use crate::{
    Kernel, Result,
    contribution::Entry,
    id::{GroupId, MembershipId, PersonId},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A person's presence in a group, here and now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub group: GroupId,
    pub membership: MembershipId,
    pub person: PersonId,
}

/// Why everything of a group stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    Paused,
    LockedDown,
    Ended,
    /// The group goes on; the meeting is over.
    MeetingOver,
}

/// One message to a modality. Cheap to clone, so that it can be given again to the actor that follows a broken one.
#[derive(Debug, Clone)]
pub enum Order {
    Deliver(Arc<Entry>),
    Withdraw(Arc<Entry>),
    Unseat(Seat),
    Close(GroupId, Closing),
}

impl Order {
    pub fn group(&self) -> GroupId {
        match self {
            Order::Deliver(entry) | Order::Withdraw(entry) => entry.group,
            Order::Unseat(seat) => seat.group,
            Order::Close(group, _) => *group,
        }
    }

    /// Ends something for someone: never waits behind deliveries.
    pub fn is_urgent(&self) -> bool {
        matches!(self, Order::Unseat(_) | Order::Close(..))
    }

    pub async fn carry_out(&self, kernel: &Kernel, modality: &dyn Modality) -> Result<()> {
        match self {
            Order::Deliver(entry) => modality.deliver(kernel, entry).await,
            Order::Withdraw(entry) => modality.withdraw(kernel, entry).await,
            Order::Unseat(seat) => modality.unseat(kernel, seat).await,
            Order::Close(group, why) => modality.close(kernel, *group, *why).await,
        }
    }
}
