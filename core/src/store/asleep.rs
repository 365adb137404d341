//! Drives one future on its thread, which sleeps by itself between two polls and not in a runtime.
//!
//! Each statement of the lane is a trip to the connection's thread and back. In a runtime the way back costs two calls to the
//! system and a look at every socket; here it is one, and none where the lane had not fallen asleep yet.
use std::{
    hint,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::{Duration, Instant},
};

/// So often it looks before it falls asleep: the end of a statement follows its last row within a microsecond or two.
const LOOKS: u32 = 50;

struct Sleeper {
    thread: Thread,
    is_called: AtomicBool,
}

impl Wake for Sleeper {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_called.store(true, SeqCst);
        self.thread.unpark();
    }
}

impl Sleeper {
    fn sleep(&self, longest: Duration) {
        let is_called = (0..LOOKS).any(|_| {
            hint::spin_loop();
            self.is_called.load(SeqCst)
        });
        if !is_called {
            thread::park_timeout(longest); // returns at once where it was called in the meantime
        }
        self.is_called.store(false, SeqCst);
    }
}

/// What the future comes to; none where it takes longer than this. Nothing else happens on this thread meanwhile: no timer of
/// its runtime, no socket.
pub(super) fn within<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    let sleeper = Arc::new(Sleeper { thread: thread::current(), is_called: AtomicBool::new(false) });
    let (waker, mut future, end) = (Waker::from(sleeper.clone()), pin!(future), Instant::now() + limit);
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(outcome) = future.as_mut().poll(&mut context) {
            return Some(outcome);
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return None;
        }
        sleeper.sleep(left);
    }
}

#[cfg(test)]
mod tests {
    use super::within;
    use std::{future, thread, time::Duration};
    use tokio::sync::oneshot;

    #[test]
    fn what_another_thread_answers_is_waited_for() {
        let (answer, answered) = oneshot::channel();
        let other = thread::spawn(move || answer.send(7));
        assert_eq!(within(Duration::from_secs(60), answered), Some(Ok(7)));
        assert_eq!(other.join().expect("answered"), Ok(()));
    }

    #[test]
    fn what_never_ends_is_given_up() {
        assert_eq!(within(Duration::from_millis(1), future::pending::<()>()), None);
    }
}
