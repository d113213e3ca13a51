//! A slow logger delays its own caller only.

use std::cell::Cell;
use std::ffi::{c_char, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use serde_json::json;
use yjt::ffi::types::YJT_LOG_DEBUG;

use crate::alone::alone;
use crate::support::abi::ABI;
use crate::support::sandbox::SANDBOX;

thread_local! {
    static SLOW: Cell<bool> = const { Cell::new(false) };
}
static INSIDE: AtomicBool = AtomicBool::new(false);
static RELEASED: Mutex<bool> = Mutex::new(false);
static RELEASE: Condvar = Condvar::new();
static IN_VAIN: AtomicBool = AtomicBool::new(false);
static OTHER_LINES: AtomicU32 = AtomicU32::new(0);

/// On the slow thread it waits for the others to be done.
unsafe extern "C-unwind" fn slow(_: *mut c_void, _: i32, _: *const c_char) {
    if !SLOW.get() {
        OTHER_LINES.fetch_add(1, Ordering::SeqCst);
        return;
    }
    INSIDE.store(true, Ordering::SeqCst);
    let limit = Duration::from_secs(20);
    let released = RELEASED.lock().unwrap();
    let (released, _) = RELEASE.wait_timeout_while(released, limit, |released| !*released).unwrap();
    IN_VAIN.store(!*released, Ordering::SeqCst);
}

#[test]
fn a_slow_logger_delays_its_own_caller_only() {
    if !alone("logger::a_slow_logger_delays_its_own_caller_only", &[]) {
        return;
    }
    let client = SANDBOX.client(json!({}));
    let codes: Vec<String> = (0..10).map(|_| SANDBOX.mint(json!({})).0).collect();
    unsafe { (ABI.set_logger)(Some(slow), null_mut(), YJT_LOG_DEBUG) };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            SLOW.set(true);
            client.exchange(&codes[0]).unwrap();
        });
        while !INSIDE.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        for code in &codes[1..] {
            client.exchange(code).unwrap();
        }
        *RELEASED.lock().unwrap() = true;
        RELEASE.notify_all();
    });
    assert_eq!(OTHER_LINES.load(Ordering::SeqCst), 9);
    assert!(!IN_VAIN.load(Ordering::SeqCst), "the others waited for the slow logger");
}
