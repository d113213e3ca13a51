//! Each allocation that a call from Java makes in the library fails: see `starved.c`.

use std::process::Command;

use serde_json::json;

use crate::support::builds::{JARS, java, words};
use crate::support::c::{UNWINDING, compile_with};
use crate::support::sandbox::numeric_and_reusable;

#[test]
fn each_allocation_of_a_call_from_java() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/torture/starved.c");
    let shim =
        compile_with(&UNWINDING, source, "starved.so", &["-shared", "-fPIC", "-Wl,--no-as-needed"]);
    let classes = java(&words("tests/torture/Starved.java"), "starved");
    let [configuration, code] = numeric_and_reusable("starved", json!({}));
    for job in ["init", "exchange", "refused-exchange", "decrypt", "encrypt", "link", "diagnose"] {
        let output = Command::new("java")
            .args(["-cp", &format!("{}:{classes}", *JARS), "Starved", job, &configuration, &code])
            .env("LD_PRELOAD", &shim)
            .env("YJT_LIBRARY", &shim)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        let why = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, format!("{job}: each allocation\n"), "{}: {why}", output.status);
    }
}
