//! Everything that a gateway may answer, one table for every language: `tests/data/faults.json`.

use serde_json::Value;

use crate::support::sandbox::SANDBOX;
use crate::support::tables::{faults, field, try_fault};

#[test]
fn every_fault_has_its_status_and_its_message() {
    let table = faults();
    let name = |row: &Value| field(row, "fault").split(':').next().unwrap().to_owned();
    let covered: Vec<String> = table.iter().map(name).collect();
    for kind in SANDBOX.get("/sandbox/faults").as_array().unwrap() {
        let kind = field(kind, "name").to_owned();
        // What happens on the connection's next request is `resend.rs`'s.
        assert!(covered.contains(&kind) || kind.starts_with("stale"), "{kind} is not in the table");
    }
    // A client of its own for each row, so that no clock correction lingers.
    let try_row = |row| try_fault(row, |config, code| SANDBOX.client(config).exchange(code)).err();
    let wrong: Vec<String> = table.iter().filter_map(try_row).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
