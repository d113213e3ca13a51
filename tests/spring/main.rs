//! The starter for Spring Boot in applications on 2.7 and 3.x, against the sandbox: the same jar for both.

#[path = "../support/mod.rs"]
mod support;

mod app;
mod jars;
mod metadata;
mod probe;
mod properties;
mod readme;
mod running;
