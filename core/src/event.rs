//! Facts, told after they are committed. A handler may act on one; it cannot undo it.
mod outbox;

pub use outbox::{Outbox, dispatch, record, stuck};

use crate::{
    Kernel, Result,
    id::{EntryId, GroupId, MembershipId, PersonId},
};
use async_trait::async_trait;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{marker::PhantomData, sync::Arc};

/// Something that happened. It carries ids, never words: the outbox is no second copy of what was said.
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// `subject.past-participle`. Stored in the outbox, so never used again for another shape.
    const NAME: &'static str;
}

/// Acts on an event. Runs at least once for each, so it must be safe to run twice.
#[async_trait]
pub trait Handler<E: Event>: Send + Sync + 'static {
    async fn handle(&self, kernel: &Kernel, event: E) -> Result<()>;
}

/// A handler with its event's type rubbed out, as the outbox calls it.
#[derive(Clone)]
pub struct Registered {
    /// `plugin:event`: stored with what is owed, so never given to another handler.
    pub name: String,
    pub event: &'static str,
    pub(crate) handler: Arc<dyn Erased>,
}

#[async_trait]
pub(crate) trait Erased: Send + Sync {
    async fn handle(&self, kernel: &Kernel, payload: Value) -> Result<()>;
}

struct Typed<E, H>(H, PhantomData<fn(E)>);

#[async_trait]
impl<E: Event, H: Handler<E>> Erased for Typed<E, H> {
    async fn handle(&self, kernel: &Kernel, payload: Value) -> Result<()> {
        self.0.handle(kernel, serde_json::from_value(payload)?).await
    }
}

impl Registered {
    pub fn new<E: Event>(owner: &str, handler: impl Handler<E>) -> Registered {
        Registered { name: format!("{owner}:{}", E::NAME), event: E::NAME, handler: Arc::new(Typed(handler, PhantomData)) }
    }
}

/// Declares the catalogue: one line an event, and `docs/events.md` is made of it.
macro_rules! events {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal { $($field:ident: $type:ty),* $(,)? })+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Serialize, Deserialize)]
            pub struct $name { $(pub $field: $type),* }
            impl Event for $name { const NAME: &'static str = $key; }
        )+
        /// Every event of the kernel: name, fields, meaning.
        pub const CATALOGUE: &[(&str, &[&str], &str)] = &[$(($key, &[$(stringify!($field)),*], concat!($($doc),+))),+];
    };
}

events! {
    /// An entry can be seen by its group.
    EntryPublished = "entry.published" { entry: EntryId, group: GroupId }
    /// An entry was held back for a facilitator.
    EntryHeld = "entry.held" { entry: EntryId, group: GroupId }
    /// An entry is out of sight: hidden, removed, taken back, or purged.
    EntryWithdrawn = "entry.withdrawn" { entry: EntryId, group: GroupId }
    /// A participant asked a facilitator to look.
    EntryReported = "entry.reported" { entry: EntryId, group: GroupId }
    /// Someone came into a group.
    MembershipBegun = "membership.begun" { membership: MembershipId, group: GroupId }
    /// Someone may not take part for now, or no longer: every seat of hers ends.
    MembershipStopped = "membership.stopped" { membership: MembershipId, person: PersonId, group: GroupId }
    /// A consent ended before its time, or at it.
    ConsentEnded = "consent.ended" { membership: MembershipId, person: PersonId, group: GroupId }
    /// A person's account is frozen.
    PersonFrozen = "person.frozen" { person: PersonId }
    /// A group is paused, locked down or closed: everything of it stops.
    GroupStopped = "group.stopped" { group: GroupId }
}
