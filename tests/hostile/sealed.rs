//! Records of a connection that is established, which no TLS library writes: sealed with the keys that it hands out.

use std::io::{Read, Write};
use std::net::TcpStream;

use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use rustls::{ConnectionTrafficSecrets, ServerConnection, SupportedProtocolVersion};

use crate::handshake::record;
use crate::support::wire::server_that_tells;

pub const CHANGE_CIPHER_SPEC: u8 = 20;
pub const DATA: u8 = 23;

pub struct Sealed {
    pub stream: TcpStream,
    is_tls13: bool,
    key: LessSafeKey,
    iv: [u8; 12],
    sequence: u64,
}

impl Sealed {
    /// Shakes hands and hears a request.
    pub fn accept(
        mut stream: TcpStream,
        version: &'static SupportedProtocolVersion,
    ) -> Option<Sealed> {
        let mut tls = ServerConnection::new(server_that_tells(version)).unwrap();
        while tls.is_handshaking() {
            tls.complete_io(&mut stream).ok()?;
        }
        let mut head = vec![];
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            rustls::Stream::new(&mut tls, &mut stream).read_exact(&mut byte).ok()?;
            head.push(byte[0]);
        }
        let (sequence, secrets) = tls.dangerous_extract_secrets().unwrap().tx;
        let ConnectionTrafficSecrets::Aes128Gcm { key, iv } = secrets else {
            panic!("another suite")
        };
        Some(Sealed {
            stream,
            is_tls13: *version == rustls::version::TLS13,
            key: LessSafeKey::new(UnboundKey::new(&AES_128_GCM, key.as_ref()).unwrap()),
            iv: iv.as_ref().try_into().unwrap(),
            sequence,
        })
    }

    /// The record that carries this next (RFC 8446, 5.2; RFC 5288, 3).
    pub fn seal(&mut self, kind: u8, content: &[u8]) -> Vec<u8> {
        let number = self.sequence.to_be_bytes();
        self.sequence += 1;
        let tag = AES_128_GCM.tag_len();
        if self.is_tls13 {
            let mut nonce = self.iv;
            nonce[4..].iter_mut().zip(number).for_each(|(byte, number)| *byte ^= number);
            let mut inner = [content, &[kind]].concat();
            let header = record(DATA, &vec![0; inner.len() + tag])[..5].to_vec();
            self.encrypt(nonce, &header, &mut inner);
            [header, inner].concat()
        } else {
            let nonce = [&self.iv[..4], &number].concat().try_into().unwrap();
            let length = u16::try_from(content.len()).unwrap().to_be_bytes();
            let bound = [&number[..], &[kind, 3, 3], &length].concat();
            let mut inner = content.to_vec();
            self.encrypt(nonce, &bound, &mut inner);
            record(kind, &[&number[..], &inner].concat())
        }
    }

    fn encrypt(&self, nonce: [u8; 12], bound: &[u8], inner: &mut Vec<u8>) {
        let nonce = Nonce::assume_unique_for_key(nonce);
        self.key.seal_in_place_append_tag(nonce, Aad::from(bound), inner).unwrap();
    }

    pub fn send(&mut self, kind: u8, content: &[u8]) {
        let sealed = self.seal(kind, content);
        let _ = self.stream.write_all(&sealed);
    }

    /// The same again and again.
    pub fn flood(&mut self, kind: u8, content: &[u8]) {
        let at_once = 4096 / (content.len() + 32) + 1;
        loop {
            let sealed: Vec<u8> = (0..at_once).flat_map(|_| self.seal(kind, content)).collect();
            if self.stream.write_all(&sealed).is_err() {
                break;
            }
        }
    }
}
