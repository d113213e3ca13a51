//! The sandbox's own certificate authority, made on first start and kept in its folder.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use time::{Duration, OffsetDateTime};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

type Problem = Box<dyn std::error::Error>;

/// The acceptor for `localhost`, with a certificate issued for this start.
pub fn acceptor(dir: &Path) -> Result<TlsAcceptor, Problem> {
    let (certificate, key) = issue(dir, &["localhost", "127.0.0.1", "::1"], false)?;
    let chain = CertificateDer::pem_slice_iter(certificate.as_bytes()).collect::<Result<_, _>>()?;
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes())?;
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Another server's certificate, for a proxy in front of the sandbox.
pub fn issue_to(dir: &Path, name: &str, expired: bool, out: &str) -> Result<(), Problem> {
    let (certificate, key) = issue(dir, &[name], expired)?;
    fs::write(format!("{out}.pem"), certificate)?;
    write_private(Path::new(&format!("{out}-key.pem")), &key)
}

fn issue(dir: &Path, names: &[&str], expired: bool) -> Result<(String, String), Problem> {
    let authority = authority(dir)?;
    let mut params =
        CertificateParams::new(names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>())?;
    params.distinguished_name.push(DnType::CommonName, names[0]);
    let now = OffsetDateTime::now_utc();
    let (from, to) = if expired { (-60, -30) } else { (-1, 90) };
    params.not_before = now + Duration::days(from);
    params.not_after = now + Duration::days(to);
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, &authority)?;
    Ok((certificate.pem(), key.serialize_pem()))
}

fn authority(dir: &Path) -> Result<Issuer<'static, KeyPair>, Problem> {
    fs::create_dir_all(dir)?;
    let (certificate_file, key_file) = (dir.join("ca.pem"), dir.join("ca-key.pem"));
    if !certificate_file.exists() || !key_file.exists() {
        let key = KeyPair::generate()?;
        fs::write(&certificate_file, authority_params().self_signed(&key)?.pem())?;
        write_private(&key_file, &key.serialize_pem())?;
    }
    let key = KeyPair::from_pem(&fs::read_to_string(&key_file)?)?;
    Ok(Issuer::new(authority_params(), key))
}

fn authority_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.distinguished_name.push(DnType::CommonName, "yjt sandbox CA");
    let now = OffsetDateTime::now_utc();
    params.not_before = now - Duration::days(90);
    params.not_after = now + Duration::days(3650);
    params
}

fn write_private(path: &Path, text: &str) -> Result<(), Problem> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())?;
    Ok(())
}
