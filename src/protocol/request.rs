//! The signed request: `GET {baseUrl}?appCode&command=01&code&businessType` and its headers (guide, sections 3 and 4).

use std::sync::Arc;
use std::time::SystemTime;

use ureq::http::header::{ACCEPT_ENCODING, CONTENT_TYPE};
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
const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=utf-8");

/// What is the same in every request of a client.
#[derive(Debug)]
pub(crate) struct RequestBuilder {
    config: Arc<Config>,
    /// The address up to the code.
    address: String,
    template: Request<()>,
}

impl RequestBuilder {
    pub(crate) fn new(config: Arc<Config>) -> RequestBuilder {
        let mut address = config.base_url.to_string();
        if let ServiceIdIn::Path = config.service_id_in {
            address = format!("{}/{}", address.trim_end_matches('/'), config.service_id);
        }
        address = format!("{address}?appCode={}&command=01", config.app_code);
        if let ServiceIdIn::Query(name) = &config.service_id_in {
            address = format!("{address}&{name}={}", config.service_id);
        }
        let mut template = Request::new(());
        let later = || HeaderValue::from_static("");
        template.headers_mut().extend([
            (NONCE, later()),
            (SIGNATURE, later()),
            (TIMESTAMP, later()),
            (APP_SECRET, secret(config.app_secret.expose())),
            (PAAS_ID, secret(config.paas_id.expose())),
            (CONTENT_TYPE, JSON),
            // Responses are a few hundred bytes; gzip is still understood when sent unasked.
            (ACCEPT_ENCODING, HeaderValue::from_static("identity")),
        ]);
        let own = own_headers(&config).map(|h| (h.name.clone(), h.value.clone()));
        template.headers_mut().extend(own);
        RequestBuilder { config, address, template }
    }

    /// One attempt, with a nonce and a signature of its own.
    pub(crate) fn signed(
        &self,
        code: &Code,
        business_type: BusinessType,
        now: SystemTime,
    ) -> Result<Request<()>, Error> {
        let signed = sign(&self.config.signature, self.config.token.expose(), now)?;
        let business_type = business_type.number();
        let address =
            format!("{}&code={}&businessType={business_type}", self.address, code.as_str());
        let mut request = self.template.clone();
        *request.uri_mut() = Uri::try_from(address)
            .map_err(|_| Error::Internal("the address cannot be built".to_owned()))?;
        let headers = request.headers_mut();
        headers.insert(NONCE, secret(&signed.nonce));
        headers.insert(SIGNATURE, secret(&signed.signature));
        headers.insert(TIMESTAMP, secret(&signed.timestamp));
        Ok(request)
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

fn own_headers(config: &Config) -> impl Iterator<Item = &Header> {
    let service_id = match &config.service_id_in {
        ServiceIdIn::Header(header) => Some(header),
        ServiceIdIn::Query(_) | ServiceIdIn::Path => None,
    };
    service_id.into_iter().chain(&config.extra_headers)
}

/// The configuration has checked every one of them: visible ASCII only.
fn secret(text: &str) -> HeaderValue {
    let mut value = HeaderValue::from_str(text).expect("checked when configured");
    value.set_sensitive(true);
    value
}
