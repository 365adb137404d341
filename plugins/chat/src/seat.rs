//! A place in the room for one open page, whatever carries it: what it hears, from when on, and until when.
use crate::{
    frame::State,
    listener::{Post, Queue, Writing},
    private,
    refusals::NOT_READY,
    room::{Eyes, Join},
    rooms::Rooms,
    state::state,
};
use hearth_core::{
    Kernel, Result,
    admission::{self, Admission, Intent, UNKNOWN_GROUP},
    clock::Moment,
    contribution::faces,
    group::meeting::{Place, conduct},
    live::Frame,
    locale::Language,
    person::sign_in,
    web::Visitor,
};
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::mpsc::Receiver;

/// Where a page left off: the room's life, the last number that it has, and the mark of what stood beside the room.
#[derive(Debug, Default, Deserialize)]
pub struct After {
    pub life: Option<String>,
    pub n: Option<u64>,
    pub beside: Option<String>,
}

impl After {
    fn known(&self) -> Option<(String, u64)> {
        Some((self.life.clone()?, self.n?))
    }
}

pub struct Seat {
    pub kernel: Kernel,
    pub rooms: Arc<Rooms>,
    pub admission: Admission,
    pub language: Language,
    /// What the page was told of the room last.
    pub state: State,
    /// Whose device it is, in a group that meets: who is in a meeting is there, also where she only reads.
    visit: Option<Vec<u8>>,
    pub queue: Arc<Queue>,
    /// Closes with the seat: when she may no longer be here, or is signed out.
    pub live: Receiver<Frame>,
}

pub fn eyes(admission: &Admission) -> Eyes {
    // Who looks after a place that is always open sees all of it; of a group that meets, this meeting.
    let sees_all = admission.is_facilitator() && admission.place() == Place::AnyTime;
    let since = if sees_all { Moment(i64::MIN) } else { admission.sees_since() };
    Eyes { membership: admission.membership(), is_staff: admission.is_facilitator(), since }
}

/// Takes a place. What she missed waits in the queue already.
pub async fn take(visitor: &Visitor, admission: &Admission, writing: Writing, after: &After) -> Result<Seat> {
    let kernel = visitor.kernel.clone();
    let (admission, live) = visitor.listen(&kernel.live, admission, Intent::Read, None).await?;
    let own = admission.membership();
    let face = faces(&kernel, admission.group(), [own]).await?.remove(&own).ok_or(UNKNOWN_GROUP)?;
    let state = state(&kernel, &admission, visitor.language).await?;
    let (rooms, queue) = (kernel.held::<Rooms>(), Arc::new(Queue::new(writing, Post::here())));
    for _ in 0..3 {
        let order = Join { eyes: eyes(&admission), face: face.clone(), queue: queue.clone(), state: state.clone(), after: after.known() };
        // A room that closes at this moment does not answer: another is opened.
        if rooms.open(&kernel, admission.group())?.send(order).await.is_ok() {
            private::bring(&kernel, &admission, &queue, after.beside.as_deref().unwrap_or_default()).await?;
            conduct::is_here(&kernel, &admission);
            let visit = (admission.place() != Place::AnyTime).then(|| visitor.visit.clone());
            return Ok(Seat { kernel, rooms, admission, language: visitor.language, state, visit, queue, live });
        }
    }
    Err(NOT_READY.into())
}

/// Whether she may still be here; and how it stands in the room, where that is another than her page was told.
pub async fn look_again(
    kernel: &Kernel,
    admission: &Admission,
    language: Language,
    known: &State,
    visit: Option<&[u8]>,
) -> Result<(Admission, Option<State>)> {
    let now = admission::renew(kernel, admission, Intent::Read).await?;
    if let Some(visit) = visit {
        sign_in::find(kernel, visit).await?.ok_or(UNKNOWN_GROUP)?;
    }
    conduct::is_here(kernel, &now);
    let state = state(kernel, &now, language).await?;
    Ok((now, Some(state).filter(|it| it != known)))
}

impl Seat {
    pub fn visit(&self) -> Option<Vec<u8>> {
        self.visit.clone()
    }
}
