//! The host's logger, and what never gets into it.

use std::cell::RefCell;
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
static COMPLAINTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

thread_local! {
    /// The other tests' threads log as well.
    static BEFORE: RefCell<String> = RefCell::default();
}

/// What it finds amiss is kept: the library cannot catch another library's panic, which would end the process.
unsafe extern "C-unwind" fn keep(_: *mut c_void, level: i32, line: *const c_char) {
    let line = unsafe { CStr::from_ptr(line) }.to_bytes().to_vec();
    match String::from_utf8(line) {
        Ok(line) => {
            COMPLAINTS.lock().unwrap().extend(complaints(level, &line));
            BEFORE.replace(line.clone());
            LINES.lock().unwrap().push((level, line));
        }
        Err(error) => COMPLAINTS.lock().unwrap().push(error.to_string()),
    }
}

fn complaints(level: i32, line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let failure = last_error();
    let status = format!("status={}: {}", failure.status, failure.message);
    if level <= YJT_LOG_WARN && !line.ends_with(&status) {
        found.push(format!("{line} is logged, yjt_last_error tells {status}"));
    }
    let warned = format!("yjt_exchange_code failed, status={}", failure.status);
    let before = BEFORE.take();
    if line.starts_with("exchange failed") && !before.starts_with(&warned) {
        found.push(format!("{line} comes after {before}"));
    }
    // The library may be called from here, except for the logger's own function.
    let called = sm4_decrypt("", "").map_err(|failure| failure.status);
    if called != Err(YJT_ERR_KEY_LENGTH) {
        found.push(format!("yjt_sm4_decrypt called by the logger: {called:?}"));
    }
    let nested = unsafe { (ABI.set_logger)(None, null_mut(), YJT_LOG_OFF) };
    if nested != YJT_ERR_INSIDE_LOGGER {
        found.push(format!("yjt_set_logger called by the logger: {nested}"));
    }
    found
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
    assert_eq!(*COMPLAINTS.lock().unwrap(), [] as [&str; 0]);
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
