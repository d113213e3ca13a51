//! What the library asks of the system fails, call by call: see `torture.c`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::support::c::compile;
use crate::support::sandbox::{SANDBOX, merged};
use crate::tunnel;

const TORTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/torture/torture.c");

static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let beside = |name: &str| TORTURE.replace("torture.c", name);
    compile(TORTURE, "torture", &[&beside("calls.c"), &beside("jobs.c"), &beside("lost.c"), "-ldl"])
});

/// What a job is run with.
struct Given {
    configuration: Value,
    codes: Vec<Value>,
}

/// A configuration that looks a name up and speaks TLS, or another one. On a busy machine nothing is late that is not
/// meant to be.
fn given(configuration: &Value, changes: Value, codes: usize) -> Given {
    let unhurried = json!({"connectTimeoutMs": 60_000, "timeoutMs": 60_000});
    let configuration = merged(configuration, unhurried);
    let configuration = merged(&serde_json::from_str(&configuration).unwrap(), changes);
    Given {
        configuration: serde_json::from_str(&configuration).unwrap(),
        codes: vec![json!({"citizen": "generated", "count": codes})],
    }
}

/// Runs a mode of the program for a job, and hands over what it said.
fn torture(mode: &str, job: &str, given: &Given) -> String {
    // Made before the codes, which age.
    let program = &*PROGRAM;
    let test = std::thread::current().name().unwrap().replace("::", "-");
    let file = |extension| {
        let name = format!("torture-{test}.{extension}");
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
    };
    fs::write(file("json"), given.configuration.to_string()).unwrap();
    let lines: Vec<String> = given.codes.iter().flat_map(minted).collect();
    fs::write(file("codes"), lines.concat()).unwrap();
    let output =
        Command::new(program).args([mode, job]).args(["json", "codes"].map(file)).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let why = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{mode} {job}: {}\n{said}{why}", output.status);
    print!("{said}");
    said
}

/// Codes, and whose they are.
fn minted(order: &Value) -> Vec<String> {
    let minted = SANDBOX.post("/sandbox/codes", order);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let line = |one: &Value| {
        format!("{} {}\n", text(&one["code"]), text(&one["citizen"]["certificateNo"]))
    };
    minted["codes"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn each_call_of_making_a_client() {
    torture("calls", "init", &given(&SANDBOX.configuration, json!({}), 4_000));
}

#[test]
fn each_call_of_an_exchange() {
    torture("calls", "exchange", &given(&SANDBOX.configuration, json!({}), 6_000));
}

#[test]
fn each_call_of_an_exchange_on_a_connection_that_was_kept() {
    torture("calls", "next-exchange", &given(&SANDBOX.configuration, json!({}), 4_000));
}

#[test]
fn each_call_of_an_exchange_without_tls() {
    torture("calls", "exchange", &given(&SANDBOX.plain, json!({}), 6_000));
    torture("calls", "next-exchange", &given(&SANDBOX.plain, json!({}), 4_000));
}

/// Its answer is read byte by byte.
#[test]
fn each_call_of_an_exchange_through_a_proxy() {
    let proxy = json!({"proxy": format!("http://127.0.0.1:{}", tunnel::listen())});
    torture("some-calls", "exchange", &given(&SANDBOX.configuration, proxy, 6_000));
}

#[test]
fn each_call_of_a_diagnosis() {
    torture("some-calls", "diagnose", &given(&SANDBOX.configuration, json!({}), 4_000));
}

#[test]
fn all_but_so_many_descriptors() {
    for (job, least) in [("init", 1), ("exchange", 1), ("next-exchange", 0), ("diagnose", 0)] {
        let said = torture("descriptors", job, &given(&SANDBOX.configuration, json!({}), 100));
        assert_eq!(said, format!("{job}: {least} descriptors are enough\n"));
    }
}

#[test]
fn a_byte_at_a_time() {
    for configuration in [&SANDBOX.configuration, &SANDBOX.plain] {
        for job in ["init", "exchange", "next-exchange", "diagnose"] {
            torture("singly", job, &given(configuration, json!({}), 10));
        }
    }
}

/// With and without `SA_RESTART`.
#[test]
fn a_signal_every_millisecond() {
    for job in ["init", "exchange", "diagnose"] {
        torture("signals", job, &given(&SANDBOX.configuration, json!({}), 10_000));
    }
    let fresh = json!({"maxIdleConnections": 0});
    torture("signals", "exchange", &given(&SANDBOX.configuration, fresh, 10_000));
}

#[test]
fn no_signal_puts_the_deadline_off() {
    let mut late = given(&SANDBOX.configuration, json!({"timeoutMs": 1500}), 2);
    late.codes.push(json!({"citizen": "generated", "count": 1, "fault": "stall"}));
    late.codes.push(json!({"citizen": "generated", "count": 1}));
    torture("late-signals", "exchange", &late);
}
