//! A connection as ureq sees it: header names spelled as the guide spells them, and the one question a
//! retry depends on, whether a pooled connection was closed before any byte of an answer.

use std::io::{self, Read, Write};
use std::sync::Arc;

use rustls::{ClientConnection, StreamOwned};
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};

use super::lost::{Lost, Resend, is_gone};
use super::socket::Socket;
use crate::error::NetworkError;

/// What an answer and a request travel through.
#[derive(Debug)]
pub(super) enum Stream {
    Plain(Socket),
    Tls(Box<StreamOwned<ClientConnection, Socket>>),
}

impl Stream {
    fn socket(&mut self) -> &mut Socket {
        match self {
            Stream::Plain(socket) => socket,
            Stream::Tls(tls) => &mut tls.sock,
        }
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(socket) => socket.read(into),
            Stream::Tls(tls) => tls.read(into),
        }
    }

    fn write_all(&mut self, from: &[u8]) -> io::Result<()> {
        match self {
            Stream::Plain(socket) => socket.write_all(from),
            Stream::Tls(tls) => tls.write_all(from),
        }
    }
}

/// A pooled connection.
#[derive(Debug)]
pub(super) struct Connection {
    stream: Stream,
    buffers: LazyBuffers,
    /// Names that hold capitals. HTTP does not care and ureq writes them in lower case; some gateways do care.
    spellings: Arc<[String]>,
    requests: u64,
    stage: Stage,
    /// A child that was forked shares its parent's sockets: used by both, one would read the other's answers.
    process: u32,
}

/// Where the latest request stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stage {
    Sending,
    Sent,
    Answering,
    Idle,
}

impl Connection {
    pub(super) fn new(
        stream: Stream,
        buffers: LazyBuffers,
        spellings: Arc<[String]>,
    ) -> Connection {
        let process = std::process::id();
        Connection { stream, buffers, spellings, requests: 0, stage: Stage::Idle, process }
    }

    /// The peer's going away is harmless when the connection had served before and this request got no byte.
    fn failed(&self, error: io::Error, got_no_byte: bool) -> ureq::Error {
        if !is_gone(&error) || self.requests < 2 || !got_no_byte {
            return error.into();
        }
        let error = NetworkError::Disconnected { cause: "closed while idle".to_owned() };
        Lost { error, resend: Some(Resend::ClosedBeforeAnswer) }.into_ureq()
    }

    /// Below TLS, part of an answer may have arrived that was never seen up here.
    fn broken(&mut self, error: io::Error) -> ureq::Error {
        let got_no_byte = !self.stream.socket().has_received;
        self.failed(error, got_no_byte)
    }
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if self.stage != Stage::Sending {
            self.stage = Stage::Sending;
            self.requests += 1;
            self.stream.socket().has_received = false;
        }
        let output = &mut self.buffers.output()[..amount];
        spell(output, &self.spellings);
        self.stream.socket().set_deadline(timeout);
        self.stream.write_all(output).map_err(|e| self.broken(e))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        if self.stage == Stage::Sending {
            self.stage = Stage::Sent;
        }
        self.stream.socket().set_deadline(timeout);
        let amount = match self.stream.read(self.buffers.input_append_buf()) {
            Ok(0) if self.stage == Stage::Sent => {
                return Err(self.failed(io::ErrorKind::UnexpectedEof.into(), true));
            }
            Ok(amount) => amount,
            Err(e) => return Err(self.broken(e)),
        };
        self.buffers.input_appended(amount);
        self.stage = Stage::Answering;
        Ok(amount > 0)
    }

    /// ureq asks when it puts a connection back and again when it takes it out; only the second look counts.
    fn is_open(&mut self) -> bool {
        let put_back = self.stage == Stage::Answering;
        self.stage = Stage::Idle;
        put_back || (self.process == std::process::id() && self.stream.socket().is_quiet())
    }

    fn is_tls(&self) -> bool {
        matches!(self.stream, Stream::Tls(_))
    }
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
