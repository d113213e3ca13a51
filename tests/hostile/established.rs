//! A TLS connection that is established, and then abused: the request is sent, and what comes is no answer.

use std::io::Write;
use std::net::{Shutdown, TcpStream};

use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use yjt::ffi::status::*;

use crate::attack::{Attack, Begins, attack, endless, run};
use crate::handshake::{ALERT, HANDSHAKE, message, record};
use crate::sealed::{CHANGE_CIPHER_SPEC, DATA, Sealed};
use crate::support::alone::alone;

const BROKEN: &[i32] = &[YJT_ERR_DISCONNECTED];
const LATE: &[i32] = &[YJT_ERR_TIMEOUT];
const EITHER: &[i32] = &[YJT_ERR_DISCONNECTED, YJT_ERR_TIMEOUT];

const ANSWER: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"errcode\":0,\"data\":{\"userId\":\"forged\"}}";

fn then(
    version: &'static SupportedProtocolVersion,
    act: impl Fn(&mut Sealed) + Send + Sync,
) -> impl Fn(&mut TcpStream) + Send + Sync {
    move |stream| {
        if let Some(mut sealed) = Sealed::accept(stream.try_clone().unwrap(), version) {
            act(&mut sealed);
        }
    }
}

/// A NewSessionTicket with a ticket of this size, good for this long.
fn ticket(size: usize, seconds: u32) -> Vec<u8> {
    let content = [
        &seconds.to_be_bytes()[..],
        &[0; 4],
        &[1, 0],
        &u16::try_from(size).unwrap().to_be_bytes(),
        &vec![5; size],
        &[0, 0],
    ];
    message(4, &content.concat())
}

/// In both versions.
fn attacks(version: &'static SupportedProtocolVersion) -> Vec<Attack> {
    let plain = |kind, content: &'static [u8]| {
        then(version, move |sealed| {
            let _ = sealed.stream.write_all(&record(kind, content));
        })
    };
    let says =
        |kind, content: &'static [u8]| then(version, move |sealed| sealed.send(kind, content));
    let floods =
        |kind, content: &'static [u8]| then(version, move |sealed| sealed.flood(kind, content));
    vec![
        attack("an answer in clear", BROKEN, plain(DATA, ANSWER)),
        attack("an alert in clear", BROKEN, plain(ALERT, &[2, 40])),
        attack("a hello in clear", BROKEN, plain(HANDSHAKE, &[0, 0, 0, 0])),
        attack(
            "noise",
            BROKEN,
            then(version, |sealed| {
                let _ = sealed.stream.write_all(&[0xaa; 512]);
            }),
        ),
        attack(
            "a spoilt record",
            BROKEN,
            then(version, |sealed| {
                let mut spoilt = sealed.seal(DATA, ANSWER);
                *spoilt.last_mut().unwrap() ^= 1;
                let _ = sealed.stream.write_all(&spoilt);
            }),
        ),
        attack(
            "an answer, twice the same record",
            &[0, YJT_ERR_DISCONNECTED],
            then(version, |sealed| {
                let once = sealed.seal(DATA, ANSWER);
                let _ = sealed.stream.write_all(&[&once[..], &once].concat());
            }),
        ),
        attack(
            "records in another order",
            BROKEN,
            then(version, |sealed| {
                let (head, body) = ANSWER.split_at(30);
                let (first, second) = (sealed.seal(DATA, head), sealed.seal(DATA, body));
                let _ = sealed.stream.write_all(&[second, first].concat());
            }),
        ),
        attack(
            "a record left out",
            BROKEN,
            then(version, |sealed| {
                sealed.seal(DATA, b"HTTP/1.1 500 No\r\n");
                sealed.send(DATA, ANSWER);
            }),
        ),
        attack("an unknown kind of record", BROKEN, says(99, ANSWER)),
        attack("a fatal alert", BROKEN, says(ALERT, &[2, 80])),
        attack("half an alert", EITHER, says(ALERT, &[2])),
        attack(
            "an end that is said",
            BROKEN,
            then(version, |sealed| {
                sealed.send(ALERT, &[1, 0]);
                let _ = sealed.stream.shutdown(Shutdown::Write);
            }),
        ),
        attack(
            "an answer behind the end",
            BROKEN,
            then(version, |sealed| {
                sealed.send(ALERT, &[1, 0]);
                sealed.send(DATA, ANSWER);
            }),
        ),
        attack(
            "an end that is not said, within the answer",
            &[YJT_ERR_ANSWER_TRUNCATED],
            then(version, |sealed| {
                sealed.send(DATA, &ANSWER[..ANSWER.len() - 5]);
                let _ = sealed.stream.shutdown(Shutdown::Write);
            }),
        ),
        attack("warnings without end", EITHER, floods(ALERT, &[1, 90])),
        endless("empty records without end", EITHER, floods(DATA, &[])),
        attack("an unknown message", BROKEN, says(HANDSHAKE, &[99, 0, 0, 1, 0])),
        attack("a ClientHello", BROKEN, says(HANDSHAKE, &[1, 0, 0, 2, 3, 3])),
        attack("a Finished", BROKEN, says(HANDSHAKE, &[20, 0, 0, 2, 3, 3])),
        attack("a giant message", BROKEN, floods(HANDSHAKE, &[11, 255, 255, 255])),
        endless(
            "part of a record",
            LATE,
            then(version, |sealed| {
                let _ = sealed.stream.write_all(&[DATA, 3, 3, 4, 0, 1, 2, 3]);
            }),
        ),
    ]
}

fn of_tls12() -> Vec<Attack> {
    let request: &[u8] = &[0, 0, 0, 0];
    vec![
        // It is answered by a refusal, and the connection goes on.
        attack(
            "a wish to negotiate anew",
            &[0],
            then(&TLS12, |sealed| {
                sealed.send(HANDSHAKE, request);
                sealed.send(DATA, &own());
            }),
        ),
        endless(
            "wishes to negotiate anew without end",
            EITHER,
            then(&TLS12, move |sealed| {
                sealed.flood(HANDSHAKE, request);
            }),
        ),
        attack(
            "a change of cipher",
            BROKEN,
            then(&TLS12, |sealed| sealed.send(CHANGE_CIPHER_SPEC, &[1])),
        ),
    ]
}

fn of_tls13() -> Vec<Attack> {
    let tickets =
        |size, seconds| then(&TLS13, move |sealed| sealed.flood(HANDSHAKE, &ticket(size, seconds)));
    vec![
        endless("tickets without end", LATE, tickets(32, 60)),
        endless("giant tickets without end", EITHER, tickets(16_000, 60)),
        endless("tickets for ever without end", EITHER, tickets(32, u32::MAX)),
        attack(
            "an empty ticket",
            BROKEN,
            then(&TLS13, |sealed| sealed.send(HANDSHAKE, &ticket(0, 60))),
        ),
        attack("nothing but padding", BROKEN, then(&TLS13, |sealed| sealed.send(0, &[0; 100]))),
        attack(
            "a wish for certificates",
            BROKEN,
            then(&TLS13, |sealed| {
                sealed.send(HANDSHAKE, &message(13, &[0, 0, 0]));
            }),
        ),
        attack(
            "a key update that is none",
            BROKEN,
            then(&TLS13, |sealed| sealed.send(HANDSHAKE, &message(24, &[7]))),
        ),
        attack(
            "a key update within a record",
            BROKEN,
            then(&TLS13, |sealed| {
                sealed.send(HANDSHAKE, &[message(24, &[0]), message(24, &[0])].concat());
            }),
        ),
        attack(
            "changes of cipher without end",
            EITHER,
            then(&TLS13, |sealed| {
                while sealed.stream.write_all(&record(CHANGE_CIPHER_SPEC, &[1])).is_ok() {}
            }),
        ),
    ]
}

/// The first patient's own.
fn own() -> Vec<u8> {
    let answer = String::from_utf8_lossy(ANSWER).replace("forged", "first1");
    answer.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").into_bytes()
}

#[test]
fn tls_1_2_is_not_abused() {
    if alone("established::tls_1_2_is_not_abused", &[]) {
        run(attacks(&TLS12).into_iter().chain(of_tls12()).collect(), Begins::Connected);
    }
}

#[test]
fn tls_1_3_is_not_abused() {
    if alone("established::tls_1_3_is_not_abused", &[]) {
        run(attacks(&TLS13).into_iter().chain(of_tls13()).collect(), Begins::Connected);
    }
}
