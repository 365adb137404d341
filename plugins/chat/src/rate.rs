//! How much one person may say: so many messages a minute, on all her pages together.
use std::{
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// What is left, and since when. A minute's worth at most.
#[derive(Default)]
pub struct Bucket(Mutex<Option<(f64, Instant)>>);

impl Bucket {
    pub fn take(&self, a_minute: u32) -> bool {
        let (now, most) = (Instant::now(), f64::from(a_minute));
        let mut it = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, last) = it.unwrap_or((most, now));
        let filled = (left + now.duration_since(last).as_secs_f64() * most / 60.0).min(most);
        let allowed = filled >= 1.0;
        *it = Some((if allowed { filled - 1.0 } else { filled }, now));
        allowed
    }

    /// Untouched for a minute: it says nothing that a new one would not.
    pub fn is_full(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_none_or(|(_, last)| last.elapsed().as_secs() >= 60)
    }
}
