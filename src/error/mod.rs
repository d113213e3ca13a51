//! Everything that can go wrong, as values. The numbers are in `ffi/status.rs`, the texts in `catalogue/`.
//!
//! No variant ever holds a secret, a one-time code or a person's data: what is stored here ends up
//! in messages and in logs.

mod certificate;
mod config;
mod link;
mod network;
mod response;
mod sm4;

use std::collections::TryReserveError;

pub use certificate::CertificateProblem;
pub use config::{ConfigError, Kind, Mistake, NotPem, Rule};
pub use link::{CodeError, LinkError};
pub use network::{HttpError, NetworkError, Stage};
pub use response::{Encoding, Permission, Presence, ResponseError};
pub use sm4::Sm4Error;

/// The one error of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The configuration given to the client.
    Config(ConfigError),
    /// What is wanted of a diagnosis.
    Options(ConfigError),
    /// The one-time code handed to the exchange.
    Code(CodeError),
    /// A business type that is not a positive integer.
    BusinessType(i32),
    /// The landing link or extraData that should hold a code.
    Link(LinkError),
    /// No response arrived.
    Network(NetworkError),
    /// A response arrived and it is a refusal, or it cannot be used.
    Response(ResponseError, Seen),
    /// An encrypted field of the response does not decrypt.
    Field(&'static str, Sm4Error, Seen),
    /// A key, cipher text or plain text given by the caller.
    Sm4(Sm4Error),
    /// The operating system's random source failed.
    Random,
    /// Memory that the call needs is not to be had.
    OutOfMemory,
    /// A mistake of the library itself, caught before it could do harm.
    Internal(String),
}

/// What the gateway's response carried besides the failure itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// HTTP status.
    pub http_status: u16,
    /// The gateway's own code as text (`3`, `AGW.1433`), empty when it sent none.
    pub gateway_code: String,
}

impl std::error::Error for Error {}

impl From<ConfigError> for Error {
    fn from(e: ConfigError) -> Self {
        Error::Config(e)
    }
}

impl From<CodeError> for Error {
    fn from(e: CodeError) -> Self {
        Error::Code(e)
    }
}

impl From<LinkError> for Error {
    fn from(e: LinkError) -> Self {
        Error::Link(e)
    }
}

impl From<NetworkError> for Error {
    fn from(e: NetworkError) -> Self {
        Error::Network(e)
    }
}

impl From<Sm4Error> for Error {
    fn from(e: Sm4Error) -> Self {
        Error::Sm4(e)
    }
}

impl From<TryReserveError> for Error {
    fn from(_: TryReserveError) -> Self {
        Error::OutOfMemory
    }
}
