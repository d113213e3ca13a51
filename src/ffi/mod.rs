//! The C ABI and the one call to the operating system that std lacks: the only unsafe code. It knows pointers,
//! status numbers and threads; it knows nothing of HTTP. One file a thing of the header, in the header's order.

pub mod status;
pub mod types;

pub mod client;
pub mod link;

pub mod exchange;
pub mod user;

pub mod sm4;

pub mod diagnosis;

pub mod error;
pub mod logger;

pub mod library;

mod boundary;
pub(crate) mod machine;
pub(crate) mod ready;

#[cfg(all(test, yjt_shuttle))]
#[path = "../../tests/schedules/mod.rs"]
mod schedules;
