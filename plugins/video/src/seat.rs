//! A place in the room for one open page: from when on, and until when.
use crate::{
    frame::State,
    refusals::{CAMERAS_FULL, NO_CAMERAS, NOT_READY},
    room::{Carries, Join, Out, Queue, RoomAddress},
    rooms::Rooms,
    state::state,
};
use hearth_core::{
    Kernel, Result,
    admission::{self, Admission, Intent, UNKNOWN_GROUP},
    contribution::faces,
    group::meeting::conduct,
    joining::interpreter,
    live::Frame,
    locale::Language,
    person::sign_in,
    table::membership::Role,
    web::Visitor,
};
use tokio::sync::mpsc::Receiver;

pub struct Seat {
    pub kernel: Kernel,
    pub admission: Admission,
    pub language: Language,
    /// What the page was told last.
    pub state: State,
    /// Whose device it is: who is in a meeting is there, also where she only listens.
    pub visit: Vec<u8>,
    /// Her number in the room.
    pub number: u32,
    pub room: RoomAddress,
    pub out: Out,
    /// Closes with the seat: when she may no longer be here, or is signed out.
    pub live: Receiver<Frame>,
}

/// Takes a place.
pub async fn take(visitor: &Visitor, admission: &Admission, carries: Carries) -> Result<Seat> {
    let kernel = visitor.kernel.clone();
    let (admission, live) = visitor.listen(&kernel.live, admission, Intent::Read, None).await?;
    let own = admission.membership();
    let face = faces(&kernel, admission.group(), [own]).await?.remove(&own).ok_or(UNKNOWN_GROUP)?;
    let language = visitor.language;
    let state = state(&kernel, &admission, language).await?;
    let lane = match admission.role() {
        // A seat whose language is gone still interprets.
        Role::Interpreter => Some(interpreter::lane_of(&kernel, own).await?.unwrap_or_default()),
        _ => None,
    };
    let since = admission.sees_since();
    let rooms = kernel.held::<Rooms>();
    for _ in 0..3 {
        let (queue, out) = Queue::new();
        let words = [NO_CAMERAS, CAMERAS_FULL].map(|it| kernel.words.say(language, it.code, &[]));
        let order = Join { face: face.clone(), queue, state: state.clone(), words, since, lane: lane.clone(), carries };
        let room = rooms.open(admission.group())?;
        // A room that closes at this moment does not answer: another is opened.
        if let Ok(welcome) = room.send(order).await {
            conduct::is_here(&kernel, &admission);
            let (visit, number) = (visitor.visit.clone(), welcome.0);
            return Ok(Seat { kernel, admission, language, state, visit, number, room, out, live });
        }
    }
    Err(NOT_READY.into())
}

/// Whether she may still be here; and how it stands, where that is another than her page was told.
pub async fn look_again(kernel: &Kernel, admission: &Admission, language: Language, visit: &[u8]) -> Result<(Admission, State)> {
    let now = admission::renew(kernel, admission, Intent::Read).await?;
    sign_in::find(kernel, visit).await?.ok_or(UNKNOWN_GROUP)?;
    conduct::is_here(kernel, &now);
    let state = state(kernel, &now, language).await?;
    Ok((now, state))
}
