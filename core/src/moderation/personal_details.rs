//! Words that could identify someone: a telephone number, an address, a school, a plate.
use super::{Rule, Verdict};
use crate::{Kernel, Result, admission::Admission, contribution::Draft};
use async_trait::async_trait;

pub const REASON: &str = "moderation-hold-personal-details";

pub(super) struct PersonalDetails;

#[async_trait]
impl Rule for PersonalDetails {
    fn name(&self) -> &'static str {
        "personal-details"
    }

    async fn judge(&self, _: &Kernel, _: &Admission, _: &Draft) -> Result<Verdict> {
        Ok(Verdict::Pass)
    }
}
