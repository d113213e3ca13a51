//! The library as its users see it: the shared library, loaded, through the C ABI, against the sandbox.

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod awkward;
mod ca_file;
mod code_memory;
mod configuration;
mod deadlines;
mod dictionaries;
mod documents;
mod happy;
mod header;
mod http;
mod leftover;
mod links;
mod logging;
mod misuse;
mod readme;
mod resend;
mod schema;
mod threads;
mod vectors;
mod wire;
