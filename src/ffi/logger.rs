//! The process's logger.

use std::ffi::c_void;

use super::boundary::guard::guard;
use super::boundary::log;
use super::types::{yjt_log_fn, yjt_log_level, yjt_status};

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
    guard("yjt_set_logger", || log::set(r#fn, context, max))
}
