//! What a room is told, and what waits for one page.
use super::Room;
use crate::frame::{Asked, State};
use actix::{Addr, Message, MessageResponse};
use actix_web::web::Bytes;
use hearth_core::{
    clock::Moment,
    contribution::{Entry, Face},
    id::{EntryId, MembershipId},
};
use std::sync::{
    Arc,
    atomic::{AtomicU16, Ordering::SeqCst},
};
use tokio::sync::mpsc;

pub type RoomAddress = Addr<Room>;

/// Frames that may wait for one page. One that falls this far behind is let go of, and comes back.
const MOST_WAITING: usize = 256;

/// What waits for one page, and why its line ends.
#[derive(Clone)]
pub struct Queue {
    frames: mpsc::Sender<Bytes>,
    /// 0: it goes on.
    end: Arc<AtomicU16>,
    woken: Arc<tokio::sync::Notify>,
}

/// The other end of it.
pub struct Out {
    pub frames: mpsc::Receiver<Bytes>,
    end: Arc<AtomicU16>,
    pub woken: Arc<tokio::sync::Notify>,
}

impl Queue {
    pub fn new() -> (Queue, Out) {
        let (frames, waiting) = mpsc::channel(MOST_WAITING);
        let (end, woken) = (Arc::new(AtomicU16::new(0)), Arc::new(tokio::sync::Notify::new()));
        (Queue { frames, end: end.clone(), woken: woken.clone() }, Out { frames: waiting, end, woken })
    }

    /// Whether there was room for it.
    pub fn push(&self, frame: Bytes) -> bool {
        self.frames.try_send(frame).is_ok()
    }

    /// Its line ends, for this reason. The first reason holds.
    pub fn end(&self, code: u16) {
        let _ = self.end.compare_exchange(0, code, SeqCst, SeqCst);
        self.woken.notify_one();
    }
}

impl Out {
    pub fn ended(&self) -> Option<u16> {
        Some(self.end.load(SeqCst)).filter(|it| *it != 0)
    }
}

/// A page opens.
#[derive(Message)]
#[rtype(result = "Welcome")]
pub struct Join {
    pub face: Arc<Face>,
    pub queue: Queue,
    pub state: State,
    /// Why a camera stays off, in her language: the group has none; as many are on as it allows.
    pub words: [String; 2],
    /// From when on she may read what was written.
    pub since: Moment,
    /// The language into which she interprets or captions, where she does.
    pub lane: Option<String>,
    pub carries: Carries,
}

/// What a line is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// Sound and picture, and what is written.
    All,
    /// What is written: sound and picture do not reach this page, and it tries them again later.
    Written,
}

/// Her number in the room.
#[derive(MessageResponse)]
pub struct Welcome(pub u32);

/// What a page asks.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Hears(pub u32, pub Asked);

/// How it stands with her now.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Stands {
    pub a: u32,
    pub is_held: bool,
    pub cameras: u32,
    /// Whose turn it is, and who comes after: of the meeting, as she sees it now.
    pub turns: Vec<MembershipId>,
}

/// A page closed.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Leaves(pub u32);

/// Words that the group may read.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Bring {
    pub entry: Arc<Entry>,
    pub face: Arc<Face>,
}

/// They are taken back.
#[derive(Message)]
#[rtype(result = "()")]
pub struct TakeBack(pub EntryId);

/// Words of this person wait for who leads.
#[derive(Message, Clone)]
#[rtype(result = "()")]
pub struct Waits(pub Arc<Face>);

/// Somebody's place ends; or everybody's.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Leave(pub Option<MembershipId>);

/// Nobody is heard or seen, until each is asked about again.
#[derive(Message)]
#[rtype(result = "()")]
pub struct HoldAll;
