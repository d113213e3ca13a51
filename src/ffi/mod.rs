//! The C ABI and the one call to the operating system that std lacks: the only unsafe code. It knows pointers,
//! status numbers and threads; it knows nothing of HTTP.

pub mod exchange;
pub mod info;
pub mod memory;
pub mod sm4;
pub mod status;
pub mod types;
pub mod version;

mod allocator;
mod arguments;
mod cancellation;
mod clients;
mod failure_texts;
mod fault;
#[cfg(unix)]
mod fork;
mod guard;
mod kept_back;
mod last_error;
mod log_line;
mod logger;
mod out_of_memory;
pub(crate) mod ready;
mod registers;
mod registry;
#[cfg(windows)]
mod resident;
