//! What `docs/troubleshooting.md` says that a user sees, the library really says.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::abi::Failure;
use crate::support::daemon::nginx;
use crate::support::peer;
use crate::support::port::free_port;
use crate::support::sandbox::SANDBOX;
use crate::support::tables::{faults, field};
use crate::{certificate, client, elsewhere, log_in, usual};

/// The rows whose first cell is a status and a text, both in backticks.
fn documented() -> Vec<(i32, &'static str)> {
    let text = include_str!("../../docs/troubleshooting.md");
    let rows = text.lines().filter_map(|line| {
        let (status, rest) = line.strip_prefix("| `")?.split_once("` `")?;
        Some((status.parse().ok()?, rest.split('`').next()?))
    });
    let rows: Vec<_> = rows.collect();
    assert!(rows.len() > 20, "{rows:?}");
    rows
}

/// Everything that can be made to go wrong here.
fn failures() -> Vec<Failure> {
    let mut failures = Vec::new();
    for row in faults().iter().filter(|row| row["status"] != 0) {
        let order = json!({"citizen": "xiaoming", "fault": field(row, "fault")});
        let config = row.get("config").cloned().unwrap_or_else(|| json!({}));
        failures.extend(SANDBOX.client(config).exchange(&SANDBOX.mint(order).0).err());
    }
    let at = |url: String, changes: Value| {
        let mut changes = changes;
        changes["baseUrl"] = json!(url);
        log_in(&SANDBOX.client(changes)).unwrap_err()
    };
    let (_socket, closed) = peer::refusing();
    failures.push(at(format!("https://127.0.0.1:{closed}/"), json!({})));
    failures.push(at("https://no-such-host.invalid/".to_owned(), json!({})));
    let tls = usual("");
    failures.push(at(format!("http://127.0.0.1:{}/", tls.port), json!({"allowHttp": true})));
    // Nobody accepts: neither a handshake nor a proxy's tunnel is ever answered.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let silent = listener.local_addr().unwrap();
    failures.push(at(format!("https://{silent}/"), json!({"connectTimeoutMs": 3000})));
    let proxy = json!({"connectTimeoutMs": 3000, "proxy": format!("http://{silent}")});
    failures.push(at("https://gateway.invalid/".to_owned(), proxy));

    let old = usual("ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;");
    failures.extend(log_in(&client(&old, json!({}))).err());
    for certificate in [
        certificate(&SANDBOX.dir, "localhost", &["--expired"]),
        certificate(&SANDBOX.dir, "other.example", &[]),
        certificate(&elsewhere(), "localhost", &[]),
    ] {
        let server = nginx(free_port(), &certificate.directives());
        failures.extend(log_in(&client(&server, json!({}))).err());
    }
    failures.extend(crate::causes::FAILURES.iter().cloned());
    failures.extend(crate::proxy::without_credentials());
    failures
}

#[test]
fn the_troubleshooting_quotes_what_the_library_says() {
    let mut said: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for failure in failures() {
        said.entry(failure.status).or_default().push(failure.message);
    }
    let untrue: Vec<_> = documented()
        .into_iter()
        .filter(|(status, text)| {
            !said.get(status).is_some_and(|all| all.iter().any(|message| message.contains(text)))
        })
        .map(|(status, text)| format!("{status} {text}: {:?}", said.get(&status)))
        .collect();
    assert!(untrue.is_empty(), "{untrue:#?}");
}
