//! What requests and responses travel through, plain or TLS.

use std::io::{self, Read, Write};
use std::time::Instant;

use rustls::{ClientConnection, StreamOwned};

use super::records::Records;
use super::socket::Socket;

/// A connection's bytes, above TLS where there is TLS.
#[derive(Debug)]
pub(super) enum Stream {
    Plain(Socket),
    Tls(Box<StreamOwned<ClientConnection, Records>>),
}

impl Stream {
    /// From now on [`Stream::has_received`] speaks of the next response, which must have come by the deadline.
    pub(super) fn expect_response(&mut self, deadline: Instant) {
        let socket = self.socket_mut();
        socket.has_received = false;
        socket.set_deadline(deadline);
    }

    /// Whether any byte has come, be it one of TLS.
    pub(super) fn has_received(&self) -> bool {
        self.socket().has_received
    }

    /// Whether nothing that was read waits for somebody: decrypted, in part of a record, or the other side's goodbye.
    pub(super) fn is_settled(&mut self) -> bool {
        match self {
            Stream::Plain(_) => true,
            Stream::Tls(tls) => {
                let state = tls.conn.process_new_packets();
                let quiet =
                    |s: rustls::IoState| s.plaintext_bytes_to_read() == 0 && !s.peer_has_closed();
                state.is_ok_and(quiet) && tls.sock.at_end()
            }
        }
    }

    /// Whether the other side neither closed nor sent anything since.
    pub(super) fn is_quiet(&self) -> bool {
        self.socket().is_quiet()
    }

    pub(super) fn is_tls(&self) -> bool {
        matches!(self, Stream::Tls(_))
    }

    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(socket) => socket.read(into),
            Stream::Tls(tls) => tls.read(into),
        }
    }

    pub(super) fn write_all(&mut self, from: &[u8]) -> io::Result<()> {
        match self {
            Stream::Plain(socket) => socket.write_all(from),
            Stream::Tls(tls) => tls.write_all(from),
        }
    }

    fn socket(&self) -> &Socket {
        match self {
            Stream::Plain(socket) => socket,
            Stream::Tls(tls) => &tls.sock.socket,
        }
    }

    fn socket_mut(&mut self) -> &mut Socket {
        match self {
            Stream::Plain(socket) => socket,
            Stream::Tls(tls) => &mut tls.sock.socket,
        }
    }
}
