//! Headers of the caller's own, and where the service ID travels.

use ureq::http::{HeaderName, HeaderValue};

use super::section::{Section, printable};
use crate::error::{ConfigError, Rule};
use crate::protocol::code::is_unreserved;

/// A configured header's value, a header's or a parameter's name, and their number: a request's head stays within what
/// every gateway accepts.
pub(super) const MAX_VALUE: usize = 1024;
pub(super) const MAX_NAME: usize = 128;
const MAX_HEADERS: usize = 32;

/// Headers that the library sets.
const OWN: &[&str] = &[
    "x-tsp-nonce",
    "x-tsp-signature",
    "x-tsp-appsecret",
    "x-tsp-paasid",
    "x-tsp-timestamp",
    "content-type",
    "content-length",
    "accept-encoding",
    "host",
];

/// Headers by which a server or a proxy would carry the request, or answer it, in another way than this library reads.
const CARRIAGE: &[&str] = &[
    "connection",
    "keep-alive",
    "proxy-connection",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "http2-settings",
    "expect",
    "max-forwards",
    "content-encoding",
    "content-range",
    "range",
    "if-range",
    "if-match",
    "if-none-match",
    "if-modified-since",
    "if-unmodified-since",
];

/// Parameters that the library sends.
const PARAMETERS: &[&str] = &["appCode", "command", "code", "businessType"];

const SERVICE_ID: &str = "x-tsp-serviceid";

/// A header and the way its name is to be spelled on the wire.
#[derive(Debug, Clone)]
pub struct Header {
    pub name: HeaderName,
    pub spelling: String,
    pub value: HeaderValue,
}

impl Header {
    fn new(name: &str, value: &str) -> Result<Header, Rule> {
        if name.len() > MAX_NAME {
            return Err(Rule::TooLong(MAX_NAME));
        }
        let lower = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Rule::HeaderName)?;
        if OWN.contains(&lower.as_str()) {
            return Err(Rule::OwnHeader);
        }
        if CARRIAGE.contains(&lower.as_str()) {
            return Err(Rule::CarriageHeader);
        }
        let printable = value.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
        if value.trim() != value || value.len() > MAX_VALUE || !printable {
            return Err(Rule::HeaderValue);
        }
        let mut value = HeaderValue::from_str(value).map_err(|_| Rule::HeaderValue)?;
        // A further header may well be a key of the front-end machine's.
        value.set_sensitive(true);
        Ok(Header { name: lower, spelling: name.to_owned(), value })
    }
}

/// Where the service ID travels.
#[derive(Debug)]
pub enum ServiceIdIn {
    Header(Header),
    Query(String),
    Path,
}

impl ServiceIdIn {
    pub(super) fn read(top: &mut Section, service_id: &str) -> Result<ServiceIdIn, ConfigError> {
        if !top.has("serviceIdIn") {
            return Header::new(SERVICE_ID, service_id)
                .map(ServiceIdIn::Header)
                .map_err(|rule| top.invalid("serviceIdIn", rule));
        }
        let Some(mut own) = top.word_or_section("serviceIdIn")? else {
            return Ok(ServiceIdIn::Path);
        };
        match (own.text("header")?, own.text("query")?) {
            (Some(name), None) => Header::new(&name, service_id)
                .map(ServiceIdIn::Header)
                .map_err(|rule| own.invalid("header", rule)),
            (None, Some(name)) => match parameter(&name) {
                Ok(()) => Ok(ServiceIdIn::Query(name)),
                Err(rule) => Err(own.invalid("query", rule)),
            },
            _ => Err(top.invalid("serviceIdIn", Rule::ServiceIdPlace)),
        }
    }
}

fn parameter(name: &str) -> Result<(), Rule> {
    if name.is_empty() || !name.chars().all(is_unreserved) {
        return Err(Rule::UrlName);
    }
    if name.len() > MAX_NAME {
        return Err(Rule::TooLong(MAX_NAME));
    }
    // Many servers take `appcode` for `appCode`.
    if PARAMETERS.iter().any(|own| own.eq_ignore_ascii_case(name)) {
        return Err(Rule::OwnParameter);
    }
    Ok(())
}

/// Further headers, each once: of two that differ a server picks one.
pub(super) fn extra(
    top: &mut Section,
    service_id_in: &ServiceIdIn,
) -> Result<Vec<Header>, ConfigError> {
    let texts = top.texts_by_name("extraHeaders")?;
    if texts.len() > MAX_HEADERS {
        return Err(top.invalid("extraHeaders", Rule::TooMany(MAX_HEADERS)));
    }
    let mut headers: Vec<Header> = vec![];
    for (name, value) in texts {
        let key = format!("extraHeaders.{}", printable(&name));
        let header = Header::new(&name, &value).map_err(|rule| top.invalid(&key, rule))?;
        let own = matches!(service_id_in, ServiceIdIn::Header(own) if own.name == header.name);
        if own || headers.iter().any(|earlier| earlier.name == header.name) {
            return Err(ConfigError::Repeated { key });
        }
        headers.push(header);
    }
    Ok(headers)
}
