//! 粤健通单点登录: a one-time code from the mini-program becomes the patient's identity.
//!
//! The product is the C ABI in `ffi`, described by `include/yjt.h`. The rest is the safe core. Data flows
//! link -> code -> signed request -> response -> identity.

#![deny(unsafe_code)]
#![cfg_attr(yjt_unwinds_on_oom, feature(alloc_error_hook))]
#![warn(missing_docs)]
// There nobody forks.
#![cfg_attr(yjt_shuttle, allow(dead_code, unused_imports))]

// The header's comments say for each function what a caller owes; Rust callers are not who it is for.
#[allow(unsafe_code, non_camel_case_types, clippy::missing_safety_doc)]
pub mod ffi;

mod client;
mod config;

// A call.
mod clock;
mod code_memory;
mod single_flight;

// What it says and how that travels.
mod protocol;
mod transport;

// The same way, step by step, for who wants to know where it ends.
mod diagnosis;

// What can go wrong, and the words for it.
mod catalogue;
mod error;

// What all of them use.
mod json;
mod per_process;
mod resources;
mod secret;
mod sync;
