//! A server's certificate that is itself in `caFile`, as the documents tell owners of a front-end machine to do.

use std::path::Path;

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::Failure;
use crate::support::daemon::nginx;
use crate::support::openssl::{make, serve};
use crate::support::port::free_port;
use crate::support::sandbox::SANDBOX;
use crate::{client, log_in};

/// Without an option it says that it is an authority's.
const SELF_SIGNED: &str = "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -keyout server.key -out server.pem";

fn log_in_trusting(dir: &Path, ca_file: &str) -> Result<(), Failure> {
    let directives = format!(
        "ssl_certificate {0}/server.pem; ssl_certificate_key {0}/server.key;",
        dir.display()
    );
    let server = nginx(free_port(), &directives);
    log_in(&client(&server, json!({"tls": {"caFile": dir.join(ca_file)}})))
}

#[test]
fn the_very_certificate_that_is_configured_serves() {
    let dir = make(&format!("{SELF_SIGNED} -addext $san"));
    log_in_trusting(&dir, "server.pem").unwrap();
    // Its issuer need not be known.
    let dir =
        make("root root; sign server root $san; root other; cat other.pem server.pem >both.pem");
    log_in_trusting(&dir, "both.pem").unwrap();
}

#[test]
fn pins_come_on_top_of_it() {
    let dir = make(&format!("{SELF_SIGNED} -addext $san"));
    let server = serve(&dir);
    let tls = json!({"caFile": dir.join("server.pem"), "pinnedSha256": "00".repeat(32)});
    let changes = json!({"baseUrl": format!("https://localhost:{}/x", server.port), "tls": tls});
    let failure = SANDBOX.client(changes).exchange("abc").unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CERTIFICATE_PIN, "{failure:?}");
}

/// Names, dates, purpose and the handshake's signature are judged as ever, and what a configured certificate
/// signs is judged as before.
#[test]
fn nothing_else_is_accepted() {
    for (script, says) in [
        (format!("{SELF_SIGNED} -addext subjectAltName=DNS:other.example"), "another host name"),
        (SELF_SIGNED.to_owned(), "no subjectAltName"),
        ("old server server \"$san\n$authority\"".to_owned(), "has expired"),
        ("old server server $san".to_owned(), "has expired"),
        (format!("{SELF_SIGNED} -addext $san -addext extendedKeyUsage=clientAuth"), "serverAuth"),
        (format!("{SELF_SIGNED} -addext $san -newkey rsa:1024"), "1024 bits"),
        (
            format!("{SELF_SIGNED} -addext $san -addext 1.2.3.4=critical,ASN1:UTF8String:x"),
            "1.2.3.4",
        ),
    ] {
        let dir = make(&format!("{script}; cp server.pem trusted.pem"));
        refused(&dir, says);
    }
    // The same subject and key, and another certificate.
    refused(
        &make(&format!(
            "{SELF_SIGNED} -addext $san; cp server.pem trusted.pem; openssl req -x509 -new -key server.key -subj /CN=localhost -addext $san -out server.pem"
        )),
        "self-signed",
    );
    refused(&make("root trusted; sign server trusted \"$san\n$authority\""), "CA:TRUE");
    refused(
        &make(
            "root trusted; subject=other.example sign server trusted subjectAltName=DNS:other.example",
        ),
        "another host name",
    );
    // An authority still signs for others.
    let dir = make("root trusted; sign server trusted $san");
    log_in_trusting(&dir, "trusted.pem").unwrap();
}

fn refused(dir: &Path, says: &str) {
    let server = serve(dir);
    let changes = json!({
        "baseUrl": format!("https://localhost:{}/x", server.port), "tls": {"caFile": dir.join("trusted.pem")},
    });
    let failure = SANDBOX.client(changes).exchange("abc").unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CERTIFICATE, "{says}: {failure:?}");
    assert!(failure.message.contains(says), "{says}: {failure:?}");
}
