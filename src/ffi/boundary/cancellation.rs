//! pthread_cancel unwinds the thread that it ends. Within the library that would leave a call half done, and no
//! Rust function lets such an unwinding through: it waits until the call has returned.

#[cfg(target_os = "linux")]
pub struct Withheld(std::ffi::c_int);

#[cfg(target_os = "linux")]
mod system {
    use std::ffi::c_int;

    pub const DISABLED: c_int = 1;

    unsafe extern "C" {
        pub fn pthread_setcancelstate(state: c_int, former: *mut c_int) -> c_int;
    }
}

#[cfg(target_os = "linux")]
impl Withheld {
    pub fn new() -> Withheld {
        let mut former = 0;
        // SAFETY: it only writes the former state.
        unsafe { system::pthread_setcancelstate(system::DISABLED, &mut former) };
        Withheld(former)
    }
}

#[cfg(target_os = "linux")]
impl Drop for Withheld {
    fn drop(&mut self) {
        // SAFETY: as above.
        unsafe { system::pthread_setcancelstate(self.0, &mut 0) };
    }
}

/// Windows knows no such thing.
#[cfg(not(target_os = "linux"))]
pub struct Withheld;

#[cfg(not(target_os = "linux"))]
impl Withheld {
    pub fn new() -> Withheld {
        Withheld
    }
}
