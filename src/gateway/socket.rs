//! A TCP connection whose reads and writes end at a deadline, at the cost of no system call in the usual case.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use ureq::Timeout;
use ureq::unversioned::transport::NextTimeout;

/// A socket's timeout is left as it is while it ends no later than this behind the deadline.
const SLACK: Duration = Duration::from_millis(5);
/// The least that operating systems can be asked for.
const SHORTEST: Duration = Duration::from_millis(10);

/// A blocking socket with a deadline.
#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    deadline: Instant,
    reason: Timeout,
    read_timeout: Option<Duration>,
    write_timeout: Option<Duration>,
    /// Whether any byte has come since the user of this field last cleared it.
    pub(super) has_received: bool,
}

impl Socket {
    pub(super) fn new(stream: TcpStream, timeout: NextTimeout) -> Socket {
        Socket {
            stream,
            deadline: Instant::now() + *timeout.after,
            reason: timeout.reason,
            read_timeout: None,
            write_timeout: None,
            has_received: false,
        }
    }

    pub(super) fn set_deadline(&mut self, timeout: NextTimeout) {
        self.deadline = Instant::now() + *timeout.after;
        self.reason = timeout.reason;
    }

    /// Whether the other side neither closed nor sent anything: bytes that nobody asked for would be
    /// taken for the answer to the next request.
    pub(super) fn is_quiet(&self) -> bool {
        matches!(self.peek(), Err(e) if e.kind() == ErrorKind::WouldBlock)
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

    /// Runs one blocking operation until it is done or the deadline is over. The socket's own timeout may be
    /// the shorter one of an earlier call, so that its end is not yet ours.
    fn within_deadline<T>(
        &mut self,
        timeout: fn(&mut Socket) -> &mut Option<Duration>,
        set: fn(&TcpStream, Option<Duration>) -> io::Result<()>,
        operation: &mut dyn FnMut(&mut TcpStream) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut ended_early = false;
        loop {
            let left = self.deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(ureq::Error::Timeout(self.reason).into_io());
            }
            if ended_early || timeout(self).is_none_or(|set| set > left + SLACK) {
                let left = left.max(SHORTEST);
                set(&self.stream, Some(left))?;
                *timeout(self) = Some(left);
            }
            match operation(&mut self.stream) {
                Err(e) if is_timeout(&e) => ended_early = true,
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

/// How a socket's own timeout shows: the first on Unix, the second on Windows.
fn is_timeout(e: &io::Error) -> bool {
    matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
