//! Everything that can go wrong, as values. The numbers are in `ffi/status.rs`, the texts in `message.rs`.
//!
//! No variant ever holds a secret, a one-time code or a person's data: what is stored here ends up
//! in messages and in logs.

use std::collections::TryReserveError;
use std::fmt;

use crate::user::Presence;

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
    /// Memory that the call needs is not to be had.
    OutOfMemory,
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
    /// Not JSON; the position and the kind of mistake are all that can be told without printing it.
    NotJson { mistake: Mistake, line: usize, column: usize },
    /// JSON, but not an object.
    NotAnObject { key: String },
    /// A key nobody knows, with the nearest one that is known.
    UnknownKey { key: String, nearest: Option<String> },
    /// A key, or a header in whatever case, that is given twice.
    Repeated { key: String },
    /// A key that must be given.
    Missing { key: String },
    /// A value of the wrong JSON type.
    WrongType { key: String, wanted: Kind, given: Kind },
    /// A number outside its range.
    OutOfRange { key: String, min: u64, max: u64 },
    /// A text that is none of the allowed ones.
    NotOneOf { key: String, allowed: &'static [&'static str] },
    /// A text that breaks the rule of its key.
    Invalid { key: String, rule: Rule },
    /// The key `appKey`, which must be an SM4 key.
    AppKey(Sm4Error),
    /// A file that cannot be read. The cause is the operating system's.
    File { key: String, cause: String },
    /// A pipe, a device or a directory where a file should be.
    NotRegularFile { key: String },
    /// A file over the limit, in bytes.
    FileTooLarge { key: String, limit: u64 },
    /// A certificate file or text without a usable certificate.
    NoCertificate { key: String, instead: NotPem },
    /// This process or this machine has no descriptors or memory left to read a file with.
    LocalResources { cause: String },
}

/// What a certificate file holds where PEM is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPem {
    /// A certificate without the PEM around it.
    Der,
    /// Notepad's "Unicode".
    Utf16,
    Other,
}

/// Why a text is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// Nothing but blanks.
    Empty,
    /// A file's name instead of its content.
    Path,
    /// One character, behind which UTF-16 has a NUL.
    Utf16,
    /// It ends in the middle.
    CutShort,
    /// `//`, `/*` or `#`.
    Comment,
    CommaTooMany,
    CommaMissing,
    ColonMissing,
    /// Punctuation or digits of double width.
    FullWidth,
    /// Typographic, full-width or single quotes.
    Quotes,
    /// A blank or a mark that is not seen.
    Invisible,
    NameWithoutQuotes,
    /// `{\"` where `{"` belongs: a text that was escaped for another text.
    Escaped,
    /// Something unquoted that is no number, `true`, `false` or `null`.
    NotAValue,
    /// A backslash that escapes nothing.
    Backslash,
    /// A line break or a tab within a text.
    LineBreak,
    TwoObjects,
    AfterEnd,
    Other,
}

/// The JSON type that a key wants, or that a value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Boolean,
    Object,
    List,
    TextOrList,
    Null,
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
    OwnHeader,
    /// A header that changes how the request is carried or answered.
    CarriageHeader,
    /// A query parameter that the library sends itself.
    OwnParameter,
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
    /// A list of fingerprints without any.
    NoFingerprint,
    /// A name in ASCII, four decimal numbers, or `[IPv6]`.
    Host,
    /// 1 to 65535.
    Port,
    /// Longer than so many characters.
    TooLong(usize),
    /// More than so many entries.
    TooMany(usize),
    /// Half of a surrogate pair.
    Escape,
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
    /// This process or this machine has no descriptors, threads or memory left to connect with.
    LocalResources { cause: String },
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
    /// Not the server's own, but one that the server sent along.
    IssuerExpired {
        issuer: String,
    },
    NotYetValid,
    WrongName,
    /// The name stands in the CN only, which nobody looks at any more.
    NoAltName,
    /// Of an authority that is not configured.
    UnknownIssuer,
    /// Its own issuer, and not configured.
    SelfSigned,
    /// The issuer's certificate was not sent and is not configured.
    IssuerMissing {
        issuer: String,
    },
    /// An authority of a trusted one's name with another key.
    OtherKey {
        issuer: String,
    },
    /// Signed in a way that is not supported.
    SignatureAlgorithm {
        name: String,
    },
    /// An RSA key that is too short, or absurdly long.
    KeyLength {
        owner: String,
        bits: usize,
    },
    /// Version 1 or 2.
    Version,
    /// Not for TLS servers.
    Purpose,
    /// Its issuer may not issue for this name.
    NameConstraints {
        issuer: String,
    },
    /// An extension that nobody may ignore and the library does not know.
    CriticalExtension {
        oid: String,
    },
    /// An authority's own certificate, which is not configured itself.
    IsAuthority,
    /// Its issuer is no authority.
    NotAnAuthority {
        issuer: String,
    },
    /// Not encoded as certificates are.
    Malformed,
    Other,
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
    /// The answer says no and gives no code.
    RefusedWithoutCode,
    /// The same, to a request that was sent again because its pooled connection had closed.
    RefusedWhenResent,
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
    /// JSON with objects and arrays within each other beyond all measure.
    TooDeep { limit: usize },
    /// Text that is not UTF-8.
    NotUtf8(Encoding),
    /// Compressed in a way that was not asked for, or corrupt.
    Compressed,
    /// Compressed, and no header says so.
    CompressedUnannounced,
    /// JSON that is not the interface's: no errcode anywhere.
    NotTheInterface,
    /// Success without data.
    NoData,
    /// A field of the wrong kind.
    BadField { field: &'static str },
    /// A field that is given twice, with different values.
    Contradiction { field: &'static str },
    /// A field that holds a NUL character.
    NulInField { field: &'static str },
    /// No memory for the body.
    OutOfMemory,
    /// Success without certificateNo and without userId, and which fields there were.
    Nobody(Presence),
}

/// What a text that is not UTF-8 looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Gbk,
    Utf16,
    Unknown,
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
    /// No memory for the text.
    OutOfMemory,
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

impl From<TryReserveError> for Error {
    fn from(_: TryReserveError) -> Self {
        Error::OutOfMemory
    }
}

impl AnswerError {
    /// Whether the refusal is one that a wrong clock can cause.
    pub(crate) fn is_signature(&self) -> bool {
        matches!(self, AnswerError::Signature | AnswerError::GatewaySignature)
    }
}
