//! A private line: what one person and the staff of her group say to each other. The group never sees it.
use super::{Entry, NO_SUCH_ENTRY, open_all};
use crate::{
    Kernel, Result,
    admission::Admission,
    id::MembershipId,
    table::{
        entry::{self, Audience},
        membership,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// No page shows more of a line.
const LONGEST: u64 = 200;

/// Somebody's line, oldest first: for herself and for her group's facilitators; for everyone else it is not there. What she
/// wrote beside a report is not part of it: it stands with the report.
pub async fn line(kernel: &Kernel, admission: &Admission, of: MembershipId) -> Result<Vec<Entry>> {
    if of != admission.membership() && !admission.is_facilitator() {
        return Err(NO_SUCH_ENTRY.into());
    }
    let mut rows = entry::Entity::find()
        .filter(entry::Column::Line.eq(of))
        .filter(entry::Column::Group.eq(admission.group()))
        .filter(entry::Column::Audience.eq(Audience::Staff))
        .filter(entry::Column::Thread.is_null())
        .order_by_desc(entry::Column::Seq)
        .limit(LONGEST)
        .all(kernel.store.reader())
        .await?;
    rows.reverse();
    let mut entries = open_all(kernel, rows).await?;
    // Where the group keeps nothing they are in memory alone.
    entries.extend(kernel.fleeting.line(admission.group(), of));
    Ok(entries)
}

/// On whose line a draft to staff goes: a participant's on her own, whatever was asked; a facilitator's on any of her group.
pub(super) async fn of_draft(kernel: &Kernel, admission: &Admission, asked: Option<MembershipId>) -> Result<MembershipId> {
    let (own, asked) = (admission.membership(), asked.unwrap_or(admission.membership()));
    if asked == own || !admission.is_facilitator() {
        return Ok(own);
    }
    let found = membership::Entity::find_by_id(asked).one(kernel.store.reader()).await?;
    match found.is_some_and(|it| it.group == admission.group()) {
        true => Ok(asked),
        false => Err(NO_SUCH_ENTRY.into()),
    }
}
