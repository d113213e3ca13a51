//! `codeMemorySeconds`: a code that succeeded is answered again without the gateway.

use std::sync::Barrier;

use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::support::abi::{ABI, Client, c, canary, check, free};
use crate::support::sandbox::{SANDBOX, expected};

/// The longest there is: no test may depend on how fast it runs.
fn remembering() -> Client {
    SANDBOX.client(json!({"codeMemorySeconds": 300}))
}

#[test]
fn a_code_that_succeeded_is_answered_again() {
    let client = remembering();
    let order = json!({"citizen": "generated", "fault": "extra-fields"});
    let (code, _) = SANDBOX.mint(order);
    let first: Value = client.exchange(&code).unwrap();
    for _ in 0..3 {
        assert_eq!(client.exchange(&code).unwrap(), first);
    }
    assert_eq!(SANDBOX.requests(&code), 1);
}

#[test]
fn another_client_and_another_business_type_ask_the_gateway() {
    let client = remembering();
    let (code, _) = SANDBOX.mint(json!({}));
    client.exchange(&code).unwrap();
    assert_eq!(remembering().exchange(&code).unwrap_err().status, YJT_ERR_FAILED);
    assert_eq!(SANDBOX.client(json!({})).exchange(&code).unwrap_err().status, YJT_ERR_FAILED);
    let mut user = canary();
    let status = unsafe { (ABI.exchange_code)(client.0, c(&code).as_ptr(), 2, &mut user) };
    assert_eq!(check(status).unwrap_err().status, YJT_ERR_FAILED);
    assert_eq!(SANDBOX.requests(&code), 4);
    client.exchange(&code).expect("the failures of others change nothing");
}

#[test]
fn failures_are_not_remembered() {
    let client = remembering();
    for fault in ["errcode:1", "nulls", "wrong-key", "http:500"] {
        let (code, _) = SANDBOX.mint(json!({"fault": fault}));
        for requests in 1..=2 {
            client.exchange(&code).unwrap_err();
            assert_eq!(SANDBOX.requests(&code), requests, "{fault}");
        }
    }
}

#[test]
fn it_is_off_unless_it_is_configured() {
    for changes in [json!({}), json!({"codeMemorySeconds": 0})] {
        let client = SANDBOX.client(changes);
        let (code, _) = SANDBOX.mint(json!({}));
        client.exchange(&code).unwrap();
        assert_eq!(client.exchange(&code).unwrap_err().status, YJT_ERR_FAILED);
        assert_eq!(SANDBOX.requests(&code), 2);
    }
}

/// Between the end of the one call and the start of the other there is no moment in which both miss.
#[test]
fn calls_that_come_at_the_same_time_and_after_share_one_request() {
    let client = remembering();
    for _ in 0..20 {
        let (code, citizen) = SANDBOX.mint(json!({}));
        let together = Barrier::new(4);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    together.wait();
                    for _ in 0..5 {
                        assert_eq!(client.exchange(&code).unwrap(), expected(&citizen));
                    }
                });
            }
        });
        assert_eq!(SANDBOX.requests(&code), 1);
    }
}

/// What one caller gives back is not the other's.
#[test]
fn each_caller_frees_his_own() {
    let client = remembering();
    let (code, _) = SANDBOX.mint(json!({}));
    let users = [(); 2].map(|()| {
        let mut user = canary();
        check(unsafe { (ABI.exchange_code)(client.0, c(&code).as_ptr(), 1, &mut user) }).unwrap();
        user
    });
    assert_ne!(users[0], users[1]);
    free(users[0].cast());
    let mut json = canary();
    check(unsafe { (ABI.user_to_json)(users[1], &mut json) }).unwrap();
    free(json.cast());
    free(users[1].cast());
    client.exchange(&code).unwrap();
}
