//! An attempt that brought no response: what happened, and whether sending again is harmless.

use std::fmt;
use std::io;

use crate::error::{HttpError, NetworkError};
use crate::resources;

/// A failed attempt.
#[derive(Debug, Clone)]
pub(crate) struct TransportError {
    pub error: NetworkError,
    /// Set only when the request cannot have been processed, as far as a client can know.
    pub resend: Option<Resend>,
}

/// Why a request may be sent again, each reason once in an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resend {
    /// The connection was never established.
    NeverConnected,
    /// A pooled connection that the server closed before any byte of a response: most likely while it was idle, but
    /// a server that processed the request and then closed looks the same.
    ClosedBeforeResponse,
    /// The gateway refused the signature and its clock differs.
    ClockCorrected,
}

impl TransportError {
    pub(super) fn for_good(error: NetworkError) -> TransportError {
        TransportError { error, resend: None }
    }

    /// Wraps it so that it passes through ureq and comes out again in [`TransportError::from_ureq`].
    pub(super) fn into_ureq(self) -> ureq::Error {
        ureq::Error::Other(Box::new(self))
    }

    /// What became of a call, told apart without ever printing what was sent. `milliseconds` is all the time it had.
    pub(super) fn from_ureq(error: ureq::Error, milliseconds: u64) -> TransportError {
        TransportError::for_good(match error {
            ureq::Error::Other(cause) => match cause.downcast::<TransportError>() {
                Ok(error) => return *error,
                Err(_) => NetworkError::Disconnected { cause: "transport".to_owned() },
            },
            ureq::Error::Timeout(_) => NetworkError::Timeout { milliseconds },
            ureq::Error::Io(e) => NetworkError::Disconnected { cause: cause(&e) },
            // The head was read before ureq saw it.
            _ => NetworkError::NotHttp { error: HttpError::MalformedBody },
        })
    }
}

/// What a connection that was not made, or broke before anything of a request was sent, broke on: this machine or the
/// way to the other side.
pub(super) fn not_connected(e: &io::Error, host: String) -> TransportError {
    if resources::ran_out(e) {
        return TransportError::for_good(NetworkError::LocalResources { cause: cause(e) });
    }
    TransportError {
        error: NetworkError::Connect { host, cause: cause(e) },
        resend: Some(Resend::NeverConnected),
    }
}

/// What TLS found wrong, where an I/O error holds that.
pub(super) fn of_tls(error: &io::Error) -> Option<&rustls::Error> {
    error.get_ref()?.downcast_ref()
}

/// An I/O error in words that cannot hold anything of the request.
pub(super) fn cause(e: &io::Error) -> String {
    if let Some(tls) = of_tls(e) {
        return tls.to_string();
    }
    match e.raw_os_error() {
        Some(_) => e.to_string(),
        None => e.kind().to_string(),
    }
}

/// Whether an I/O error means that the peer is gone.
pub(super) fn is_gone(e: &io::Error) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionReset, NotConnected, UnexpectedEof,
    };
    matches!(
        e.kind(),
        UnexpectedEof | ConnectionReset | ConnectionAborted | BrokenPipe | NotConnected
    )
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.error)
    }
}

impl std::error::Error for TransportError {}
