//! A ClientHello, made by hand: no TLS library offers what is not to be used any more.

use std::net::IpAddr;

use ring::rand::{SecureRandom, SystemRandom};

const SERVER_NAME: u16 = 0;
const GROUPS: u16 = 10;
const POINT_FORMATS: u16 = 11;
const SIGNATURES: u16 = 13;
const VERSIONS: u16 = 43;
const KEY_SHARE: u16 = 51;

const X25519: u16 = 0x001d;
/// x25519, P-256, P-384, SM2.
const CURVES: [u16; 4] = [X25519, 0x0017, 0x0018, 0x0029];
/// RSA-PSS, ECDSA, RSA with SHA-2 and SHA-1, SM2.
const SCHEMES: [u16; 10] =
    [0x0804, 0x0805, 0x0403, 0x0503, 0x0401, 0x0501, 0x0601, 0x0201, 0x0203, 0x0708];

pub(super) struct Hello {
    pub version: [u8; 2],
    pub suites: &'static [u16],
    pub is_13: bool,
    pub with_name: bool,
}

impl Hello {
    /// The record.
    pub(super) fn bytes(&self, host: &str) -> Vec<u8> {
        let mut body = self.version.to_vec();
        body.extend(random());
        // A session ID, which some middle boxes want of TLS 1.3.
        let session = if self.is_13 { random().to_vec() } else { vec![] };
        body.extend(with_length(1, &session));
        body.extend(with_length(2, &numbers(self.suites)));
        body.extend(with_length(1, &[0])); // no compression
        body.extend(with_length(2, &self.extensions(host)));
        let mut message = vec![1];
        message.extend(with_length(3, &body));
        // A record of TLS 1.0 is what every version begins with.
        let mut record = vec![22];
        record.extend(if self.version == [1, 1] { [1, 1] } else { [3, 1] });
        record.extend(with_length(2, &message));
        record
    }

    fn extensions(&self, host: &str) -> Vec<u8> {
        let mut all = vec![];
        let mut add = |number: u16, content: &[u8]| {
            all.extend(number.to_be_bytes());
            all.extend(with_length(2, content));
        };
        let bare = host.trim_matches(['[', ']']);
        if self.with_name && bare.parse::<IpAddr>().is_err() {
            let name = [vec![0], with_length(2, bare.as_bytes())].concat();
            add(SERVER_NAME, &with_length(2, &name));
        }
        add(GROUPS, &with_length(2, &numbers(&CURVES)));
        add(POINT_FORMATS, &with_length(1, &[0]));
        add(SIGNATURES, &with_length(2, &numbers(&SCHEMES)));
        if self.is_13 {
            add(VERSIONS, &with_length(1, &[3, 4]));
            let share = [X25519.to_be_bytes().to_vec(), with_length(2, &random())].concat();
            add(KEY_SHARE, &with_length(2, &share));
        }
        all
    }
}

/// Should the system have none, zeros do as well for what is never used.
fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    let _ = SystemRandom::new().fill(&mut bytes);
    bytes
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// The content behind its length in so many bytes.
fn with_length(bytes: usize, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    [&length[length.len() - bytes..], content].concat()
}
