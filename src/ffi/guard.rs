//! What every fallible function runs in: no panic gets out, every failure is kept for yjt_last_error and logged.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::Once;

use super::cancellation::Withheld;
use super::fault::{Fault, Said};
use super::status::{YJT_OK, status_of, text_of};
use super::types::{YJT_LOG_ERROR, YJT_LOG_WARN, yjt_status};
use super::{last_error, logger, out_of_memory, registers};

/// Runs a function's body. `name` is the function's, for the log.
pub(super) fn guard(name: &str, body: impl FnOnce() -> Result<(), Fault>) -> yjt_status {
    let _cancellation = Withheld::new();
    let outcome = catch(body).and_then(|outcome| outcome);
    registers::wipe();
    let Err(fault) = outcome else {
        return YJT_OK;
    };
    let status = status_of(&fault);
    keep(status, &fault);
    let level = if matches!(fault, Fault::Panic) { YJT_LOG_ERROR } else { YJT_LOG_WARN };
    let message = last_error::message();
    logger::log(level, format_args!("{name} failed, status={status}: {message}"));
    status
}

/// In full, or what can be told without memory.
fn keep(status: yjt_status, fault: &Fault) {
    let kept = catch(|| match fault.said() {
        Said::Static(message, hint) => {
            last_error::keep_static(status, message, hint);
            true
        }
        Said::Made(text) => last_error::keep(status, &fault.seen(), &text),
    });
    if !matches!(kept, Ok(true)) {
        let hint = c"内存不足,详情从略 | out of memory, hence without details";
        last_error::keep_static(status, text_of(status), hint);
    }
}

/// Runs something whose panic must go no further. Nothing is printed about it: stderr is the host's.
pub(super) fn catch<T>(body: impl FnOnce() -> T) -> Result<T, Fault> {
    static PREPARED: Once = Once::new();
    PREPARED.call_once(|| {
        set_hook(Box::new(|_| {}));
        out_of_memory::prepare();
        #[cfg(unix)]
        super::fork::prepare();
    });
    catch_unwind(AssertUnwindSafe(body)).map_err(|cause| {
        if out_of_memory::caused(&*cause) { Fault::OutOfMemory } else { Fault::Panic }
    })
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
