//! What a call costs in instructions and in allocations, which depend on no machine's mood: valgrind counts a program that
//! does it often and one that does it less often; the difference is the call's. Fails when a call costs more than
//! `counts.json` says, or so much less that the file should say so. `--update` writes it.

#[path = "../support/gateway.rs"]
mod gateway;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;

use gateway::Gateway;
use serde_json::{Value, json};
use support::c::compile;

/// How often, and how much more often.
const FEW: u64 = 100;
const MORE: u64 = 1000;

/// Of the committed figure: what another compiler's build of the same source may differ by.
const TOLERATED: f64 = 0.02;
const COUNTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions/counts.json");

fn main() {
    let gateway = Gateway::start("instructions");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions/measure.c");
    let program = compile(source, "bench-instructions", &["-O2"]);
    let mut counts = json!({});
    for what in ["exchange", "decrypt", "init"] {
        let count = |tool: &str, mark: &str| -> u64 {
            let run = |times: u64| counted(&program, &gateway.settings, what, times, tool, mark);
            (run(FEW + MORE) - run(FEW)) / MORE
        };
        let instructions = count("callgrind", "Collected : ");
        let allocations = count("memcheck", "total heap usage: ");
        counts[what] = json!({"instructions": instructions, "allocations": allocations});
    }
    if std::env::args().any(|argument| argument == "--update") {
        std::fs::write(COUNTS, format!("{counts:#}\n")).unwrap();
    }
    let committed: Value = serde_json::from_slice(&std::fs::read(COUNTS).unwrap()).unwrap();
    println!("| | figure | counted | committed |\n| --- | --- | --- | --- |");
    let mut agree = true;
    for (what, figures) in counts.as_object().unwrap() {
        for (figure, counted) in figures.as_object().unwrap() {
            let committed = committed[what][figure].as_f64().unwrap_or(0.0);
            let counted = counted.as_f64().unwrap();
            agree &= (counted - committed).abs() <= committed * TOLERATED;
            println!("| {what} | {figure} | {counted} | {committed} |");
        }
    }
    assert!(agree, "a call costs something else than benches/instructions/counts.json says");
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
