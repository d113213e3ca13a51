//! Everything that a gateway may answer, one table for every language: `tests/data/faults.json`.

use serde_json::{Value, json};

use crate::support::sandbox::{SANDBOX, expected};

#[test]
fn every_fault_has_its_status_and_its_message() {
    let table: Vec<Value> = serde_json::from_str(include_str!("../data/faults.json")).unwrap();
    let covered: Vec<&str> = table.iter().map(|row| name(row["fault"].as_str().unwrap())).collect();
    for kind in SANDBOX.get("/sandbox/faults").as_array().unwrap() {
        let kind = kind["name"].as_str().unwrap();
        // What happens on the connection's next request is `resend.rs`'s.
        assert!(covered.contains(&kind) || kind.starts_with("stale"), "{kind} is not in the table");
    }
    let wrong: Vec<String> = table.iter().filter_map(|row| try_row(row).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn name(fault: &str) -> &str {
    fault.split(':').next().unwrap()
}

/// A client of its own for each row, so that no clock correction lingers.
fn try_row(row: &Value) -> Result<(), String> {
    let fault = row["fault"].as_str().unwrap();
    let config = row.get("config").cloned().unwrap_or_else(|| json!({}));
    let client = SANDBOX.client(config);
    let (code, citizen) = SANDBOX.mint(json!({"citizen": "xiaoming", "fault": fault}));
    let started = std::time::Instant::now();
    let outcome = client.exchange(&code);
    let took = started.elapsed();
    let requests = SANDBOX.requests(&code);
    let same = |what: &str, seen: Value, wanted: Option<&Value>| match wanted {
        Some(wanted) if *wanted != seen => Err(format!("{fault}: {what} {seen}, wanted {wanted}")),
        _ => Ok(()),
    };
    same("requests", json!(requests), row.get("requests"))?;
    let limit = row["config"]["timeoutMs"].as_u64().unwrap_or(10_000);
    if took.as_millis() > u128::from(limit) + 1500 {
        return Err(format!("{fault}: took {took:?}"));
    }
    let failure = match outcome {
        Ok(json) => {
            let mut fields = row.get("fields").cloned().unwrap_or_else(|| expected(&citizen));
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
            return Err(format!("{fault}: {says} is not in {text}"));
        }
    }
    let secrets = secrets(&code, &citizen);
    for silent in row["silent"].as_array().into_iter().flatten().chain(&secrets) {
        if text.contains(silent.as_str().unwrap()) {
            return Err(format!("{fault}: {silent} is in {text}"));
        }
    }
    Ok(())
}

/// What no message may ever hold.
pub fn secrets(code: &str, citizen: &Value) -> Vec<Value> {
    let configured =
        ["appKey", "token", "appSecret", "paasId"].map(|key| SANDBOX.configuration[key].clone());
    let person = ["name", "phone", "certificateNo", "userId", "healthCardNo"]
        .map(|field| citizen[field].clone());
    configured.into_iter().chain(person).chain([json!(code)]).filter(Value::is_string).collect()
}
