//! Staff read someone's first entries before the group does.
use super::{Rule, Verdict};
use crate::{
    Kernel, Result,
    admission::Admission,
    contribution::Draft,
    id::EntryId,
    table::{
        entry::{self, Audience, EntryState},
        group::PreModeration,
    },
};
use async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

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
        if admission.standing().group.pre_moderation != PreModeration::FirstEntries || admission.is_facilitator() {
            return Ok(Verdict::Pass);
        }
        let let_through = entry::Entity::find()
            .filter(entry::Column::Author.eq(admission.membership()))
            .filter(entry::Column::Audience.eq(Audience::Group))
            .filter(entry::Column::State.eq(EntryState::Published))
            // Its own being public is no reason to let a change of it through.
            .filter(entry::Column::Id.ne(draft.edits.unwrap_or(EntryId(Uuid::nil()))))
            .count(kernel.store.reader())
            .await?;
        Ok(if let_through < FIRST { Verdict::Hold(REASON) } else { Verdict::Pass })
    }
}
