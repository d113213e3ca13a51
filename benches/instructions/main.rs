//! What a call costs in instructions and in allocations, which depend on no machine's mood: valgrind counts a program that
//! does it often and one that does it less often; the difference is the call's.

#[path = "../support/gateway.rs"]
mod gateway;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;

use gateway::Gateway;
use support::c::compile;

/// How often, and how much more often.
const FEW: u64 = 100;
const MORE: u64 = 1000;

fn main() {
    let gateway = Gateway::start("instructions");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions/measure.c");
    let program = compile(source, "bench-instructions", &["-O2"]);
    println!("| | instructions | allocations |\n| --- | --- | --- |");
    for what in ["exchange", "decrypt", "init"] {
        let count = |tool: &str, mark: &str| -> u64 {
            let run = |times: u64| counted(&program, &gateway.settings, what, times, tool, mark);
            (run(FEW + MORE) - run(FEW)) / MORE
        };
        let instructions = count("callgrind", "Collected : ");
        let allocations = count("memcheck", "total heap usage: ");
        println!("| {what} | {instructions} | {allocations} |");
    }
}

/// The number behind `mark` in what the tool prints.
fn counted(program: &Path, settings: &Path, what: &str, times: u64, tool: &str, mark: &str) -> u64 {
    let output = Command::new("valgrind")
        .arg(format!("--tool={tool}"))
        .args(["--callgrind-out-file=/dev/null"].iter().filter(|_| tool == "callgrind"))
        .arg(program)
        .arg(settings)
        .args([what, &times.to_string()])
        .output()
        .expect("valgrind");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let number = said.split(mark).nth(1).and_then(|rest| rest.split_whitespace().next());
    let number = number.unwrap_or_else(|| panic!("{said}"));
    number.replace(',', "").parse().unwrap_or_else(|_| panic!("{said}"))
}
