//! What the targets have in common. They use the library as a host does, through its C functions; each call is held to
//! the promises that every call makes.

// Whoever calls is a target here.
#![allow(clippy::not_unsafe_ptr_arg_deref)]

pub mod abi;
pub mod gateway;
pub mod openssl;
pub mod secrets;

use std::process::abort;
use std::sync::Once;

/// A target's first step: a panic, the library's own included, is a find.
pub fn begin() {
    static BEGIN: Once = Once::new();
    BEGIN.call_once(|| {
        // The library silences panics at its first call; this must come behind that.
        abi::listen_to_the_log();
        std::panic::set_hook(Box::new(|panic| {
            eprintln!("{panic}");
            abort();
        }));
    });
}
