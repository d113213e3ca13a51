//! Everything that threads share, used by many at the same time. `tests/sanitize` runs it under its checkers, too.

use std::ffi::{c_char, c_void};
use std::ptr::null_mut;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::json;
use yjt::ffi::status::*;
use yjt::ffi::types::{YJT_LOG_DEBUG, YJT_LOG_OFF};

use crate::support::abi::{ABI, c, canary, check, code_from_link, sm4_decrypt, sm4_encrypt};
use crate::support::alone::alone;
use crate::support::sandbox::{SANDBOX, expected};

const THREADS: usize = 64;
const ROUNDS: usize = 4;
const KEY: &str = "A7E2D00B4058086CBD3D4B8A5E0B2697";

/// Two threads have the same code in each round. Meanwhile the logger is replaced, and the former one's context freed.
#[test]
fn sixty_four_threads_use_everything_that_is_shared() {
    if !alone("threads::sixty_four_threads_use_everything_that_is_shared", &[]) {
        return;
    }
    let client = SANDBOX.client(json!({"codeMemorySeconds": 300, "timeoutMs": 60_000}));
    let orders: Vec<_> =
        (0..ROUNDS * THREADS / 2).map(|_| SANDBOX.mint(json!({"citizen": "generated"}))).collect();
    let (done, lines) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                lines.fetch_add(lines_of_a_logger(), Ordering::Relaxed);
            }
        });
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (client, orders) = (&client, &orders);
                scope.spawn(move || {
                    for round in orders.chunks(THREADS / 2) {
                        let (code, citizen) = &round[thread / 2];
                        assert_eq!(client.exchange(code).unwrap(), expected(citizen));
                        use_what_is_ones_own(thread);
                    }
                });
            }
        });
        done.store(true, Ordering::Relaxed);
    });
    for (code, _) in &orders {
        assert_eq!(SANDBOX.requests(code), 1);
    }
    assert!(lines.into_inner() > 0);
}

/// Clients and texts are made and freed; each thread sees its own failure.
fn use_what_is_ones_own(thread: usize) {
    let own = SANDBOX.client(json!({}));
    let text = format!("thread {thread}");
    let cipher = sm4_encrypt(KEY, &text).unwrap();
    assert_eq!(sm4_decrypt(KEY, &cipher).unwrap(), text);
    let refused = if thread.is_multiple_of(2) { code_from_link("") } else { sm4_decrypt("", "") };
    let status = if thread.is_multiple_of(2) { YJT_ERR_LINK_MALFORMED } else { YJT_ERR_KEY_LENGTH };
    assert_eq!(refused.unwrap_err().status, status);
    drop(own);
}

unsafe extern "C-unwind" fn count(lines: *mut c_void, _: i32, _: *const c_char) {
    let lines = unsafe { &*lines.cast::<AtomicUsize>() };
    lines.fetch_add(1, Ordering::Relaxed);
}

/// Once it is replaced nobody calls it any more, so that its context can be freed.
fn lines_of_a_logger() -> usize {
    let lines = Box::into_raw(Box::new(AtomicUsize::new(0)));
    check(unsafe { (ABI.set_logger)(Some(count), lines.cast(), YJT_LOG_DEBUG) }).unwrap();
    while unsafe { &*lines }.load(Ordering::Relaxed) == 0 {
        code_from_link("").unwrap_err();
    }
    check(unsafe { (ABI.set_logger)(None, null_mut(), YJT_LOG_OFF) }).unwrap();
    unsafe { Box::from_raw(lines) }.into_inner()
}

/// Nobody else is given one of the addresses meanwhile.
#[test]
fn of_several_who_free_one_text_one_does() {
    const TEXTS: usize = 1000;
    if !alone("threads::of_several_who_free_one_text_one_does", &[]) {
        return;
    }
    let texts: Vec<usize> = (0..TEXTS)
        .map(|_| {
            let mut out = canary::<c_char>();
            check(unsafe { (ABI.code_from_link)(c("?code=abc").as_ptr(), &mut out) }).unwrap();
            out.addr()
        })
        .collect();
    let (freed, together) = (AtomicUsize::new(0), Barrier::new(4));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                together.wait();
                for text in &texts {
                    match unsafe { (ABI.free)(std::ptr::without_provenance_mut(*text)) } {
                        YJT_OK => drop(freed.fetch_add(1, Ordering::Relaxed)),
                        status => assert_eq!(status, YJT_ERR_NOT_OURS),
                    }
                }
            });
        }
    });
    assert_eq!(freed.into_inner(), TEXTS);
}
