//! What every fallible function runs in: no panic gets out, every failure is kept for yjt_last_error and logged.

use super::cancellation::Withheld;
use super::failure::{Failure, Said};
use super::panics::catch;
use super::{last_error, log, registers};
use crate::ffi::status::{YJT_ERR_INTERNAL, YJT_OK, doctor_helps, status_of, text_of};
use crate::ffi::types::{YJT_LOG_ERROR, YJT_LOG_WARN, yjt_status};

/// Behind a hint of either language.
const DOCTOR_ZH: &str = ";在本机运行 yjt-doctor 可查明原因 | ";
const DOCTOR_EN: &str = "; yjt-doctor, run on this machine, tells the cause";

/// Runs a function's body. `name` is the function's, for the log.
pub fn guard(name: &str, body: impl FnOnce() -> Result<(), Failure>) -> yjt_status {
    let _cancellation = Withheld::new();
    let outcome = catch(body).and_then(|outcome| outcome);
    registers::wipe();
    let Err(failure) = outcome else {
        return YJT_OK;
    };
    let status = status_of(&failure);
    keep(status, &failure);
    let level = if status == YJT_ERR_INTERNAL { YJT_LOG_ERROR } else { YJT_LOG_WARN };
    last_error::with_message(|message| {
        log::log(level, format_args!("{name} failed, status={status}: {message}"));
    });
    status
}

/// In full, or what can be told without memory.
fn keep(status: yjt_status, failure: &Failure) {
    let kept = catch(|| match failure.said() {
        Said::Static(message, hint) => {
            last_error::keep_static(status, message, hint);
            true
        }
        Said::Made(mut text) => {
            if doctor_helps(status) {
                text.hint = text.hint.replacen(" | ", DOCTOR_ZH, 1) + DOCTOR_EN;
            }
            last_error::keep(status, &failure.seen(), &text)
        }
    });
    if !matches!(kept, Ok(true)) {
        let hint = c"内存不足,详情从略 | out of memory, hence without details";
        last_error::keep_static(status, text_of(status), hint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status_and_the_last_error() {
        assert_eq!(guard("test", || panic!("boom")), YJT_ERR_INTERNAL);
        let error = unsafe { &*last_error::current() };
        assert_eq!(error.status, YJT_ERR_INTERNAL);
    }
}
