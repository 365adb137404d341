//! Wakes what is carried by one thread. To wake a task of one's own thread is no call to the system, and one of another's is a call for
//! each. So from elsewhere one call rings the bell, and on their own thread all are woken that came to it by then.
use super::lock::lock;
use std::{
    sync::{Arc, Mutex},
    task::Waker,
    thread::{self, ThreadId},
};
use tokio::sync::Notify;

pub struct Bell {
    thread: ThreadId,
    waiting: Mutex<Vec<Waker>>,
    rings: Notify,
}

impl Bell {
    pub fn new(thread: ThreadId) -> Arc<Bell> {
        Arc::new(Bell { thread, waiting: Mutex::default(), rings: Notify::new() })
    }

    pub fn thread(&self) -> ThreadId {
        self.thread
    }

    pub fn wake(&self, waker: Waker) {
        if thread::current().id() == self.thread {
            return waker.wake();
        }
        let is_first = {
            let mut waiting = lock(&self.waiting);
            waiting.push(waker);
            waiting.len() == 1
        };
        if is_first {
            self.rings.notify_one();
        }
    }

    /// On that thread, as long as it lives.
    pub async fn answer(self: Arc<Bell>) {
        loop {
            self.rings.notified().await;
            let woken = std::mem::take(&mut *lock(&self.waiting));
            woken.into_iter().for_each(Waker::wake);
        }
    }
}

/// By the bell of the thread on which it is, where that is known.
pub fn wake(bell: Option<&Bell>, waker: Option<Waker>) {
    match (waker, bell) {
        (Some(waker), Some(bell)) => bell.wake(waker),
        (Some(waker), None) => waker.wake(),
        (None, _) => {}
    }
}

#[cfg(test)]
#[path = "bell/tests.rs"]
mod tests;
