//! Responses over HTTP.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::Value;

const JSON: &str = "application/json;charset=utf-8";

pub fn json(status: u16, body: &Value) -> Response {
    respond(status, JSON, body.to_string())
}

/// As the interface answers, whatever is in it.
pub fn normal(body: impl Into<Vec<u8>>) -> Response {
    respond(200, JSON, body)
}

pub fn respond(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
    let mut response = Response::new(Body::from(body.into()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    with(response, header::CONTENT_TYPE, content_type)
}

pub fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    response.headers_mut().insert(name, HeaderValue::from_str(value).expect("a header's value"));
    response
}

pub fn chunked(text: &str) -> Response {
    let pieces: Vec<_> = text.as_bytes().chunks(7).map(Bytes::copy_from_slice).collect();
    Response::new(Body::new(Pieces(pieces.into())))
}

/// A body whose pieces travel as chunks.
struct Pieces(std::collections::VecDeque<Bytes>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Ready(self.0.pop_front().map(|piece| Ok(hyper::body::Frame::data(piece))))
    }
}
