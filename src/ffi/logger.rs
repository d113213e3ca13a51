//! The host's logger: called on the calling thread, when the result of the call is settled already.

use std::cell::Cell;
use std::ffi::{CString, c_void};
use std::sync::{PoisonError, RwLock};

use super::fault::{ArgumentError, Fault};
use super::guard::catch;
use super::last_error::preserved;
use super::types::{YJT_LOG_DEBUG, YJT_LOG_OFF, yjt_log_fn, yjt_log_level};

#[derive(Clone, Copy)]
struct Logger {
    function: yjt_log_fn,
    context: *mut c_void,
    max: yjt_log_level,
}

// SAFETY: the context is the host's, who was told that any thread may log.
unsafe impl Send for Logger {}
unsafe impl Sync for Logger {}

static LOGGER: RwLock<Logger> =
    RwLock::new(Logger { function: None, context: std::ptr::null_mut(), max: YJT_LOG_OFF });

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Replaces the logger. When it returns, no call of the former one is under way on any thread.
pub(super) fn set(
    function: yjt_log_fn,
    context: *mut c_void,
    max: yjt_log_level,
) -> Result<(), Fault> {
    if INSIDE.try_with(Cell::get).unwrap_or(false) {
        return Err(Fault::Argument("fn", ArgumentError::InsideLogger));
    }
    if !(YJT_LOG_OFF..=YJT_LOG_DEBUG).contains(&max) {
        return Err(Fault::Argument("max", ArgumentError::LogLevel));
    }
    *LOGGER.write().unwrap_or_else(PoisonError::into_inner) = Logger { function, context, max };
    Ok(())
}

/// Logs a line, made only when somebody listens. A logger that calls the library is not called again for that.
pub(super) fn log(level: yjt_log_level, line: impl FnOnce() -> String) {
    if INSIDE.try_with(Cell::get).unwrap_or(true) {
        return;
    }
    let logger = LOGGER.read().unwrap_or_else(PoisonError::into_inner);
    let Some(function) = logger.function.filter(|_| level <= logger.max) else {
        return;
    };
    let Ok(line) = CString::new(line()) else {
        return;
    };
    let _ = INSIDE.try_with(|inside| inside.set(true));
    // SAFETY: the host vouches for function and context until it sets another.
    preserved(|| {
        catch(|| unsafe { function(logger.context, level, line.as_ptr()) });
    });
    let _ = INSIDE.try_with(|inside| inside.set(false));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ffi::types::YJT_LOG_WARN;
    use std::ffi::c_char;

    unsafe extern "C-unwind" fn crash(_: *mut c_void, _: yjt_log_level, _: *const c_char) {
        panic!("the host's own mistake");
    }

    #[test]
    fn a_logger_that_panics_harms_nothing() {
        set(Some(crash), std::ptr::null_mut(), YJT_LOG_WARN).unwrap();
        log(YJT_LOG_WARN, || "a line".to_owned());
        assert!(!INSIDE.with(Cell::get), "the next line is logged again");
        set(None, std::ptr::null_mut(), YJT_LOG_OFF).unwrap();
    }
}
