//! The forum as a way of taking part: what it can carry, and how a published entry comes to those who read.
use crate::{
    NAME,
    refusals::{NOTE_TOO_LONG, TITLE_NEEDED, TITLE_TOO_LONG},
    topic,
};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Refusal, Result,
    bus::Signal,
    contribution::{Draft, Entry},
    id::GroupId,
    live::Frame,
    modality::{Capabilities, Closing, Modality, ModalityKey, Seat, Times},
    store::Tx,
    table::entry::{Audience, EntryState},
};

/// A title is one line.
const LONGEST_TITLE: usize = 120;
const LONGEST_NOTE: usize = 80;

pub struct Forum;

#[async_trait]
impl Modality for Forum {
    fn key(&self) -> ModalityKey {
        NAME
    }

    fn times(&self) -> Times {
        Times::AnyTime
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            hides_identity_from_participants: true,
            hides_identity_from_staff: true,
            hides_from_providers: true,
            recalls: true,
            expires: true,
            can_keep_nothing: false, // what is read days later has to be kept until then
            carries_pictures: false,
            kilobytes_an_hour: 200,
        }
    }

    fn has_conversations(&self) -> bool {
        true
    }

    fn check(&self, draft: &Draft) -> Result<(), Refusal> {
        let title = draft.words.heading.as_deref().unwrap_or_default().trim();
        if draft.opens() && title.is_empty() {
            return Err(TITLE_NEEDED);
        }
        if title.chars().count() > LONGEST_TITLE {
            return Err(TITLE_TOO_LONG);
        }
        if draft.words.note.as_deref().unwrap_or_default().chars().count() > LONGEST_NOTE {
            return Err(NOTE_TOO_LONG);
        }
        Ok(())
    }

    async fn record(&self, _: &Kernel, tx: &Tx, entry: &Entry, draft: &Draft) -> Result<()> {
        match (entry.audience, entry.thread) {
            (Audience::Group, Some(thread)) => topic::record(tx, entry, thread, draft.opens()).await,
            _ => Ok(()),
        }
    }

    async fn deliver(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        if entry.audience == Audience::Staff {
            // To the one whose line it is; staff have their desk.
            if let Some(line) = entry.line {
                kernel.bus.tell(kernel, Signal::FrameFor(line, Frame { what: "staff".into(), thread: None }));
            }
            return Ok(());
        }
        // Published at once it was counted when it was stored; let through later it has yet to be.
        if let (Some(thread), false) = (entry.thread, entry.reasons.is_empty()) {
            topic::recount(kernel, thread).await?;
        }
        tell(kernel, entry, "published");
        Ok(())
    }

    async fn withdraw(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        if let (Some(thread), Audience::Group) = (entry.thread, entry.audience) {
            topic::recount(kernel, thread).await?;
        }
        if entry.state != EntryState::Published {
            tell(kernel, entry, "withdrawn");
        }
        Ok(())
    }

    async fn unseat(&self, kernel: &Kernel, seat: &Seat) -> Result<()> {
        kernel.bus.tell(kernel, Signal::Unseat(seat.membership));
        Ok(())
    }

    async fn close(&self, kernel: &Kernel, group: GroupId, why: Closing) -> Result<()> {
        // While it is paused people can read on.
        if why != Closing::Paused {
            kernel.bus.tell(kernel, Signal::UnseatAll(group));
        }
        Ok(())
    }
}

fn tell(kernel: &Kernel, entry: &Entry, what: &str) {
    kernel.bus.tell(kernel, Signal::Frame(entry.group, Frame { what: what.into(), thread: entry.thread }));
}
