//! The sandbox's own interface, in JSON: for tests, for curl, and for the page, which has no other.

mod codes;
mod control;
mod requests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize};

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::routing::{any, get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub use self::codes::check_field;
use crate::citizens::{self, Citizen};
use crate::disturbance::SCENES;
use crate::faults::KINDS;
use crate::gateway::{self, Gateway};
use crate::guard::guard;
use crate::hospitals::Hospitals;
use crate::{page, settings};

/// Longer than any order.
const LONGEST_BODY: usize = 256 * 1024;

pub struct Sandbox {
    pub gateway: Arc<Gateway>,
    pub hospitals: Hospitals,
    /// Encrypted in every answer besides certificateNo and phone.
    pub encrypted: Vec<String>,
    pub generated: AtomicUsize,
    /// How old a code is when it is minted, unless the order says.
    pub code_age: AtomicU64,
    /// The configurations over HTTPS and over plain HTTP, once the ports are known.
    pub configurations: Vec<(PathBuf, Value)>,
}

pub fn router(sandbox: Arc<Sandbox>) -> Router {
    let gateway = sandbox.gateway.clone();
    let exchange = any(gateway::exchange);
    let with_service_id = format!("{}/{{service_id}}", settings::PATH);
    let events = gateway.journal.events.clone();
    Router::new()
        .route("/sandbox", get(async || HELP))
        .route("/sandbox/codes", get(codes::list).post(codes::mint))
        .route("/sandbox/codes/{code}", get(codes::report).post(codes::change))
        .route("/sandbox/citizens", get(async || Json(json!(citizens()))))
        .route("/sandbox/faults", get(async || Json(faults())))
        .route("/sandbox/scenes", get(async || Json(json!(SCENES))))
        .route("/sandbox/disturbance", get(control::disturbance).post(control::disturb))
        .route("/sandbox/clock", get(control::clock).post(control::set_clock))
        .route("/sandbox/hospitals", get(control::hospitals).post(control::set_hospitals))
        .route("/sandbox/configuration", get(control::configuration))
        .route("/sandbox/configuration/{file}", get(control::download))
        .route("/sandbox/acceptance", get(control::acceptance).post(control::clear_acceptance))
        .route("/sandbox/requests", get(requests::list))
        .route("/sandbox/requests/{number}", get(requests::one))
        .route("/sandbox/requests/{number}/replay", post(requests::replay))
        .route("/sandbox/events", get(async move || events.watch()))
        .route("/sandbox/log", get(requests::log))
        .with_state(sandbox)
        .merge(page::router())
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn(guard))
        // Not guarded: a front-end machine comes with a Host of its own.
        .merge(
            Router::new()
                .route(settings::PATH, exchange.clone())
                .route(&with_service_id, exchange)
                .with_state(gateway),
        )
        .fallback(gateway::not_found)
}

fn citizens() -> Vec<&'static Citizen> {
    citizens::all().iter().map(|citizen| &**citizen).collect()
}

fn faults() -> Value {
    KINDS.iter().map(|kind| kind.to_json()).collect()
}

type Answer = (StatusCode, Json<Value>);

fn answer(result: Result<Value, String>) -> Answer {
    match result {
        Ok(value) => (StatusCode::OK, Json(value)),
        Err(problem) => (StatusCode::BAD_REQUEST, Json(json!({ "error": problem }))),
    }
}

fn unknown(what: &str) -> Answer {
    (StatusCode::NOT_FOUND, Json(json!({ "error": what })))
}

/// An empty body is an empty object.
fn parsed<T: DeserializeOwned>(body: &str) -> Result<T, String> {
    let body = if body.trim().is_empty() { "{}" } else { body };
    serde_json::from_str(body).map_err(|e| e.to_string())
}

const HELP: &str = "\
粤健通沙箱 | yjt sandbox. 网页 | the page: /

POST /sandbox/codes          铸造 code | mint a code: {\"citizen\",\"fault\",\"encrypt\",\"reusable\",\"ageSeconds\",\"redirectTo\",\"count\"}
GET  /sandbox/codes          最近的 code | the latest codes
GET  /sandbox/codes/{code}   收到的请求 | what was received with a code
POST /sandbox/codes/{code}   {\"expire\",\"revoke\",\"use\",\"reusable\",\"fault\",\"opened\"}
GET  /sandbox/requests       最近的请求,每条规则是否守住 | the latest requests, rule by rule
GET  /sandbox/requests/{n}   一个请求:规则、期望、收到、签名台 | one request: rules, expected, received, workbench
POST /sandbox/requests/{n}/replay  重放 | send it again: {\"fresh\": true} 换新的时间戳和签名 | signed anew
GET  /sandbox/events         实时事件 | server-sent events
GET  /sandbox/log            违反了哪条规则 | which rules were broken
GET  /sandbox/citizens       测试市民 | the test citizens
GET  /sandbox/faults         可选的故障 | the faults
GET  /sandbox/scenes         场景 | the scenes
POST /sandbox/disturbance    {\"scene\"} 或 | or {\"fault\",\"requests\",\"probability\"};{} 结束 | ends it
POST /sandbox/clock          {\"offsetSeconds\",\"codeAgeSeconds\"}
POST /sandbox/hospitals      {\"hospitals\": [{\"name\",\"link\"} 或 | or {\"name\",\"appId\"}]}
GET  /sandbox/configuration  客户端配置 | the client's configuration
GET  /sandbox/acceptance     联调验收单 | the acceptance sheet; POST {\"clear\": true}
";
