//! The library as its users see it: the shared library, loaded, through the C ABI, against the sandbox.

mod abi;
mod awkward;
mod configuration;
mod dictionaries;
mod happy;
mod header;
mod links;
mod logging;
mod misuse;
mod resend;
mod sandbox;
mod vectors;
