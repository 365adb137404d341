//! How fast texts go: not faster than staff allow, and slower when the network says that it is too much.
use super::lock;
use std::{sync::Mutex, time::Duration};
use tokio::time::{Instant, sleep_until};

pub struct Pace {
    /// Between two of them.
    between: Duration,
    first: Duration,
    longest: Duration,
    now: Mutex<Now>,
}

struct Now {
    next: Instant,
    /// Zero while nothing was refused.
    pause: Duration,
    paused_until: Instant,
}

impl Pace {
    pub fn new(per_second: Option<u32>, first: Duration, longest: Duration) -> Pace {
        let between = per_second.and_then(|it| Duration::from_secs(1).checked_div(it)).unwrap_or_default();
        let now = Instant::now();
        Pace { between, first, longest, now: Mutex::new(Now { next: now, pause: Duration::ZERO, paused_until: now }) }
    }

    /// Returns when the next may go.
    pub async fn wait(&self) {
        loop {
            let (until, is_its_turn) = {
                let mut it = lock(&self.now);
                let now = Instant::now();
                if it.paused_until > now {
                    (it.paused_until, false)
                } else {
                    let at = it.next.max(now);
                    it.next = at + self.between;
                    (at, true)
                }
            };
            if until > Instant::now() {
                sleep_until(until).await;
            }
            if is_its_turn {
                return;
            }
        }
    }

    /// It was too much. All that were under way at once are one refusal: the pause grows once.
    pub fn slower(&self) {
        let mut it = lock(&self.now);
        let now = Instant::now();
        if it.paused_until <= now {
            it.pause = (it.pause * 2).clamp(self.first, self.longest);
            it.paused_until = now + it.pause;
        }
    }

    /// One was taken.
    pub fn went_well(&self) {
        let mut it = lock(&self.now);
        if it.pause > Duration::ZERO && it.paused_until <= Instant::now() {
            it.pause = if it.pause <= self.first { Duration::ZERO } else { it.pause / 2 };
        }
    }
}
