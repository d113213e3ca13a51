//! The deadlines hold, whatever the other side does.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::support::abi::{Client, Failure};
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

// Long enough for a busy machine to reach the stage that stalls.
const CONNECT_MS: u64 = 1000;
const TOTAL_MS: u64 = 2000;
/// What a busy machine may be late by; a deadline that does not hold ends never, or as much later.
const MARGIN: Duration = Duration::from_secs(4);

/// Fails, and within the limit.
fn fails_within(limit: u64, configuration: &Value, changes: Value) -> Failure {
    let mut limits = json!({"connectTimeoutMs": CONNECT_MS, "timeoutMs": TOTAL_MS});
    limits.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let client = Client::new(&merged(configuration, limits)).unwrap();
    let started = Instant::now();
    let failure = client.exchange("abc").unwrap_err();
    let took = started.elapsed();
    let limit = Duration::from_millis(limit);
    assert!(took >= limit.mul_f32(0.9) && took < limit + MARGIN, "{took:?}: {failure:?}");
    failure
}

fn https(port: u16) -> Value {
    json!({"baseUrl": format!("https://localhost:{port}/x")})
}

fn behind_proxy(port: u16) -> Value {
    json!({"proxy": format!("http://127.0.0.1:{port}")})
}

/// Names the stage that took too long.
fn connect_timeout(failure: &Failure, stage: &str) {
    assert_eq!(failure.status, YJT_ERR_CONNECT_TIMEOUT, "{failure:?}");
    assert!(failure.message.contains(stage), "{failure:?}");
    assert!(failure.message.contains(&CONNECT_MS.to_string()), "{failure:?}");
}

#[test]
fn a_handshake_that_stalls() {
    let port = peer::listen(peer::stall);
    let failure = fails_within(CONNECT_MS, &SANDBOX.configuration, https(port));
    connect_timeout(&failure, "TLS");
}

#[test]
fn a_handshake_that_drips() {
    // A handshake record of 16 KiB, a byte at a time.
    let port = peer::listen(|stream| peer::drip(stream, &[22, 3, 3, 64, 0, 2, 0, 63, 250], 3));
    let failure = fails_within(CONNECT_MS, &SANDBOX.configuration, https(port));
    connect_timeout(&failure, "TLS");
}

#[test]
fn a_proxy_that_stalls_or_drips() {
    let stalls = peer::listen(peer::stall);
    let drips = peer::listen(|stream| peer::drip(stream, b"HTTP/1.1 200 OK\r\nx: ", b'y'));
    for port in [stalls, drips] {
        let failure = fails_within(CONNECT_MS, &SANDBOX.configuration, behind_proxy(port));
        connect_timeout(&failure, "proxy");
    }
}

#[test]
fn a_connection_that_is_not_answered() {
    let silent = peer::Silent::at("127.0.0.1:0");
    let failure = fails_within(CONNECT_MS, &SANDBOX.configuration, https(silent.address.port()));
    connect_timeout(&failure, "TCP");
}

#[test]
fn an_answer_that_never_comes_or_never_ends() {
    let stalls = peer::listen(peer::stall);
    let drips_head = peer::listen(|stream| peer::drip(stream, b"HTTP/1.1 200 OK\r\nx: ", b'y'));
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n";
    let drips_body = peer::listen(|stream| peer::drip(stream, head, b' '));
    std::thread::scope(|scope| {
        for port in [stalls, drips_head, drips_body] {
            scope.spawn(move || {
                let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/x")});
                let failure = fails_within(TOTAL_MS, &SANDBOX.plain, base);
                assert_eq!(failure.status, YJT_ERR_TIMEOUT, "{failure:?}");
                assert!(failure.message.contains(&TOTAL_MS.to_string()), "{failure:?}");
            });
        }
    });
}

/// The total counts from the call on, connecting included.
#[test]
fn connecting_counts_against_the_total() {
    let port = peer::listen(peer::stall);
    let mut changes = https(port);
    changes["connectTimeoutMs"] = json!(60_000);
    let failure = fails_within(TOTAL_MS, &SANDBOX.configuration, changes);
    assert_eq!(failure.status, YJT_ERR_CONNECT_TIMEOUT, "nothing was sent: {failure:?}");
}

/// A socket's timeout that was long enough for the first byte is too long for the last: it would double the limit.
#[test]
fn a_drip_that_stalls_ends_at_the_deadline() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n";
    let port = peer::listen(|mut stream| {
        let started = Instant::now();
        stream.write_all(head).unwrap();
        while started.elapsed() < Duration::from_millis(7500) {
            let _ = stream.write_all(b" ");
            std::thread::sleep(Duration::from_millis(20));
        }
        peer::stall(stream);
    });
    let changes = json!({"baseUrl": format!("http://127.0.0.1:{port}/x"), "timeoutMs": 8000});
    let failure = fails_within(8000, &SANDBOX.plain, changes);
    assert_eq!(failure.status, YJT_ERR_TIMEOUT, "{failure:?}");
}
