//! What is far more than one person writes in an hour waits for staff. The door says so in the draft's shape; this judges it beside every
//! other rule.
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    contribution::Draft,
    moderation::{Rule, Verdict},
};
use serde::{Deserialize, Serialize};

pub const TOO_MANY: &str = "text-hold-too-many";
pub const REASONS: &[&str] = &[TOO_MANY];

/// What the door knows of a draft.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Shape {
    /// It begins a conversation: understood by whichever modality carries it.
    pub opens: bool,
    pub is_too_many: bool,
}

pub struct ByText;

#[async_trait]
impl Rule for ByText {
    fn name(&self) -> &'static str {
        "text"
    }

    async fn judge(&self, _: &Kernel, _: &Admission, draft: &Draft) -> Result<Verdict> {
        let shape: Shape = serde_json::from_value(draft.shape.clone()).unwrap_or_default();
        Ok(if shape.is_too_many { Verdict::Hold(TOO_MANY) } else { Verdict::Pass })
    }
}
