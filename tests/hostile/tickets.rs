//! Sessions that are resumed: a ticket is shown once, and a handshake that was recorded opens nothing.

use std::collections::HashSet;
use std::io::{Cursor, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};

use rustls::ServerConnection;
use rustls::version::TLS13;
use serde_json::json;
use yjt::ffi::status::YJT_ERR_TLS;

use crate::attack::client;
use crate::support::peer;
use crate::support::wire::server_that_tells;

/// The ticket in a ClientHello (RFC 8446, 4.2.11): the first identity of its last extension.
fn ticket_of(hello: &[u8]) -> Option<Vec<u8>> {
    let two = |at: usize| usize::from(u16::from_be_bytes([hello[at], hello[at + 1]]));
    let session = 5 + 4 + 2 + 32;
    let suites = session + 1 + usize::from(hello[session]);
    let compressions = suites + 2 + two(suites);
    let mut at = compressions + 1 + usize::from(hello[compressions]) + 2;
    while at < hello.len() {
        if two(at) == 41 {
            return Some(hello[at + 8..][..two(at + 6)].to_vec());
        }
        at += 4 + two(at + 2);
    }
    None
}

fn hello(stream: &mut TcpStream) -> Vec<u8> {
    let mut record = vec![0; 5];
    stream.read_exact(&mut record).unwrap();
    let length: usize = u16::from_be_bytes([record[3], record[4]]).into();
    record.resize(5 + length, 0);
    stream.read_exact(&mut record[5..]).unwrap();
    record
}

/// Who replays a ticket that was seen on the wire learns nothing, but could tell whose connection it is.
#[test]
fn a_ticket_is_shown_once() {
    let tickets: Arc<Mutex<Vec<Option<Vec<u8>>>>> = Arc::default();
    let (seen, server) = (tickets.clone(), server_that_tells(&TLS13));
    let port = peer::listen(move |mut stream| {
        let hello = hello(&mut stream);
        seen.lock().unwrap().push(ticket_of(&hello));
        let mut tls = ServerConnection::new(server.clone()).unwrap();
        tls.read_tls(&mut Cursor::new(hello)).unwrap();
        tls.process_new_packets().unwrap();
        let mut tls = rustls::Stream::new(&mut tls, &mut stream);
        let mut head = vec![];
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            tls.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        let body = r#"{"errcode":0,"data":{"userId":"u"}}"#;
        let _ = write!(tls, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        let _ = tls.flush();
    });
    let base = format!("https://localhost:{port}/x");
    let client = client(json!({"baseUrl": base, "maxIdleConnections": 0}));
    for _ in 0..10 {
        client.exchange("code").unwrap();
    }
    let tickets = tickets.lock().unwrap();
    assert_eq!(tickets[0], None);
    let shown: HashSet<_> = tickets[1..].iter().map(|ticket| ticket.clone().unwrap()).collect();
    assert_eq!(shown.len(), 9, "each connection resumes, each with a ticket of its own");
}

/// What a server said to somebody is said again, byte by byte.
#[test]
fn a_recorded_handshake_opens_nothing() {
    let recorded: Arc<Mutex<Vec<u8>>> = Arc::default();
    let heard: Arc<Mutex<Vec<u8>>> = Arc::default();
    let (server, hears) = (server_that_tells(&TLS13), heard.clone());
    let port = peer::listen(move |mut stream| {
        let hello = hello(&mut stream);
        let mut flight = recorded.lock().unwrap();
        if flight.is_empty() {
            let mut tls = ServerConnection::new(server.clone()).unwrap();
            tls.read_tls(&mut Cursor::new(hello)).unwrap();
            tls.process_new_packets().unwrap();
            while tls.wants_write() {
                tls.write_tls(&mut *flight).unwrap();
            }
            return;
        }
        stream.write_all(&flight).unwrap();
        let _ = stream.read_to_end(&mut hears.lock().unwrap());
    });
    let client = client(json!({"baseUrl": format!("https://localhost:{port}/x")}));
    for _ in 0..2 {
        let failure = client.exchange("code").unwrap_err();
        assert_eq!(failure.status, YJT_ERR_TLS, "{failure:?}");
    }
    let heard = heard.lock().unwrap();
    // An alert, and no data.
    assert!(!heard.is_empty() && !heard.starts_with(&[23]), "{heard:?}");
}
