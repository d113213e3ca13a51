//! What the process sees: threads, name look-ups, connections, memory and descriptors.
//!
//! Each test runs in a process of its own, so that nothing else is counted.

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod cost;
mod hostile;
mod load;
mod logger;
mod names;
mod resend;
mod resources;
mod shim;
