//! What a room is told.
use super::Room;
use crate::{frame::State, listener::Queue};
use actix::Message;
use hearth_core::{
    card::Content,
    clock::Moment,
    contribution::{Entry, Face},
    id::{EntryId, MembershipId},
};
use std::sync::Arc;

/// Who listens, and what she may see.
#[derive(Clone)]
pub struct Eyes {
    pub membership: MembershipId,
    pub is_staff: bool,
    pub since: Moment,
}

/// A page opens, or comes back.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Join {
    pub eyes: Eyes,
    pub face: Arc<Face>,
    pub queue: Arc<Queue>,
    pub state: State,
    /// The life of the room that the page knows, and the last number that it has.
    pub after: Option<(String, u64)>,
}

/// A published entry.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Bring {
    pub entry: Arc<Entry>,
    pub face: Arc<Face>,
    pub card: Option<Arc<Content>>,
}

/// It is taken back.
#[derive(Message)]
#[rtype(result = "()")]
pub struct TakeBack(pub EntryId);

/// It waits for staff.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Waits {
    pub entry: Arc<Entry>,
    pub face: Arc<Face>,
}

/// Something on a private line. `face`: its author's; `of`: the face of the one whose line it is.
#[derive(Message)]
#[rtype(result = "()")]
pub struct OnLine {
    pub entry: Arc<Entry>,
    pub face: Arc<Face>,
    pub of: Arc<Face>,
}

/// Says to one page which line an entry is that was there before she sent it (again).
#[derive(Message)]
#[rtype(result = "()")]
pub struct Confirm {
    pub queue: Arc<Queue>,
    pub entry: EntryId,
    pub client: String,
}

#[derive(Message)]
#[rtype(result = "()")]
pub struct Reacts {
    pub by: MembershipId,
    pub n: u64,
    pub kind: u8,
}

#[derive(Message)]
#[rtype(result = "()")]
pub struct Types(pub MembershipId);

/// Ends everything of one person, or of everybody.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Leave(pub Option<MembershipId>);

/// What a page without a socket shows.
#[derive(Message)]
#[rtype(result = "Seen")]
pub struct Look {
    pub eyes: Eyes,
    pub most: usize,
}

/// The entry that a number stands for, where she may see it.
#[derive(Message)]
#[rtype(result = "Option<EntryId>")]
pub struct Which {
    pub eyes: Eyes,
    pub life: String,
    pub n: u64,
}

/// It comes undone: for the test of what happens then.
#[derive(Message)]
#[rtype(result = "()")]
pub struct Break;

/// What a page shows first.
#[derive(actix::MessageResponse)]
pub struct Seen {
    pub life: String,
    pub n: u64,
    pub lines: Vec<SeenLine>,
}

pub struct SeenLine {
    pub n: u64,
    pub id: EntryId,
    pub at: Moment,
    pub author: MembershipId,
    pub number: u32,
    pub face: Arc<Face>,
    pub body: String,
    pub card: Option<Arc<Content>>,
    /// The number of the line that it says again, and the language.
    pub lane: Option<(u64, String)>,
}

/// The address of a room, as everyone holds it.
pub type RoomAddress = actix::Addr<Room>;
