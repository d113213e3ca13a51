//! The version.

use std::ffi::{CStr, c_char};

/// The library's version, such as "0.1.0"; the header's YJT_VERSION when both are of one release.
///
/// @return ASCII. Ownership: static text, never freed. Threads: any.
#[unsafe(no_mangle)]
pub extern "C" fn yjt_version() -> *const c_char {
    const VERSION: &CStr =
        match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
            Ok(version) => version,
            Err(_) => panic!("a version without NUL"),
        };
    VERSION.as_ptr()
}
