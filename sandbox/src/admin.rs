//! The mini-program's part: codes are minted here, and whoever debugs can look.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{any, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::citizens::{self, Citizen};
use crate::codes::Minted;
use crate::faults::{Fault, KINDS};
use crate::gateway::{self, Gateway};
use crate::settings;

const MOST_AT_ONCE: usize = 50_000;
const LANDING: &str = "https://hospital.example/login?from=yjt#/home";

pub struct Sandbox {
    pub gateway: Arc<Gateway>,
    /// Encrypted in every answer besides certificateNo and phone.
    pub encrypted: Vec<String>,
    pub generated: AtomicUsize,
}

pub fn router(sandbox: Sandbox) -> Router {
    let gateway = sandbox.gateway.clone();
    let interface = any(gateway::exchange);
    let with_service_id = format!("{}/{{service_id}}", settings::PATH);
    Router::new()
        .route("/sandbox", get(help))
        .route("/sandbox/codes", post(mint))
        .route("/sandbox/codes/{code}", get(report))
        .route("/sandbox/citizens", get(async || Json(json!(citizens::all()))))
        .route("/sandbox/faults", get(async || Json(json!(KINDS))))
        .route("/sandbox/log", get(log))
        .with_state(Arc::new(sandbox))
        .merge(
            Router::new()
                .route(settings::PATH, interface.clone())
                .route(&with_service_id, interface)
                .with_state(gateway),
        )
        .fallback(gateway::not_found)
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Order {
    citizen: Option<String>,
    fault: Option<String>,
    encrypt: Vec<String>,
    reusable: bool,
    age_seconds: u64,
    redirect_to: Option<String>,
    count: Option<usize>,
}

type Answer = (StatusCode, Json<Value>);

async fn mint(State(sandbox): State<Arc<Sandbox>>, body: String) -> Answer {
    match order(&sandbox, &body) {
        Ok(minted) => (StatusCode::CREATED, Json(minted)),
        Err(problem) => (StatusCode::BAD_REQUEST, Json(json!({ "error": problem }))),
    }
}

fn order(sandbox: &Sandbox, body: &str) -> Result<Value, String> {
    let body = if body.trim().is_empty() { "{}" } else { body };
    let order: Order = serde_json::from_str(body).map_err(|e| e.to_string())?;
    let fault = order.fault.as_deref().map(Fault::parse).transpose()?;
    let mut encrypted = sandbox.encrypted.clone();
    for field in &order.encrypt {
        check_field(field)?;
        encrypted.push(field.clone());
    }
    encrypted.dedup();
    let one = |n: usize| -> Result<Value, String> {
        let citizen = find(sandbox, order.citizen.as_deref(), n)?;
        let code = sandbox.gateway.codes.mint(Minted {
            citizen: citizen.clone(),
            fault: fault.clone(),
            encrypted: encrypted.clone(),
            reusable: order.reusable,
            age: Duration::from_secs(order.age_seconds),
        });
        Ok(json!({
            "link": landing_link(order.redirect_to.as_deref().unwrap_or(LANDING), &code),
            "extraData": { "code": code },
            "code": code,
            "citizen": citizen,
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
fn find(sandbox: &Sandbox, id: Option<&str>, n: usize) -> Result<Citizen, String> {
    if id == Some("generated") {
        return Ok(citizens::generated(sandbox.generated.fetch_add(1, Ordering::Relaxed)));
    }
    let mut all = citizens::all();
    let found = match id {
        None => Some(n % all.len()),
        Some(id) => all.iter().position(|citizen| citizen.id == id),
    };
    let found = found.ok_or("没有这个市民,见 /sandbox/citizens | no such citizen")?;
    Ok(all.swap_remove(found))
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

async fn report(State(sandbox): State<Arc<Sandbox>>, Path(code): Path<String>) -> Answer {
    match sandbox.gateway.codes.report(&code) {
        Some(report) => (StatusCode::OK, Json(report)),
        None => (StatusCode::NOT_FOUND, Json(json!({"error": "没有这个 code | unknown code"}))),
    }
}

async fn log(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    Json(json!(sandbox.gateway.journal.lines()))
}

async fn help() -> &'static str {
    "粤健通沙箱 | yjt sandbox\n\n\
     POST /sandbox/codes         铸造 code | mint a code: {\"citizen\",\"fault\",\"encrypt\",\"reusable\",\"ageSeconds\",\"count\"}\n\
     GET  /sandbox/codes/{code}  收到的请求 | what was received with a code\n\
     GET  /sandbox/citizens      测试市民 | the test citizens\n\
     GET  /sandbox/faults        可选的故障 | the faults\n\
     GET  /sandbox/log           违反了哪条规则 | which rules were broken\n"
}
