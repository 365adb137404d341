//! Texts as a way of taking part: what they can carry, and how a published entry is owed to those who take part by them.
use crate::{
    NAME, feed, line,
    queue::Readers,
    seat, sending,
    table::seat::{Model, Rest},
    unread,
};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Refusal, Result,
    bus::Signal,
    contact::{Medium, owed},
    contribution::{Draft, Entry, TOO_LONG},
    id::{GroupId, MembershipId},
    live::Frame,
    modality::{Capabilities, Closing, Modality, ModalityKey, Seat, Times},
    store::Tx,
    table::entry::{Audience, EntryState},
};

pub struct Texts;

#[async_trait]
impl Modality for Texts {
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
            hides_from_providers: false, // each phone company reads along
            recalls: false,              // only where the network can: see the lines
            expires: false,
            can_keep_nothing: false, // what is read days later has to be kept until then
            carries_pictures: false,
            kilobytes_an_hour: 10,
        }
    }

    fn joins_others(&self) -> bool {
        true
    }

    /// By itself it is open at any time; beside a chat it goes by the chat's own hours, and by its door.
    fn joins_at(&self) -> Times {
        Times::Either
    }

    async fn stands_in_the_way(&self, kernel: &Kernel, _: GroupId) -> Result<Option<&'static str>> {
        Ok((!line::is_any_ready(kernel).await?).then_some("text-not-ready"))
    }

    async fn unreached(&self, kernel: &Kernel, group: GroupId) -> Result<Vec<MembershipId>> {
        let gone = |it: &&Model| matches!(it.rests, Some(Rest::Gone | Rest::NotMe));
        Ok(seat::of_group(kernel, group).await?.iter().filter(gone).map(|it| it.membership).collect())
    }

    fn check(&self, draft: &Draft) -> Result<(), Refusal> {
        // The longest that any group may set; a group's own bound is asked where it is written.
        if draft.words.body.chars().count() > 10_000 { Err(TOO_LONG) } else { Ok(()) }
    }

    /// It waits for the others as soon as it is stored: no crash comes between, and many entries share a commit.
    async fn record(&self, _: &Kernel, tx: &Tx, entry: &Entry, _: &Draft) -> Result<()> {
        match entry.state {
            EntryState::Published => feed::add(tx, entry).await,
            _ => Ok(()),
        }
    }

    async fn deliver(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        // What is in memory alone leaves no trace here, not even of its being there.
        if kernel.fleeting.find(entry.group, entry.id).is_some() {
            return Ok(());
        }
        tell(kernel, entry, "published");
        // Words that were changed are not sent a second time: what lies on a phone cannot be taken back.
        if entry.edited.is_none() {
            feed::add_missing(kernel, entry).await?;
            owed::owe(kernel, &Readers, entry).await?;
        }
        Ok(())
    }

    async fn withdraw(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        owed::let_go(kernel, Medium::Text, entry.id).await?;
        if entry.state != EntryState::Published {
            tell(kernel, entry, "withdrawn");
        }
        sending::recall(kernel, entry.id).await
    }

    async fn unseat(&self, kernel: &Kernel, seat: &Seat) -> Result<()> {
        let membership = seat.membership;
        kernel.store.write(async move |tx: &Tx| owed::forget(tx, Medium::Text, membership).await).await?;
        kernel.bus.tell(kernel, Signal::Unseat(seat.membership));
        Ok(())
    }

    async fn close(&self, kernel: &Kernel, group: GroupId, why: Closing) -> Result<()> {
        if matches!(why, Closing::Ended | Closing::LockedDown) {
            owed::let_go_of_group(kernel, Medium::Text, group).await?;
            unread::let_go_of_group(kernel, group).await?;
        }
        // While it is paused people can read on.
        if why != Closing::Paused {
            kernel.bus.tell(kernel, Signal::UnseatAll(group));
        }
        owed::wake(kernel, Medium::Text);
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
