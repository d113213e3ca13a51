//! What belongs to one process. A child that was forked has a copy of its parent's locks, and one that another thread held
//! in that moment is never released: a child begins with a value of its own and never touches its parent's.

use std::process;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Which in its line of forks this process is, from 1; 0 until the system tells of forks. The system's own numbers come again.
static NUMBER: AtomicU32 = AtomicU32::new(0);

/// This process's number, without asking the system each time where that is needless.
pub(crate) fn number() -> u32 {
    match NUMBER.load(Ordering::Relaxed) {
        0 => process::id(),
        number => number,
    }
}

/// Called when the system tells of forks from now on, and by then in each child.
#[cfg(unix)]
pub(crate) fn begins() {
    NUMBER.fetch_add(1, Ordering::Relaxed);
}

/// A value for each process.
#[derive(Debug)]
pub(crate) struct PerProcess<T> {
    process: u32,
    value: T,
    /// The child's, in the child.
    child: OnceLock<Box<PerProcess<T>>>,
}

impl<T: Default> PerProcess<T> {
    /// This process's value.
    pub(crate) fn get(&self) -> &T {
        let process = number();
        let mut own = self;
        while own.process != process {
            own = own.child.get_or_init(Box::default);
        }
        &own.value
    }
}

impl<T: Default> Default for PerProcess<T> {
    fn default() -> PerProcess<T> {
        PerProcess { process: number(), value: T::default(), child: OnceLock::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_lock_that_a_parent_process_left_is_not_waited_for() {
        let mut locks: PerProcess<Mutex<u32>> = PerProcess::default();
        // As a child has it in its memory.
        locks.process = locks.process.wrapping_add(1);
        let _held = locks.value.lock().unwrap();
        *locks.get().lock().unwrap() += 1;
        assert_eq!(*locks.get().lock().unwrap(), 1, "one for the whole process");
    }
}
