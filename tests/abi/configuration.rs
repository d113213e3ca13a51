//! Every mistake in a configuration has its status, and a message that names the key: `tests/data/configurations.json`.

use std::fs;

use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::support::abi::{ABI, Client, check};
use crate::support::sandbox::{SANDBOX, merged};
use crate::support::tables::{configuration, configurations};

#[test]
fn mistakes_are_named() {
    let table = configurations();
    assert!(table.len() > 400);
    let wrong: Vec<String> = table.iter().filter_map(|row| judged(row).err()).collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), table.len());
}

fn judged(row: &Value) -> Result<(), String> {
    let text = configuration(row);
    let wanted = row["status"].as_i64().unwrap();
    let failure = match Client::new(&text) {
        Ok(_) if wanted == 0 => return Ok(()),
        Ok(_) => return Err(format!("{row} was accepted")),
        Err(failure) => failure,
    };
    let told = failure.all_text();
    let each = |name: &str| {
        row[name].as_array().into_iter().flatten().map(|v| v.as_str().unwrap().to_owned())
    };
    let says = each("says").all(|says| told.contains(&says));
    // What no message may repeat: secrets, and values of whatever kind.
    let secrets = ["geheim", "A7E2D00B", "12345678901", "a\r\nb"].map(str::to_owned);
    let silent = each("silent").chain(secrets).all(|secret| !told.contains(&secret));
    if i64::from(failure.status) != wanted || !says || !silent {
        return Err(format!("{row}: {failure:?}"));
    }
    Ok(())
}

/// What `docs/troubleshooting.md` says that one sees at start, some row is told.
#[test]
fn the_troubleshooting_quotes_what_is_said() {
    let failures =
        configurations().into_iter().filter_map(|row| Client::new(&configuration(&row)).err());
    let said: Vec<_> = failures.map(|failure| failure.all_text()).collect();
    let lines = include_str!("../../docs/troubleshooting.md").lines();
    let quoted = lines
        .filter_map(|line| line.strip_prefix("| 11")?.split('|').next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|text| !text.is_ascii());
    let quoted: Vec<_> = quoted.collect();
    assert!(quoted.len() > 5, "{quoted:?}");
    let untrue: Vec<_> =
        quoted.iter().filter(|text| !said.iter().any(|said| said.contains(**text))).collect();
    assert!(untrue.is_empty(), "{untrue:#?}");
}

#[test]
fn files_without_a_certificate_are_named() {
    let empty = SANDBOX.dir.join("empty.pem");
    fs::write(&empty, "no certificate here").unwrap();
    for (file, says) in [(empty.to_str().unwrap(), "PEM"), ("/dev/zero", "")] {
        let changes = json!({"tls": {"caFile": file}});
        let failure = Client::new(&SANDBOX.configured(changes)).err().unwrap();
        assert_eq!(failure.status, YJT_ERR_CONFIG_FILE);
        assert!(failure.all_text().contains(says), "{failure:?}");
        assert!(failure.message.contains("tls.caFile"), "{failure:?}");
    }
}

/// What Notepad calls "Unicode", as far as C text carries it: up to the first NUL.
#[test]
fn utf16_is_recognized() {
    let utf16 = |order: fn(u16) -> [u8; 2]| {
        "\u{feff}{\"environment\":\"test\"}".encode_utf16().flat_map(order).chain([0]).collect()
    };
    let little: Vec<u8> = utf16(u16::to_le_bytes);
    let big: Vec<u8> = utf16(u16::to_be_bytes);
    for (bytes, status) in [
        (&little[..], YJT_ERR_NOT_UTF8),
        (&big[..], YJT_ERR_NOT_UTF8),
        // Without the mark: `{`, or nothing at all.
        (&little[2..], YJT_ERR_CONFIG_JSON),
        (&big[2..], YJT_ERR_CONFIG_JSON),
    ] {
        let mut client = std::ptr::null_mut();
        let failure = check(unsafe { (ABI.init)(bytes.as_ptr().cast(), &mut client) }).unwrap_err();
        assert_eq!(failure.status, status, "{failure:?}");
        assert!(failure.all_text().contains("UTF-16"), "{failure:?}");
    }
}

/// Whatever is nested in a note or in place of a value costs no stack, up to the configuration's own limit.
#[test]
fn depth_and_width_are_no_matter() {
    let deep = format!("{}{}", "[".repeat(400_000), "]".repeat(400_000));
    assert_eq!(Client::new(&deep).err().unwrap().status, YJT_ERR_CONFIG_JSON);
    let note = SANDBOX.configuration.to_string().replacen('{', &format!("{{\"_\":{deep},"), 1);
    Client::new(&note).unwrap();
    let timeout = note.replacen("\"_\"", "\"timeoutMs\"", 1);
    assert_eq!(Client::new(&timeout).err().unwrap().status, YJT_ERR_CONFIG_VALUE);
    let notes = "\"_\":0,".repeat(100_000);
    Client::new(&SANDBOX.configuration.to_string().replacen('{', &format!("{{{notes}"), 1))
        .unwrap();
    let longer = format!("{}{}", " ".repeat(1 << 20), SANDBOX.configuration);
    assert_eq!(Client::new(&longer).err().unwrap().status, YJT_ERR_TOO_LONG);
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
