//! Name look-ups that stall, and hosts that move.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::shim::{Counted, alone_with_shim, move_to, set};
use crate::support::abi::Client;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

fn client(changes: Value) -> Client {
    Client::new(&merged(&SANDBOX.plain, changes)).unwrap()
}

/// What comes of an exchange when the name is known: on a busy machine looking it up takes longer than a call's time.
fn at_last(client: &Client) -> i32 {
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        let status = client.exchange("abc").map_or_else(|failure| failure.status, |_| YJT_OK);
        if status != YJT_ERR_CONNECT_TIMEOUT || Instant::now() > patience {
            return status;
        }
    }
}

#[test]
fn a_stalled_lookup_ends_in_time_and_costs_one_thread() {
    if !alone_with_shim("names::a_stalled_lookup_ends_in_time_and_costs_one_thread") {
        return;
    }
    let base = json!({"baseUrl": "http://stall.test/x", "connectTimeoutMs": 300});
    let client = client(base);
    let before = Counted::now();
    let started = Instant::now();
    for _ in 0..3 {
        let failure = client.exchange("abc").unwrap_err();
        assert_eq!(failure.status, YJT_ERR_CONNECT_TIMEOUT, "{failure:?}");
        assert!(failure.message.contains("300"), "{failure:?}");
    }
    let took = started.elapsed();
    assert!(took > Duration::from_millis(850) && took < Duration::from_secs(60), "{took:?}");
    assert_eq!(Counted::now().since(before), Counted { lookups: 1, threads: 1, connects: 0 });
}

/// The old address refuses: the name is asked for again at once, not when the answer has aged.
#[test]
fn a_host_that_moved_is_followed() {
    if !alone_with_shim("names::a_host_that_moved_is_followed") {
        return;
    }
    let body = r#"{"errcode":1}"#;
    let old = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = old.local_addr().unwrap().port();
    let client = client(json!({"baseUrl": format!("http://moved.test:{port}/x")}));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (mut stream, _) = old.accept().unwrap();
            peer::read_head(&mut stream);
            peer::answer(stream, body);
        });
        assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_FAILED);
    });
    drop(old);

    move_to("127.0.0.2");
    let new = TcpListener::bind(("127.0.0.2", port)).unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = new.accept().unwrap();
        peer::read_head(&mut stream);
        peer::answer(stream, body);
    });
    assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_FAILED);
}

/// A look-up that never returns is given up after a while, for others to be tried: ever more seldom, so that the
/// threads that hang stay few.
#[test]
fn a_lookup_that_never_returns_is_not_waited_for_for_ever() {
    if !alone_with_shim("names::a_lookup_that_never_returns_is_not_waited_for_for_ever") {
        return;
    }
    let client = client(json!({"baseUrl": "http://stall.test:1/x", "connectTimeoutMs": 300}));
    let before = Counted::now();
    let mut lookups_after = |seconds| {
        set("shim_elapsed", seconds);
        let failure = client.exchange("abc").unwrap_err();
        assert_eq!(failure.status, YJT_ERR_CONNECT_TIMEOUT, "{failure:?}");
        Counted::now().since(before).lookups
    };
    assert_eq!(
        [0, 20, 31, 60, 92, 150, 3600, 3600].map(&mut lookups_after),
        [1, 1, 2, 2, 3, 3, 4, 4]
    );

    set("shim_stall_test", 0);
    set("shim_elapsed", 2 * 3600);
    assert_eq!(at_last(&client), YJT_ERR_CONNECT, "looked up at last");
}

/// The thread of a look-up that the parent began does not exist in the child.
#[test]
fn a_child_does_not_wait_for_its_parents_lookup() {
    if !alone_with_shim("names::a_child_does_not_wait_for_its_parents_lookup") {
        return;
    }
    let client = client(json!({"baseUrl": "http://stall.test:1/x", "connectTimeoutMs": 300}));
    assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_CONNECT_TIMEOUT);
    set("shim_stall_test", 0);
    let child = unsafe { libc::fork() };
    if child == 0 {
        unsafe { libc::_exit(i32::from(at_last(&client) != YJT_ERR_CONNECT)) };
    }
    let mut ended = -1;
    assert_eq!(unsafe { libc::waitpid(child, &mut ended, 0) }, child);
    assert_eq!(ended, 0, "the child looks the name up itself");
}
