//! A way of taking part in a group. The kernel runs each as a supervised actor (`plugin/host.rs`).
mod order;

pub use order::{Closing, Order, Seat};

use crate::{
    Kernel, Refusal, Result,
    contribution::{Draft, Entry},
    id::{GroupId, MembershipId},
    store::Tx,
    table::group::Timing,
};
use async_trait::async_trait;
use serde::Serialize;
use tokio::runtime::Handle;

/// Names a modality in addresses, consent records and settings: `chat`, `forum`, `text`. Its plugin's name.
pub type ModalityKey = &'static str;

/// When people may take part by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    /// Only while a meeting is open.
    DuringMeetings,
    /// At any time.
    AnyTime,
    /// As the group wishes.
    Either,
}

impl Times {
    pub fn allow(self, timing: Timing) -> bool {
        match self {
            Times::DuringMeetings => timing == Timing::Synchronous,
            Times::AnyTime => timing == Timing::Asynchronous,
            Times::Either => true,
        }
    }
}

/// What a modality can and cannot promise. Pages say it as it is declared here.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Capabilities {
    /// Participants never learn who is behind an alias.
    pub hides_identity_from_participants: bool,
    /// Staff see no number, address or account either.
    pub hides_identity_from_staff: bool,
    /// Nobody but the shelter carries the words.
    pub hides_from_providers: bool,
    /// A removed entry can be taken back from everyone's eyes.
    pub recalls: bool,
    /// Words go at their time, everywhere.
    pub expires: bool,
    /// Can work with words that are never written to the disk.
    pub can_keep_nothing: bool,
    /// People can see each other: signs can be interpreted.
    pub carries_pictures: bool,
    /// What an hour of it takes, in kilobytes, before a group's own meetings say it better: see [`Modality::takes`].
    pub kilobytes_an_hour: u32,
}

/// What an hour of it takes of one person's line, in kilobytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Much the same in every group, and measured once: see `tests/load`.
    Known(u32),
    /// Reckoned, as long as the group has not met.
    Reckoned(u32),
    /// On the mean of the group's last meetings.
    Measured(u32),
}

#[async_trait]
pub trait Modality: Send + Sync + 'static {
    fn key(&self) -> ModalityKey;
    /// On its own thread, before its first order; again when it was made afresh. There it can start actors of its own; `runtime`
    /// owns the database's sockets (see [`inside`](crate::plugin::host::inside)).
    fn begins(&self, _kernel: &Kernel, _runtime: &Handle) {}
    fn times(&self) -> Times;
    fn capabilities(&self) -> Capabilities;
    /// Whether it can be another door into a conversation that has a modality of its own.
    fn joins_others(&self) -> bool {
        false
    }
    /// When it can be one: often only when it could be the group's own way.
    fn joins_at(&self) -> Times {
        self.times()
    }
    /// Whether what is said stands in conversations, each with a title: another door opens one, or answers in one.
    fn has_conversations(&self) -> bool {
        false
    }
    /// What has to be right in the house before a group can open that meets by it: a key of words, or none.
    async fn stands_in_the_way(&self, _kernel: &Kernel, _group: GroupId) -> Result<Option<&'static str>> {
        Ok(None)
    }
    /// Whom nothing reaches by it any more, though she wanted it: her facilitators are told, and nobody else.
    async fn unreached(&self, _kernel: &Kernel, _group: GroupId) -> Result<Vec<MembershipId>> {
        Ok(Vec::new())
    }
    /// What an hour of it takes in this group.
    fn takes(&self, _kernel: &Kernel, _group: GroupId) -> Takes {
        Takes::Known(self.capabilities().kilobytes_an_hour)
    }
    /// Refuses a draft that it could not carry. Pure.
    fn check(&self, draft: &Draft) -> Result<(), Refusal>;
    /// Writes its own rows in the transaction that stores the entry.
    async fn record(&self, _kernel: &Kernel, _tx: &Tx, _entry: &Entry, _draft: &Draft) -> Result<()> {
        Ok(())
    }
    /// Brings a published entry to those who take part by it. At least once, so safe to run twice.
    async fn deliver(&self, kernel: &Kernel, entry: &Entry) -> Result<()>;
    /// Takes back what deliver brought, as far as the medium allows.
    async fn withdraw(&self, kernel: &Kernel, entry: &Entry) -> Result<()>;
    /// Ends a person's presence here and now.
    async fn unseat(&self, kernel: &Kernel, seat: &Seat) -> Result<()>;
    /// Pauses or ends everything of a group at once.
    async fn close(&self, kernel: &Kernel, group: GroupId, why: Closing) -> Result<()>;
}
