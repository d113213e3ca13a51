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

/// Wherever an answer stands still or drips, the call ends at its deadline.
#[test]
fn an_answer_that_stalls_or_drips_at_any_point() {
    const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let points = [
        ("", '\n'),
        ("HTTP/1.1 20", '0'),
        ("HTTP/1.1 200 OK\r\nx: ", 'y'),
        ("HTTP/1.1 200 OK\r\nx: y\r\n", ' '),
        ("\r\n", '\n'),
        ("HTTP/1.1 100 Continue\r\n\r\n", '\n'),
        ("HTTP/1.1 103 Early Hints\r\nx: ", 'y'),
        ("HTTP/1.1 200 OK\r\n\r\n", ' '),
        (CHUNKED, '0'),
        (&format!("{CHUNKED}d"), ' '),
        (&format!("{CHUNKED}fffffff\r\n"), ' '),
        (&format!("{CHUNKED}1\r\n \r"), '\r'),
        (&format!("{CHUNKED}0\r\n"), 'x'),
        (&format!("{CHUNKED}0\r\nx: "), 'y'),
    ];
    std::thread::scope(|scope| {
        for (opening, drop) in points {
            for drips in [true, false] {
                let opening = opening.to_owned();
                let shown = format!("{opening:?}, then {drop:?}, drips: {drips}");
                let port = peer::listen(move |mut stream| {
                    if drips {
                        peer::drip(stream, opening.as_bytes(), drop as u8);
                    } else {
                        let _ = stream.write_all(opening.as_bytes());
                        peer::stall(stream);
                    }
                });
                scope.spawn(move || {
                    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/x")});
                    let outcome =
                        std::panic::catch_unwind(|| fails_within(TOTAL_MS, &SANDBOX.plain, base));
                    let failure = outcome.unwrap_or_else(|_| panic!("{shown}"));
                    assert_eq!(failure.status, YJT_ERR_TIMEOUT, "{shown}: {failure:?}");
                });
            }
        }
    });
}

/// Announcements and trailers come to an end, or to the deadline; neither is collected without bound.
#[test]
fn a_flood_ends() {
    let floods = |opening: &'static str, more: &'static str| {
        peer::listen(move |mut stream| {
            peer::read_head(&mut stream);
            let mut next = opening.to_owned();
            while stream.write_all(next.as_bytes()).is_ok() {
                next = more.repeat(100);
            }
        })
    };
    let announcements = floods("", "HTTP/1.1 103 Early Hints\r\nx: y\r\n\r\n");
    let trailers = floods(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
        "x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n",
    );
    let trailer = floods("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\nx: ", "y");
    for port in [announcements, trailers, trailer] {
        let limits = json!({
            "baseUrl": format!("http://127.0.0.1:{port}/x"), "timeoutMs": TOTAL_MS,
        });
        let client = Client::new(&merged(&SANDBOX.plain, limits)).unwrap();
        let started = Instant::now();
        let failure = client.exchange("abc").unwrap_err();
        assert!(started.elapsed() < Duration::from_millis(TOTAL_MS + 3000), "{failure:?}");
        let expected = [YJT_ERR_TIMEOUT, YJT_ERR_NOT_HTTP];
        assert!(expected.contains(&failure.status), "{failure:?}");
    }
}
