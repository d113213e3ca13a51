//! The operating system refuses, starves and interrupts: every call ends in a status that names the cause, nothing is
//! lost, and the next call is as good as ever.

#[path = "../support/mod.rs"]
mod support;

mod calls;
mod imports;
mod java;
mod soak;
mod tunnel;
