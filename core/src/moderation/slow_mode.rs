//! Slow mode: so many seconds between two entries of one person.
use super::{
    Rule, Verdict,
    said::{self, Said},
};
use crate::{Kernel, Result, admission::Admission, contribution::Draft, refusals};
use async_trait::async_trait;
use std::time::Duration;

refusals! {
    /// The group goes slowly now.
    SLOW_DOWN = "moderation-slow-down" => 429;
}

pub(super) struct SlowMode;

#[async_trait]
impl Rule for SlowMode {
    fn name(&self) -> &'static str {
        "slow-mode"
    }

    async fn judge(&self, kernel: &Kernel, admission: &Admission, draft: &Draft) -> Result<Verdict> {
        let seconds = admission.standing().group.slow_seconds.max(0) as u64;
        if seconds == 0 || admission.is_facilitator() || draft.edits.is_some() {
            return Ok(Verdict::Pass);
        }
        let since = kernel.clock.now() - Duration::from_secs(seconds);
        let has_said = said::are_there(kernel, admission, 1, Said { since: Some(since), ..Said::default() }).await?;
        Ok(if has_said { Verdict::Refuse(SLOW_DOWN) } else { Verdict::Pass })
    }
}
