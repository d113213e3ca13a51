//! The answer to an accepted request, as the code's fault wants it: one file a stage.

mod body;
mod cipher;
mod data;
mod line;
mod shape;

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

use crate::codes::Minted;
use crate::faults::{Fault, NONE, Pace};
use crate::raw::{Control, End};

/// Answers, or hands the connection over to a script and never returns.
pub async fn answer(minted: &Minted, code: &str, control: &Control) -> Response {
    let fault = minted.fault.as_ref().unwrap_or(&NONE);
    let text = body::body(minted, code, fault).to_string();
    if let Some(script) = line::script(fault, text.as_bytes()) {
        return control.play(script).await;
    }
    match fault.pace() {
        Some(Pace::Slow) => tokio::time::sleep(milliseconds(fault)).await,
        Some(Pace::Stale) => control.end_at_next_request(End::Close),
        Some(Pace::StaleReset) => control.end_at_next_request(End::Reset),
        None => {}
    }
    shape::shaped(fault, code, text)
}

pub fn json(status: u16, body: &Value) -> Response {
    respond(status, "application/json;charset=utf-8", body.to_string())
}

fn respond(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
    // What no JSON library will write is put in afterwards.
    let mut body = body.into();
    replace(&mut body, b"LONE-SURROGATE", b"\\ud800");
    while let Some(at) = position(&body, b"\"EXPONENT-") {
        let end = at + position(&body[at..], b"e0\"").expect("as it was written");
        body.remove(end + 2);
        body.drain(at..at + b"\"EXPONENT-".len());
    }
    replace(&mut body, b"\"DEEP-JSON\"", &[vec![b'['; 10_000], vec![b']'; 10_000]].concat());
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    with(response, header::CONTENT_TYPE, content_type)
}

fn replace(body: &mut Vec<u8>, mark: &[u8], with: &[u8]) {
    if let Some(at) = position(body, mark) {
        body.splice(at..at + mark.len(), with.iter().copied());
    }
}

fn position(body: &[u8], mark: &[u8]) -> Option<usize> {
    body.windows(mark.len()).position(|window| window == mark)
}

fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    response.headers_mut().insert(name, HeaderValue::from_str(value).expect("a header's value"));
    response
}

fn milliseconds(fault: &Fault) -> Duration {
    Duration::from_millis(u64::try_from(fault.number()).unwrap_or_default())
}
