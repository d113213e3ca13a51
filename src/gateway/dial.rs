//! Opening a connection: name look-up, TCP, a proxy's tunnel where one is configured, TLS.
//!
//! The look-up happens here and not in ureq's resolver, because ureq asks its resolver before every
//! request, also when a pooled connection serves.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rustls::{ClientConnection, StreamOwned};
use ureq::Timeout;
use ureq::config::Config as UreqConfig;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{ConnectionDetails, Connector, NextTimeout};

use super::budget;
use super::connection::Connection;
use super::lost::{Lost, Resend, cause};
use super::names::{NameError, Names};
use super::pool::Pool;
use super::race::{self, ConnectError};
use super::records::Records;
use super::socket::Socket;
use super::stream::Stream;
use super::tls::Tls;
use crate::config::Proxy;
use crate::error::{NetworkError, Stage};
use crate::resources;

/// More than any proxy says before the tunnel opens.
const MAX_PROXY_HEAD: usize = 8 * 1024;
const HEAD_END: &[u8] = b"\r\n\r\n";

/// Opens every connection of a client.
#[derive(Debug)]
pub(super) struct Dial {
    pub(super) names: Names,
    /// The address that served last; a hint, so that nobody waits for it.
    pub(super) worked: Mutex<Option<SocketAddr>>,
    pub(super) proxy: Option<Proxy>,
    pub(super) tls: Tls,
    pub(super) pool: Arc<Pool>,
    pub(super) spellings: Arc<[String]>,
}

/// Provides an exchange with its connection: a pooled one where there is one.
#[derive(Debug)]
pub(super) struct Connect {
    pub(super) dial: Arc<Dial>,
    /// Keeps it off pooled connections.
    pub(super) fresh: bool,
}

impl Connector for Connect {
    type Out = Connection;

    fn connect(
        &self,
        details: &ConnectionDetails,
        _: Option<()>,
    ) -> Result<Option<Connection>, ureq::Error> {
        let dial = &self.dial;
        let pooled = if self.fresh { None } else { dial.pool.take() };
        let served_before = pooled.is_some();
        let stream = pooled.map_or_else(|| dial.open(details), Ok).map_err(Lost::into_ureq)?;
        let (pool, spellings) = (dial.pool.clone(), dial.spellings.clone());
        Ok(Some(Connection::new(stream, served_before, pool, spellings)))
    }
}

impl Dial {
    fn open(&self, details: &ConnectionDetails) -> Result<Stream, Lost> {
        Ok(if details.needs_tls() {
            Stream::Tls(Box::new(self.secured(details)?))
        } else {
            Stream::Plain(self.reach(details)?)
        })
    }

    /// Nothing has been sent when a session turns out not to serve, so that a fresh handshake is harmless.
    fn secured(
        &self,
        details: &ConnectionDetails,
    ) -> Result<StreamOwned<ClientConnection, Records>, Lost> {
        let (host, _) = target(details.uri);
        match self.tls.handshake(self.reach(details)?, host, details) {
            Err(failed) if failed.try_afresh => {
                self.tls.handshake_afresh(self.reach(details)?, host, details)
            }
            other => other.map_err(|failed| failed.lost),
        }
    }

    /// A connection to the gateway, through the proxy where there is one.
    fn reach(&self, details: &ConnectionDetails) -> Result<Socket, Lost> {
        let (host, port) = target(details.uri);
        let Some(proxy) = &self.proxy else {
            return self.socket(host, port, details);
        };
        let socket = self.socket(&proxy.host, proxy.port, details)?;
        tunnel(socket, proxy, &format!("{host}:{port}"), details)
    }

    fn socket(&self, host: &str, port: u16, details: &ConnectionDetails) -> Result<Socket, Lost> {
        let addresses = self
            .names
            .lookup(host, port, *budget::left(details).after)
            .map_err(|e| name_lost(e, host, details))?;
        let first = self.worked.try_lock().ok().and_then(|worked| *worked);
        let timeout = budget::left(details);
        let (stream, address) = race::connect(&addresses, first, *timeout.after).map_err(|e| {
            self.names.forget(host, port, *budget::left(details).after);
            tcp_lost(e, format!("{host}:{port}"), details)
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

fn name_lost(error: NameError, host: &str, details: &ConnectionDetails) -> Lost {
    let host = host.to_owned();
    match error {
        NameError::NotFound(cause) => Lost {
            error: NetworkError::NameLookup { host, cause },
            resend: Some(Resend::NeverConnected),
        },
        NameError::LocalResources(cause) => Lost::for_good(NetworkError::LocalResources { cause }),
        NameError::Timeout => timeout(Stage::NameLookup, host, details),
    }
}

fn tcp_lost(error: ConnectError, host: String, details: &ConnectionDetails) -> Lost {
    match error {
        ConnectError::Timeout => timeout(Stage::Tcp, host, details),
        ConnectError::Failed(e) if resources::ran_out(&e) => {
            Lost::for_good(NetworkError::LocalResources { cause: cause(&e) })
        }
        ConnectError::Failed(e) => Lost {
            error: NetworkError::Connect { host, cause: cause(&e) },
            resend: Some(Resend::NeverConnected),
        },
    }
}

pub(super) fn timeout(stage: Stage, host: String, details: &ConnectionDetails) -> Lost {
    let milliseconds = budget::milliseconds(details);
    Lost::for_good(NetworkError::ConnectTimeout { stage, host, milliseconds })
}

/// Asks the proxy for a tunnel. ureq's own proxy connector grants every read the whole time again,
/// so that a proxy that drips bytes would outlive the deadline.
fn tunnel(
    mut socket: Socket,
    proxy: &Proxy,
    target: &str,
    details: &ConnectionDetails,
) -> Result<Socket, Lost> {
    let mut request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
    if let Some(authorization) = &proxy.authorization {
        let _ = write!(request, "Proxy-Authorization: {}\r\n", authorization.expose());
    }
    request.push_str("\r\n");

    socket.set_deadline(budget::left(details));
    let mut head = Vec::new();
    let talked = socket.write_all(request.as_bytes()).and_then(|()| {
        // Byte by byte: what follows the head already belongs to the tunnel.
        let mut byte = [0];
        while !head.ends_with(HEAD_END) && head.len() < MAX_PROXY_HEAD {
            socket.read_exact(&mut byte)?;
            head.push(byte[0]);
        }
        Ok(())
    });
    let status = status_of(&head);
    match talked.map_err(ureq::Error::from) {
        Ok(()) if status == Some(200) && head.ends_with(HEAD_END) => Ok(socket),
        Err(ureq::Error::Timeout(_)) => {
            Err(timeout(Stage::Proxy, format!("{}:{}", proxy.host, proxy.port), details))
        }
        _ => Err(Lost::for_good(NetworkError::Proxy { status })),
    }
}

/// The number in `HTTP/1.1 407 …`.
fn status_of(head: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(head.split(|b| *b == b'\r').next()?).ok()?;
    line.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()
}

/// Leaves all look-ups to [`Dial`].
#[derive(Debug)]
pub(super) struct NoLookup;

impl Resolver for NoLookup {
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
