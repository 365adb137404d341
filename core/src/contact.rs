//! The only way out: the one piece of code that reaches a person outside the browser, because it alone knows what may reach
//! her. Its default is to send nothing.
pub mod decision;
mod gate;
pub mod permission;
pub mod quiet_hours;
pub mod safe_contact;
mod waiting;

pub use gate::{Outcome, reach};
pub use waiting::SendWaiting;

use crate::{Kernel, Result, id::EntryId};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// What carries words outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    Email,
    Text,
}

/// Why a person is reached. It decides the words, and what her safe-contact record allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// She takes part by this medium, and agreed that entries come this way.
    Attendance(EntryId),
    /// She is away. The words are the neutral sentence that she chose; the caller can name no group and no subject.
    Notice,
}

/// Brings words to one address. Called by this module and by nothing else.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    fn medium(&self) -> Medium;
    async fn carry(&self, to: &str, words: &str) -> Result<()>;
}

impl Medium {
    pub const ALL: [Medium; 2] = [Medium::Email, Medium::Text];

    pub fn code(self) -> &'static str {
        match self {
            Medium::Email => "email",
            Medium::Text => "text",
        }
    }

    /// Whether anything here carries words out by it.
    pub fn is_carried(self, kernel: &Kernel) -> bool {
        kernel.transport(self).is_some()
    }
}
