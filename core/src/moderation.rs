//! What may be said, and what is kept back. Every rule is asked about every draft, in one order; the first refusal is the
//! answer, holds add up. A rule judges and changes nothing; one that fails counts as a hold.
pub mod desk;
mod everything;
mod first_day;
mod first_entries;
mod meeting_care;
pub mod nudge;
pub mod personal_details;
pub mod report;
mod said;
mod slow_mode;

pub use first_day::Leeways;

use crate::{Kernel, Refusal, Result, admission::Admission, contribution::Draft};
use async_trait::async_trait;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Pass,
    /// Kept from the group until a facilitator decides. The reason is a code, and a key of words.
    Hold(&'static str),
    Refuse(Refusal),
}

/// Asked about every draft. Judges and changes nothing.
#[async_trait]
pub trait Rule: Send + Sync + 'static {
    fn name(&self) -> &'static str;
    async fn judge(&self, kernel: &Kernel, admission: &Admission, draft: &Draft) -> Result<Verdict>;
}

/// What all rules together say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    Publish,
    Hold(Vec<&'static str>),
    Refuse(Refusal),
}

/// A rule could not be asked.
pub const RULE_FAILED: &str = "moderation-hold-rule-failed";

/// Every reason for which the kernel holds an entry: for the words test.
pub const HOLD_REASONS: &[&str] = &[RULE_FAILED, first_entries::REASON, everything::REASON, meeting_care::REASON, personal_details::REASON];
/// Every refusal of the rules and of reports.
pub const REFUSALS: &[&[Refusal]] = &[slow_mode::REFUSALS, first_day::REFUSALS, report::REFUSALS];

/// The kernel's own rules, in the order in which they are asked. Plugins' rules come after them.
const RULES: [&dyn Rule; 6] = [
    &slow_mode::SlowMode,
    &first_day::FirstDay,
    &everything::Everything,
    &meeting_care::MeetingCare,
    &first_entries::FirstEntries,
    &personal_details::PersonalDetails,
];

/// Asks every rule.
pub async fn decide(kernel: &Kernel, admission: &Admission, draft: &Draft) -> Decision {
    let mut reasons = Vec::new();
    let plugins = kernel.plugins.iter().flat_map(|it| it.rules.iter().map(|it| it.as_ref()));
    // A list, so that a draft can be decided on from any thread: the compiler cannot tell that of the chain.
    let rules: Vec<&dyn Rule> = RULES.into_iter().chain(plugins).collect();
    for rule in rules {
        match AssertUnwindSafe(rule.judge(kernel, admission, draft)).catch_unwind().await {
            Ok(Ok(Verdict::Pass)) => {}
            Ok(Ok(Verdict::Hold(reason))) => reasons.push(reason),
            Ok(Ok(Verdict::Refuse(refusal))) => return Decision::Refuse(refusal),
            Ok(Err(_)) | Err(_) => {
                // Not the error itself: it may quote the draft.
                tracing::error!(rule = rule.name(), "a rule failed; the entry is held");
                reasons.push(RULE_FAILED);
            }
        }
    }
    match reasons.is_empty() {
        true => Decision::Publish,
        false => Decision::Hold(reasons),
    }
}
