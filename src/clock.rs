//! The clock that requests are signed with: the machine's, plus a correction measured on the gateway's answers.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Below this a difference is not worth acting on; the gateway tolerates 180 s.
const TOLERATED_SECONDS: u64 = 60;
/// A server's date outside these is its own mistake: 2025-01-01 (the guide's year) and 2100-01-01.
const SANE: std::ops::Range<u64> = 1_735_689_600..4_102_444_800;

/// Local time with a correction that all calls of a client share.
#[derive(Debug, Default)]
pub struct Clock {
    correction: AtomicI64,
}

/// When an exchange took place, by the local clock.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub sent: SystemTime,
    pub took: Duration,
}

impl Clock {
    /// The time to sign with.
    pub fn now(&self) -> SystemTime {
        shifted(SystemTime::now(), self.correction.load(Ordering::Relaxed))
    }

    /// By how many seconds the local clock is off, when the clock that signed is off by enough to matter.
    /// Positive: the local clock is behind.
    pub fn difference(&self, server: SystemTime, moment: Moment) -> Option<i64> {
        let server = seconds(server);
        let local = seconds(moment.sent + moment.took / 2);
        let sane = u64::try_from(server).is_ok_and(|s| SANE.contains(&s));
        let difference = server - local;
        let remaining = difference - self.correction.load(Ordering::Relaxed);
        (sane && remaining.unsigned_abs() > TOLERATED_SECONDS).then_some(difference)
    }

    /// Keeps a measured difference for this and all later requests.
    pub fn correct(&self, difference: i64) {
        self.correction.store(difference, Ordering::Relaxed);
    }
}

fn seconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_secs() as i64,
        Err(before) => -(before.duration().as_secs() as i64),
    }
}

fn shifted(time: SystemTime, by: i64) -> SystemTime {
    let magnitude = Duration::from_secs(by.unsigned_abs());
    let shifted = if by < 0 { time.checked_sub(magnitude) } else { time.checked_add(magnitude) };
    shifted.unwrap_or(time)
}
