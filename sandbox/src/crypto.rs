//! The gateway's side of the cryptography, made without the library it judges.

use ring::digest;
use ring::rand::{SecureRandom, SystemRandom};
use sm4::cipher::{BlockCipherEncrypt, KeyInit, array::Array};

/// SM4/ECB/PKCS#7, key and result in hex.
pub fn encrypt(key_hex: &str, plain: &[u8]) -> String {
    let padding = 16 - plain.len() % 16;
    let mut padded = plain.to_vec();
    padded.resize(plain.len() + padding, padding as u8);
    encrypt_blocks(key_hex, &padded)
}

/// The same without padding, for answers that are padded wrongly.
pub fn encrypt_blocks(key_hex: &str, blocks: &[u8]) -> String {
    let key: [u8; 16] = hex::decode(key_hex).expect("a hex key").try_into().expect("16 bytes");
    let cipher = sm4::Sm4::new(&Array(key));
    let mut bytes = blocks.to_vec();
    for block in bytes.chunks_exact_mut(16) {
        cipher.encrypt_block(block.try_into().expect("a block"));
    }
    hex::encode(bytes)
}

/// The signature that the gateway expects.
pub fn signature(token: &str, nonce: &str, timestamp: &str) -> String {
    let text = format!("{timestamp}{token}{nonce}{timestamp}");
    hex::encode_upper(digest::digest(&digest::SHA256, text.as_bytes()))
}

/// Letters and digits nobody can guess.
pub fn random_letters(length: usize) -> String {
    let mut bytes = vec![0; length];
    SystemRandom::new().fill(&mut bytes).expect("the system's random source");
    let alphabet = b"abcdefghijklmnopqrstuvwxyz012345";
    bytes.iter().map(|byte| char::from(alphabet[usize::from(byte % 32)])).collect()
}
