//! OpenSSL's own server, told to do what a gateway should not.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use yjt::ffi::status::*;
use yjt::ffi::types::yjt_status;

use crate::attack::client;
use crate::support::openssl::make;
use crate::support::port::free_port;

const FINE: &[yjt_status] = &[YJT_OK];
const REFUSED: &[yjt_status] = &[YJT_ERR_TLS];
const BROKEN: &[yjt_status] = &[YJT_ERR_DISCONNECTED];
const EITHER: &[yjt_status] = &[YJT_OK, YJT_ERR_DISCONNECTED];

const CERTIFICATE: &str = "root root; sign server root $san";
const RSA: &str = "root root; rsa server; sign server root $san";
/// An answer, as an operator types it.
const ANSWER: &str =
    "HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\n{\"errcode\":0,\"data\":{\"userId\":\"u\"}}\n";

struct Real {
    what: &'static str,
    certificate: &'static str,
    options: &'static str,
    /// Typed behind the request, before an answer; see s_server(1), connected commands.
    typed: Vec<&'static str>,
    becomes: &'static [yjt_status],
    says: &'static str,
}

fn real(
    what: &'static str,
    options: &'static str,
    becomes: &'static [yjt_status],
    says: &'static str,
) -> Real {
    Real { what, certificate: CERTIFICATE, options, typed: vec![], becomes, says }
}

fn all() -> Vec<Real> {
    let mut all = vec![
        real("what is usual", "", FINE, ""),
        real("TLS 1.0", "-tls1 -cipher DEFAULT:@SECLEVEL=0", REFUSED, "ProtocolVersion"),
        real("TLS 1.1", "-tls1_1 -cipher DEFAULT:@SECLEVEL=0", REFUSED, "ProtocolVersion"),
        real("no encryption", "-tls1_2 -cipher NULL:@SECLEVEL=0", REFUSED, "HandshakeFailure"),
        real(
            "nobody's certificate",
            "-tls1_2 -cipher aNULL:@SECLEVEL=0",
            REFUSED,
            "HandshakeFailure",
        ),
        real("a curve that is not spoken", "-groups P-521", REFUSED, "HandshakeFailure"),
        real("a client's certificate, TLS 1.2", "-tls1_2 -Verify 1", REFUSED, "HandshakeFailure"),
        real("a client's certificate, TLS 1.3", "-tls1_3 -Verify 1", BROKEN, "CertificateRequired"),
        real("many tickets", "-tls1_3 -num_tickets 1000", FINE, ""),
    ];
    for (what, cipher) in [
        ("RSA key exchange", "AES128-GCM-SHA256"),
        ("old Diffie-Hellman", "DHE-RSA-AES128-GCM-SHA256"),
        ("CBC", "ECDHE-RSA-AES128-SHA"),
    ] {
        let options: &'static str = format!("-tls1_2 -cipher {cipher}").leak();
        all.push(Real { certificate: RSA, ..real(what, options, REFUSED, "HandshakeFailure") });
    }
    let long =
        "root root; sign server root $san; for i in $(seq 400); do cat root.pem; done >chain.pem";
    all.push(Real {
        certificate: long,
        ..real("a giant chain", "-cert_chain chain.pem", REFUSED, "HandshakePayloadTooLarge")
    });
    let typed = |what, options, typed: Vec<&'static str>, becomes, says| Real {
        typed,
        ..real(what, options, becomes, says)
    };
    all.extend([
        // It is refused, and OpenSSL may have answered before it hears that.
        typed("renegotiation", "-tls1_2", vec!["R"], EITHER, ""),
        typed("a new key", "-tls1_3", vec!["K"], FINE, ""),
        typed(
            "a new key a hundred times",
            "-tls1_3",
            vec!["K"; 100],
            BROKEN,
            "TooManyKeyUpdateRequests",
        ),
        typed("data in clear", "-tls1_3", vec!["P"], BROKEN, ""),
        typed("data in clear, TLS 1.2", "-tls1_2", vec!["P"], BROKEN, ""),
    ]);
    all
}

/// Ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn withstand(real: &Real) -> Result<(), String> {
    let dir = make(real.certificate);
    let port = free_port();
    // Line by line, though nobody reads them at a terminal.
    let mut command = Command::new("stdbuf");
    command
        .args(["-oL", "openssl", "s_server", "-cert", "server.pem", "-key", "server.key"])
        .current_dir(&dir);
    command.args(["-accept", &format!("127.0.0.1:{port}")]).args(real.options.split_whitespace());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut server = Server(command.spawn().expect("openssl"));
    let mut keys = server.0.stdin.take().unwrap();
    let mut said = BufReader::new(server.0.stdout.take().unwrap()).split(b'\n');
    // "ACCEPT": it listens.
    while !said.next().unwrap().unwrap().starts_with(b"ACCEPT") {}
    let typed = real.typed.clone();
    let operator = std::thread::spawn(move || {
        let mut reads = |opening: &str| {
            said.any(|line| line.is_ok_and(|line| line.starts_with(opening.as_bytes())))
        };
        let mut types = |line: &str| keys.write_all(line.as_bytes()).is_ok();
        // One command at a time: it looks at the first letter of what it reads, and says when it has done that.
        let goes_on = reads("GET ")
            && typed
                .iter()
                .all(|command| types(&format!("{command}\n")) && reads("SSL_do_handshake"));
        if goes_on {
            types(ANSWER);
        }
        reads("nothing more");
    });
    let started = Instant::now();
    let client = client(json!({
        "baseUrl": format!("https://localhost:{port}/x"), "timeoutMs": 30_000, "connectTimeoutMs": 30_000,
        "tls": {"caFile": dir.join("root.pem")},
    }));
    let outcome = client.exchange("code");
    let took = started.elapsed();
    drop(server);
    operator.join().unwrap();
    let (status, text) = match &outcome {
        Ok(_) => (YJT_OK, String::new()),
        Err(failure) => (failure.status, failure.message.clone()),
    };
    println!("{}: status {status}, {} ms {text}", real.what, took.as_millis());
    let right = real.becomes.contains(&status) && text.contains(real.says);
    match right && took < Duration::from_secs(20) {
        true => Ok(()),
        false => Err(format!("{}: {took:?}, {outcome:?}", real.what)),
    }
}

#[test]
fn openssl_at_its_worst() {
    let wrong: Vec<String> = all().iter().filter_map(|real| withstand(real).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
