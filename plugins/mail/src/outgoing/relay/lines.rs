//! Lines to the relay on which the last letter was answered: the next letter needs no new one. They are kept for a while.
use lettre::transport::smtp::client::AsyncSmtpConnection;
use std::{
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};
use tokio::time::{Instant, sleep_until, timeout};

/// How long a server may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(5);

/// One of them.
pub(super) struct Line {
    pub(super) smtp: AsyncSmtpConnection,
    /// Several commands may go out together.
    pub(super) takes_groups: bool,
}

pub(super) struct Lines {
    kept: Arc<Mutex<Kept>>,
    kept_for: Duration,
}

#[derive(Default)]
struct Kept {
    /// The one kept last stands last.
    lines: Vec<(Line, Instant)>,
    /// Somebody closes them when they are old.
    is_watched: bool,
}

impl Lines {
    pub(super) fn new(kept_for: Duration) -> Lines {
        Lines { kept: Arc::default(), kept_for }
    }

    /// The one that was used last: it is the likeliest to be open still.
    pub(super) fn take(&self) -> Option<Line> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (line, since) = kept.lines.pop()?;
        if since.elapsed() < self.kept_for {
            return Some(line);
        }
        // Then those before it are older.
        std::iter::once(line).chain(kept.lines.drain(..).map(|it| it.0)).for_each(leave);
        None
    }

    pub(super) fn keep(&self, line: Line) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.lines.push((line, Instant::now()));
        if !std::mem::replace(&mut kept.is_watched, true) {
            tokio::spawn(watch(Arc::downgrade(&self.kept), self.kept_for));
        }
    }
}

/// Closes what nobody used for so long, until there is nothing left to close.
async fn watch(kept: Weak<Mutex<Kept>>, kept_for: Duration) {
    loop {
        let oldest = {
            let Some(kept) = kept.upgrade() else { return };
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let old = kept.lines.iter().take_while(|it| it.1.elapsed() >= kept_for).count();
            kept.lines.drain(..old).for_each(|it| leave(it.0));
            let Some(oldest) = kept.lines.first().map(|it| it.1) else {
                kept.is_watched = false;
                return;
            };
            oldest
        };
        sleep_until(oldest + kept_for).await;
    }
}

/// Says goodbye, and waits for nobody.
pub(super) fn leave(mut line: Line) {
    tokio::spawn(async move { timeout(GOODBYE, line.smtp.quit()).await });
}
