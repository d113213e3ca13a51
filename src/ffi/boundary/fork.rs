//! A forked child has a copy of every lock, and one that another thread held in that moment would stay held in it for
//! ever. So a fork waits until ours are free, takes them, and lets go of them in both processes. What is made when it is
//! first needed is a lock as well, for those who need it meanwhile: it is made before the first fork.

use std::cell::UnsafeCell;
use std::panic::catch_unwind;
use std::sync::Once;

use super::{clients, handles, latest, log};
use crate::sync::{Arc, MutexGuard, RwLockWriteGuard};
use crate::{per_process, transport};

/// Every lock of the process's own; those of a client begin anew in a child.
struct Held {
    _clients: RwLockWriteGuard<'static, clients::Clients>,
    _handles: handles::Locked,
    _logger: MutexGuard<'static, Option<Arc<log::Logger>>>,
}

struct Place(UnsafeCell<Option<Held>>);

// SAFETY: only the one who holds the locks touches it.
unsafe impl Sync for Place {}

static HELD: Place = Place(UnsafeCell::new(None));

/// The loader calls it before anybody can call, and fork, in whatever thread.
#[used]
#[unsafe(link_section = ".init_array")]
static AT_LOAD: extern "C" fn() = prepare;

/// From now on, in this process and its children. Should the system have no room for it, forks are as they were.
extern "C" fn prepare() {
    // SAFETY: the library stays loaded, and the handlers neither unwind nor call host code.
    if unsafe { libc::pthread_atfork(Some(before), Some(after), Some(in_child)) } == 0 {
        per_process::begins();
    }
}

unsafe extern "C" fn before() {
    static MADE: Once = Once::new();
    MADE.call_once(|| {
        latest::prepare();
        // Without memory for it, it is made when it is needed.
        let _ = catch_unwind(transport::prepare);
    });
    let held =
        Held { _clients: clients::lock(), _handles: handles::lock_all(), _logger: log::lock() };
    // SAFETY: the locks are ours until `after`.
    unsafe { *HELD.0.get() = Some(held) };
}

unsafe extern "C" fn in_child() {
    per_process::begins();
    // SAFETY: as `after`, which the parent calls.
    unsafe { after() };
}

unsafe extern "C" fn after() {
    // SAFETY: as above. Taken out first: the next one may come as soon as a lock is free.
    drop(unsafe { (*HELD.0.get()).take() });
}
