//! What a person sets: disturbances, the clock, the hospitals; and what he takes away: configuration and sheet.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Sandbox, answer, parsed, unknown};
use crate::disturbance::{Left, SCENES};
use crate::faults::Fault;
use crate::hospitals::Hospital;
use crate::journal::Journal;

type Shared = State<Arc<Sandbox>>;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Disturb {
    scene: Option<String>,
    fault: Option<String>,
    requests: Option<u32>,
    probability: Option<f64>,
}

pub async fn disturbance(State(sandbox): Shared) -> Json<Value> {
    Json(sandbox.gateway.disturbance.to_json())
}

pub async fn disturb(State(sandbox): Shared, body: String) -> Answer {
    answer(parsed(&body).and_then(|order: Disturb| {
        let disturbance = &sandbox.gateway.disturbance;
        match (order.scene, order.fault) {
            (Some(_), Some(_)) => return Err("场景或故障,选一个 | a scene or a fault".to_owned()),
            (Some(name), None) => {
                let scene = SCENES.iter().find(|scene| scene.name == name);
                disturbance.play(scene.ok_or("没有这个场景 | no such scene")?);
            }
            (None, Some(fault)) => {
                let fault = Fault::parse(&fault)?;
                let probability = order.probability.unwrap_or(1.0);
                if !(0.0..=1.0).contains(&probability) {
                    return Err("probability 应在 0 到 1 之间 | between 0 and 1".to_owned());
                }
                let requests = order.requests.unwrap_or(1);
                disturbance.set(None, [Left { fault, requests, probability }]);
            }
            (None, None) => disturbance.set(None, []),
        }
        Ok(told(&sandbox, disturbance.to_json()))
    }))
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Times {
    offset_seconds: Option<i64>,
    code_age_seconds: Option<u64>,
}

pub async fn clock(State(sandbox): Shared) -> Json<Value> {
    Json(times(&sandbox))
}

pub async fn set_clock(State(sandbox): Shared, body: String) -> Answer {
    const YEAR: i64 = 366 * 86_400;
    answer(parsed(&body).and_then(|wanted: Times| {
        let offset = wanted.offset_seconds.unwrap_or_else(|| sandbox.gateway.clock.offset());
        let age =
            wanted.code_age_seconds.unwrap_or_else(|| sandbox.code_age.load(Ordering::Relaxed));
        if !(-YEAR..=YEAR).contains(&offset) || age > 86_400 {
            return Err("最多一年;code 最多一天 | a year at most; a day for codes".to_owned());
        }
        sandbox.gateway.clock.set_offset(offset);
        sandbox.code_age.store(age, Ordering::Relaxed);
        Ok(told(&sandbox, times(&sandbox)))
    }))
}

fn times(sandbox: &Sandbox) -> Value {
    json!({
        "offsetSeconds": sandbox.gateway.clock.offset(),
        "codeAgeSeconds": sandbox.code_age.load(Ordering::Relaxed),
        "now": sandbox.gateway.clock.now(),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    hospitals: Vec<Hospital>,
}

pub async fn hospitals(State(sandbox): Shared) -> Json<Value> {
    Json(json!({"hospitals": sandbox.hospitals.list()}))
}

pub async fn set_hospitals(State(sandbox): Shared, body: String) -> Answer {
    answer(parsed(&body).and_then(|list: List| {
        sandbox.hospitals.set(list.hospitals)?;
        Ok(told(&sandbox, json!({"hospitals": sandbox.hospitals.list()})))
    }))
}

/// Other windows of the page follow.
fn told(sandbox: &Sandbox, state: Value) -> Value {
    sandbox.gateway.journal.events.send("control", || json!({}));
    state
}

pub async fn configuration(State(sandbox): Shared) -> Json<Value> {
    let all = sandbox.configurations.iter().map(|(file, configuration)| {
        json!({"file": file.to_string_lossy(), "configuration": configuration})
    });
    Json(json!({"configurations": all.collect::<Vec<_>>()}))
}

pub async fn download(State(sandbox): Shared, Path(name): Path<String>) -> Response {
    let mut all = sandbox.configurations.iter();
    let named = all.find(|(file, _)| file.file_name().is_some_and(|file| file == name.as_str()));
    match named {
        None => unknown("没有这个文件 | no such file").into_response(),
        Some((_, configuration)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CONTENT_DISPOSITION, disposition.as_str()),
            ];
            (headers, format!("{configuration:#}\n")).into_response()
        }
    }
}

pub async fn acceptance(State(sandbox): Shared) -> Json<Value> {
    Json(sandbox.gateway.journal.acceptance.to_json())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clear {
    clear: bool,
}

pub async fn clear_acceptance(State(sandbox): Shared, body: String) -> Answer {
    answer(parsed(&body).map(|order: Clear| {
        let Journal { acceptance, events, .. } = &sandbox.gateway.journal;
        if order.clear {
            acceptance.clear();
            events.send("acceptance", || json!({}));
        }
        acceptance.to_json()
    }))
}
