//! What is kept about people: the catalogue of every column, the inventory that people read, what she may take with her, and
//! what must go when she does. A column that nobody catalogued fails the build.
pub mod catalogue;
pub mod erasure;
mod export;
pub mod held;
pub mod inventory;
pub mod own;
pub mod release;

pub use erasure::Leaving;
pub use export::export;

use crate::{Kernel, Result, id::MembershipId, store::Tx};
use async_trait::async_trait;

/// What kind of thing a column holds. Words, who sees it and how long are said once for each class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    Alias,
    Consent,
    Contact,
    GroupWords,
    Id,
    Order,
    Preference,
    Screening,
    Secret,
    Settings,
    StaffName,
    StaffNote,
    State,
    Time,
    Words,
}

/// One column: table, column, class.
pub type Catalogued = (&'static str, &'static str, Class);

/// The rows that a plugin keeps about people.
#[async_trait]
pub trait PersonalData: Send + Sync + 'static {
    /// What she may take with her. Her own, never another's.
    async fn export(&self, kernel: &Kernel, membership: MembershipId) -> Result<serde_json::Value>;
    /// Takes away what is hers, in the transaction that erases the rest.
    async fn erase(&self, kernel: &Kernel, tx: &Tx, membership: MembershipId) -> Result<()>;
}
