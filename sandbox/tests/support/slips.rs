//! Requests whose signature has a known slip, and the slips' names.

use std::cell::Cell;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use ring::{digest, hmac};
use sm3::Sm3;

use super::{Request, Sandbox, now};

pub fn sha256(text: &str) -> String {
    hex::encode_upper(digest::digest(&digest::SHA256, text.as_bytes()))
}

/// Each is to be sent before the next is made.
pub fn make_all(sandbox: &Sandbox, code: &str, mut send: impl FnMut(&Request, &[&str])) {
    let configured = |key: &str| sandbox.configuration[key].as_str().unwrap().to_owned();
    let (token, secret) = (configured("token"), configured("appSecret"));
    let t = now().to_string();
    let number = Cell::new(0);
    let next = || {
        number.set(number.get() + 1);
        format!("nonce-of-the-slip-{:03}", number.get())
    };
    let mut make = |nonce: &str, timestamp: &str, signature: &str, slips: &[&str]| {
        let mut request = Request::signed(sandbox, code, nonce, timestamp);
        request.header("x-tsp-signature", Some(signature));
        send(&request, slips);
    };

    // How it is written.
    let right = |nonce: &str| format!("{t}{token}{nonce}{t}");
    let mut written = |write: &dyn Fn(&str) -> String, slip: &str| {
        let nonce = next();
        make(&nonce, &t, &write(&right(&nonce)), &[slip]);
    };
    let mixed = |text: &str| {
        let (first, rest) = (&sha256(text)[..32], &sha256(text)[32..]);
        first.to_lowercase() + rest
    };
    written(&|text| sha256(text).to_lowercase(), "lower-case");
    written(&mixed, "mixed-case");
    written(&|text| STANDARD.encode(hex::decode(sha256(text)).unwrap()), "base64");
    written(&str::to_owned, "not-hashed");
    written(&|text| sha256(&sha256(text)), "hashed-twice");
    written(&|_| token.clone(), "secret-instead");
    let sha1 = &digest::SHA1_FOR_LEGACY_USE_ONLY;
    let key = hmac::Key::new(hmac::HMAC_SHA256, token.as_bytes());
    written(&|text| hex::encode_upper(Md5::digest(text)), "another-hash");
    written(&|text| hex::encode_upper(Sm3::digest(text)), "another-hash");
    written(&|text| hex::encode_upper(digest::digest(sha1, text.as_bytes())), "another-hash");
    written(&|text| hex::encode_upper(hmac::sign(&key, text.as_bytes())), "another-hash");

    // Another text.
    let mut signed = |text: &dyn Fn(&str) -> String, slip: &str| {
        let nonce = next();
        make(&nonce, &t, &sha256(&text(&nonce)), &[slip]);
    };
    signed(&|n| format!("{t}{secret}{n}{t}"), "app-secret-for-token");
    signed(&|n| format!("{t}{}{n}{t}", token.to_lowercase()), "token-in-another-case");
    signed(&|n| format!("{t}{}{n}{t}", token.to_uppercase()), "token-in-another-case");
    for (key, slip) in [
        ("appKey", "app-key-for-token"),
        ("paasId", "paasid-for-token"),
        ("appCode", "app-code-for-token"),
        ("serviceId", "service-id-for-token"),
    ] {
        signed(&|n| format!("{t}{}{n}{t}", configured(key)), slip);
    }
    signed(&|n| format!("{t}{token}\n{n}{t}"), "token-with-space");
    signed(&|n| format!("{t}{n}{t}"), "no-token");
    signed(&|n| format!("{t}{token}{n}"), "timestamp-missing-at-the-end");
    signed(&|n| format!("{token}{n}{t}"), "timestamp-missing-at-the-start");
    signed(&|n| format!("{t}{n}{token}{t}"), "another-order");
    signed(&|n| format!("{n}{token}{t}"), "another-order");
    signed(&|n| format!("{t}&{token}&{n}&{t}"), "separated");
    signed(&|n| format!("{t}000{token}{n}{t}000"), "signed-in-milliseconds");
    signed(&|n| format!("{t}357{token}{n}{t}357"), "signed-in-milliseconds");
    let old = now() - 290;
    signed(&|n| format!("{old}{token}{n}{old}"), "old-timestamp");

    // What belongs to another request.
    let before = format!("nonce-of-the-slip-{:03}", number.get());
    make(&next(), &t, &sha256(&right(&before)), &["earlier-signature"]);
    let (long_ago, past) = (next(), (now() - 600).to_string());
    make(&long_ago, &past, "00", &[]);
    make(&next(), &t, &sha256(&right(&long_ago)), &["old-nonce"]);

    // The clock's unit; two slips at once; and none that is known.
    let (one, ms) = (next(), format!("{t}123"));
    let all_in_ms = sha256(&format!("{ms}{token}{one}{ms}"));
    make(&one, &ms, &all_in_ms, &["timestamp-in-milliseconds"]);
    let one = next();
    let slips = ["timestamp-in-milliseconds", "signed-in-seconds"];
    make(&one, &ms, &sha256(&right(&one)), &slips);
    let one = next();
    let both = sha256(&format!("{t}{secret}{one}{t}")).to_lowercase();
    make(&one, &t, &both, &["app-secret-for-token", "lower-case"]);
    make(&next(), &t, &sha256("something else"), &[]);
    make(&next(), &t, "not a signature", &[]);
}
