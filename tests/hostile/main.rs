//! A gateway gone bad, or whoever stands in its place: whatever is said below and within HTTP, the call ends in a status, in
//! time, within bounds of memory, and the next patient gets his own answer.

#[path = "../support/mod.rs"]
mod support;

mod attack;
mod bodies;
mod established;
mod framing;
mod handshake;
mod heads;
mod real;
mod sealed;
mod tickets;
