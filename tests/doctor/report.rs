//! A report, held to what every report promises.

use std::ptr;

use serde_json::{Value, json};

use crate::support::abi::{ABI, Failure, c, canary, taken};
use crate::support::report_schema;
use crate::support::sandbox::SANDBOX;

#[derive(Debug)]
pub struct Report(pub Value);

/// What no report may hold: of the sandbox's configuration, and what the tests put elsewhere.
pub const PLANTED: [&str; 4] =
    ["planted-proxy-pw", "planted-header", "planted-token", "planted-paasid"];

/// With header values that are secrets besides, wherever the configuration has room for them.
pub fn diagnose(configuration: &str, options: &str) -> Report {
    let configuration = match serde_json::from_str::<Value>(configuration) {
        Ok(mut configuration) if configuration.is_object() => {
            configuration["extraHeaders"] = json!({"x-own": PLANTED[1]});
            configuration.to_string()
        }
        _ => configuration.to_owned(),
    };
    let text = raw(&configuration, Some(options)).unwrap();
    let report = Report(serde_json::from_str(&text).unwrap());
    report_schema::check(&report.0);
    let configured = ["appKey", "token", "appSecret", "paasId"]
        .map(|key| SANDBOX.configuration[key].as_str().unwrap().to_owned());
    for secret in configured.iter().map(String::as_str).chain(PLANTED) {
        assert!(!text.contains(secret), "{secret} is in {text}");
        assert!(!text.contains(&secret.to_lowercase()), "{secret} is in {text}");
    }
    report
}

pub fn raw(configuration: &str, options: Option<&str>) -> Result<String, Failure> {
    let options = options.map(c);
    let options = options.as_ref().map_or(ptr::null(), |options| options.as_ptr());
    let mut out = canary();
    let status = unsafe { (ABI.diagnose)(c(configuration).as_ptr(), options, &mut out) };
    taken(status, out)
}

impl Report {
    pub fn first(&self) -> Option<&str> {
        self.0["first"].as_str()
    }

    pub fn finding(&self, id: &str) -> Option<&Value> {
        self.0["checks"].as_array().unwrap().iter().find(|check| check["id"] == id)
    }

    pub fn status(&self, id: &str) -> &str {
        self.finding(id).map_or("", |finding| finding["status"].as_str().unwrap())
    }
}

/// All that a finding says.
pub fn said(finding: &Value) -> String {
    ["seen", "remedy"]
        .iter()
        .flat_map(|part| ["zh", "en"].map(|language| finding[part][language].as_str().unwrap()))
        .collect::<Vec<_>>()
        .join("\n")
}
