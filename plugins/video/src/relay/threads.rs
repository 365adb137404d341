//! The threads on which sound and picture are carried. On one everything arrives, and what somebody sends is opened and given to those who
//! get it. What they get leaves by the thread on which their room is with everybody in it. Of one room, which is what most houses have at
//! a time, that is the same thread: to wake somebody of one's own thread is no call to the system, and to wake another costs an eighth
//! of all work in a small room, and a tenth of a millisecond. Rooms that open beside it have others: while one packet leaves, the next
//! is opened.
use super::{bell::Bell, error::RelayError};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread::{self, ThreadId},
};
use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
};

/// After so many turns of tasks it is looked whether something arrived, and whether another thread wakes somebody, also where there is
/// always somebody to serve. A turn takes some hundred-thousandths of a second.
const TURNS: u32 = 16;

pub struct Threads {
    arrives: Thread,
    /// Two for what leaves alone: a packet takes some hundred-thousandths of a second, and they carry more than a house's line.
    leaves: [Thread; 2],
    /// Dropped, the threads end, and all that they carry.
    _live: [oneshot::Sender<()>; 3],
}

/// One of them.
#[derive(Clone)]
pub struct Thread {
    pub handle: Handle,
    pub bell: Arc<Bell>,
    load: Arc<Load>,
}

#[derive(Default)]
struct Load {
    rooms: AtomicUsize,
    people: AtomicUsize,
}

impl Load {
    fn weight(&self) -> (usize, usize) {
        (self.people.load(Relaxed), self.rooms.load(Relaxed))
    }
}

/// A room's place on them.
pub struct Seat {
    /// Where what its people send is opened.
    pub arrives: Thread,
    /// By which what they get leaves.
    pub leaves: Thread,
}

/// One person's.
pub struct Weight(Arc<Load>);

impl Threads {
    pub fn start() -> Result<Threads, RelayError> {
        let (arrives, first) = Thread::start("media-in")?;
        let (one, second) = Thread::start("media-out-0")?;
        let (other, third) = Thread::start("media-out-1")?;
        Ok(Threads { arrives, leaves: [one, other], _live: [first, second, third] })
    }

    /// The one on which everything arrives.
    pub fn arrives(&self) -> &Thread {
        &self.arrives
    }

    /// For a room that opens: where everything arrives, where no room is yet; otherwise by the other that has the fewest people.
    pub fn seat(&self) -> Seat {
        let [one, other] = &self.leaves;
        let leaves = match self.arrives.load.weight() {
            (_, 0) => &self.arrives,
            _ if other.load.weight() < one.load.weight() => other,
            _ => one,
        };
        leaves.load.rooms.fetch_add(1, Relaxed);
        Seat { arrives: self.arrives.clone(), leaves: leaves.clone() }
    }

    pub fn all(&self) -> [&Thread; 3] {
        let [one, other] = &self.leaves;
        [&self.arrives, one, other]
    }

    pub fn tasks(&self) -> usize {
        self.all().iter().map(|it| it.handle.metrics().num_alive_tasks()).sum()
    }
}

impl Thread {
    fn start(name: &str) -> Result<(Thread, oneshot::Sender<()>), RelayError> {
        let runtime =
            Builder::new_current_thread().event_interval(TURNS).global_queue_interval(TURNS).enable_all().build().map_err(RelayError::Threads)?;
        let handle = runtime.handle().clone();
        let (lives, ends) = oneshot::channel();
        let carry = move || drop(runtime.block_on(ends));
        let thread = thread::Builder::new().name(name.into()).spawn(carry).map_err(RelayError::Threads)?;
        let bell = Bell::new(thread.thread().id());
        handle.spawn(bell.clone().answer());
        Ok((Thread { handle, bell, load: Arc::default() }, lives))
    }

    pub fn id(&self) -> ThreadId {
        self.bell.thread()
    }
}

impl Seat {
    pub fn weigh(&self) -> Weight {
        self.leaves.load.people.fetch_add(1, Relaxed);
        Weight(self.leaves.load.clone())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.leaves.load.rooms.fetch_sub(1, Relaxed);
    }
}

impl Drop for Weight {
    fn drop(&mut self) {
        self.0.people.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
#[path = "threads/tests.rs"]
mod tests;
