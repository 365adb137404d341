//! A participant asks a facilitator to look. Only staff see it; the person who wrote is not told who asked.
use crate::{
    Kernel, Result,
    admission::{Admission, Intent, UNKNOWN_GROUP, renew},
    audit::{self, Act},
    clock::Moment,
    contribution::{self, Draft, NO_SUCH_ENTRY},
    event::{self, EntryReported},
    id::{EntryId, ReportId},
    refusals,
    store::Tx,
    table::{entry, report},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

refusals! {
    /// No reason was chosen.
    NO_REASON = "moderation-report-no-reason" => 422;
}

/// What one may say with one tap: codes, and keys of words.
pub const REASONS: &[&str] =
    &["moderation-report-identifies", "moderation-report-worry", "moderation-report-hurts", "moderation-report-known", "moderation-report-other"];

/// How a report ends: codes, and keys of words.
pub const OUTCOMES: &[&str] = &["moderation-outcome-acted", "moderation-outcome-checked-in", "moderation-outcome-nothing"];

/// Asks staff to look at an entry. The same again, while nobody has looked, is the same report.
pub async fn report(kernel: &Kernel, admission: &Admission, entry: EntryId, reason: &str, words: &str) -> Result<ReportId> {
    // Asking for help is open even where writing is not.
    let admission = renew(kernel, admission, Intent::Help).await?;
    let reason = REASONS.iter().find(|it| **it == reason).ok_or(NO_REASON)?;
    let found = match kernel.fleeting.find(admission.group(), entry) {
        Some(found) => found,
        None => contribution::by_id(kernel, &admission, entry).await?.ok_or(NO_SUCH_ENTRY)?,
    };
    let by = admission.membership();
    let open = report::Entity::find()
        .filter(report::Column::Entry.eq(entry))
        .filter(report::Column::By.eq(by))
        .filter(report::Column::Closed.is_null())
        .one(kernel.store.reader())
        .await?;
    if let Some(open) = open {
        return Ok(open.id);
    }
    let mut said = None;
    if !words.trim().is_empty() {
        let draft = Draft { thread: Some(entry.0), ..Draft::to_staff(words, format!("report {entry} {words}")) };
        said = Some(contribution::submit(kernel, &admission, found.modality, draft).await?.id);
    }
    let (id, group, now, kernel_in) = (ReportId::new(), admission.group(), kernel.clock.now(), kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let row = report::ActiveModel {
                id: Set(id),
                group: Set(group),
                entry: Set(entry),
                by: Set(by),
                reason: Set((*reason).to_owned()),
                words: Set(said),
                at: Set(now),
                closed: Set(None),
                closed_by: Set(None),
                outcome: Set(None),
            };
            row.insert(tx).await?;
            event::record(&kernel_in, tx, &EntryReported { entry, group }).await
        })
        .await?;
    kernel.outbox.wake();
    Ok(id)
}

/// A facilitator has looked.
pub async fn close(kernel: &Kernel, by: &Admission, report: ReportId, outcome: &'static str) -> Result<()> {
    if !by.is_facilitator() {
        return Err(UNKNOWN_GROUP.into());
    }
    let (group, person, now, kernel_in) = (by.group(), by.person(), kernel.clock.now(), kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = report::Entity::find_by_id(report).one(tx).await?.filter(|it| it.group == group).ok_or(NO_SUCH_ENTRY)?;
            if found.closed.is_some() {
                return Ok(());
            }
            let entry = found.entry;
            let mut row = found.into_active_model();
            row.closed = Set(Some(now));
            row.closed_by = Set(Some(person));
            row.outcome = Set(Some(outcome.to_owned()));
            row.update(tx).await?;
            let act = Act { actor: Some(person), act: "report.closed", subject: Some(entry.0), group: Some(group), reason: Some(outcome.to_owned()) };
            audit::record(&kernel_in, tx, act).await
        })
        .await
}

/// Opens again what this facilitator closed about an entry since then.
pub(super) async fn open_again(kernel: &Kernel, by: &Admission, entry: EntryId, since: Moment) -> Result<()> {
    let (group, person, kernel_in) = (by.group(), by.person(), kernel.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let closed = report::Entity::find()
                .filter(report::Column::Entry.eq(entry))
                .filter(report::Column::Group.eq(group))
                .filter(report::Column::ClosedBy.eq(person))
                .filter(report::Column::Closed.gte(since))
                .all(tx)
                .await?;
            for found in closed {
                let mut row = found.into_active_model();
                row.closed = Set(None);
                row.closed_by = Set(None);
                row.outcome = Set(None);
                row.update(tx).await?;
                let act = Act { actor: Some(person), act: "report.opened-again", subject: Some(entry.0), group: Some(group), reason: None };
                audit::record(&kernel_in, tx, act).await?;
            }
            Ok(())
        })
        .await
}

/// What the person who asked added, for the group's facilitators.
pub async fn words(kernel: &Kernel, by: &Admission, entry: EntryId) -> Result<Option<contribution::Entry>> {
    if !by.is_facilitator() {
        return Err(UNKNOWN_GROUP.into());
    }
    let row =
        entry::Entity::find().filter(entry::Column::Id.eq(entry)).filter(entry::Column::Group.eq(by.group())).one(kernel.store.reader()).await?;
    match row {
        Some(row) => Ok(Some(contribution::open(kernel, row).await?)),
        None => Ok(kernel.fleeting.find(by.group(), entry)),
    }
}
