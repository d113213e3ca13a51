//! A tunnel through the configured proxy.

use std::fmt::Write as _;
use std::io::{Read, Write};

use super::deadline::Limit;
use super::retry::{TransportError, is_gone, not_connected};
use super::socket::Socket;
use crate::config::Proxy;
use crate::error::{NetworkError, Stage};

/// More than any proxy says before the tunnel opens.
const MAX_HEAD: usize = 8 * 1024;
const HEAD_END: &[u8] = b"\r\n\r\n";

/// Asks the proxy for a tunnel. ureq's own proxy connector grants every read the whole time again,
/// so that a proxy that drips bytes would outlive the deadline.
pub(super) fn tunnel(
    mut socket: Socket,
    proxy: &Proxy,
    target: &str,
    limit: Limit,
) -> Result<Socket, TransportError> {
    let mut request = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
    if let Some(authorization) = &proxy.authorization {
        let _ = write!(request, "Proxy-Authorization: {}\r\n", authorization.expose());
    }
    request.push_str("\r\n");

    socket.set_deadline(limit.end());
    let mut head = Vec::new();
    let talked = socket.write_all(request.as_bytes()).and_then(|()| {
        // Byte by byte: what follows the head already belongs to the tunnel.
        let mut byte = [0];
        while !head.ends_with(HEAD_END) && head.len() < MAX_HEAD {
            socket.read_exact(&mut byte)?;
            head.push(byte[0]);
        }
        Ok(())
    });
    let status = status_of(&head);
    // Behind a tunnel's head nobody speaks before we do: a web server's body, or an answer to what was not asked yet.
    let is_tunnel = status == Some(200) && head.ends_with(HEAD_END) && !socket.has_unread();
    match talked.map_err(ureq::Error::from) {
        Ok(()) if is_tunnel => Ok(socket),
        Err(ureq::Error::Timeout(_)) => {
            Err(limit.passed(Stage::Proxy, format!("{}:{}", proxy.host, proxy.port)))
        }
        Err(ureq::Error::Io(e)) if !is_gone(&e) => {
            Err(not_connected(&e, format!("{}:{}", proxy.host, proxy.port)))
        }
        _ => Err(TransportError::for_good(NetworkError::Proxy { status })),
    }
}

/// The number in `HTTP/1.1 407 …`.
fn status_of(head: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(head.split(|b| *b == b'\r').next()?).ok()?;
    line.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()
}
