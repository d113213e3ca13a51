//! How a field is encrypted.

use crate::crypto::{encrypt, encrypt_blocks};
use crate::settings::{APP_KEY, OTHER_KEY};

#[derive(Clone, Copy)]
pub enum Cipher {
    WrongKey,
    BadPadding,
    ZeroPadding,
    BadHex,
    NotUtf8Plaintext,
    BlankPlaintext,
    NulPlaintext,
}

impl Cipher {
    pub fn text(self, plain: &str) -> String {
        match self {
            Cipher::WrongKey => encrypt(OTHER_KEY, plain.as_bytes()),
            Cipher::BadPadding => encrypt_blocks(APP_KEY, &[0x55; 32]),
            Cipher::ZeroPadding => {
                let mut padded = plain.as_bytes().to_vec();
                padded.push(0);
                padded.resize(padded.len().next_multiple_of(16), 0);
                encrypt_blocks(APP_KEY, &padded)
            }
            Cipher::BadHex => "XYZ".to_owned() + &encrypt(APP_KEY, plain.as_bytes())[3..],
            Cipher::NotUtf8Plaintext => encrypt(APP_KEY, &encoding_rs::GBK.encode("中文证件号").0),
            Cipher::BlankPlaintext => encrypt(APP_KEY, "\u{3000} ".as_bytes()),
            Cipher::NulPlaintext => encrypt(APP_KEY, b"44\x0010"),
        }
    }
}
