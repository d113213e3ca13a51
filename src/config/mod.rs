//! The configuration, parsed and validated as a whole before anything is built from it.

mod authorities;
mod proxy;
mod section;
mod tls;

use std::time::Duration;

use ureq::http::uri::Scheme;
use ureq::http::{HeaderName, HeaderValue, Uri};

use crate::code::is_unreserved;
use crate::error::{ConfigError, Rule};
use crate::secret::Secret;
use crate::sm4;
pub use proxy::Proxy;
use section::{Section, printable};
pub use tls::{Fingerprint, Tls};

const KEYS: &[&str] = &[
    "environment",
    "appCode",
    "appKey",
    "paasId",
    "token",
    "appSecret",
    "serviceId",
    "baseUrl",
    "connectTimeoutMs",
    "timeoutMs",
    "maxResponseBytes",
    "maxIdleConnections",
    "proxy",
    "tls",
    "allowHttp",
    "extraHeaders",
    "signature",
    "serviceIdIn",
    "encryptedFields",
    "clockCorrection",
    "resendWhenClosed",
    "codeMemorySeconds",
];

/// The guide's address, section 4; production and test differ in the service ID.
const BASE_URL: &str = "https://sjzt.wjw.gdgov.cn/data_center/gateway/common/api";
const PRODUCTION_SERVICE: &str = "DGSP_1911981103558230017";
const TEST_SERVICE: &str = "DGSP_1911964810465574914";

/// Headers that the library or HTTP itself sets.
const RESERVED_HEADERS: &[&str] = &[
    "x-tsp-nonce",
    "x-tsp-signature",
    "x-tsp-appsecret",
    "x-tsp-paasid",
    "x-tsp-timestamp",
    "content-type",
    "content-length",
    "transfer-encoding",
    "accept-encoding",
    "connection",
    "host",
];

/// Characters of a configured header's value: a request's head stays within what every gateway accepts.
const MAX_HEADER: usize = 1024;

/// A whole, valid configuration.
#[derive(Debug)]
pub struct Config {
    pub app_code: String,
    pub app_key: sm4::Key,
    pub paas_id: Secret,
    pub token: Secret,
    pub app_secret: Secret,
    pub service_id: String,
    pub service_id_in: ServiceIdIn,
    pub base_url: Uri,
    pub connect_timeout: Duration,
    pub timeout: Duration,
    pub max_response_bytes: u64,
    pub max_idle_connections: usize,
    pub proxy: Option<Proxy>,
    pub tls: Tls,
    pub extra_headers: Vec<Header>,
    pub signature: SignatureRule,
    pub encrypted_fields: EncryptedFields,
    pub clock_correction: bool,
    /// Whether a request is sent again when its pooled connection closed before any byte of an answer.
    pub resend_when_closed: bool,
    /// For how long a successful exchange is answered again from memory; zero: never.
    pub code_memory: Duration,
}

/// Where the service ID travels.
#[derive(Debug)]
pub enum ServiceIdIn {
    Header(Header),
    Query(String),
    Path,
}

/// A header and the way its name is to be spelled on the wire.
#[derive(Debug, Clone)]
pub struct Header {
    pub name: HeaderName,
    pub spelling: String,
    pub value: HeaderValue,
}

/// How the signature is made.
#[derive(Debug)]
pub struct SignatureRule {
    /// What is hashed, in this order.
    pub template: Vec<SignaturePart>,
    pub milliseconds: bool,
    pub lower_case: bool,
}

/// A piece of what the signature is made of.
#[derive(Debug, PartialEq, Eq)]
pub enum SignaturePart {
    Timestamp,
    Token,
    Nonce,
    Text(String),
}

/// When a field of the answer is decrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encrypted {
    /// It must decrypt; otherwise the exchange fails.
    Always,
    /// It is taken as it is.
    Never,
    /// It is decrypted when it is cipher text beyond doubt.
    Auto,
}

/// The rule of each field that may be encrypted.
#[derive(Debug)]
pub struct EncryptedFields {
    pub certificate_no: Encrypted,
    pub phone: Encrypted,
    pub name: Encrypted,
    pub health_card_no: Encrypted,
}

impl Config {
    /// Parses and validates the whole of it; reads the files it names; touches no network.
    pub fn from_json(json: &str) -> Result<Config, ConfigError> {
        let mut top = Section::parse(json, KEYS)?;
        let (base_url, service_id) = addresses(&mut top)?;
        let app_code = app_code(&mut top)?;
        let app_key = top.required("appKey")?;
        let app_key = sm4::Key::from_hex(&app_key).map_err(ConfigError::AppKey)?;
        let paas_id = required_credential(&mut top, "paasId")?;
        let token = required_credential(&mut top, "token")?;
        let app_secret = credential(&mut top, "appSecret")?.unwrap_or_else(|| token.clone());
        let timeout = Duration::from_millis(top.number("timeoutMs", 100..=120_000, 10_000)?);
        let connect = top.number("connectTimeoutMs", 100..=60_000, 5_000)?;
        Ok(Config {
            base_url,
            app_code,
            app_key,
            paas_id,
            token,
            app_secret,
            service_id_in: service_id_in(&mut top, &service_id)?,
            service_id,
            connect_timeout: Duration::from_millis(connect).min(timeout),
            timeout,
            max_response_bytes: top.number("maxResponseBytes", 1024..=16 << 20, 1 << 20)?,
            max_idle_connections: top.number("maxIdleConnections", 0..=1024, 64)? as usize,
            proxy: Proxy::read(&mut top)?,
            tls: Tls::read(&mut top)?,
            extra_headers: extra_headers(&mut top)?,
            signature: SignatureRule::read(&mut top)?,
            encrypted_fields: EncryptedFields::read(&mut top)?,
            clock_correction: top.flag("clockCorrection", true)?,
            resend_when_closed: top.flag("resendWhenClosed", true)?,
            code_memory: Duration::from_secs(top.number("codeMemorySeconds", 0..=300, 0)?),
        })
    }
}

#[derive(Clone, Copy)]
enum Environment {
    Production,
    Test,
    Custom,
}

/// Base URL and service ID: preset by the environment, needed for `custom`, overridable always.
fn addresses(top: &mut Section) -> Result<(Uri, String), ConfigError> {
    const WORDS: &[(&str, Option<Environment>)] = &[
        ("production", Some(Environment::Production)),
        ("test", Some(Environment::Test)),
        ("custom", Some(Environment::Custom)),
    ];
    let allowed = "production, test, custom";
    let (url, service_id) = match top.one_of("environment", WORDS, allowed, None)? {
        Some(Environment::Production) => (BASE_URL, PRODUCTION_SERVICE),
        Some(Environment::Test) => (BASE_URL, TEST_SERVICE),
        Some(Environment::Custom) => ("", ""),
        None => {
            return Err(ConfigError::Missing { key: top.path("environment") });
        }
    };
    let given = top.text("baseUrl")?.unwrap_or_else(|| url.to_owned());
    if given.is_empty() {
        return Err(ConfigError::Missing { key: top.path("baseUrl") });
    }
    let base_url = base_url(&given).ok_or_else(|| top.invalid("baseUrl", Rule::BaseUrl))?;
    let allow_http = top.flag("allowHttp", false)?;
    if base_url.scheme() == Some(&Scheme::HTTP) && !allow_http {
        return Err(top.invalid("baseUrl", Rule::PlainHttp));
    }
    let service_id = top.text("serviceId")?.unwrap_or_else(|| service_id.to_owned());
    match service_id.as_str() {
        "" => Err(ConfigError::Missing { key: top.path("serviceId") }),
        id if !id.chars().all(is_unreserved) => Err(top.invalid("serviceId", Rule::UrlName)),
        _ => Ok((base_url, service_id)),
    }
}

fn base_url(text: &str) -> Option<Uri> {
    let url: Uri = text.parse().ok()?;
    let authority = url.authority()?;
    let plain = matches!(url.scheme_str(), Some("http" | "https"))
        && !authority.as_str().contains('@')
        && !authority.host().is_empty()
        && url.query().is_none()
        && !text.contains('#');
    plain.then_some(url)
}

fn app_code(top: &mut Section) -> Result<String, ConfigError> {
    let code = top.required("appCode")?;
    if code.len() > 10 || !code.chars().all(is_unreserved) {
        return Err(top.invalid("appCode", Rule::AppCode));
    }
    Ok(code)
}

/// A text that travels as a header: visible ASCII, which also refuses blanks copied along with it.
fn credential(top: &mut Section, key: &str) -> Result<Option<Secret>, ConfigError> {
    let Some(text) = top.text(key)? else {
        return Ok(None);
    };
    let printable = text.bytes().all(|b| b.is_ascii_graphic());
    if text.is_empty() || text.len() > MAX_HEADER || !printable {
        return Err(top.invalid(key, Rule::HeaderValue));
    }
    Ok(Some(Secret::new(text)))
}

fn required_credential(top: &mut Section, key: &str) -> Result<Secret, ConfigError> {
    credential(top, key)?.ok_or_else(|| ConfigError::Missing { key: top.path(key) })
}

fn service_id_in(top: &mut Section, service_id: &str) -> Result<ServiceIdIn, ConfigError> {
    const DEFAULT_HEADER: &str = "x-tsp-serviceid";
    let place = match top.take("serviceIdIn") {
        None => {
            return header(DEFAULT_HEADER, service_id)
                .map(ServiceIdIn::Header)
                .map_err(|rule| top.invalid("serviceIdIn", rule));
        }
        Some(place) => place,
    };
    let wrong = || top.invalid("serviceIdIn", Rule::ServiceIdPlace);
    if place == "path" {
        return Ok(ServiceIdIn::Path);
    }
    let place = place.as_object().filter(|p| p.len() == 1).ok_or_else(wrong)?;
    let (kind, name) = place.iter().next().ok_or_else(wrong)?;
    match (kind.as_str(), name.as_str()) {
        ("header", Some(name)) => header(name, service_id)
            .map(ServiceIdIn::Header)
            .map_err(|rule| top.invalid("serviceIdIn.header", rule)),
        ("query", Some(name)) if !name.is_empty() && name.chars().all(is_unreserved) => {
            Ok(ServiceIdIn::Query(name.to_owned()))
        }
        ("query", Some(_)) => Err(top.invalid("serviceIdIn.query", Rule::UrlName)),
        _ => Err(wrong()),
    }
}

fn extra_headers(top: &mut Section) -> Result<Vec<Header>, ConfigError> {
    let texts = top.texts_by_name("extraHeaders")?;
    texts
        .iter()
        .map(|(name, value)| {
            header(name, value)
                .map_err(|rule| top.invalid(&format!("extraHeaders.{}", printable(name)), rule))
        })
        .collect()
}

fn header(name: &str, value: &str) -> Result<Header, Rule> {
    let lower = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Rule::HeaderName)?;
    if RESERVED_HEADERS.contains(&lower.as_str()) {
        return Err(Rule::ReservedHeader);
    }
    let printable = value.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
    if value.trim() != value || value.len() > MAX_HEADER || !printable {
        return Err(Rule::HeaderValue);
    }
    let mut value = HeaderValue::from_str(value).map_err(|_| Rule::HeaderValue)?;
    // A further header may well be a key of the front-end machine's.
    value.set_sensitive(true);
    Ok(Header { name: lower, spelling: name.to_owned(), value })
}

impl SignatureRule {
    fn read(top: &mut Section) -> Result<SignatureRule, ConfigError> {
        let mut own = top.section("signature", &["template", "timestampUnit", "hexCase"])?;
        let template = own.text("template")?;
        let template = template.as_deref().unwrap_or("{timestamp}{token}{nonce}{timestamp}");
        let template = SignaturePart::all(template)
            .filter(|parts| parts.contains(&SignaturePart::Token))
            .ok_or_else(|| own.invalid("template", Rule::SignatureTemplate))?;
        Ok(SignatureRule {
            template,
            milliseconds: own.one_of(
                "timestampUnit",
                &[("s", false), ("ms", true)],
                "s, ms",
                false,
            )?,
            lower_case: own.one_of(
                "hexCase",
                &[("upper", false), ("lower", true)],
                "upper, lower",
                false,
            )?,
        })
    }
}

impl SignaturePart {
    /// The parts of a template, `None` when its braces hold anything else than a placeholder.
    pub(crate) fn all(template: &str) -> Option<Vec<SignaturePart>> {
        let mut parts = vec![];
        let mut rest = template;
        while let Some((text, from_brace)) = rest.split_once('{') {
            let (placeholder, behind) = from_brace.split_once('}')?;
            parts.push(SignaturePart::text(text)?);
            parts.push(match placeholder {
                "timestamp" => SignaturePart::Timestamp,
                "token" => SignaturePart::Token,
                "nonce" => SignaturePart::Nonce,
                _ => return None,
            });
            rest = behind;
        }
        parts.push(SignaturePart::text(rest)?);
        Some(parts)
    }

    fn text(text: &str) -> Option<SignaturePart> {
        (!text.contains('}')).then(|| SignaturePart::Text(text.to_owned()))
    }
}

impl EncryptedFields {
    fn read(top: &mut Section) -> Result<EncryptedFields, ConfigError> {
        const KEYS: &[&str] = &["certificateNo", "phone", "name", "healthCardNo"];
        // The guide's table marks these two: a silent pass-through would hide a wrong key.
        const MARKED: &[(&str, Encrypted)] =
            &[("always", Encrypted::Always), ("never", Encrypted::Never)];
        const OTHERS: &[(&str, Encrypted)] = &[
            ("always", Encrypted::Always),
            ("never", Encrypted::Never),
            ("auto", Encrypted::Auto),
        ];
        let mut own = top.section("encryptedFields", KEYS)?;
        let mut marked = |key| own.one_of(key, MARKED, "always, never", Encrypted::Always);
        let (certificate_no, phone) = (marked("certificateNo")?, marked("phone")?);
        let mut other = |key| own.one_of(key, OTHERS, "always, never, auto", Encrypted::Auto);
        let (name, health_card_no) = (other("name")?, other("healthCardNo")?);
        Ok(EncryptedFields { certificate_no, phone, name, health_card_no })
    }
}
