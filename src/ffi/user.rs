//! An identity.

use std::ffi::c_char;

use super::boundary::arguments::{Out, user};
use super::boundary::guard::guard;
use super::boundary::handles;
use super::types::{yjt_status, yjt_user};

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
        out.set(handles::give_text(self::user(user)?.to_json())?);
        Ok(())
    })
}
