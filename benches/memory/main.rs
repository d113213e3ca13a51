//! What a client and an idle connection take, and a process that serves 500 hospitals. Memory is what malloc has given out,
//! which depends on no machine's mood; exchanges a second do.

#[path = "../support/gateway.rs"]
mod gateway;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::fs;
use std::process::Command;

use gateway::Gateway;
use serde_json::Value;
use support::c::compile;

fn main() {
    let gateway = Gateway::start("memory");
    let built_in = gateway.settings.with_file_name("built-in.json");
    let settings = fs::read(&gateway.settings).unwrap();
    let mut settings: Value = serde_json::from_slice(&settings).unwrap();
    settings.as_object_mut().unwrap().remove("tls");
    fs::write(&built_in, settings.to_string()).unwrap();

    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/memory/measure.c");
    let program = compile(source, "bench-memory", &["-O2"]);
    let output = Command::new(program).args([&gateway.settings, &built_in]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    println!("| figure | |\n| --- | --- |");
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let (figure, number) = line.split_once(' ').unwrap();
        println!("| {} | {number} |", figure.replace('_', " "));
    }
}
