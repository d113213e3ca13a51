//! An exchange on a pooled connection starts no thread, looks up no name and opens no connection.

use serde_json::json;

use crate::shim::{Counted, alone_with_shim};
use crate::support::sandbox::SANDBOX;

#[test]
fn a_pooled_connection_costs_nothing_but_the_request() {
    if !alone_with_shim("cost::a_pooled_connection_costs_nothing_but_the_request") {
        return;
    }
    let client = SANDBOX.client(json!({}));
    let codes: Vec<String> = (0..200).map(|_| SANDBOX.mint(json!({})).0).collect();
    let before = Counted::now();
    client.exchange(&codes[0]).unwrap();
    let first = Counted::now().since(before);
    assert_eq!((first.lookups, first.threads), (1, 1), "one look-up, on a thread of its own");
    assert!(first.connects >= 1);

    let before = Counted::now();
    for code in &codes[1..] {
        client.exchange(code).unwrap();
    }
    let cost = Counted::now().since(before);
    assert_eq!(cost, Counted { lookups: 0, threads: 0, connects: 0 });
}

#[test]
fn a_fresh_connection_soon_after_looks_no_name_up() {
    if !alone_with_shim("cost::a_fresh_connection_soon_after_looks_no_name_up") {
        return;
    }
    let client = SANDBOX.client(json!({"maxIdleConnections": 0}));
    let codes: Vec<String> = (0..20).map(|_| SANDBOX.mint(json!({})).0).collect();
    client.exchange(&codes[0]).unwrap();
    let before = Counted::now();
    for code in &codes[1..] {
        client.exchange(code).unwrap();
    }
    let cost = Counted::now().since(before);
    assert_eq!((cost.lookups, cost.threads), (0, 0));
    assert!(cost.connects >= 19, "{cost:?}");
}
