//! `support/shim.c`, preloaded.

use std::ffi::{CString, c_char};
use std::sync::atomic::{AtomicI32, Ordering};

use libloading::os::unix::Library;

use crate::support::alone::{alone, is_alone};
use crate::support::c::SHIM;

/// As [`alone`], with the shim in the process; compiled before, and not over again under the others that are starting.
pub fn alone_with_shim(test: &str) -> bool {
    is_alone() || alone(test, &[("LD_PRELOAD", SHIM.to_str().unwrap())])
}

/// What has been counted so far: look-ups, threads, connections.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    pub lookups: i32,
    pub threads: i32,
    pub connects: i32,
}

impl Counted {
    pub fn now() -> Counted {
        let read = |name| unsafe { &*symbol::<AtomicI32>(name) }.load(Ordering::SeqCst);
        Counted {
            lookups: read("shim_lookups"),
            threads: read("shim_threads"),
            connects: read("shim_connects"),
        }
    }

    pub fn since(self, before: Counted) -> Counted {
        Counted {
            lookups: self.lookups - before.lookups,
            threads: self.threads - before.threads,
            connects: self.connects - before.connects,
        }
    }
}

/// Moves the host `moved.test`.
pub fn move_to(address: &str) {
    let text = CString::new(address).unwrap();
    let place = symbol::<c_char>("shim_address");
    unsafe { std::ptr::copy(text.as_ptr(), place, text.as_bytes_with_nul().len()) };
}

/// Sets one of the shim's switches.
pub fn set(switch: &str, value: i32) {
    unsafe { &*symbol::<AtomicI32>(switch) }.store(value, Ordering::SeqCst);
}

fn symbol<T>(name: &str) -> *mut T {
    *unsafe { Library::this().get::<*mut T>(name) }.expect("the shim is preloaded")
}
