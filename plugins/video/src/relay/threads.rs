//! The threads on which sound and picture are carried. Everything of one person is on one of them. A small room is on one thread with
//! everybody in it, so that a packet wakes nobody on another: to wake somebody there is a call to the system, and on a thread that has
//! work to do it is none. A larger one is on both, so that nobody waits until twenty others were served.
use super::{bell::Bell, error::RelayError};
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
/// So many of a room are on its own thread before the other has some of it as well.
const TOGETHER: usize = 4;

/// Two: a packet takes some hundred-thousandths of a second, and they carry more than a house's line.
pub struct Threads {
    threads: [Thread; 2],
    /// Dropped, the threads end, and all that they carry.
    _live: [oneshot::Sender<()>; 2],
}

#[derive(Clone)]
struct Thread {
    handle: Handle,
    bell: Arc<Bell>,
    load: Arc<Load>,
}

/// What a thread carries.
#[derive(Default)]
struct Load {
    /// Rooms that are at home on it.
    rooms: AtomicUsize,
    people: AtomicUsize,
}

impl Load {
    fn weight(&self) -> (usize, usize) {
        (self.people.load(Relaxed), self.rooms.load(Relaxed))
    }
}

/// One room's seats: on the thread where it is at home, and on the other.
pub struct Seats([Row; 2]);

struct Row {
    thread: Thread,
    taken: Arc<AtomicUsize>,
}

/// One person's.
pub struct Seat {
    pub handle: Handle,
    pub bell: Arc<Bell>,
    load: Arc<Load>,
    taken: Arc<AtomicUsize>,
}

impl Threads {
    pub fn start() -> Result<Threads, RelayError> {
        let ((one, lives), (other, also_lives)) = (Thread::start(0)?, Thread::start(1)?);
        Ok(Threads { threads: [one, other], _live: [lives, also_lives] })
    }

    /// The one on which everything arrives.
    pub fn first(&self) -> &Handle {
        &self.threads[0].handle
    }

    /// For a room that opens: at home where the fewest people are.
    pub fn seats(&self) -> Seats {
        let [mut home, mut other] = self.threads.clone();
        if other.load.weight() < home.load.weight() {
            std::mem::swap(&mut home, &mut other);
        }
        home.load.rooms.fetch_add(1, Relaxed);
        Seats([home, other].map(|thread| Row { thread, taken: Arc::default() }))
    }

    pub fn tasks(&self) -> usize {
        self.threads.iter().map(|it| it.handle.metrics().num_alive_tasks()).sum()
    }
}

impl Thread {
    fn start(number: usize) -> Result<(Thread, oneshot::Sender<()>), RelayError> {
        let runtime =
            Builder::new_current_thread().event_interval(TURNS).global_queue_interval(TURNS).enable_all().build().map_err(RelayError::Threads)?;
        let handle = runtime.handle().clone();
        let (lives, ends) = oneshot::channel();
        let carry = move || drop(runtime.block_on(ends));
        let thread = thread::Builder::new().name(format!("media-{number}")).spawn(carry).map_err(RelayError::Threads)?;
        let bell = Bell::new(thread.thread().id());
        handle.spawn(bell.clone().answer());
        Ok((Thread { handle, bell, load: Arc::default() }, lives))
    }
}

impl Seats {
    /// For somebody who comes in.
    pub fn take(&self) -> Seat {
        let [home, other] = &self.0;
        let (here, there) = (home.taken.load(Relaxed), other.taken.load(Relaxed));
        let row = if here < TOGETHER || here <= there { home } else { other };
        let (handle, bell, load) = (row.thread.handle.clone(), row.thread.bell.clone(), row.thread.load.clone());
        row.taken.fetch_add(1, Relaxed);
        load.people.fetch_add(1, Relaxed);
        Seat { handle, bell, load, taken: row.taken.clone() }
    }
}

impl Drop for Seats {
    fn drop(&mut self) {
        self.0[0].thread.load.rooms.fetch_sub(1, Relaxed);
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.taken.fetch_sub(1, Relaxed);
        self.load.people.fetch_sub(1, Relaxed);
    }
}

#[cfg(test)]
#[path = "threads/tests.rs"]
mod tests;
