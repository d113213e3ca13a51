//! Failures in words.

use std::ffi::c_char;

use super::boundary::last_error;
use super::status::text_of;
use super::types::{yjt_error, yjt_status};

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
