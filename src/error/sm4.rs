//! What is wrong with a key, a cipher text or a plain text.

/// What is wrong with SM4 input. Never holds key, cipher text or plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sm4Error {
    /// The key is not 32 hex digits long.
    KeyLength { characters: usize },
    /// The key holds something else than hex digits.
    KeyNotHex { position: usize },
    /// Nothing to decrypt.
    CipherEmpty,
    /// The cipher text holds something else than hex digits.
    CipherNotHex { position: usize, looks_like_base64: bool },
    /// The cipher text is no whole number of 16-byte blocks (32 hex digits each).
    CipherLength { digits: usize },
    /// The PKCS#7 padding is wrong: most likely the key is.
    Padding { looks_like_zero_padding: bool },
    /// The plain text is not UTF-8.
    TextNotUtf8,
    /// No memory for the text.
    OutOfMemory,
}
