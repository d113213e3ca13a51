//! Java's virtual threads: a call that waits leaves its carrier to the others.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};

use serde_json::json;

use crate::actor::Actor;
use crate::builds::java_since;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

const CALLS: usize = 8;

/// On a single carrier, a gateway that answers none of them before all have asked. Each gets the answer to its own request:
/// the failure's details are those of the call. An interrupt ends no call, and the logger finds the caller's class loader.
#[test]
fn java_waits_on_a_virtual_thread_without_its_carrier() {
    let one_carrier = [
        "-Djdk.virtualThreadScheduler.parallelism=1",
        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
    ];
    let Some(java) = java_since(21, &one_carrier) else { return };
    let (all, count) = (Arc::new(Barrier::new(CALLS)), Arc::new(AtomicUsize::new(0)));
    let port = peer::listen(move |mut stream| {
        peer::read_head(&mut stream);
        let number = count.fetch_add(1, Ordering::Relaxed);
        all.wait();
        peer::answer(stream, &format!(r#"{{"errcode":"X.{number}","errmsg":""}}"#));
    });
    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/"), "timeoutMs": 60_000});
    let actor = &mut Actor::start(&java);
    actor.results("client", &["virtual", &merged(&SANDBOX.plain, base)]);

    let codes: Vec<String> = (0..CALLS).map(|number| format!("virtual-{number}")).collect();
    let mut arguments = vec!["virtual"];
    arguments.extend(codes.iter().map(String::as_str));
    let mut seen = actor.results("virtual", &arguments);
    assert_eq!(seen.pop().unwrap(), "[own]", "the class loader that the logger saw");
    let expected = (0..CALLS).map(|number| format!("X.{number} true true"));
    assert_eq!(BTreeSet::from_iter(seen), BTreeSet::from_iter(expected));
}

/// The library must know that these calls come out of the logger.
#[test]
fn java_calls_from_within_the_logger_of_a_virtual_thread() {
    let Some(java) = java_since(21, &[]) else { return };
    let lines = Actor::start(&java).results("virtuallogger", &["?code="]);
    assert_eq!(lines.len(), 1, "{lines:?}");
}
