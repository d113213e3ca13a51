//! The forward proxy, `http://[user:password@]host:port`.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::address::{host_and_port, is_escaped, split};
use super::section::Section;
use crate::error::{ConfigError, Rule};
use crate::protocol::percent;
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
        Proxy::parse(&text).map(Some).map_err(|rule| top.invalid("proxy", rule))
    }

    fn parse(text: &str) -> Result<Proxy, Rule> {
        let (scheme, authority, path) = split(text, Rule::ProxyUrl)?;
        if !scheme.eq_ignore_ascii_case("http") || !matches!(path, "" | "/") {
            return Err(Rule::ProxyUrl);
        }
        let (credentials, place) = match authority.rsplit_once('@') {
            Some((credentials, place)) => (Some(credentials), place),
            None => (None, authority),
        };
        let (host, port) = host_and_port(place)?;
        Ok(Proxy {
            host: host.to_owned(),
            port: port.ok_or(Rule::ProxyUrl)?,
            authorization: credentials.map(basic).transpose()?,
        })
    }
}

/// A colon in the user's name, or a control character, would make other credentials of these (RFC 7617).
fn basic(credentials: &str) -> Result<Secret, Rule> {
    let decoded = |text| {
        let text = percent::decode(text).filter(|_| is_escaped(text, ":"))?;
        (!text.contains(char::is_control)).then_some(text)
    };
    let (user, password) = credentials.split_once(':').ok_or(Rule::ProxyUrl)?;
    let user = decoded(user).filter(|user| !user.contains(':')).ok_or(Rule::ProxyUrl)?;
    let password = decoded(password).ok_or(Rule::ProxyUrl)?;
    Ok(Secret::new(format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")))))
}
