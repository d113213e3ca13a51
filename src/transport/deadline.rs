//! By when a connection must have been made.

use std::time::{Duration, Instant};

use ureq::Timeout;
use ureq::unversioned::transport::time::{Duration as Budget, Instant as Moment};
use ureq::unversioned::transport::{ConnectionDetails, NextTimeout};

use super::retry::TransportError;
use crate::error::{NetworkError, Stage};

/// Longer than any call.
const EVER: Duration = Duration::from_secs(24 * 60 * 60);

/// The time that is granted for making a connection, all stages together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    end: Instant,
    reason: Timeout,
    /// As configured, for messages.
    milliseconds: u64,
}

impl Limit {
    /// What ureq grants. It measures from `details.now`, before the name look-up.
    pub(super) fn of(details: &ConnectionDetails) -> Limit {
        let start = match details.now {
            Moment::Exact(start) => start,
            _ => Instant::now(),
        };
        let granted = match details.timeout.after {
            Budget::Exact(granted) => granted,
            _ => EVER,
        };
        let reason = details.timeout.reason;
        let configured = match (reason, details.config.timeouts().connect) {
            (Timeout::Connect, Some(configured)) => configured,
            _ => granted,
        };
        Limit { end: start + granted, reason, milliseconds: milliseconds(configured) }
    }

    /// From now on.
    pub(super) fn within(granted: Duration) -> Limit {
        let end = Instant::now() + granted;
        Limit { end, reason: Timeout::Connect, milliseconds: milliseconds(granted) }
    }

    pub(super) fn left(&self) -> NextTimeout {
        let left = self.end.saturating_duration_since(Instant::now());
        NextTimeout { after: left.into(), reason: self.reason, ..NextTimeout::default() }
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
