//! The host's logger, and what never gets into it.

use std::ffi::{CStr, c_char, c_void};
use std::ptr::null_mut;
use std::sync::Mutex;

use serde_json::json;
use yjt::ffi::status::*;
use yjt::ffi::types::*;

use crate::support::abi::{ABI, Client, c, code_from_link, last_error, sm4_decrypt};
use crate::support::sandbox::SANDBOX;
use crate::support::tables::secrets;

static LINES: Mutex<Vec<(i32, String)>> = Mutex::new(Vec::new());

unsafe extern "C-unwind" fn keep(_: *mut c_void, level: i32, line: *const c_char) {
    let line = unsafe { CStr::from_ptr(line) }.to_str().expect("UTF-8").to_owned();
    if level <= YJT_LOG_WARN {
        let failure = last_error();
        let status = format!("status={}: {}", failure.status, failure.message);
        assert!(line.ends_with(&status), "{line} is logged, yjt_last_error tells {status}");
    }
    if line.starts_with("exchange failed") {
        let warned = format!("yjt_exchange_code failed, status={}", last_error().status);
        let before = LINES.lock().unwrap().last().cloned().expect("the failure itself").1;
        assert!(before.starts_with(&warned), "{line} comes after {before}");
    }
    // The library may be called from here, except for the logger's own function.
    assert_eq!(sm4_decrypt("", "").unwrap_err().status, YJT_ERR_KEY_LENGTH);
    let nested = unsafe { (ABI.set_logger)(None, null_mut(), YJT_LOG_OFF) };
    assert_eq!(nested, YJT_ERR_INSIDE_LOGGER);
    LINES.lock().unwrap().push((level, line));
}

/// One test, because the logger is the process's.
#[test]
fn the_log_tells_what_happened_and_no_secret() {
    for bad in [-1, 5] {
        assert_eq!(unsafe { (ABI.set_logger)(Some(keep), null_mut(), bad) }, YJT_ERR_LOG_LEVEL);
    }
    assert_eq!(unsafe { (ABI.set_logger)(Some(keep), null_mut(), YJT_LOG_DEBUG) }, YJT_OK);

    let client = SANDBOX.client(json!({"proxy": null}));
    let mut hidden = vec![json!("geheimes-passwort")];
    for fault in
        [None, Some("echo"), Some("wrong-key"), Some("redirect"), Some("html"), Some("reset")]
    {
        let (code, citizen) = SANDBOX.mint(json!({"fault": fault}));
        let outcome = client.exchange(&code);
        assert_eq!(outcome.is_ok(), fault.is_none());
        hidden.extend(secrets(&code, &citizen));
    }
    let proxied = json!({"proxy": "http://user:geheimes-passwort@127.0.0.1:9"});
    let failure = SANDBOX.client(proxied).exchange("abc").unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CONNECT, "a nested failure in the logger hides this one");
    let _ = Client::new(&SANDBOX.configured(json!({"appKey": "geheimes-passwort"})));
    let _ = code_from_link("https://h.cn/?code=geheimes-passwort+");

    let doomed = SANDBOX.client(json!({}));
    code_from_link("?code=").unwrap_err();
    drop(doomed); // which is logged, and the logger's own calls fail
    assert_eq!(last_error().status, YJT_ERR_LINK_EMPTY_CODE);

    assert_eq!(unsafe { (ABI.set_logger)(None, null_mut(), YJT_LOG_OFF) }, YJT_OK);
    let lines = LINES.lock().unwrap().clone();
    let count = lines.len();
    let has = |level, part: &str| lines.iter().any(|(l, line)| *l == level && line.contains(part));
    assert!(has(YJT_LOG_INFO, "client made"));
    assert!(has(YJT_LOG_DEBUG, "exchange ok, attempts=1"));
    assert!(has(YJT_LOG_WARN, "yjt_exchange_code failed, status=301"));
    for (_, line) in &lines {
        for secret in &hidden {
            assert!(!line.contains(secret.as_str().unwrap()), "{secret} is in {line}");
        }
    }
    drop(lines);
    let _ = unsafe { (ABI.sm4_decrypt)(c("").as_ptr(), c("").as_ptr(), &mut null_mut()) };
    assert_eq!(LINES.lock().unwrap().len(), count, "off means off");
}
