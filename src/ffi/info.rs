//! Labels, failures and the log.

use std::ffi::{CStr, c_char, c_void};
use std::ptr;

use super::arguments::{limit, text};
use super::cancellation::Withheld;
use super::guard::{catch, guard};
use super::status::text_of;
use super::types::{
    YJT_DICTIONARY_BUSINESS_TYPE, YJT_DICTIONARY_CERTIFICATE_TYPE, YJT_DICTIONARY_CHANNEL,
    YJT_DICTIONARY_GENDER, YJT_DICTIONARY_NATION, yjt_dictionary, yjt_error, yjt_log_fn,
    yjt_log_level, yjt_status,
};
use super::{last_error, logger};
use crate::dictionary::Dictionary;

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

/// The calling thread's latest failure. A later success does not clear it.
///
/// @return Never NULL; status is YJT_OK when nothing has failed on this thread.
/// Ownership: the library's; valid until the thread's next call into the library, copy what you keep.
/// Threads: each has its own.
#[unsafe(no_mangle)]
pub extern "C" fn yjt_last_error() -> *const yjt_error {
    last_error::current()
}

/// A short text for a status: "中文 | English".
///
/// @param status  Any number.
/// @return UTF-8, never NULL. Ownership: static text, never freed. Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn yjt_status_text(status: yjt_status) -> *const c_char {
    text_of(status).as_ptr()
}

/// Sets the process's logger. No line holds a secret, a code or a person's data. Lines are written on the calling
/// thread after the result of the call is settled, so that a slow logger delays its own caller only.
///
/// @param fn       Receives the lines; NULL turns logging off. It may call the library, except for this function;
///                 it must return normally.
/// @param context  Handed to fn as it is; may be NULL.
/// @param max      YJT_LOG_OFF to YJT_LOG_DEBUG: lines above it are not made.
/// @return YJT_OK; YJT_ERR_LOG_LEVEL; YJT_ERR_INSIDE_LOGGER. On return the former logger is not running any more: this
///         function waits for it, as nothing else does.
/// Ownership: fn and context are yours and must live until another logger is set. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_set_logger(
    r#fn: yjt_log_fn,
    context: *mut c_void,
    max: yjt_log_level,
) -> yjt_status {
    guard("yjt_set_logger", || logger::set(r#fn, context, max))
}
