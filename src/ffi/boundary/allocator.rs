//! Everything this library ever held is wiped before its memory is released: keys, tokens, identities, and
//! the buffers of TLS, HTTP and JSON they passed through, which no `Drop` of ours could reach.

use std::alloc::{GlobalAlloc, Layout, System};

#[cfg(yjt_unwinds_on_oom)]
use super::out_of_memory::reserve;

struct WipingAllocator;

#[global_allocator]
static ALLOCATOR: WipingAllocator = WipingAllocator;

// `realloc` is the trait's own: allocate, copy, release through `dealloc`, hence wiped.
// SAFETY: every call is passed on to the system's allocator with the layout it came with; what it refuses may come out of
// the reserve, and goes back there.
unsafe impl GlobalAlloc for WipingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let memory = unsafe { System.alloc(layout) };
        #[cfg(yjt_unwinds_on_oom)]
        if memory.is_null() {
            return reserve::take(layout);
        }
        memory
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe {
            memory.write_bytes(0, layout.size());
            // The compiler knows `free` and would drop a write that nothing reads.
            std::arch::asm!("/* {0} */", in(reg) memory, options(nostack, preserves_flags));
            #[cfg(yjt_unwinds_on_oom)]
            if reserve::give_back(memory) {
                return;
            }
            System.dealloc(memory, layout);
        }
    }
}
