//! The host's logger: called on the calling thread, when the result of the call is settled already, and under no lock.

use std::cell::Cell;
use std::ffi::c_void;
use std::fmt::{self, Write};

use super::failure::{ArgumentError, Failure};
use super::last_error::preserved;
use super::log_line::LogLine;
use super::panics::catch;
use super::registers;
use crate::ffi::types::{YJT_LOG_DEBUG, YJT_LOG_OFF, yjt_log_fn, yjt_log_level};
use crate::per_process::number;
use crate::sync::atomic::{AtomicI32, AtomicU32, AtomicUsize, Ordering};
use crate::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, thread_local};

/// A logger and the calls of it that are under way.
pub struct Logger {
    function: yjt_log_fn,
    context: *mut c_void,
    max: yjt_log_level,
    running: Running,
}

// SAFETY: the context is the host's, who was told that any thread may log.
unsafe impl Send for Logger {}
unsafe impl Sync for Logger {}

/// How many calls, changed under the lock alone. A child process does not have the threads that its parent's are on.
struct Running {
    process: AtomicU32,
    calls: AtomicUsize,
}

/// A call has returned.
static RETURNED: Condvar = Condvar::new();
static CURRENT: Mutex<Option<Arc<Logger>>> = Mutex::new(None);

/// What is above this is not logged, which costs no more than a look.
static MAX: AtomicI32 = AtomicI32::new(YJT_LOG_OFF);

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Replaces the logger. When it returns, no call of the former one is under way on any thread.
pub fn set(function: yjt_log_fn, context: *mut c_void, max: yjt_log_level) -> Result<(), Failure> {
    if INSIDE.with(Cell::get) {
        return Err(Failure::Argument("fn", ArgumentError::InsideLogger));
    }
    if !(YJT_LOG_OFF..=YJT_LOG_DEBUG).contains(&max) {
        return Err(Failure::Argument("max", ArgumentError::LogLevel));
    }
    let max = if function.is_some() { max } else { YJT_LOG_OFF };
    let running = Running { process: number().into(), calls: 0.into() };
    let logger = Arc::new(Logger { function, context, max, running });
    let mut current = lock();
    MAX.store(max, Ordering::Relaxed);
    if let Some(former) = current.replace(logger) {
        drop(RETURNED.wait_while(current, |_| former.running.calls() > 0));
    }
    Ok(())
}

/// Logs a line, made only when somebody listens. A logger that calls the library is not called again for that.
pub fn log(level: yjt_log_level, line: fmt::Arguments<'_>) {
    if level > MAX.load(Ordering::Relaxed) || INSIDE.with(Cell::get) {
        return;
    }
    let Some(call) = Call::begin(level) else {
        return;
    };
    let Some(function) = call.logger.function else {
        return;
    };
    let mut text = LogLine::new();
    let _ = text.write_fmt(line);
    registers::wipe();
    INSIDE.with(|inside| inside.set(true));
    preserved(|| {
        // SAFETY: the host vouches for function and context until `set` has returned, which waits for this call.
        let _ = catch(|| unsafe { function(call.logger.context, level, text.as_ptr()) });
    });
    INSIDE.with(|inside| inside.set(false));
}

/// A call of a logger, which is waited for by the one who replaces it.
struct Call {
    logger: Arc<Logger>,
    process: u32,
}

impl Call {
    /// Of the current logger, when it wants lines of the level.
    fn begin(level: yjt_log_level) -> Option<Call> {
        let current = lock();
        let logger = current.as_ref().filter(|logger| level <= logger.max)?.clone();
        let process = number();
        let calls = logger.running.calls();
        logger.running.process.store(process, Ordering::Relaxed);
        logger.running.calls.store(calls + 1, Ordering::Relaxed);
        Some(Call { logger, process })
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        let _current = lock();
        if self.process == number() {
            self.logger.running.calls.fetch_sub(1, Ordering::Relaxed);
            RETURNED.notify_all();
        }
    }
}

impl Running {
    /// Those of this process.
    fn calls(&self) -> usize {
        let ours = self.process.load(Ordering::Relaxed) == number();
        if ours { self.calls.load(Ordering::Relaxed) } else { 0 }
    }
}

/// Never held while host code runs.
pub fn lock() -> MutexGuard<'static, Option<Arc<Logger>>> {
    CURRENT.lock().unwrap_or_else(PoisonError::into_inner)
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
        log(YJT_LOG_WARN, format_args!("a line"));
        assert!(!INSIDE.with(Cell::get), "the next line is logged again");
        set(None, std::ptr::null_mut(), YJT_LOG_OFF).unwrap();
    }
}
