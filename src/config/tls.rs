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
        let mut own = top.section("tls", &["caFile", "caPem", "pinnedSha256"])?;
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
        let pins = own
            .texts("pinnedSha256")?
            .iter()
            .map(|text| fingerprint(text))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| own.invalid("pinnedSha256", Rule::Fingerprint))?;
        Ok(Tls { roots: Arc::new(roots), pins })
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

/// 64 hex digits, with or without the colons that certificate viewers put in.
fn fingerprint(text: &str) -> Option<Fingerprint> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text.replace(':', ""), &mut bytes).ok()?;
    Some(bytes)
}
