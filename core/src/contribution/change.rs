//! What its author may do to an entry after she said it: change it for a while, and answer when staff propose other words.
//! Taking it back altogether is hers at any time: see `personal_data::own::take_out`.
//!
//! Nobody else ever sees what it said before: the old words are overwritten.
use super::{Draft, EMPTY, Entry, LONGEST, NO_SUCH_ENTRY, OTHER_WORDS, TOO_LATE, TOO_LONG, Words, deliver, entry::place, open, withdraw};
use crate::{
    Kernel, Result,
    admission::{Admission, Intent, renew},
    audit::{self, Act},
    clock::Moment,
    event::{self, EntryHeld, EntryPublished, EntryWithdrawn},
    group::ways,
    id::EntryId,
    moderation::{self, Decision},
    store::Tx,
    table::entry::{self, Audience, EntryState},
    vault::Owner,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::time::Duration;

/// Staff gave it back to its author with a note: it waits for her now, not for them.
pub const GIVEN_BACK: &str = "moderation-given-back";

/// Whether its author may still change it: as long as only she and staff can see it, and for a while after it was published.
pub fn may_edit(entry: &Entry, admission: &Admission, window: Duration, now: Moment) -> bool {
    let own = entry.author == admission.membership() && entry.words.is_some();
    own && match entry.state {
        EntryState::Held => true,
        EntryState::Published => entry.at + window > now,
        EntryState::Hidden | EntryState::Removed | EntryState::Withdrawn => false,
    }
}

/// Changes the words of her own entry. Every rule is asked again: a change that would be held takes the entry back from the
/// others until a facilitator lets it through.
pub async fn edit(kernel: &Kernel, admission: &Admission, id: EntryId, words: Words, window: Duration) -> Result<Entry> {
    let admission = renew(kernel, admission, Intent::Write).await?;
    let now = kernel.clock.now();
    let before = own(kernel, &admission, id).await?;
    if !may_edit(&before, &admission, window, now) {
        return Err(TOO_LATE.into());
    }
    if words.body.trim().is_empty() {
        return Err(EMPTY.into());
    }
    if words.body.chars().count() > LONGEST {
        return Err(TOO_LONG.into());
    }
    let draft = Draft { words: words.clone(), thread: before.thread, edits: Some(id), ..Draft::to_group("", "") };
    let draft = Draft { shape: Draft::opening(words.heading.is_some()), ..draft };
    let modality = kernel.modality(before.modality).ok_or(NO_SUCH_ENTRY)?.clone();
    modality.check(&draft)?;
    let reasons: Vec<String> = match moderation::decide(kernel, &admission, &draft).await {
        Decision::Refuse(refusal) => return Err(refusal.into()),
        Decision::Hold(reasons) => reasons.into_iter().map(str::to_owned).collect(),
        Decision::Publish => Vec::new(),
    };
    let is_held = !reasons.is_empty();
    let how = move |entry: &mut Entry| {
        entry.words = Some(words.clone());
        entry.proposal = None;
        entry.edited = Some(now);
        entry.state = if is_held { EntryState::Held } else { EntryState::Published };
        entry.published = if is_held { None } else { entry.published.or(Some(now)) };
        if is_held || !entry.reasons.is_empty() {
            entry.reasons = reasons.clone();
        }
    };
    let after = match kernel.fleeting.change(before.group, id, how.clone()) {
        Some(changed) => changed,
        None => store(kernel, before.state, &before, how).await?,
    };
    let linked = ways::linked(kernel, &admission.standing().group);
    match after.state {
        EntryState::Published => deliver(kernel, &after, &linked).await,
        _ if before.state == EntryState::Published => withdraw(kernel, &after).await,
        _ => {}
    }
    kernel.outbox.wake();
    Ok(after)
}

/// She agrees to the words that staff propose, and that she saw (their mark): they are let through in place of hers.
pub async fn agree(kernel: &Kernel, admission: &Admission, id: EntryId, seen: &str) -> Result<Entry> {
    let now = kernel.clock.now();
    let before = own(kernel, admission, id).await?;
    let proposal = before.proposal.clone().filter(|_| before.state == EntryState::Held).ok_or(TOO_LATE)?;
    if proposal.mark() != seen {
        return Err(OTHER_WORDS.into());
    }
    let how = move |entry: &mut Entry| {
        entry.words = Some(proposal.clone());
        entry.proposal = None;
        entry.state = EntryState::Published;
        entry.published = Some(now);
    };
    let after = match kernel.fleeting.change(before.group, id, how.clone()) {
        Some(changed) => changed,
        None => store(kernel, EntryState::Held, &before, how).await?,
    };
    deliver(kernel, &after, &ways::linked(kernel, &admission.standing().group)).await;
    kernel.outbox.wake();
    Ok(after)
}

/// She does not: her words stay as they are, and only she and staff see them.
pub async fn decline(kernel: &Kernel, admission: &Admission, id: EntryId) -> Result<Entry> {
    let before = own(kernel, admission, id).await?;
    let how = |entry: &mut Entry| {
        entry.proposal = None;
        entry.reasons.push(GIVEN_BACK.to_owned());
    };
    match kernel.fleeting.change(before.group, id, how) {
        Some(changed) => Ok(changed),
        None => store(kernel, EntryState::Held, &before, how).await,
    }
}

/// Her own entry to the group; for everyone else it is not there.
async fn own(kernel: &Kernel, admission: &Admission, id: EntryId) -> Result<Entry> {
    let found = match kernel.fleeting.find(admission.group(), id) {
        Some(entry) => Some(entry),
        None => super::by_id(kernel, admission, id).await?,
    };
    let found = found.filter(|it| it.author == admission.membership() && it.audience == Audience::Group);
    found.ok_or_else(|| NO_SUCH_ENTRY.into())
}

/// Writes a change of a kept entry, if it is still in the state in which it was looked at.
async fn store(kernel: &Kernel, from: EntryState, before: &Entry, how: impl Fn(&mut Entry)) -> Result<Entry> {
    let mut after = before.clone();
    how(&mut after);
    let key = kernel.vault.key(Owner::Membership(after.group, after.author)).await?;
    let seal = |words: &Option<Words>, column| words.as_ref().map(|it| key.seal(place(after.group, after.id, column), it)).transpose();
    let (words, proposal) = (seal(&after.words, "words")?, seal(&after.proposal, "proposal")?);
    let (kernel_in, entry, reasons) = (kernel.clone(), after.clone(), serde_json::to_string(&after.reasons)?);
    let row = kernel
        .store
        .write(async move |tx: &Tx| {
            let found = entry::Entity::find().filter(entry::Column::Id.eq(entry.id)).one(tx).await?;
            let Some(row) = found.filter(|it| it.state == from) else { return Ok(None) };
            let mut row = row.into_active_model();
            row.words = Set(words.clone());
            row.proposal = Set(proposal.clone());
            row.state = Set(entry.state);
            row.reasons = Set(reasons.clone());
            row.published = Set(entry.published);
            row.edited = Set(entry.edited);
            let row = row.update(tx).await?;
            told(&kernel_in, tx, from, &entry).await?;
            Ok(Some(row))
        })
        .await?;
    open(kernel, row.ok_or(TOO_LATE)?).await
}

/// What the others owe each other after a change of state, and the audit of it: her own hand, no reason.
async fn told(kernel: &Kernel, tx: &Tx, from: EntryState, entry: &Entry) -> Result<()> {
    let (id, group) = (entry.id, entry.group);
    match (from, entry.state) {
        (_, EntryState::Published) => event::record(kernel, tx, &EntryPublished { entry: id, group }).await?,
        (EntryState::Published, _) => {
            event::record(kernel, tx, &EntryWithdrawn { entry: id, group }).await?;
            event::record(kernel, tx, &EntryHeld { entry: id, group }).await?;
        }
        _ => {}
    }
    if from == EntryState::Held && entry.state == EntryState::Published {
        audit::record(kernel, tx, Act { act: "entry.released-by-rules", subject: Some(id.0), group: Some(group), ..Act::default() }).await?;
    }
    Ok(())
}
