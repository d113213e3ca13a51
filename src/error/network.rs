//! Why no response arrived.

use super::CertificateProblem;

/// Why no response arrived. Names of hosts are configuration, not secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NetworkError {
    /// The host name has no address, or the name server failed.
    NameLookup { host: String, cause: String },
    /// No TCP connection: refused, unreachable, reset.
    Connect { host: String, cause: String },
    /// The proxy refused, or wants other credentials.
    Proxy { status: Option<u16> },
    /// The TLS handshake failed for a reason other than the certificate.
    Tls { host: String, cause: String },
    /// The server's certificate does not verify.
    Certificate { host: String, problem: CertificateProblem },
    /// The certificate verifies but is none of the pinned ones.
    Pin { host: String, seen: String },
    /// A stage of connecting took longer than allowed.
    ConnectTimeout { stage: Stage, host: String, milliseconds: u64 },
    /// The whole call took longer than `timeoutMs`.
    Timeout { milliseconds: u64 },
    /// The connection broke after the request was sent and before a response was complete.
    Disconnected { cause: String },
    /// This process or this machine has no descriptors, threads or memory left to connect with.
    LocalResources { cause: String },
    /// The operating system's random source failed.
    Random,
    /// What arrived cannot be read as an HTTP response.
    NotHttp { error: HttpError },
}

/// Why a response cannot be read as HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpError {
    /// Nothing like it.
    NotHttp,
    /// TLS, on a connection without TLS.
    Tls,
    /// The head is over 64 KiB or 256 lines.
    HeadTooLarge,
    /// HTTP with a head that breaks its rules.
    MalformedHead,
    /// HTTP with a body whose chunks break its rules.
    MalformedBody,
}

/// The stage at which connecting stalled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    NameLookup,
    Tcp,
    Tls,
    Proxy,
}
