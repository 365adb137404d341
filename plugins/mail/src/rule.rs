//! What came by mail waits for staff where it is not proved to be hers or to be meant for here, or is too much at once. The door says so in the draft's shape;
//! this judges it beside every other rule.
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    contribution::Draft,
    moderation::{Rule, Verdict},
};
use serde::{Deserialize, Serialize};

pub const UNPROVED: &str = "mail-hold-unproved";
pub const TOO_MANY: &str = "mail-hold-too-many";
/// Hers, and written to somebody else: perhaps it was brought here by another.
pub const ELSEWHERE: &str = "mail-hold-elsewhere";
/// The same words once more: two lists write to each other.
pub const AGAIN: &str = "mail-hold-again";
pub const REASONS: &[&str] = &[UNPROVED, ELSEWHERE, TOO_MANY, AGAIN];

/// What the door knows of a draft.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Shape {
    /// It begins a conversation: understood by whichever modality carries it.
    pub opens: bool,
    pub is_unproved: bool,
    pub is_elsewhere: bool,
    pub is_too_many: bool,
    pub is_again: bool,
}

pub struct ByMail;

#[async_trait]
impl Rule for ByMail {
    fn name(&self) -> &'static str {
        "mail"
    }

    async fn judge(&self, _: &Kernel, _: &Admission, draft: &Draft) -> Result<Verdict> {
        let shape: Shape = serde_json::from_value(draft.shape.clone()).unwrap_or_default();
        Ok(match shape {
            Shape { is_unproved: true, .. } => Verdict::Hold(UNPROVED),
            Shape { is_elsewhere: true, .. } => Verdict::Hold(ELSEWHERE),
            Shape { is_too_many: true, .. } => Verdict::Hold(TOO_MANY),
            Shape { is_again: true, .. } => Verdict::Hold(AGAIN),
            _ => Verdict::Pass,
        })
    }
}
