//! What holds whatever is found.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::report::{Report, diagnose, raw, said};
use crate::support::abi::Client;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, Sandbox, merged};

#[test]
fn options_may_be_left_out_and_are_checked() {
    let configuration = SANDBOX.configuration.to_string();
    let report = Report(serde_json::from_str(&raw(&configuration, None).unwrap()).unwrap());
    assert_eq!(report.first(), None, "{report:#?}");
    for (options, status, says) in [
        ("nonsense", YJT_ERR_CONFIG_JSON, "JSON"),
        (r#"{"onyl": []}"#, YJT_ERR_CONFIG_UNKNOWN_KEY, "onyl"),
        (r#"{"timeoutMs": 5}"#, YJT_ERR_CONFIG_VALUE, "timeoutMs"),
        (r#"{"timeoutMs": "x"}"#, YJT_ERR_CONFIG_VALUE, "timeoutMs"),
        (r#"{"discover": 1}"#, YJT_ERR_CONFIG_VALUE, "discover"),
        (r#"{"only": ["nmae"]}"#, YJT_ERR_CONFIG_VALUE, "name"),
        (r#"{"timeout": 1000}"#, YJT_ERR_CONFIG_UNKNOWN_KEY, "timeout"),
        ("[]", YJT_ERR_CONFIG_JSON, "JSON"),
    ] {
        let failure = raw(&configuration, Some(options)).unwrap_err();
        assert_eq!(failure.status, status, "{options}: {failure:?}");
        assert!(failure.message.contains(says), "{options}: {failure:?}");
        assert_eq!(failure.message.matches("options_json").count(), 2, "{options}: {failure:?}");
        assert!(!failure.message.contains("配置"), "it is not the configuration's: {failure:?}");
    }
}

#[test]
fn a_configuration_that_is_refused_is_a_finding() {
    for configuration in ["", "nonsense", "[]", "{}", r#"{"environment": "test"}"#] {
        let report = diagnose(configuration, "{}");
        assert_eq!(report.first(), Some("configuration"), "{configuration}: {report:#?}");
        assert_eq!(report.status("sm4"), "ok", "it does not depend on it");
        assert_eq!(report.status("gateway"), "skipped");
    }
}

#[test]
fn only_what_is_asked_for_is_told() {
    let options = json!({"only": ["sm4", "certificate"]}).to_string();
    let report = diagnose(&SANDBOX.configuration.to_string(), &options);
    let ids: Vec<&Value> =
        report.0["checks"].as_array().unwrap().iter().map(|c| &c["id"]).collect();
    assert_eq!(ids, ["sm4", "sm4.appKey", "certificate"]);
}

/// Nor is anybody troubled for more.
#[test]
fn nothing_is_done_that_is_not_asked_for() {
    let sandbox = Sandbox::another("only", &[]);
    let report = diagnose(&sandbox.configuration.to_string(), r#"{"only": ["certificate"]}"#);
    assert_eq!(report.status("certificate"), "ok", "{report:#?}");
    assert_eq!(sandbox.get("/sandbox/requests")["requests"], json!([]));

    let connections = Arc::new(AtomicUsize::new(0));
    let counter = connections.clone();
    let port = peer::listen(move |_| {
        counter.fetch_add(1, Ordering::SeqCst);
    });
    let base = json!({"baseUrl": format!("https://127.0.0.1:{port}/api")});
    diagnose(&merged(&SANDBOX.configuration, base), r#"{"only": ["library", "sm4"]}"#);
    assert_eq!(connections.load(Ordering::SeqCst), 0);
}

/// A gateway that takes the connection and keeps silent, for each step.
#[test]
fn a_step_ends_in_its_time() {
    let port = peer::listen(peer::stall);
    let base = json!({"baseUrl": format!("https://127.0.0.1:{port}/api")});
    let started = Instant::now();
    let report = diagnose(&merged(&SANDBOX.configuration, base), r#"{"timeoutMs": 300}"#);
    assert_eq!(report.first(), Some("tls"), "{report:#?}");
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    for id in ["certificate", "http", "clock", "gateway"] {
        assert_eq!(report.status(id), "skipped", "{report:#?}");
    }
}

#[test]
fn a_login_that_fails_names_the_doctor_who_does_not_name_himself() {
    for (changes, status, id) in [
        (json!({"tls": null}), YJT_ERR_CERTIFICATE, "certificate"),
        (json!({"paasId": "planted-paasid"}), YJT_ERR_GATEWAY_IDENTITY, "gateway"),
        (json!({"token": "planted-token"}), YJT_ERR_GATEWAY_SIGNATURE, "gateway"),
    ] {
        let configuration = merged(&SANDBOX.configuration, changes);
        let failure = Client::new(&configuration).unwrap().exchange("abc").unwrap_err();
        assert_eq!(failure.status, status, "{failure:?}");
        assert_eq!(failure.hint.matches("yjt-doctor").count(), 2, "in both languages: {failure:?}");
        let report = diagnose(&configuration, "{}");
        let told = said(report.finding(id).unwrap());
        assert!(!told.contains("yjt-doctor"), "{told}");
    }
}
