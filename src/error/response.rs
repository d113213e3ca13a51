//! What a response says or fails to say.

/// What the response says or fails to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseError {
    /// errcode 1.
    Failed,
    /// errcode 1, to a request that was sent again because its pooled connection had closed.
    FailedWhenResent,
    /// errcode 2.
    InvalidParameter,
    /// errcode 3, and it is not the clock, or the clocks cannot be compared.
    Signature,
    /// The gateway does not know the paasid or the secret.
    Identity,
    /// The gateway knows us and does not let us.
    NotPermitted(Permission),
    /// Too many requests, circuit open, server overloaded.
    Busy,
    /// The signature was refused and the local clock is off by so many seconds (positive: local is behind).
    Clock { seconds: i64 },
    /// The gateway (not the interface) refused the signature, and it is not the clock, or the clocks cannot be compared.
    GatewaySignature,
    /// A failure code without a meaning here.
    OtherCode,
    /// The response says no and gives no code.
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
    /// HTML or XML, most likely of a proxy or a portal.
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
    /// A long number that lost its last digits on the way.
    RoundedField { field: &'static str },
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

impl ResponseError {
    /// Whether the refusal is one that a wrong clock can cause.
    pub(crate) fn is_signature(&self) -> bool {
        matches!(self, ResponseError::Signature | ResponseError::GatewaySignature)
    }
}

/// Which of the nine fields an object has: names, never values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Presence {
    /// With something in them.
    pub filled: Vec<&'static str>,
    /// Null, or blank.
    pub blank: Vec<&'static str>,
}

impl Presence {
    pub(crate) fn is_empty(&self) -> bool {
        self.filled.is_empty() && self.blank.is_empty()
    }
}
