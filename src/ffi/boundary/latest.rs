//! Each thread's latest failure, and its texts, which are released with the thread.

use std::cell::Cell;
use std::ffi::CString;

#[cfg(all(unix, not(yjt_shuttle)))]
pub use by_key::{prepare, put, take};
#[cfg(any(not(unix), yjt_shuttle))]
pub use by_std::{put, take};

use crate::ffi::status::YJT_OK;
use crate::ffi::types::yjt_error;
use crate::sync::thread_local;

/// Nothing has failed yet.
pub const NOTHING: yjt_error = yjt_error {
    status: YJT_OK,
    http_status: 0,
    gateway_code: c"".as_ptr(),
    message: c"".as_ptr(),
    hint: c"".as_ptr(),
};

thread_local! {
    /// Its texts are static, or they are the thread's own below. Without a destructor, for which the system
    /// would need memory.
    static LATEST: Cell<yjt_error> = const { Cell::new(NOTHING) };
}

pub fn get() -> yjt_error {
    LATEST.with(Cell::get)
}

pub fn set(error: yjt_error) {
    LATEST.with(|latest| latest.set(error));
}

/// Where it is, as long as the thread lives.
pub fn place() -> *const yjt_error {
    LATEST.with(Cell::as_ptr)
}

/// Its texts are about to be gone. Where shuttle ends a thread, it may be gone itself.
fn forget() {
    let _ = LATEST.try_with(|latest| latest.set(NOTHING));
}

/// The gateway's code, the message and the hint.
pub type Texts = [CString; 3];

/// `thread_local!` would have glibc note a destructor, and glibc ends the process when it has no memory for the note.
#[cfg(all(unix, not(yjt_shuttle)))]
mod by_key {
    use std::ffi::c_void;
    use std::ptr;
    use std::sync::OnceLock;

    use super::{Texts, forget};

    static KEY: OnceLock<Option<libc::pthread_key_t>> = OnceLock::new();

    fn key() -> Option<libc::pthread_key_t> {
        *KEY.get_or_init(|| {
            let mut key = 0;
            // SAFETY: `release` takes what `put` leaves there.
            let created = unsafe { libc::pthread_key_create(&mut key, Some(release)) };
            (created == 0).then_some(key)
        })
    }

    /// Makes the key by now.
    pub fn prepare() {
        key();
    }

    /// Keeps the texts in place of the former; `false` when the system has no room for a pointer.
    pub fn put(texts: Box<Texts>) -> bool {
        let Some(key) = key() else {
            return false;
        };
        let former = take();
        let place = Box::into_raw(texts);
        // SAFETY: the key is ours; `place` is owned by the slot from here on, or by nobody.
        let texts = unsafe {
            let kept = libc::pthread_setspecific(key, place.cast::<c_void>()) == 0;
            (!kept).then(|| Box::from_raw(place))
        };
        drop(former);
        texts.is_none()
    }

    pub fn take() -> Option<Box<Texts>> {
        let key = key()?;
        // SAFETY: the slot holds what `put` left there, and no longer than this.
        unsafe {
            let place = libc::pthread_getspecific(key).cast::<Texts>();
            if place.is_null() {
                return None;
            }
            libc::pthread_setspecific(key, ptr::null());
            Some(Box::from_raw(place))
        }
    }

    /// The thread ends.
    unsafe extern "C" fn release(place: *mut c_void) {
        forget();
        // SAFETY: the system has emptied the slot of what `put` left there.
        drop(unsafe { Box::from_raw(place.cast::<Texts>()) });
    }
}

#[cfg(any(not(unix), yjt_shuttle))]
mod by_std {
    use std::cell::RefCell;

    use super::{Texts, forget};
    use crate::sync::thread_local;

    struct Slot(RefCell<Option<Box<Texts>>>);

    impl Drop for Slot {
        fn drop(&mut self) {
            forget();
        }
    }

    thread_local! {
        static SLOT: Slot = const { Slot(RefCell::new(None)) };
    }

    /// Keeps the texts in place of the former; `false` when the thread is ending.
    pub fn put(texts: Box<Texts>) -> bool {
        SLOT.try_with(|slot| drop(slot.0.replace(Some(texts)))).is_ok()
    }

    pub fn take() -> Option<Box<Texts>> {
        SLOT.try_with(|slot| slot.0.take()).ok().flatten()
    }
}
