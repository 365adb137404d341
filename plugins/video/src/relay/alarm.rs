//! The alarm of one connection's loop: it rings when its time has come, and when something waits to go out.
//!
//! The library asks for another one with each turn and drops the one before (webrtc 0.21.1). To set a real timer and take it back for each
//! packet is work for nothing, because the time hardly ever changes: so one stays set, and is only moved where it would ring too late.
use super::{lock::lock, outbox::Outbox};
use std::{
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

#[derive(Default)]
pub struct Alarm {
    outbox: Arc<Outbox>,
    timer: Mutex<Option<Pin<Box<Sleep>>>>,
    is_asked: AtomicBool,
}

impl Alarm {
    pub fn new(outbox: Arc<Outbox>) -> Arc<Alarm> {
        Arc::new(Alarm { outbox, ..Alarm::default() })
    }

    /// Of the loop, which asks for one at a time. Whoever asks meanwhile, such as one who waits for the loop's end, gets an ordinary timer.
    pub fn after(self: &Arc<Alarm>, length: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        match self.is_asked.swap(true, SeqCst) {
            true => Box::pin(sleep(length)),
            false => Box::pin(Rings { alarm: self.clone(), at: Instant::now() + length }),
        }
    }

    fn poll(&self, context: &mut Context<'_>, at: Instant) -> Poll<()> {
        if self.outbox.poll_news(context).is_ready() || Instant::now() >= at {
            return Poll::Ready(());
        }
        let mut timer = lock(&self.timer);
        let timer = timer.get_or_insert_with(|| Box::pin(sleep_until(at)));
        if timer.deadline() > at {
            timer.as_mut().reset(at);
        }
        while timer.as_mut().poll(context).is_ready() {
            if Instant::now() >= at {
                return Poll::Ready(());
            }
            timer.as_mut().reset(at);
        }
        Poll::Pending
    }
}

struct Rings {
    alarm: Arc<Alarm>,
    at: Instant,
}

impl Future for Rings {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.alarm.poll(context, self.at)
    }
}

impl Drop for Rings {
    fn drop(&mut self) {
        self.alarm.is_asked.store(false, SeqCst);
    }
}

#[cfg(test)]
#[path = "alarm/tests.rs"]
mod tests;
