//! The main job: a code becomes an identity.

use std::ffi::c_char;

use super::boundary::arguments::{Out, client, limit, text};
use super::boundary::guard::guard;
use super::boundary::{handles, log};
use super::types::{YJT_LOG_DEBUG, yjt_client, yjt_status, yjt_user};
use crate::protocol::code::{BusinessType, Code};

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
        out.set(handles::give_user(report.outcome.clone()?)?);
        Ok(())
    });
    // When the failure is the thread's latest, for a logger that asks.
    guard("yjt_exchange_code", || {
        if let Some(report) = report.take() {
            log::log(YJT_LOG_DEBUG, format_args!("{report}"));
        }
        Ok(())
    });
    status
}
