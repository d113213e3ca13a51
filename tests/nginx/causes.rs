//! Certificates that do not verify, each refused with its own cause and remedy, in both languages.

use std::sync::LazyLock;

use serde_json::json;
use yjt::ffi::status::*;

use crate::log_in;
use crate::support::abi::Failure;
use crate::support::openssl::{make, serve};
use crate::support::sandbox::SANDBOX;

/// The failure of a client that trusts `root.pem` of the script's folder.
fn refused(script: &str) -> Failure {
    let dir = make(script);
    let server = serve(&dir);
    let tls = json!({"caFile": dir.join("root.pem")});
    let changes = json!({"baseUrl": format!("https://localhost:{}/x", server.port), "tls": tls});
    log_in(&SANDBOX.client(changes)).unwrap_err()
}

/// Each script, and what message and hint say.
const CAUSES: &[(&str, &[&str])] = &[
    (
        "root root; sign server root $san -sha1",
        &["SHA1-ECDSA 不受支持", "signed with SHA1-ECDSA", "SHA256-RSA"],
    ),
    ("rsa root; root root; sign server root $san -sha1", &["SHA1-RSA 不受支持", "重新签发"]),
    (
        "root root; sign server root $san -sha512",
        &["SHA512-ECDSA 不受支持", "signed with SHA512-ECDSA"],
    ),
    ("ec root P-521; root root; sign server root $san", &["P-521", "P-256, P-384"]),
    (
        "ec root SM2; root root -sm3; sign server root $san -sm3",
        &["SM2-SM3 不受支持", "国密", "front-end"],
    ),
    (
        "root root; rsa server 1024; sign server root $san",
        &["“localhost”的 RSA 密钥是 1024 位", "has 1024 bits", "2048"],
    ),
    (
        "rsa root 1024; root root; sign server root $san",
        &["“Hospital root”的 RSA 密钥是 1024 位", "\"Hospital root\" has 1024 bits"],
    ),
    ("root root; sign server root ''", &["第 1 版", "version 1", "subjectAltName=DNS:"]),
    (
        "root root; sign server root 'basicConstraints=CA:FALSE'",
        &["没有 subjectAltName", "no subjectAltName", "-addext subjectAltName=DNS:"],
    ),
    (
        "root root; subject=other.example sign server root 'basicConstraints=CA:FALSE'",
        &["与主机名不符", "another host name"],
    ),
    (
        "root root; subject=Middle sign middle root $authority; sign server middle $san",
        &[
            "由“Middle”签发",
            "authority \"Middle\"",
            "中间",
            "bundle.pem",
            "authorityInfoAccess",
            "tls.caFile",
        ],
    ),
    (
        "root root; root other; sign server other $san; cp other.pem chain.pem",
        &["由未知机构签发", "unknown authority", "tls.caFile"],
    ),
    (
        "root root; root server -addext $san",
        &["是自签的", "self-signed", "证书本身(PEM)配到 tls.caFile"],
    ),
    (
        "root root; ec other; cp root.pem kept.pem; cp other.key root.key; root root; sign server root $san; cp kept.pem root.pem",
        &["与“Hospital root”的密钥不符", "same name", "tls.caFile"],
    ),
    (
        "root root; sign server root \"$san\\nextendedKeyUsage=clientAuth\"",
        &["extendedKeyUsage", "serverAuth", "not for TLS servers"],
    ),
    (
        "root root -addext 'nameConstraints=permitted;DNS:example.org'; sign server root $san",
        &["名称约束", "name constraints", "\"Hospital root\""],
    ),
    (
        "root root; sign server root \"$san\\n1.2.3.4=critical,ASN1:UTF8String:x\"",
        &["关键扩展 1.2.3.4", "critical extension 1.2.3.4"],
    ),
    ("root root; sign server root \"$san\\n$authority\"", &["CA:TRUE", "authority's own"]),
    (
        "root root; subject=Nobody sign nobody root basicConstraints=CA:FALSE; sign server nobody $san; cp nobody.pem chain.pem",
        &["“Nobody”", "不是 CA", "is no authority"],
    ),
    ("root root; old server root $san", &["已过期", "has expired"]),
    (
        "root root; subject=Middle old middle root $authority; sign server middle $san; cp middle.pem chain.pem",
        &["“Middle”的证书已过期", "\"Middle\" that has expired"],
    ),
];

/// What users see of each.
pub static FAILURES: LazyLock<Vec<Failure>> =
    LazyLock::new(|| CAUSES.iter().map(|(script, _)| refused(script)).collect());

#[test]
fn every_cause_has_its_own_sentence() {
    let mut wrong = vec![];
    for ((script, says), failure) in CAUSES.iter().zip(&*FAILURES) {
        let text = failure.all_text();
        if failure.status != YJT_ERR_CERTIFICATE
            || !says.iter().all(|says| text.contains(says))
            || ["{", "Context", "Other(", "[6"].iter().any(|dump| text.contains(dump))
        {
            wrong.push(format!("{script}: {failure:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
