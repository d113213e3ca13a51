//! What goes over the wire, byte for byte.

use std::sync::mpsc;

use serde_json::{Value, json};

use crate::support::abi::Client;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

/// The request that a client with these changes sends for the code `abc`.
fn request(changes: Value) -> String {
    let (sender, receiver) = mpsc::channel();
    let port = peer::listen(move |mut stream| {
        sender.send(peer::read_head(&mut stream)).unwrap();
        peer::answer(stream, r#"{"errcode":1}"#);
    });
    let mut changes = changes;
    changes["baseUrl"] = json!(format!("http://127.0.0.1:{port}/gateway/api"));
    let client = Client::new(&merged(&SANDBOX.plain, changes)).unwrap();
    client.exchange("abc").unwrap_err();
    receiver.recv().unwrap().replace(&port.to_string(), "PORT")
}

fn header<'a>(request: &'a str, name: &str) -> &'a str {
    let start = format!("{name}: ");
    let mut values = request.lines().filter_map(|line| line.strip_prefix(start.as_str()));
    let value = values.next().unwrap_or_else(|| panic!("no {name} in {request}"));
    assert!(values.next().is_none(), "{name} twice in {request}");
    value
}

#[test]
fn the_request_is_the_guides() {
    let request = request(json!({}));
    let configured = |key: &str| SANDBOX.configuration[key].as_str().unwrap();
    let (nonce, timestamp) = (header(&request, "x-tsp-nonce"), header(&request, "x-tsp-timestamp"));
    assert!(timestamp.len() == 10 && timestamp.bytes().all(|b| b.is_ascii_digit()));
    let signed = format!("{timestamp}{}{nonce}{timestamp}", configured("token"));
    let signature = ring::digest::digest(&ring::digest::SHA256, signed.as_bytes());
    let expected = [
        ("x-tsp-nonce", nonce.to_owned()),
        ("x-tsp-signature", hex::encode_upper(signature)),
        ("x-tsp-timestamp", timestamp.to_owned()),
        ("x-tsp-appSecret", configured("appSecret").to_owned()),
        ("x-tsp-paasid", configured("paasId").to_owned()),
        ("Content-type", "application/json;charset=utf-8".to_owned()),
        ("accept-encoding", "identity".to_owned()),
        ("x-tsp-serviceid", configured("serviceId").to_owned()),
        ("host", "127.0.0.1:PORT".to_owned()),
        ("user-agent", concat!("yjt/", env!("CARGO_PKG_VERSION")).to_owned()),
        ("accept", "*/*".to_owned()),
    ];
    let mut lines: Vec<_> = request.trim_end().lines().collect();
    let target = "/gateway/api?appCode=HIS0000001&command=01&code=abc&businessType=1";
    assert_eq!(lines.remove(0), format!("GET {target} HTTP/1.1"));
    let mut expected: Vec<_> = expected.iter().map(|(n, v)| format!("{n}: {v}")).collect();
    lines.sort_unstable();
    expected.sort_unstable();
    assert_eq!(lines, expected);
}

#[test]
fn what_the_configuration_changes_is_changed() {
    let request = request(json!({
        "serviceIdIn": {"query": "sid"},
        "extraHeaders": {"X-Hospital-ID": "A-1"},
        "signature": {"timestampUnit": "ms", "template": "v1:{nonce}{token}&{timestamp}", "hexCase": "lower"},
    }));
    let target =
        "GET /gateway/api?appCode=HIS0000001&command=01&sid=DGSP_1911964810465574914&code=abc";
    assert!(request.starts_with(target), "{request}");
    assert!(!request.contains("x-tsp-serviceid"));
    assert_eq!(header(&request, "X-Hospital-ID"), "A-1");
    let (nonce, timestamp) = (header(&request, "x-tsp-nonce"), header(&request, "x-tsp-timestamp"));
    assert_eq!(timestamp.len(), 13);
    let token = SANDBOX.configuration["token"].as_str().unwrap();
    let signed = format!("v1:{nonce}{token}&{timestamp}");
    let signature = ring::digest::digest(&ring::digest::SHA256, signed.as_bytes());
    assert_eq!(header(&request, "x-tsp-signature"), hex::encode(signature));
}
