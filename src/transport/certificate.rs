//! Why a server's certificate does not verify, in terms of what its owner can mend.
//!
//! The verifier says which rule was broken; the certificates themselves say by what.

use rustls::CertificateError;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use x509_cert::certificate::{Certificate, Version};
use x509_cert::der::asn1::{ObjectIdentifier, UintRef};
use x509_cert::der::{Decode, Reader, SliceReader};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{AuthorityInfoAccessSyntax, ExtendedKeyUsage, SubjectAltName};
use x509_cert::name::Name;

use crate::error::CertificateProblem as Problem;

/// The least and the most that the verifier takes.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;
/// What is shown of a name.
const MAX_NAME: usize = 80;
/// Names of a certificate that are listed.
const MAX_NAMES: usize = 8;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const CA_ISSUERS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.2");
const SERVER_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.1");

/// The critical extensions that the verifier knows.
const KNOWN_EXTENSIONS: &[&str] =
    &["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.37"];

/// Signature algorithms and keys that are met in hospitals and not supported.
const NAMES: &[(&str, &str)] = &[
    ("1.2.840.113549.1.1.2", "MD2-RSA"),
    ("1.2.840.113549.1.1.4", "MD5-RSA"),
    ("1.2.840.113549.1.1.5", "SHA1-RSA"),
    ("1.3.14.3.2.29", "SHA1-RSA"),
    ("1.2.840.113549.1.1.10", "RSA-PSS"),
    ("1.2.840.113549.1.1.14", "SHA224-RSA"),
    ("1.2.840.10040.4.3", "SHA1-DSA"),
    ("2.16.840.1.101.3.4.3.2", "SHA256-DSA"),
    ("1.2.840.10045.4.1", "SHA1-ECDSA"),
    ("1.2.840.10045.4.3.2", "SHA256-ECDSA"),
    ("1.2.840.10045.4.3.3", "SHA384-ECDSA"),
    ("1.2.840.10045.4.3.4", "SHA512-ECDSA"),
    ("1.2.156.10197.1.501", "SM2-SM3"),
    ("1.3.101.113", "Ed448"),
    ("1.2.840.10045.3.1.7", "P-256"),
    ("1.3.132.0.34", "P-384"),
    ("1.3.132.0.35", "P-521"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.2.156.10197.1.301", "SM2"),
];

/// The certificates of a handshake: the server's own, and what it sent along.
pub(super) struct Sent<'a> {
    pub server: &'a CertificateDer<'a>,
    pub others: &'a [CertificateDer<'a>],
    /// The ones that the configuration trusts.
    pub configured: &'a [CertificateDer<'static>],
}

impl Sent<'_> {
    /// What to tell of an error of the verifier.
    pub(super) fn problem(
        &self,
        error: &CertificateError,
        name: Option<&ServerName<'_>>,
    ) -> Problem {
        use CertificateError as C;
        let server = parse(self.server);
        let Some(server) = server.as_ref() else {
            return Problem::Malformed;
        };
        if server.tbs_certificate().version() != Version::V3 {
            return Problem::Version;
        }
        match error {
            C::Expired | C::ExpiredContext { .. } => {
                self.out_of_date(server).unwrap_or(Problem::Expired)
            }
            C::NotValidYet | C::NotValidYetContext { .. } => Problem::NotYetValid,
            C::NotValidForName | C::NotValidForNameContext { .. } => wrong_name(server, name),
            C::UnknownIssuer => self.unknown_issuer(server),
            C::BadSignature => self.bad_signature(server),
            C::UnsupportedSignatureAlgorithmContext { signature_algorithm_id: id, .. } => {
                Problem::SignatureAlgorithm { name: algorithm(id) }
            }
            C::UnsupportedSignatureAlgorithmForPublicKeyContext {
                signature_algorithm_id: id,
                public_key_algorithm_id: key,
            } => Problem::SignatureAlgorithm {
                name: format!("{} ({})", algorithm(id), algorithm(key)),
            },
            C::InvalidPurpose | C::InvalidPurposeContext { .. } => Problem::Purpose,
            C::BadEncoding => Problem::Malformed,
            C::Other(other) => match other.0.downcast_ref::<webpki::Error>() {
                Some(error) => self.other(error, server),
                None => Problem::Other,
            },
            _ => Problem::Other,
        }
    }

    fn other(&self, error: &webpki::Error, server: &Certificate) -> Problem {
        use webpki::Error as E;
        match error {
            E::CaUsedAsEndEntity if is_self_issued(server) => Problem::SelfSigned,
            E::CaUsedAsEndEntity => Problem::IsAuthority,
            E::EndEntityUsedAsCa | E::PathLenConstraintViolated => {
                Problem::NotAnAuthority { issuer: shown(server.tbs_certificate().issuer()) }
            }
            E::NameConstraintViolation => {
                Problem::NameConstraints { issuer: shown(server.tbs_certificate().issuer()) }
            }
            E::UnsupportedCriticalExtension => std::iter::once(self.server)
                .chain(self.others)
                .find_map(|der| unknown_extension(&parse(der)?))
                .map_or(Problem::Other, |oid| Problem::CriticalExtension { oid }),
            E::UnsupportedCertVersion => Problem::Version,
            E::EmptyEkuExtension
            | E::ExtensionValueInvalid
            | E::InvalidSerialNumber
            | E::MalformedExtensions
            | E::MalformedDnsIdentifier
            | E::SignatureAlgorithmMismatch => Problem::Malformed,
            _ => Problem::Other,
        }
    }

    /// The one behind the server's own that is out of date, when that one is not.
    fn out_of_date(&self, server: &Certificate) -> Option<Problem> {
        let now = UnixTime::now();
        if end(server) < now.as_secs() {
            return None;
        }
        let old = self.others.iter().filter_map(parse).find(|other| end(other) < now.as_secs())?;
        Some(Problem::IssuerExpired { issuer: shown(old.tbs_certificate().subject()) })
    }

    /// Follows the issuers to where the chain breaks off.
    fn unknown_issuer(&self, server: &Certificate) -> Problem {
        if is_self_issued(server) {
            return Problem::SelfSigned;
        }
        let others: Vec<Certificate> = self.others.iter().filter_map(parse).collect();
        let mut last = server;
        for _ in 0..=others.len() {
            if is_self_issued(last) {
                return Problem::UnknownIssuer;
            }
            let tbs = last.tbs_certificate();
            match others.iter().find(|other| other.tbs_certificate().subject() == tbs.issuer()) {
                Some(issuer) => last = issuer,
                None => return Problem::IssuerMissing { issuer: shown(tbs.issuer()) },
            }
        }
        Problem::UnknownIssuer
    }

    /// A key that the verifier does not take shows as a signature that does not fit.
    fn bad_signature(&self, server: &Certificate) -> Problem {
        let chain: Vec<Certificate> =
            std::iter::once(self.server).chain(self.others).filter_map(parse).collect();
        let issued = |anchor: &Certificate| {
            let subject = anchor.tbs_certificate().subject();
            chain.iter().any(|one| one.tbs_certificate().issuer() == subject)
        };
        let anchors = self.configured.iter().filter_map(parse).filter(issued);
        let keys: Vec<Certificate> = chain.iter().cloned().chain(anchors).collect();
        keys.iter()
            .find_map(|owner| {
                let bits = rsa_bits(owner).filter(|bits| !RSA_BITS.contains(bits))?;
                Some(Problem::KeyLength { owner: shown(owner.tbs_certificate().subject()), bits })
            })
            .unwrap_or_else(|| Problem::OtherKey {
                issuer: shown(server.tbs_certificate().issuer()),
            })
    }
}

/// What is checked of a certificate that is configured itself, besides its name: dates and purpose.
pub(super) fn check_itself(
    der: &CertificateDer<'_>,
    now: UnixTime,
) -> Result<(), CertificateError> {
    let certificate = parse(der).ok_or(CertificateError::BadEncoding)?;
    let validity = certificate.tbs_certificate().validity();
    if now.as_secs() < validity.not_before.to_unix_duration().as_secs() {
        return Err(CertificateError::NotValidYet);
    }
    if now.as_secs() > end(&certificate) {
        return Err(CertificateError::Expired);
    }
    match certificate.tbs_certificate().get_extension::<ExtendedKeyUsage>() {
        Ok(Some((_, usage))) if !usage.0.contains(&SERVER_AUTH) => {
            Err(CertificateError::InvalidPurpose)
        }
        Ok(_) => Ok(()),
        Err(_) => Err(CertificateError::BadEncoding),
    }
}

/// What a certificate says of itself.
pub(crate) struct Summary {
    pub subject: String,
    pub issuer: String,
    /// The host names that it is for.
    pub names: Vec<String>,
    /// Seconds since 1970.
    pub end: u64,
    /// Where the issuer's certificate can be had.
    pub issuer_address: Option<String>,
}

/// None when it is not encoded as certificates are.
pub(crate) fn summary(der: &CertificateDer<'_>) -> Option<Summary> {
    let certificate = parse(der)?;
    let tbs = certificate.tbs_certificate();
    let names = tbs.get_extension::<SubjectAltName>().ok().flatten();
    let names = names.map_or(vec![], |(_, names)| names.0).into_iter().filter_map(host_name);
    let access = tbs.get_extension::<AuthorityInfoAccessSyntax>().ok().flatten();
    let access = access.map_or(vec![], |(_, access)| access.0);
    let issuers = access.into_iter().filter(|access| access.access_method == CA_ISSUERS);
    let issuer_address =
        issuers.map(|access| access.access_location).find_map(|place| match place {
            GeneralName::UniformResourceIdentifier(uri) => Some(printable(uri.as_ref())),
            _ => None,
        });
    Some(Summary {
        subject: shown(tbs.subject()),
        issuer: shown(tbs.issuer()),
        names: names.take(MAX_NAMES).collect(),
        end: end(&certificate),
        issuer_address,
    })
}

fn host_name(name: GeneralName) -> Option<String> {
    match name {
        GeneralName::DnsName(name) => Some(printable(name.as_ref())),
        GeneralName::IpAddress(bytes) => match *bytes.as_bytes() {
            [a, b, c, d] => Some(std::net::Ipv4Addr::new(a, b, c, d).to_string()),
            _ => <[u8; 16]>::try_from(bytes.as_bytes())
                .ok()
                .map(|bytes| std::net::Ipv6Addr::from(bytes).to_string()),
        },
        _ => None,
    }
}

/// What a message can hold: `|` stands between its languages.
fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && *c != '|').take(MAX_NAME).collect()
}

fn parse(der: &CertificateDer<'_>) -> Option<Certificate> {
    Certificate::from_der(der).ok()
}

fn is_self_issued(certificate: &Certificate) -> bool {
    let tbs = certificate.tbs_certificate();
    tbs.issuer() == tbs.subject()
}

fn end(certificate: &Certificate) -> u64 {
    certificate.tbs_certificate().validity().not_after.to_unix_duration().as_secs()
}

fn wrong_name(server: &Certificate, name: Option<&ServerName<'_>>) -> Problem {
    let tbs = server.tbs_certificate();
    let names = tbs.get_extension::<SubjectAltName>();
    let common = tbs.subject().common_name().ok().flatten();
    let matches = common.zip(name).is_some_and(|(common, name)| {
        let (common, name) = (common.value().to_lowercase(), name.to_str().to_lowercase());
        let domain = name.split_once('.').map(|(_, domain)| format!("*.{domain}"));
        common == name || domain == Some(common)
    });
    match names {
        Ok(None) if matches => Problem::NoAltName,
        _ => Problem::WrongName,
    }
}

fn unknown_extension(certificate: &Certificate) -> Option<String> {
    let extensions = certificate.tbs_certificate().extensions()?;
    let critical = extensions.iter().filter(|extension| extension.critical);
    critical.map(|e| e.extn_id.to_string()).find(|oid| !KNOWN_EXTENSIONS.contains(&oid.as_str()))
}

fn rsa_bits(certificate: &Certificate) -> Option<usize> {
    let key = certificate.tbs_certificate().subject_public_key_info();
    if key.algorithm.oid != RSA {
        return None;
    }
    let mut reader = SliceReader::new(key.subject_public_key.as_bytes()?).ok()?;
    reader
        .sequence(|inner| {
            let modulus = UintRef::decode(inner)?;
            UintRef::decode(inner)?;
            let zeros = modulus.as_bytes().first().map_or(0, |byte| byte.leading_zeros());
            Ok::<_, x509_cert::der::Error>(modulus.as_bytes().len() * 8 - zeros as usize)
        })
        .ok()
}

/// The name of an algorithm that is given as the verifier gives it: the content of an AlgorithmIdentifier, whose
/// parameter is a curve's name or none that matters here.
fn algorithm(id: &[u8]) -> String {
    let Ok(mut reader) = SliceReader::new(id) else {
        return "?".to_owned();
    };
    let mut oids =
        [(); 2].map(|()| ObjectIdentifier::decode(&mut reader).ok()).into_iter().flatten();
    match (oids.next(), oids.next()) {
        (_, Some(curve)) => named(curve),
        (Some(algorithm), None) => named(algorithm),
        (None, None) => "?".to_owned(),
    }
}

fn named(oid: ObjectIdentifier) -> String {
    let oid = oid.to_string();
    NAMES
        .iter()
        .find(|(known, _)| *known == oid)
        .map_or_else(|| format!("OID {oid}"), |(_, name)| (*name).to_owned())
}

/// A name as it can be shown: its CN, or the organization.
fn shown(name: &Name) -> String {
    let part = [name.common_name(), name.organization_unit(), name.organization()]
        .into_iter()
        .find_map(|part| part.ok().flatten());
    let text = part.map_or_else(|| "?".to_owned(), |part| part.value().into_owned());
    printable(&text)
}
