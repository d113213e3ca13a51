//! A response's head, read as gateways and the machines in front of them write it (RFC 9112, with what a user agent
//! should put up with), and written anew for ureq: a few lines, in the one spelling that ureq understands.
//!
//! Anything that two readers could frame differently ends the connection with this response.

use std::borrow::Cow;

use super::coding::{self, Coding};
use crate::error::HttpError;

/// What every response starts with.
pub(super) const START: &[u8] = b"HTTP/1.";

/// The lines up to the empty one, without their ends and with folded ones made whole (RFC 9112, 5.2).
pub(super) fn lines(head: &[u8]) -> Result<Vec<Cow<'_, [u8]>>, HttpError> {
    let mut lines: Vec<Cow<'_, [u8]>> = Vec::new();
    for line in head.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // Readers disagree on what these end.
        if line.contains(&b'\r') || line.contains(&0) {
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

/// Names of headers that tell who answers.
const ORIGIN: [&str; 3] = ["server", "via", "location"];
/// What may be told of one.
const MAX_ORIGIN: usize = 512;

/// What of a head matters here.
#[derive(Debug, Default)]
pub(super) struct Head<'a> {
    status: u16,
    date: Option<&'a str>,
    /// Who answers, for whom it interests.
    origin: [Option<&'a str>; ORIGIN.len()],
    /// Whether a cache answered.
    aged: bool,
    length: Option<u64>,
    chunked: bool,
    coding: Coding,
    close: bool,
}

impl<'a> Head<'a> {
    pub(super) fn parse(lines: &'a [Cow<'_, [u8]>]) -> Result<Head<'a>, HttpError> {
        let (minor, status) = status_line(&lines[0])?;
        let mut head = Head { status, ..Head::default() };
        let (mut transfer, mut content, mut keeps_alive) = (Vec::new(), Vec::new(), minor > 0);
        for line in &lines[1..] {
            let colon = line.iter().position(|b| *b == b':').ok_or(HttpError::MalformedHead)?;
            let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
            // A blank before the colon is taken away by some and makes another name for others.
            head.close |= name != name.trim_ascii_end();
            match name.trim_ascii_end().to_ascii_lowercase().as_slice() {
                b"date" if head.date.is_none() => head.date = visible(value),
                b"age" => head.aged = true,
                b"content-length" => head.add_length(value)?,
                b"transfer-encoding" => transfer.extend(coding::list(value)),
                b"content-encoding" => content.extend(coding::list(value)),
                b"connection" => {
                    for option in coding::list(value) {
                        head.close |= option == "close";
                        keeps_alive |= option == "keep-alive";
                    }
                }
                other => {
                    if let Some(place) = ORIGIN.iter().position(|known| known.as_bytes() == other) {
                        head.origin[place] = visible(value).filter(|text| text.len() <= MAX_ORIGIN);
                    }
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
}

/// As ureq reads it.
impl std::fmt::Display for Head<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HTTP/1.1 {} \r\n", self.status)?;
        if let Some(date) = &self.date {
            write!(f, "date: {date}\r\n")?;
        }
        if self.aged {
            f.write_str("age: 0\r\n")?;
        }
        for (name, value) in ORIGIN.iter().zip(self.origin) {
            if let Some(value) = value {
                write!(f, "{name}: {value}\r\n")?;
            }
        }
        match self.coding {
            Coding::Plain => {}
            Coding::Gzip => f.write_str("content-encoding: gzip\r\n")?,
            Coding::Unknown => f.write_str("content-encoding: unknown\r\n")?,
        }
        if self.chunked {
            f.write_str("transfer-encoding: chunked\r\n")?;
        } else if let Some(length) = self.length {
            write!(f, "content-length: {length}\r\n")?;
        }
        if self.close {
            f.write_str("connection: close\r\n")?;
        }
        f.write_str("\r\n")
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

/// A value that can be written again as it is.
fn visible(value: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(value).ok()?;
    text.bytes().all(|b| (b' '..=b'~').contains(&b)).then_some(text)
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
                "200 |date: a|age: 0|content-length: 1",
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
