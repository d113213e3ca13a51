//! The main job: a client, a code, an identity.

use std::ffi::c_char;

use super::arguments::{Out, client, limit, text, user};
use super::guard::guard;
use super::types::{YJT_LOG_DEBUG, YJT_LOG_INFO, yjt_client, yjt_status, yjt_user};
use super::{clients, logger, registry};
use crate::client::Client;
use crate::code::{BusinessType, Code};
use crate::link::code_from_link;

/// Makes a client: parses and validates the whole configuration and reads the files it names. Touches no network.
///
/// @param config_json  The configuration as JSON, at most 1 MiB; README, section Configuration, lists every key. Keys that
///                     begin with //, _ or $ are notes for people; a key given twice is refused.
/// @param client       Receives the client; NULL on failure.
/// @return YJT_OK; YJT_ERR_CONFIG_*; YJT_ERR_KEY_* for appKey; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
/// Ownership: give the client back with yjt_free. One client a hospital serves all threads; make it once, at start.
/// Threads: any. Guide: section 1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_init(
    config_json: *const c_char,
    client: *mut *mut yjt_client,
) -> yjt_status {
    guard("yjt_init", || {
        let out = unsafe { Out::pointer(client, "client") }?;
        let config = unsafe { text(config_json, "config_json", limit::CONFIG) }?;
        #[cfg(windows)]
        super::resident::pin();
        #[cfg(yjt_unwinds_on_oom)]
        super::out_of_memory::with_reserve(crate::gateway::prepare);
        let ticket = clients::add(Client::new(config)?)?;
        out.set(std::ptr::without_provenance_mut(ticket));
        let version = env!("CARGO_PKG_VERSION");
        logger::log(YJT_LOG_INFO, format_args!("yjt {version} client made"));
        Ok(())
    })
}

/// Takes the one-time code out of what the mini-program hands over.
///
/// @param text  The H5 landing URL (code before or behind the #), a bare query string, or the extraData JSON of
///              navigateToMiniProgram, alone or as App.onLaunch gets it (query, extraData, referrerInfo, as objects or as
///              their text); percent-encoded as a whole or not; at most 8 KiB. Two codes that differ are refused.
/// @param code  Receives the code; NULL on failure.
/// @return YJT_OK; YJT_ERR_LINK_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
/// Ownership: give the code back with yjt_free. Threads: any. Guide: section 2, step 3.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_code_from_link(
    text: *const c_char,
    code: *mut *mut c_char,
) -> yjt_status {
    guard("yjt_code_from_link", || {
        let out = unsafe { Out::pointer(code, "code") }?;
        let link = unsafe { self::text(text, "text", limit::LINK) }?;
        out.set(registry::give_text(code_from_link(link)?.as_str().to_owned())?);
        Ok(())
    })
}

/// Exchanges a one-time code for the patient's identity: one signed request, the answer decrypted. Blocks for at
/// most timeoutMs. A code serves once: on success keep the identity in your own session and redirect, so that Back
/// and refresh do not send the code again. Concurrent calls with the same client, code and business type share one
/// request and all get its result. A success has a certificate_no or a user_id; either may be empty, and an empty text
/// is no key.
///
/// @param client         The hospital's client.
/// @param code           The code: 1 to 32 of A-Z a-z 0-9 - . _ ~
/// @param business_type  A positive integer: 1 for an appointment (预约挂号), or another of YJT_DICTIONARY_BUSINESS_TYPE.
/// @param user           Receives the identity; NULL on failure.
/// @return YJT_OK; 1, 2 or 3 as the interface says; YJT_ERR_CODE, YJT_ERR_BUSINESS_TYPE; the 2xx when no answer came;
///         the 3xx when the answer refuses or cannot be used; the 4xx when a field does not decrypt;
///         YJT_ERR_CLIENT_HANDLE, YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
/// Ownership: give the user back with yjt_free, which wipes it. Threads: any; freeing the client meanwhile is harmless.
/// Guide: section 4.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_exchange_code(
    client: *mut yjt_client,
    code: *const c_char,
    business_type: i32,
    user: *mut *mut yjt_user,
) -> yjt_status {
    let mut report = None;
    let status = guard("yjt_exchange_code", || {
        let out = unsafe { Out::pointer(user, "user") }?;
        let client = self::client(client)?;
        let code = Code::new(unsafe { text(code, "code", limit::CODE) }?)?;
        let report = report.insert(client.exchange(&code, BusinessType::new(business_type)?));
        out.set(registry::give_user(report.outcome.clone()?)?);
        Ok(())
    });
    // When the failure is the thread's latest, for a logger that asks.
    guard("yjt_exchange_code", || {
        if let Some(report) = report.take() {
            logger::log(YJT_LOG_DEBUG, format_args!("{report}"));
        }
        Ok(())
    });
    status
}

/// The same identity as JSON with the guide's field names: certificateNo, certificateType, healthCardNo, phone, name,
/// gender (a number), nation, userId, channel; further fields of the gateway under their own names.
///
/// @param user  The identity.
/// @param json  Receives the JSON text; NULL on failure.
/// @return YJT_OK; YJT_ERR_USER_HANDLE, YJT_ERR_NULL_ARGUMENT.
/// Ownership: give the JSON back with yjt_free. Threads: any. Guide: section 4.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_user_to_json(
    user: *const yjt_user,
    json: *mut *mut c_char,
) -> yjt_status {
    guard("yjt_user_to_json", || {
        let out = unsafe { Out::pointer(json, "json") }?;
        out.set(registry::give_text(self::user(user)?.to_json())?);
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
        out.set(registry::give_text(client.encrypt(text)?)?);
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
        out.set(registry::give_text(client.decrypt(cipher)?)?);
        Ok(())
    })
}
