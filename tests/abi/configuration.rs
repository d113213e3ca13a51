//! Every mistake in a configuration has its status, and a message that names the key.

use std::fs;

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::Client;
use crate::support::sandbox::{SANDBOX, merged};

#[test]
fn mistakes_are_named() {
    let dir = &SANDBOX.dir;
    fs::write(dir.join("empty.pem"), "no certificate here").unwrap();
    let empty = dir.join("empty.pem");
    for (changes, status, says) in [
        (json!({"appkey": "x"}), YJT_ERR_CONFIG_UNKNOWN_KEY, "did you mean appKey?"),
        (json!({"passid": "x"}), YJT_ERR_CONFIG_UNKNOWN_KEY, "did you mean paasId?"),
        (json!({"timeout": 1}), YJT_ERR_CONFIG_UNKNOWN_KEY, "did you mean timeoutMs?"),
        (json!({"zzzzzz": 1}), YJT_ERR_CONFIG_UNKNOWN_KEY, "unknown key zzzzzz"),
        (json!({"tls": {"cafile": "x"}}), YJT_ERR_CONFIG_UNKNOWN_KEY, "did you mean tls.caFile?"),
        (json!({"tls": {"verify": false}}), YJT_ERR_CONFIG_UNKNOWN_KEY, "tls.verify"),
        (json!({"geheim-1234567890": "token"}), YJT_ERR_CONFIG_UNKNOWN_KEY, "unknown key ***"),
        (json!({"tls": {"geheim.geheim": "x"}}), YJT_ERR_CONFIG_UNKNOWN_KEY, "tls.***"),
        (json!({"extraHeaders": {"geheim=1": 1}}), YJT_ERR_CONFIG_VALUE, "extraHeaders.***"),
        (json!({"environment": null}), YJT_ERR_CONFIG_MISSING_KEY, "environment"),
        (json!({"environment": "prod"}), YJT_ERR_CONFIG_VALUE, "production, test, custom"),
        (json!({"appCode": null}), YJT_ERR_CONFIG_MISSING_KEY, "appCode"),
        (json!({"appCode": ""}), YJT_ERR_CONFIG_MISSING_KEY, "appCode"),
        (json!({"appCode": "12345678901"}), YJT_ERR_CONFIG_VALUE, "appCode"),
        (json!({"appCode": "医院"}), YJT_ERR_CONFIG_VALUE, "appCode"),
        (json!({"appCode": 5}), YJT_ERR_CONFIG_VALUE, "must be a text"),
        (json!({"appKey": null}), YJT_ERR_CONFIG_MISSING_KEY, "appKey"),
        (json!({"appKey": "A7E2"}), YJT_ERR_KEY_LENGTH, "appKey"),
        (json!({"appKey": "A7E2D00B4058086CBD3D4B8A5E0B2697 "}), YJT_ERR_KEY_LENGTH, "33"),
        (json!({"appKey": "G7E2D00B4058086CBD3D4B8A5E0B2697"}), YJT_ERR_KEY_HEX, "character 1"),
        (json!({"paasId": null}), YJT_ERR_CONFIG_MISSING_KEY, "paasId"),
        (json!({"token": null}), YJT_ERR_CONFIG_MISSING_KEY, "token"),
        (json!({"token": "abc\n"}), YJT_ERR_CONFIG_VALUE, "token"),
        (json!({"token": "令牌"}), YJT_ERR_CONFIG_VALUE, "token"),
        (json!({"appSecret": " x"}), YJT_ERR_CONFIG_VALUE, "appSecret"),
        (json!({"serviceId": null}), YJT_ERR_CONFIG_MISSING_KEY, "serviceId"),
        (json!({"serviceId": "a/b"}), YJT_ERR_CONFIG_VALUE, "serviceId"),
        (json!({"baseUrl": null}), YJT_ERR_CONFIG_MISSING_KEY, "baseUrl"),
        (json!({"baseUrl": "not a url"}), YJT_ERR_CONFIG_VALUE, "https://host"),
        (json!({"baseUrl": "ftp://x/"}), YJT_ERR_CONFIG_VALUE, "baseUrl"),
        (json!({"baseUrl": "https://u:p@x/"}), YJT_ERR_CONFIG_VALUE, "baseUrl"),
        (json!({"baseUrl": "https://x/?a=1"}), YJT_ERR_CONFIG_VALUE, "baseUrl"),
        (json!({"baseUrl": "http://x/"}), YJT_ERR_CONFIG_VALUE, "allowHttp"),
        (json!({"timeoutMs": 5}), YJT_ERR_CONFIG_VALUE, "100"),
        (json!({"timeoutMs": 1.5}), YJT_ERR_CONFIG_VALUE, "integer"),
        (json!({"timeoutMs": "1000"}), YJT_ERR_CONFIG_VALUE, "integer"),
        (json!({"connectTimeoutMs": -1}), YJT_ERR_CONFIG_VALUE, "connectTimeoutMs"),
        (json!({"maxResponseBytes": 1}), YJT_ERR_CONFIG_VALUE, "maxResponseBytes"),
        (json!({"maxIdleConnections": 5000}), YJT_ERR_CONFIG_VALUE, "1024"),
        (json!({"allowHttp": "yes"}), YJT_ERR_CONFIG_VALUE, "true or false"),
        (json!({"proxy": "socks5://x:1"}), YJT_ERR_CONFIG_VALUE, "proxy"),
        (json!({"proxy": "http://x"}), YJT_ERR_CONFIG_VALUE, "proxy"),
        (json!({"proxy": "http://user:geheim%zz@x:1"}), YJT_ERR_CONFIG_VALUE, "proxy"),
        (json!({"tls": 5}), YJT_ERR_CONFIG_VALUE, "tls"),
        (json!({"tls": {"caFile": "/nowhere/ca.pem"}}), YJT_ERR_CONFIG_FILE, "tls.caFile"),
        (json!({"tls": {"caFile": "/dev/zero"}}), YJT_ERR_CONFIG_FILE, "too large"),
        (json!({"tls": {"caFile": empty}}), YJT_ERR_CONFIG_FILE, "PEM"),
        (json!({"tls": {"caPem": "x"}}), YJT_ERR_CONFIG_FILE, "tls.caPem"),
        (json!({"tls": {"pinnedSha256": "abc"}}), YJT_ERR_CONFIG_VALUE, "tls.pinnedSha256"),
        (json!({"tls": {"pinnedSha256": [5]}}), YJT_ERR_CONFIG_VALUE, "tls.pinnedSha256"),
        (json!({"extraHeaders": []}), YJT_ERR_CONFIG_VALUE, "extraHeaders"),
        (json!({"extraHeaders": {"a b": "x"}}), YJT_ERR_CONFIG_VALUE, "extraHeaders.***"),
        (json!({"extraHeaders": {"x": "a\r\nb: c"}}), YJT_ERR_CONFIG_VALUE, "extraHeaders.x"),
        (
            json!({"extraHeaders": {"X-TSP-Nonce": "x"}}),
            YJT_ERR_CONFIG_VALUE,
            "sets this header itself",
        ),
        (json!({"extraHeaders": {"x": 1}}), YJT_ERR_CONFIG_VALUE, "extraHeaders.x"),
        (json!({"signature": {"template": "{timestamp}"}}), YJT_ERR_CONFIG_VALUE, "{token}"),
        (json!({"signature": {"template": "{token}{secret}"}}), YJT_ERR_CONFIG_VALUE, "{nonce}"),
        (json!({"signature": {"template": "{token}{nonce"}}), YJT_ERR_CONFIG_VALUE, "{nonce}"),
        (json!({"signature": {"template": "{token}}"}}), YJT_ERR_CONFIG_VALUE, "{nonce}"),
        (json!({"signature": {"timestampUnit": "us"}}), YJT_ERR_CONFIG_VALUE, "s, ms"),
        (json!({"signature": {"hexCase": "UPPER"}}), YJT_ERR_CONFIG_VALUE, "upper, lower"),
        (json!({"serviceIdIn": "header"}), YJT_ERR_CONFIG_VALUE, "serviceIdIn"),
        (json!({"serviceIdIn": {"query": ""}}), YJT_ERR_CONFIG_VALUE, "serviceIdIn.query"),
        (json!({"serviceIdIn": {"header": "a b"}}), YJT_ERR_CONFIG_VALUE, "serviceIdIn.header"),
        (json!({"encryptedFields": {"phone": "auto"}}), YJT_ERR_CONFIG_VALUE, "always, never"),
        (json!({"encryptedFields": {"userId": "always"}}), YJT_ERR_CONFIG_UNKNOWN_KEY, "userId"),
        (json!({"clockCorrection": 1}), YJT_ERR_CONFIG_VALUE, "clockCorrection"),
        (json!({"resendWhenClosed": "no"}), YJT_ERR_CONFIG_VALUE, "resendWhenClosed"),
        (json!({"codeMemorySeconds": 301}), YJT_ERR_CONFIG_VALUE, "300"),
    ] {
        let failure = Client::new(&SANDBOX.configured(changes.clone())).err();
        let failure = failure.unwrap_or_else(|| panic!("{changes} was accepted"));
        assert_eq!(failure.status, status, "{changes}: {failure:?}");
        assert!(failure.all_text().contains(says), "{changes}: {failure:?}");
        for secret in ["geheim", "A7E2D00B", "12345678901", "a\r\nb"] {
            assert!(!failure.all_text().contains(secret), "{changes} prints a value: {failure:?}");
        }
    }
}

#[test]
fn what_is_no_configuration_at_all() {
    for (text, says) in [
        ("", "line 1"),
        ("{", "not valid JSON"),
        ("[]", "must be a JSON object"),
        ("\"x\"", "must be a JSON object"),
        ("/etc/yjt.json", "not a file's path"),
    ] {
        let failure = Client::new(text).err().unwrap();
        assert_eq!(failure.status, YJT_ERR_CONFIG_JSON);
        assert!(failure.all_text().contains(says), "{text}: {failure:?}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(Client::new(&deep).err().unwrap().status, YJT_ERR_CONFIG_JSON);
}

#[test]
fn the_presets_need_nothing_but_what_the_project_team_hands_out() {
    for environment in ["production", "test"] {
        let handed_out = json!({
            "environment": environment,
            "appCode": "A", "appKey": "A7E2D00B4058086CBD3D4B8A5E0B2697", "paasId": "p", "token": "t",
        });
        Client::new(&handed_out.to_string()).unwrap();
    }
    let byte_order_mark = format!("\u{feff}{}", SANDBOX.configuration);
    Client::new(&byte_order_mark).unwrap();
    // Written out, the defaults change nothing.
    let spelled_out = merged(
        &SANDBOX.configuration,
        json!({
            "connectTimeoutMs": 5000, "timeoutMs": 10000, "maxResponseBytes": 65536,
            "maxIdleConnections": 64, "proxy": null, "allowHttp": false, "extraHeaders": {"x-tsp-internet": "true"},
            "signature": {"template": "{timestamp}{token}{nonce}{timestamp}", "timestampUnit": "s", "hexCase": "upper"},
            "serviceIdIn": {"header": "x-tsp-serviceid"},
            "encryptedFields": {"certificateNo": "always", "phone": "always", "name": "auto", "healthCardNo": "auto"},
            "clockCorrection": true, "resendWhenClosed": true, "codeMemorySeconds": 0,
        }),
    );
    let (code, _) = SANDBOX.mint(json!({}));
    Client::new(&spelled_out).unwrap().exchange(&code).unwrap();
    let sent = SANDBOX.get(&format!("/sandbox/codes/{code}"));
    let headers = sent["lastRequest"]["headers"].to_string();
    assert!(headers.contains(r#"["x-tsp-internet","true"]"#), "{headers}");
}

#[test]
fn what_is_encrypted_is_configurable() {
    let (code, citizen) = SANDBOX.mint(json!({"citizen": "xiaoming"}));
    let never = json!({"encryptedFields": {"certificateNo": "never", "phone": "never"}});
    let user = SANDBOX.client(never).exchange(&code).unwrap();
    assert_eq!(user["phone"].as_str().unwrap().len(), 32, "taken as it came");
    assert_eq!(user["name"], citizen["name"]);

    let (code, _) = SANDBOX.mint(json!({"citizen": "xiaoming"}));
    let always = json!({"encryptedFields": {"name": "always"}});
    let failure = SANDBOX.client(always).exchange(&code).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CIPHER_HEX);
    assert!(failure.message.starts_with("name:"), "{failure:?}");
}
