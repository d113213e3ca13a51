//! `x-tsp-nonce`, `x-tsp-timestamp` and `x-tsp-signature`: new for every attempt (guide, section 3).

use std::time::{SystemTime, UNIX_EPOCH};

use ring::digest;
use ring::rand::{SecureRandom, SystemRandom};

use crate::config::{SignaturePart, SignatureRule};
use crate::error::Error;
use crate::secret::on_wiped_stack;

/// Fits every length rule seen at gateways of this family (10 to 20, at most 36).
const NONCE_LENGTH: usize = 16;
const NONCE_ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";

/// Hex digits of SHA-256.
const SIGNATURE_LENGTH: usize = 64;

/// What one signed attempt sends.
pub struct Signed {
    pub nonce: [u8; NONCE_LENGTH],
    pub timestamp: String,
    pub signature: [u8; SIGNATURE_LENGTH],
}

/// Signs an attempt made at a given time.
pub fn sign(rule: &SignatureRule, token: &str, now: SystemTime) -> Result<Signed, Error> {
    let nonce = nonce()?;
    let since_1970 = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let timestamp = if rule.milliseconds {
        since_1970.as_millis().to_string()
    } else {
        since_1970.as_secs().to_string()
    };
    let signature = signature(rule, token, &nonce, &timestamp);
    Ok(Signed { nonce, timestamp, signature })
}

fn signature(
    rule: &SignatureRule,
    token: &str,
    nonce: &[u8],
    timestamp: &str,
) -> [u8; SIGNATURE_LENGTH] {
    let hash = on_wiped_stack(|| {
        let mut hash = digest::Context::new(&digest::SHA256);
        for part in &rule.template {
            let text = match part {
                SignaturePart::Timestamp => timestamp.as_bytes(),
                SignaturePart::Token => token.as_bytes(),
                SignaturePart::Nonce => nonce,
                SignaturePart::Text(text) => text.as_bytes(),
            };
            hash.update(text);
        }
        hash.finish()
    });
    let mut digits = [0; SIGNATURE_LENGTH];
    hex::encode_to_slice(hash, &mut digits).expect("two digits a byte");
    if !rule.lower_case {
        digits.make_ascii_uppercase();
    }
    digits
}

fn nonce() -> Result<[u8; NONCE_LENGTH], Error> {
    let random = SystemRandom::new();
    let (mut nonce, mut length) = ([0; NONCE_LENGTH], 0);
    let mut bytes = [0; 2 * NONCE_LENGTH];
    while length < NONCE_LENGTH {
        random.fill(&mut bytes).map_err(|_| Error::Random)?;
        // 252 is 7 * 36: bytes above it would favour the first letters.
        let letters = bytes.iter().filter(|&&b| b < 252);
        for (place, byte) in nonce[length..].iter_mut().zip(letters) {
            *place = NONCE_ALPHABET[usize::from(byte % 36)];
            length += 1;
        }
    }
    Ok(nonce)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf '%s' '1700000000tok=nonce12345678abcd1700000000' | sha256sum`, token `tok=`.
    const HASH: &str = "991ec99e1ef8d1f8bce46a49f7214a2bd4b7115ea4a2633017234c1add867227";

    fn rule(lower_case: bool, milliseconds: bool) -> SignatureRule {
        let template = SignaturePart::all("{timestamp}{token}{nonce}{timestamp}").unwrap();
        SignatureRule { template, milliseconds, lower_case }
    }

    #[test]
    fn the_default_formula_is_sha256_of_timestamp_token_nonce_timestamp() {
        let upper = signature(&rule(false, false), "tok=", b"nonce12345678abcd", "1700000000");
        assert_eq!(upper, HASH.to_uppercase().as_bytes());
        let lower = signature(&rule(true, false), "tok=", b"nonce12345678abcd", "1700000000");
        assert_eq!(lower, HASH.as_bytes());
    }

    #[test]
    fn nonces_are_sixteen_letters_and_never_repeat() {
        let nonces: std::collections::HashSet<_> = (0..1000).map(|_| nonce().unwrap()).collect();
        assert_eq!(nonces.len(), 1000);
        assert!(
            nonces.iter().all(|n| n.len() == 16 && n.iter().all(|b| NONCE_ALPHABET.contains(b)))
        );
    }

    #[test]
    fn the_unit_of_the_timestamp_is_configurable() {
        let now = UNIX_EPOCH + std::time::Duration::from_millis(1_700_000_000_123);
        assert_eq!(sign(&rule(false, false), "t", now).unwrap().timestamp, "1700000000");
        assert_eq!(sign(&rule(false, true), "t", now).unwrap().timestamp, "1700000000123");
    }
}
