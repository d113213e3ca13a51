//! A response's head, read as gateways and the machines in front of them write it (RFC 9112, with what a user agent
//! should put up with), and written anew for ureq: a few lines, in the one spelling that ureq understands.
//!
//! Anything that two readers could frame differently ends the connection with this response.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::coding::{self, Coding};
use crate::error::HttpError;

/// What every response starts with.
pub(super) const START: &[u8] = b"HTTP/1.";

/// A usual head has no more.
const USUAL_LINES: usize = 16;

/// The lines up to the empty one, without their ends and with folded ones made whole (RFC 9112, 5.2).
pub(super) fn lines(head: &[u8]) -> Result<Vec<Cow<'_, [u8]>>, HttpError> {
    let mut lines: Vec<Cow<'_, [u8]>> = Vec::with_capacity(USUAL_LINES);
    let mut rest = head;
    loop {
        let (line, behind) = rest.split_at(memchr(b'\n', rest).unwrap_or(rest.len()));
        rest = behind.get(1..).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // Readers disagree on what these end.
        if memchr2(b'\r', 0, line).is_some() {
            return Err(HttpError::MalformedHead);
        }
        if line.is_empty() {
            break;
        }
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            lines.push(line.into());
        } else if lines.len() > 1 {
            let folded = lines.last_mut().expect("not empty").to_mut();
            folded.push(b' ');
            folded.extend_from_slice(line.trim_ascii());
        } else {
            return Err(HttpError::MalformedHead);
        }
    }
    Ok(lines)
}

/// Name and value of a header. A blank before the colon is taken away by some and makes another name for others.
pub(super) fn header(line: &[u8]) -> Result<(&[u8], &[u8]), HttpError> {
    let colon = memchr(b':', line).ok_or(HttpError::MalformedHead)?;
    Ok((&line[..colon], line[colon + 1..].trim_ascii()))
}

/// What of a head frames the body.
#[derive(Debug, Default)]
pub(super) struct Head {
    status: u16,
    length: Option<u64>,
    chunked: bool,
    coding: Coding,
    close: bool,
}

impl Head {
    pub(super) fn parse(lines: &[Cow<'_, [u8]>]) -> Result<Head, HttpError> {
        let (minor, status) = status_line(&lines[0])?;
        let mut head = Head { status, ..Head::default() };
        let (mut transfer, mut content, mut keeps_alive) = (Vec::new(), Vec::new(), minor > 0);
        for line in &lines[1..] {
            let (written, value) = header(line)?;
            let name = written.trim_ascii_end();
            head.close |= name != written;
            if name.eq_ignore_ascii_case(b"content-length") {
                head.add_length(value)?;
            } else if name.eq_ignore_ascii_case(b"transfer-encoding") {
                transfer.extend(coding::list(value));
            } else if name.eq_ignore_ascii_case(b"content-encoding") {
                content.extend(coding::list(value));
            } else if name.eq_ignore_ascii_case(b"connection") {
                for option in value.split(|b| *b == b',').map(<[u8]>::trim_ascii) {
                    head.close |= option.eq_ignore_ascii_case(b"close");
                    keeps_alive |= option.eq_ignore_ascii_case(b"keep-alive");
                }
            }
        }
        head.close |= !keeps_alive || status == 101;
        head.take_transfer(&mut transfer, minor)?;
        if head.length != Some(0) {
            head.coding = Coding::of(content.into_iter().chain(transfer));
        }
        if matches!(status, 204 | 304) {
            // They have no body; one that is announced may come all the same.
            head.close |= status == 204 && head.length.unwrap_or(0) > 0 || head.chunked;
        }
        Ok(head)
    }

    /// Several lengths must agree (RFC 9110, 8.6).
    fn add_length(&mut self, value: &[u8]) -> Result<(), HttpError> {
        for length in value.split(|b| *b == b',').map(<[u8]>::trim_ascii) {
            let length = std::str::from_utf8(length)
                .ok()
                .filter(|text| text.bytes().all(|b| b.is_ascii_digit()))
                .and_then(|digits| digits.parse().ok())
                .ok_or(HttpError::MalformedHead)?;
            if self.length.is_some_and(|known| known != length) {
                return Err(HttpError::MalformedHead);
            }
            self.length = Some(length);
        }
        Ok(())
    }

    /// Chunks must be the outermost coding (RFC 9112, 6.1); what is left in the list is the body's own.
    fn take_transfer(&mut self, transfer: &mut Vec<String>, minor: u8) -> Result<(), HttpError> {
        transfer.retain(|coding| coding != "identity");
        if transfer.is_empty() {
            return Ok(());
        }
        self.chunked = transfer.pop_if(|coding| coding == "chunked").is_some();
        if transfer.iter().any(|coding| coding == "chunked") {
            return Err(HttpError::MalformedHead);
        }
        // A length beside it, or a version that has no such thing: somebody in between may frame it differently.
        self.close |= self.length.take().is_some() || minor == 0 || !self.chunked;
        Ok(())
    }

    /// Another head follows: 100, 102, 103.
    pub(super) fn is_announcement(&self) -> bool {
        (100..200).contains(&self.status) && self.status != 101
    }

    /// As ureq reads it.
    pub(super) fn written(&self) -> Vec<u8> {
        let mut head = Vec::with_capacity(128);
        head.extend_from_slice(b"HTTP/1.1 ");
        head.extend_from_slice(itoa::Buffer::new().format(self.status).as_bytes());
        head.extend_from_slice(b" \r\n");
        match self.coding {
            Coding::Plain => {}
            Coding::Gzip => head.extend_from_slice(b"content-encoding: gzip\r\n"),
            Coding::Unknown => head.extend_from_slice(b"content-encoding: unknown\r\n"),
        }
        if self.chunked {
            head.extend_from_slice(b"transfer-encoding: chunked\r\n");
        } else if let Some(length) = self.length {
            head.extend_from_slice(b"content-length: ");
            head.extend_from_slice(itoa::Buffer::new().format(length).as_bytes());
            head.extend_from_slice(b"\r\n");
        }
        if self.close {
            head.extend_from_slice(b"connection: close\r\n");
        }
        head.extend_from_slice(b"\r\n");
        head
    }
}

/// `HTTP/1.1 200 OK`: the minor version and the status.
fn status_line(line: &[u8]) -> Result<(u8, u16), HttpError> {
    let mut words = line.split(|b| *b == b' ').filter(|word| !word.is_empty());
    let version = words.next().and_then(|word| word.strip_prefix(START));
    let status = words.next().filter(|word| word.len() == 3);
    match (version, status) {
        (
            Some([minor @ b'0'..=b'9']),
            Some([a @ b'1'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9']),
        ) => {
            let digit = |byte: &u8| u16::from(byte - b'0');
            Ok((minor - b'0', digit(a) * 100 + digit(b) * 10 + digit(c)))
        }
        _ => Err(HttpError::MalformedHead),
    }
}

#[cfg(test)]
mod tests {
    use super::super::heads::tests::head;
    use super::*;

    #[test]
    fn a_head_is_written_anew() {
        for (lines, wanted) in [
            ("HTTP/1.1 200 OK\r\nContent-Length: 13", "200 |content-length: 13"),
            ("HTTP/1.1 200\nContent-Length:13", "200 |content-length: 13"),
            ("\r\n\nHTTP/1.1 200 OK\r\nContent-Length: 1", "200 |content-length: 1"),
            ("HTTP/1.1 200 OK\r\nX: a;\r\n  b\r\nContent-Length: 1", "200 |content-length: 1"),
            ("HTTP/1.1 200 OK\r\nContent-Length:\r\n 1", "200 |content-length: 1"),
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 1, 01\r\nContent-Length: 1",
                "200 |content-length: 1",
            ),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked", "200 |transfer-encoding: chunked"),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 1",
                "200 |content-length: 1",
            ),
            (
                "HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: Keep-Alive",
                "200 |content-length: 1",
            ),
            (
                "HTTP/1.1 200 OK\r\nContent-Encoding: x-GZIP\r\nContent-Length: 1",
                "200 |content-encoding: gzip|content-length: 1",
            ),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked",
                "200 |content-encoding: gzip|transfer-encoding: chunked",
            ),
            (
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1",
                "200 |content-encoding: unknown|content-length: 1",
            ),
            (
                "HTTP/1.1 200 OK\r\nDate: a\r\nDate: b\r\nAge: 7\r\nContent-Length: 1",
                "200 |content-length: 1",
            ),
            (
                "HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 500 x\r\nContent-Length: 1",
                "500 |content-length: 1",
            ),
            ("HTTP/1.1 204 No Content", "204 "),
            ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9", "304 |content-length: 9"),
        ] {
            let wanted = format!("HTTP/1.1 {}\r\n\r\nB", wanted.replace('|', "\r\n"));
            assert_eq!(head(lines).unwrap(), wanted, "{lines}");
        }
    }

    #[test]
    fn what_could_be_framed_otherwise_ends_the_connection() {
        for lines in [
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: x, Close",
            "HTTP/1.0 200 OK\r\nContent-Length: 1",
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip",
            "HTTP/1.1 200 OK\r\nContent-Length : 1",
            "HTTP/1.1 204 No Content\r\nContent-Length: 1",
            "HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked",
            "HTTP/1.1 101 Switching Protocols",
        ] {
            assert!(head(lines).unwrap().contains("\r\nconnection: close\r\n"), "{lines}");
        }
    }

    #[test]
    fn what_is_no_head_is_told_apart() {
        use HttpError::{MalformedHead, NotHttp, Tls};
        for (lines, wanted) in [
            ("SSH-2.0-OpenSSH", NotHttp),
            ("HTTP/2 200", NotHttp),
            ("\u{15}\u{3}\u{1}", Tls),
            ("HTTP/1.1 20 OK", MalformedHead),
            ("HTTP/1.1 099 OK", MalformedHead),
            ("HTTP/1.1", MalformedHead),
            ("HTTP/1.1 200 OK\r\n folded: onto nothing", MalformedHead),
            ("HTTP/1.1 200 OK\r\nno colon", MalformedHead),
            ("HTTP/1.1 200 OK\r\nX: a\rContent-Length: 1", MalformedHead),
            ("HTTP/1.1 200 OK\r\nX: a\0", MalformedHead),
            ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2", MalformedHead),
            ("HTTP/1.1 200 OK\r\nContent-Length: +1", MalformedHead),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999", MalformedHead),
            ("HTTP/1.1 200 OK\r\nContent-Length:", MalformedHead),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip", MalformedHead),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked", MalformedHead),
        ] {
            assert_eq!(head(lines).unwrap_err(), wanted, "{lines:?}");
        }
    }
}
