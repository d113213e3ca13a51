//! Each thread has its own, whatever fails meanwhile on others or in its own logger.

use std::ffi::{CStr, c_char, c_void};
use std::ptr::null_mut;

use shuttle::thread::{spawn, yield_now};

use super::super::boundary::log;
use super::{c, in_many_orders};
use crate::ffi::error::yjt_last_error;
use crate::ffi::link::yjt_code_from_link;
use crate::ffi::sm4::yjt_sm4_decrypt;
use crate::ffi::status::*;
use crate::ffi::types::{YJT_LOG_DEBUG, YJT_LOG_OFF};

/// Fails on its own account, and lets the others go on.
unsafe extern "C-unwind" fn fail(_: *mut c_void, _: i32, _: *const c_char) {
    yield_now();
    let mut out = null_mut();
    unsafe { yjt_sm4_decrypt(c("short").as_ptr(), c("").as_ptr(), &mut out) };
    yield_now();
}

fn latest() -> (i32, String) {
    let error = unsafe { &*yjt_last_error() };
    let message = unsafe { CStr::from_ptr(error.message) };
    (error.status, message.to_str().unwrap().to_owned())
}

#[test]
fn each_thread_has_its_own() {
    in_many_orders(|| {
        log::set(Some(fail), null_mut(), YJT_LOG_DEBUG).unwrap();
        let callers = [(None, YJT_ERR_NULL_ARGUMENT), (Some(""), YJT_ERR_LINK_MALFORMED)].map(
            |(link, status)| {
                spawn(move || {
                    assert_eq!(latest(), (YJT_OK, String::new()));
                    let link = link.map(c);
                    let mut out = null_mut();
                    let text = link.as_ref().map_or(std::ptr::null(), |link| link.as_ptr());
                    assert_eq!(unsafe { yjt_code_from_link(text, &mut out) }, status);
                    let told = latest();
                    yield_now();
                    assert_eq!(told.0, status);
                    assert_eq!(latest(), told);
                })
            },
        );
        callers.into_iter().for_each(|caller| caller.join().unwrap());
        log::set(None, null_mut(), YJT_LOG_OFF).unwrap();
    });
}
