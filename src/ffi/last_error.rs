//! The calling thread's latest failure.

use std::cell::RefCell;
use std::ffi::{CStr, CString};
use std::rc::Rc;

use super::status::YJT_OK;
use super::types::{yjt_error, yjt_status};
use crate::error::Seen;
use crate::message::Text;

/// A failure and the texts it points to.
struct Kept {
    error: yjt_error,
    _texts: [CString; 3],
}

thread_local! {
    static LATEST: RefCell<Option<Rc<Kept>>> = const { RefCell::new(None) };
}

/// Nothing has failed yet.
struct Nothing(yjt_error);

// SAFETY: it points to static texts and is never written.
unsafe impl Sync for Nothing {}

static NOTHING: Nothing = Nothing(yjt_error {
    status: YJT_OK,
    http_status: 0,
    gateway_code: c"".as_ptr(),
    message: c"".as_ptr(),
    hint: c"".as_ptr(),
});

/// Replaces the thread's latest failure. A thread that is ending keeps nothing.
pub(super) fn keep(status: yjt_status, seen: &Seen, text: &Text) {
    let texts = [c_text(&seen.gateway_code), c_text(&text.message), c_text(&text.hint)];
    let error = yjt_error {
        status,
        http_status: i32::from(seen.http_status),
        gateway_code: texts[0].as_ptr(),
        message: texts[1].as_ptr(),
        hint: texts[2].as_ptr(),
    };
    let kept = Rc::new(Kept { error, _texts: texts });
    let _ = LATEST.try_with(|latest| latest.replace(Some(kept)));
}

/// Calls what may call the library and fail: the failure from before is the thread's latest again.
pub(super) fn preserved(call: impl FnOnce()) {
    let before = LATEST.try_with(|latest| latest.borrow().clone()).ok().flatten();
    call();
    let _ = LATEST.try_with(|latest| latest.replace(before));
}

/// The thread's latest failure, never NULL.
pub(super) fn current() -> *const yjt_error {
    LATEST
        .try_with(|latest| latest.borrow().as_ref().map(|kept| &raw const kept.error))
        .ok()
        .flatten()
        .unwrap_or(&raw const NOTHING.0)
}

/// Our own texts hold no NUL; what comes from a system's error text might.
fn c_text(text: &str) -> CString {
    CString::new(text).unwrap_or_else(|_| CStr::to_owned(c"?"))
}
