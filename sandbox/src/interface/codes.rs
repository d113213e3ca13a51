//! The mini-program's part: codes are minted, looked at and changed.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Sandbox, answer, parsed, unknown};
use crate::citizens::{self, Citizen};
use crate::codes::{Change, Minted};
use crate::faults::Fault;
use crate::gateway::Gateway;

const MOST_AT_ONCE: usize = 50_000;
const LANDING: &str = "https://hospital.example/login?from=yjt#/home";
/// How long a hospital's page may take to send what it should not.
const SETTLED: Duration = Duration::from_secs(2);

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Order {
    citizen: Option<String>,
    fault: Option<String>,
    encrypt: Vec<String>,
    reusable: bool,
    age_seconds: Option<u64>,
    redirect_to: Option<String>,
    count: Option<usize>,
}

pub async fn mint(State(sandbox): State<Arc<Sandbox>>, body: String) -> Answer {
    match order(&sandbox, &body) {
        Ok(minted) => {
            sandbox.gateway.journal.events.send("codes", || json!({}));
            (StatusCode::CREATED, Json(minted))
        }
        Err(problem) => answer(Err(problem)),
    }
}

fn order(sandbox: &Sandbox, body: &str) -> Result<Value, String> {
    let order: Order = parsed(body)?;
    let fault = order.fault.as_deref().map(Fault::parse).transpose()?;
    let mut encrypted = sandbox.encrypted.clone();
    for field in &order.encrypt {
        check_field(field)?;
        encrypted.push(field.clone());
    }
    encrypted.dedup();
    let age = order.age_seconds.unwrap_or_else(|| sandbox.code_age.load(Ordering::Relaxed));
    let one = |n: usize| -> Result<Value, String> {
        let citizen = find(sandbox, order.citizen.as_deref(), n)?;
        let code = sandbox.gateway.codes.mint(Minted {
            citizen: citizen.clone(),
            fault: fault.clone(),
            encrypted: encrypted.clone(),
            reusable: order.reusable,
            age: Duration::from_secs(age),
        });
        Ok(json!({
            "link": landing_link(order.redirect_to.as_deref().unwrap_or(LANDING), &code),
            "extraData": { "code": code },
            "code": code,
            "citizen": *citizen,
        }))
    };
    match order.count {
        None => one(0),
        Some(count) if count <= MOST_AT_ONCE => {
            Ok(json!({ "codes": (0..count).map(one).collect::<Result<Vec<_>, _>>()? }))
        }
        Some(_) => Err(format!("count 最多 {MOST_AT_ONCE} | count is at most {MOST_AT_ONCE}")),
    }
}

/// A citizen by name, a new one, or the `n`th when none is named.
fn find(sandbox: &Sandbox, id: Option<&str>, n: usize) -> Result<Arc<Citizen>, String> {
    if id == Some("generated") {
        let number = sandbox.generated.fetch_add(1, Ordering::Relaxed);
        return Ok(Arc::new(citizens::generated(number)));
    }
    let all = citizens::all();
    let found = match id {
        None => all.get(n % all.len()),
        Some(id) => all.iter().find(|citizen| citizen.id == id),
    };
    let unknown = "没有这个市民,见 /sandbox/citizens | no such citizen";
    found.cloned().ok_or_else(|| unknown.to_owned())
}

/// Only these may be encrypted besides the two that always are.
pub fn check_field(field: &str) -> Result<(), String> {
    match field {
        "name" | "healthCardNo" => Ok(()),
        _ => Err(format!("只能加密 name 或 healthCardNo | only name or healthCardNo: {field}")),
    }
}

/// As the mini-program appends it: before the fragment, behind a query that is there already.
fn landing_link(link: &str, code: &str) -> String {
    let (page, fragment) = link.split_once('#').map_or((link, None), |(p, f)| (p, Some(f)));
    let separator = if page.contains('?') { '&' } else { '?' };
    let fragment = fragment.map(|f| format!("#{f}")).unwrap_or_default();
    format!("{page}{separator}code={code}{fragment}")
}

pub async fn list(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    Json(json!({"codes": sandbox.gateway.codes.list()}))
}

pub async fn report(State(sandbox): State<Arc<Sandbox>>, Path(code): Path<String>) -> Answer {
    match sandbox.gateway.codes.report(&code) {
        Some(report) => answer(Ok(report)),
        None => unknown("没有这个 code | unknown code"),
    }
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Wish {
    expire: bool,
    revoke: bool,
    #[serde(rename = "use")]
    use_up: bool,
    reusable: Option<bool>,
    fault: Option<String>,
    opened: bool,
}

pub async fn change(
    State(sandbox): State<Arc<Sandbox>>,
    Path(code): Path<String>,
    body: String,
) -> Answer {
    let wish: Result<(Wish, Option<Fault>), String> = parsed(&body).and_then(|wish: Wish| {
        let fault = wish.fault.as_deref().map(Fault::parse).transpose()?;
        Ok((wish, fault))
    });
    let (wish, fault) = match wish {
        Ok(wish) => wish,
        Err(problem) => return answer(Err(problem)),
    };
    let Wish { expire, revoke, use_up, reusable, opened, .. } = wish;
    let codes = &sandbox.gateway.codes;
    if !codes.change(&code, Change { expire, revoke, use_up, reusable, fault }) {
        return unknown("没有这个 code | unknown code");
    }
    if opened {
        tokio::spawn(watch_opening(sandbox.clone(), code.clone()));
    }
    sandbox.gateway.journal.events.send("codes", || json!({}));
    report(State(sandbox), Path(code)).await
}

/// A link that is opened twice must bring one request, and none when the code has served before.
async fn watch_opening(sandbox: Arc<Sandbox>, code: String) {
    let Gateway { codes, journal, .. } = &*sandbox.gateway;
    let Some(before) = codes.open(&code) else {
        return;
    };
    tokio::time::sleep(SETTLED).await;
    let Some(after) = codes.openings(&code) else {
        return;
    };
    let twice = before.at_once > 1 && after.used && after.requests == 1;
    let back = before.used && after.requests == before.requests;
    for (seen, name) in [(twice, "double-tap"), (back, "back")] {
        if seen && journal.acceptance.tick(name, after.last_request) {
            journal.events.send("acceptance", || json!({}));
        }
    }
}
