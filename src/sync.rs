//! Where threads meet: the standard library's means. In the tests of `tests/schedules` they are shuttle's, which decides at
//! each of them who goes on.

#[cfg(not(yjt_shuttle))]
use std as means;

#[cfg(yjt_shuttle)]
use shuttle as means;

pub(crate) use means::sync::{
    Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard, atomic,
};
pub(crate) use means::thread_local;
