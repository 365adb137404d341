//! Taking back what one did to an entry a moment ago.
use super::{Change, change, hide, hold};
use crate::{
    Kernel, Result,
    admission::Admission,
    contribution::TOO_LATE,
    id::EntryId,
    moderation::report,
    table::{audit, entry::EntryState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::time::Duration;

/// How long an act can be undone.
pub const UNDO: Duration = Duration::from_secs(10);

/// Takes back what this facilitator did to an entry in the last ten seconds, and opens the reports again that ended with it.
/// What was removed is gone.
pub async fn undo(kernel: &Kernel, by: &Admission, id: EntryId) -> Result<()> {
    let since = kernel.clock.now() - UNDO;
    let last = audit::Entity::find()
        .filter(audit::Column::Subject.eq(id.0))
        // A report ends with what was done about it: it is not what was done.
        .filter(audit::Column::Act.ne("report.closed"))
        .order_by_desc(audit::Column::Seq)
        .one(kernel.store.reader())
        .await?;
    let last = last.filter(|it| it.actor == Some(by.person()) && it.at >= since).ok_or(TOO_LATE)?;
    match last.act.as_str() {
        "entry.released" => hold(kernel, by, id).await?,
        "entry.held" | "entry.hidden" => {
            let from = &[EntryState::Held, EntryState::Hidden];
            change(kernel, by, id, Change::new(from, EntryState::Published, "entry.put-back")).await?;
        }
        "entry.unhidden" => hide(kernel, by, id, "moderation-reason-other").await?,
        "entry.given-back" | "entry.redaction-proposed" => {
            let how = Change { given_back: Some(false), ..Change::new(&[EntryState::Held], EntryState::Held, "entry.taken-up") };
            change(kernel, by, id, how).await?;
        }
        _ => return Err(TOO_LATE.into()),
    }
    report::open_again(kernel, by, id, since).await
}
