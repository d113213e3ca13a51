//! One exchange on a connection, as ureq sees it: header names spelled as the guide spells them, the response's head
//! made simple, and the one question a retry depends on, whether a pooled connection was closed before any
//! byte of a response.

use std::io;
use std::sync::Arc;

use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};

use super::heads::Heads;
use super::pool::Pool;
use super::retry::{Resend, TransportError, is_gone};
use super::stream::Stream;
use crate::error::{HttpError, NetworkError};

/// Several times a real response, and small enough that an exchange stays cheap: both are wiped afterwards.
const INPUT_BUFFER: usize = 4 * 1024;
const OUTPUT_BUFFER: usize = 4 * 1024;

/// A connection while it serves an exchange. Afterwards its stream goes to the pool, or is closed.
#[derive(Debug)]
pub(super) struct Connection {
    stream: Option<Stream>,
    pool: Arc<Pool>,
    served_before: bool,
    buffers: LazyBuffers,
    /// Names that hold capitals. HTTP does not care and ureq writes them in lower case; some gateways do care.
    spellings: Arc<[String]>,
    response: Progress,
}

/// How far the response has come.
#[derive(Debug)]
enum Progress {
    Heads(Heads),
    /// The head is complete; this was read with it and is not with ureq yet.
    Body(Vec<u8>),
}

impl Connection {
    pub(super) fn new(
        mut stream: Stream,
        served_before: bool,
        pool: Arc<Pool>,
        spellings: Arc<[String]>,
    ) -> Connection {
        stream.expect_response();
        Connection {
            stream: Some(stream),
            pool,
            served_before,
            buffers: LazyBuffers::new(INPUT_BUFFER, OUTPUT_BUFFER),
            spellings,
            response: Progress::Heads(Heads::default()),
        }
    }

    /// Runs one operation of the stream. The peer's going away is harmless when the connection had served before
    /// and no byte came; below TLS, part of a response may have come that was never seen up here.
    fn with_stream<T>(
        &mut self,
        operation: impl FnOnce(&mut Stream, &mut LazyBuffers) -> io::Result<T>,
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
        self.with_stream(|stream, buffers| stream.read(buffers.input_append_buf()))
    }

    /// Reads until the head is complete, and past those that only announce it.
    fn await_head(&mut self) -> Result<(), ureq::Error> {
        while let Progress::Heads(_) = self.response {
            let amount = self.receive()?;
            let Progress::Heads(heads) = &mut self.response else { break };
            if amount == 0 {
                // An orderly end, of which TLS has its own: bytes that are none of a response.
                let harmless = self.served_before && heads.is_empty();
                let end = io::Error::from(io::ErrorKind::UnexpectedEof);
                return Err(if harmless { closed_before_response() } else { end.into() });
            }
            heads.add(&self.buffers.input_append_buf()[..amount]);
            if let Some(body) = heads.response().map_err(not_http)? {
                self.response = Progress::Body(body);
            }
        }
        Ok(())
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        let spellings = self.spellings.clone();
        self.with_stream(|stream, buffers| {
            stream.set_deadline(timeout);
            let output = &mut buffers.output()[..amount];
            spell(output, &spellings);
            stream.write_all(output)
        })
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.with_stream(|stream, _| {
            stream.set_deadline(timeout);
            Ok(())
        })?;
        self.await_head()?;
        let room = self.buffers.input_append_buf();
        if room.is_empty() {
            return Err(not_http(HttpError::MalformedBody));
        }
        let amount = match &mut self.response {
            Progress::Body(waiting) if !waiting.is_empty() => {
                let amount = room.len().min(waiting.len());
                room[..amount].copy_from_slice(&waiting[..amount]);
                waiting.drain(..amount);
                amount
            }
            _ => self.receive()?,
        };
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    /// ureq asks when it has read a response to its end and would keep the connection. It never does: the stream goes
    /// to our pool, unless something waits that nobody asked for.
    fn is_open(&mut self) -> bool {
        let nothing_waits = matches!(&self.response, Progress::Body(waiting) if waiting.is_empty());
        if let Some(stream) = self.stream.take().filter(|_| nothing_waits) {
            self.pool.put(stream);
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
    for line in head.split_mut(|b| *b == b'\n') {
        for spelling in spellings {
            let Some((name, rest)) = line.split_at_mut_checked(spelling.len()) else {
                continue;
            };
            if rest.starts_with(b":") && name.eq_ignore_ascii_case(spelling.as_bytes()) {
                name.copy_from_slice(spelling.as_bytes());
            }
        }
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
