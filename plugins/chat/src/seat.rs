//! A place in the room for one open page, whatever carries it: what it hears, from when on, and until when.
use crate::{
    listener::{Queue, Writing},
    private,
    refusals::NOT_READY,
    room::{Eyes, Join},
    rooms::Rooms,
    state::state,
};
use hearth_core::{
    Kernel, Result,
    admission::{self, Admission, Intent, UNKNOWN_GROUP},
    contribution::faces,
    live::Frame,
    locale::Language,
    web::Visitor,
};
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::mpsc::Receiver;

/// Where a page left off: the room's life, and the last number that it has.
#[derive(Debug, Default, Deserialize)]
pub struct After {
    pub life: Option<String>,
    pub n: Option<u64>,
}

impl After {
    pub fn known(self) -> Option<(String, u64)> {
        Some((self.life?, self.n?))
    }
}

pub struct Seat {
    pub kernel: Kernel,
    pub rooms: Arc<Rooms>,
    pub admission: Admission,
    pub language: Language,
    pub queue: Arc<Queue>,
    /// Closes with the seat: when she may no longer be here, or is signed out.
    pub live: Receiver<Frame>,
}

pub fn eyes(admission: &Admission) -> Eyes {
    Eyes { membership: admission.membership(), is_staff: admission.is_facilitator(), since: admission.sees_since() }
}

/// Takes a place. What she missed waits in the queue already.
pub async fn take(visitor: &Visitor, admission: &Admission, writing: Writing, after: Option<(String, u64)>) -> Result<Seat> {
    let kernel = visitor.kernel.clone();
    let live = kernel.live.listen(admission.group(), admission.membership(), visitor.signed_in.as_deref());
    // Asked again now that she would be told: a seat that ended in between was not.
    let admission = admission::renew(&kernel, admission, Intent::Read).await?;
    let own = admission.membership();
    let face = faces(&kernel, admission.group(), [own]).await?.remove(&own).ok_or(UNKNOWN_GROUP)?;
    let state = state(&kernel, &admission, visitor.language).await?;
    let (rooms, queue) = (kernel.held::<Rooms>(), Arc::new(Queue::new(writing)));
    for _ in 0..3 {
        let order = Join { eyes: eyes(&admission), face: face.clone(), queue: queue.clone(), state: state.clone(), after: after.clone() };
        // A room that closes at this moment does not answer: another is opened.
        if rooms.open(&kernel, admission.group())?.send(order).await.is_ok() {
            // A page that asks again and again has it, or it would be answered at once each time.
            if after.is_none() || writing != Writing::Lines {
                private::bring(&kernel, &admission, &queue).await?;
            }
            return Ok(Seat { kernel, rooms, admission, language: visitor.language, queue, live });
        }
    }
    Err(NOT_READY.into())
}
