//! The nginx configurations of `docs/front-end-machine.md`, run as they are written there but for the addresses.

use std::path::Path;
use std::process::Command;

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::Client;
use crate::support::daemon::{Daemon, in_http, nginx};
use crate::support::openssl::make;
use crate::support::port::free_port;
use crate::support::sandbox::SANDBOX;
use crate::{Certificate, client, log_in, usual};

/// The documented blocks of nginx configuration: the reverse proxy, and what old TLS needs besides.
fn documented() -> [&'static str; 2] {
    let text = include_str!("../../docs/front-end-machine.md");
    let mut blocks =
        text.split("```nginx\n").skip(1).map(|block| block.split("```").next().unwrap());
    [blocks.next().unwrap(), blocks.next().unwrap()]
}

/// A front-end machine before `gateway`, an nginx that takes the real gateway's place.
fn front_end(gateway: &Daemon, authority: &Path, more: &str) -> Daemon {
    let port = free_port();
    let replaced = [
        ("sjzt.wjw.gdgov.cn:443", format!("127.0.0.1:{}", gateway.port)),
        ("sjzt.wjw.gdgov.cn", "localhost".to_owned()),
        ("10.0.0.8:8080", format!("127.0.0.1:{port}")),
        ("/etc/ssl/certs/ca-certificates.crt", authority.display().to_string()),
        ("access_log off;", format!("access_log off; {more}")),
    ];
    let configuration = replaced.iter().fold(documented()[0].to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    in_http(port, &configuration)
}

fn through(machine: &Daemon) -> Client {
    let url = format!("http://127.0.0.1:{}/data_center/gateway/common/api", machine.port);
    SANDBOX.client(json!({"baseUrl": url, "allowHttp": true, "tls": null}))
}

#[test]
fn the_documented_reverse_proxy() {
    let gateway = usual("");
    let machine = front_end(&gateway, &SANDBOX.dir.join("ca.pem"), "");
    let hospital = through(&machine);
    for _ in 0..3 {
        log_in(&hospital).unwrap();
    }
    // The machine itself verifies: another authority's gateway is not passed on.
    let stranger = crate::certificate(&crate::elsewhere(), "localhost", &[]);
    let stranger = nginx(free_port(), &stranger.directives());
    let machine = front_end(&stranger, &SANDBOX.dir.join("ca.pem"), "");
    assert_eq!(log_in(&through(&machine)).unwrap_err().http_status, 502);
}

#[test]
fn the_documented_way_to_old_tls() {
    let certificate = rsa_certificate();
    for old in [
        "ssl_protocols TLSv1 TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;",
        "ssl_protocols TLSv1.2; ssl_ciphers AES128-SHA256;", // RSA key exchange
    ] {
        let gateway = nginx(free_port(), &format!("{} {old}", certificate.directives()));
        let direct = log_in(&client(&gateway, json!({}))).unwrap_err();
        assert_eq!(direct.status, YJT_ERR_TLS, "{old}: {direct:?}");
        let authority = format!("{}.pem", certificate.0);
        let machine = front_end(&gateway, Path::new(&authority), documented()[1]);
        log_in(&through(&machine)).unwrap_or_else(|e| panic!("{old}: {e:?}"));
    }
}

/// The documented command makes a certificate that serves once it is configured, CA:TRUE or not.
#[test]
fn the_documented_self_signed_certificate() {
    let text = include_str!("../../docs/front-end-machine.md");
    let command = text.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let dir = make(&command.replace("10.0.0.8", "127.0.0.1"));
    let gateway = nginx(
        free_port(),
        &format!(
            "ssl_certificate {0}/server.pem; ssl_certificate_key {0}/server.key;",
            dir.display()
        ),
    );
    let url = format!("https://127.0.0.1:{}/data_center/gateway/common/api", gateway.port);
    let tls = json!({"caFile": dir.join("server.pem")});
    log_in(&SANDBOX.client(json!({"baseUrl": url, "tls": tls}))).unwrap();
}

/// Old ciphers want an RSA key, which the sandbox's authority does not give out; its own authority.
fn rsa_certificate() -> Certificate {
    let files = SANDBOX.dir.join("rsa").display().to_string();
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
        ])
        .args(["-addext", "subjectAltName=DNS:localhost", "-out", &format!("{files}.pem")])
        .args(["-keyout", &format!("{files}-key.pem")])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Certificate(files)
}
