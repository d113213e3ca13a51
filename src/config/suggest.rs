//! The key that was most likely meant: the same in another spelling, a synonym, one of another section, a near spelling.

use super::keys::{KEYS, Key, Value};

/// How alike two spellings must be (Damerau-Levenshtein, 0 to 1): a slip or two, not another word.
const ALIKE: f64 = 0.75;

/// What other software calls it, in lower case without separators.
const SYNONYMS: &[(&str, &str)] = &[
    ("url", "baseUrl"),
    ("uri", "baseUrl"),
    ("address", "baseUrl"),
    ("endpoint", "baseUrl"),
    ("gateway", "baseUrl"),
    ("gatewayurl", "baseUrl"),
    ("apiurl", "baseUrl"),
    ("serverurl", "baseUrl"),
    ("host", "baseUrl"),
    ("key", "appKey"),
    ("sm4", "appKey"),
    ("sm4key", "appKey"),
    ("secret", "appSecret"),
    ("passid", "paasId"),
    ("accesstoken", "token"),
    ("env", "environment"),
    ("timeout", "timeoutMs"),
    ("readtimeout", "timeoutMs"),
    ("requesttimeout", "timeoutMs"),
    ("maxidle", "maxIdleConnections"),
    ("poolsize", "maxIdleConnections"),
    ("maxbytes", "maxResponseBytes"),
    ("httpproxy", "proxy"),
    ("httpsproxy", "proxy"),
    ("proxyurl", "proxy"),
    ("headers", "extraHeaders"),
    ("ca", "tls.caFile"),
    ("cacert", "tls.caFile"),
    ("cert", "tls.caFile"),
    ("truststore", "tls.caFile"),
    ("pem", "tls.caPem"),
    ("pin", "tls.pinnedSha256"),
    ("pins", "tls.pinnedSha256"),
    ("sha256", "tls.pinnedSha256"),
    ("fingerprint", "tls.pinnedSha256"),
    ("unit", "signature.timestampUnit"),
];

/// The path of the key meant by an unknown one in the section with this prefix.
pub(super) fn nearest(prefix: &str, unknown: &str) -> Option<String> {
    let word = folded(unknown);
    let paths = paths();
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        paths.into_iter().partition(|(section, _)| *section == prefix);
    let path = |(section, name): &(String, &str)| format!("{section}{name}");
    let same = |keys: &[(String, &'static str)]| {
        keys.iter().find(|key| folded(key.1) == word || folded(&path(key)) == word).map(path)
    };
    let synonym =
        || SYNONYMS.iter().find(|(name, _)| *name == word).map(|(_, path)| (*path).to_owned());
    let alike = |keys: &[(String, &'static str)]| {
        keys.iter()
            .map(|key| (strsim::normalized_damerau_levenshtein(&folded(key.1), &word), key))
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, key)| path(key))
    };
    // Too common a word to mean the encrypted field.
    let elsewhere = if word == "name" { vec![] } else { elsewhere };
    same(&here)
        .or_else(synonym)
        .or_else(|| same(&elsewhere))
        .or_else(|| alike(&here))
        .or_else(|| alike(&elsewhere))
}

/// Whether a key is one of another section or a synonym, and so no secret put where a key belongs.
pub(super) fn is_known(name: &str) -> bool {
    let word = folded(name);
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_name
        && (SYNONYMS.iter().any(|(synonym, _)| *synonym == word)
            || paths().iter().any(|(_, key)| folded(key) == word))
}

/// Every key with the prefix of its section. A place's `header` and `query` are not worth suggesting.
fn paths() -> Vec<(String, &'static str)> {
    let inner = |key: &Key| match key.value {
        Value::Section(keys) => {
            keys.iter().map(|inner| (format!("{}.", key.name), inner.name)).collect()
        }
        _ => vec![],
    };
    KEYS.iter().flat_map(|key| [vec![(String::new(), key.name)], inner(key)].concat()).collect()
}

/// `base_url`, `BaseURL` and `base-url` are one word.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
