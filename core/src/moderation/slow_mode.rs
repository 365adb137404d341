//! Slow mode: so many seconds between two entries of one person.
use super::{Rule, Verdict};
use crate::{
    Kernel, Refusal, Result,
    admission::Admission,
    contribution::Draft,
    refusals,
    table::entry::{self, Audience},
};
use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
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
        // A private line to staff is help: it neither counts nor waits.
        let recent = entry::Entity::find()
            .filter(entry::Column::Author.eq(admission.membership()))
            .filter(entry::Column::Audience.eq(Audience::Group))
            .filter(entry::Column::At.gt(since))
            .one(kernel.store.reader())
            .await?;
        let verdict: Refusal = SLOW_DOWN;
        Ok(if recent.is_some() { Verdict::Refuse(verdict) } else { Verdict::Pass })
    }
}
