//! A TCP connection whose reads and writes end at a deadline, at the cost of no system call in the usual case.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use ureq::Timeout;

/// How far behind the deadline a socket's timeout may end. Rounded up to it, the timeout of one exchange fits the
/// next one without a system call.
const SLACK: Duration = Duration::from_millis(20);

/// A blocking socket with a deadline.
#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    deadline: Instant,
    read_timeout: Option<Duration>,
    write_timeout: Option<Duration>,
    /// Whether any byte has come since the user of this field last cleared it.
    pub(super) has_received: bool,
}

impl Socket {
    pub(super) fn new(stream: TcpStream, deadline: Instant) -> Socket {
        Socket { stream, deadline, read_timeout: None, write_timeout: None, has_received: false }
    }

    pub(super) fn into_stream(self) -> TcpStream {
        self.stream
    }

    pub(super) fn set_deadline(&mut self, deadline: Instant) {
        self.deadline = deadline;
    }

    /// Whether the other side neither closed nor sent anything: bytes that nobody asked for would be
    /// taken for the response to the next request.
    pub(super) fn is_quiet(&self) -> bool {
        matches!(self.peek(), Err(e) if e.kind() == ErrorKind::WouldBlock)
    }

    /// Whether something has come that nobody has read.
    pub(super) fn has_unread(&self) -> bool {
        matches!(self.peek(), Ok(1..))
    }

    #[cfg(unix)]
    fn peek(&self) -> io::Result<usize> {
        let flags = libc::MSG_PEEK | libc::MSG_DONTWAIT;
        let mut byte = [std::mem::MaybeUninit::uninit()];
        socket2::SockRef::from(&self.stream).recv_with_flags(&mut byte, flags)
    }

    #[cfg(not(unix))]
    fn peek(&self) -> io::Result<usize> {
        self.stream.set_nonblocking(true)?;
        let peeked = self.stream.peek(&mut [0]);
        self.stream.set_nonblocking(false)?;
        peeked
    }

    /// Runs one blocking operation, which ends at the deadline. On Windows it is never begun with less time than is
    /// left: there a socket is in no defined state after a timeout and is not used again.
    fn within_deadline<T>(
        &mut self,
        timeout: fn(&mut Socket) -> &mut Option<Duration>,
        set: fn(&TcpStream, Option<Duration>) -> io::Result<()>,
        operation: &mut dyn FnMut(&mut TcpStream) -> io::Result<T>,
    ) -> io::Result<T> {
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(late());
            }
            let granted = granted(left);
            if *timeout(self) != Some(granted) {
                set(&self.stream, Some(granted))?;
                *timeout(self) = Some(granted);
            }
            match operation(&mut self.stream) {
                Err(e) if is_timeout(&e) => {
                    let now = Instant::now();
                    let still_left = self.deadline.saturating_duration_since(now);
                    // One that comes at once would come again and again.
                    if cfg!(windows) || left.saturating_sub(still_left) < granted / 2 {
                        self.deadline = now;
                        return Err(late());
                    }
                }
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                other => return other,
            }
        }
    }
}

impl Read for Socket {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let timeout: fn(&mut Socket) -> &mut Option<Duration> = |socket| &mut socket.read_timeout;
        let set = TcpStream::set_read_timeout;
        let amount = self.within_deadline(timeout, set, &mut |stream| stream.read(into))?;
        self.has_received |= amount > 0;
        Ok(amount)
    }
}

impl Write for Socket {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        let timeout: fn(&mut Socket) -> &mut Option<Duration> = |socket| &mut socket.write_timeout;
        self.within_deadline(timeout, TcpStream::set_write_timeout, &mut |stream| {
            stream.write(from)
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The deadline has passed.
fn late() -> io::Error {
    ureq::Error::Timeout(Timeout::Global).into_io()
}

/// What a socket is told to wait at most. Linux's timers end late by up to an eighth of their time: there it is told
/// less, and then again what is left.
fn granted(left: Duration) -> Duration {
    let steps = left.as_nanos().div_ceil(SLACK.as_nanos());
    let rounded = SLACK * u32::try_from(steps).unwrap_or(u32::MAX);
    if cfg!(windows) { rounded } else { rounded / 8 * 7 }
}

/// How a socket's own timeout shows. The other one says, on Unix, that the system has given up on the other side.
fn is_timeout(e: &io::Error) -> bool {
    e.kind() == if cfg!(windows) { ErrorKind::TimedOut } else { ErrorKind::WouldBlock }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_set_once_and_ends_at_the_deadline() {
        let total = Duration::from_secs(10);
        // What is left when a read begins, exchange after exchange.
        for microseconds in [1, 50, 900, 19_000] {
            assert_eq!(granted(total - Duration::from_micros(microseconds)), granted(total));
        }
        for nanoseconds in [1, 20_000_000, 20_000_001, 300_000_000_000] {
            let left = Duration::from_nanos(nanoseconds);
            let granted = granted(left);
            let latest = if cfg!(windows) { granted } else { granted + granted / 7 };
            assert!(latest <= left + SLACK, "it would end late: {latest:?} of {left:?}");
            assert!(!cfg!(windows) || granted >= left, "it is not used again after a timeout");
        }
    }
}
