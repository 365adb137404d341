//! Whose a connection is, and what it has at both ports together.
use super::{path::Path, reports::Reports, took::Counter, turn::Owner};
use std::sync::Arc;

#[derive(Clone)]
pub struct Whose {
    pub owner: Owner,
    /// The one by which it is reached.
    pub path: Arc<Path>,
    /// What comes in by it.
    pub reports: Arc<Reports>,
    /// Of everybody in the room.
    pub counter: Arc<Counter>,
}

impl Whose {
    pub fn new(owner: Owner, reports: Arc<Reports>, counter: Arc<Counter>) -> Whose {
        Whose { owner, path: Arc::default(), reports, counter }
    }
}
