//! The sandbox is as strict as the gateway: each broken rule has its answer, and its line in the sandbox's log.

mod support;

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;
use support::{Request, Sandbox};

#[test]
fn the_right_request_is_answered_once() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"citizen": "xiaoming"}));
    let (status, answer) = sandbox.send(&Request::right(&sandbox, &code));
    assert_eq!((status, &answer["errcode"]), (200, &json!(0)), "{answer}");
    assert_eq!(answer["data"]["name"], "小明");
    assert_ne!(answer["data"]["phone"], "13800138000", "encrypted");
    let (_, answer) = sandbox.send(&Request::right(&sandbox, &code));
    assert_eq!(answer["errcode"], 1);
    assert!(sandbox.last_rule().contains("used before"));
    let old = sandbox.mint(json!({"ageSeconds": 301}));
    let (_, answer) = sandbox.send(&Request::right(&sandbox, &old));
    assert_eq!(answer["errcode"], 1);
    assert!(sandbox.last_rule().contains("older than 5 minutes"));
    let (_, answer) = sandbox.send(&Request::right(&sandbox, "unknown"));
    assert_eq!(answer["errcode"], 1);
    assert!(sandbox.last_rule().contains("unknown code"));
}

#[test]
fn every_header_is_checked() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"reusable": true}));
    let refused = |rule: &str, errcode: &str, change: &dyn Fn(&mut Request)| {
        let mut request = Request::right(&sandbox, &code);
        change(&mut request);
        let (status, answer) = sandbox.send(&request);
        let seen = sandbox.last_rule();
        assert!(seen.contains(rule), "{rule}: {seen}");
        if errcode == "401" {
            assert_eq!(
                (status, answer["message"].as_str()),
                (401, Some("Invalid API key in request"))
            );
        } else {
            assert_eq!(
                (status, answer["errcode"].as_str()),
                (200, Some(errcode)),
                "{rule}: {answer}"
            );
        }
    };
    for name in
        ["x-tsp-nonce", "x-tsp-timestamp", "x-tsp-signature", "x-tsp-appsecret", "content-type"]
    {
        refused(&format!("{name} missing"), "AGW.1433", &|request| request.header(name, None));
        refused(&format!("{name} missing"), "AGW.1433", &|request| request.header(name, Some("")));
        refused(&format!("{name} missing"), "AGW.1433", &|request| {
            let twice = request.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).cloned();
            request.headers.extend(twice);
        });
    }
    let wrong = |name: &'static str, value: &'static str| {
        move |request: &mut Request| request.header(name, Some(value))
    };
    refused("paasid", "ACG.1401", &|request| request.header("x-tsp-paasid", None));
    refused("unknown paasid", "ACG.1401", &wrong("x-tsp-paasid", "nobody"));
    refused("wrong appSecret", "401", &wrong("x-tsp-appSecret", "wrong"));
    refused("service ID", "AGW.1403", &|request| request.header("x-tsp-serviceid", None));
    refused("service ID", "AGW.1403", &wrong("x-tsp-serviceid", "DGSP_1"));
    refused("wrong Content-type", "AGW.1433", &wrong("Content-type", "text/plain"));
    refused("wrong signature", "AGW.1433", &wrong("x-tsp-signature", "00"));
    refused("wrong signature", "AGW.1433", &|request| {
        let signature =
            request.headers.iter().find(|(n, _)| n == "x-tsp-signature").unwrap().1.clone();
        request.header("x-tsp-signature", Some(&signature.to_lowercase()));
    });
    refused("wrong signature", "AGW.1433", &wrong("x-tsp-nonce", "another-nonce-0001"));
}

#[test]
fn nonce_and_timestamp_have_their_limits() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"reusable": true}));
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64;
    let send = |nonce: &str, timestamp: &str| {
        sandbox.send(&Request::signed(&sandbox, &code, nonce, timestamp)).1["errcode"].clone()
    };
    assert_eq!(send("nonce-that-is-fresh", &now().to_string()), 0);
    assert_eq!(send("nonce-that-is-fresh", &now().to_string()), "AGW.1433");
    assert!(sandbox.last_rule().contains("within ten minutes"));
    for nonce in ["nine-char", &"x".repeat(37)] {
        assert_eq!(send(nonce, &now().to_string()), "AGW.1433");
        assert!(sandbox.last_rule().contains("10 to 36"));
    }
    for (off, errcode) in
        [(-150, json!(0)), (175, json!(0)), (-185, json!("AGW.1433")), (240, json!("AGW.1433"))]
    {
        assert_eq!(
            send(&format!("nonce-off-by-{off}"), &(now() + off).to_string()),
            errcode,
            "{off}"
        );
    }
    assert!(sandbox.last_rule().contains("the timestamp is off by"));
    assert_eq!(send("nonce-and-a-word", "now"), "AGW.1433");
    assert_eq!(send("nonce-and-milliseconds", &format!("{}000", now())), "AGW.1433");
}

#[test]
fn every_parameter_is_checked() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"reusable": true}));
    let refused = |name: &str, value: Option<&str>| {
        let mut request = Request::right(&sandbox, &code);
        request.parameter(name, value);
        let (status, answer) = sandbox.send(&request);
        assert_eq!((status, &answer["errcode"]), (200, &json!(2)), "{name}={value:?}: {answer}");
        assert!(sandbox.last_rule().contains(name), "{name}: {}", sandbox.last_rule());
    };
    for name in ["appCode", "command", "code", "businessType"] {
        refused(name, None);
        let mut request = Request::right(&sandbox, &code);
        request.query.push((name.to_owned(), "01".to_owned()));
        assert_eq!(sandbox.send(&request).1["errcode"], 2, "{name} twice");
    }
    for (name, value) in [
        ("appCode", "other"),
        ("command", "02"),
        ("code", ""),
        ("businessType", "0"),
        ("businessType", "-1"),
        ("businessType", "one"),
    ] {
        refused(name, Some(value));
    }
    refused("code", Some(&"x".repeat(33)));
    let mut request = Request::right(&sandbox, &code);
    request.method = "POST";
    assert_eq!(sandbox.send(&request).0, 405);
}

#[test]
fn orders_are_checked_too() {
    let sandbox = Sandbox::start();
    for order in [
        json!({"fault": "no-such-fault"}),
        json!({"fault": "slow"}),
        json!({"fault": "slow:soon"}),
        json!({"fault": "html:1"}),
        json!({"citizen": "nobody"}),
        json!({"encrypt": ["gender"]}),
        json!({"typo": 1}),
        json!({"count": 1_000_000}),
    ] {
        let (status, answer) = sandbox.call("POST", "/sandbox/codes", &[], &order.to_string());
        assert_eq!(status, 400, "{order}: {answer}");
        assert!(answer["error"].is_string());
    }
}
