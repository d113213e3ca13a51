//! What stands between the host's pointers and the core: arguments checked, handles given and taken back, panics and
//! cancellations kept in, the last error, memory.

pub mod arguments;
pub mod cancellation;
pub mod clients;
pub mod failure;
#[cfg(all(unix, not(yjt_shuttle)))]
pub mod fork;
pub mod guard;
pub mod handles;
pub mod last_error;
pub mod log;
pub mod out_of_memory;
pub mod panics;
#[cfg(windows)]
pub mod pinned;
pub mod registers;

mod allocator;
mod kept_back;
mod latest;
mod log_line;
mod numbers;
