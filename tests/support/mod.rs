//! What every test program shares: the loaded library, and a sandbox.

// Each test program uses its part.
#![allow(dead_code)]

pub mod abi;
pub mod alone;
pub mod builds;
pub mod c;
pub mod daemon;
#[path = "../../src/config/keys.rs"]
pub mod keys;
pub mod openssl;
pub mod peak;
pub mod peer;
pub mod port;
pub mod report_schema;
pub mod sandbox;
pub mod tables;
pub mod wire;

/// The project's folder.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");
