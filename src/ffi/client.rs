//! A client.

use std::ffi::c_char;

use super::boundary::arguments::{Out, limit, text};
use super::boundary::guard::guard;
use super::boundary::{clients, log};
use super::types::{YJT_LOG_INFO, yjt_client, yjt_status};
use crate::client::Client;

/// Makes a client: parses and validates the whole configuration and reads the files it names. Touches no network.
///
/// @param config_json  The configuration as JSON, at most 1 MiB; README, section Configuration, lists every key. Keys that
///                     begin with //, _ or $ are notes for people; a key given twice is refused.
/// @param client       Receives the client; NULL on failure.
/// @return YJT_OK; YJT_ERR_CONFIG_*; YJT_ERR_KEY_* for appKey; YJT_ERR_LOCAL_RESOURCES when tls.caFile cannot be opened for
///         want of descriptors; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
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
        super::boundary::pinned::pin();
        #[cfg(yjt_unwinds_on_oom)]
        super::boundary::out_of_memory::with_reserve(crate::transport::prepare);
        let ticket = clients::add(Client::new(config)?)?;
        out.set(std::ptr::without_provenance_mut(ticket));
        let version = env!("CARGO_PKG_VERSION");
        log::log(YJT_LOG_INFO, format_args!("yjt {version} client made"));
        Ok(())
    })
}
