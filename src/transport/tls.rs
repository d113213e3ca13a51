//! TLS: one configuration for a client's life, so that sessions resume.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::ServerName;
use rustls::{CertificateError, ClientConfig, ClientConnection, StreamOwned};

use super::deadline::Limit;
use super::records::Records;
use super::retry::{Resend, TransportError, cause, is_gone, not_connected, of_tls};
use super::sessions::Sessions;
use super::socket::Socket;
use super::verify::{Refused, Verifier};
use crate::config::TlsConfig;
use crate::error::{CertificateProblem, NetworkError, Stage};

/// The same for all clients.
pub(super) fn provider() -> &'static Arc<CryptoProvider> {
    static PROVIDER: OnceLock<Arc<CryptoProvider>> = OnceLock::new();
    PROVIDER.get_or_init(|| Arc::new(default_provider()))
}

/// How connections are secured.
#[derive(Debug)]
pub(super) struct Tls {
    resuming: Arc<ClientConfig>,
    /// Whether a handshake has succeeded, so that there is a session to resume.
    has_session: AtomicBool,
}

/// A handshake that failed.
pub(super) struct Failed {
    pub error: TransportError,
    /// It may be the session's fault: a balancer's other machine resumes it with other parameters.
    pub try_afresh: bool,
}

impl Tls {
    /// TLS 1.2 and 1.3, verified against the configured roots and pins.
    pub(super) fn new(config: &TlsConfig) -> Result<Tls, rustls::Error> {
        let provider = provider().clone();
        let verifier = Verifier::new(config, provider.clone())?;
        let mut resuming = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        resuming.resumption = Resumption::store(Arc::new(Sessions::default()));
        Ok(Tls { resuming: Arc::new(resuming), has_session: AtomicBool::new(false) })
    }

    /// Resumes a session where there is one.
    pub(super) fn handshake(
        &self,
        socket: Socket,
        host: &str,
        limit: Limit,
    ) -> Result<StreamOwned<ClientConnection, Records>, Failed> {
        let resumes = self.has_session.load(Ordering::Relaxed);
        let stream = shake_hands(&self.resuming, socket, host, limit).map_err(|e| Failed {
            try_afresh: resumes && is_sessions_fault(&e),
            error: failure(e, host.to_owned(), limit),
        })?;
        self.has_session.store(true, Ordering::Relaxed);
        Ok(stream)
    }

    /// The second and last try.
    pub(super) fn handshake_afresh(
        &self,
        socket: Socket,
        host: &str,
        limit: Limit,
    ) -> Result<StreamOwned<ClientConnection, Records>, TransportError> {
        let mut afresh = ClientConfig::clone(&self.resuming);
        afresh.resumption = Resumption::disabled();
        shake_hands(&Arc::new(afresh), socket, host, limit)
            .map_err(|e| TransportError::for_good(failure(e, host.to_owned(), limit).error))
    }
}

pub(super) fn shake_hands(
    config: &Arc<ClientConfig>,
    mut socket: Socket,
    host: &str,
    limit: Limit,
) -> io::Result<StreamOwned<ClientConnection, Records>> {
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())
        .map_err(|e| io::Error::other(rustls::Error::General(e.to_string())))?;
    let mut conn = ClientConnection::new(config.clone(), name).map_err(io::Error::other)?;
    socket.set_deadline(limit.end());
    let mut records = Records::new(socket);
    while conn.is_handshaking() {
        conn.complete_io(&mut records)?;
    }
    Ok(StreamOwned { conn, sock: records })
}

/// Some servers hang up instead of saying why. No certificate is looked at when a session resumes.
fn is_sessions_fault(error: &io::Error) -> bool {
    match of_tls(error) {
        Some(e) => !matches!(e, rustls::Error::InvalidCertificate(_)),
        None => is_gone(error),
    }
}

/// What a failed handshake means.
pub(super) fn failure(error: io::Error, host: String, limit: Limit) -> TransportError {
    if let Some(tls) = of_tls(&error) {
        return TransportError::for_good(refused(tls, host));
    }
    match ureq::Error::from(error) {
        ureq::Error::Timeout(_) => limit.passed(Stage::Tls, host),
        ureq::Error::Io(e) if is_gone(&e) => TransportError {
            error: NetworkError::Tls { host, cause: cause(&e) },
            resend: Some(Resend::NeverConnected),
        },
        ureq::Error::Io(e) => not_connected(&e, host),
        _ => TransportError::for_good(NetworkError::Tls { host, cause: "unknown".to_owned() }),
    }
}

/// What TLS found wrong with the other side.
pub(super) fn refused(error: &rustls::Error, host: String) -> NetworkError {
    match error {
        rustls::Error::InvalidCertificate(problem) => certificate(problem, host),
        rustls::Error::FailedToGetRandomBytes => NetworkError::Random,
        other => NetworkError::Tls { host, cause: other.to_string() },
    }
}

fn certificate(error: &CertificateError, host: String) -> NetworkError {
    let refused = match error {
        CertificateError::Other(other) => other.0.downcast_ref::<Refused>(),
        _ => None,
    };
    match refused {
        Some(Refused::NotPinned { seen }) => NetworkError::Pin { host, seen: seen.clone() },
        Some(Refused::Problem(problem)) => {
            NetworkError::Certificate { host, problem: problem.clone() }
        }
        None => NetworkError::Certificate { host, problem: CertificateProblem::Other },
    }
}
