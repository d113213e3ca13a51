//! Opening a connection: name look-up, TCP, a proxy's tunnel where one is configured, TLS.
//!
//! The look-up happens here and not in ureq's resolver, because ureq asks its resolver before every
//! request, also when a pooled connection serves.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rustls::{ClientConnection, StreamOwned};
use ureq::Timeout;
use ureq::config::Config as UreqConfig;
use ureq::http::Uri;
use ureq::unversioned::resolver::{self, ResolvedSocketAddrs};
use ureq::unversioned::transport::{self, ConnectionDetails, NextTimeout};

use super::connection::Connection;
use super::deadline::Limit;
use super::pool::Pool;
use super::proxy;
use super::race::{self, ConnectError};
use super::records::Records;
use super::resolver::{ResolveError, Resolver};
use super::retry::{Resend, TransportError, cause};
use super::socket::Socket;
use super::stream::Stream;
use super::tls::Tls;
use crate::config::Config;
use crate::error::{NetworkError, Stage};
use crate::resources;

/// Opens every connection of a client.
#[derive(Debug)]
pub(super) struct Connector {
    config: Arc<Config>,
    resolver: Resolver,
    /// The address that served last; a hint, so that nobody waits for it.
    worked: Mutex<Option<SocketAddr>>,
    tls: Tls,
    pool: Arc<Pool>,
    spellings: Arc<[String]>,
}

/// Provides an exchange with its connection: a pooled one where there is one.
#[derive(Debug)]
pub(super) struct PooledConnector {
    pub(super) connector: Arc<Connector>,
    /// Keeps it off pooled connections.
    pub(super) fresh: bool,
}

impl transport::Connector for PooledConnector {
    type Out = Connection;

    fn connect(
        &self,
        details: &ConnectionDetails,
        _: Option<()>,
    ) -> Result<Option<Connection>, ureq::Error> {
        let connector = &self.connector;
        let pooled = if self.fresh { None } else { connector.pool.take() };
        let served_before = pooled.is_some();
        let stream = pooled
            .map_or_else(|| connector.open(details), Ok)
            .map_err(TransportError::into_ureq)?;
        let (pool, spellings) = (connector.pool.clone(), connector.spellings.clone());
        Ok(Some(Connection::new(stream, served_before, pool, spellings)))
    }
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
            pool: Arc::new(Pool::new(config.max_idle_connections)),
            spellings,
            config,
        })
    }

    fn open(&self, details: &ConnectionDetails) -> Result<Stream, TransportError> {
        let (host, port) = target(details.uri);
        let limit = Limit::of(details);
        Ok(if details.needs_tls() {
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
            .lookup(host, port, *limit.left().after)
            .map_err(|e| not_resolved(e, host, limit))?;
        let first = self.worked.try_lock().ok().and_then(|worked| *worked);
        let timeout = limit.left();
        let (stream, address) = race::connect(&addresses, first, *timeout.after).map_err(|e| {
            self.resolver.forget(host, port);
            not_connected(e, format!("{host}:{port}"), limit)
        })?;
        if let Ok(mut worked) = self.worked.try_lock() {
            *worked = Some(address);
        }
        Ok(Socket::new(stream, timeout))
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
        ConnectError::Failed(e) if resources::ran_out(&e) => {
            TransportError::for_good(NetworkError::LocalResources { cause: cause(&e) })
        }
        ConnectError::Failed(e) => TransportError {
            error: NetworkError::Connect { host, cause: cause(&e) },
            resend: Some(Resend::NeverConnected),
        },
    }
}

/// Leaves all look-ups to [`Connector`].
#[derive(Debug)]
pub(super) struct NoLookup;

impl resolver::Resolver for NoLookup {
    fn resolve(
        &self,
        _: &Uri,
        _: &UreqConfig,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        if timeout.after.is_zero() {
            return Err(ureq::Error::Timeout(Timeout::Global));
        }
        Ok(self.empty())
    }
}
