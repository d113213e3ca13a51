//! The forward proxy, `http://[user:password@]host:port`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ureq::http::Uri;

use super::section::Section;
use crate::error::{ConfigError, Rule};
use crate::percent;
use crate::secret::Secret;

/// An HTTP proxy that tunnels with CONNECT. The environment's proxy variables are not looked at.
#[derive(Debug)]
pub struct Proxy {
    pub host: String,
    pub port: u16,
    /// The value of `Proxy-Authorization`.
    pub authorization: Option<Secret>,
}

impl Proxy {
    pub(super) fn read(top: &mut Section) -> Result<Option<Proxy>, ConfigError> {
        let Some(text) = top.text("proxy")? else {
            return Ok(None);
        };
        Proxy::parse(&text).map(Some).ok_or_else(|| top.invalid("proxy", Rule::ProxyUrl))
    }

    fn parse(text: &str) -> Option<Proxy> {
        let url: Uri = text.parse().ok()?;
        let authority = url.authority()?;
        let bare = matches!(url.path(), "" | "/") && url.query().is_none();
        if url.scheme_str() != Some("http") || !bare || authority.host().is_empty() {
            return None;
        }
        let credentials = authority.as_str().rsplit_once('@').map(|(user, _)| user);
        let authorization = match credentials {
            None => None,
            Some(text) => {
                let (user, password) = text.split_once(':')?;
                let plain = format!("{}:{}", percent::decode(user)?, percent::decode(password)?);
                Some(Secret::new(format!("Basic {}", BASE64_STANDARD.encode(plain))))
            }
        };
        Some(Proxy { host: authority.host().to_owned(), port: url.port_u16()?, authorization })
    }
}
