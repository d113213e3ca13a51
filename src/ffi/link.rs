//! What the mini-program hands over.

use std::ffi::c_char;

use super::boundary::arguments::{Out, limit, text};
use super::boundary::guard::guard;
use super::boundary::handles;
use super::types::yjt_status;
use crate::protocol::link::code_from_link;

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
        out.set(handles::give_text(code_from_link(link)?.as_str().to_owned())?);
        Ok(())
    })
}
