//! 粤健通单点登录: a one-time code from the mini-program becomes the patient's identity.
//!
//! The product is the C ABI in `ffi`, described by `include/yjt.h`. The modules below are the safe core,
//! in the order in which data flows: link -> code -> signed request -> answer -> user.

#![deny(unsafe_code)]
#![cfg_attr(yjt_unwinds_on_oom, feature(alloc_error_hook))]
#![warn(missing_docs)]

mod client;
mod code;
mod config;
mod dictionary;
mod error;
mod link;
mod sm4;
mod user;

mod answer;
mod clock;
mod code_memory;
mod flights;
mod gateway;
mod json;
mod message;
mod per_process;
mod percent;
mod resources;
mod secret;
mod signature;

// The header's comments say for each function what a caller owes; Rust callers are not who it is for.
#[allow(unsafe_code, non_camel_case_types, clippy::missing_safety_doc)]
pub mod ffi;
