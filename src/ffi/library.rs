//! The library itself: its version, its dictionaries, and one way to give back whatever it handed out.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;

use super::boundary::arguments::{limit, text};
use super::boundary::cancellation::Withheld;
use super::boundary::failure::Failure;
use super::boundary::guard::guard;
use super::boundary::panics::catch;
use super::boundary::{clients, handles, log};
use super::types::{
    YJT_DICTIONARY_BUSINESS_TYPE, YJT_DICTIONARY_CERTIFICATE_TYPE, YJT_DICTIONARY_CHANNEL,
    YJT_DICTIONARY_GENDER, YJT_DICTIONARY_NATION, YJT_LOG_INFO, yjt_dictionary, yjt_status,
};
use crate::protocol::dictionary::Dictionary;

/// The library's version, such as "0.1.0"; the header's YJT_VERSION when both are of one release.
///
/// @return ASCII. Ownership: static text, never freed. Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn yjt_version() -> *const c_char {
    const VERSION: &CStr =
        match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
            Ok(version) => version,
            Err(_) => panic!("a version without NUL"),
        };
    VERSION.as_ptr()
}

/// The Chinese label of a dictionary's code, such as 汉族 for YJT_DICTIONARY_NATION and "01".
///
/// @param dictionary  One of YJT_DICTIONARY_*.
/// @param code        The code as yjt_user holds it.
/// @return The label, UTF-8; NULL when the dictionary or the code is unknown, or code is NULL. Not a failure:
///         yjt_last_error is left alone.
/// Ownership: static text, never freed. Threads: any. Guide: section 5.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_label(
    dictionary: yjt_dictionary,
    code: *const c_char,
) -> *const c_char {
    let _cancellation = Withheld::new();
    let label = catch(|| {
        let dictionary = match dictionary {
            YJT_DICTIONARY_CERTIFICATE_TYPE => Dictionary::CertificateType,
            YJT_DICTIONARY_GENDER => Dictionary::Gender,
            YJT_DICTIONARY_NATION => Dictionary::Nation,
            YJT_DICTIONARY_CHANNEL => Dictionary::Channel,
            YJT_DICTIONARY_BUSINESS_TYPE => Dictionary::BusinessType,
            _ => return None,
        };
        dictionary.label(unsafe { text(code, "code", limit::DICTIONARY_CODE) }.ok()?)
    });
    label.ok().flatten().map_or(ptr::null(), CStr::as_ptr)
}

/// Gives back a client, a user or a text, wiping what it held. Calls in flight on a freed client end undisturbed.
/// Allocates nothing.
///
/// @param any  What a function of this library handed out; NULL is fine.
/// @return YJT_OK; YJT_ERR_NOT_OURS for a pointer that is not the library's, or not any more: nothing is done then.
///         A second free is recognised for good when it is a client's; a user's or a text's until 64 others have been
///         freed since, and a text's above 1 KiB until 4 MiB of such have been. After that its address may be another's.
/// Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_free(any: *mut c_void) -> yjt_status {
    guard("yjt_free", || {
        if any.is_null() || handles::take_back(any.addr()) {
            return Ok(());
        }
        match clients::remove(any.addr()) {
            None => Err(Failure::NotOurs),
            Some(client) => {
                drop(client);
                log::log(YJT_LOG_INFO, format_args!("client released"));
                Ok(())
            }
        }
    })
}
