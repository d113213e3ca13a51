//! The heads of a response as they come in, portion by portion: where each ends, and that none grows without bound.

use memchr::memchr;

use super::head::{Head, START, lines};
use super::headers::Headers;
use crate::error::HttpError;

/// The heads of one response together, those that only announce it included.
const MAX_BYTES: usize = 64 * 1024;
const MAX_LINES: usize = 256;

/// The first bytes of TLS's alerts and handshakes.
const TLS: [u8; 2] = [21, 22];

/// How far the heads of a response were read.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// Where the head that is coming in begins.
    start: usize,
    /// No head ends before this.
    searched: usize,
    lines: usize,
}

/// The head that is the response's own.
#[derive(Debug)]
pub(super) struct Complete {
    /// Where it ends.
    pub end: usize,
    /// What ureq is to read in its place.
    pub written: Vec<u8>,
    pub headers: Headers,
}

impl Heads {
    /// Looks at all bytes that have come so far.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<Option<Complete>, HttpError> {
        loop {
            self.skip_blank_lines(bytes);
            let coming = &bytes[self.start..];
            if !coming.iter().zip(START).all(|(byte, wanted)| byte == wanted) {
                return Err(if TLS.contains(&coming[0]) {
                    HttpError::Tls
                } else {
                    HttpError::NotHttp
                });
            }
            let end = self.find_end(bytes);
            if end.unwrap_or(bytes.len()) > MAX_BYTES {
                return Err(HttpError::HeadTooLarge);
            }
            let Some(end) = end else { return Ok(None) };
            let head = &bytes[self.start..end];
            let lines = lines(head)?;
            self.lines += lines.len() - 1;
            if self.lines > MAX_LINES {
                return Err(HttpError::HeadTooLarge);
            }
            let read = Head::parse(&lines)?;
            if !read.is_announcement() {
                let (written, headers) = (read.written(), Headers::of(head));
                return Ok(Some(Complete { end, written, headers }));
            }
            self.start = end;
        }
    }

    /// Before a status line (RFC 9112, 2.2 wants it of servers; clients do it as well).
    fn skip_blank_lines(&mut self, bytes: &[u8]) {
        let blank = |b: &&u8| matches!(b, b'\r' | b'\n');
        self.start += bytes[self.start..].iter().take_while(blank).count();
        self.searched = self.searched.max(self.start);
    }

    /// Behind the empty line. Bytes are looked at once, however many reads bring them.
    fn find_end(&mut self, bytes: &[u8]) -> Option<usize> {
        while let Some(at) = memchr(b'\n', &bytes[self.searched..]) {
            let newline = self.searched + at;
            match &bytes[newline + 1..] {
                [b'\n', ..] => return Some(newline + 2),
                [b'\r', b'\n', ..] => return Some(newline + 3),
                [] | [b'\r'] => {
                    self.searched = newline;
                    return None;
                }
                _ => self.searched = newline + 1,
            }
        }
        self.searched = bytes.len();
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What ureq gets of a response that arrives in such portions.
    fn read(response: &[u8], portion: usize) -> Result<Option<String>, HttpError> {
        let (mut heads, mut came) = (Heads::default(), Vec::new());
        for part in response.chunks(portion) {
            came.extend_from_slice(part);
            if let Some(read) = heads.read(&came)? {
                let seen = [read.written.as_slice(), &came[read.end..]].concat();
                return Ok(Some(String::from_utf8(seen).unwrap()));
            }
        }
        Ok(None)
    }

    /// The same however it arrives. The body that is behind the head is `B`.
    pub(in super::super) fn head(lines: &str) -> Result<String, HttpError> {
        let response = format!("{lines}\r\n\r\nB");
        let whole = read(response.as_bytes(), response.len()).map(Option::unwrap);
        let single = read(response.as_bytes(), 1);
        match &whole {
            Ok(text) => assert_eq!(single.unwrap().unwrap(), text[..text.len() - 1]),
            Err(error) => assert_eq!(single.unwrap_err(), *error),
        }
        whole
    }

    #[test]
    fn the_limits_are_what_the_documents_say() {
        let of = |bytes: usize| {
            let open = "HTTP/1.1 200 OK\r\nX: ";
            format!("{open}{}\r\n\r\n", "a".repeat(bytes - open.len() - 4))
        };
        assert!(read(of(MAX_BYTES).as_bytes(), 1 << 20).is_ok());
        for portion in [1, 1 << 20] {
            let error = read(of(MAX_BYTES + 1).as_bytes(), portion).unwrap_err();
            assert_eq!(error, HttpError::HeadTooLarge);
        }
        assert!(head(&format!("HTTP/1.1 200 OK{}", "\r\nX: y".repeat(MAX_LINES))).is_ok());
        let error = head(&format!("HTTP/1.1 200 OK{}", "\r\nX: y".repeat(MAX_LINES + 1)));
        assert_eq!(error.unwrap_err(), HttpError::HeadTooLarge);
        // Announcements without end.
        let flood = "HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000);
        assert_eq!(read(flood.as_bytes(), 1000).unwrap_err(), HttpError::HeadTooLarge);
    }

    /// Nothing that a peer may send ends otherwise than in a response or a refusal, however it arrives.
    #[test]
    fn any_bytes_are_read_or_refused() {
        let pieces = [
            "HTTP/1.1 200 OK",
            "HTTP/1.0 100",
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            " ",
            "\t",
            ":",
            ",",
            "\0",
            "\u{e9}",
            "Content-Length: 1",
            "Transfer-Encoding: chunked",
            "Connection: close",
            "Date:",
            "x",
        ];
        let mut state = 1_u32;
        let mut next = |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        for _ in 0..20_000 {
            let mut response = String::from("HTTP/1.1 200 OK\r\n");
            for _ in 0..next(8) {
                response.push_str(pieces[next(pieces.len())]);
            }
            let whole = read(response.as_bytes(), response.len());
            let single = read(response.as_bytes(), 1);
            match (whole, single) {
                (Ok(Some(whole)), Ok(Some(single))) => {
                    assert!(whole.starts_with(&single), "{response:?}")
                }
                (whole, single) => assert_eq!(whole, single, "{response:?}"),
            }
        }
    }
}
