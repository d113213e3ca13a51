//! The library as its users see it: the shared library, loaded, through the C ABI, against the sandbox.

#[path = "../support/mod.rs"]
mod support;

mod awkward;
mod ca_file;
mod configuration;
mod deadlines;
mod dictionaries;
mod happy;
mod header;
mod links;
mod logging;
mod misuse;
mod readme;
mod resend;
mod vectors;
mod wire;
