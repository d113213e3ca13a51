//! Certificates that must not be accepted, and pins.

use std::process::Command;

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::daemon::{Daemon, nginx};
use crate::support::port::free_port;
use crate::support::sandbox::SANDBOX;
use crate::{Certificate, certificate, client, elsewhere, log_in};

fn with(certificate: &Certificate) -> Daemon {
    nginx(free_port(), &certificate.directives())
}

#[test]
fn bad_certificates_are_refused_each_with_its_reason() {
    let expired = certificate(&SANDBOX.dir, "localhost", &["--expired"]);
    let wrong_name = certificate(&SANDBOX.dir, "other.example", &[]);
    let unknown = certificate(&elsewhere(), "localhost", &[]);
    for (certificate, reason) in
        [(expired, "expired"), (wrong_name, "localhost"), (unknown, "authority")]
    {
        let failure = log_in(&client(&with(&certificate), json!({}))).unwrap_err();
        assert_eq!(failure.status, YJT_ERR_CERTIFICATE, "{failure:?}");
        assert!(failure.message.contains(reason), "{reason}: {failure:?}");
    }
}

#[test]
fn the_sandboxs_authority_is_unknown_to_those_who_are_not_told() {
    let server = with(&certificate(&SANDBOX.dir, "localhost", &[]));
    let failure = log_in(&client(&server, json!({"tls": null}))).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CERTIFICATE);
    assert!(failure.hint.contains("tls.caFile"), "{failure:?}");
}

#[test]
fn a_pin_is_the_certificates_or_its_keys_and_comes_on_top() {
    let certificate = certificate(&SANDBOX.dir, "localhost", &[]);
    let server = with(&certificate);
    let (whole, key) = fingerprints(&certificate);
    let ca_file = SANDBOX.dir.join("ca.pem");
    let pinned = |pins: &[&str]| {
        let tls = json!({"caFile": ca_file, "pinnedSha256": pins});
        log_in(&client(&server, json!({"tls": tls})))
    };
    pinned(&[&whole]).unwrap();
    pinned(&[&key]).unwrap();
    let other = "00".repeat(32);
    pinned(&[&other, &whole.replace(':', "").to_lowercase()]).unwrap();

    let failure = pinned(&[&other]).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CERTIFICATE_PIN);
    let seen = whole.replace(':', "").to_lowercase();
    assert!(failure.all_text().contains(&seen), "the one to pin is told: {failure:?}");

    let without_authority = json!({"tls": {"pinnedSha256": [whole]}});
    let failure = log_in(&client(&server, without_authority)).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CERTIFICATE, "a pin does not replace verification");
}

/// As OpenSSL tells them: of the certificate, with colons, and of its public key.
fn fingerprints(certificate: &Certificate) -> (String, String) {
    let pem = format!("{}.pem", certificate.0);
    let openssl = |script: &str| {
        let output = Command::new("sh").args(["-c", script, "sh", &pem]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8(output.stdout).unwrap();
        said.trim().rsplit(['=', ' ']).next().unwrap().to_owned()
    };
    let whole = openssl("openssl x509 -in \"$1\" -noout -fingerprint -sha256");
    let key = "openssl x509 -in \"$1\" -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256";
    (whole, openssl(key))
}
