//! By when a connection must have been made.

use std::time::{Duration, Instant};

use super::retry::TransportError;
use crate::error::{NetworkError, Stage};

/// The time that is granted for making a connection, all stages together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    end: Instant,
    /// As granted, for messages.
    milliseconds: u64,
}

impl Limit {
    /// From now on.
    pub(super) fn within(granted: Duration) -> Limit {
        Limit { end: Instant::now() + granted, milliseconds: milliseconds(granted) }
    }

    /// From now on, unless the whole call ends before.
    pub(super) fn within_call(granted: Duration, deadline: Instant) -> Limit {
        Limit::within(granted.min(deadline.saturating_duration_since(Instant::now())))
    }

    pub(super) fn end(&self) -> Instant {
        self.end
    }

    pub(super) fn left(&self) -> Duration {
        self.end.saturating_duration_since(Instant::now())
    }

    /// A stage that took all of it.
    pub(super) fn passed(&self, stage: Stage, host: String) -> TransportError {
        let milliseconds = self.milliseconds;
        TransportError::for_good(NetworkError::ConnectTimeout { stage, host, milliseconds })
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros().div_ceil(1000)).unwrap_or(u64::MAX)
}
