//! Staff read someone's first entries before the group does.
use super::{
    Rule, Verdict,
    said::{self, Said},
};
use crate::{
    Kernel, Result,
    admission::Admission,
    contribution::Draft,
    id::EntryId,
    table::{entry::EntryState, group::PreModeration},
};
use async_trait::async_trait;

pub const REASON: &str = "moderation-hold-first-entry";

/// So many entries are let through by a person before the rest go straight to the group.
const FIRST: u64 = 1;

pub(super) struct FirstEntries;

#[async_trait]
impl Rule for FirstEntries {
    fn name(&self) -> &'static str {
        "first-entries"
    }

    async fn judge(&self, kernel: &Kernel, admission: &Admission, draft: &Draft) -> Result<Verdict> {
        // Its own being public is no reason to let a change of it through.
        Ok(if wait(kernel, admission, draft.edits).await? { Verdict::Hold(REASON) } else { Verdict::Pass })
    }
}

/// Whether what she writes next waits for staff; a change of `edits` does not count that entry.
pub(super) async fn wait(kernel: &Kernel, admission: &Admission, edits: Option<EntryId>) -> Result<bool> {
    if admission.standing().group.pre_moderation != PreModeration::FirstEntries || admission.is_facilitator() {
        return Ok(false);
    }
    let public = Said { state: Some(EntryState::Published), except: edits, ..Said::default() };
    Ok(!said::are_there(kernel, admission, FIRST, public).await?)
}
