//! Everything that can go wrong, as values. The numbers are in `ffi/status.rs`, the texts in `message.rs`.
//!
//! No variant ever holds a secret, a one-time code or a person's data: what is stored here ends up
//! in messages and in logs.

use std::fmt;

/// The one error of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The configuration given to the client.
    Config(ConfigError),
    /// The one-time code handed to the exchange.
    Code(CodeError),
    /// A business type that is not a positive integer.
    BusinessType(i32),
    /// The landing link or extraData that should hold a code.
    Link(LinkError),
    /// No answer arrived.
    Network(NetworkError),
    /// An answer arrived and it is a refusal, or it cannot be used.
    Answer(AnswerError, Seen),
    /// An encrypted field of the answer does not decrypt.
    Field(&'static str, Sm4Error, Seen),
    /// A key, cipher text or plain text given by the caller.
    Sm4(Sm4Error),
    /// The operating system's random source failed.
    Random,
    /// A mistake of the library itself, caught before it could do harm.
    Internal(String),
}

/// What the gateway's answer carried besides the failure itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// HTTP status, 0 when the answer broke off before it.
    pub http_status: u16,
    /// The gateway's own code as text (`3`, `AGW.1433`), empty when it sent none.
    pub gateway_code: String,
}

/// What is wrong with the configuration. `key` is the full path, such as `tls.caFile`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigError {
    /// Not JSON; the position is all that can be told without printing it.
    NotJson { line: usize, column: usize },
    /// JSON, but not an object.
    NotAnObject { key: String },
    /// A key nobody knows, with the nearest one that is known.
    UnknownKey { key: String, nearest: Option<String> },
    /// A key that must be given.
    Missing { key: String },
    /// A value of the wrong JSON type.
    WrongType { key: String, wanted: Kind },
    /// A number outside its range.
    OutOfRange { key: String, min: u64, max: u64 },
    /// A text that is none of the allowed ones.
    NotOneOf { key: String, allowed: &'static str },
    /// A text that breaks the rule of its key.
    Invalid { key: String, rule: Rule },
    /// The key `appKey`, which must be an SM4 key.
    AppKey(Sm4Error),
    /// A file that cannot be read. The cause is the operating system's.
    File { key: String, cause: String },
    /// A certificate file or text without a usable certificate.
    NoCertificate { key: String },
}

/// The JSON type a key wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Boolean,
    Object,
    TextOrList,
}

/// Rules that a configured text can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// 1 to 10 characters of A-Z a-z 0-9 - . _ ~
    AppCode,
    /// Visible ASCII that a header can carry, without blanks at the ends.
    HeaderValue,
    /// A legal HTTP header name.
    HeaderName,
    /// A header that the library sets itself.
    ReservedHeader,
    /// A legal query parameter or path segment name.
    UrlName,
    /// `https://host[:port]/path` without user, query or fragment.
    BaseUrl,
    /// Plain HTTP without `allowHttp`.
    PlainHttp,
    /// `http://[user:password@]host:port`.
    ProxyUrl,
    /// Braces that are none of {timestamp} {token} {nonce}, or no {token}.
    SignatureTemplate,
    /// 64 hex digits, colons allowed.
    Fingerprint,
    /// `header` with a name, `query` with a name, or `path`.
    ServiceIdPlace,
}

/// What is wrong with a one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    Empty,
    TooLong { characters: usize },
    Alphabet { position: usize },
}

/// Why a landing link gives no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkError {
    /// Neither a link, nor a query string, nor extraData JSON.
    NotALink,
    /// Looks like JSON and is not.
    BadJson { line: usize, column: usize },
    /// No parameter called `code`.
    NoCode,
    /// `code=` with nothing behind it.
    EmptyCode,
    /// Several codes that differ.
    DifferentCodes,
    /// Percent-encoding that is broken.
    BadEncoding,
    /// A code that cannot be one.
    Code(CodeError),
}

/// Why no answer arrived. Names of hosts are configuration, not secrets.
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
    /// The connection broke after the request was sent and before an answer was complete.
    Disconnected { cause: String },
    /// What arrived cannot be read as an HTTP answer.
    NotHttp { fault: HttpFault },
}

/// Why an answer cannot be read as HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpFault {
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

/// What is wrong with a server's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateProblem {
    Expired,
    NotYetValid,
    WrongName,
    UnknownIssuer,
    Other(String),
}

/// What the answer says or fails to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerError {
    /// errcode 1.
    Failed,
    /// errcode 1, to a request that was sent again because its pooled connection had closed.
    FailedWhenResent,
    /// errcode 2.
    InvalidParameter,
    /// errcode 3, with the clocks in agreement or incomparable.
    Signature,
    /// The gateway does not know the paasid or the secret.
    Identity,
    /// The gateway knows us and does not let us.
    NotPermitted(Permission),
    /// Too many requests, circuit open, server overloaded.
    Busy,
    /// The signature was refused and the local clock is off by so many seconds (positive: local is behind).
    Clock { seconds: i64 },
    /// The gateway (not the interface) refused the signature, with the clocks in agreement or incomparable.
    GatewaySignature,
    /// A failure code without a meaning here.
    OtherCode,
    /// An HTTP status that is no success, without a code.
    HttpStatus,
    /// A redirect, which is never followed.
    Redirect,
    /// HTTP success with nothing in the body.
    Empty,
    /// The body is over `maxResponseBytes`.
    TooLarge { limit: u64 },
    /// The body broke off.
    Truncated,
    /// HTML, most likely of a proxy or a portal.
    Html,
    /// Neither JSON nor HTML.
    NotJson,
    /// Text that is not UTF-8, most likely GBK.
    NotUtf8,
    /// Compressed in a way that was not asked for, or corrupt.
    Compressed,
    /// JSON that is not the interface's: no errcode anywhere.
    NotTheInterface,
    /// Success without data.
    NoData,
    /// A field of the wrong kind.
    BadField { field: String },
    /// A field that holds a NUL character.
    NulInField { field: String },
}

/// The gateway's ways of not permitting a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    NotSubscribed,
    Address,
    Expired,
}

/// What is wrong with SM4 input. Never holds key, cipher text or plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sm4Error {
    /// The key is not 32 hex digits long.
    KeyLength { characters: usize },
    /// The key holds something else than hex digits.
    KeyNotHex { position: usize },
    /// Nothing to decrypt.
    CipherEmpty,
    /// The cipher text holds something else than hex digits.
    CipherNotHex { position: usize, looks_like_base64: bool },
    /// The cipher text is no whole number of 16-byte blocks (32 hex digits each).
    CipherLength { digits: usize },
    /// The PKCS#7 padding is wrong: most likely the key is.
    Padding { looks_like_zero_padding: bool },
    /// The plain text is not UTF-8.
    TextNotUtf8,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().message)
    }
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

impl AnswerError {
    /// Whether the refusal is one that a wrong clock can cause.
    pub(crate) fn is_signature(&self) -> bool {
        matches!(self, AnswerError::Signature | AnswerError::GatewaySignature)
    }
}
