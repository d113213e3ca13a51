//! Opening a connection: name look-up, TCP, a proxy's tunnel where one is configured, TLS.
//!
//! The look-up happens here and not in ureq's resolver, because ureq asks its resolver before every
//! request, also when a pooled connection serves.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use rustls::{ClientConnection, StreamOwned};
use ureq::http::Uri;

use super::deadline::Limit;
use super::proxy;
use super::race::{self, ConnectError};
use super::records::Records;
use super::resolver::{ResolveError, Resolver};
use super::retry::{self, Resend, TransportError};
use super::socket::Socket;
use super::stream::Stream;
use super::tls::Tls;
use crate::config::Config;
use crate::error::{NetworkError, Stage};

/// Opens every connection of a client.
#[derive(Debug)]
pub(super) struct Connector {
    config: Arc<Config>,
    resolver: Resolver,
    /// The address that served last; a hint, so that nobody waits for it.
    worked: Mutex<Option<SocketAddr>>,
    tls: Tls,
    spellings: Arc<[String]>,
}

impl Connector {
    /// Prepares; touches no network.
    pub(super) fn new(
        config: Arc<Config>,
        spellings: Arc<[String]>,
    ) -> Result<Connector, rustls::Error> {
        Ok(Connector {
            resolver: Resolver::default(),
            worked: Mutex::default(),
            tls: Tls::new(&config.tls)?,
            spellings,
            config,
        })
    }

    /// How header names that hold capitals are spelled.
    pub(super) fn spellings(&self) -> Arc<[String]> {
        self.spellings.clone()
    }

    /// A connection of its own.
    pub(super) fn open(
        &self,
        uri: &Uri,
        needs_tls: bool,
        deadline: Instant,
    ) -> Result<Stream, TransportError> {
        let (host, port) = target(uri);
        let limit = Limit::within_call(self.config.connect_timeout, deadline);
        Ok(if needs_tls {
            Stream::Tls(Box::new(self.secured(host, port, limit)?))
        } else {
            Stream::Plain(self.reach(host, port, limit)?)
        })
    }

    /// Nothing has been sent when a session turns out not to serve, so that a fresh handshake is harmless.
    fn secured(
        &self,
        host: &str,
        port: u16,
        limit: Limit,
    ) -> Result<StreamOwned<ClientConnection, Records>, TransportError> {
        match self.tls.handshake(self.reach(host, port, limit)?, host, limit) {
            Err(failed) if failed.try_afresh => {
                self.tls.handshake_afresh(self.reach(host, port, limit)?, host, limit)
            }
            other => other.map_err(|failed| failed.error),
        }
    }

    /// A connection to the gateway, through the proxy where there is one.
    fn reach(&self, host: &str, port: u16, limit: Limit) -> Result<Socket, TransportError> {
        let Some(proxy) = &self.config.proxy else {
            return self.socket(host, port, limit);
        };
        let socket = self.socket(&proxy.host, proxy.port, limit)?;
        proxy::tunnel(socket, proxy, &format!("{host}:{port}"), limit)
    }

    fn socket(&self, host: &str, port: u16, limit: Limit) -> Result<Socket, TransportError> {
        let addresses = self
            .resolver
            .lookup(host, port, limit.left())
            .map_err(|e| not_resolved(e, host, limit))?;
        let first = self.worked.try_lock().ok().and_then(|worked| *worked);
        let (stream, address) = race::connect(&addresses, first, limit.left()).map_err(|e| {
            self.resolver.forget(host, port);
            not_connected(e, format!("{host}:{port}"), limit)
        })?;
        if let Ok(mut worked) = self.worked.try_lock() {
            *worked = Some(address);
        }
        Ok(Socket::new(stream, limit.end()))
    }
}

/// The configuration has made sure that there is a host.
fn target(uri: &Uri) -> (&str, u16) {
    let default = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    (uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(default))
}

pub(super) fn not_resolved(error: ResolveError, host: &str, limit: Limit) -> TransportError {
    let host = host.to_owned();
    match error {
        ResolveError::NotFound(cause) => TransportError {
            error: NetworkError::NameLookup { host, cause },
            resend: Some(Resend::NeverConnected),
        },
        ResolveError::LocalResources(cause) => {
            TransportError::for_good(NetworkError::LocalResources { cause })
        }
        ResolveError::Timeout => limit.passed(Stage::NameLookup, host),
    }
}

pub(super) fn not_connected(error: ConnectError, host: String, limit: Limit) -> TransportError {
    match error {
        ConnectError::Timeout => limit.passed(Stage::Tcp, host),
        ConnectError::Failed(e) => retry::not_connected(&e, host),
    }
}
