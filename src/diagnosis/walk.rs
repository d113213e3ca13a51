//! From the name to the gateway's answer, each step with what the one before it found.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::options::{CHECKS, Options};
use super::report::{Finding, Report, Status, Text};
use super::{certificate, connect, discovery, gateway, http, name, proxy, tls};
use crate::config::Config;
use crate::error::{Error, NetworkError};

pub(super) struct Walk<'a> {
    pub report: &'a mut Report,
    pub config: Arc<Config>,
    pub options: &'a Options,
    /// When all of it must have ended.
    pub end: Instant,
}

/// Host and port, as they are connected to.
pub(super) struct Place {
    pub host: String,
    pub port: u16,
}

/// What it goes by, in this order. Discovery is made only when it is asked for.
pub(super) fn checks() -> impl Iterator<Item = &'static str> {
    let from = CHECKS.iter().copied().skip_while(|id| *id != name::ID);
    from.take_while(|id| *id != discovery::ID)
}

pub(super) fn check(walk: &mut Walk<'_>, json: &str) {
    match reach(walk) {
        None if walk.options.go_as_far_as(http::ID) => gateway::check(walk, json),
        None => {}
        Some(because) => {
            let left = checks().filter(|id| walk.goes_by(id) && !walk.report.has(id));
            let left: Vec<_> = left.collect();
            left.into_iter().for_each(|id| walk.report.skip(id, because));
        }
    }
}

/// Up to a certificate that a login would take; otherwise what is in the way.
fn reach(walk: &mut Walk<'_>) -> Option<&'static str> {
    let Some(addresses) = name::check(walk) else { return Some("name") };
    let Some(stream) = connect::check(walk, &addresses) else { return Some("connect") };
    let Some(line) = proxy::check(walk, stream) else { return Some("proxy") };
    if !walk.is_https() {
        return None;
    }
    let (handshake, shown) = tls::check(walk, line);
    let trusted = certificate::check(walk, &shown);
    match (handshake, trusted) {
        (true, true) => None,
        (false, _) => Some("tls"),
        (true, false) => Some("certificate"),
    }
}

impl Walk<'_> {
    /// What a step may take.
    pub(super) fn limit(&self) -> Duration {
        self.options.timeout.min(self.end.saturating_duration_since(Instant::now()))
    }

    fn goes_by(&self, id: &str) -> bool {
        match id {
            proxy::ID => self.config.proxy.is_some(),
            "tls" | "certificate" => self.is_https(),
            _ => true,
        }
    }

    pub(super) fn is_https(&self) -> bool {
        self.config.base_url.scheme_str() == Some("https")
    }

    pub(super) fn gateway(&self) -> Place {
        let address = &self.config.base_url;
        let usual = if self.is_https() { 443 } else { 80 };
        let host = address.host().unwrap_or_default().to_owned();
        Place { host, port: address.port_u16().unwrap_or(usual) }
    }

    /// The proxy where there is one.
    pub(super) fn first_hop(&self) -> Place {
        match &self.config.proxy {
            Some(proxy) => Place { host: proxy.host.clone(), port: proxy.port },
            None => self.gateway(),
        }
    }

    pub(super) fn add(
        &mut self,
        id: impl Into<String>,
        status: Status,
        seen: Text,
        since: Instant,
    ) {
        self.report.add(Finding::new(id, status, seen, since));
    }

    /// In the words that a login would have for it.
    pub(super) fn add_failure(
        &mut self,
        id: impl Into<String>,
        error: NetworkError,
        since: Instant,
    ) {
        let text = Error::Network(error).text();
        let finding = Finding::new(id, Status::Failed, Text::of(&text.message), since);
        self.report.add(finding.with(Text::of(&text.hint)));
    }
}

impl Place {
    /// As it stands in an address.
    pub(super) fn target(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}
