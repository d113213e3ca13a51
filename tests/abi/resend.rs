//! What is sent again, and what never is.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::Client;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, expected, merged};

#[test]
fn a_pooled_connection_that_was_closed_costs_nothing() {
    for fault in ["stale", "stale-reset"] {
        let client = SANDBOX.client(json!({}));
        let (code, _) = SANDBOX.mint(json!({"fault": fault}));
        client.exchange(&code).unwrap();
        let (code, citizen) = SANDBOX.mint(json!({}));
        assert_eq!(client.exchange(&code).unwrap(), expected(&citizen), "{fault}");
        assert_eq!(SANDBOX.requests(&code), 1, "the one that reached the gateway");
    }
}

#[test]
fn several_stale_connections_cost_one_resend() {
    let client = SANDBOX.client(json!({}));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let (code, _) = SANDBOX.mint(json!({"fault": "stale"}));
                client.exchange(&code).unwrap();
            });
        }
    });
    let (code, _) = SANDBOX.mint(json!({}));
    client.exchange(&code).unwrap();
}

#[test]
fn nothing_is_sent_again_on_a_connection_that_served_before() {
    let client = SANDBOX.client(json!({"timeoutMs": 2000}));
    for (fault, status) in [
        ("half-answer", YJT_ERR_DISCONNECTED),
        ("truncated", YJT_ERR_ANSWER_TRUNCATED),
        ("stall", YJT_ERR_TIMEOUT),
    ] {
        let (code, _) = SANDBOX.mint(json!({}));
        client.exchange(&code).unwrap();
        let (code, _) = SANDBOX.mint(json!({"fault": fault}));
        assert_eq!(client.exchange(&code).unwrap_err().status, status, "{fault}");
        assert_eq!(SANDBOX.requests(&code), 1, "{fault}");
    }
}

#[test]
fn a_corrected_clock_is_kept() {
    let client = SANDBOX.client(json!({}));
    for requests in [2, 1, 1] {
        let (code, citizen) = SANDBOX.mint(json!({"fault": "clock:-3600"}));
        assert_eq!(client.exchange(&code).unwrap(), expected(&citizen));
        assert_eq!(SANDBOX.requests(&code), requests);
    }
    // And measured anew when the clocks agree again.
    let (code, _) = SANDBOX.mint(json!({"fault": "clock:0"}));
    client.exchange(&code).unwrap();
    assert_eq!(SANDBOX.requests(&code), 2);
}

#[test]
fn a_refused_signature_with_agreeing_clocks_is_not_sent_again() {
    let client = SANDBOX.client(json!({"token": "wrong"}));
    let (code, _) = SANDBOX.mint(json!({}));
    assert_eq!(client.exchange(&code).unwrap_err().status, YJT_ERR_GATEWAY_SIGNATURE);
    assert_eq!(SANDBOX.requests(&code), 1);
}

#[test]
fn a_wrong_clock_and_a_wrong_token_end_after_two() {
    let client = SANDBOX.client(json!({"token": "wrong"}));
    let (code, _) = SANDBOX.mint(json!({"fault": "clock:900"}));
    let failure = client.exchange(&code).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_GATEWAY_SIGNATURE, "{failure:?}");
    assert_eq!(SANDBOX.requests(&code), 2);
}

/// The first bytes of an answer's TLS record are bytes of an answer.
#[test]
fn nothing_is_sent_again_when_part_of_a_record_has_come() {
    let base = SANDBOX.configuration["baseUrl"].as_str().unwrap();
    let sandbox: u16 = base.split([':', '/']).nth(4).unwrap().parse().unwrap();
    let cut = Arc::new(AtomicBool::new(false));
    let cuts = cut.clone();
    let port = peer::listen(move |mut client| {
        let mut server = TcpStream::connect(("localhost", sandbox)).unwrap();
        let (mut upward, mut upstream) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        std::thread::spawn(move || std::io::copy(&mut upward, &mut upstream));
        let mut bytes = [0; 16 * 1024];
        while let Ok(amount @ 1..) = server.read(&mut bytes) {
            let cut = cuts.load(Ordering::SeqCst);
            let amount = if cut { 5 } else { amount };
            if client.write_all(&bytes[..amount]).is_err() || cut {
                break;
            }
        }
        let _ = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
    });
    let base = base.replace(&sandbox.to_string(), &port.to_string());
    let client = SANDBOX.client(json!({"baseUrl": base}));
    let (code, _) = SANDBOX.mint(json!({}));
    client.exchange(&code).unwrap();
    cut.store(true, Ordering::SeqCst);
    let (code, _) = SANDBOX.mint(json!({}));
    assert_eq!(client.exchange(&code).unwrap_err().status, YJT_ERR_DISCONNECTED);
    assert_eq!(SANDBOX.requests(&code), 1);
}

/// They were all signed before the first of them had measured anything.
#[test]
fn calls_that_were_under_way_are_corrected_too() {
    let client = client_of(picky(600, |_, off| off.abs() > 180));
    std::thread::scope(|scope| {
        let client = &client;
        let code = |n| scope.spawn(move || client.exchange(&format!("code{n}")));
        for call in (0..8).map(code).collect::<Vec<_>>() {
            assert_eq!(call.join().unwrap().unwrap_err().status, YJT_ERR_FAILED);
        }
    });
}

/// Otherwise one refusal beside a wrong date would spoil every later login.
#[test]
fn a_correction_that_did_not_help_is_not_kept() {
    // The gateway's clock is right, the date is a front-end machine's.
    let client = client_of(picky(3600, |head, off| {
        head.contains("code=refused") || (off + 3600).abs() > 180
    }));
    assert_eq!(client.exchange("refused").unwrap_err().status, YJT_ERR_GATEWAY_SIGNATURE);
    assert_eq!(client.exchange("good").unwrap_err().status, YJT_ERR_FAILED);
}

/// A page, or a gateway that is busy, need not have looked at the signature.
#[test]
fn a_correction_that_nobody_judged_is_not_kept() {
    for answer in [
        "502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
        "200 OK\r\ncontent-length: 6\r\n\r\n<html>",
        "200 OK\r\ncontent-length: 22\r\n\r\n{\"errcode\":\"AGW.1429\"}",
    ] {
        let corrected = Arc::new(AtomicBool::new(false));
        let port = peer::listen(move |mut stream| {
            let head = peer::read_head(&mut stream);
            // The gateway's clock is right, the date is a front-end machine's.
            let now = SystemTime::now();
            let date = httpdate::fmt_http_date(now + Duration::from_secs(3600));
            let is_right = (timestamp(&head) - seconds(now)).abs() <= 180;
            let body = match head.contains("code=good") && is_right {
                true => r#"{"errcode":1}"#,
                false => r#"{"errcode":"AGW.1433"}"#,
            };
            let length = body.len();
            let judged =
                format!("200 OK\r\ndate: {date}\r\ncontent-length: {length}\r\n\r\n{body}");
            let is_second = head.contains("code=busy") && corrected.swap(true, Ordering::SeqCst);
            let _ = write!(stream, "HTTP/1.1 {}", if is_second { answer } else { &judged });
        });
        let client = client_of(port);
        let failure = client.exchange("busy").unwrap_err();
        assert_ne!(failure.status, YJT_ERR_GATEWAY_SIGNATURE, "{answer}: {failure:?}");
        let failure = client.exchange("good").unwrap_err();
        assert_eq!(failure.status, YJT_ERR_FAILED, "{answer}: {failure:?}");
    }
}

/// A gateway whose `Date` is so many seconds ahead, and which refuses what it is told to refuse: `refuses` gets the
/// request and how far its timestamp is off that date.
fn picky(ahead: i64, refuses: fn(&str, i64) -> bool) -> u16 {
    peer::listen(move |mut stream| {
        let head = peer::read_head(&mut stream);
        let date = SystemTime::now() + Duration::from_secs(ahead.unsigned_abs());
        let refused = refuses(&head, timestamp(&head) - seconds(date));
        let body = if refused { r#"{"errcode":"AGW.1433"}"# } else { r#"{"errcode":1}"# };
        std::thread::sleep(Duration::from_millis(100));
        let (date, length) = (httpdate::fmt_http_date(date), body.len());
        let head = format!("date: {date}\r\nconnection: close\r\ncontent-length: {length}");
        let _ = write!(stream, "HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}");
    })
}

/// What the request was signed with.
fn timestamp(head: &str) -> i64 {
    let value = head.split("x-tsp-timestamp: ").nth(1).unwrap().lines().next().unwrap();
    value.parse().unwrap()
}

fn seconds(time: SystemTime) -> i64 {
    time.duration_since(UNIX_EPOCH).unwrap().as_secs() as i64
}

fn client_of(port: u16) -> Client {
    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/x")});
    Client::new(&merged(&SANDBOX.plain, base)).unwrap()
}

#[test]
fn concurrent_calls_with_one_code_share_one_request() {
    let client = SANDBOX.client(json!({}));
    let (code, citizen) = SANDBOX.mint(json!({"fault": "slow:3000"}));
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..16).map(|_| scope.spawn(|| client.exchange(&code))).collect();
        for call in calls {
            assert_eq!(call.join().unwrap().unwrap(), expected(&citizen));
        }
    });
    assert_eq!(SANDBOX.requests(&code), 1);
}

#[test]
fn a_shared_failure_reaches_every_caller() {
    let client = SANDBOX.client(json!({}));
    let (code, _) = SANDBOX.mint(json!({"fault": "slow:300", "ageSeconds": 0}));
    client.exchange(&code).unwrap();
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8).map(|_| scope.spawn(|| client.exchange(&code))).collect();
        for call in calls {
            assert_eq!(call.join().unwrap().unwrap_err().status, YJT_ERR_FAILED);
        }
    });
}

#[test]
fn nobody_listening_is_said_plainly() {
    let (_socket, closed) = peer::refusing();
    let client = client_of(closed);
    let failure = client.exchange("a").unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CONNECT);
    assert!(failure.message.contains(&closed.to_string()), "{failure:?}");
}

/// A gateway that reads each connection's second request, closes without a word, and knows the code from then on.
fn closes_after_processing() -> u16 {
    closes_and_says(r#"{"errcode":1}"#)
}

/// The same, saying this of a code that it knows.
fn closes_and_says(used: &'static str) -> u16 {
    let processed = Arc::new(AtomicBool::new(false));
    peer::listen(move |mut stream| {
        for request in 0.. {
            let head = peer::read_head(&mut stream);
            if head.is_empty() || request == 1 {
                processed.fetch_or(request == 1, Ordering::SeqCst);
                break;
            }
            let is_used = head.contains("code=once") && processed.load(Ordering::SeqCst);
            let body = if is_used { used } else { r#"{"errcode":2}"# };
            let length = body.len();
            let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}");
        }
    })
}

/// The refusal of the second request may be the first one's doing: who reads "used" should know.
#[test]
fn a_refusal_after_a_resend_says_so() {
    let port = closes_after_processing();
    let client = client_of(port);
    assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_INVALID_PARAMETER);
    let failure = client.exchange("once").unwrap_err();
    assert_eq!(failure.status, YJT_ERR_FAILED);
    assert!(failure.hint.contains("resendWhenClosed"), "{failure:?}");

    // The same said by an envelope.
    let said = r#"{"code":200,"success":true,"data":{"success":false,"res":null,"msg":"used"}}"#;
    let client = client_of(closes_and_says(said));
    assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_INVALID_PARAMETER);
    let failure = client.exchange("once").unwrap_err();
    assert_eq!(failure.status, YJT_ERR_GATEWAY_OTHER_CODE);
    assert!(failure.hint.contains("resendWhenClosed"), "{failure:?}");

    // Without a resend it is what it was.
    let failure = client_of(port).exchange("once").unwrap_err();
    assert!(!failure.hint.contains("resendWhenClosed"), "{failure:?}");
}

#[test]
fn nothing_is_sent_again_when_the_configuration_says_so() {
    let base = format!("http://127.0.0.1:{}/x", closes_after_processing());
    let base = json!({"baseUrl": base, "resendWhenClosed": false});
    let client = Client::new(&merged(&SANDBOX.plain, base)).unwrap();
    assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_INVALID_PARAMETER);
    assert_eq!(client.exchange("once").unwrap_err().status, YJT_ERR_DISCONNECTED);
}

/// A gateway that takes a request and goes down. 201 promises that nothing was sent.
#[test]
fn a_gateway_that_goes_down_with_a_request_may_have_processed_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = client_of(listener.local_addr().unwrap().port());
    let gateway = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        peer::read_head(&mut stream);
        let body = r#"{"errcode":2}"#;
        let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{body}");
        drop(listener);
        peer::read_head(&mut stream)
    });
    assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_INVALID_PARAMETER);
    let failure = client.exchange("once").unwrap_err();
    assert!(gateway.join().unwrap().contains("code=once"));
    assert_eq!(failure.status, YJT_ERR_DISCONNECTED, "{failure:?}");
    assert!(!failure.hint.contains("nothing was sent"), "{failure:?}");
}

/// 206 promises that nothing was sent.
#[test]
fn a_resend_that_cannot_connect_does_not_say_that_nothing_was_sent() {
    let accepted = Arc::new(AtomicBool::new(false));
    let base = SANDBOX.configuration["baseUrl"].as_str().unwrap();
    let sandbox: u16 = base.split([':', '/']).nth(4).unwrap().parse().unwrap();
    let cut = Arc::new(AtomicBool::new(false));
    let cuts = cut.clone();
    // Passes one connection on to the sandbox until told to cut it, and keeps all others waiting in the handshake.
    let port = peer::listen(move |mut client| {
        if accepted.swap(true, Ordering::SeqCst) {
            return peer::stall(client);
        }
        let mut server = TcpStream::connect(("localhost", sandbox)).unwrap();
        let (mut downward, mut downstream) =
            (server.try_clone().unwrap(), client.try_clone().unwrap());
        std::thread::spawn(move || std::io::copy(&mut downward, &mut downstream));
        let mut bytes = [0; 16 * 1024];
        while let Ok(amount @ 1..) = client.read(&mut bytes) {
            if cuts.load(Ordering::SeqCst) {
                let _ = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
            }
            let _ = server.write_all(&bytes[..amount]);
        }
    });
    let base = base.replace(&sandbox.to_string(), &port.to_string());
    let client = SANDBOX.client(json!({"baseUrl": base, "connectTimeoutMs": 400}));
    let (code, _) = SANDBOX.mint(json!({}));
    client.exchange(&code).unwrap();
    cut.store(true, Ordering::SeqCst);
    let (code, _) = SANDBOX.mint(json!({}));
    let failure = client.exchange(&code).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_DISCONNECTED, "{failure:?}");
}
