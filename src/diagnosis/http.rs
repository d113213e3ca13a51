//! Who answers: a gateway, or something else that speaks HTTP.

use std::time::Instant;

use super::report::{Finding, Status, Text};
use super::walk::Walk;
use crate::error::{Error, ResponseError};
use crate::transport::{Headers, Response};

pub(super) const ID: &str = "http";
/// A product's name and its version.
const MAX_PRODUCT: usize = 40;

/// `failure` is what a login would have made of the response. Whether it came from a gateway at all.
pub(super) fn check(
    walk: &mut Walk<'_>,
    response: &Response,
    failure: Option<&Error>,
    started: Instant,
) -> bool {
    let status = response.http_status;
    let mut seen = Text::new(format!("HTTP {status}"), format!("HTTP {status}"));
    let mut append = |zh: String, en: String| {
        seen.zh.push_str(&zh);
        seen.en.push_str(&en);
    };
    if let Some(server) = product(&response.headers, "server") {
        append(format!(",{server}"), format!(", {server}"));
    }
    if let Some(via) = product(&response.headers, "via") {
        append(format!(",经过 {via}"), format!(", via {via}"));
    } else if response.headers.has("via") {
        append(",经过某个代理".to_owned(), ", via some proxy".to_owned());
    }
    if let Some(host) = elsewhere(&response.headers).filter(|host| !walk.config.is_repeated(host)) {
        append(format!(",转向 {host}"), format!(", redirects to {host}"));
    }
    let failure = failure.filter(|failure| is_no_gateways(failure));
    let finding = match failure {
        None => Finding::new(ID, Status::Ok, seen, started),
        Some(failure) => {
            let text = failure.text();
            let seen = seen.and(&Text::of(&text.message));
            Finding::new(ID, Status::Failed, seen, started).with(Text::of(&text.hint))
        }
    };
    walk.report.add(finding);
    failure.is_none()
}

/// Whether the response is none that a gateway gives.
fn is_no_gateways(failure: &Error) -> bool {
    let Error::Response(error, seen) = failure else { return false };
    match error {
        ResponseError::Redirect
        | ResponseError::HttpStatus
        | ResponseError::Empty
        | ResponseError::TooLarge { .. }
        | ResponseError::Truncated
        | ResponseError::Html
        | ResponseError::NotJson
        | ResponseError::TooDeep { .. }
        | ResponseError::NotUtf8(_)
        | ResponseError::Compressed
        | ResponseError::CompressedUnannounced
        | ResponseError::OutOfMemory
        | ResponseError::NotTheInterface => true,
        ResponseError::Busy => seen.gateway_code.is_empty(),
        ResponseError::Failed
        | ResponseError::FailedWhenResent
        | ResponseError::InvalidParameter
        | ResponseError::Signature
        | ResponseError::Identity
        | ResponseError::NotPermitted(_)
        | ResponseError::Clock { .. }
        | ResponseError::GatewaySignature
        | ResponseError::OtherCode
        | ResponseError::RefusedWithoutCode
        | ResponseError::RefusedWhenResent
        | ResponseError::NoData
        | ResponseError::BadField { .. }
        | ResponseError::RoundedField { .. }
        | ResponseError::Contradiction { .. }
        | ResponseError::NulInField { .. }
        | ResponseError::Nobody(_) => false,
    }
}

/// `nginx/1.22.1`, and nothing that only looks like a header: who answers may repeat what was sent.
fn product(headers: &Headers, name: &str) -> Option<String> {
    let text = headers.get(name)?;
    let mut words = text.split_whitespace().map(|word| word.trim_matches(['(', ')', ',']));
    words.find(|word| is_product(word)).map(str::to_owned)
}

fn is_product(word: &str) -> bool {
    let (name, version) = word.split_once('/').unwrap_or((word, ""));
    let is_name = PRODUCTS.iter().any(|known| known.eq_ignore_ascii_case(name));
    let is_version = version.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_name && is_version && word.len() <= MAX_PRODUCT
}

/// What is known to answer in front of gateways and instead of them.
const PRODUCTS: &[&str] = &[
    "nginx",
    "openresty",
    "tengine",
    "kong",
    "apache",
    "apache-coyote",
    "iis",
    "microsoft-iis",
    "microsoft-httpapi",
    "tomcat",
    "jetty",
    "undertow",
    "caddy",
    "envoy",
    "istio-envoy",
    "haproxy",
    "squid",
    "tinyproxy",
    "varnish",
    "lighttpd",
    "weblogic",
    "websphere",
    "spring",
    "apisix",
    "traefik",
    "sangfor",
    "yjt-sandbox",
];

/// The host that a redirect leads to.
fn elsewhere(headers: &Headers) -> Option<String> {
    let uri: ureq::http::Uri = headers.get("location")?.parse().ok()?;
    let host = uri.host()?;
    let is_host = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    (is_host && host.len() <= MAX_PRODUCT).then(|| host.to_owned())
}
