//! How a field is encrypted.

use crate::crypto::{encrypt, encrypt_blocks};
use crate::faults::{Cipher, Fault};
use crate::settings;

pub fn text(fault: &Fault, plain: &str) -> String {
    match fault.cipher() {
        Some(Cipher::WrongKey) => encrypt(settings::OTHER_KEY, plain.as_bytes()),
        Some(Cipher::BadPadding) => encrypt_blocks(settings::APP_KEY, &[0x55; 32]),
        Some(Cipher::ZeroPadding) => {
            let mut padded = plain.as_bytes().to_vec();
            padded.push(0);
            padded.resize(padded.len().next_multiple_of(16), 0);
            encrypt_blocks(settings::APP_KEY, &padded)
        }
        Some(Cipher::BadHex) => {
            "XYZ".to_owned() + &encrypt(settings::APP_KEY, plain.as_bytes())[3..]
        }
        Some(Cipher::NotUtf8Plaintext) => {
            encrypt(settings::APP_KEY, &encoding_rs::GBK.encode("中文证件号").0)
        }
        Some(Cipher::BlankPlaintext) => encrypt(settings::APP_KEY, "\u{3000} ".as_bytes()),
        Some(Cipher::NulPlaintext) => encrypt(settings::APP_KEY, b"44\x0010"),
        None => encrypt(settings::APP_KEY, plain.as_bytes()),
    }
}
