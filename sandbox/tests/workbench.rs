//! A refused request says all that is wrong with it, and which slip its signature has.

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use ring::{digest, hmac};
use serde_json::{Value, json};
use sm3::Sm3;
use support::{Request, Sandbox, now};

fn sha256(text: &str) -> String {
    hex::encode_upper(digest::digest(&digest::SHA256, text.as_bytes()))
}

#[test]
fn all_broken_rules_are_told_at_once() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"ageSeconds": 400}));
    let mut request = Request::right(&sandbox, &code);
    request.header("x-tsp-appSecret", Some("wrong"));
    request.header("Content-type", Some("text/plain"));
    request.parameter("command", Some("02"));
    assert_eq!(sandbox.send(&request).0, 401, "the first of them is the answer");
    let line = sandbox.last_rule();
    let seen = sandbox.last_request();
    let broken = ["x-tsp-appsecret", "content-type", "command", "code-fresh"];
    for (name, expected, received, says) in [
        ("x-tsp-appsecret", "sandboxSecret5Rd3Gy0Fp7Js2Nu9Qe4", "wrong", "wrong appSecret"),
        ("content-type", "application/json;charset=utf-8", "text/plain", "wrong Content-type"),
        ("command", "01", "02", "command must be 01"),
        ("code-fresh", "300 s", "400 s", "the code is older than 5 minutes"),
    ] {
        let verdicts = seen["verdicts"].as_array().unwrap();
        let verdict = verdicts.iter().find(|verdict| verdict["rule"] == name).unwrap();
        assert_eq!(
            [&verdict["expected"], &verdict["received"], &verdict["problem"]["en"]],
            [expected, received, says]
        );
        assert!(line.contains(says), "{says} is not in {line}");
    }
    for verdict in seen["verdicts"].as_array().unwrap() {
        let state =
            if broken.contains(&verdict["rule"].as_str().unwrap()) { "broken" } else { "kept" };
        assert_eq!(verdict["state"], state, "{verdict}");
    }
    assert_eq!((&seen["broken"], &seen["outcome"]), (&json!(4), &json!("refused")));
    assert_eq!((&seen["status"], &seen["workbench"]), (&json!(401), &Value::Null));
    assert_eq!(sandbox.get(&format!("/sandbox/codes/{code}"))["used"], false);
}

/// One request for each slip, which makes it.
#[test]
fn every_slip_of_a_signature_is_named() {
    let sandbox = Sandbox::start();
    let configured = |key: &str| sandbox.configuration[key].as_str().unwrap().to_owned();
    let (token, secret) = (configured("token"), configured("appSecret"));
    let code = sandbox.mint(json!({"reusable": true}));
    let t = now().to_string();
    let number = std::cell::Cell::new(0);
    let nonce = || {
        number.set(number.get() + 1);
        format!("nonce-of-the-slip-{:03}", number.get())
    };
    let seen = |nonce: &str, timestamp: &str, signature: &str| -> Vec<String> {
        let mut request = Request::signed(&sandbox, &code, nonce, timestamp);
        request.header("x-tsp-signature", Some(signature));
        sandbox.send(&request);
        let seen = sandbox.last_request();
        let workbench = &seen["workbench"];
        assert_eq!(workbench["text"], format!("{timestamp}{{token}}{nonce}{timestamp}"));
        let right = sha256(&format!("{timestamp}{token}{nonce}{timestamp}"));
        assert_eq!(workbench["expected"], right);
        assert!(!workbench["text"].to_string().contains(&token));
        let slips = workbench["slips"].as_array().unwrap();
        for slip in slips {
            let line = sandbox.last_rule();
            assert!(line.contains(slip["en"].as_str().unwrap()), "{slip} is not in {line}");
        }
        slips.iter().map(|slip| slip["name"].as_str().unwrap().to_owned()).collect()
    };
    let signed = |text: &dyn Fn(&str) -> String, slip: &str| {
        let nonce = nonce();
        assert_eq!(seen(&nonce, &t, &sha256(&text(&nonce))), [slip]);
    };
    let written = |write: &dyn Fn(String) -> String, slip: &str| {
        let nonce = nonce();
        assert_eq!(seen(&nonce, &t, &write(format!("{t}{token}{nonce}{t}"))), [slip]);
    };

    // How it is written.
    written(&|text| sha256(&text).to_lowercase(), "lower-case");
    written(&|text| sha256(&text).replace('A', "a").replace('1', "1"), "mixed-case");
    written(&|text| STANDARD.encode(hex::decode(sha256(&text)).unwrap()), "base64");
    written(&|text| text, "not-hashed");
    written(&|text| sha256(&sha256(&text)), "hashed-twice");
    written(&|_| token.clone(), "secret-instead");
    // Another function.
    written(&|text| hex::encode_upper(Md5::digest(text)), "another-hash");
    written(&|text| hex::encode_upper(Sm3::digest(text)), "another-hash");
    let sha1 = &digest::SHA1_FOR_LEGACY_USE_ONLY;
    written(&|text| hex::encode_upper(digest::digest(sha1, text.as_bytes())), "another-hash");
    let key = hmac::Key::new(hmac::HMAC_SHA256, token.as_bytes());
    written(&|text| hex::encode_upper(hmac::sign(&key, text.as_bytes())), "another-hash");
    // Another key.
    signed(&|n| format!("{t}{secret}{n}{t}"), "app-secret-for-token");
    signed(&|n| format!("{t}{}{n}{t}", token.to_lowercase()), "token-in-another-case");
    signed(&|n| format!("{t}{}{n}{t}", token.to_uppercase()), "token-in-another-case");
    signed(&|n| format!("{t}{}{n}{t}", configured("appKey")), "app-key-for-token");
    signed(&|n| format!("{t}{}{n}{t}", configured("paasId")), "paasid-for-token");
    signed(&|n| format!("{t}{}{n}{t}", configured("appCode")), "app-code-for-token");
    signed(&|n| format!("{t}{}{n}{t}", configured("serviceId")), "service-id-for-token");
    signed(&|n| format!("{t}{token}\n{n}{t}"), "token-with-space");
    signed(&|n| format!("{t}{n}{t}"), "no-token");
    // Another text.
    signed(&|n| format!("{t}{token}{n}"), "timestamp-missing-at-the-end");
    signed(&|n| format!("{token}{n}{t}"), "timestamp-missing-at-the-start");
    signed(&|n| format!("{t}{n}{token}{t}"), "another-order");
    signed(&|n| format!("{n}{token}{t}"), "another-order");
    signed(&|n| format!("{t}&{token}&{n}&{t}"), "separated");
    // Another time.
    signed(&|n| format!("{t}000{token}{n}{t}000"), "signed-in-milliseconds");
    signed(&|n| format!("{t}357{token}{n}{t}357"), "signed-in-milliseconds");
    let old = now() - 290;
    signed(&|n| format!("{old}{token}{n}{old}"), "old-timestamp");
    let nonce_before = format!("nonce-of-the-slip-{:03}", number.get());
    signed(&|_| format!("{t}{token}{nonce_before}{t}"), "earlier-signature");
    let long_ago = nonce();
    let past = (now() - 600).to_string();
    seen(&long_ago, &past, "00");
    signed(&|_| format!("{t}{token}{long_ago}{t}"), "old-nonce");
    let ms = format!("{t}123");
    let one = nonce();
    let right = sha256(&format!("{ms}{token}{one}{ms}"));
    assert_eq!(seen(&one, &ms, &right), ["timestamp-in-milliseconds"]);
    let one = nonce();
    let in_seconds = sha256(&format!("{t}{token}{one}{t}"));
    assert_eq!(seen(&one, &ms, &in_seconds), ["timestamp-in-milliseconds", "signed-in-seconds"]);
    // Two of them, and none that is known.
    let one = nonce();
    let both = sha256(&format!("{t}{secret}{one}{t}")).to_lowercase();
    assert_eq!(seen(&one, &t, &both), ["app-secret-for-token", "lower-case"]);
    signed_by_nobody(&seen(&nonce(), &t, &sha256("something else")));
    signed_by_nobody(&seen(&nonce(), &t, "not a signature"));
}

fn signed_by_nobody(slips: &[String]) {
    assert_eq!(slips.len(), 0, "{slips:?}");
}

#[test]
fn a_request_is_sent_again_as_it_was_or_signed_anew() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"reusable": true}));
    sandbox.send(&Request::right(&sandbox, &code));
    let number = sandbox.last_request()["number"].clone();
    let replay = format!("/sandbox/requests/{number}/replay");
    sandbox.post(&replay, json!({}));
    let seen = sandbox.last_request();
    assert_eq!(seen["problem"]["en"], "the nonce was used within ten minutes");
    sandbox.post(&replay, json!({"fresh": true}));
    assert_eq!(sandbox.last_request()["outcome"], "accepted");
    assert_eq!(sandbox.call("POST", "/sandbox/requests/999/replay", &[], "{}").0, 404);
    // Of a fault that breaks the connection, too.
    sandbox.post(&format!("/sandbox/codes/{code}"), json!({"fault": "reset"}));
    sandbox.post(&replay, json!({"fresh": true}));
    let seen = sandbox.last_request();
    assert_eq!((&seen["outcome"], &seen["status"]), (&json!("accepted"), &Value::Null));
}
