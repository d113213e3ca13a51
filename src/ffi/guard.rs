//! What every fallible function runs in: no panic gets out, every failure is kept for yjt_last_error and logged.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::Once;

use super::fault::Fault;
use super::status::{YJT_OK, status_of};
use super::types::{YJT_LOG_ERROR, YJT_LOG_WARN, yjt_status};
use super::{last_error, logger};

/// Runs a function's body. `name` is the function's, for the log.
pub(super) fn guard(name: &str, body: impl FnOnce() -> Result<(), Fault>) -> yjt_status {
    let outcome = catch(body).unwrap_or(Err(Fault::Panic));
    let Err(fault) = outcome else {
        return YJT_OK;
    };
    let status = status_of(&fault);
    catch(|| {
        let text = fault.text();
        let level = if matches!(fault, Fault::Panic) { YJT_LOG_ERROR } else { YJT_LOG_WARN };
        logger::log(level, || format!("{name} failed, status={status}: {}", text.message));
        // After the log: a logger that calls the library must not hide this failure.
        last_error::keep(status, &fault.seen(), &text);
    });
    status
}

/// Runs something whose panic must go no further. Nothing is printed about it: stderr is the host's.
pub(super) fn catch<T>(body: impl FnOnce() -> T) -> Option<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| set_hook(Box::new(|_| {})));
    catch_unwind(AssertUnwindSafe(body)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ffi::status::YJT_ERR_INTERNAL;

    #[test]
    fn a_panic_becomes_a_status_and_the_last_error() {
        assert_eq!(guard("test", || panic!("boom")), YJT_ERR_INTERNAL);
        let error = unsafe { &*last_error::current() };
        assert_eq!(error.status, YJT_ERR_INTERNAL);
    }
}
