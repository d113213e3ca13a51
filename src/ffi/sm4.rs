//! The guide's Sm4Utils, with a key given in each call or under a client's.

use std::ffi::c_char;

use super::boundary::arguments::{Out, client, limit, text};
use super::boundary::failure::Failure;
use super::boundary::guard::guard;
use super::boundary::handles;
use super::types::{yjt_client, yjt_status};
use crate::protocol::sm4::{Schedule, with_key};

/// Sm4Utils.encryptEcb: SM4/ECB/PKCS7, key in hex, text in UTF-8, cipher text in lower-case hex.
///
/// @param key_hex     The key: exactly 32 hex digits, either case.
/// @param text        The plain text, UTF-8, at most 1 MiB; may be empty.
/// @param cipher_hex  Receives the cipher text; NULL on failure.
/// @return YJT_OK; YJT_ERR_KEY_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
/// Ownership: give the cipher text back with yjt_free. Threads: any. Guide: section 6.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_sm4_encrypt(
    key_hex: *const c_char,
    text: *const c_char,
    cipher_hex: *mut *mut c_char,
) -> yjt_status {
    guard("yjt_sm4_encrypt", || {
        let out = unsafe { Out::pointer(cipher_hex, "cipher_hex") }?;
        let encrypt = |key: &Schedule| {
            let text = unsafe { self::text(text, "text", limit::TEXT) }?;
            Ok(key.encrypt(text)?)
        };
        out.set(handles::give_text(unsafe { under(key_hex, encrypt) }?)?);
        Ok(())
    })
}

/// Sm4Utils.decryptEcb (the guide writes decrptEcb). The padding is checked in full before anything is handed out.
///
/// @param key_hex     The key: exactly 32 hex digits, either case.
/// @param cipher_hex  The cipher text in hex, either case, at most 2 MiB.
/// @param text        Receives the plain text, UTF-8; NULL on failure.
/// @return YJT_OK; YJT_ERR_KEY_*, YJT_ERR_CIPHER_*, YJT_ERR_PADDING, YJT_ERR_TEXT_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8,
///         _TOO_LONG.
/// Ownership: give the text back with yjt_free, which wipes it. Threads: any. Guide: section 6.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_sm4_decrypt(
    key_hex: *const c_char,
    cipher_hex: *const c_char,
    text: *mut *mut c_char,
) -> yjt_status {
    guard("yjt_sm4_decrypt", || {
        let out = unsafe { Out::pointer(text, "text") }?;
        let decrypt = |key: &Schedule| {
            let cipher = unsafe { self::text(cipher_hex, "cipher_hex", limit::CIPHER) }?;
            Ok(key.decrypt(cipher)?)
        };
        out.set(handles::give_text(unsafe { under(key_hex, decrypt) }?)?);
        Ok(())
    })
}

/// Sm4Utils.verifyEcb: whether a cipher text is that of a text, compared in constant time.
///
/// @param key_hex     The key: exactly 32 hex digits, either case.
/// @param cipher_hex  The cipher text in hex, either case, at most 2 MiB.
/// @param text        The plain text, UTF-8, at most 1 MiB.
/// @param matches     Receives 1 or 0; 0 on failure.
/// @return YJT_OK whether or not they match; YJT_ERR_KEY_*, YJT_ERR_CIPHER_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8,
///         _TOO_LONG.
/// Ownership: nothing is handed out. Threads: any. Guide: section 6.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_sm4_verify(
    key_hex: *const c_char,
    cipher_hex: *const c_char,
    text: *const c_char,
    matches: *mut i32,
) -> yjt_status {
    guard("yjt_sm4_verify", || {
        let out = unsafe { Out::with(matches, 0, "matches") }?;
        let verify = |key: &Schedule| {
            let cipher = unsafe { self::text(cipher_hex, "cipher_hex", limit::CIPHER) }?;
            let text = unsafe { self::text(text, "text", limit::TEXT) }?;
            Ok(key.verify(cipher, text)?)
        };
        out.set(i32::from(unsafe { under(key_hex, verify) }?));
        Ok(())
    })
}

/// Encrypts a field under the client's appKey, for the platform's other interfaces.
///
/// @param client      The hospital's client.
/// @param text        The plain text, UTF-8, at most 1 MiB; may be empty.
/// @param cipher_hex  Receives the cipher text, lower-case hex; NULL on failure.
/// @return YJT_OK; YJT_ERR_CLIENT_HANDLE, YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
/// Ownership: give the cipher text back with yjt_free. Threads: any. Guide: section 6.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_encrypt(
    client: *mut yjt_client,
    text: *const c_char,
    cipher_hex: *mut *mut c_char,
) -> yjt_status {
    guard("yjt_encrypt", || {
        let out = unsafe { Out::pointer(cipher_hex, "cipher_hex") }?;
        let client = self::client(client)?;
        let text = unsafe { self::text(text, "text", limit::TEXT) }?;
        out.set(handles::give_text(client.encrypt(text)?)?);
        Ok(())
    })
}

/// Decrypts a field under the client's appKey, for the platform's other interfaces.
///
/// @param client      The hospital's client.
/// @param cipher_hex  The cipher text in hex, either case, at most 2 MiB.
/// @param text        Receives the plain text, UTF-8; NULL on failure.
/// @return YJT_OK; YJT_ERR_CIPHER_*, YJT_ERR_PADDING, YJT_ERR_TEXT_*; YJT_ERR_CLIENT_HANDLE, YJT_ERR_NULL_ARGUMENT,
///         _NOT_UTF8, _TOO_LONG.
/// Ownership: give the text back with yjt_free, which wipes it. Threads: any. Guide: section 6.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_decrypt(
    client: *mut yjt_client,
    cipher_hex: *const c_char,
    text: *mut *mut c_char,
) -> yjt_status {
    guard("yjt_decrypt", || {
        let out = unsafe { Out::pointer(text, "text") }?;
        let client = self::client(client)?;
        let cipher = unsafe { self::text(cipher_hex, "cipher_hex", limit::CIPHER) }?;
        out.set(handles::give_text(client.decrypt(cipher)?)?);
        Ok(())
    })
}

/// Under the key of one call.
unsafe fn under<T>(
    key_hex: *const c_char,
    work: impl FnOnce(&Schedule) -> Result<T, Failure>,
) -> Result<T, Failure> {
    with_key(unsafe { text(key_hex, "key_hex", limit::KEY) }?, work)
}
