//! The gateway: every rule checked, every violation answered as gateways answer and logged by its name.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::codes::{Codes, Refused};
use crate::crypto::signature;
use crate::faults::Fault;
use crate::journal::Journal;
use crate::raw::{Control, Script};
use crate::reply;
use crate::settings;

const CLOCK_TOLERANCE: i64 = 180;
const NONCE_MEMORY: Duration = Duration::from_secs(600);

pub struct Gateway {
    pub codes: Codes,
    pub journal: Journal,
    nonces: Mutex<HashMap<String, Instant>>,
}

/// A broken rule: how it is answered, and what the log says.
pub struct Refusal {
    status: u16,
    body: Value,
    rule: String,
}

impl Gateway {
    pub fn new(journal: Journal) -> Gateway {
        Gateway { codes: Codes::default(), journal, nonces: Mutex::default() }
    }

    fn check(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        now: i64,
    ) -> Result<String, Refusal> {
        if method != Method::GET {
            return Err(refuse(
                405,
                json!({"message": "Method Not Allowed"}),
                "方法不是 GET | not GET",
            ));
        }
        let query = parameters(uri);
        check_headers(uri, &query, headers, now)?;
        self.check_nonce(headers)?;
        check_parameters(&query)
    }

    fn check_nonce(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let nonce = once(headers, "x-tsp-nonce").unwrap_or_default();
        let mut nonces = self.nonces.lock().expect("no panic while held");
        let now = Instant::now();
        if nonces.len() > 100_000 {
            nonces.retain(|_, seen| now.duration_since(*seen) < NONCE_MEMORY);
        }
        match nonces.insert(nonce.to_owned(), now) {
            Some(seen) if now.duration_since(seen) < NONCE_MEMORY => Err(gateway(
                "AGW.1433",
                "十分钟内 nonce 重复 | the nonce was used within ten minutes",
            )),
            _ => Ok(()),
        }
    }
}

/// The route.
pub async fn exchange(
    State(gateway): State<Arc<Gateway>>,
    Extension(control): Extension<Arc<Control>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if let Some(end) = control.stale() {
        return control.play(Script::only(end)).await;
    }
    let sent = parameters(&uri);
    let code = sent.iter().find(|(name, _)| name == "code").map(|(_, value)| value.clone());
    let code = code.unwrap_or_default();
    gateway.codes.saw(&code, as_sent(&uri, &headers));
    let fault = gateway.codes.fault(&code);
    let off = clock_offset(fault.as_ref());
    let now = seconds(SystemTime::now()) + off;
    let mut response = match gateway.check(&method, &uri, &headers, now) {
        Err(refusal) => {
            gateway.journal.write(format!("拒绝 | refused: {}", refusal.rule));
            reply::json(refusal.status, &refusal.body)
        }
        Ok(code) => match gateway.codes.redeem(&code) {
            Err(refused) => {
                let (zh, en) = match refused {
                    Refused::Unknown => ("code 不存在", "unknown code"),
                    Refused::Expired => ("code 已超过 5 分钟", "the code is older than 5 minutes"),
                    Refused::Used => ("code 已用过", "the code was used before"),
                };
                gateway.journal.write(format!("拒绝 | refused: {zh} | {en}"));
                reply::json(200, &json!({"errcode": 1, "errmsg": zh}))
            }
            Ok(minted) => reply::answer(&minted, &code, &control).await,
        },
    };
    set_clock_headers(fault.as_ref(), now, response.headers_mut());
    response
}

fn clock_offset(fault: Option<&Fault>) -> i64 {
    match fault {
        Some(fault) if fault.name == "clock-insane" => 10_000,
        Some(fault) if fault.name.starts_with("clock") => fault.number(),
        _ => 0,
    }
}

fn set_clock_headers(fault: Option<&Fault>, now: i64, headers: &mut HeaderMap) {
    let Some(name) = fault.map(|fault| fault.name).filter(|name| name.starts_with("clock")) else {
        return;
    };
    let date = if name == "clock-insane" { 0 } else { now };
    let date = UNIX_EPOCH + Duration::from_secs(u64::try_from(date).unwrap_or_default());
    let date = HeaderValue::from_str(&httpdate::fmt_http_date(date)).expect("a date");
    headers.insert(header::DATE, date);
    if name == "clock-age" {
        headers.insert(header::AGE, HeaderValue::from_static("30"));
    }
    if name == "clock-no-date" {
        // An empty value is as good as none, and hyper adds a date of its own where the header is absent.
        headers.insert(header::DATE, HeaderValue::from_static(""));
    }
}

fn check_headers(
    uri: &Uri,
    query: &[(String, String)],
    headers: &HeaderMap,
    now: i64,
) -> Result<(), Refusal> {
    match once(headers, "x-tsp-paasid") {
        Some(settings::PAAS_ID) => {}
        Some(_) => return Err(gateway("ACG.1401", "paasid 不认识 | unknown paasid")),
        None => {
            return Err(gateway(
                "ACG.1401",
                "缺少或重复 x-tsp-paasid | x-tsp-paasid missing or repeated",
            ));
        }
    }
    for name in
        ["x-tsp-nonce", "x-tsp-timestamp", "x-tsp-signature", "x-tsp-appsecret", "content-type"]
    {
        if once(headers, name).is_none() {
            return Err(gateway(
                "AGW.1433",
                format!("缺少或重复 {name} | {name} missing or repeated"),
            ));
        }
    }
    let value = |name| once(headers, name).unwrap_or_default();
    if value("x-tsp-appsecret") != settings::APP_SECRET {
        let body = json!({"message": "Invalid API key in request"});
        return Err(refuse(401, body, "appSecret 不对 | wrong appSecret"));
    }
    let service_id = once(headers, "x-tsp-serviceid")
        .or_else(|| query.iter().find(|(name, _)| name == "serviceId").map(|(_, id)| id.as_str()))
        .or_else(|| uri.path().strip_prefix(settings::PATH)?.strip_prefix('/'));
    if service_id != Some(settings::SERVICE_ID) {
        return Err(gateway(
            "AGW.1403",
            "serviceId 缺少或未订阅 | service ID missing or not subscribed",
        ));
    }
    let content_type = value("content-type").to_ascii_lowercase().replace(' ', "");
    if content_type != "application/json;charset=utf-8" {
        return Err(gateway("AGW.1433", "Content-type 不对 | wrong Content-type"));
    }
    let (nonce, timestamp) = (value("x-tsp-nonce"), value("x-tsp-timestamp"));
    if !(10..=36).contains(&nonce.len()) {
        return Err(gateway(
            "AGW.1433",
            "nonce 应为 10 到 36 个字符 | the nonce must have 10 to 36 characters",
        ));
    }
    let off = timestamp.parse::<i64>().map(|sent| sent - now);
    match off {
        Ok(off) if off.abs() <= CLOCK_TOLERANCE => {}
        Ok(off) => {
            return Err(gateway(
                "AGW.1433",
                format!("时间戳相差 {off} 秒 | the timestamp is off by {off} s"),
            ));
        }
        Err(_) => {
            return Err(gateway("AGW.1433", "时间戳不是整数秒 | the timestamp is not in seconds"));
        }
    }
    if value("x-tsp-signature") != signature(settings::TOKEN, nonce, timestamp) {
        return Err(gateway("AGW.1433", "签名不对 | wrong signature"));
    }
    Ok(())
}

fn check_parameters(query: &[(String, String)]) -> Result<String, Refusal> {
    let once = |name: &str| {
        let mut values = query.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str());
        values.next().filter(|_| values.next().is_none()).ok_or_else(|| {
            parameter(format!("缺少或重复参数 {name} | parameter {name} missing or repeated"))
        })
    };
    if once("appCode")? != settings::APP_CODE {
        return Err(parameter("appCode 不认识 | unknown appCode"));
    }
    if once("command")? != "01" {
        return Err(parameter("command 应为 01 | command must be 01"));
    }
    let business_type = once("businessType")?.parse::<u32>();
    if !matches!(business_type, Ok(1..)) {
        return Err(parameter("businessType 应为正整数 | businessType must be a positive integer"));
    }
    match once("code")? {
        code if (1..=32).contains(&code.len()) => Ok(code.to_owned()),
        _ => Err(parameter("code 应为 1 到 32 个字符 | the code must have 1 to 32 characters")),
    }
}

fn refuse(status: u16, body: Value, rule: impl Into<String>) -> Refusal {
    Refusal { status, body, rule: rule.into() }
}

fn gateway(code: &str, rule: impl Into<String>) -> Refusal {
    let body = json!({"errcode": code, "errmsg": "gateway refused the request"});
    refuse(200, body, format!("{code}: {}", rule.into()))
}

fn parameter(rule: impl Into<String>) -> Refusal {
    refuse(200, json!({"errcode": 2, "errmsg": "参数不合法"}), rule)
}

/// A header that is there exactly once.
fn once<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok().filter(|value| !value.is_empty())?;
    values.next().is_none().then_some(value)
}

fn parameters(uri: &Uri) -> Vec<(String, String)> {
    let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// For the one who asks what was sent.
fn as_sent(uri: &Uri, headers: &HeaderMap) -> Value {
    let headers: Vec<_> = headers
        .iter()
        .map(|(name, value)| json!([name.as_str(), String::from_utf8_lossy(value.as_bytes())]))
        .collect();
    json!({"target": uri.to_string(), "headers": headers})
}

fn seconds(time: SystemTime) -> i64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() as i64
}

/// Everything else on this port.
pub async fn not_found() -> Response {
    let mut response = Response::new(Body::from("404, see /sandbox"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
