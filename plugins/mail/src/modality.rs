//! The list as a way of taking part: what it can carry, and how a published entry is owed to those who take part by mail.
use crate::{NAME, held, house, queue::Readers, refusals::SUBJECT_TOO_LONG, seat, thread};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Refusal, Result,
    bus::Signal,
    contact::{Medium, owed},
    contribution::{Draft, Entry},
    id::{GroupId, MembershipId},
    live::Frame,
    modality::{Capabilities, Closing, Modality, ModalityKey, Seat, Times},
    store::Tx,
    table::entry::{Audience, EntryState},
};

/// A subject is one line.
const LONGEST_SUBJECT: usize = 120;

pub struct Mail;

#[async_trait]
impl Modality for Mail {
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
            hides_from_providers: false, // each inbox is at somebody's
            recalls: false,
            expires: false,
            can_keep_nothing: false, // what is read days later has to be kept until then
            carries_pictures: false,
            kilobytes_an_hour: 100,
        }
    }

    fn joins_others(&self) -> bool {
        true
    }

    fn has_conversations(&self) -> bool {
        true
    }

    async fn stands_in_the_way(&self, kernel: &Kernel, _: GroupId) -> Result<Option<&'static str>> {
        Ok((!house::find(kernel).await?.is_ready()).then_some("mail-not-ready"))
    }

    async fn unreached(&self, kernel: &Kernel, group: GroupId) -> Result<Vec<MembershipId>> {
        Ok(seat::of_group(kernel, group).await?.iter().filter(|it| it.bounced.is_some()).map(|it| it.membership).collect())
    }

    fn check(&self, draft: &Draft) -> Result<(), Refusal> {
        let subject = draft.words.heading.as_deref().unwrap_or_default();
        if subject.chars().count() > LONGEST_SUBJECT { Err(SUBJECT_TOO_LONG) } else { Ok(()) }
    }

    async fn record(&self, _: &Kernel, tx: &Tx, entry: &Entry, _: &Draft) -> Result<()> {
        held::begins(tx, entry).await?;
        match (entry.audience, entry.thread) {
            (Audience::Group, Some(thread)) => thread::record(tx, entry, thread).await,
            _ => Ok(()),
        }
    }

    async fn deliver(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        held::is_over(kernel, entry).await?;
        // Published at once it was counted when it was stored; let through later it has yet to be.
        if let (Audience::Group, Some(thread), false) = (entry.audience, entry.thread, entry.reasons.is_empty()) {
            thread::recount(kernel, thread).await?;
        }
        tell(kernel, entry, "published");
        // Words that were changed are not sent a second time: what lies in an inbox cannot be taken back.
        if entry.edited.is_none() {
            owed::owe(kernel, &Readers, entry).await?;
        }
        Ok(())
    }

    async fn withdraw(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        owed::let_go(kernel, Medium::Email, entry.id).await?;
        if let (Some(thread), Audience::Group) = (entry.thread, entry.audience) {
            thread::recount(kernel, thread).await?;
        }
        if entry.state != EntryState::Published {
            tell(kernel, entry, "withdrawn");
        }
        Ok(())
    }

    async fn unseat(&self, kernel: &Kernel, seat: &Seat) -> Result<()> {
        let membership = seat.membership;
        kernel.store.write(async move |tx: &Tx| owed::forget(tx, Medium::Email, membership).await).await?;
        kernel.bus.tell(kernel, Signal::Unseat(seat.membership));
        Ok(())
    }

    async fn close(&self, kernel: &Kernel, group: GroupId, why: Closing) -> Result<()> {
        if matches!(why, Closing::Ended | Closing::LockedDown) {
            owed::let_go_of_group(kernel, Medium::Email, group).await?;
        }
        // While it is paused people can read on.
        if why != Closing::Paused {
            kernel.bus.tell(kernel, Signal::UnseatAll(group));
        }
        owed::wake(kernel, Medium::Email);
        Ok(())
    }
}

/// To whoever has the page open: the whole group, or the one whose line it is.
fn tell(kernel: &Kernel, entry: &Entry, what: &str) {
    // Where the conversation is another modality's, that one tells.
    if entry.modality != NAME {
        return;
    }
    let signal = match (entry.audience, entry.line) {
        (Audience::Group, _) => Signal::Frame(entry.group, Frame { what: what.into(), thread: entry.thread }),
        (Audience::Staff, Some(line)) => Signal::FrameFor(line, Frame { what: "staff".into(), thread: None }),
        (Audience::Staff, None) => return,
    };
    kernel.bus.tell(kernel, signal);
}
