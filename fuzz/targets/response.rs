//! The body of an answer: an identity, or a failure that tells nothing of what is in it.

#![no_main]

use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use yjt_fuzz::abi::Client;
use yjt_fuzz::{gateway, secrets};

const LIMIT: Duration = Duration::from_secs(10);

static BODY: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let port = gateway::listen(|mut stream| {
        while gateway::request(&mut stream).is_some() {
            let body = BODY.lock().unwrap().clone();
            if !gateway::answer(&mut stream, &body) {
                return;
            }
        }
    });
    Client::of(&secrets::configuration(port, LIMIT))
});

fuzz_target!(init: yjt_fuzz::begin(), |input: &[u8]| {
    *BODY.lock().unwrap() = input.to_vec();
    let Ok(identity) = CLIENT.exchange(secrets::CODE, LIMIT) else { return };
    // Where nothing is escaped, a text that cannot have been a number or cipher text stands in the body as it is.
    let Ok(body) = std::str::from_utf8(input) else { return };
    let user_id = identity["userId"].as_str().unwrap();
    let is_as_sent = body.contains('\\') || user_id.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    assert!(is_as_sent || body.contains(user_id), "{user_id} is nowhere in the body");
});
