//! Arguments: read with a limit, checked, and named in every complaint. Outputs: empty until there is something to hand out.

use std::ffi::c_char;
use std::ptr;
use std::sync::Arc;

use super::fault::{ArgumentError, Fault};
use super::types::{yjt_client, yjt_user};
use super::{clients, registry};
use crate::client::Client;

/// The longest texts that each kind of argument may have, in bytes without the NUL.
pub(super) mod limit {
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
pub(super) unsafe fn text<'a>(
    argument: *const c_char,
    name: &'static str,
    limit: usize,
) -> Result<&'a str, Fault> {
    if argument.is_null() {
        return Err(Fault::Argument(name, ArgumentError::Null));
    }
    let length = unsafe { libc::strnlen(argument, limit + 1) };
    if length > limit {
        return Err(Fault::Argument(name, ArgumentError::TooLong { limit }));
    }
    let bytes = unsafe { std::slice::from_raw_parts(argument.cast::<u8>(), length) };
    std::str::from_utf8(bytes).map_err(|_| {
        // No UTF-8 begins with the byte order mark of UTF-16.
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let error = if utf16 { ArgumentError::Utf16 } else { ArgumentError::NotUtf8 };
        Fault::Argument(name, error)
    })
}

/// A client argument: looked up, never dereferenced.
pub(super) fn client(argument: *const yjt_client) -> Result<Arc<Client>, Fault> {
    if argument.is_null() {
        return Err(Fault::Argument("client", ArgumentError::Null));
    }
    clients::find(argument.addr()).ok_or(Fault::Argument("client", ArgumentError::NotAClient))
}

/// A user argument: looked up before anything in it is read.
pub(super) fn user(argument: *const yjt_user) -> Result<Arc<crate::user::User>, Fault> {
    if argument.is_null() {
        return Err(Fault::Argument("user", ArgumentError::Null));
    }
    registry::find_user(argument.addr()).ok_or(Fault::Argument("user", ArgumentError::NotAUser))
}

/// An out-parameter, emptied at once so that a caller who ignores the status reads nothing stale.
pub(super) struct Out<T: Copy>(*mut T);

impl<T> Out<*mut T> {
    /// # Safety
    /// `argument` is NULL or points to a writable pointer.
    pub(super) unsafe fn pointer(argument: *mut *mut T, name: &'static str) -> Result<Self, Fault> {
        unsafe { Out::with(argument, ptr::null_mut(), name) }
    }
}

impl<T: Copy> Out<T> {
    /// # Safety
    /// `argument` is NULL or writable.
    pub(super) unsafe fn with(
        argument: *mut T,
        empty: T,
        name: &'static str,
    ) -> Result<Self, Fault> {
        if argument.is_null() {
            return Err(Fault::Argument(name, ArgumentError::Null));
        }
        unsafe { argument.write(empty) };
        Ok(Out(argument))
    }

    pub(super) fn set(self, value: T) {
        // SAFETY: `with` was promised a writable place, and wrote to it.
        unsafe { self.0.write(value) };
    }
}
