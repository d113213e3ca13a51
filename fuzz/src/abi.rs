//! A cover over the C functions that holds every call to what every call promises: an output only on success, a failure
//! that `yjt_last_error` tells in both languages, no secret in it or in the log, no mistake of the library's own.

use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use yjt::ffi::client::yjt_init;
use yjt::ffi::error::yjt_last_error;
use yjt::ffi::exchange::yjt_exchange_code;
use yjt::ffi::library::yjt_free;
use yjt::ffi::logger::yjt_set_logger;
use yjt::ffi::status::{YJT_ERR_INTERNAL, YJT_ERR_RANDOM, YJT_OK};
use yjt::ffi::types::{YJT_LOG_DEBUG, yjt_client, yjt_status, yjt_user};
use yjt::ffi::user::yjt_user_to_json;

use crate::secrets;

/// What a busy machine may add to a call's own limit.
const BUSY: Duration = Duration::from_secs(3);

#[derive(Debug)]
pub struct Failure {
    pub status: yjt_status,
    /// Code, message and hint.
    pub text: String,
}

/// The status must be the one that `yjt_last_error` tells.
pub fn check(status: yjt_status) -> Result<(), Failure> {
    if status == YJT_OK {
        return Ok(());
    }
    // SAFETY: never NULL, and nothing is called before it is copied.
    let error = unsafe { &*yjt_last_error() };
    let (message, hint) = (text(error.message), text(error.hint));
    assert_eq!(error.status, status, "yjt_last_error tells of another failure: {message}");
    assert!(message.contains(" | ") && hint.contains(" | "), "{status}: {message}\n{hint}");
    assert!(![YJT_ERR_INTERNAL, YJT_ERR_RANDOM].contains(&status), "{message}");
    let text = format!("{} {message} {hint}", text(error.gateway_code));
    secrets::must_not_be_in(&text);
    Err(Failure { status, text })
}

/// The log goes where it is looked through, from now on.
pub fn listen_to_the_log() {
    extern "C-unwind" fn line(_: *mut c_void, _: i32, message: *const c_char) {
        secrets::must_not_be_in(&text(message));
    }
    check(unsafe { yjt_set_logger(Some(line), ptr::null_mut(), YJT_LOG_DEBUG) }).unwrap();
}

/// `None` where C cannot say it.
pub fn c(text: &[u8]) -> Option<CString> {
    CString::new(text).ok()
}

/// A copy of a text, which is never NULL and always UTF-8.
pub fn text(text: *const c_char) -> String {
    assert!(!text.is_null());
    unsafe { CStr::from_ptr(text) }.to_str().expect("UTF-8").to_owned()
}

/// What an output holds before the call; no call may leave it.
pub fn canary<T>() -> *mut T {
    ptr::without_provenance_mut(usize::MAX - 0x7)
}

/// A call that hands out a text: the text, given back.
pub fn taken(call: impl FnOnce(*mut *mut c_char) -> yjt_status) -> Result<String, Failure> {
    let mut out = canary();
    let outcome = check(call(&mut out));
    assert_eq!(out.is_null(), outcome.is_err(), "an output on success and only then");
    assert_ne!(out, canary());
    outcome?;
    let copy = text(out);
    free(out.cast());
    Ok(copy)
}

/// What was given back so far, on any thread.
pub static FREES: AtomicUsize = AtomicUsize::new(0);

pub fn free(any: *mut c_void) {
    FREES.fetch_add(1, Ordering::SeqCst);
    check(unsafe { yjt_free(any) }).expect("it is the library's");
}

/// A client, freed when it is dropped.
#[derive(Debug)]
pub struct Client(pub *mut yjt_client);

// SAFETY: a number that is looked up, on any thread.
unsafe impl Send for Client {}
unsafe impl Sync for Client {}

impl Client {
    pub fn new(configuration: &CStr) -> Result<Client, Failure> {
        let mut client = canary();
        let outcome = check(unsafe { yjt_init(configuration.as_ptr(), &mut client) });
        assert_eq!(client.is_null(), outcome.is_err(), "a client on success and only then");
        outcome.map(|()| Client(client))
    }

    pub fn of(configuration: &Value) -> Client {
        Client::new(&c(configuration.to_string().as_bytes()).unwrap()).unwrap()
    }

    /// The identity as JSON. The call must end within its limit.
    pub fn exchange(&self, code: &str, limit: Duration) -> Result<Value, Failure> {
        let code = c(code.as_bytes()).unwrap();
        let mut user = canary();
        let started = Instant::now();
        let status = unsafe { yjt_exchange_code(self.0, code.as_ptr(), 1, &mut user) };
        let took = started.elapsed();
        assert!(took < limit + BUSY, "it took {took:?} of {limit:?}");
        let outcome = check(status);
        assert_eq!(user.is_null(), outcome.is_err(), "a user on success and only then");
        outcome?;
        let identity = identity(user);
        free(user.cast());
        Ok(identity)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        free(self.0.cast());
    }
}

/// An identity must be somebody's, and C and JSON must tell the same of him.
pub fn identity(user: *const yjt_user) -> Value {
    let json = taken(|out| unsafe { yjt_user_to_json(user, out) }).expect("a live user");
    let json: Value = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{e}: {json}"));
    // SAFETY: it was just handed out.
    let user = unsafe { &*user };
    for (name, field) in [
        ("certificateNo", user.certificate_no),
        ("certificateType", user.certificate_type),
        ("healthCardNo", user.health_card_no),
        ("phone", user.phone),
        ("name", user.name),
        ("nation", user.nation),
        ("userId", user.user_id),
        ("channel", user.channel),
    ] {
        assert_eq!(json[name], text(field), "{name}");
    }
    assert_eq!(json["gender"], user.gender);
    let extra = text(user.extra_json);
    let is_object = |text| serde_json::from_str::<Value>(text).is_ok_and(|v| v.is_object());
    assert!(extra.is_empty() || is_object(&extra), "{extra}");
    assert!(
        somebody(user.certificate_no) || somebody(user.user_id),
        "a success is nobody's: {json}"
    );
    json
}

/// Neither blank nor what other languages write for nothing.
fn somebody(field: *const c_char) -> bool {
    let text = text(field).trim().to_ascii_lowercase();
    !["", "null", "undefined"].contains(&text.as_str()) && !text.bytes().all(|b| b == b'0')
}
