//! What this process or this machine can run out of: descriptors, threads, memory.

use std::io;

#[cfg(unix)]
const CODES: &[i32] = &[libc::EMFILE, libc::ENFILE, libc::ENOMEM, libc::ENOBUFS];
/// ERROR_TOO_MANY_OPEN_FILES, ERROR_NOT_ENOUGH_MEMORY, ERROR_OUTOFMEMORY, ERROR_NO_SYSTEM_RESOURCES,
/// ERROR_COMMITMENT_LIMIT, WSAEMFILE, WSAENOBUFS.
#[cfg(windows)]
const CODES: &[i32] = &[4, 8, 14, 1450, 1455, 10024, 10055];

/// How the resolver says that it got no memory: in glibc's words, which std hands on without the number.
const NO_MEMORY: &[&str] = &["Memory allocation failure", "内存分配失败", "out of memory"];

/// Whether a failure is due to this machine and not to the network.
pub(crate) fn ran_out(e: &io::Error) -> bool {
    match e.raw_os_error() {
        Some(code) => CODES.contains(&code),
        None => {
            let text = e.to_string();
            NO_MEMORY.iter().any(|words| text.contains(words))
        }
    }
}
