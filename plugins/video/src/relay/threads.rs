//! The threads on which sound and picture are carried. A room lives on one of them with everybody in it, so that a packet wakes nobody
//! on another thread: to wake somebody there is a call to the system, and on a thread that has work to do it is none.
use super::error::RelayError;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
};
use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
};

/// After so many turns of tasks it is looked whether something arrived, and whether another thread wakes somebody, also where there is
/// always somebody to serve. A turn takes some hundred-thousandths of a second.
const TURNS: u32 = 16;

/// Two: a packet takes some hundred-thousandths of a second, and they carry more than a house's line.
pub struct Threads([Thread; 2]);

struct Thread {
    handle: Handle,
    /// Rooms on it, and people in them.
    load: Arc<Load>,
    /// Dropped, the thread ends, and all that it carries.
    _lives: oneshot::Sender<()>,
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

/// A room's place on one of them.
pub struct Seat {
    pub handle: Handle,
    load: Arc<Load>,
}

/// One person's.
pub struct Weight(Arc<Load>);

impl Threads {
    pub fn start() -> Result<Threads, RelayError> {
        Ok(Threads([Thread::start(0)?, Thread::start(1)?]))
    }

    /// The one on which everything arrives.
    pub fn first(&self) -> &Handle {
        &self.0[0].handle
    }

    /// For a room that opens: where the fewest people are.
    pub fn seat(&self) -> Seat {
        let [one, other] = &self.0;
        let least = if other.load.weight() < one.load.weight() { other } else { one };
        least.load.rooms.fetch_add(1, Relaxed);
        Seat { handle: least.handle.clone(), load: least.load.clone() }
    }

    pub fn tasks(&self) -> usize {
        self.0.iter().map(|it| it.handle.metrics().num_alive_tasks()).sum()
    }
}

impl Thread {
    fn start(number: usize) -> Result<Thread, RelayError> {
        let runtime =
            Builder::new_current_thread().event_interval(TURNS).global_queue_interval(TURNS).enable_all().build().map_err(RelayError::Threads)?;
        let handle = runtime.handle().clone();
        let (lives, ends) = oneshot::channel();
        let carry = move || drop(runtime.block_on(ends));
        thread::Builder::new().name(format!("media-{number}")).spawn(carry).map_err(RelayError::Threads)?;
        Ok(Thread { handle, load: Arc::default(), _lives: lives })
    }
}

impl Seat {
    pub fn weigh(&self) -> Weight {
        self.load.people.fetch_add(1, Relaxed);
        Weight(self.load.clone())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.load.rooms.fetch_sub(1, Relaxed);
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
