//! The chat as a way of taking part: what it can carry, and how a published entry comes to the open room.
use crate::{
    NAME,
    refusals::MESSAGE_TOO_LONG,
    room::{Bring, Leave, OnLine, TakeBack},
    rooms::Rooms,
};
use actix::Arbiter;
use async_trait::async_trait;
use hearth_core::{
    Kernel, Refusal, Result,
    bus::Signal,
    card,
    contribution::{Draft, Entry, faces},
    id::GroupId,
    live::Frame,
    modality::{Capabilities, Closing, Modality, ModalityKey, Seat, Times},
    table::entry::Audience,
};
use std::sync::{Arc, OnceLock};
use tokio::runtime::Handle;

/// The longest message that any group allows, in characters.
const LONGEST: usize = 4000;

#[derive(Default)]
pub struct Chat(OnceLock<Arc<Rooms>>);

impl Chat {
    fn rooms(&self, kernel: &Kernel) -> &Arc<Rooms> {
        self.0.get_or_init(|| kernel.held())
    }
}

#[async_trait]
impl Modality for Chat {
    fn key(&self) -> ModalityKey {
        NAME
    }

    /// Its rooms live on its own thread.
    fn begins(&self, kernel: &Kernel, runtime: &Handle) {
        self.rooms(kernel).settle(Arbiter::current(), runtime.clone());
    }

    fn times(&self) -> Times {
        Times::Either
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            hides_identity_from_participants: true,
            hides_identity_from_staff: true,
            hides_from_providers: true,
            recalls: true,
            expires: true,
            can_keep_nothing: true,
            carries_pictures: false,
            kilobytes_an_hour: 100,
        }
    }

    fn check(&self, draft: &Draft) -> Result<(), Refusal> {
        match draft.words.body.len() > LONGEST && draft.words.body.chars().count() > LONGEST {
            true => Err(MESSAGE_TOO_LONG),
            false => Ok(()),
        }
    }

    async fn deliver(&self, kernel: &Kernel, entry: &Entry) -> Result<()> {
        // Nobody has it open: who opens it later finds the entry in the core.
        let Some(room) = self.rooms(kernel).find(entry.group) else { return Ok(()) };
        let known = faces(kernel, entry.group, [entry.author].into_iter().chain(entry.line)).await?;
        let Some(face) = known.get(&entry.author).cloned() else { return Ok(()) };
        let entry = Arc::new(entry.clone());
        match (entry.audience, entry.line.and_then(|it| known.get(&it))) {
            (Audience::Group, _) => {
                let card = match entry.words.as_ref().and_then(|it| it.card) {
                    Some(id) => card::find(kernel, id).await?.map(|it| Arc::new(it.content)),
                    None => None,
                };
                room.do_send(Bring { entry, face, card });
            }
            (Audience::Staff, Some(of)) => room.do_send(OnLine { face, of: of.clone(), entry }),
            (Audience::Staff, None) => {}
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
        kernel.bus.tell(kernel, Signal::Unseat(seat.membership));
        if let Some(room) = self.rooms(kernel).find(seat.group) {
            room.do_send(Leave(Some(seat.membership)));
        }
        Ok(())
    }

    async fn close(&self, kernel: &Kernel, group: GroupId, why: Closing) -> Result<()> {
        // While it is paused people can read on: their pages learn that they cannot write.
        if why == Closing::Paused {
            kernel.bus.tell(kernel, Signal::Frame(group, Frame { what: "state".into(), thread: None }));
            return Ok(());
        }
        kernel.bus.tell(kernel, Signal::UnseatAll(group));
        if let Some(room) = self.rooms(kernel).find(group) {
            room.do_send(Leave(None));
        }
        Ok(())
    }
}
