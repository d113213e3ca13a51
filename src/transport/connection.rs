//! One exchange on a connection, as ureq sees it: header names spelled as the guide spells them, the response's head
//! made simple, and the one question a retry depends on, whether a pooled connection was closed before any
//! byte of a response.

use std::io;
use std::sync::Arc;

use memchr::memchr;
use ureq::unversioned::transport::{Buffers, NextTimeout, Transport};

use super::buffers::StreamBuffers;
use super::heads::{Complete, Heads};
use super::lane::Seat;
use super::retry::{Resend, TransportError, is_gone};
use super::stream::Stream;
use crate::error::{HttpError, NetworkError};

/// A stream while it serves an exchange. Afterwards it goes back to the seat, or is closed.
#[derive(Debug)]
pub(super) struct Connection {
    stream: Option<Stream>,
    seat: Arc<Seat>,
    served_before: bool,
    buffers: StreamBuffers,
    /// Names that hold capitals. HTTP does not care and ureq writes them in lower case; some gateways do care.
    spellings: Arc<[String]>,
    /// Until the response's own head has come.
    heads: Option<Heads>,
}

impl Connection {
    pub(super) fn new(
        stream: Stream,
        served_before: bool,
        buffers: StreamBuffers,
        seat: Arc<Seat>,
        spellings: Arc<[String]>,
    ) -> Connection {
        let heads = Some(Heads::default());
        Connection { stream: Some(stream), seat, served_before, buffers, spellings, heads }
    }

    /// Runs one operation of the stream. The peer's going away is harmless when the connection had served before
    /// and no byte came; below TLS, part of a response may have come that was never seen up here.
    fn with_stream<T>(
        &mut self,
        operation: impl FnOnce(&mut Stream, &mut StreamBuffers) -> io::Result<T>,
    ) -> Result<T, ureq::Error> {
        let Some(stream) = &mut self.stream else {
            return Err(io::Error::from(io::ErrorKind::NotConnected).into());
        };
        operation(stream, &mut self.buffers).map_err(|error| {
            if is_gone(&error) && self.served_before && !stream.has_received() {
                return closed_before_response();
            }
            error.into()
        })
    }

    /// Reads what has come into the free part of the input buffer.
    fn receive(&mut self) -> Result<usize, ureq::Error> {
        let amount = self.with_stream(|stream, buffers| stream.read(buffers.input_append_buf()))?;
        self.buffers.input_appended(amount);
        Ok(amount)
    }

    /// Reads until the head is complete, and past those that only announce it.
    fn await_head(&mut self, mut heads: Heads) -> Result<(), ureq::Error> {
        loop {
            if self.buffers.input_append_buf().is_empty() {
                self.buffers.grow_input();
            }
            if self.receive()? == 0 {
                // An orderly end, of which TLS has its own: bytes that are none of a response.
                let harmless = self.served_before && self.buffers.input().is_empty();
                let end = io::Error::from(io::ErrorKind::UnexpectedEof);
                return Err(if harmless { closed_before_response() } else { end.into() });
            }
            let complete = heads.read(self.buffers.input()).map_err(not_http)?;
            if let Some(Complete { end, written, headers }) = complete {
                self.buffers.replace_input(end, &written);
                self.seat.keep_headers(headers);
                return Ok(());
            }
        }
    }
}

/// The deadline is the stream's own: ureq's times are not used.
impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), ureq::Error> {
        let spellings = self.spellings.clone();
        self.with_stream(|stream, buffers| {
            let output = buffers.sending(amount);
            spell(output, &spellings);
            stream.write_all(output)
        })
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, ureq::Error> {
        if let Some(heads) = self.heads.take() {
            self.await_head(heads)?;
            return Ok(true);
        }
        if self.buffers.input_append_buf().is_empty() {
            return Err(not_http(HttpError::MalformedBody));
        }
        Ok(self.receive()? > 0)
    }

    /// ureq asks when it has read a response to its end, all of the input, and would keep the connection. It never does:
    /// the stream waits in its seat for the next exchange.
    fn is_open(&mut self) -> bool {
        if let Some(stream) = self.stream.take().filter(|_| self.buffers.input().is_empty()) {
            self.buffers.wipe();
            self.seat.give_back(stream, std::mem::take(&mut self.buffers));
        }
        false
    }

    fn is_tls(&self) -> bool {
        self.stream.as_ref().is_some_and(Stream::is_tls)
    }
}

fn closed_before_response() -> ureq::Error {
    let error = NetworkError::Disconnected { cause: "closed while idle".to_owned() };
    TransportError { error, resend: Some(Resend::ClosedBeforeResponse) }.into_ureq()
}

fn not_http(error: HttpError) -> ureq::Error {
    TransportError::for_good(NetworkError::NotHttp { error }).into_ureq()
}

/// Overwrites header names with their spelling, which differs in case alone.
fn spell(head: &mut [u8], spellings: &[String]) {
    let mut rest = head;
    while let Some(end) = memchr(b'\n', rest) {
        let (line, behind) = rest.split_at_mut(end + 1);
        for spelling in spellings {
            let (length, spelling) = (spelling.len(), spelling.as_bytes());
            if line.get(length) == Some(&b':') && line[..length].eq_ignore_ascii_case(spelling) {
                line[..length].copy_from_slice(spelling);
            }
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::spell;

    #[test]
    fn names_are_spelled_and_values_left_alone() {
        let mut head = b"GET /?x-tsp-appsecret:1 HTTP/1.1\r\nx-tsp-appsecret: x-tsp-appsecret\r\ncontent-type: a\r\n\r\n".to_vec();
        spell(&mut head, &["x-tsp-appSecret".to_owned(), "Content-type".to_owned()]);
        let expected = "GET /?x-tsp-appsecret:1 HTTP/1.1\r\nx-tsp-appSecret: x-tsp-appsecret\r\nContent-type: a\r\n\r\n";
        assert_eq!(String::from_utf8(head).unwrap(), expected);
    }
}
