//! The `tls` section: which authorities are trusted, and which certificates are pinned besides.

use std::sync::{Arc, OnceLock};

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;

use super::authorities;
use super::section::Section;
use crate::error::{ConfigError, Rule};

/// More than any gateway changes certificates.
const MAX_PINS: usize = 32;

/// Mozilla's authorities, which all clients share. Compiled in, because a hospital's server may have no root store that is
/// up to date.
pub(crate) fn built_in() -> &'static Arc<RootCertStore> {
    static BUILT_IN: OnceLock<Arc<RootCertStore>> = OnceLock::new();
    BUILT_IN.get_or_init(|| Arc::new(webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()))
}

/// SHA-256 of a certificate or of its public key.
pub type Fingerprint = [u8; 32];

/// Trust in the server. There is no way to switch verification off.
#[derive(Debug)]
pub struct TlsConfig {
    /// The configured authorities, or Mozilla's when none is configured.
    pub roots: Arc<RootCertStore>,
    /// The configured certificates themselves: a server may also have one of them as its own.
    pub configured: Arc<[CertificateDer<'static>]>,
    /// When not empty, the verified certificate must also match one of these.
    pub pins: Vec<Fingerprint>,
}

impl TlsConfig {
    pub(super) fn read(top: &mut Section) -> Result<TlsConfig, ConfigError> {
        let mut own = top.section("tls")?;
        let mut configured = vec![];
        if let Some(file) = own.text("caFile")? {
            configured.extend(authorities::of_file(&file, own.path("caFile"))?);
        }
        if let Some(pem) = own.text("caPem")? {
            configured.extend(authorities::of_pem(pem.as_bytes(), own.path("caPem"))?);
        }
        let roots = if configured.is_empty() { built_in().clone() } else { of(&configured) };
        Ok(TlsConfig { roots, configured: configured.into(), pins: pins(&mut own)? })
    }
}

fn of(configured: &[CertificateDer<'static>]) -> Arc<RootCertStore> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(configured.iter().cloned());
    roots.roots.shrink_to_fit();
    Arc::new(roots)
}

/// An empty list would read as pinned and mean not pinned.
fn pins(own: &mut Section) -> Result<Vec<Fingerprint>, ConfigError> {
    let Some(texts) = own.texts("pinnedSha256")? else { return Ok(vec![]) };
    if texts.is_empty() {
        return Err(own.invalid("pinnedSha256", Rule::NoFingerprint));
    }
    if texts.len() > MAX_PINS {
        return Err(own.invalid("pinnedSha256", Rule::TooMany(MAX_PINS)));
    }
    let pins = texts.iter().map(|text| fingerprint(text)).collect::<Option<_>>();
    pins.ok_or_else(|| own.invalid("pinnedSha256", Rule::Fingerprint))
}

/// 64 hex digits, with or without the colons that certificate viewers put in.
fn fingerprint(text: &str) -> Option<Fingerprint> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text.replace(':', ""), &mut bytes).ok()?;
    Some(bytes)
}
