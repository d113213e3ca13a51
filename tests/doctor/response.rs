//! What answers, and what the gateway says. Faults strike whoever comes next, hence a sandbox of their own, one at a time.

use serde_json::json;

use crate::report::{diagnose, said};
use crate::support::daemon::in_http;
use crate::support::port::free_port;
use crate::support::sandbox::{SANDBOX, Sandbox, merged};
use crate::{World, judge_all};

/// Fault, the first that fails, words.
const FAULTS: &[(&str, &str, &[&str])] = &[
    ("html", "http", &["HTML", "baseUrl", "front-end machine"]),
    ("gbk-html", "http", &["HTML"]),
    ("redirect", "http", &["302", "localhost"]),
    ("http:502", "http", &["502"]),
    ("http:404", "http", &["404", "baseUrl"]),
    ("reset", "http", &["reset"]),
    ("garbage", "http", &["HTTP"]),
    ("close", "http", &["断开"]),
    ("clock:600", "clock", &["600", "w32time", "chronyd"]),
    ("clock:-600", "clock", &["600", "ahead"]),
    ("gateway:AGW.1405", "gateway", &["AGW.1405", "IP"]),
    ("gateway:AGW.1433", "gateway", &["AGW.1433", "token"]),
    ("gateway:AGW.9999", "gateway", &["AGW.9999"]),
];

#[test]
fn what_answers_is_told() {
    let sandbox = Sandbox::another("faults", &[]);
    let mut wrong = vec![];
    for (fault, first, words) in FAULTS {
        sandbox.post("/sandbox/disturbance", &json!({"fault": fault, "requests": 100}));
        let report = diagnose(&sandbox.configuration.to_string(), "{}");
        sandbox.post("/sandbox/disturbance", &json!({}));
        let said = report.finding(first).map(said).unwrap_or_default();
        let missing = words.iter().find(|word| !said.contains(**word));
        if report.first() != Some(first) || missing.is_some() {
            wrong.push(format!("{fault}: {missing:?} {report:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As far as it is a product's name.
#[test]
fn who_answers_is_named() {
    for (via, says) in [
        ("1.1 localhost (squid/5.7)", "经过 squid/5.7\n"),
        ("1.1 tinyproxy (tinyproxy/1.11.1)", "经过 tinyproxy\n"),
        ("1.1 yjt_sandbox", "经过某个代理\n"),
    ] {
        let port = free_port();
        let answer = format!("add_header Via \"{via}\"; return 200 '{{\"errcode\":1}}';");
        let server = in_http(port, &format!("server {{ listen 127.0.0.1:{port}; {answer} }}"));
        let base = json!({"baseUrl": format!("http://127.0.0.1:{}/x", server.port)});
        let report = diagnose(&merged(&SANDBOX.plain, base), "{}");
        assert_eq!(report.first(), None, "{report:#?}");
        let said = said(report.finding("http").unwrap());
        assert!(said.contains("nginx/") && said.contains(says), "{via}: {said}");
    }
}

/// Off by ten minutes, and everything else right: a login would sign again with the gateway's time.
#[test]
fn a_wrong_clock_hides_nothing_behind_it() {
    let sandbox = Sandbox::another("clock", &[]);
    sandbox.post("/sandbox/disturbance", &json!({"fault": "clock:600", "requests": 100}));
    let report = diagnose(&sandbox.configuration.to_string(), "{}");
    assert_eq!((report.first(), report.status("gateway")), (Some("clock"), "ok"), "{report:#?}");
}

/// What no gateway refuses yet.
#[test]
fn a_clock_that_begins_to_drift_is_warned_of() {
    let sandbox = Sandbox::another("drift", &[]);
    sandbox.post("/sandbox/disturbance", &json!({"fault": "clock:100", "requests": 100}));
    let report = diagnose(&sandbox.configuration.to_string(), "{}");
    assert_eq!((report.first(), report.status("clock")), (None, "warning"), "{report:#?}");
}

/// No date to set a clock by.
#[test]
fn a_date_of_another_age_is_no_difference() {
    let sandbox = Sandbox::another("insane", &[]);
    sandbox.post("/sandbox/disturbance", &json!({"fault": "clock-insane", "requests": 100}));
    let report = diagnose(&sandbox.configuration.to_string(), "{}");
    assert_eq!(
        (report.first(), report.status("clock")),
        (Some("gateway"), "unknown"),
        "{report:#?}"
    );
    assert!(said(report.finding("clock").unwrap()).contains("1970"), "{report:#?}");
}

/// What the gateway of this family does with a code that it does not know.
#[test]
fn a_refusal_without_a_code_is_no_failure_of_the_way_here() {
    let port = free_port();
    let said = r#"{"code":200,"success":true,"data":{"success":false,"res":null,"msg":"x"}}"#;
    let _server =
        in_http(port, &format!("server {{ listen 127.0.0.1:{port}; return 200 '{said}'; }}"));
    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/x")});
    let report = diagnose(&merged(&SANDBOX.plain, base), "{}");
    assert_eq!((report.first(), report.status("gateway")), (None, "unknown"), "{report:#?}");
}

/// And without the correction the doctor says what a login does.
#[test]
fn a_wrong_clock_is_why_the_signature_is_refused() {
    let sandbox = Sandbox::another("uncorrected", &[]);
    sandbox.post("/sandbox/disturbance", &json!({"fault": "clock:600", "requests": 100}));
    let report = diagnose(&sandbox.configured(json!({"clockCorrection": false})), "{}");
    let gateway = said(report.finding("gateway").unwrap());
    assert!(gateway.contains("behind") && gateway.contains("NTP"), "{gateway}");
}

fn wrong_token() -> World {
    World::failing(
        "wrong token",
        json!({"token": "planted-token"}),
        "gateway",
        &["AGW.1433", "token"],
    )
}

fn wrong_paasid() -> World {
    World::failing(
        "wrong paasid",
        json!({"paasId": "planted-paasid"}),
        "gateway",
        &["ACG.1401", "paasId"],
    )
}

fn wrong_service() -> World {
    World::failing(
        "wrong service",
        json!({"serviceId": "DGSP_0"}),
        "gateway",
        &["AGW.1403", "serviceId"],
    )
}

#[test]
fn what_the_gateway_refuses_is_told() {
    judge_all(vec![wrong_token, wrong_paasid, wrong_service]);
}

/// Of the many requests none has a code that could be a patient's, and they are few.
#[test]
fn a_handful_of_requests_without_a_real_code() {
    let sandbox = Sandbox::another("counted", &[]);
    diagnose(&sandbox.configuration.to_string(), r#"{"discover": true}"#);
    let requests = sandbox.get("/sandbox/requests");
    let requests = requests["requests"].as_array().unwrap();
    assert_eq!(requests.len(), 1, "{requests:?}");
    for request in requests {
        assert!(request["code"].as_str().unwrap().starts_with("yjt-doctor-"), "{request}");
    }
}
