//! Who may talk to the sandbox: programs on this machine and its own page, no page of another origin.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

pub async fn guard(request: Request, next: Next) -> Response {
    match problem(request.method(), request.headers()) {
        None => next.run(request).await,
        Some(problem) => (StatusCode::FORBIDDEN, Json(json!({ "error": problem }))).into_response(),
    }
}

fn problem(method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let host = text(header::HOST).unwrap_or_default();
    // A foreign name that leads to this machine (DNS rebinding).
    if !loopback(host) {
        return Some("Host 不是本机 | the Host is not this machine");
    }
    let browser = text(header::ORIGIN);
    if let Some(origin) = browser {
        let own = ["http://", "https://"].iter().any(|s| origin.strip_prefix(s) == Some(host));
        if !own {
            return Some("来自别的网页 | from a page of another origin");
        }
    }
    let foreign = text(header::HeaderName::from_static("sec-fetch-site"))
        .is_some_and(|site| site == "cross-site" || site == "same-site");
    if foreign && method != Method::GET {
        return Some("来自别的网页 | from a page of another origin");
    }
    // A form of any page can post, but none can say that it posts JSON.
    let json = text(header::CONTENT_TYPE).is_some_and(|t| t.starts_with("application/json"));
    if browser.is_some() && method == Method::POST && !json {
        return Some(
            "Content-Type 应为 application/json | the Content-Type must be application/json",
        );
    }
    None
}

fn loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}
