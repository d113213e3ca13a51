//! The signed request: `GET {baseUrl}?appCode&command=01&code&businessType` and its headers (guide, sections 3 and 4).

use std::sync::Arc;
use std::time::SystemTime;

use ureq::http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HOST, USER_AGENT};
use ureq::http::uri::{Parts, PathAndQuery};
use ureq::http::{HeaderName, HeaderValue, Request, Uri};

use super::code::{BusinessType, Code};
use super::signature::sign;
use crate::config::{Config, Header, ServiceIdIn};
use crate::error::Error;

const NONCE: HeaderName = HeaderName::from_static("x-tsp-nonce");
const SIGNATURE: HeaderName = HeaderName::from_static("x-tsp-signature");
const APP_SECRET: HeaderName = HeaderName::from_static("x-tsp-appsecret");
const PAAS_ID: HeaderName = HeaderName::from_static("x-tsp-paasid");
const TIMESTAMP: HeaderName = HeaderName::from_static("x-tsp-timestamp");
const PRODUCT: HeaderValue = HeaderValue::from_static(concat!("yjt/", env!("CARGO_PKG_VERSION")));
const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=utf-8");

/// What is the same in every request of a client.
#[derive(Debug)]
pub(crate) struct RequestBuilder {
    config: Arc<Config>,
    /// Path and query up to the code.
    path: String,
    template: Request<()>,
}

impl RequestBuilder {
    pub(crate) fn new(config: Arc<Config>) -> RequestBuilder {
        let mut path = config.base_url.path().to_owned();
        if let ServiceIdIn::Path = config.service_id_in {
            path = format!("{}/{}", path.trim_end_matches('/'), config.service_id);
        }
        path = format!("{path}?appCode={}&command=01", config.app_code);
        if let ServiceIdIn::Query(name) = &config.service_id_in {
            path = format!("{path}&{name}={}", config.service_id);
        }
        let mut template = Request::new(());
        let later = || HeaderValue::from_static("");
        template.headers_mut().extend([
            (HOST, host(&config.base_url)),
            (NONCE, later()),
            (SIGNATURE, later()),
            (TIMESTAMP, later()),
            (APP_SECRET, secret(config.app_secret.expose().as_bytes())),
            (PAAS_ID, secret(config.paas_id.expose().as_bytes())),
            (CONTENT_TYPE, JSON),
            // Responses are a few hundred bytes; gzip is still understood when sent unasked.
            (ACCEPT_ENCODING, HeaderValue::from_static("identity")),
        ]);
        let own = own_headers(&config).map(|h| (h.name.clone(), h.value.clone()));
        let headers = template.headers_mut();
        headers.extend(own);
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
        headers.entry(USER_AGENT).or_insert(PRODUCT);
        RequestBuilder { config, path, template }
    }

    /// One attempt, with a nonce and a signature of its own.
    pub(crate) fn signed(
        &self,
        code: &Code,
        business_type: BusinessType,
        now: SystemTime,
    ) -> Result<Request<()>, Error> {
        let signed = sign(&self.config.signature, self.config.token.expose(), now)?;
        let mut request = self.template.clone();
        *request.uri_mut() = self
            .address(code, business_type)
            .ok_or_else(|| Error::Internal("the address cannot be built".to_owned()))?;
        let headers = request.headers_mut();
        headers.insert(NONCE, secret(&signed.nonce));
        headers.insert(SIGNATURE, secret(&signed.signature));
        headers.insert(TIMESTAMP, secret(signed.timestamp.as_bytes()));
        Ok(request)
    }

    fn address(&self, code: &Code, business_type: BusinessType) -> Option<Uri> {
        /// `&code=` with the longest code and `&businessType=` with the longest number.
        const REST: usize = 64;
        let mut path = String::with_capacity(self.path.len() + REST);
        let mut number = itoa::Buffer::new();
        let number = number.format(business_type.number());
        path.extend([&self.path, "&code=", code.as_str(), "&businessType=", number]);
        let mut parts = Parts::default();
        parts.scheme = self.config.base_url.scheme().cloned();
        parts.authority = self.config.base_url.authority().cloned();
        parts.path_and_query = Some(PathAndQuery::try_from(path).ok()?);
        Uri::from_parts(parts).ok()
    }

    /// How the names that hold capitals are spelled on the wire.
    pub(crate) fn spellings(&self) -> Arc<[String]> {
        let guide = ["x-tsp-appSecret", "Content-type"].map(str::to_owned);
        let own = own_headers(&self.config)
            .filter(|header| header.spelling != header.name.as_str())
            .map(|header| header.spelling.clone());
        guide.into_iter().chain(own).collect()
    }
}

/// With the port, unless it is the scheme's own.
fn host(base_url: &Uri) -> HeaderValue {
    let name = base_url.host().unwrap_or_default();
    let own = if base_url.scheme_str() == Some("https") { 443 } else { 80 };
    let host = match base_url.port_u16().filter(|port| *port != own) {
        Some(port) => format!("{name}:{port}"),
        None => name.to_owned(),
    };
    HeaderValue::from_str(&host).expect("part of an address")
}

fn own_headers(config: &Config) -> impl Iterator<Item = &Header> {
    let service_id = match &config.service_id_in {
        ServiceIdIn::Header(header) => Some(header),
        ServiceIdIn::Query(_) | ServiceIdIn::Path => None,
    };
    service_id.into_iter().chain(&config.extra_headers)
}

/// The configuration has checked every one of them: visible ASCII only.
fn secret(text: &[u8]) -> HeaderValue {
    let mut value = HeaderValue::from_bytes(text).expect("checked when configured");
    value.set_sensitive(true);
    value
}
