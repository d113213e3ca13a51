//! Hosts of several addresses.

use std::time::{Duration, Instant};

use serde_json::json;
use yjt::ffi::status::YJT_ERR_FAILED;

use crate::shim::{Counted, alone_with_shim};
use crate::support::abi::Client;
use crate::support::peer::{self, Silent};
use crate::support::sandbox::{SANDBOX, merged};

/// The first address never answers: the second one is tried soon, and goes first from then on.
#[test]
fn an_address_that_does_not_answer_costs_little_and_only_once() {
    if !alone_with_shim("addresses::an_address_that_does_not_answer_costs_little_and_only_once") {
        return;
    }
    let port = peer::listen(|mut stream| {
        peer::read_head(&mut stream);
        peer::answer(stream, r#"{"errcode":1}"#);
    });
    let _silent = Silent::at(&format!("127.0.0.9:{port}"));
    let limits = json!({"connectTimeoutMs": 40_000, "timeoutMs": 60_000});
    let mut changes =
        json!({"baseUrl": format!("http://two.test:{port}/x"), "maxIdleConnections": 0});
    changes.as_object_mut().unwrap().extend(limits.as_object().unwrap().clone());
    let client = Client::new(&merged(&SANDBOX.plain, changes)).unwrap();
    let connects = || {
        let before = Counted::now();
        assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_FAILED);
        Counted::now().since(before).connects
    };
    let started = Instant::now();
    assert_eq!(connects(), 2);
    let took = started.elapsed();
    assert!(took >= Duration::from_millis(250) && took < Duration::from_secs(10), "{took:?}");
    for _ in 0..3 {
        assert_eq!(connects(), 1, "the address that served is remembered");
    }
}
