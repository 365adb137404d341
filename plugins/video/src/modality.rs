//! Sound and picture as a way of taking part, and a written lane beside them: who types has the same seat.
use crate::{
    NAME,
    refusals::LINE_TOO_LONG,
    room::{Bring, HoldAll, Leave, TakeBack},
    rooms::Rooms,
};
use actix::Arbiter;
use async_trait::async_trait;
use hearth_core::{
    Kernel, Refusal, Result,
    bus::Signal,
    contribution::{Draft, Entry, faces},
    id::GroupId,
    live::Frame,
    modality::{Capabilities, Closing, Modality, ModalityKey, Seat, Takes, Times},
    table::entry::Audience,
};
use std::sync::{Arc, OnceLock};
use tokio::runtime::Handle;

/// The longest line, in characters: what somebody reads while others speak.
pub const LONGEST: usize = 1000;

#[derive(Default)]
pub struct Video(OnceLock<Arc<Rooms>>);

impl Video {
    fn rooms(&self, kernel: &Kernel) -> &Arc<Rooms> {
        self.0.get_or_init(|| kernel.held())
    }
}

#[async_trait]
impl Modality for Video {
    fn key(&self) -> ModalityKey {
        NAME
    }

    /// Its rooms live on its own thread.
    fn begins(&self, kernel: &Kernel, _: &Handle) {
        self.rooms(kernel).settle(Arbiter::current());
    }

    fn times(&self) -> Times {
        Times::DuringMeetings
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            // A voice or a face can be known again.
            hides_identity_from_participants: false,
            hides_identity_from_staff: false,
            hides_from_providers: true,
            // Words are taken back from every page; what was heard is not.
            recalls: false,
            expires: true,
            can_keep_nothing: true,
            carries_pictures: true,
            // One voice at a time, 40 kbit/s; a camera adds ten times as much. Until the group's own meetings say it better.
            kilobytes_an_hour: 18_000,
        }
    }

    fn takes(&self, kernel: &Kernel, group: GroupId) -> Takes {
        let measured = self.rooms(kernel).took(group).kilobytes_an_hour();
        measured.map_or(Takes::Reckoned(self.capabilities().kilobytes_an_hour), Takes::Measured)
    }

    fn check(&self, draft: &Draft) -> Result<(), Refusal> {
        match draft.words.body.chars().count() > LONGEST {
            true => Err(LINE_TOO_LONG),
            false => Ok(()),
        }
    }

    /// Words to staff stand on a page of their own; those to everybody in the room, where somebody is in it.
    async fn deliver(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        let Some(room) = self.rooms(kernel).find(entry.group).filter(|_| entry.audience == Audience::Group) else { return Ok(()) };
        if let Some(face) = faces(kernel, entry.group, [entry.author]).await?.remove(&entry.author) {
            room.do_send(Bring { entry: Arc::new(entry.clone()), face });
        }
        Ok(())
    }

    async fn withdraw(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        if let (Some(room), Audience::Group) = (self.rooms(kernel).find(entry.group), entry.audience) {
            room.do_send(TakeBack(entry.id));
        }
        Ok(())
    }

    async fn unseat(&self, kernel: &Kernel, seat: &Seat) -> Result<()> {
        // Sound and picture first: her line ends a moment later.
        if let Some(room) = self.rooms(kernel).find(seat.group) {
            room.do_send(Leave(Some(seat.membership)));
        }
        kernel.bus.tell(kernel, Signal::Unseat(seat.membership));
        Ok(())
    }

    async fn close(&self, kernel: &Kernel, group: GroupId, why: Closing) -> Result<()> {
        let room = self.rooms(kernel).find(group);
        // While it is paused people may stay; but nobody hears or sees anybody. Their pages learn why.
        if why == Closing::Paused {
            if let Some(room) = room {
                room.do_send(HoldAll);
            }
            kernel.bus.tell(kernel, Signal::Frame(group, Frame { what: "state".into(), thread: None }));
            return Ok(());
        }
        if let Some(room) = room {
            room.do_send(Leave(None));
        }
        kernel.bus.tell(kernel, Signal::UnseatAll(group));
        Ok(())
    }
}
