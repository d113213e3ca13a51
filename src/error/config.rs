//! What is wrong with a configuration.

use super::Sm4Error;

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
    /// Visible ASCII, which also refuses blanks copied along with it.
    Credential,
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
