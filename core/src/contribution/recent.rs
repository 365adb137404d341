//! What a group can read now: for the modality that carries it and has to have it at hand, not for a page.
use super::{Entry, open_all};
use crate::{
    Kernel, Result,
    id::GroupId,
    table::entry::{self, Audience, EntryState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// The newest published entries of a group, oldest first, kept or in memory alone. Each person may see those that were said
/// since [`crate::admission::Admission::sees_since`], a facilitator all: whoever passes them on asks that of every one.
pub async fn recent(kernel: &Kernel, group: GroupId, most: usize) -> Result<Vec<Entry>> {
    let mut rows = entry::Entity::find()
        .filter(entry::Column::Group.eq(group))
        .filter(entry::Column::Audience.eq(Audience::Group))
        .filter(entry::Column::State.eq(EntryState::Published))
        .filter(entry::Column::Words.is_not_null())
        .order_by_desc(entry::Column::Seq)
        .limit(most as u64)
        .all(kernel.store.reader())
        .await?;
    rows.reverse();
    let mut entries = open_all(kernel, rows).await?;
    entries.extend(kernel.fleeting.recent(group, most));
    let too_many = entries.len().saturating_sub(most);
    entries.drain(..too_many);
    Ok(entries)
}
