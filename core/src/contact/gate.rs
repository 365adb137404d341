//! The gate: one decision for every message that would leave.
use super::{Medium, Purpose};
use crate::{Kernel, Result, id::PersonId};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Waits for her hours.
    Waits,
    /// She did not ask for it, or nothing carries it: nothing was sent, and nothing is kept.
    NotSent,
}

/// Reaches a person as her safe-contact record allows: now, later, or not at all.
pub async fn reach(_kernel: &Kernel, _person: PersonId, _by: Medium, _purpose: Purpose) -> Result<Outcome> {
    Ok(Outcome::NotSent)
}
