//! What facilitators read first while a meeting goes on, and how slowly it goes: more careful than the group's own way, never
//! less.
use super::{Rule, Verdict, personal_details, said, said::Said, slow_mode::SLOW_DOWN};
use crate::{Kernel, Result, admission::Admission, contribution::Draft, group::meeting::Hold, table::group::Timing};
use async_trait::async_trait;
use std::time::Duration;

pub const REASON: &str = "moderation-hold-meeting";

pub(super) struct MeetingCare;

#[async_trait]
impl Rule for MeetingCare {
    fn name(&self) -> &'static str {
        "meeting-care"
    }

    async fn judge(&self, kernel: &Kernel, admission: &Admission, draft: &Draft) -> Result<Verdict> {
        if admission.is_facilitator() || admission.standing().group.timing != Some(Timing::Synchronous) {
            return Ok(Verdict::Pass);
        }
        let (hold, slow) = kernel.sittings.care(admission.group());
        let now = kernel.clock.now();
        if let Some(seconds) = slow.filter(|_| draft.edits.is_none()) {
            let since = Some(now - Duration::from_secs(u64::from(seconds)));
            if said::are_there(kernel, admission, 1, Said { since, ..Said::default() }).await? {
                return Ok(Verdict::Refuse(SLOW_DOWN));
            }
        }
        let is_read_first = match hold {
            Hold::Rules => false,
            Hold::Matches => personal_details::tells(&draft.words),
            Hold::NewPeople => admission.is_new(now) || personal_details::tells(&draft.words),
            Hold::Everything => true,
        };
        Ok(if is_read_first { Verdict::Hold(REASON) } else { Verdict::Pass })
    }
}
