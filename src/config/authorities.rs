//! Certificates out of PEM, and what was given instead where there are none.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::error::{ConfigError, NotPem};
use crate::resources;

/// Ten times the largest collection of authorities in use.
const MAX_FILE: u64 = 4 << 20;

/// The certificates of a file.
pub(super) fn of_file(
    file: &str,
    key: String,
) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    let unreadable = |e: io::Error| unreadable(&e, &key);
    if !fs::metadata(file).map_err(unreadable)?.is_file() {
        return Err(ConfigError::NotRegularFile { key });
    }
    let file = open(file).map_err(unreadable)?;
    // Asked again of what was opened: something else may have taken its place.
    if !file.metadata().map_err(unreadable)?.is_file() {
        return Err(ConfigError::NotRegularFile { key });
    }
    let mut pem = vec![];
    let read = file.take(MAX_FILE + 1).read_to_end(&mut pem).map_err(unreadable)?;
    if read as u64 > MAX_FILE {
        return Err(ConfigError::FileTooLarge { key, limit: MAX_FILE });
    }
    of_pem(&pem, key)
}

/// The certificates of a text.
pub(super) fn of_pem(pem: &[u8], key: String) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    // A byte order mark hides the first line.
    let pem = pem.strip_prefix("\u{feff}".as_bytes()).unwrap_or(pem);
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem).filter_map(Result::ok).collect();
    let (usable, _) =
        RootCertStore::empty().add_parsable_certificates(certificates.iter().cloned());
    if usable == 0 {
        return Err(ConfigError::NoCertificate { key, instead: instead(pem) });
    }
    Ok(certificates)
}

/// A pipe that nobody writes to must not be waited for.
fn open(file: &str) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        libc::O_NONBLOCK | libc::O_NOCTTY,
    );
    options.open(file)
}

fn unreadable(e: &io::Error, key: &str) -> ConfigError {
    if resources::ran_out(e) {
        return ConfigError::LocalResources { cause: e.to_string() };
    }
    ConfigError::File { key: key.to_owned(), cause: e.to_string() }
}

fn instead(text: &[u8]) -> NotPem {
    let is_der =
        |text: &[u8]| RootCertStore::empty().add(CertificateDer::from(text.to_vec())).is_ok();
    match text {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'-', 0, ..] | [0, b'-', ..] => NotPem::Utf16,
        [0x30, 0x80..=0x83, ..] if is_der(text) => NotPem::Der,
        _ => NotPem::Other,
    }
}
