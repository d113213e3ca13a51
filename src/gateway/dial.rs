//! Opening a connection: name look-up, TCP, and a proxy's tunnel where one is configured.
//!
//! The look-up happens here and not in ureq's resolver, because ureq asks its resolver before every
//! request, also when a pooled connection serves.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use ureq::Timeout;
use ureq::config::Config as UreqConfig;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    ConnectionDetails, Connector, NextTimeout, TcpConnector, Transport, TransportAdapter,
};

use super::budget;
use super::lost::{Lost, Resend, cause};
use super::names::{NameError, Names};
use crate::config::Proxy;
use crate::error::{NetworkError, Stage};

/// More than any proxy says before the tunnel opens.
const MAX_PROXY_HEAD: usize = 8 * 1024;
/// As many addresses as ureq's own array holds.
const MAX_ADDRESSES: usize = 16;

/// The first link of the connector chain.
#[derive(Debug)]
pub(super) struct Dial {
    pub(super) names: Names,
    pub(super) proxy: Option<Arc<Proxy>>,
    pub(super) tcp: TcpConnector,
}

impl Connector for Dial {
    type Out = Box<dyn Transport>;

    fn connect(
        &self,
        details: &ConnectionDetails,
        _: Option<()>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        let (host, port) = target(details.uri)?;
        let Some(proxy) = &self.proxy else {
            return self.open(host, port, details).map(Some);
        };
        let transport = self.open(&proxy.host, proxy.port, details)?;
        tunnel(transport, proxy, &format!("{host}:{port}"), details).map(Some)
    }
}

impl Dial {
    fn open(
        &self,
        host: &str,
        port: u16,
        details: &ConnectionDetails,
    ) -> Result<Box<dyn Transport>, ureq::Error> {
        let addresses = self
            .names
            .lookup(host, port, *budget::left(details).after)
            .map_err(|e| name_lost(e, host, details).into_ureq())?;
        let details = with_addresses(details, &addresses);
        let connected: Result<Option<_>, _> =
            Connector::<Box<dyn Transport>>::connect(&self.tcp, &details, None);
        match connected {
            Ok(Some(transport)) => Ok(Box::new(transport)),
            Ok(None) => Err(ureq::Error::ConnectionFailed),
            Err(e) => {
                self.names.forget(host, port);
                Err(tcp_lost(e, &format!("{host}:{port}"), &details).into_ureq())
            }
        }
    }
}

fn target(uri: &Uri) -> Result<(&str, u16), ureq::Error> {
    let host = uri.host().ok_or(ureq::Error::HostNotFound)?;
    let default = if uri.scheme_str() == Some("https") { 443 } else { 80 };
    Ok((host, uri.port_u16().unwrap_or(default)))
}

fn with_addresses<'a>(
    details: &'a ConnectionDetails,
    addresses: &[SocketAddr],
) -> ConnectionDetails<'a> {
    let mut addrs = details.resolver.empty();
    for address in addresses.iter().take(MAX_ADDRESSES) {
        addrs.push(*address);
    }
    ConnectionDetails {
        uri: details.uri,
        addrs,
        config: details.config,
        request_level: details.request_level,
        resolver: details.resolver,
        now: (details.current_time)(),
        timeout: budget::left(details),
        current_time: details.current_time.clone(),
        run_connector: details.run_connector.clone(),
        register_shutdown: details.register_shutdown.clone(),
    }
}

fn name_lost(error: NameError, host: &str, details: &ConnectionDetails) -> Lost {
    let host = host.to_owned();
    match error {
        NameError::NotFound(cause) => Lost {
            error: NetworkError::NameLookup { host, cause },
            resend: Some(Resend::NeverConnected),
        },
        NameError::Timeout => timeout(Stage::NameLookup, host, details),
    }
}

fn tcp_lost(error: ureq::Error, host: &str, details: &ConnectionDetails) -> Lost {
    let host = host.to_owned();
    match error {
        ureq::Error::Timeout(_) => timeout(Stage::Tcp, host, details),
        ureq::Error::Io(e) => Lost {
            error: NetworkError::Connect { host, cause: cause(&e) },
            resend: Some(Resend::NeverConnected),
        },
        _ => Lost::for_good(NetworkError::Connect { host, cause: "unknown".to_owned() }),
    }
}

pub(super) fn timeout(stage: Stage, host: String, details: &ConnectionDetails) -> Lost {
    let milliseconds = budget::milliseconds(details);
    Lost::for_good(NetworkError::ConnectTimeout { stage, host, milliseconds })
}

/// Asks the proxy for a tunnel. ureq's own proxy connector grants every read the whole time again,
/// so that a proxy that drips bytes would outlive the deadline.
fn tunnel(
    transport: Box<dyn Transport>,
    proxy: &Proxy,
    target: &str,
    details: &ConnectionDetails,
) -> Result<Box<dyn Transport>, ureq::Error> {
    let mut request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
    if let Some(authorization) = &proxy.authorization {
        let _ = write!(request, "Proxy-Authorization: {}\r\n", authorization.expose());
    }
    request.push_str("\r\n");

    let mut stream = TransportAdapter::new(transport, details.current_time.clone());
    stream.set_timeout(budget::left(details));
    let mut head = Vec::new();
    let talked = stream.write_all(request.as_bytes()).and_then(|()| {
        // Byte by byte: what follows the head already belongs to the tunnel.
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") && head.len() < MAX_PROXY_HEAD {
            stream.read_exact(&mut byte)?;
            head.push(byte[0]);
        }
        Ok(())
    });
    let status = status_of(&head);
    let refused = match talked {
        Ok(()) if status == Some(200) => return Ok(stream.into_inner()),
        Ok(()) => NetworkError::Proxy { status },
        Err(e) => match ureq::Error::from(e) {
            ureq::Error::Timeout(_) => {
                let host = format!("{}:{}", proxy.host, proxy.port);
                return Err(timeout(Stage::Proxy, host, details).into_ureq());
            }
            _ => NetworkError::Proxy { status },
        },
    };
    Err(Lost::for_good(refused).into_ureq())
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
