//! Staff read everything before the group does, where the group asks for it.
use super::{Rule, Verdict};
use crate::{Kernel, Result, admission::Admission, contribution::Draft, table::group::PreModeration};
use async_trait::async_trait;

pub const REASON: &str = "moderation-hold-everything";

pub(super) struct Everything;

#[async_trait]
impl Rule for Everything {
    fn name(&self) -> &'static str {
        "everything"
    }

    async fn judge(&self, _: &Kernel, admission: &Admission, _: &Draft) -> Result<Verdict> {
        let reads_all = admission.standing().group.pre_moderation == PreModeration::Everything;
        Ok(if reads_all && !admission.is_facilitator() { Verdict::Hold(REASON) } else { Verdict::Pass })
    }
}
