//! Handshakes and certificates that a login would not take.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::daemon::{Daemon, in_http, nginx};
use crate::support::openssl::{make, serve};
use crate::support::peer;
use crate::support::port::free_port;
use crate::support::sandbox::{SANDBOX, issue};
use crate::{World, judge_all};

fn at(port: u16) -> Value {
    json!({"baseUrl": format!("https://localhost:{port}/data_center/gateway/common/api")})
}

fn trusting(port: u16, ca_file: &Path) -> Value {
    let mut changes = at(port);
    changes["tls"] = json!({"caFile": ca_file});
    changes
}

/// `openssl s_server` that speaks nothing else.
fn old_server(options: &[&str]) -> Daemon {
    let dir = make("rsa server; root ca; sign server ca \"$san\"");
    let port = free_port();
    let mut command = Command::new("openssl");
    command.args(["s_server", "-www", "-quiet", "-cert", "server.pem", "-key", "server.key"]);
    command.args(["-accept", &format!("127.0.0.1:{port}")]).args(options).current_dir(&dir);
    Daemon::run(command, dir, port)
}

fn rsa_key_exchange_only() -> World {
    let server = old_server(&["-tls1_2", "-cipher", "AES128-GCM-SHA256:AES256-SHA256:@SECLEVEL=0"]);
    World::failing(
        "RSA key exchange only",
        at(server.port),
        "tls",
        &["RSA 密钥交换", "RSA key exchange", "docs/front-end-machine.md"],
    )
    .with(server)
}

fn tls_1_0_only() -> World {
    let server = old_server(&["-tls1", "-cipher", "ALL:@SECLEVEL=0"]);
    World::failing(
        "TLS 1.0 only",
        at(server.port),
        "tls",
        &["TLS 1.0", "docs/front-end-machine.md"],
    )
    .with(server)
}

fn tls_1_1_only() -> World {
    let server = old_server(&["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]);
    World::failing(
        "TLS 1.1 only",
        at(server.port),
        "tls",
        &["TLS 1.1", "docs/front-end-machine.md"],
    )
    .with(server)
}

fn dhe_only() -> World {
    let server = old_server(&["-tls1_2", "-cipher", "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"]);
    World::failing("DHE only", at(server.port), "tls", &["DHE 密钥交换", "DHE key exchange"])
        .with(server)
}

fn cbc_only() -> World {
    let server = old_server(&["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA:@SECLEVEL=0"]);
    World::failing("CBC only", at(server.port), "tls", &["CBC 套件", "CBC suites"]).with(server)
}

fn plain_http() -> World {
    let port = free_port();
    let server = in_http(port, &format!("server {{ listen 127.0.0.1:{port}; return 200; }}"));
    World::failing(
        "plain HTTP behind https",
        at(port),
        "tls",
        &["明文 HTTP", "plain HTTP", "allowHttp"],
    )
    .with(server)
}

/// No server here speaks it; the hello alone is answered.
fn tlcp(mut stream: TcpStream) {
    let mut head = [0; 5];
    if stream.read_exact(&mut head).is_err() {
        return;
    }
    let mut hello = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
    if stream.read_exact(&mut hello).is_err() {
        return;
    }
    let is_tlcp = head[1..3] == [1, 1] && hello[4..6] == [1, 1];
    let suites = &hello[39..];
    let answer: &[u8] = match is_tlcp && suites[2..4] == [0xe0, 0x53] {
        // A ServerHello's beginning.
        true => &[22, 1, 1, 0, 74, 2, 0, 0, 70, 1, 1],
        // A protocol version that is none of ours.
        false => &[21, 3, 1, 0, 2, 2, 70],
    };
    let _ = stream.write_all(answer);
    let _ = stream.write_all(&[0; 70]);
}

fn tlcp_only() -> World {
    let port = peer::listen(tlcp);
    World::failing("TLCP only", at(port), "tls", &["TLCP", "国密", "docs/front-end-machine.md"])
}

/// nginx with a certificate that the sandbox issued.
fn issued(dir: &Path, name: &str, options: &[&str]) -> Daemon {
    let certificate = issue(dir, name, options);
    nginx(
        free_port(),
        &format!("ssl_certificate {certificate}.pem; ssl_certificate_key {certificate}-key.pem;"),
    )
}

fn expired() -> World {
    let server = issued(&SANDBOX.dir, "localhost", &["--expired"]);
    World::failing("expired leaf", at(server.port), "certificate", &["过期", "expired"])
        .with(server)
}

fn wrong_name() -> World {
    let server = issued(&SANDBOX.dir, "other.example", &[]);
    World::failing("wrong name", at(server.port), "certificate", &["other.example", "baseUrl"])
        .with(server)
}

fn inspecting_device() -> World {
    let server = issued(&SANDBOX.dir.join("device"), "localhost", &[]);
    let words: &[&str] = &["不是公共 CA", "no public authority", "yjt sandbox CA", "tls.caFile"];
    let mut changes = at(server.port);
    changes["tls"] = Value::Null;
    World::failing("an inspecting device", changes, "certificate", words).with(server)
}

/// Of a public authority, or of a device: the configuration trusts neither.
fn another_authority_than_the_configured() -> World {
    let server = issued(&SANDBOX.dir.join("another"), "localhost", &[]);
    let words: &[&str] = &["tls.caFile、tls.caPem 里没有", "if it is a public authority, remove"];
    World::failing("another authority", at(server.port), "certificate", words).with(server)
}

/// Such as a former root that is still sent along.
fn expired_certificate_too_many() -> World {
    let dir = make(
        "root ca; sign server ca \"$san\" -days 90
         subject='Hospital former' old former former \"$authority\"; cp former.pem chain.pem",
    );
    let server = serve(&dir);
    World {
        name: "an expired certificate too many",
        changes: trusting(server.port, &dir.join("ca.pem")),
        first: Some("http"),
        finding: ("certificate.2", "warning"),
        words: &["Hospital former", "已过期", "days ago", "taken out"],
        peers: vec![],
    }
    .with(server)
}

fn self_signed() -> World {
    let dir = make(
        "rsa server; openssl req -x509 -new -key server.key -days 90 -subj /CN=localhost -addext \"$san\" -out server.pem",
    );
    let server = serve(&dir);
    World::failing(
        "self-signed",
        at(server.port),
        "certificate",
        &["自签", "self-signed", "tls.caFile"],
    )
    .with(server)
}

fn missing_intermediate() -> World {
    let dir = make(
        "root ca; subject='Hospital inter' sign inter ca \"$authority\"
         sign server inter \"$san\\nauthorityInfoAccess=caIssuers;URI:http://ca.example/inter.crt\"",
    );
    let server = serve(&dir);
    let words: &[&str] = &["Hospital inter", "http://ca.example/inter.crt", "PEM", "tls.caFile"];
    let changes = trusting(server.port, &dir.join("ca.pem"));
    World::failing("missing intermediate", changes, "certificate", words).with(server)
}

/// `openssl s_server -www` answers with a page of its own: what comes behind the certificate fails.
fn intermediate_ends_tomorrow() -> World {
    let dir = make(
        "root ca; subject='Hospital inter' sign inter ca \"$authority\" -days 1
         sign server inter \"$san\" -days 90; cp inter.pem chain.pem",
    );
    let server = serve(&dir);
    let changes = trusting(server.port, &dir.join("ca.pem"));
    World {
        name: "intermediate ends tomorrow",
        changes,
        first: Some("http"),
        finding: ("certificate.2", "warning"),
        words: &["Hospital inter", "更换", "renewed"],
        peers: vec![],
    }
    .with(server)
}

fn wrong_pin() -> World {
    let ca_file = SANDBOX.dir.join("ca.pem");
    let changes = json!({"tls": {"caFile": ca_file, "pinnedSha256": "00".repeat(32)}});
    World::failing("another certificate than the pinned", changes, "certificate", &["pinnedSha256"])
}

#[test]
fn handshakes_and_certificates() {
    judge_all(vec![
        rsa_key_exchange_only,
        tls_1_0_only,
        tls_1_1_only,
        dhe_only,
        cbc_only,
        plain_http,
        tlcp_only,
        expired,
        wrong_name,
        inspecting_device,
        another_authority_than_the_configured,
        expired_certificate_too_many,
        self_signed,
        missing_intermediate,
        intermediate_ends_tomorrow,
        wrong_pin,
    ]);
}
