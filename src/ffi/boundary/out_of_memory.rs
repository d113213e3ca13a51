//! An allocation that fails unwinds the call that needed it up to the guard, where the compiler allows it: the hook for
//! that is not stable, so only the packaged builds set `yjt_unwinds_on_oom`. Elsewhere Rust ends the process.

use std::any::Any;

/// What unwinds then.
struct OutOfMemory;

/// Whether a call was unwound for that.
pub fn caused(cause: &(dyn Any + Send)) -> bool {
    #[cfg(yjt_unwinds_on_oom)]
    reserve::UNWINDING.set(false);
    cause.is::<OutOfMemory>()
}

#[cfg(not(yjt_unwinds_on_oom))]
pub fn prepare() {}

#[cfg(yjt_unwinds_on_oom)]
pub fn prepare() {
    std::alloc::set_alloc_error_hook(|_| {
        // Twice is once too often: nothing but the end of the process is left.
        if !reserve::UNWINDING.replace(true) {
            std::panic::resume_unwind(Box::new(OutOfMemory));
        }
    });
}

/// Does something that must not end half done for want of a small allocation.
#[cfg(yjt_unwinds_on_oom)]
pub fn with_reserve(work: impl FnOnce()) {
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    reserve::SERVES.set(true);
    let ended = catch_unwind(AssertUnwindSafe(work));
    reserve::SERVES.set(false);
    ended.unwrap_or_else(|cause| resume_unwind(cause));
}

/// Unwinding itself allocates a little.
#[cfg(yjt_unwinds_on_oom)]
pub mod reserve {
    use std::alloc::Layout;
    use std::cell::{Cell, UnsafeCell};
    use std::ptr;
    use std::sync::atomic::{AtomicBool, Ordering};

    thread_local! {
        pub static UNWINDING: Cell<bool> = const { Cell::new(false) };
        /// For what the thread does now.
        pub static SERVES: Cell<bool> = const { Cell::new(false) };
    }

    const BLOCKS: usize = 64;
    const SIZE: usize = 256;

    #[repr(align(16))]
    struct Block(UnsafeCell<[u8; SIZE]>);

    // SAFETY: a block is the one's whose `TAKEN` says so.
    unsafe impl Sync for Block {}

    static RESERVE: [Block; BLOCKS] = [const { Block(UnsafeCell::new([0; SIZE])) }; BLOCKS];
    static TAKEN: [AtomicBool; BLOCKS] = [const { AtomicBool::new(false) }; BLOCKS];

    /// A block for a thread that may have one; NULL when there is none.
    pub fn take(layout: Layout) -> *mut u8 {
        let served = UNWINDING.get() || SERVES.get();
        if !served || layout.size() > SIZE || layout.align() > 16 {
            return ptr::null_mut();
        }
        let free = TAKEN.iter().position(|taken| !taken.swap(true, Ordering::Acquire));
        free.map_or(ptr::null_mut(), |index| RESERVE[index].0.get().cast())
    }

    /// Takes a block back, wiped; `false` when the memory is none of ours.
    pub fn give_back(memory: *mut u8) -> bool {
        let offset = memory.addr().wrapping_sub(RESERVE.as_ptr().addr());
        let taken = TAKEN.get(offset / SIZE);
        taken.inspect(|taken| taken.store(false, Ordering::Release)).is_some()
    }
}
