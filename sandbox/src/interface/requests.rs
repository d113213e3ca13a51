//! What was received, rule by rule, and the same request once more.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Sandbox, answer, parsed, unknown};
use crate::crypto::{random_letters, signature};
use crate::gateway::sent::Sent;
use crate::raw::Control;
use crate::record::Record;
use crate::settings;

#[derive(Deserialize)]
pub struct Range {
    #[serde(default = "most")]
    limit: usize,
}

fn most() -> usize {
    1000
}

pub async fn list(State(sandbox): State<Arc<Sandbox>>, Query(range): Query<Range>) -> Json<Value> {
    Json(json!({"requests": sandbox.gateway.journal.summaries(range.limit)}))
}

pub async fn one(State(sandbox): State<Arc<Sandbox>>, Path(number): Path<u64>) -> Answer {
    match sandbox.gateway.journal.one(number, Record::detail) {
        Some(detail) => answer(Ok(detail)),
        None => unknown("没有这个请求,或已不再保留 | no such request, or kept no longer"),
    }
}

pub async fn log(State(sandbox): State<Arc<Sandbox>>) -> Json<Value> {
    Json(json!(sandbox.gateway.journal.lines()))
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Again {
    /// With a new nonce, timestamp and signature; the code stays as it is.
    fresh: bool,
}

pub async fn replay(
    State(sandbox): State<Arc<Sandbox>>,
    Path(number): Path<u64>,
    body: String,
) -> Answer {
    let again: Again = match parsed(&body) {
        Ok(again) => again,
        Err(problem) => return answer(Err(problem)),
    };
    let gateway = &sandbox.gateway;
    let Some(sent) = gateway.journal.one(number, |record| record.sent.clone()) else {
        return unknown("没有这个请求,或已不再保留 | no such request, or kept no longer");
    };
    let Some(sent) = rebuilt(&sent, again.fresh.then(|| gateway.clock.now())) else {
        return answer(Err("太长,无法重放 | too long to be sent again".to_owned()));
    };
    // There is no connection that a fault could break: it counts as no answer.
    let control = Control::default();
    tokio::select! {
        _ = gateway.answer(sent, &control) => {}
        _ = control.ordered() => {}
    }
    answer(Ok(json!({"replayed": number})))
}

fn rebuilt(sent: &Sent, sign_at: Option<i64>) -> Option<Sent> {
    let mut headers = HeaderMap::new();
    for (name, value) in &sent.headers {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        headers.append(name, HeaderValue::from_str(value).ok()?);
    }
    if let Some(now) = sign_at {
        let (nonce, timestamp) = (random_letters(16), now.to_string());
        let signature = signature(settings::TOKEN, &nonce, &timestamp);
        for (name, value) in
            [("x-tsp-nonce", nonce), ("x-tsp-timestamp", timestamp), ("x-tsp-signature", signature)]
        {
            headers.insert(name, HeaderValue::from_str(&value).ok()?);
        }
    }
    let method = Method::from_bytes(sent.method.as_bytes()).ok()?;
    let uri: Uri = sent.target.parse().ok()?;
    Some(Sent::of(&method, &uri, &headers))
}
