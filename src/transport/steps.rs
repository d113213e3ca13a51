//! The steps of making a connection one by one, as the diagnosis takes them. Each has a limit of its own.

use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::CertificateDer;

use super::connector::{not_connected, not_resolved};
use super::deadline::Limit;
use super::recorder::Recorder;
use super::resolver::Resolver;
use super::socket::Socket;
use super::{proxy, race, tls};
use crate::config::{Proxy, TlsConfig};
use crate::error::NetworkError;

/// A connection to the gateway, through the proxy where there is one.
pub(crate) struct Line(Socket);

/// A handshake that came to its end, with whatever certificate.
pub(crate) struct Handshake {
    /// `TLS 1.3`.
    pub version: String,
    pub suite: String,
}

/// What the server showed of itself, its own certificate first, and why a login would refuse it.
#[derive(Default)]
pub(crate) struct Shown {
    pub certificates: Vec<CertificateDer<'static>>,
    pub refused: Option<NetworkError>,
}

pub(crate) fn addresses(
    host: &str,
    port: u16,
    limit: Duration,
) -> Result<Vec<SocketAddr>, NetworkError> {
    let limit = Limit::within(limit);
    let found = Resolver::default().lookup(host, port, limit.left());
    found.map_err(|e| not_resolved(e, host, limit).error)
}

pub(crate) fn connect(address: SocketAddr, limit: Duration) -> Result<TcpStream, NetworkError> {
    let granted = Limit::within(limit);
    let connected = race::connect(&[address], None, limit);
    let (stream, _) =
        connected.map_err(|e| not_connected(e, address.to_string(), granted).error)?;
    Ok(stream)
}

impl Line {
    pub(crate) fn direct(stream: TcpStream, limit: Duration) -> Line {
        Line(Socket::new(stream, Limit::within(limit).end()))
    }

    /// `target` is `host:port`.
    pub(crate) fn through(
        proxy: &Proxy,
        stream: TcpStream,
        target: &str,
        limit: Duration,
    ) -> Result<Line, NetworkError> {
        let limit = Limit::within(limit);
        let socket = Socket::new(stream, limit.end());
        proxy::tunnel(socket, proxy, target, limit).map(Line).map_err(|failed| failed.error)
    }

    /// The socket itself, blocking, for who speaks for himself.
    pub(crate) fn into_stream(self) -> TcpStream {
        self.0.into_stream()
    }

    pub(crate) fn handshake(
        self,
        host: &str,
        config: &TlsConfig,
        limit: Duration,
    ) -> (Result<Handshake, NetworkError>, Shown) {
        let outcome = Recorder::new(config).and_then(|recorder| {
            let recorder = Arc::new(recorder);
            Ok((recorder.client()?, recorder))
        });
        let (client, recorder) = match outcome {
            Ok(prepared) => prepared,
            Err(e) => {
                let error = NetworkError::Tls { host: host.to_owned(), cause: e.to_string() };
                return (Err(error), Shown::default());
            }
        };
        let limit = Limit::within(limit);
        let stream = tls::shake_hands(&client, self.0, host, limit);
        let handshake = stream.map_err(|e| tls::failure(e, host.to_owned(), limit).error);
        let handshake = handshake.map(|stream| Handshake {
            version: match stream.conn.protocol_version() {
                Some(rustls::ProtocolVersion::TLSv1_3) => "TLS 1.3".to_owned(),
                Some(rustls::ProtocolVersion::TLSv1_2) => "TLS 1.2".to_owned(),
                other => format!("{other:?}"),
            },
            suite: stream
                .conn
                .negotiated_cipher_suite()
                .and_then(|suite| suite.suite().as_str())
                .unwrap_or("?")
                .to_owned(),
        });
        let seen = recorder.seen();
        let refused = seen.refused.map(|e| tls::refused(&e, host.to_owned()));
        (handshake, Shown { certificates: seen.certificates, refused })
    }
}
