//! The configuration, parsed and validated as a whole before anything is built from it.

mod address;
mod authorities;
mod header;
mod keys;
mod mistake;
mod proxy;
mod section;
mod signature;
mod suggest;
mod tls;

use std::time::Duration;

use ureq::http::Uri;
use ureq::http::uri::Scheme;

use crate::error::{ConfigError, Rule};
use crate::protocol::code::is_unreserved;
use crate::protocol::sm4;
use crate::secret::{self, Secret};
pub use header::{Header, ServiceIdIn};
pub(crate) use keys::{Key, Value};
pub use proxy::Proxy;
pub(crate) use section::Section;
pub use signature::{SignaturePart, SignatureRule};
#[cfg(any(unix, yjt_unwinds_on_oom))]
pub(crate) use tls::built_in;
pub use tls::{Fingerprint, TlsConfig};

/// The guide's address, section 4; production and test differ in the service ID.
const BASE_URL: &str = "https://sjzt.wjw.gdgov.cn/data_center/gateway/common/api";
pub(crate) const PRODUCTION_SERVICE: &str = "DGSP_1911981103558230017";
pub(crate) const TEST_SERVICE: &str = "DGSP_1911964810465574914";

/// A whole, valid configuration.
#[derive(Debug)]
pub struct Config {
    /// `production`, `test` or `custom`.
    pub environment: &'static str,
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
    pub tls: TlsConfig,
    pub extra_headers: Vec<Header>,
    pub signature: SignatureRule,
    pub encrypted_fields: EncryptedFields,
    pub clock_correction: bool,
    /// Whether a request is sent again when its pooled connection closed before any byte of a response.
    pub resend_when_closed: bool,
    /// For how long a successful exchange is answered again from memory; zero: never.
    pub code_memory: Duration,
}

/// When a field of the response is decrypted.
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
        let mut top = Section::parse(json, keys::KEYS)?;
        let environment = top.word("environment")?.ok_or_else(|| top.missing("environment"))?;
        let (base_url, service_id) = addresses(&mut top, environment)?;
        let app_code = app_code(&mut top)?;
        let app_key = top.required("appKey")?;
        let app_key = sm4::Key::from_hex(&app_key).map_err(ConfigError::AppKey)?;
        let paas_id = required_credential(&mut top, "paasId")?;
        let token = required_credential(&mut top, "token")?;
        let app_secret =
            optional_credential(&mut top, "appSecret")?.unwrap_or_else(|| token.clone());
        let timeout = Duration::from_millis(top.number("timeoutMs")?);
        let connect_timeout = Duration::from_millis(top.number("connectTimeoutMs")?);
        let service_id_in = ServiceIdIn::read(&mut top, &service_id)?;
        Ok(Config {
            environment,
            base_url,
            app_code,
            app_key,
            paas_id,
            token,
            app_secret,
            extra_headers: header::extra(&mut top, &service_id_in)?,
            service_id_in,
            service_id,
            // Both are upper limits; the whole call's holds for its parts too.
            connect_timeout: connect_timeout.min(timeout),
            timeout,
            max_response_bytes: top.number("maxResponseBytes")?,
            max_idle_connections: top.number("maxIdleConnections")? as usize,
            proxy: Proxy::read(&mut top)?,
            tls: TlsConfig::read(&mut top)?,
            signature: SignatureRule::read(&mut top)?,
            encrypted_fields: EncryptedFields::read(&mut top)?,
            clock_correction: top.flag("clockCorrection")?,
            resend_when_closed: top.flag("resendWhenClosed")?,
            code_memory: Duration::from_secs(top.number("codeMemorySeconds")?),
        })
    }
}

/// Base URL and service ID: preset by the environment, needed for `custom`, overridable always.
fn addresses(top: &mut Section, environment: &str) -> Result<(Uri, String), ConfigError> {
    let (url, service_id) = match environment {
        "production" => (BASE_URL, PRODUCTION_SERVICE),
        "test" => (BASE_URL, TEST_SERVICE),
        _ => ("", ""),
    };
    let given = top.text("baseUrl")?.unwrap_or_else(|| url.to_owned());
    if given.is_empty() {
        return Err(top.missing("baseUrl"));
    }
    let base_url = address::base_url(&given).map_err(|rule| top.invalid("baseUrl", rule))?;
    let allow_http = top.flag("allowHttp")?;
    if base_url.scheme() == Some(&Scheme::HTTP) && !allow_http {
        return Err(top.invalid("baseUrl", Rule::PlainHttp));
    }
    let service_id = top.text("serviceId")?.unwrap_or_else(|| service_id.to_owned());
    match service_id.as_str() {
        "" => Err(top.missing("serviceId")),
        // As the last segment of a path these two would mean another path.
        "." | ".." => Err(top.invalid("serviceId", Rule::UrlName)),
        id if !id.chars().all(is_unreserved) => Err(top.invalid("serviceId", Rule::UrlName)),
        id if id.len() > header::MAX_NAME => {
            Err(top.invalid("serviceId", Rule::TooLong(header::MAX_NAME)))
        }
        _ => Ok((base_url, service_id)),
    }
}

fn app_code(top: &mut Section) -> Result<String, ConfigError> {
    let code = top.required("appCode")?;
    if code.len() > 10 || !code.chars().all(is_unreserved) {
        return Err(top.invalid("appCode", Rule::AppCode));
    }
    Ok(code)
}

fn required_credential(top: &mut Section, key: &str) -> Result<Secret, ConfigError> {
    let text = top.required(key)?;
    credential(top, key, text)
}

fn optional_credential(top: &mut Section, key: &str) -> Result<Option<Secret>, ConfigError> {
    top.text(key)?.map(|text| credential(top, key, text)).transpose()
}

/// A text that travels as a header.
fn credential(top: &Section, key: &str, text: String) -> Result<Secret, ConfigError> {
    let printable = text.bytes().all(|b| b.is_ascii_graphic());
    if text.is_empty() || text.len() > header::MAX_VALUE || !printable {
        return Err(top.invalid(key, Rule::Credential));
    }
    Ok(Secret::new(text))
}

impl Config {
    /// Whether a text repeats one of the secrets that a request holds: what the other side says is not shown then.
    pub(crate) fn is_repeated(&self, text: &str) -> bool {
        let own = [&self.paas_id, &self.token, &self.app_secret].map(Secret::expose);
        let further = self.extra_headers.iter().filter_map(|header| header.value.to_str().ok());
        own.into_iter().chain(further).any(|own| secret::is_in(own, text))
    }
}

impl EncryptedFields {
    fn read(top: &mut Section) -> Result<EncryptedFields, ConfigError> {
        let mut own = top.section("encryptedFields")?;
        let mut rule = |key| {
            own.word(key).map(|word| match word {
                Some("always") => Encrypted::Always,
                Some("never") => Encrypted::Never,
                _ => Encrypted::Auto,
            })
        };
        Ok(EncryptedFields {
            certificate_no: rule("certificateNo")?,
            phone: rule("phone")?,
            name: rule("name")?,
            health_card_no: rule("healthCardNo")?,
        })
    }
}
