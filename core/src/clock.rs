//! The time is given, never taken: a test moves it, and nothing else in the kernel asks the system for it.
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering::SeqCst},
    },
    time::Duration,
};
use time::OffsetDateTime;

/// A point in time: milliseconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
pub struct Moment(pub i64);

pub const MINUTE: Duration = Duration::from_secs(60);
pub const HOUR: Duration = Duration::from_secs(60 * 60);
pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// So many days.
pub const fn days(count: u32) -> Duration {
    Duration::from_secs(count as u64 * 24 * 60 * 60)
}

impl Moment {
    /// Cut to the day: what may be kept where the hour would tell too much.
    pub fn day(self) -> Moment {
        self.floor(DAY)
    }

    pub fn minute(self) -> Moment {
        self.floor(MINUTE)
    }

    pub fn since(self, earlier: Moment) -> Duration {
        Duration::from_millis(u64::try_from(self.0 - earlier.0).unwrap_or(0))
    }

    pub fn utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    fn floor(self, unit: Duration) -> Moment {
        let unit = unit.as_millis() as i64;
        Moment(self.0.div_euclid(unit) * unit)
    }
}

impl std::ops::Add<Duration> for Moment {
    type Output = Moment;
    fn add(self, length: Duration) -> Moment {
        Moment(self.0.saturating_add(length.as_millis() as i64))
    }
}

impl std::ops::Sub<Duration> for Moment {
    type Output = Moment;
    fn sub(self, length: Duration) -> Moment {
        Moment(self.0.saturating_sub(length.as_millis() as i64))
    }
}

/// Where the time comes from. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// A clock that stands still until it is moved.
    pub fn standing_at(moment: Moment) -> Clock {
        Clock(Some(Arc::new(AtomicI64::new(moment.0))))
    }

    pub fn now(&self) -> Moment {
        match &self.0 {
            Some(standing) => Moment(standing.load(SeqCst)),
            None => Moment((OffsetDateTime::now_utc().unix_timestamp_nanos() / 1_000_000) as i64),
        }
    }

    /// Moves a standing clock on. Does nothing to the system's clock.
    pub fn pass(&self, length: Duration) {
        if let Some(standing) = &self.0 {
            standing.fetch_add(length.as_millis() as i64, SeqCst);
        }
    }
}
