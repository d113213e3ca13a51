//! Everything that a gateway may answer, one table for every language: `tests/data/faults.json`.

use serde_json::{Value, json};

use crate::support::sandbox::{SANDBOX, expected};
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

/// With the same client, hence on the same connection where that was kept.
#[test]
fn the_next_patient_is_served_after_every_fault() {
    let next = |row: &Value| {
        let client = SANDBOX.client(json!({}));
        let (code, _) = SANDBOX.mint(json!({"fault": row["fault"]}));
        let _ = client.exchange(&code);
        let (code, citizen) = SANDBOX.mint(json!({}));
        let outcome = client.exchange(&code);
        (outcome != Ok(expected(&citizen))).then(|| format!("after {row}: {outcome:?}"))
    };
    let without_a_limit = |row: &&Value| row["config"].is_null();
    let wrong: Vec<String> = faults().iter().filter(without_a_limit).filter_map(next).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
