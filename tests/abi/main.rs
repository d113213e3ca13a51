//! The library as its users see it: the shared library, loaded, through the C ABI, against the sandbox.

#[path = "../support/mod.rs"]
mod support;

mod awkward;
mod configuration;
mod deadlines;
mod dictionaries;
mod documents;
mod happy;
mod header;
mod links;
mod logging;
mod misuse;
mod readme;
mod resend;
mod vectors;
mod wire;
