//! The configuration's keys in one table. The parser reads it; the schema, the READMEs and the bindings are held to it
//! by tests, which include this file. Hence nothing of the crate is named here.

/// A key.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub value: Value,
}

/// What may stand behind a key. `null` counts as absent everywhere.
#[derive(Debug)]
pub enum Value {
    Text,
    /// A text or a list of texts.
    Texts,
    Flag {
        default: bool,
    },
    Integer {
        min: u64,
        max: u64,
        default: u64,
    },
    Word {
        allowed: &'static [&'static str],
        default: Option<&'static str>,
    },
    Section(&'static [Key]),
    /// A word, or a section instead.
    WordOrSection(&'static str, &'static [Key]),
    /// A section whose names are the caller's, each with a text.
    TextsByName,
}

/// Every key of the configuration.
pub const KEYS: &[Key] = &[
    required("environment", word(&["production", "test", "custom"])),
    required("appCode", Value::Text),
    required("appKey", Value::Text),
    required("paasId", Value::Text),
    required("token", Value::Text),
    key("appSecret", Value::Text),
    key("serviceId", Value::Text),
    key("baseUrl", Value::Text),
    key("connectTimeoutMs", integer(100, 60_000, 5_000)),
    key("timeoutMs", integer(100, 120_000, 10_000)),
    key("maxResponseBytes", integer(1024, 16 << 20, 64 << 10)),
    key("maxIdleConnections", integer(0, 1024, 64)),
    key("proxy", Value::Text),
    key("tls", Value::Section(TLS)),
    key("allowHttp", Value::Flag { default: false }),
    key("extraHeaders", Value::TextsByName),
    key("signature", Value::Section(SIGNATURE)),
    key("serviceIdIn", Value::WordOrSection("path", SERVICE_ID_IN)),
    key("encryptedFields", Value::Section(ENCRYPTED_FIELDS)),
    key("clockCorrection", Value::Flag { default: true }),
    key("resendWhenClosed", Value::Flag { default: true }),
    key("codeMemorySeconds", integer(0, 300, 0)),
];

const TLS: &[Key] =
    &[key("caFile", Value::Text), key("caPem", Value::Text), key("pinnedSha256", Value::Texts)];

const SIGNATURE: &[Key] = &[
    key("template", Value::Text),
    key("timestampUnit", word_or(&["s", "ms"], "s")),
    key("hexCase", word_or(&["upper", "lower"], "upper")),
];

const SERVICE_ID_IN: &[Key] = &[key("header", Value::Text), key("query", Value::Text)];

/// The guide's table marks the first two: with `auto` a wrong key would go unnoticed.
const ENCRYPTED_FIELDS: &[Key] = &[
    key("certificateNo", word_or(&["always", "never"], "always")),
    key("phone", word_or(&["always", "never"], "always")),
    key("name", word_or(&["always", "never", "auto"], "auto")),
    key("healthCardNo", word_or(&["always", "never", "auto"], "auto")),
];

const fn key(name: &'static str, value: Value) -> Key {
    Key { name, required: false, value }
}

const fn required(name: &'static str, value: Value) -> Key {
    Key { name, required: true, value }
}

const fn integer(min: u64, max: u64, default: u64) -> Value {
    Value::Integer { min, max, default }
}

const fn word(allowed: &'static [&'static str]) -> Value {
    Value::Word { allowed, default: None }
}

const fn word_or(allowed: &'static [&'static str], default: &'static str) -> Value {
    Value::Word { allowed, default: Some(default) }
}
