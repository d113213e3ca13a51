//! A logger that is replaced is not running any more, and nobody waits for ever.

use std::ffi::{c_char, c_void};
use std::ptr::null_mut;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use shuttle::thread::{spawn, yield_now};

use super::super::boundary::log;
use super::{c, in_many_orders};
use crate::ffi::link::yjt_code_from_link;
use crate::ffi::types::{YJT_LOG_DEBUG, YJT_LOG_OFF};

/// A logger's context. Its owner frees it when the logger is replaced.
#[derive(Default)]
struct Context {
    freed: AtomicBool,
    used_after: AtomicBool,
}

unsafe extern "C-unwind" fn use_context(context: *mut c_void, _: i32, _: *const c_char) {
    let context = unsafe { &*context.cast::<Context>() };
    for _ in 0..2 {
        // The library lets no panic out of a logger.
        context.used_after.fetch_or(context.freed.load(Ordering::SeqCst), Ordering::SeqCst);
        yield_now();
    }
}

fn log_lines() {
    let mut out = null_mut();
    for _ in 0..2 {
        unsafe { yjt_code_from_link(c("").as_ptr(), &mut out) };
    }
}

fn set(context: &Arc<Context>) {
    let context = Arc::as_ptr(context).cast_mut().cast();
    log::set(Some(use_context), context, YJT_LOG_DEBUG).unwrap();
}

#[test]
fn the_one_who_is_replaced_runs_no_more() {
    in_many_orders(|| {
        let contexts = [(); 2].map(|()| Arc::new(Context::default()));
        let callers = [(); 2].map(|()| spawn(log_lines));
        set(&contexts[0]);
        set(&contexts[1]);
        contexts[0].freed.store(true, Ordering::SeqCst);
        log::set(None, null_mut(), YJT_LOG_OFF).unwrap();
        contexts[1].freed.store(true, Ordering::SeqCst);
        callers.into_iter().for_each(|caller| caller.join().unwrap());
        assert!(!contexts.iter().any(|context| context.used_after.load(Ordering::SeqCst)));
    });
}

#[test]
fn several_may_set_it_at_once() {
    in_many_orders(|| {
        let context = Arc::new(Context::default());
        let setters = [(); 2].map(|()| {
            let context = context.clone();
            spawn(move || set(&context))
        });
        log_lines();
        setters.into_iter().for_each(|setter| setter.join().unwrap());
        log::set(None, null_mut(), YJT_LOG_OFF).unwrap();
    });
}
