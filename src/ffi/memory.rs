//! One way to give back whatever was handed out.

use std::ffi::c_void;

use super::fault::Fault;
use super::guard::guard;
use super::types::{YJT_LOG_INFO, yjt_status};
use super::{clients, logger, registry};

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
        if any.is_null() || registry::take_back(any.addr()) {
            return Ok(());
        }
        match clients::remove(any.addr()) {
            None => Err(Fault::NotOurs),
            Some(client) => {
                drop(client);
                logger::log(YJT_LOG_INFO, format_args!("client released"));
                Ok(())
            }
        }
    })
}
