//! Taking back what one did to an entry a moment ago.
use super::{Change, change, hide, hold};
use crate::{
    Kernel, Result,
    admission::Admission,
    clock::Moment,
    contribution::TOO_LATE,
    id::{EntryId, MembershipId},
    moderation::report,
    personal_data::own::take_out,
    table::{
        audit,
        entry::{self, EntryState},
    },
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
        "entry.given-back" => {
            let how = Change { given_back: Some(false), ..Change::new(&[EntryState::Held], EntryState::Held, "entry.taken-up") };
            let entry = change(kernel, by, id, how).await?;
            take_the_note_back(kernel, by, entry.author, last.at).await?;
        }
        "entry.redaction-proposed" => {
            let how = Change { given_back: Some(false), ..Change::new(&[EntryState::Held], EntryState::Held, "entry.taken-up") };
            change(kernel, by, id, how).await?;
        }
        _ => return Err(TOO_LATE.into()),
    }
    report::open_again(kernel, by, id, since).await
}

/// The note went with it, to the author's private line: the first that this facilitator wrote there since then.
async fn take_the_note_back(kernel: &Kernel, by: &Admission, author: MembershipId, since: Moment) -> Result<()> {
    let note = entry::Entity::find()
        .filter(entry::Column::Author.eq(by.membership()))
        .filter(entry::Column::Line.eq(author))
        .filter(entry::Column::At.gte(since))
        .order_by_asc(entry::Column::Seq)
        .one(kernel.store.reader())
        .await?;
    match note {
        Some(note) => take_out(kernel, by.person(), note.id).await,
        None => Ok(()),
    }
}
