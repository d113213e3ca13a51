//! One exchange through the C ABI, side by side with libcurl: the same nginx, the same request, in turns.
//!
//! libcurl only sends and receives; the library also signs, parses and decrypts.

#[path = "../support/gateway.rs"]
mod gateway;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use gateway::Gateway;
use serde_json::Value;
use support::c::compile;

const ROUNDS: usize = 9;
const EXCHANGES: [(usize, usize); 3] = [(1, 20_000), (8, 40_000), (64, 80_000)];
const FIGURES: [&str; 4] = ["p50 µs", "p99 µs", "CPU µs", "per second"];

fn main() {
    let gateway = Gateway::start("bench");
    let theirs = gateway.settings.with_file_name("curl.txt");
    let headers = "x-tsp-nonce: 0123456789abcdef\nx-tsp-signature: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF\n\
         x-tsp-timestamp: 1700000000\nx-tsp-appSecret: bench-token\nx-tsp-paasid: bench\n\
         Content-type: application/json;charset=utf-8\nx-tsp-serviceid: DGSP_1";
    let settings = fs::read_to_string(&gateway.settings).unwrap();
    let settings: Value = serde_json::from_str(&settings).unwrap();
    let text = |place: &str| settings.pointer(place).and_then(Value::as_str).unwrap();
    let (base, ca_file) = (text("/baseUrl"), text("/tls/caFile"));
    fs::write(&theirs, format!("{base}?appCode=HIS0000001&command=01\n{ca_file}\n{headers}\n"))
        .unwrap();

    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/exchange/measure.c");
    let yjt = compile(source, "bench-yjt", &["-O2"]);
    let curl = compile(source, "bench-curl", &["-O2", "-DWITH_LIBCURL", "-lcurl"]);

    println!("median of {ROUNDS} rounds; the ratio is yjt / libcurl, round by round\n");
    println!("| threads | figure | yjt | libcurl | ratio |\n| --- | --- | --- | --- | --- |");
    for (threads, exchanges) in EXCHANGES {
        let measure =
            |program: &Path, settings: &Path| measure(program, settings, threads, exchanges);
        let rounds: Vec<_> = (0..ROUNDS)
            .map(|_| (measure(&yjt, &gateway.settings), measure(&curl, &theirs)))
            .collect();
        for (i, figure) in FIGURES.iter().enumerate() {
            let ours = median(rounds.iter().map(|round| round.0[i]).collect());
            let theirs = median(rounds.iter().map(|round| round.1[i]).collect());
            let ratio = median(rounds.iter().map(|round| round.0[i] / round.1[i]).collect());
            println!("| {threads} | {figure} | {ours:.1} | {theirs:.1} | {ratio:.2} |");
        }
    }
    println!("\nnginx's own ceiling (wrk, 64 connections): {} per second", ceiling(base));
}

/// What nginx serves to a program that does nothing with the responses.
fn ceiling(url: &str) -> String {
    let output = Command::new("wrk").args(["-t2", "-c64", "-d5s", url]).output().expect("wrk");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = said.split("Requests/sec:").nth(1).and_then(|rest| rest.split_whitespace().next());
    number.unwrap_or_else(|| panic!("{said}")).to_owned()
}

fn measure(program: &Path, settings: &Path, threads: usize, exchanges: usize) -> [f64; 4] {
    let output = Command::new(program)
        .arg(settings)
        .args([threads.to_string(), exchanges.to_string()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let figures: Vec<f64> = said.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
    figures.try_into().unwrap()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
