//! Waits for several sockets at once: a function of the operating system that std does not offer.

use std::io;
use std::time::Duration;

use socket2::Socket;

/// Which of the sockets are connected or have failed, as soon as one is; none when `limit` is over.
#[cfg(unix)]
pub(crate) fn ready(sockets: &[&Socket], limit: Duration) -> io::Result<Vec<bool>> {
    use std::os::fd::AsRawFd;

    let milliseconds = i32::try_from(limit.as_micros().div_ceil(1000)).unwrap_or(i32::MAX);
    let asked = |socket: &&Socket| libc::pollfd {
        fd: socket.as_raw_fd(),
        events: libc::POLLOUT,
        revents: 0,
    };
    let mut asked: Vec<libc::pollfd> = sockets.iter().map(asked).collect();
    // SAFETY: the array and its length belong together.
    let count =
        unsafe { libc::poll(asked.as_mut_ptr(), asked.len() as libc::nfds_t, milliseconds) };
    if count < 0 {
        let e = io::Error::last_os_error();
        let interrupted = e.kind() == io::ErrorKind::Interrupted;
        return if interrupted { Ok(vec![false; sockets.len()]) } else { Err(e) };
    }
    Ok(asked.iter().map(|asked| asked.revents != 0).collect())
}

/// By `select`: before Windows 10 `WSAPoll` does not tell of a connection that is refused.
#[cfg(windows)]
pub(crate) fn ready(sockets: &[&Socket], limit: Duration) -> io::Result<Vec<bool>> {
    use std::os::windows::io::AsRawSocket;
    use windows_sys::Win32::Networking::WinSock::{FD_SET, SOCKET, TIMEVAL, select};

    let mut connected = FD_SET { fd_count: 0, fd_array: [0; 64] };
    for (place, socket) in connected.fd_array.iter_mut().zip(sockets) {
        *place = socket.as_raw_socket() as SOCKET;
        connected.fd_count += 1;
    }
    let mut failed = connected;
    let limit = TIMEVAL {
        tv_sec: i32::try_from(limit.as_secs()).unwrap_or(i32::MAX),
        tv_usec: limit.subsec_micros() as i32,
    };
    // SAFETY: both sets hold as many sockets as they say, and all of them are open.
    let count = unsafe { select(0, std::ptr::null_mut(), &mut connected, &mut failed, &limit) };
    if count < 0 {
        return Err(io::Error::last_os_error());
    }
    let holds = |set: &FD_SET, socket: &Socket| {
        set.fd_array[..set.fd_count as usize].contains(&(socket.as_raw_socket() as SOCKET))
    };
    Ok(sockets.iter().map(|s| holds(&connected, s) || holds(&failed, s)).collect())
}
