//! Descriptors, threads and memory run out, and come back.

use serde_json::json;
use yjt::ffi::status::*;

use crate::shim::{alone_with_shim, set};
use crate::support::abi::{Client, Failure};
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

/// Descriptors 0 to 2, which the process was started with.
const STANDARD_STREAMS: libc::rlim_t = 3;

/// A gateway that refuses every code, under a name or an address; its connections are not kept.
fn client(host: &str) -> Client {
    let port = peer::listen(|mut stream| {
        peer::read_head(&mut stream);
        peer::answer(stream, r#"{"errcode":1}"#);
    });
    Client::new(&merged(&SANDBOX.plain, json!({"baseUrl": format!("http://{host}:{port}/x")})))
        .unwrap()
}

fn exchange(client: &Client) -> Failure {
    client.exchange("abc").unwrap_err()
}

fn says_so(failure: &Failure) {
    assert_eq!(failure.status, YJT_ERR_LOCAL_RESOURCES, "{failure:?}");
    assert!(!failure.all_text().contains("DNS"), "{failure:?}");
}

/// Nobody in the process gets a descriptor meanwhile, whatever its other threads close.
fn without_descriptors<T>(run: impl FnOnce() -> T) -> T {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    assert_eq!(unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) }, 0);
    let none = libc::rlimit { rlim_cur: STANDARD_STREAMS, ..limit };
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &none) }, 0);
    let ran = run();
    assert_eq!(unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) }, 0);
    ran
}

#[test]
fn no_descriptors() {
    if !alone_with_shim("resources::no_descriptors") {
        return;
    }
    for host in ["127.0.0.1", "localhost", "no-such-host.invalid"] {
        let client = client(host);
        for _ in 0..2 {
            says_so(&without_descriptors(|| exchange(&client)));
        }
        let ca_file = SANDBOX.configured(json!({}));
        says_so(&without_descriptors(|| Client::new(&ca_file).err()).unwrap());
        Client::new(&ca_file).unwrap();
        let recovered = exchange(&client).status;
        let expected = if host.ends_with("invalid") { YJT_ERR_NAME_LOOKUP } else { YJT_ERR_FAILED };
        assert_eq!(recovered, expected, "{host}");
    }
}

#[test]
fn no_threads() {
    if !alone_with_shim("resources::no_threads") {
        return;
    }
    let client = client("moved.test");
    set("shim_no_threads", 1);
    for _ in 0..2 {
        says_so(&exchange(&client));
    }
    set("shim_no_threads", 0);
    assert_eq!(exchange(&client).status, YJT_ERR_FAILED);
}

#[test]
fn no_memory_for_the_resolver() {
    if !alone_with_shim("resources::no_memory_for_the_resolver") {
        return;
    }
    let client = client("memory.test");
    says_so(&exchange(&client));
    set("shim_memory_test", 0);
    assert_eq!(exchange(&client).status, YJT_ERR_FAILED);
}
