//! The `tls` section: which authorities are trusted, and which certificates are pinned besides.

use std::sync::Arc;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;

use super::authorities;
use super::section::Section;
use crate::error::{ConfigError, Rule};

/// SHA-256 of a certificate or of its public key.
pub type Fingerprint = [u8; 32];

/// Trust in the server. There is no way to switch verification off.
#[derive(Debug)]
pub struct Tls {
    /// The configured authorities, or Mozilla's when none is configured.
    pub roots: Arc<RootCertStore>,
    /// The configured certificates themselves: a server may also have one of them as its own.
    pub configured: Vec<CertificateDer<'static>>,
    /// When not empty, the verified certificate must also match one of these.
    pub pins: Vec<Fingerprint>,
}

impl Tls {
    pub(super) fn read(top: &mut Section) -> Result<Tls, ConfigError> {
        let mut own = top.section("tls", &["caFile", "caPem", "pinnedSha256"])?;
        let mut configured = vec![];
        if let Some(file) = own.text("caFile")? {
            configured.extend(authorities::of_file(&file, own.path("caFile"))?);
        }
        if let Some(pem) = own.text("caPem")? {
            configured.extend(authorities::of_pem(pem.as_bytes(), own.path("caPem"))?);
        }
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(configured.iter().cloned());
        if roots.is_empty() {
            // Compiled in, because a hospital's server may have no root store that is up to date.
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        let pins = own
            .texts("pinnedSha256")?
            .iter()
            .map(|text| fingerprint(text))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| own.invalid("pinnedSha256", Rule::Fingerprint))?;
        Ok(Tls { roots: Arc::new(roots), configured, pins })
    }
}

/// 64 hex digits, with or without the colons that certificate viewers put in.
fn fingerprint(text: &str) -> Option<Fingerprint> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text.replace(':', ""), &mut bytes).ok()?;
    Some(bytes)
}
