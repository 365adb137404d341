//! What goes to one receiver, on its way into the library.
//!
//! The library has a loop for each connection and takes one packet with each turn of it (webrtc 0.21.1); a turn costs more than a packet.
//! So packets wait here, and one turn takes all that are there (`feedback.rs`). It cannot be told that something waits, but with each
//! turn it asks for an alarm, and that rings for this as well (`alarm.rs`).
use super::{
    bell::{Bell, wake},
    lock::lock,
};
use rtc::rtp::Packet;
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
};

/// Packets that may wait for one receiver: a fifth of a second of eight cameras. She misses more, and nobody else does.
const MOST_WAITING: usize = 256;

#[derive(Default)]
struct State {
    packets: VecDeque<Packet>,
    /// Something came since her loop was told last.
    is_news: bool,
    waker: Option<Waker>,
}

#[derive(Default)]
pub struct Outbox {
    state: Mutex<State>,
    bell: Option<Arc<Bell>>,
    /// Her connection stands. What came before would be old by the time it went.
    is_open: AtomicBool,
}

impl Outbox {
    pub fn of(bell: Arc<Bell>) -> Outbox {
        Outbox { bell: Some(bell), ..Outbox::default() }
    }

    /// Of the thread on which her loop is; none where that is not said.
    pub fn bell(&self) -> Option<Arc<Bell>> {
        self.bell.clone()
    }

    pub fn open(&self) {
        self.is_open.store(true, Relaxed);
    }

    pub fn is_open(&self) -> bool {
        self.is_open.load(Relaxed)
    }

    /// Nothing more goes, and what waits does not either.
    pub fn close(&self) {
        self.is_open.store(false, Relaxed);
        lock(&self.state).packets.clear();
    }

    /// Whether there was room for it.
    pub fn push(&self, packet: Packet) -> bool {
        let mut it = lock(&self.state);
        if it.packets.len() >= MOST_WAITING || !self.is_open() {
            return false;
        }
        it.packets.push_back(packet);
        self.ring(it);
        true
    }

    /// Her loop takes one more turn.
    pub fn turn(&self) {
        self.ring(lock(&self.state));
    }

    fn ring(&self, mut state: MutexGuard<'_, State>) {
        state.is_news = true;
        let waker = state.waker.take();
        drop(state);
        wake(self.bell.as_deref(), waker);
    }

    /// All that wait, in their order.
    pub fn take(&self) -> VecDeque<Packet> {
        let mut it = lock(&self.state);
        it.is_news = false;
        std::mem::take(&mut it.packets)
    }

    /// Ready once for whatever came, however much of it: a loop that cannot take it yet does not turn for ever.
    pub fn poll_news(&self, context: &Context<'_>) -> Poll<()> {
        let mut it = lock(&self.state);
        if std::mem::take(&mut it.is_news) {
            return Poll::Ready(());
        }
        match &mut it.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }
}

#[cfg(test)]
#[path = "outbox/tests.rs"]
mod tests;
