//! Whether a server is the one it says: the usual verification, a configured certificate itself, and pins.

use std::fmt;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, SignatureScheme};

use super::certificate::{Sent, check_itself};
use crate::config::{Fingerprint, TlsConfig};
use crate::error::CertificateProblem;

/// The usual verification, and then the pins.
#[derive(Debug)]
pub(super) struct Verifier {
    chain: Arc<WebPkiServerVerifier>,
    configured: Arc<[CertificateDer<'static>]>,
    pins: Vec<Fingerprint>,
}

/// Why a certificate was refused; it travels through rustls.
#[derive(Debug)]
pub(super) enum Refused {
    Problem(CertificateProblem),
    /// It verifies and is none of the pinned ones.
    NotPinned {
        seen: String,
    },
}

impl Verifier {
    pub(super) fn new(
        config: &TlsConfig,
        provider: Arc<CryptoProvider>,
    ) -> Result<Verifier, Error> {
        let chain = WebPkiServerVerifier::builder_with_provider(config.roots.clone(), provider)
            .build()
            .map_err(|e| Error::General(e.to_string()))?;
        Ok(Verifier { chain, configured: config.configured.clone(), pins: config.pins.clone() })
    }

    /// A certificate that is configured itself is trusted without its issuer, and as a server's also when it
    /// says that it is an authority's, as `openssl req -x509` makes them.
    fn check_itself(
        certificate: &CertificateDer<'_>,
        name: &ServerName<'_>,
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let parsed = ParsedCertificate::try_from(certificate)?;
        check_itself(certificate, now)?;
        verify_server_name(&parsed, name)?;
        Ok(ServerCertVerified::assertion())
    }

    /// Only the server's own certificate counts: anyone may send a pinned one along behind it.
    fn check_pins(&self, certificate: &CertificateDer<'_>) -> Result<(), Error> {
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
        Err(Refused::NotPinned { seen: hex::encode(whole) }.into())
    }

    fn explain(
        &self,
        error: Error,
        server: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: Option<&ServerName<'_>>,
    ) -> Error {
        let Error::InvalidCertificate(error) = error else {
            return error;
        };
        let sent = Sent { server, others, configured: &self.configured };
        Refused::Problem(sent.problem(&error, name)).into()
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = if self.configured.iter().any(|configured| configured == certificate) {
            Verifier::check_itself(certificate, name, now)
        } else {
            self.chain.verify_server_cert(certificate, intermediates, name, ocsp, now)
        };
        let verified =
            verified.map_err(|e| self.explain(e, certificate, intermediates, Some(name)))?;
        self.check_pins(certificate)?;
        Ok(verified)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain
            .verify_tls12_signature(message, certificate, signed)
            .map_err(|e| self.explain(e, certificate, &[], None))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain
            .verify_tls13_signature(message, certificate, signed)
            .map_err(|e| self.explain(e, certificate, &[], None))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Error {
        CertificateError::Other(OtherError(Arc::new(refused))).into()
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the certificate was refused")
    }
}

impl std::error::Error for Refused {}

fn sha256(bytes: &[u8]) -> Fingerprint {
    let hash = ring::digest::digest(&ring::digest::SHA256, bytes);
    hash.as_ref().try_into().expect("SHA-256 is 32 bytes")
}
