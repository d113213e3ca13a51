//! SM4 against OpenSSL's vectors, one data file for every language.

use yjt::ffi::status::*;

use crate::support::abi::{sm4_decrypt, sm4_encrypt, sm4_verify};
use crate::support::tables::{field, vector_status, vectors};

#[test]
fn good_vectors_hold_both_ways() {
    let vectors = vectors();
    let good = vectors["good"].as_array().unwrap();
    assert!(good.len() > 20);
    for vector in good {
        let (key, plain, cipher) =
            (field(vector, "key"), field(vector, "text"), field(vector, "cipher"));
        assert_eq!(sm4_encrypt(key, plain).unwrap(), cipher);
        assert_eq!(sm4_decrypt(key, cipher).unwrap(), plain);
        assert_eq!(sm4_decrypt(&key.to_lowercase(), &cipher.to_uppercase()).unwrap(), plain);
        assert!(sm4_verify(key, cipher, plain).unwrap());
        assert!(!sm4_verify(key, cipher, &format!("{plain}!")).unwrap());
    }
}

#[test]
fn bad_vectors_each_have_their_status() {
    for vector in vectors()["bad"].as_array().unwrap() {
        let why = field(vector, "why");
        let expected = vector_status(why);
        let (key, cipher) = (field(vector, "key"), field(vector, "cipher"));
        let failure = sm4_decrypt(key, cipher).unwrap_err();
        assert_eq!(failure.status, expected, "{why}: {failure:?}");
        if !key.is_empty() {
            assert!(!failure.all_text().contains(key), "{why} prints the key");
        }
        if cipher.len() > 8 {
            assert!(!failure.all_text().contains(cipher), "{why} prints the cipher text");
        }
    }
}

#[test]
fn the_guides_own_sample() {
    let key = "A7E2D00B4058086CBD3D4B8A5E0B2697";
    assert_eq!(sm4_encrypt(key, "小明").unwrap(), "0a504c329ff631c16bd487b2fdc3489f");
}

#[test]
fn guesses_are_said_aloud() {
    let key = "A7E2D00B4058086CBD3D4B8A5E0B2697";
    for (key, cipher, guess) in [
        ("1234567890abcdef", "00", "16-character"),
        ("p+LQC0BYCGy9PUuKXgsmlw==", "00", "base64"),
        (key, "ClBMMp/2McFr1Iey/cNInw==", "base64"),
    ] {
        let failure = sm4_decrypt(key, cipher).unwrap_err();
        assert!(failure.hint.contains(guess), "{failure:?}");
    }
}

#[test]
fn a_plain_text_with_nul_is_an_error() {
    // "44\0" under the sample key, padded as it should be.
    let failure = sm4_decrypt("A7E2D00B4058086CBD3D4B8A5E0B2697", &encrypted_with_nul());
    assert_eq!(failure.unwrap_err().status, YJT_ERR_TEXT_NUL);
}

/// C text cannot hold the NUL, so the blocks come from the cipher itself.
fn encrypted_with_nul() -> String {
    use sm4::cipher::{BlockCipherEncrypt, KeyInit, array::Array};
    let key: [u8; 16] =
        hex::decode("A7E2D00B4058086CBD3D4B8A5E0B2697").unwrap().try_into().unwrap();
    let mut block = [13; 16];
    block[..3].copy_from_slice(b"44\0");
    let mut block = Array(block);
    sm4::Sm4::new(&Array(key)).encrypt_block(&mut block);
    hex::encode(block)
}
