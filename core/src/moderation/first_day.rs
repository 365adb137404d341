//! Someone's first day: so many entries in ten minutes and no more (INV-9). Whoever comes to flood a group is slowed before
//! anybody has to act; whoever comes to talk does not meet it.
use super::{
    Rule, Verdict,
    personal_details::Moderation,
    said::{self, Said},
};
use crate::{
    Kernel, Result,
    admission::Admission,
    clock::{DAY, MINUTE},
    contribution::Draft,
    refusals, settings,
};
use async_trait::async_trait;

refusals! {
    /// Many entries within minutes, on the first day.
    FIRST_DAY = "moderation-first-day" => 429;
}

pub(super) struct FirstDay;

#[async_trait]
impl Rule for FirstDay {
    fn name(&self) -> &'static str {
        "first-day"
    }

    async fn judge(&self, kernel: &Kernel, admission: &Admission, draft: &Draft) -> Result<Verdict> {
        let now = kernel.clock.now();
        let is_new = admission.standing().membership.joined + DAY > now;
        if !is_new || admission.is_facilitator() || draft.edits.is_some() {
            return Ok(Verdict::Pass);
        }
        let most = settings::get::<Moderation>(kernel, Some(admission.group())).await?.first_day_entries;
        let recent = Said { since: Some(now - 10 * MINUTE), ..Said::default() };
        Ok(if said::are_there(kernel, admission, u64::from(most), recent).await? { Verdict::Refuse(FIRST_DAY) } else { Verdict::Pass })
    }
}
