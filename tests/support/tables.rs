//! The tables that the C ABI and every binding are held to.

use std::time::Duration;

use serde_json::{Value, json};
use yjt::ffi::status::*;

use super::abi::Failure;
use super::sandbox::{SANDBOX, expected};

/// Everything that a gateway may answer.
pub fn faults() -> Vec<Value> {
    serde_json::from_str(include_str!("../data/faults.json")).unwrap()
}

/// Configurations and what comes of them.
pub fn configurations() -> Vec<Value> {
    serde_json::from_str(include_str!("../data/configurations.json")).unwrap()
}

/// The text of a row of [`configurations`]: a whole `text`, or a valid one with some keys `set` or with text `append`ed.
pub fn configuration(row: &Value) -> String {
    if let Some(text) = row["text"].as_str() {
        return text.to_owned();
    }
    if let Some(append) = row["append"].as_str() {
        let valid = SANDBOX.configuration.to_string();
        return format!("{},{append}}}", valid.strip_suffix('}').unwrap());
    }
    let mut merged = SANDBOX.configuration.clone();
    for (key, value) in row["set"].as_object().unwrap() {
        merged[key] = value.clone();
    }
    merged.to_string()
}

/// Landing links and what comes of them.
pub fn links() -> Vec<Value> {
    serde_json::from_str(include_str!("../data/links.json")).unwrap()
}

/// OpenSSL's SM4 vectors: `good` and `bad`.
pub fn vectors() -> Value {
    serde_json::from_str(include_str!("../data/sm4-ecb.json")).unwrap()
}

pub fn field<'a>(row: &'a Value, name: &str) -> &'a str {
    row[name].as_str().unwrap()
}

/// A bad vector's status.
pub fn vector_status(why: &str) -> i32 {
    match why {
        "empty cipher text" => YJT_ERR_CIPHER_EMPTY,
        "odd number of hex digits" | "not a whole number of blocks" | "truncated" => {
            YJT_ERR_CIPHER_LENGTH
        }
        "not hex" | "leading space" => YJT_ERR_CIPHER_HEX,
        "padding byte 0" | "padding byte above the block size" | "padding bytes that differ" => {
            YJT_ERR_PADDING
        }
        "plain text is not UTF-8" | "plain text is GBK, not UTF-8" => YJT_ERR_TEXT_NOT_UTF8,
        "empty key" | "short key" | "long key" => YJT_ERR_KEY_LENGTH,
        "key not hex" | "key not ASCII" => YJT_ERR_KEY_HEX,
        other => panic!("a vector nobody expected: {other}"),
    }
}

/// What no message may ever hold.
pub fn secrets(code: &str, citizen: &Value) -> Vec<Value> {
    let configured =
        ["appKey", "token", "appSecret", "paasId"].map(|key| SANDBOX.configuration[key].clone());
    let person = ["name", "phone", "certificateNo", "userId", "healthCardNo"]
        .map(|field| citizen[field].clone());
    configured.into_iter().chain(person).chain([json!(code)]).filter(Value::is_string).collect()
}

/// Tries a row of [`faults`]: the configuration's changes and the minted code go in, an identity or a failure
/// comes back. A machine so busy that connecting takes up the row's short time has not tried it.
pub fn try_fault(
    row: &Value,
    mut exchange: impl FnMut(Value, &str) -> Result<Value, Failure>,
) -> Result<(), String> {
    let fault = field(row, "fault");
    let config = row.get("config").cloned().unwrap_or_else(|| json!({}));
    let mut tries = 0;
    loop {
        let (code, citizen) = SANDBOX.mint(json!({"citizen": "xiaoming", "fault": fault}));
        let started = std::time::Instant::now();
        let outcome = exchange(config.clone(), &code);
        let took = started.elapsed();
        tries += 1;
        let connected = !matches!(&outcome, Err(e) if e.status == YJT_ERR_CONNECT_TIMEOUT);
        if connected || row["status"] == YJT_ERR_CONNECT_TIMEOUT || tries == 10 {
            return judge(row, &code, &citizen, outcome, took)
                .map_err(|problem| format!("{fault}: {problem}"));
        }
    }
}

fn judge(
    row: &Value,
    code: &str,
    citizen: &Value,
    outcome: Result<Value, Failure>,
    took: Duration,
) -> Result<(), String> {
    same("requests", json!(SANDBOX.requests(code)), row.get("requests"))?;
    let limit = row["config"]["timeoutMs"].as_u64().unwrap_or(10_000);
    if took.as_millis() > u128::from(limit) + 5000 {
        return Err(format!("took {took:?}"));
    }
    judge_outcome(row, code, citizen, outcome)
}

fn same(what: &str, seen: Value, wanted: Option<&Value>) -> Result<(), String> {
    match wanted {
        Some(wanted) if *wanted != seen => Err(format!("{what} {seen}, wanted {wanted}")),
        _ => Ok(()),
    }
}

/// Whether an exchange came to what the row says: this citizen, or a failure in words that hold no secret.
pub fn judge_outcome(
    row: &Value,
    code: &str,
    citizen: &Value,
    outcome: Result<Value, Failure>,
) -> Result<(), String> {
    let failure = match outcome {
        Ok(json) => {
            let mut fields = row.get("fields").cloned().unwrap_or_else(|| expected(citizen));
            for (name, value) in row["extra"].as_object().into_iter().flatten() {
                fields[name] = value.clone();
            }
            same("status", json!(0), row.get("status"))?;
            return same("identity", json, Some(&fields));
        }
        Err(failure) => failure,
    };
    same(&format!("{failure:?} status"), json!(failure.status), row.get("status"))?;
    same("http status", json!(failure.http_status), row.get("http"))?;
    same("gateway code", json!(failure.gateway_code), row.get("gateway"))?;
    let text = failure.all_text();
    for says in row["says"].as_array().into_iter().flatten() {
        if !text.contains(says.as_str().unwrap()) {
            return Err(format!("{says} is not in {text}"));
        }
    }
    let secrets = secrets(code, citizen);
    for silent in row["silent"].as_array().into_iter().flatten().chain(&secrets) {
        if text.contains(silent.as_str().unwrap()) {
            return Err(format!("{silent} is in {text}"));
        }
    }
    Ok(())
}
