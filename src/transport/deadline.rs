//! What is left of the time that ureq grants for making a connection.

use std::time::Duration;

use ureq::Timeout;
use ureq::unversioned::transport::time::{Duration as Budget, Instant};
use ureq::unversioned::transport::{ConnectionDetails, NextTimeout};

use super::retry::TransportError;
use crate::error::{NetworkError, Stage};

/// The remaining time. ureq measures from `details.now`, before the name look-up.
pub(super) fn left(details: &ConnectionDetails) -> NextTimeout {
    let spent = match details.now {
        Instant::Exact(start) => start.elapsed(),
        _ => Duration::ZERO,
    };
    let mut timeout = details.timeout;
    if let Budget::Exact(total) = timeout.after {
        timeout.after = Budget::Exact(total.saturating_sub(spent));
    }
    timeout
}

/// A stage that took all of it.
pub(super) fn passed(stage: Stage, host: String, details: &ConnectionDetails) -> TransportError {
    let milliseconds = limit(details);
    TransportError::for_good(NetworkError::ConnectTimeout { stage, host, milliseconds })
}

/// The limit that `left` runs out of, in milliseconds.
fn limit(details: &ConnectionDetails) -> u64 {
    let configured = details.config.timeouts().connect;
    let limit = match (details.timeout.reason, configured) {
        (Timeout::Connect, Some(limit)) => limit,
        _ => *details.timeout.after,
    };
    u64::try_from(limit.as_micros().div_ceil(1000)).unwrap_or(u64::MAX)
}
