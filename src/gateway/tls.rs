//! TLS: one configuration for a client's life, so that sessions resume.

use std::io;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, OtherError,
    SignatureScheme, StreamOwned,
};
use ureq::unversioned::transport::ConnectionDetails;

use super::budget;
use super::dial::timeout;
use super::lost::{Lost, Resend, cause};
use super::records::Records;
use super::socket::Socket;
use crate::config::{Fingerprint, Tls as TlsRules};
use crate::error::{CertificateProblem, NetworkError, Stage};

/// How connections are secured.
#[derive(Debug)]
pub(super) struct Tls {
    config: Arc<ClientConfig>,
}

impl Tls {
    /// TLS 1.2 and 1.3, verified against the configured roots and pins.
    pub(super) fn new(rules: &TlsRules) -> Result<Tls, rustls::Error> {
        let provider = Arc::new(default_provider());
        let verifier =
            WebPkiServerVerifier::builder_with_provider(rules.roots.clone(), provider.clone())
                .build()
                .map_err(|e| rustls::Error::General(e.to_string()))?;
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Verifier {
                chain: verifier,
                pins: rules.pins.clone(),
            }));
        Ok(Tls { config: Arc::new(builder.with_no_client_auth()) })
    }

    pub(super) fn handshake(
        &self,
        mut socket: Socket,
        host: &str,
        details: &ConnectionDetails,
    ) -> Result<StreamOwned<ClientConnection, Records>, Lost> {
        let conn = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())
            .map_err(|e| e.to_string())
            .and_then(|name| {
                ClientConnection::new(self.config.clone(), name).map_err(|e| e.to_string())
            });
        let mut conn = conn
            .map_err(|cause| Lost::for_good(NetworkError::Tls { host: host.to_owned(), cause }))?;
        socket.set_deadline(budget::left(details));
        let mut records = Records::new(socket);
        while conn.is_handshaking() {
            conn.complete_io(&mut records).map_err(|e| lost(e, host.to_owned(), details))?;
        }
        Ok(StreamOwned { conn, sock: records })
    }
}

/// What a failed handshake means.
fn lost(error: io::Error, host: String, details: &ConnectionDetails) -> Lost {
    if let Some(tls) = error.get_ref().and_then(|e| e.downcast_ref::<rustls::Error>()) {
        return Lost::for_good(match tls {
            rustls::Error::InvalidCertificate(problem) => certificate(problem, host),
            other => NetworkError::Tls { host, cause: other.to_string() },
        });
    }
    match ureq::Error::from(error) {
        ureq::Error::Timeout(_) => timeout(Stage::Tls, host, details),
        ureq::Error::Io(e) => Lost {
            error: NetworkError::Tls { host, cause: cause(&e) },
            resend: super::lost::is_gone(&e).then_some(Resend::NeverConnected),
        },
        _ => Lost::for_good(NetworkError::Tls { host, cause: "unknown".to_owned() }),
    }
}

fn certificate(problem: &CertificateError, host: String) -> NetworkError {
    use CertificateError as C;
    let problem = match problem {
        C::Expired | C::ExpiredContext { .. } => CertificateProblem::Expired,
        C::NotValidYet | C::NotValidYetContext { .. } => CertificateProblem::NotYetValid,
        C::NotValidForName | C::NotValidForNameContext { .. } => CertificateProblem::WrongName,
        // A bad signature is an authority of the same name with another key.
        C::UnknownIssuer | C::BadSignature => CertificateProblem::UnknownIssuer,
        C::Other(other) => match other.0.downcast_ref::<NotPinned>() {
            Some(not_pinned) => {
                return NetworkError::Pin { host, seen: not_pinned.seen.clone() };
            }
            None => CertificateProblem::Other(other.to_string()),
        },
        other => CertificateProblem::Other(other.to_string()),
    };
    NetworkError::Certificate { host, problem }
}

/// The usual verification, and then the pins.
#[derive(Debug)]
struct Verifier {
    chain: Arc<WebPkiServerVerifier>,
    pins: Vec<Fingerprint>,
}

/// A certificate that verifies and is none of the pinned ones.
#[derive(Debug)]
struct NotPinned {
    seen: String,
}

impl std::fmt::Display for NotPinned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not pinned: {}", self.seen)
    }
}

impl std::error::Error for NotPinned {}

impl Verifier {
    /// Only the server's own certificate counts: anyone may send a pinned one along behind it.
    fn check_pins(&self, certificate: &CertificateDer<'_>) -> Result<(), rustls::Error> {
        if self.pins.is_empty() {
            return Ok(());
        }
        let whole = sha256(certificate);
        let key = webpki::EndEntityCert::try_from(certificate)
            .map(|parsed| sha256(&parsed.subject_public_key_info()))
            .unwrap_or(whole);
        if self.pins.iter().any(|pin| *pin == whole || *pin == key) {
            return Ok(());
        }
        let seen = NotPinned { seen: hex::encode(whole) };
        Err(CertificateError::Other(OtherError(Arc::new(seen))).into())
    }
}

fn sha256(bytes: &[u8]) -> Fingerprint {
    let hash = ring::digest::digest(&ring::digest::SHA256, bytes);
    hash.as_ref().try_into().expect("SHA-256 is 32 bytes")
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let verified =
            self.chain.verify_server_cert(certificate, intermediates, name, ocsp, now)?;
        self.check_pins(certificate)?;
        Ok(verified)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.chain.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.chain.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
    }
}
