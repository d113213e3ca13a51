//! The signature workbench: what should have been hashed, and which known slip explains what was sent.
//! Every candidate is hashed and compared; a slip is named only when its signature is the one that came.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use md5::{Digest, Md5};
use ring::{digest, hmac};
use serde::Serialize;
use serde_json::{Value, json};
use sm3::Sm3;

use super::clock::in_milliseconds;
use crate::settings;

/// Signed with a timestamp that was good so many seconds ago, or will be.
const OLDEST: i64 = 900;

/// What went into a signature besides the token.
#[derive(Clone, PartialEq)]
pub struct Signed {
    pub timestamp: String,
    pub nonce: String,
}

#[derive(Clone, Serialize)]
pub struct Slip {
    pub name: &'static str,
    pub zh: String,
    pub en: String,
}

pub struct Workbench {
    /// The text to hash, without the token in it.
    text: String,
    expected: String,
    received: String,
    pub slips: Vec<Slip>,
}

impl Workbench {
    pub fn to_json(&self) -> Value {
        json!({"text": self.text, "expected": self.expected, "received": self.received, "slips": self.slips})
    }
}

fn slip(name: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Slip {
    Slip { name, zh: zh.into(), en: en.into() }
}

pub fn examine(
    signed: &Signed,
    expected: &str,
    received: &str,
    now: i64,
    earlier: &[Signed],
) -> Workbench {
    let mut slips = vec![];
    if in_milliseconds(&signed.timestamp, now) {
        let (zh, en) = ("时间戳是毫秒,应为秒", "the timestamp is in milliseconds, not in seconds");
        slips.push(slip("timestamp-in-milliseconds", zh, en));
    }
    if received != expected {
        slips.extend(explained(signed, received, now, earlier).unwrap_or_default());
    }
    Workbench {
        text: format!("{0}{{token}}{1}{0}", signed.timestamp, signed.nonce),
        expected: expected.to_owned(),
        received: received.to_owned(),
        slips,
    }
}

fn explained(signed: &Signed, received: &str, now: i64, earlier: &[Signed]) -> Option<Vec<Slip>> {
    let plain = text(&Template::RIGHT, settings::TOKEN, signed);
    if received == plain {
        return Some(vec![slip("not-hashed", "没有做哈希", "not hashed at all")]);
    }
    if [settings::TOKEN, settings::APP_SECRET, settings::APP_KEY].contains(&received) {
        let (zh, en) = ("签名的位置上是密钥本身", "a secret stands in the signature's place");
        return Some(vec![slip("secret-instead", zh, en)]);
    }
    let (bytes, spelling) = spelled(received)?;
    let found = |mut slips: Vec<Slip>| {
        slips.extend(spelling.clone());
        slips
    };
    for hash in HASHES {
        if (hash.of)(&plain) == bytes {
            return Some(found(hash.slip().into_iter().collect()));
        }
    }
    let hashed = sha256(&plain);
    for hex in [hex::encode(&hashed), hex::encode_upper(&hashed)] {
        if sha256(&hex) == bytes {
            return Some(found(vec![slip("hashed-twice", "哈希了两次", "hashed twice")]));
        }
    }
    mixed_up(signed, &bytes).or_else(|| another(signed, &bytes, now, earlier)).map(found)
}

/// Another key, another order, another unit: one slip before two, two before three.
fn mixed_up(signed: &Signed, bytes: &[u8]) -> Option<Vec<Slip>> {
    let mut found: Option<Vec<Slip>> = None;
    let (keys, templates, units) = (keys(), templates(), units(signed));
    for (key, of_key) in &keys {
        for (template, of_template) in &templates {
            for (signed, of_unit) in &units {
                let text = text(template, key, signed);
                let slips = [of_key, of_template, of_unit].into_iter().flatten();
                if let Some(hash) = HASHES.iter().find(|hash| (hash.of)(&text) == bytes) {
                    let slips: Vec<Slip> = slips.cloned().chain(hash.slip()).collect();
                    if found.as_ref().is_none_or(|found| slips.len() < found.len()) {
                        found = Some(slips);
                    }
                }
            }
        }
    }
    found
}

/// Signed right, with what belongs to another request.
fn another(signed: &Signed, bytes: &[u8], now: i64, earlier: &[Signed]) -> Option<Vec<Slip>> {
    let fits = |timestamp: &str, nonce: &str| {
        let signed = Signed { timestamp: timestamp.to_owned(), nonce: nonce.to_owned() };
        sha256(&text(&Template::RIGHT, settings::TOKEN, &signed)) == bytes
    };
    for other in earlier.iter().rev() {
        if fits(&other.timestamp, &other.nonce) {
            let (zh, en) = ("是先前一个请求的签名", "the signature of an earlier request");
            return Some(vec![slip("earlier-signature", zh, en)]);
        }
        if fits(&signed.timestamp, &other.nonce) {
            let (zh, en) = ("签名用的是先前的 nonce", "signed with an earlier nonce");
            return Some(vec![slip("old-nonce", zh, en)]);
        }
    }
    let sent: i64 = signed.timestamp.parse().ok()?;
    for base in [sent, now] {
        for off in 1..=OLDEST {
            for other in [base.saturating_sub(off), base.saturating_add(off)] {
                if fits(&other.to_string(), &signed.nonce) {
                    let off = other - sent;
                    let zh = format!("签名用的时间戳与请求头里的差 {off} 秒");
                    let en = format!("signed with another timestamp, {off} s from the header's");
                    return Some(vec![slip("old-timestamp", zh, en)]);
                }
            }
        }
    }
    // Milliseconds that are not a whole second.
    (0..1000)
        .find(|ms| fits(&format!("{sent}{ms:03}"), &signed.nonce))
        .map(|_| vec![signed_in_ms()])
}

fn signed_in_ms() -> Slip {
    let en = "signed with milliseconds, the header has seconds";
    slip("signed-in-milliseconds", "签名用毫秒,请求头用秒", en)
}

fn units(signed: &Signed) -> Vec<(Signed, Option<Slip>)> {
    let with = |timestamp: String| Signed { timestamp, nonce: signed.nonce.clone() };
    let mut units = vec![(signed.clone(), None)];
    units.push((with(format!("{}000", signed.timestamp)), Some(signed_in_ms())));
    if let Ok(ms) = signed.timestamp.parse::<i64>() {
        let (zh, en) =
            ("签名用秒,请求头用毫秒", "signed with seconds, the header has milliseconds");
        let in_seconds = slip("signed-in-seconds", zh, en);
        units.push((with((ms / 1000).to_string()), Some(in_seconds)));
    }
    units
}

fn keys() -> Vec<(String, Option<Slip>)> {
    let token = settings::TOKEN;
    let another_case =
        || Some(slip("token-in-another-case", "token 的大小写变了", "the token in another case"));
    let another = |name, what: &str| {
        let (zh, en) = (format!("token 的位置用了 {what}"), format!("{what} in the token's place"));
        Some(slip(name, zh, en))
    };
    let with_space = || {
        let en = "the token with a space or line end";
        Some(slip("token-with-space", "token 前后多了空格或换行", en))
    };
    vec![
        (token.to_owned(), None),
        (token.to_lowercase(), another_case()),
        (token.to_uppercase(), another_case()),
        (settings::APP_SECRET.to_owned(), another("app-secret-for-token", "appSecret")),
        (settings::APP_KEY.to_owned(), another("app-key-for-token", "appKey")),
        (settings::APP_KEY.to_lowercase(), another("app-key-for-token", "appKey")),
        (settings::PAAS_ID.to_owned(), another("paasid-for-token", "paasid")),
        (settings::APP_CODE.to_owned(), another("app-code-for-token", "appCode")),
        (settings::SERVICE_ID.to_owned(), another("service-id-for-token", "serviceId")),
        (String::new(), Some(slip("no-token", "没有 token", "without the token"))),
        (format!(" {token}"), with_space()),
        (format!("{token} "), with_space()),
        (format!("{token}\n"), with_space()),
        (format!("{token}\r\n"), with_space()),
    ]
}

/// The order of timestamp, token and nonce, and what stands between them.
struct Template {
    order: &'static str,
    between: &'static str,
}

impl Template {
    const RIGHT: Template = Template { order: "tknt", between: "" };
}

fn text(template: &Template, key: &str, signed: &Signed) -> String {
    let parts = template.order.chars().map(|part| match part {
        't' => &signed.timestamp,
        'k' => key,
        _ => &signed.nonce,
    });
    parts.collect::<Vec<_>>().join(template.between)
}

fn templates() -> Vec<(Template, Option<Slip>)> {
    let mut all = vec![(Template::RIGHT, None)];
    let (zh, en) = ("末尾少了时间戳", "the timestamp at the end is missing");
    let short = slip("timestamp-missing-at-the-end", zh, en);
    all.push((Template { order: "tkn", between: "" }, Some(short)));
    let (zh, en) = ("开头少了时间戳", "the timestamp at the start is missing");
    let short = slip("timestamp-missing-at-the-start", zh, en);
    all.push((Template { order: "knt", between: "" }, Some(short)));
    for order in ["tnkt", "tnk", "ktn", "ntk", "nkt", "tktn", "ntkt", "ktnt", "ktnk", "nktn", "tkn"]
    {
        let parts = order.chars().map(|part| match part {
            't' => "timestamp",
            'k' => "token",
            _ => "nonce",
        });
        let order_is = parts.collect::<Vec<_>>().join(" + ");
        let (zh, en) = (format!("顺序是 {order_is}"), format!("the order is {order_is}"));
        all.push((Template { order, between: "" }, Some(slip("another-order", zh, en))));
    }
    for between in ["&", "|", ",", ";", ":", "-", "_", ".", "+", " ", "\n"] {
        let zh = format!("各部分之间有 {between:?}");
        let separated = slip("separated", zh, format!("{between:?} between the parts"));
        all.push((Template { order: "tknt", between }, Some(separated)));
    }
    all
}

struct Hash {
    name: &'static str,
    of: fn(&str) -> Vec<u8>,
}

const HASHES: [Hash; 7] = [
    Hash { name: "", of: sha256 },
    Hash { name: "MD5", of: |text| Md5::digest(text).to_vec() },
    Hash { name: "SM3", of: |text| Sm3::digest(text).to_vec() },
    Hash { name: "SHA-1", of: |text| of(&digest::SHA1_FOR_LEGACY_USE_ONLY, text) },
    Hash { name: "SHA-384", of: |text| of(&digest::SHA384, text) },
    Hash { name: "SHA-512", of: |text| of(&digest::SHA512, text) },
    Hash {
        name: "HMAC-SHA-256",
        of: |text| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, settings::TOKEN.as_bytes());
            hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
        },
    },
];

impl Hash {
    fn slip(&self) -> Option<Slip> {
        let name = self.name;
        let (zh, en) = (format!("用了 {name},应为 SHA-256"), format!("{name}, not SHA-256"));
        (!name.is_empty()).then(|| slip("another-hash", zh, en))
    }
}

fn sha256(text: &str) -> Vec<u8> {
    of(&digest::SHA256, text)
}

fn of(algorithm: &'static digest::Algorithm, text: &str) -> Vec<u8> {
    digest::digest(algorithm, text.as_bytes()).as_ref().to_vec()
}

/// The bytes that were written, and what is wrong with how they were.
fn spelled(received: &str) -> Option<(Vec<u8>, Option<Slip>)> {
    if let Ok(bytes) = hex::decode(received) {
        let spelling = if received == received.to_uppercase() {
            None
        } else if received == received.to_lowercase() {
            Some(slip("lower-case", "小写,应为大写", "in lower case, not in upper case"))
        } else {
            Some(slip("mixed-case", "大小写混用,应为大写", "in mixed case, not in upper case"))
        };
        return Some((bytes, spelling));
    }
    let engines = [&STANDARD, &URL_SAFE, &URL_SAFE_NO_PAD];
    let bytes = engines.into_iter().find_map(|engine| engine.decode(received).ok())?;
    Some((bytes, Some(slip("base64", "用了 base64,应为十六进制", "base64, not hex"))))
}
