//! A panic goes no further than the call that it happened in.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::atomic::{AtomicBool, Ordering};

use super::failure::Failure;
use super::out_of_memory;

/// Runs something whose panic must go no further. Nothing is printed about it: stderr is the host's.
pub fn catch<T>(body: impl FnOnce() -> T) -> Result<T, Failure> {
    /// No lock that a forked child could find taken.
    static PREPARED: AtomicBool = AtomicBool::new(false);
    // Read first: a write would send its line from processor to processor at every call.
    if !PREPARED.load(Ordering::Relaxed) && !PREPARED.swap(true, Ordering::Relaxed) {
        set_hook(Box::new(|_| {}));
        out_of_memory::prepare();
    }
    catch_unwind(AssertUnwindSafe(body)).map_err(|cause| {
        if out_of_memory::caused(&*cause) { Failure::OutOfMemory } else { Failure::Panic }
    })
}
