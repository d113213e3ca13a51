//! The library as its users see it: the shared library, loaded, through the C ABI, against the sandbox.

#[path = "../support/mod.rs"]
mod support;

mod awkward;
mod configuration;
mod deadlines;
mod dictionaries;
mod happy;
mod header;
mod http;
mod leftover;
mod links;
mod logging;
mod misuse;
mod readme;
mod resend;
mod vectors;
mod wire;
