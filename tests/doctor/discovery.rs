//! Gateways that have it another way than the guide's readers guess: found within four requests more, and the lines that
//! are told make the next login succeed.

use serde_json::{Value, json};

use crate::report::{diagnose, said};
use crate::support::abi::Client;
use crate::support::sandbox::{Sandbox, expected, merged};

fn found(convention: &str) {
    let sandbox = Sandbox::another(convention, &["--convention", convention]);
    found_for(&sandbox, json!({}));
}

fn found_for(sandbox: &Sandbox, changes: Value) {
    let configuration = sandbox.configured(changes);
    let (code, citizen) = sandbox.mint(json!({}));
    Client::new(&configuration).unwrap().exchange(&code).unwrap_err();
    let before = sandbox.get("/sandbox/requests")["requests"].as_array().unwrap().len();

    let report = diagnose(&configuration, r#"{"discover": true}"#);
    assert_eq!(report.first(), Some("gateway"), "{report:#?}");
    assert_eq!(report.status("discovery"), "warning", "{report:#?}");
    let sent = sandbox.get("/sandbox/requests")["requests"].as_array().unwrap().len() - before;
    assert!(sent <= 1 + 4, "{sent} requests");

    let lines = said(report.finding("gateway").unwrap());
    let lines = lines.lines().last().unwrap();
    let lines = format!("{{{}}}", &lines[lines.find('"').unwrap()..]);
    let lines: Value = serde_json::from_str(&lines).unwrap_or_else(|e| panic!("{e}: {lines}"));
    let mended = merged(&serde_json::from_str(&configuration).unwrap(), lines);
    let client = Client::new(&mended).unwrap();
    let (code, _) = sandbox.mint(json!({"citizen": citizen["id"]}));
    assert_eq!(client.exchange(&code).unwrap(), expected(&citizen));
}

#[test]
fn a_lower_case_gateway() {
    found("lower-case");
}

#[test]
fn a_gateway_that_counts_milliseconds() {
    found("milliseconds");
}

#[test]
fn a_gateway_that_wants_both() {
    found("lower-case,milliseconds");
}

#[test]
fn a_gateway_that_wants_the_service_id_in_the_query() {
    found("service-id-in-query");
}

/// The usual way is a variant too, for who configured another.
#[test]
fn a_gateway_that_counts_seconds() {
    let sandbox = Sandbox::another("usual", &[]);
    found_for(&sandbox, json!({"signature": {"timestampUnit": "ms"}}));
}

#[test]
fn nothing_is_tried_unasked_nor_against_production() {
    let sandbox = Sandbox::another("unasked", &["--convention", "lower-case"]);
    let status = |changes: Value, options: Value| {
        let report = diagnose(&sandbox.configured(changes), &options.to_string());
        report.status("discovery").to_owned()
    };
    assert_eq!(status(json!({}), json!({})), "");
    let production = json!({"environment": "production"});
    assert_eq!(status(production.clone(), json!({"discover": true})), "skipped");
    let both = json!({"discover": true, "discoverInProduction": true});
    assert_eq!(status(production, both), "warning");
}

/// A wrong token is refused whatever else is tried: twelve requests at the most, and an honest answer.
#[test]
fn what_cannot_be_found_is_not_invented() {
    let sandbox = Sandbox::another("in-vain", &[]);
    let wrong = sandbox.configured(json!({"token": "planted-token"}));
    let report = diagnose(&wrong, r#"{"discover": true}"#);
    assert_eq!(report.status("discovery"), "unknown", "{report:#?}");
    let sent = sandbox.get("/sandbox/requests")["requests"].as_array().unwrap().len();
    assert!(sent <= 1 + 12, "{sent} requests");
}
