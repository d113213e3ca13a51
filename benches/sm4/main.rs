//! SM4 for each field, through the C ABI, side by side with OpenSSL's EVP: `measure.c`, compiled and run.

#[path = "../../tests/support/mod.rs"]
mod support;

use std::process::Command;

fn main() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/sm4/measure.c");
    let program = support::c::compile(source, "bench-sm4", &["-O2", "-lcrypto"]);
    assert!(Command::new(program).status().unwrap().success());
}
