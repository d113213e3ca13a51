//! What takes the place of a TLS handshake: noise, and a server's first words forged.

use std::io::{Read, Write};
use std::net::TcpStream;

use yjt::ffi::status::*;

use crate::attack::{
    Attack, Begins, attack, endless, flood, run, say, say_and_close, say_and_reset,
};
use crate::support::alone::alone;

const TLS: &[i32] = &[YJT_ERR_TLS];
const LATE: &[i32] = &[YJT_ERR_CONNECT_TIMEOUT];

pub const ALERT: u8 = 21;
pub const HANDSHAKE: u8 = 22;
const TLS12: [u8; 2] = [3, 3];

pub fn record(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[kind, 3, 3], &length[..], content].concat()
}

/// A handshake's message of a kind, with a length of three bytes.
pub fn message(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&[kind], &length[1..], content].concat()
}

fn extension(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&kind.to_be_bytes(), &length[..], content].concat()
}

/// A ServerHello, some of it forged.
#[derive(Clone)]
struct Hello {
    version: [u8; 2],
    random: [u8; 32],
    /// Unless it is the client's own.
    session: Option<Vec<u8>>,
    suite: u16,
    compression: u8,
    extensions: Vec<u8>,
}

/// TLS_AES_128_GCM_SHA256 and its predecessor by ECDHE and ECDSA.
const SUITE13: u16 = 0x1301;
const SUITE12: u16 = 0xc02b;
/// The end of a random number that a server chooses which was talked into TLS 1.2 (RFC 8446, 4.1.3).
const DOWNGRADED: [u8; 8] = *b"DOWNGRD\x01";
/// That of a HelloRetryRequest.
const RETRY: [u8; 32] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];
const SUPPORTED_VERSIONS: u16 = 43;
const KEY_SHARE: u16 = 51;

fn tls12() -> Hello {
    Hello {
        version: TLS12,
        random: [7; 32],
        session: None,
        suite: SUITE12,
        compression: 0,
        extensions: vec![],
    }
}

fn tls13() -> Hello {
    let share = [&[0, 29, 0, 32][..], &[9; 32]].concat();
    let extensions = [extension(SUPPORTED_VERSIONS, &[3, 4]), extension(KEY_SHARE, &share)];
    Hello { suite: SUITE13, extensions: extensions.concat(), ..tls12() }
}

impl Hello {
    fn bytes(&self, client: &[u8]) -> Vec<u8> {
        let session = self.session.as_deref().unwrap_or(client);
        let length = u16::try_from(self.extensions.len()).unwrap().to_be_bytes();
        let content = [
            &self.version[..],
            &self.random,
            &[u8::try_from(session.len()).unwrap()],
            session,
            &self.suite.to_be_bytes(),
            &[self.compression],
            &length,
            &self.extensions,
        ];
        record(HANDSHAKE, &message(2, &content.concat()))
    }

    /// Sent behind the client's hello, with what follows it.
    fn answers(self, then: Vec<u8>) -> impl Fn(&mut TcpStream) + Send + Sync {
        move |stream| {
            let Some(session) = client_session(stream) else { return };
            let _ = stream.write_all(&[self.bytes(&session), then.clone()].concat());
        }
    }
}

/// That of a ClientHello, which another kind of record may precede.
fn client_session(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut header = [0; 5];
    loop {
        stream.read_exact(&mut header).ok()?;
        let mut hello = vec![0; u16::from_be_bytes([header[3], header[4]]).into()];
        stream.read_exact(&mut hello).ok()?;
        if header[0] == HANDSHAKE {
            let session = 4 + 2 + 32;
            return Some(hello[session + 1..][..hello[session].into()].to_vec());
        }
    }
}

fn noise() -> Vec<Attack> {
    vec![
        attack("noise", TLS, say_and_close((0..=255).collect::<Vec<u8>>())),
        attack("HTTP", TLS, say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
        attack("SSH", TLS, say("SSH-2.0-OpenSSH_9.2\r\n")),
        attack("an unknown kind of record", TLS, say(record(99, &[0; 16]))),
        attack("a record that is too long", TLS, say([HANDSHAKE, 3, 3, 0xff, 0xff])),
        attack("an empty record of a handshake", TLS, say(record(HANDSHAKE, &[]))),
        attack("data before a handshake", TLS, say(record(23, b"HTTP/1.1 200 OK\r\n\r\n"))),
        attack("an end of the handshake before it", TLS, say(record(20, &[1]))),
        attack("a hello of SSL 2", TLS, say([0x80, 0x0b, 4, 0, 1, 0, 2, 0, 0, 0, 0, 0, 0])),
        attack("a ClientHello", TLS, say(record(HANDSHAKE, &message(1, &[0; 64])))),
        attack("an unknown message", TLS, say(record(HANDSHAKE, &message(99, &[0; 64])))),
        attack("HelloRequest, to negotiate anew", TLS, say(record(HANDSHAKE, &message(0, &[])))),
        attack("handshake_failure", TLS, say(record(ALERT, &[2, 40]))),
        attack("protocol_version", TLS, say(record(ALERT, &[2, 70]))),
        attack("an unknown alert", TLS, say(record(ALERT, &[2, 250]))),
        attack("a warning of no level", TLS, say(record(ALERT, &[9, 90]))),
        attack("close_notify", TLS, say_and_close(record(ALERT, &[1, 0]))),
        attack("an end", TLS, say_and_close("")),
        attack("a reset", &[YJT_ERR_TLS, YJT_ERR_CONNECT], say_and_reset("")),
        endless("nothing", LATE, say("")),
        endless("part of a record", LATE, say([HANDSHAKE, 3, 3, 0, 100, 2])),
        endless(
            "a giant message, not sent",
            &[YJT_ERR_TLS, YJT_ERR_CONNECT_TIMEOUT],
            say([HANDSHAKE, 3, 3, 0, 4, 2, 255, 255, 255]),
        ),
        attack(
            "a giant message",
            TLS,
            flood([HANDSHAKE, 3, 3, 0, 4, 2, 255, 255, 255], record(HANDSHAKE, &[0; 4096])),
        ),
        attack("warnings without end", TLS, flood("", record(ALERT, &[1, 90]))),
        attack("empty records without end", TLS, flood("", record(HANDSHAKE, &[]))),
        attack("ends of handshakes without end", TLS, flood("", record(20, &[1]))),
    ]
}

fn forged() -> Vec<Attack> {
    let says = |what: &str, hello: Hello| attack(what, TLS, hello.answers(vec![]));
    let with = |hello: Hello, more: Vec<u8>| Hello {
        extensions: [hello.extensions.clone(), more].concat(),
        ..hello
    };
    let mut downgraded = tls12();
    downgraded.random[24..].copy_from_slice(&DOWNGRADED);
    let retry = Hello {
        random: RETRY,
        extensions: [extension(SUPPORTED_VERSIONS, &[3, 4]), extension(KEY_SHARE, &[0, 23])]
            .concat(),
        ..tls13()
    };
    let only =
        |version: [u8; 2]| Hello { extensions: extension(SUPPORTED_VERSIONS, &version), ..tls13() };
    vec![
        says("SSL 3", Hello { version: [3, 0], ..tls12() }),
        says("TLS 1.0", Hello { version: [3, 1], ..tls12() }),
        says("TLS 1.1", Hello { version: [3, 2], ..tls12() }),
        says("TLS 1.1, by the extension", only([3, 2])),
        says("TLS 1.4", only([3, 5])),
        says("TLS 1.2, by a server that could do better", downgraded),
        says("RSA key exchange", Hello { suite: 0x002f, ..tls12() }),
        says("no encryption", Hello { suite: 0x0000, ..tls12() }),
        says("a suite for export", Hello { suite: 0x0003, ..tls12() }),
        says("RC4", Hello { suite: 0xc007, ..tls12() }),
        says("a suite of the other version", Hello { suite: SUITE12, ..tls13() }),
        says("compression", Hello { compression: 1, ..tls12() }),
        says("compression in TLS 1.3", Hello { compression: 1, ..tls13() }),
        // It is no secret and opens nothing: who sends it has not proved anything yet.
        endless(
            "another session in TLS 1.3",
            LATE,
            Hello { session: Some(vec![1; 32]), ..tls13() }.answers(vec![]),
        ),
        says("a session that is too long", Hello { session: Some(vec![1; 200]), ..tls12() }),
        says("an extension nobody offered", with(tls12(), extension(15, &[1]))),
        says("a protocol nobody offered", with(tls12(), extension(16, b"\0\x03\x02h2"))),
        says("an extension twice", with(tls13(), extension(SUPPORTED_VERSIONS, &[3, 4]))),
        says(
            "a key of a group nobody offered",
            Hello {
                extensions: [
                    extension(SUPPORTED_VERSIONS, &[3, 4]),
                    extension(KEY_SHARE, &[0, 30, 0, 1, 1]),
                ]
                .concat(),
                ..tls13()
            },
        ),
        says(
            "a key of no length",
            Hello {
                extensions: [
                    extension(SUPPORTED_VERSIONS, &[3, 4]),
                    extension(KEY_SHARE, &[0, 29, 0, 0]),
                ]
                .concat(),
                ..tls13()
            },
        ),
        says("no key", only([3, 4])),
        says("a session nobody resumed", with(tls13(), extension(41, &[0, 0]))),
        attack("another hello asked for twice", TLS, {
            let (session, retry) = (retry.clone(), retry.clone());
            move |stream: &mut TcpStream| {
                for hello in [&session, &retry] {
                    let Some(session) = client_session(stream) else { return };
                    let _ = stream.write_all(&hello.bytes(&session));
                }
            }
        }),
        says(
            "the same hello asked for",
            Hello {
                extensions: [
                    extension(SUPPORTED_VERSIONS, &[3, 4]),
                    extension(KEY_SHARE, &[0, 29]),
                ]
                .concat(),
                ..retry
            },
        ),
        attack("data in clear behind the hello", TLS, tls13().answers(record(23, &[0; 64]))),
        attack(
            "a certificate in clear",
            TLS,
            tls13().answers(record(HANDSHAKE, &message(11, &[0; 64]))),
        ),
        attack(
            "no certificates",
            TLS,
            tls12().answers(record(HANDSHAKE, &message(11, &[0, 0, 0]))),
        ),
        attack(
            "a certificate of nothing",
            TLS,
            tls12().answers(record(HANDSHAKE, &message(11, &[0, 0, 3, 0, 0, 0]))),
        ),
        attack(
            "a certificate that says to be longer",
            TLS,
            tls12().answers(record(HANDSHAKE, &message(11, &[0, 1, 0, 0, 1, 0, 1]))),
        ),
        attack("a chain without end", TLS, {
            // 64 KiB, and not the end.
            let opening = [HANDSHAKE, 3, 3, 0, 7, 11, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc];
            let hello = tls12();
            let chain = flood(opening, record(HANDSHAKE, &[0, 0, 1, 48]));
            move |stream: &mut TcpStream| {
                hello.clone().answers(vec![])(stream);
                chain(stream);
            }
        }),
    ]
}

#[test]
fn noise_is_no_handshake() {
    if alone("handshake::noise_is_no_handshake", &[]) {
        run(noise(), Begins::Connected);
    }
}

#[test]
fn a_forged_hello_is_refused() {
    if alone("handshake::a_forged_hello_is_refused", &[]) {
        run(forged(), Begins::Connected);
    }
}
