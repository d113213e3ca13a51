//! SM4 against OpenSSL: the input is a key on the first line, and a text behind it that is encrypted and decrypted.

#![no_main]

use std::ffi::CStr;

use libfuzzer_sys::fuzz_target;
use yjt::ffi::sm4::{yjt_sm4_decrypt, yjt_sm4_encrypt, yjt_sm4_verify};
use yjt::ffi::status::*;
use yjt_fuzz::abi::{Failure, c, check, taken};
use yjt_fuzz::openssl;

fuzz_target!(init: yjt_fuzz::begin(), |input: &[u8]| {
    let at = input.iter().position(|b| *b == b'\n').unwrap_or(input.len());
    let (key, text) = (&input[..at], input.get(at + 1..).unwrap_or_default());
    let (Some(key), Some(text)) = (c(key), c(text)) else { return };
    match digits(key.to_bytes()).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok()) {
        Some(bytes) => {
            encrypts(&key, &bytes, &text);
            decrypts(&key, &bytes, &text);
        }
        None => {
            let status = encrypt(&key, &text).expect_err("it is no key").status;
            let key_is_wrong = [YJT_ERR_KEY_LENGTH, YJT_ERR_KEY_HEX, YJT_ERR_NOT_UTF8, YJT_ERR_TOO_LONG];
            assert!(key_is_wrong.contains(&status), "{status}");
        }
    }
});

fn encrypt(key: &CStr, text: &CStr) -> Result<String, Failure> {
    taken(|out| unsafe { yjt_sm4_encrypt(key.as_ptr(), text.as_ptr(), out) })
}

fn decrypt(key: &CStr, cipher: &CStr) -> Result<String, Failure> {
    taken(|out| unsafe { yjt_sm4_decrypt(key.as_ptr(), cipher.as_ptr(), out) })
}

fn verify(key: &CStr, cipher: &CStr, text: &CStr) -> Result<bool, Failure> {
    let mut matches = 7;
    let status =
        unsafe { yjt_sm4_verify(key.as_ptr(), cipher.as_ptr(), text.as_ptr(), &mut matches) };
    check(status).inspect_err(|_| assert_eq!(matches, 0))?;
    Ok(matches == 1)
}

/// Any text, and back.
fn encrypts(key: &CStr, bytes: &[u8; 16], text: &CStr) {
    let cipher = match encrypt(key, text) {
        Ok(cipher) => cipher,
        Err(failure) => {
            let is_text = text.to_str().is_ok();
            return assert!(failure.status == YJT_ERR_NOT_UTF8 && !is_text, "{failure:?}");
        }
    };
    assert_eq!(digits(cipher.as_bytes()).unwrap(), openssl::encrypt(bytes, text.to_bytes()));
    assert_eq!(cipher, cipher.to_lowercase());
    let cipher = c(cipher.as_bytes()).unwrap();
    assert_eq!(decrypt(key, &cipher).unwrap().as_bytes(), text.to_bytes());
    assert!(verify(key, &cipher, text).unwrap());
    let longer = c(&[text.to_bytes(), b"x"].concat()).unwrap();
    assert!(!verify(key, &cipher, &longer).unwrap());
}

/// The text as if it were cipher text.
fn decrypts(key: &CStr, bytes: &[u8; 16], cipher: &CStr) {
    let ours = decrypt(key, cipher);
    let theirs = digits(cipher.to_bytes()).map(|cipher| openssl::decrypt(bytes, &cipher));
    match theirs {
        Some(Some(plain)) if !cipher.is_empty() => match ours {
            Ok(text) => assert_eq!(text.as_bytes(), plain),
            Err(failure) if failure.status == YJT_ERR_TEXT_NUL => assert!(plain.contains(&0)),
            Err(failure) => {
                let is_text = std::str::from_utf8(&plain).is_ok();
                assert!(failure.status == YJT_ERR_TEXT_NOT_UTF8 && !is_text, "{failure:?}");
            }
        },
        _ => {
            let status = ours.expect_err("OpenSSL refuses it").status;
            let refused = [
                YJT_ERR_CIPHER_EMPTY,
                YJT_ERR_CIPHER_HEX,
                YJT_ERR_CIPHER_LENGTH,
                YJT_ERR_PADDING,
                YJT_ERR_NOT_UTF8,
            ];
            assert!(refused.contains(&status), "{status}");
        }
    }
}

/// `None` when they are not hex, or not whole bytes.
fn digits(text: &[u8]) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_chunks::<2>() else { return None };
    let digit = |b: u8| char::from(b).to_digit(16);
    let byte = |[high, low]: &[u8; 2]| Some((digit(*high)? * 16 + digit(*low)?) as u8);
    pairs.iter().map(byte).collect()
}
