//! Arguments: read with a limit, checked, and named in every complaint. Outputs: empty until there is something to hand out.

use std::ffi::c_char;
use std::ptr;
use std::sync::Arc;

use super::failure::{ArgumentError, Failure};
use super::{clients, handles};
use crate::client::Client;
use crate::ffi::types::{yjt_client, yjt_user};

/// The longest texts that each kind of argument may have, in bytes without the NUL.
pub mod limit {
    /// A configuration, its PEM included.
    pub const CONFIG: usize = 1 << 20;
    /// A landing link or extraData.
    pub const LINK: usize = 8 << 10;
    /// A code, whose real limit is the core's to report.
    pub const CODE: usize = 8 << 10;
    /// An SM4 key, likewise.
    pub const KEY: usize = 8 << 10;
    /// A plain text.
    pub const TEXT: usize = 1 << 20;
    /// A cipher text: two digits a byte, and the padding.
    pub const CIPHER: usize = 2 * (TEXT + 16);
    /// A dictionary's code.
    pub const DICTIONARY_CODE: usize = 64;
}

/// A text argument.
///
/// # Safety
/// `argument` is NULL or points to a NUL-terminated text, or to at least `limit` + 1 readable bytes.
#[inline]
pub unsafe fn text<'a>(
    argument: *const c_char,
    name: &'static str,
    limit: usize,
) -> Result<&'a str, Failure> {
    if argument.is_null() {
        return Err(Failure::Argument(name, ArgumentError::Null));
    }
    let length = unsafe { libc::strnlen(argument, limit + 1) };
    if length > limit {
        return Err(Failure::Argument(name, ArgumentError::TooLong { limit }));
    }
    let bytes = unsafe { std::slice::from_raw_parts(argument.cast::<u8>(), length) };
    std::str::from_utf8(bytes).map_err(|_| {
        // No UTF-8 begins with the byte order mark of UTF-16.
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let error = if utf16 { ArgumentError::Utf16 } else { ArgumentError::NotUtf8 };
        Failure::Argument(name, error)
    })
}

/// A client argument: looked up, never dereferenced.
pub fn client(argument: *const yjt_client) -> Result<Arc<Client>, Failure> {
    if argument.is_null() {
        return Err(Failure::Argument("client", ArgumentError::Null));
    }
    clients::find(argument.addr()).ok_or(Failure::Argument("client", ArgumentError::NotAClient))
}

/// A user argument: looked up before anything in it is read.
pub fn user(
    argument: *const yjt_user,
) -> Result<Arc<crate::protocol::identity::Identity>, Failure> {
    if argument.is_null() {
        return Err(Failure::Argument("user", ArgumentError::Null));
    }
    handles::find_user(argument.addr()).ok_or(Failure::Argument("user", ArgumentError::NotAUser))
}

/// An out-parameter, emptied at once so that a caller who ignores the status reads nothing stale.
pub struct Out<T: Copy>(*mut T);

impl<T> Out<*mut T> {
    /// # Safety
    /// `argument` is NULL or points to a writable pointer.
    pub unsafe fn pointer(argument: *mut *mut T, name: &'static str) -> Result<Self, Failure> {
        unsafe { Out::with(argument, ptr::null_mut(), name) }
    }
}

impl<T: Copy> Out<T> {
    /// # Safety
    /// `argument` is NULL or writable.
    pub unsafe fn with(argument: *mut T, empty: T, name: &'static str) -> Result<Self, Failure> {
        if argument.is_null() {
            return Err(Failure::Argument(name, ArgumentError::Null));
        }
        unsafe { argument.write(empty) };
        Ok(Out(argument))
    }

    pub fn set(self, value: T) {
        // SAFETY: `with` was promised a writable place, and wrote to it.
        unsafe { self.0.write(value) };
    }
}
