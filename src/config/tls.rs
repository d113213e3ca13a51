//! The `tls` section: which authorities are trusted, and which certificates are pinned besides.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::section::Section;
use crate::error::{ConfigError, Rule};

/// Ten times the largest collection of authorities in use.
const MAX_FILE: u64 = 4 << 20;

/// More than any gateway changes certificates.
const MAX_PINS: usize = 32;

/// SHA-256 of a certificate or of its public key.
pub type Fingerprint = [u8; 32];

/// Trust in the server. There is no way to switch verification off.
#[derive(Debug)]
pub struct Tls {
    /// The configured authorities, or Mozilla's when none is configured.
    pub roots: Arc<RootCertStore>,
    /// When not empty, the verified certificate must also match one of these.
    pub pins: Vec<Fingerprint>,
}

impl Tls {
    pub(super) fn read(top: &mut Section) -> Result<Tls, ConfigError> {
        let mut own = top.section("tls")?;
        let mut roots = RootCertStore::empty();
        if let Some(file) = own.text("caFile")? {
            let pem = read(&file)
                .map_err(|e| ConfigError::File { key: own.path("caFile"), cause: e.to_string() })?;
            add(&mut roots, &pem, own.path("caFile"))?;
        }
        if let Some(pem) = own.text("caPem")? {
            add(&mut roots, pem.as_bytes(), own.path("caPem"))?;
        }
        if roots.is_empty() {
            // Compiled in, because a hospital's server may have no root store that is up to date.
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        Ok(Tls { roots: Arc::new(roots), pins: pins(&mut own)? })
    }
}

/// A file named by mistake, such as a device, must not fill the memory.
fn read(file: &str) -> io::Result<Vec<u8>> {
    let mut pem = Vec::new();
    let read = File::open(file)?.take(MAX_FILE + 1).read_to_end(&mut pem)?;
    if read as u64 > MAX_FILE {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(pem)
}

fn add(roots: &mut RootCertStore, pem: &[u8], key: String) -> Result<(), ConfigError> {
    let certificates = CertificateDer::pem_slice_iter(pem).filter_map(Result::ok);
    let (added, _) = roots.add_parsable_certificates(certificates);
    if added == 0 {
        return Err(ConfigError::NoCertificate { key });
    }
    Ok(())
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
