//! The clock that requests are signed with: the machine's, plus a correction measured on the gateway's responses.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Below this a difference is not worth acting on; the gateway tolerates 180 s.
const TOLERATED_SECONDS: u64 = 60;
/// A server's date outside these is its own mistake: 2025-01-01 (the guide's year) and 2100-01-01.
const SANE: std::ops::Range<u64> = 1_735_689_600..4_102_444_800;

/// The correction in seconds that all calls of a client start with.
#[derive(Debug, Default)]
pub struct Clock {
    correction: AtomicI64,
}

/// The clock of one call: a correction that it tries does not become everybody's before it has proved right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Correction(i64);

/// When an exchange took place, by the local clock.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub sent: SystemTime,
    pub took: Duration,
}

impl Clock {
    /// What has proved right so far.
    pub fn correction(&self) -> Correction {
        Correction(self.correction.load(Ordering::Relaxed))
    }

    /// Keeps a correction for all later calls.
    pub fn keep(&self, correction: Correction) {
        self.correction.store(correction.0, Ordering::Relaxed);
    }
}

impl Correction {
    /// The time to sign with.
    pub fn now(self) -> SystemTime {
        shifted(SystemTime::now(), self.0)
    }

    /// The correction that would have been right for a response, when this one was off by enough to matter.
    pub fn better(self, server: SystemTime, moment: Moment) -> Option<Correction> {
        let difference = difference(server, moment);
        let matters = (difference - self.0).unsigned_abs() > TOLERATED_SECONDS;
        (is_sane(server) && matters).then_some(Correction(difference))
    }

    /// By how much the local clock is off. Positive: it is behind.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

/// Whether a server's date is one to go by.
pub fn is_sane(server: SystemTime) -> bool {
    u64::try_from(seconds(server)).is_ok_and(|seconds| SANE.contains(&seconds))
}

/// By how many seconds the server's clock is ahead of the local one, measured against the middle of the exchange.
pub fn difference(server: SystemTime, moment: Moment) -> i64 {
    seconds(server) - seconds(moment.sent + moment.took / 2)
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
