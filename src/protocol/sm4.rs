//! SM4 in the one form the province uses: ECB, PKCS#7, key and cipher text in hex, text in UTF-8 (guide, section 6).

use std::fmt;
use std::sync::Arc;

use sm4::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit, array::Array};
use subtle::ConstantTimeEq;

use super::digits;
use crate::error::Sm4Error;
use crate::secret::on_wiped_stack;

/// Bytes in a block.
const BLOCK: usize = 16;
/// Hex digits of a key.
const KEY_DIGITS: usize = 32;

/// An SM4 key that is kept. Its schedule never moves: a copy would stay behind. Only work on blocks sees it, and only that
/// is done on a stack that is wiped.
#[derive(Clone)]
pub struct Key(Arc<Schedule>);

impl Key {
    /// Reads exactly 32 hex digits, in either case.
    pub fn from_hex(key_hex: &str) -> Result<Key, Sm4Error> {
        on_wiped_stack(|| Ok(Key(Arc::new(Schedule::from_hex(key_hex)?))))
    }

    /// As [`Schedule::encrypt`].
    pub fn encrypt(&self, text: &str) -> Result<String, Sm4Error> {
        in_hex(&encrypted(text, |blocks| on_wiped_stack(|| self.0.encrypt_blocks(blocks)))?)
    }

    /// As [`Schedule::decrypt`].
    pub fn decrypt(&self, cipher: &str) -> Result<String, Sm4Error> {
        decrypted(cipher, |blocks| on_wiped_stack(|| self.0.decrypt_blocks(blocks)))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}

/// Does work with a key that is needed for nothing else: exactly 32 hex digits, in either case.
pub fn with_key<T, E: From<Sm4Error>>(
    key_hex: &str,
    work: impl FnOnce(&Schedule) -> Result<T, E>,
) -> Result<T, E> {
    on_wiped_stack(|| work(&Schedule::from_hex(key_hex)?))
}

/// What a key becomes for the cipher, and the key can be had back from: made and used on a stack that is wiped, as all of
/// [`with_key`] is, and kept in memory that is wiped.
pub struct Schedule(sm4::Sm4);

impl Schedule {
    fn from_hex(key_hex: &str) -> Result<Schedule, Sm4Error> {
        let mut bytes = [0; BLOCK];
        if digits::decode(key_hex, &mut bytes) {
            return Ok(Schedule(sm4::Sm4::new(&Array(bytes))));
        }
        let characters = key_hex.chars().count();
        Err(match key_hex.chars().position(|c| !c.is_ascii_hexdigit()) {
            Some(position) if characters == KEY_DIGITS => {
                Sm4Error::KeyNotHex { position: position + 1 }
            }
            _ => Sm4Error::KeyLength { characters },
        })
    }

    /// `Sm4Utils.encryptEcb`: lower-case hex of the padded text's blocks.
    pub fn encrypt(&self, text: &str) -> Result<String, Sm4Error> {
        in_hex(&encrypted(text, |blocks| self.encrypt_blocks(blocks))?)
    }

    /// `Sm4Utils.decryptEcb`. The padding is checked in full before anything is handed out.
    pub fn decrypt(&self, cipher: &str) -> Result<String, Sm4Error> {
        decrypted(cipher, |blocks| self.decrypt_blocks(blocks))
    }

    /// `Sm4Utils.verifyEcb`: whether the cipher text is that of the text, compared in constant time.
    pub fn verify(&self, cipher: &str, text: &str) -> Result<bool, Sm4Error> {
        let given = whole_blocks(cipher)?;
        let expected = encrypted(text, |blocks| self.encrypt_blocks(blocks))?;
        Ok(given.ct_eq(&expected).into())
    }

    fn encrypt_blocks(&self, blocks: &mut [u8]) {
        for block in blocks.chunks_exact_mut(BLOCK) {
            self.0.encrypt_block(block.try_into().expect("a whole block"));
        }
    }

    fn decrypt_blocks(&self, blocks: &mut [u8]) {
        for block in blocks.chunks_exact_mut(BLOCK) {
            self.0.decrypt_block(block.try_into().expect("a whole block"));
        }
    }
}

fn encrypted(text: &str, encrypt: impl FnOnce(&mut [u8])) -> Result<Vec<u8>, Sm4Error> {
    let padding = BLOCK - text.len() % BLOCK;
    let mut bytes = zeros(text.len() + padding)?;
    let (start, end) = bytes.split_at_mut(text.len());
    start.copy_from_slice(text.as_bytes());
    end.fill(padding as u8);
    encrypt(&mut bytes);
    Ok(bytes)
}

fn decrypted(cipher: &str, decrypt: impl FnOnce(&mut [u8])) -> Result<String, Sm4Error> {
    let mut bytes = whole_blocks(cipher)?;
    decrypt(&mut bytes);
    let length = unpadded_length(&bytes)?;
    bytes.truncate(length);
    String::from_utf8(bytes).map_err(|_| Sm4Error::TextNotUtf8)
}

fn in_hex(bytes: &[u8]) -> Result<String, Sm4Error> {
    let mut digits = zeros(2 * bytes.len())?;
    hex::encode_to_slice(bytes, &mut digits).expect("two digits a byte");
    Ok(String::from_utf8(digits).expect("hex is ASCII"))
}

/// Whether a text is as long as cipher text is: hex of whole blocks.
pub(crate) fn is_as_long_as_cipher(text: &str) -> bool {
    text.len().is_multiple_of(2 * BLOCK)
}

#[inline]
fn whole_blocks(cipher: &str) -> Result<Vec<u8>, Sm4Error> {
    if cipher.is_empty() {
        return Err(Sm4Error::CipherEmpty);
    }
    let mut bytes = zeros(cipher.len() / 2)?;
    let is_hex = digits::decode(cipher, &mut bytes);
    if is_hex && cipher.len().is_multiple_of(2 * BLOCK) {
        return Ok(bytes);
    }
    Err(match cipher.chars().position(|c| !c.is_ascii_hexdigit()) {
        Some(position) => Sm4Error::CipherNotHex {
            position: position + 1,
            looks_like_base64: looks_like_base64(cipher),
        },
        None => Sm4Error::CipherLength { digits: cipher.len() },
    })
}

/// As many as a caller wants, who may want more than there is. With room for the NUL that C text ends in.
#[inline]
fn zeros(length: usize) -> Result<Vec<u8>, Sm4Error> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length + 1).map_err(|_| Sm4Error::OutOfMemory)?;
    bytes.resize(length, 0);
    Ok(bytes)
}

/// Two thirds of base64's digits are no hex digits; hex with a slip has one or two that are not.
fn looks_like_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let not_hex = body.bytes().filter(|b| !b.is_ascii_hexdigit()).count();
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
        && not_hex > body.len() / 4
}

#[inline]
fn unpadded_length(bytes: &[u8]) -> Result<usize, Sm4Error> {
    let last = bytes[bytes.len() - 1];
    let padding = usize::from(last);
    let whole =
        (1..=BLOCK).contains(&padding) && bytes[bytes.len() - padding..].iter().all(|&b| b == last);
    if whole {
        return Ok(bytes.len() - padding);
    }
    let zeros = bytes.iter().rev().take_while(|&&b| b == 0).count();
    let text = &bytes[..bytes.len() - zeros];
    Err(Sm4Error::Padding {
        looks_like_zero_padding: (1..BLOCK).contains(&zeros) && std::str::from_utf8(text).is_ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_told_from_hex_with_a_slip() {
        for (cipher, base64) in [
            ("ClDDKf9jHBa9SHsv3DSJnw==", true),
            ("0a504c329ff631c16bd487b2fdc3489O", false),
            ("0a504c32 9ff631c16bd487b2fdc3489f", false),
        ] {
            let found = whole_blocks(cipher);
            assert!(
                matches!(found, Err(Sm4Error::CipherNotHex { looks_like_base64, .. }) if looks_like_base64 == base64),
                "{cipher}: {found:?}"
            );
        }
    }
}
