//! A slow logger delays its own caller only, also while somebody replaces it.

use std::cell::Cell;
use std::ffi::{c_char, c_void};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use serde_json::json;
use yjt::ffi::types::{YJT_LOG_DEBUG, YJT_LOG_WARN};

use crate::support::abi::{ABI, Client, code_from_link};
use crate::support::alone::alone;
use crate::support::sandbox::SANDBOX;

thread_local! {
    static SLOW: Cell<bool> = const { Cell::new(false) };
}
static INSIDE: AtomicBool = AtomicBool::new(false);
static RELEASED: Mutex<bool> = Mutex::new(false);
static RELEASE: Condvar = Condvar::new();
static IN_VAIN: AtomicBool = AtomicBool::new(false);
static OTHER_LINES: AtomicU32 = AtomicU32::new(0);
static NEW_LINES: AtomicU32 = AtomicU32::new(0);

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

unsafe extern "C-unwind" fn new(_: *mut c_void, _: i32, _: *const c_char) {
    NEW_LINES.fetch_add(1, Ordering::SeqCst);
}

/// Runs `work` while a thread of its own stands in the slow logger.
fn while_slow(client: &Client, codes: &[String], work: impl FnOnce()) {
    unsafe { (ABI.set_logger)(Some(slow), null_mut(), YJT_LOG_DEBUG) };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            SLOW.set(true);
            client.exchange(&codes[0]).unwrap();
        });
        while !INSIDE.load(Ordering::SeqCst) {
            std::thread::yield_now();
        }
        work();
        assert!(!IN_VAIN.load(Ordering::SeqCst), "the others waited for the slow logger");
    });
}

fn release() {
    *RELEASED.lock().unwrap() = true;
    RELEASE.notify_all();
}

fn mint() -> Vec<String> {
    (0..10).map(|_| SANDBOX.mint(json!({})).0).collect()
}

#[test]
fn a_slow_logger_delays_its_own_caller_only() {
    if !alone("logger::a_slow_logger_delays_its_own_caller_only", &[]) {
        return;
    }
    let (client, codes) = (SANDBOX.client(json!({})), mint());
    while_slow(&client, &codes, || {
        for code in &codes[1..] {
            client.exchange(code).unwrap();
        }
        release();
    });
    assert_eq!(OTHER_LINES.load(Ordering::SeqCst), 9);
}

/// The one who replaces it waits for it; nobody else waits for him.
#[test]
fn a_slow_logger_that_is_replaced_delays_nobody_else() {
    if !alone("logger::a_slow_logger_that_is_replaced_delays_nobody_else", &[]) {
        return;
    }
    let (client, codes) = (SANDBOX.client(json!({})), mint());
    let replaced = AtomicBool::new(false);
    while_slow(&client, &codes, || {
        std::thread::scope(|scope| {
            scope.spawn(|| {
                unsafe { (ABI.set_logger)(Some(new), null_mut(), YJT_LOG_WARN) };
                assert!(*RELEASED.lock().unwrap(), "the former logger is still running");
                replaced.store(true, Ordering::SeqCst);
            });
            while NEW_LINES.load(Ordering::SeqCst) == 0 {
                code_from_link("").unwrap_err();
                assert!(!IN_VAIN.load(Ordering::SeqCst), "all wait for the slow logger");
            }
            for code in &codes[1..] {
                client.exchange(code).unwrap();
            }
            // A third logger takes the second's place, which nobody is in.
            unsafe { (ABI.set_logger)(None, null_mut(), YJT_LOG_WARN) };
            assert!(!replaced.load(Ordering::SeqCst));
            release();
        });
    });
    assert!(replaced.load(Ordering::SeqCst));
}
