//! A handshake that is only looked at: whatever the certificate, it goes on, and the verdict is kept. No request is ever
//! sent over such a connection.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::Resumption;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

use super::verify::Verifier;
use crate::config::TlsConfig;

#[derive(Debug)]
pub(super) struct Recorder {
    verifier: Verifier,
    seen: Mutex<Seen>,
}

/// What the server showed.
#[derive(Debug, Default, Clone)]
pub(super) struct Seen {
    /// Its own first.
    pub certificates: Vec<CertificateDer<'static>>,
    pub refused: Option<Error>,
}

impl Recorder {
    pub(super) fn new(config: &TlsConfig) -> Result<Recorder, Error> {
        let verifier = Verifier::new(config, Arc::new(default_provider()))?;
        Ok(Recorder { verifier, seen: Mutex::default() })
    }

    /// Handshakes with this one as their verifier.
    pub(super) fn client(self: &Arc<Recorder>) -> Result<Arc<ClientConfig>, Error> {
        let mut client = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(self.clone())
            .with_no_client_auth();
        client.resumption = Resumption::disabled();
        Ok(Arc::new(client))
    }

    pub(super) fn seen(&self) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ServerCertVerifier for Recorder {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verdict = self.verifier.verify_server_cert(certificate, intermediates, name, ocsp, now);
        let all = std::iter::once(certificate).chain(intermediates);
        let certificates = all.map(|certificate| certificate.clone().into_owned()).collect();
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) =
            Seen { certificates, refused: verdict.err() };
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verifier.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
