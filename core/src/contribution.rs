//! The one path of everything that is said, whichever modality carried it: [`submit`] is the only way to be heard.
pub mod change;
mod draft;
mod entry;
mod face;
mod fleeting;
pub mod handlers;
mod kept;
mod line;
mod mark;
pub mod page;
mod recent;
mod seen;
mod shelf;
mod telling;

pub use draft::{Draft, Lane, Words};
pub use entry::{Entry, open, open_all};
pub use face::{Face, Faces, faces};
pub use fleeting::Fleeting;
pub use kept::{ThreadPage, by_id, thread};
pub use line::line;
pub use mark::{Marks, marks, read_until, was_here};
pub use recent::recent;
pub use seen::seen;
pub use shelf::{DraftShelf, typed};
pub use telling::Tellings;

use crate::{
    Kernel, Result,
    admission::{Admission, Intent, renew},
    group::ways,
    modality::{ModalityKey, Order},
    moderation::{self, Decision},
    refusals,
    table::entry::{Audience, EntryState},
};
use std::sync::Arc;

refusals! {
    /// There are no words in it.
    EMPTY = "contribution-empty" => 422;
    /// More words than one entry may have.
    TOO_LONG = "contribution-too-long" => 422;
    /// The modality that carries it is not this group's.
    WRONG_MODALITY = "contribution-wrong-modality" => 404;
    /// It is not there, or not hers to change.
    NO_SUCH_ENTRY = "contribution-no-such-entry" => 404;
    /// The time for changing it is over.
    TOO_LATE = "contribution-too-late" => 409;
    /// Staff changed the words that they propose after she opened the page.
    OTHER_WORDS = "contribution-other-words" => 409;
}

/// No entry is longer, whatever its modality allows.
pub const LONGEST: usize = 20_000;

/// Stores what somebody says and brings it to the others, or holds it. The same client id again gives the entry that was
/// stored before. When this returns, the entry is on the disk, where the group keeps words at all.
pub async fn submit(kernel: &Kernel, admission: &Admission, modality: &str, draft: Draft) -> Result<Entry> {
    let heard = hear(kernel, admission, modality, draft).await?;
    Ok(heard.bring(kernel).await)
}

/// What was stored, and has yet to be brought to the others.
#[must_use = "what nobody brings is heard by nobody"]
pub struct Heard {
    pub entry: Entry,
    is_kept: bool,
    linked: Vec<ModalityKey>,
}

impl Heard {
    pub async fn bring(self, kernel: &Kernel) -> Entry {
        if self.entry.state == EntryState::Published {
            deliver(kernel, &self.entry, &self.linked).await;
        }
        // What is in memory alone owes nobody anything.
        if self.is_kept {
            kernel.outbox.wake();
        }
        self.entry
    }
}

/// The first half of [`submit`]: for who hears many things of one person, in their order, and brings them while it hears on.
pub async fn hear(kernel: &Kernel, admission: &Admission, modality: &str, mut draft: Draft) -> Result<Heard> {
    if draft.audience == Audience::Staff {
        draft.line = Some(line::of_draft(kernel, admission, draft.line).await?);
    }
    // A private line to staff is help: it is open when writing to the group is not.
    let intent = if draft.audience == Audience::Staff { Intent::Help } else { Intent::Write };
    let admission = renew(kernel, admission, intent).await?;
    let modality = kernel.modality(modality).ok_or(WRONG_MODALITY)?.clone();
    if draft.words.body.trim().is_empty() {
        return Err(EMPTY.into());
    }
    if draft.words.body.chars().count() > LONGEST {
        return Err(TOO_LONG.into());
    }
    if draft.audience == Audience::Group {
        modality.check(&draft)?;
    }
    let decision = match draft.audience {
        Audience::Staff => Decision::Publish,
        Audience::Group => moderation::decide(kernel, &admission, &draft).await,
    };
    let reasons = match decision {
        Decision::Refuse(refusal) => return Err(refusal.into()),
        Decision::Hold(reasons) => reasons,
        Decision::Publish => Vec::new(),
    };
    let entry = match admission.standing().group.keep_hours {
        Some(_) => kept::store(kernel, &admission, modality, draft, &reasons).await?,
        None => fleeting::store(kernel, &admission, modality.key(), draft, &reasons)?,
    };
    let group = &admission.standing().group;
    Ok(Heard { entry, is_kept: group.keep_hours.is_some(), linked: ways::linked(kernel, group) })
}

/// Brings a published entry now to those who take part by its modality, or by one that is linked to it. What fails stays owed:
/// the outbox tells it again.
pub(crate) async fn deliver(kernel: &Kernel, entry: &Entry, linked: &[ModalityKey]) {
    let mut is_done = true;
    for modality in [entry.modality].iter().chain(linked) {
        let Ok(host) = kernel.host(modality) else { return };
        if let Err(why) = host.give(Order::Deliver(Arc::new(entry.clone()))).await {
            tracing::warn!(modality, ?why, "not delivered yet");
            is_done = false;
        }
    }
    if is_done {
        kernel.tellings.done(entry.id);
    }
}

/// Takes it back from everybody's eyes now. What fails stays owed, likewise.
pub(crate) async fn withdraw(kernel: &Kernel, entry: &Entry) {
    let Ok(host) = kernel.host(entry.modality) else { return };
    if let Err(why) = host.give(Order::Withdraw(Arc::new(entry.clone()))).await {
        tracing::warn!(modality = entry.modality, ?why, "not taken back yet");
    }
}
