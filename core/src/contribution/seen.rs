//! One entry, for who may see it, wherever it is: kept, or in memory alone.
use super::{Entry, NO_SUCH_ENTRY, by_id};
use crate::{Kernel, Result, admission::Admission, id::EntryId, table::entry::Audience};

/// What was said to the group, where it is hers to see and its words are still there.
pub async fn seen(kernel: &Kernel, admission: &Admission, id: EntryId) -> Result<Entry> {
    let found = match kernel.fleeting.of(admission).into_iter().find(|it| it.id == id) {
        Some(entry) => Some(entry),
        None => by_id(kernel, admission, id).await?,
    };
    found.filter(|it| it.words.is_some() && it.audience == Audience::Group).ok_or_else(|| NO_SUCH_ENTRY.into())
}
