//! A refused request says all that is wrong with it, and which slip its signature has.

mod support;

use serde_json::{Value, json};
use support::{Request, Sandbox, slips};

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
    let code = sandbox.mint(json!({"reusable": true}));
    let token = sandbox.configuration["token"].as_str().unwrap();
    slips::make_all(&sandbox, &code, |request, slips| {
        sandbox.send(request);
        let (seen, line) = (sandbox.last_request(), sandbox.last_rule());
        let workbench = &seen["workbench"];
        let [timestamp, nonce] = ["x-tsp-timestamp", "x-tsp-nonce"].map(|name| request.value(name));
        assert_eq!(workbench["text"], format!("{timestamp}{{token}}{nonce}{timestamp}"));
        let right = slips::sha256(&format!("{timestamp}{token}{nonce}{timestamp}"));
        assert_eq!(workbench["expected"], right);
        let found = workbench["slips"].as_array().unwrap();
        let names: Vec<_> = found.iter().map(|slip| slip["name"].as_str().unwrap()).collect();
        assert_eq!(names, slips, "{workbench}");
        for slip in found {
            assert!(line.contains(slip["en"].as_str().unwrap()), "{slip} is not in {line}");
        }
        assert!(!line.contains(token) && !workbench["text"].to_string().contains(token));
    });
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
