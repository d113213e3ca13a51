//! What must never be read in a message or in a line of the log, whatever the other side repeats of what it knows.

use std::time::Duration;

use serde_json::{Value, json};

pub const KEY: &str = "A7E2D00B4058086CBD3D4B8A5E0B2697";
pub const CODE: &str = "code-7Q-canary";

const TOKEN: &str = "token-7Q-canary";
const APP_SECRET: &str = "secret-7Q-canary";
const PAAS_ID: &str = "paas-7Q-canary";

/// Fields of a person, which the seeds hold encrypted. libFuzzer learns them from our comparisons and writes them in clear
/// where a gateway's code stands, hence they are longer than one may be.
const NUMBER: &str = "number-7Q-canary-of-a-person";
const PHONE: &str = "phone-7Q-canary-of-a-person";
const NAME: &str = "name-7Q-canary-of-a-person";

const ALL: [&str; 8] = [KEY, CODE, TOKEN, APP_SECRET, PAAS_ID, NUMBER, PHONE, NAME];

/// A hospital's configuration for a gateway in clear on this port, with the limit for a call.
pub fn configuration(port: u16, limit: Duration) -> Value {
    json!({
        "environment": "custom", "appCode": "HIS1", "appKey": KEY, "paasId": PAAS_ID, "token": TOKEN,
        "appSecret": APP_SECRET, "serviceId": "S", "allowHttp": true,
        "baseUrl": format!("http://127.0.0.1:{port}/x"), "timeoutMs": limit.as_millis() as u64,
    })
}

/// Panics where a text holds a secret, in whatever case.
pub fn must_not_be_in(text: &str) {
    let folded = text.to_ascii_lowercase();
    for secret in ALL {
        assert!(!folded.contains(&secret.to_ascii_lowercase()), "{secret} is in {text}");
    }
}
