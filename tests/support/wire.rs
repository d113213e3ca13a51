//! The server's end of a connection, plain or TLS, whose bytes a test arranges itself: no real server lets one
//! choose where a record ends.

use std::io::{Cursor, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::os::fd::AsRawFd;
use std::sync::{Arc, LazyLock};

use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, SupportedProtocolVersion};

use super::sandbox::SANDBOX;

/// What a connection speaks below HTTP.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Layer {
    Plain,
    Tls(&'static SupportedProtocolVersion),
}

impl Layer {
    pub fn scheme(self) -> &'static str {
        if self == Layer::Plain { "http" } else { "https" }
    }
}

/// Certificate and key for `localhost`, of the sandbox's authority.
static IDENTITY: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let out = SANDBOX.issue("localhost", &[]);
    let read = |name: String| std::fs::read(name).unwrap();
    (read(format!("{out}.pem")), read(format!("{out}-key.pem")))
});

pub struct Wire {
    pub stream: TcpStream,
    tls: Option<ServerConnection>,
}

impl Wire {
    pub fn accept(stream: TcpStream, layer: Layer) -> Wire {
        stream.set_nodelay(true).unwrap();
        let tls = match layer {
            Layer::Plain => None,
            Layer::Tls(version) => Some(ServerConnection::new(server(version)).unwrap()),
        };
        let mut wire = Wire { stream, tls };
        if let Some(tls) = &mut wire.tls {
            while tls.is_handshaking() && tls.complete_io(&mut wire.stream).is_ok() {}
        }
        wire
    }

    /// A request's head, or `None` when the other side is gone.
    pub fn request(&mut self) -> Option<String> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            let amount = match &mut self.tls {
                None => self.stream.read(&mut byte),
                Some(tls) => rustls::Stream::new(tls, &mut self.stream).read(&mut byte),
            };
            if amount.unwrap_or(0) == 0 {
                return None;
            }
            head.push(byte[0]);
        }
        Some(String::from_utf8(head).unwrap())
    }

    /// The bytes that carry these, in records of their own.
    pub fn sealed(&mut self, bytes: &[u8]) -> Vec<u8> {
        let Some(tls) = &mut self.tls else { return bytes.to_vec() };
        tls.writer().write_all(bytes).unwrap();
        let mut records = Cursor::new(Vec::new());
        while tls.wants_write() {
            tls.write_tls(&mut records).unwrap();
        }
        records.into_inner()
    }

    /// Sends sealed bytes in one write.
    pub fn send(&mut self, sealed: &[u8]) {
        let _ = self.stream.write_all(sealed);
    }

    /// Returns when everything that was sent is in the other side's hands, or the other side is gone.
    pub fn delivered(&self) {
        self.stream.set_nonblocking(true).unwrap();
        while matches!(self.stream.peek(&mut [0]), Err(e) if e.kind() == ErrorKind::WouldBlock) {
            let mut waiting: libc::c_int = 0;
            // SAFETY: the socket is open and the ioctl writes one int.
            let done =
                unsafe { libc::ioctl(self.stream.as_raw_fd(), libc::TIOCOUTQ, &mut waiting) };
            assert_eq!(done, 0);
            if waiting == 0 {
                break;
            }
            std::thread::yield_now();
        }
        self.stream.set_nonblocking(false).unwrap();
    }
}

fn server(version: &'static SupportedProtocolVersion) -> Arc<ServerConfig> {
    Arc::new(config(default_provider(), version))
}

/// One that hands out its keys, of AES-128-GCM.
pub fn server_that_tells(version: &'static SupportedProtocolVersion) -> Arc<ServerConfig> {
    use rustls::crypto::ring::cipher_suite::{
        TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS13_AES_128_GCM_SHA256,
    };

    let suites = vec![TLS13_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256];
    let mut config =
        config(CryptoProvider { cipher_suites: suites, ..default_provider() }, version);
    config.enable_secret_extraction = true;
    Arc::new(config)
}

fn config(provider: CryptoProvider, version: &'static SupportedProtocolVersion) -> ServerConfig {
    let (certificate, key) = &*IDENTITY;
    let chain = CertificateDer::pem_slice_iter(certificate).collect::<Result<_, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_slice(key).unwrap();
    ServerConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap()
}
