//! Why a login would fail here.

use std::ffi::c_char;

use super::boundary::arguments::{Out, limit, text};
use super::boundary::guard::guard;
use super::boundary::handles;
use super::types::yjt_status;
use crate::diagnosis::report;

/// The doctor: walks the way that a login takes, from the configuration to the gateway's answer, and reports for each
/// check what it saw and what to do. It takes the configuration and no client: one that yjt_init refuses is the first
/// finding, not a failure. No real code is used, and only a handful of requests is sent; it may run beside production.
/// Blocks for at most two minutes.
///
/// @param config_json   The configuration as JSON, at most 1 MiB.
/// @param options_json  NULL, or JSON: timeoutMs, 100 to 60000, for each step (5000); only, a list of the checks to report;
///                      discover, true to try the variants of signing that the guide leaves open when the signature is
///                      refused (at most 12 requests, 300 ms apart); discoverInProduction, true to do so there too.
/// @param report_json   Receives {"schemaVersion", "library", "checks": [{"id", "status", "seen": {"zh", "en"},
///                      "remedy": {"zh", "en"}, "milliseconds"}], "first"}; status is ok, warning, failed, unknown or
///                      skipped; first is the id of the first that failed, or null. Ids and statuses are only added to;
///                      docs/yjt-report.schema.json describes it. It holds no secret, no code and no person's data. NULL
///                      on failure.
/// @return YJT_OK, whatever was found; YJT_ERR_CONFIG_* for options_json; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
/// Ownership: give the report back with yjt_free. Threads: any.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn yjt_diagnose(
    config_json: *const c_char,
    options_json: *const c_char,
    report_json: *mut *mut c_char,
) -> yjt_status {
    guard("yjt_diagnose", || {
        let out = unsafe { Out::pointer(report_json, "report_json") }?;
        let config = unsafe { text(config_json, "config_json", limit::CONFIG) }?;
        let options = match options_json.is_null() {
            true => "{}",
            false => unsafe { text(options_json, "options_json", limit::CONFIG) }?,
        };
        #[cfg(yjt_unwinds_on_oom)]
        super::boundary::out_of_memory::with_reserve(crate::transport::prepare);
        out.set(handles::give_text(report(config, options)?)?);
        Ok(())
    })
}
