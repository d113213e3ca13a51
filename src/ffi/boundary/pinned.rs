//! Keeps the DLL loaded: a name look-up may still be running on a thread of ours when the host unloads it.
//! On Linux the linker's `-z nodelete` does the same.

use std::ffi::c_void;
use std::ptr;

const FROM_ADDRESS: u32 = 4;
const PIN: u32 = 1;

#[link(name = "kernel32")]
unsafe extern "system" {
    fn GetModuleHandleExW(flags: u32, address: *const c_void, module: *mut *mut c_void) -> i32;
}

/// From now on FreeLibrary leaves the library where it is. Doing it again does nothing.
pub fn pin() {
    let address = pin as fn() as *const c_void;
    let mut module = ptr::null_mut();
    // SAFETY: the address lies in this library, which is loaded.
    unsafe { GetModuleHandleExW(FROM_ADDRESS | PIN, address, &mut module) };
}
