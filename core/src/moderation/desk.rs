//! The desk: everything that waits for a facilitator, in all the groups that she looks after, and what she can do about it.
//! Every act is written down in the audit, with a code for its reason and never with words.
mod undo;
mod waiting;

pub use undo::{UNDO, undo};
pub use waiting::{ALARM, Kind, Waiting, context, count, not_heard_since, waiting};

use crate::{
    Kernel, Result,
    admission::{Admission, UNKNOWN_GROUP},
    audit::{self, Act},
    clock::Moment,
    contribution::{self, Draft, EMPTY, Entry, LONGEST, NO_SUCH_ENTRY, TOO_LATE, TOO_LONG, Words, change::GIVEN_BACK, open},
    event::{self, EntryHeld, EntryPublished, EntryWithdrawn},
    group::ways,
    id::EntryId,
    store::Tx,
    table::entry::{self, Audience, EntryState},
    vault::{Owner, Place},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// Why an entry is hidden or removed: codes, and keys of words.
pub const REASONS: &[&str] = &[
    "moderation-reason-identifies",
    "moderation-reason-hurts",
    "moderation-reason-agreement",
    "moderation-reason-unsafe",
    "moderation-reason-other",
];

/// The reason that a form names by its code.
pub fn reason(code: &str) -> &'static str {
    REASONS.iter().copied().find(|it| *it == code).unwrap_or("moderation-reason-other")
}

/// What a facilitator does about one entry where she reads, as a form names it. False: no such act is the desk's own.
pub async fn carry_out(kernel: &Kernel, by: &Admission, entry: EntryId, act: &str, why: &str) -> Result<bool> {
    match act {
        "release" => release(kernel, by, entry).await?,
        "hold" => hold(kernel, by, entry).await?,
        "hide" => hide(kernel, by, entry, reason(why)).await?,
        "unhide" => unhide(kernel, by, entry).await?,
        "remove" => remove(kernel, by, entry, reason(why)).await?,
        "undo" => undo(kernel, by, entry).await?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// One change of an entry's state by a facilitator.
#[derive(Clone, Copy)]
struct Change {
    from: &'static [EntryState],
    to: EntryState,
    act: &'static str,
    reason: Option<&'static str>,
    /// The words go, for good.
    empties: bool,
    /// Takes this code off the reasons, or puts it there.
    given_back: Option<bool>,
}

impl Change {
    const fn new(from: &'static [EntryState], to: EntryState, act: &'static str) -> Change {
        Change { from, to, act, reason: None, empties: false, given_back: None }
    }
}

/// Lets a held entry through, as its author wrote it.
pub async fn release(kernel: &Kernel, by: &Admission, entry: EntryId) -> Result<()> {
    let how = Change { given_back: Some(false), ..Change::new(&[EntryState::Held], EntryState::Published, "entry.released") };
    change(kernel, by, entry, how).await.map(|_| ())
}

/// Takes a published entry back to where only its author and staff see it, until somebody lets it through again.
pub async fn hold(kernel: &Kernel, by: &Admission, entry: EntryId) -> Result<()> {
    let how = Change { given_back: Some(false), ..Change::new(&[EntryState::Published, EntryState::Hidden], EntryState::Held, "entry.held") };
    change(kernel, by, entry, how).await.map(|_| ())
}

/// Out of the group's sight. Can be taken back.
pub async fn hide(kernel: &Kernel, by: &Admission, entry: EntryId, reason: &'static str) -> Result<()> {
    let how = Change { reason: Some(reason), ..Change::new(&[EntryState::Published], EntryState::Hidden, "entry.hidden") };
    change(kernel, by, entry, how).await.map(|_| ())
}

pub async fn unhide(kernel: &Kernel, by: &Admission, entry: EntryId) -> Result<()> {
    change(kernel, by, entry, Change::new(&[EntryState::Hidden], EntryState::Published, "entry.unhidden")).await.map(|_| ())
}

/// The words go at once and for good; their place stays marked, and the audit keeps who and why.
pub async fn remove(kernel: &Kernel, by: &Admission, entry: EntryId, reason: &'static str) -> Result<()> {
    let from = &[EntryState::Held, EntryState::Published, EntryState::Hidden];
    let how = Change { reason: Some(reason), empties: true, ..Change::new(from, EntryState::Removed, "entry.removed") };
    change(kernel, by, entry, how).await?;
    kernel.store.checkpoint().await // deleted words stay in the log until it is emptied
}

/// Proposes words to let through instead. The author sees them beside hers and says yes or no.
pub async fn propose(kernel: &Kernel, by: &Admission, id: EntryId, words: Words) -> Result<()> {
    fits(&words.body)?;
    let before = find(kernel, by, id).await?;
    if before.state != EntryState::Held {
        return Err(TOO_LATE.into());
    }
    // What she did not write herself is not proposed in her name.
    let own = before.words.clone().unwrap_or_default();
    let words = Words {
        note: words.note.or(own.note),
        heading: own.heading.as_ref().map(|it| words.heading.clone().unwrap_or(it.clone())),
        card: own.card,
        ..words
    };
    let act = act(by, id, "entry.redaction-proposed", None);
    if kernel.fleeting.change(by.group(), id, |entry| entry.proposal = Some(words.clone())).is_some() {
        let kernel_in = kernel.clone();
        return kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await;
    }
    let key = kernel.vault.key(Owner::Membership(before.group, before.author)).await?;
    let sealed = key.seal(Place::of("entries", "proposal", id.0).within(before.group.0), &words)?;
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            let found = entry::Entity::find().filter(entry::Column::Id.eq(id)).filter(entry::Column::State.eq(EntryState::Held)).one(tx).await?;
            let mut row = found.ok_or(TOO_LATE)?.into_active_model();
            row.proposal = Set(Some(sealed.clone()));
            row.update(tx).await?;
            audit::record(&kernel_in, tx, act.clone()).await
        })
        .await
}

/// Gives a held entry back to its author: it stays held, and the note tells her why, on her private line.
pub async fn give_back(kernel: &Kernel, by: &Admission, id: EntryId, note: &str) -> Result<()> {
    // Before anything is done: an entry that is given back without its note leaves its author without a reason.
    find(kernel, by, id).await?;
    fits(note)?;
    let how = Change { given_back: Some(true), ..Change::new(&[EntryState::Held], EntryState::Held, "entry.given-back") };
    let entry = change(kernel, by, id, how).await?;
    // Named after the entry: asked twice, it is written once.
    let draft = Draft { line: Some(entry.author), ..Draft::to_staff(note, format!("given-back {id} {note}")) };
    contribution::submit(kernel, by, entry.modality, draft).await?;
    Ok(())
}

/// Words of staff are words, and no longer than one entry may be.
fn fits(words: &str) -> Result<()> {
    match words.chars().count() {
        _ if words.trim().is_empty() => Err(EMPTY.into()),
        count if count > LONGEST => Err(TOO_LONG.into()),
        _ => Ok(()),
    }
}

/// An entry of the group's, for its facilitators: to the group, and opened.
pub async fn find(kernel: &Kernel, by: &Admission, id: EntryId) -> Result<Entry> {
    if !by.is_facilitator() {
        return Err(UNKNOWN_GROUP.into());
    }
    if let Some(entry) = kernel.fleeting.find(by.group(), id) {
        return Ok(entry);
    }
    let row = entry::Entity::find()
        .filter(entry::Column::Id.eq(id))
        .filter(entry::Column::Group.eq(by.group()))
        .filter(entry::Column::Audience.eq(Audience::Group))
        .one(kernel.store.reader())
        .await?;
    open(kernel, row.ok_or(NO_SUCH_ENTRY)?).await
}

async fn change(kernel: &Kernel, by: &Admission, id: EntryId, how: Change) -> Result<Entry> {
    let before = find(kernel, by, id).await?;
    let (now, act) = (kernel.clock.now(), act(by, id, how.act, how.reason));
    if !how.from.contains(&before.state) {
        return Err(TOO_LATE.into());
    }
    let turned = move |entry: &mut Entry| turn(entry, how, now);
    let after = match kernel.fleeting.change(by.group(), id, turned) {
        Some(after) => {
            let kernel_in = kernel.clone();
            kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await?;
            after
        }
        None => {
            let mut after = before.clone();
            turn(&mut after, how, now);
            store(kernel, &after, how, act).await?;
            after
        }
    };
    match (before.state, after.state) {
        (before, after) if before == after => {}
        (_, EntryState::Published) => contribution::deliver(kernel, &after, &ways::linked(kernel, &by.standing().group)).await,
        (EntryState::Published, _) | (_, EntryState::Removed) => contribution::withdraw(kernel, &after).await,
        _ => {}
    }
    kernel.outbox.wake();
    Ok(after)
}

fn turn(entry: &mut Entry, how: Change, now: Moment) {
    entry.state = how.to;
    match how.to {
        EntryState::Published => entry.published = entry.published.or(Some(now)),
        EntryState::Held => entry.published = None,
        _ => {}
    }
    if how.to != EntryState::Held || how.given_back.is_some() {
        entry.proposal = None;
    }
    if how.empties {
        entry.words = None;
    }
    if let Some(is_given_back) = how.given_back {
        entry.reasons.retain(|it| it != GIVEN_BACK);
        if is_given_back {
            entry.reasons.push(GIVEN_BACK.to_owned());
        }
    }
}

async fn store(kernel: &Kernel, after: &Entry, how: Change, act: Act) -> Result<()> {
    let (kernel_in, after) = (kernel.clone(), after.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let (id, group) = (after.id, after.group);
            let row = entry::Entity::find().filter(entry::Column::Id.eq(id)).one(tx).await?.ok_or(NO_SUCH_ENTRY)?;
            // Asked again inside: two facilitators may decide at once, and the first one decides.
            if !how.from.contains(&row.state) {
                return Err(TOO_LATE.into());
            }
            let was = row.state;
            let mut row = row.into_active_model();
            row.state = Set(after.state);
            row.published = Set(after.published);
            row.reasons = Set(serde_json::to_string(&after.reasons)?);
            if after.proposal.is_none() {
                row.proposal = Set(None);
            }
            if how.empties {
                row.words = Set(None);
            }
            row.update(tx).await?;
            match after.state {
                now if now == was => {}
                EntryState::Published => event::record(&kernel_in, tx, &EntryPublished { entry: id, group }).await?,
                EntryState::Held => {
                    event::record(&kernel_in, tx, &EntryWithdrawn { entry: id, group }).await?;
                    event::record(&kernel_in, tx, &EntryHeld { entry: id, group }).await?;
                }
                _ => event::record(&kernel_in, tx, &EntryWithdrawn { entry: id, group }).await?,
            }
            audit::record(&kernel_in, tx, act.clone()).await
        })
        .await
}

fn act(by: &Admission, entry: EntryId, act: &'static str, reason: Option<&'static str>) -> Act {
    Act { actor: Some(by.person()), act, subject: Some(entry.0), group: Some(by.group()), reason: reason.map(str::to_owned) }
}
