//! Everything that a gateway may answer, one table for every language: `tests/data/faults.json`.

use serde_json::Value;

use crate::support::sandbox::SANDBOX;
use crate::support::tables::{faults, field, try_fault};

/// Without a row, for a reason.
const ELSEWHERE: [&str; 2] = [
    // They end the connection's next request: `resend.rs` sends it.
    "stale",
    "stale-reset",
];

#[test]
fn every_fault_of_the_sandbox_is_tried() {
    let table = faults();
    let tried: Vec<&str> = table.iter().map(name).collect();
    for kind in SANDBOX.get("/sandbox/faults").as_array().unwrap() {
        let name = field(kind, "name");
        assert!(tried.contains(&name) != ELSEWHERE.contains(&name), "{name}: one row, or a reason");
    }
}

fn name(row: &Value) -> &str {
    field(row, "fault").split(':').next().unwrap()
}

#[test]
fn every_fault_has_its_status_and_its_message() {
    let table = faults();
    // A client of its own for each row, so that no clock correction lingers.
    let try_row = |row| try_fault(row, |config, code| SANDBOX.client(config).exchange(code)).err();
    let wrong: Vec<String> = table.iter().filter_map(try_row).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
