//! The calling thread's latest failure. It can be told when memory has run out: nothing but made texts needs any.

use std::ffi::{CStr, CString};

use super::latest::{self, NOTHING};
use crate::catalogue::Text;
use crate::error::Seen;
use crate::ffi::types::{yjt_error, yjt_status};

/// Replaces the thread's latest failure; `false` when the system has no room for its texts.
pub fn keep(status: yjt_status, seen: &Seen, text: &Text) -> bool {
    let texts = Box::new([c_text(&seen.gateway_code), c_text(&text.message), c_text(&text.hint)]);
    let error = yjt_error {
        status,
        http_status: i32::from(seen.http_status),
        gateway_code: texts[0].as_ptr(),
        message: texts[1].as_ptr(),
        hint: texts[2].as_ptr(),
    };
    let kept = latest::put(texts);
    latest::set(if kept { error } else { NOTHING });
    kept
}

/// The same without any memory.
pub fn keep_static(status: yjt_status, message: &'static CStr, hint: &'static CStr) {
    latest::set(yjt_error { status, message: message.as_ptr(), hint: hint.as_ptr(), ..NOTHING });
    drop(latest::take());
}

/// Calls what may call the library and fail: it sees the latest failure, which is the thread's latest again afterwards.
pub fn preserved(call: impl FnOnce()) {
    let (latest, texts) = (latest::get(), latest::take());
    call();
    let former = latest::take();
    let kept = texts.is_none_or(latest::put);
    latest::set(if kept { latest } else { NOTHING });
    drop(former);
}

/// The thread's latest failure, never NULL.
pub fn current() -> *const yjt_error {
    latest::place()
}

/// Shows its message, which stays until the next failure.
pub fn with_message<T>(read: impl FnOnce(&str) -> T) -> T {
    // SAFETY: it is NUL-terminated.
    read(unsafe { CStr::from_ptr(latest::get().message) }.to_str().unwrap_or_default())
}

/// Our own texts hold no NUL; what comes from a system's error text might.
fn c_text(text: &str) -> CString {
    CString::new(text).unwrap_or_else(|_| CStr::to_owned(c"?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fail(status: yjt_status) {
        let text = Text { message: format!("message {status}"), hint: "hint".to_owned() };
        assert!(keep(status, &Seen::default(), &text));
    }

    fn latest() -> (yjt_status, String) {
        (unsafe { &*current() }.status, with_message(str::to_owned))
    }

    #[test]
    fn what_fails_in_between_is_forgotten() {
        fail(1);
        preserved(|| {
            assert_eq!(latest(), (1, "message 1".to_owned()));
            fail(2);
            assert_eq!(latest(), (2, "message 2".to_owned()));
        });
        assert_eq!(latest(), (1, "message 1".to_owned()));
        keep_static(3, c"static", c"");
        preserved(|| fail(4));
        assert_eq!(latest(), (3, "static".to_owned()));
    }
}
