//! The heads of a response as they come in, portion by portion: where each ends, and that none grows without bound.

use super::head::{Head, START, lines};
use crate::error::HttpError;

/// The heads of one response together, those that only announce it included.
const MAX_BYTES: usize = 64 * 1024;
const MAX_LINES: usize = 256;

/// The first bytes of TLS's alerts and handshakes.
const TLS: [u8; 2] = [21, 22];

/// The heads of a response as they come in.
#[derive(Debug, Default)]
pub(super) struct Heads {
    bytes: Vec<u8>,
    /// Where the head that is coming in begins.
    start: usize,
    /// No head ends before this.
    searched: usize,
    lines: usize,
}

impl Heads {
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The response once its head is complete: the new head, and what came behind the old one.
    pub(super) fn response(&mut self) -> Result<Option<Vec<u8>>, HttpError> {
        loop {
            self.skip_blank_lines();
            let coming = &self.bytes[self.start..];
            if !coming.iter().zip(START).all(|(byte, wanted)| byte == wanted) {
                return Err(if TLS.contains(&coming[0]) {
                    HttpError::Tls
                } else {
                    HttpError::NotHttp
                });
            }
            let end = self.find_end();
            if end.unwrap_or(self.bytes.len()) > MAX_BYTES {
                return Err(HttpError::HeadTooLarge);
            }
            let Some(end) = end else { return Ok(None) };
            let lines = lines(&self.bytes[self.start..end])?;
            self.lines += lines.len() - 1;
            if self.lines > MAX_LINES {
                return Err(HttpError::HeadTooLarge);
            }
            let head = Head::parse(&lines)?;
            if !head.is_announcement() {
                return Ok(Some([head.to_string().as_bytes(), &self.bytes[end..]].concat()));
            }
            self.start = end;
        }
    }

    /// Before a status line (RFC 9112, 2.2 wants it of servers; clients do it as well).
    fn skip_blank_lines(&mut self) {
        let blank = |b: &&u8| matches!(b, b'\r' | b'\n');
        self.start += self.bytes[self.start..].iter().take_while(blank).count();
        self.searched = self.searched.max(self.start);
    }

    /// Behind the empty line. Bytes are looked at once, however many reads bring them.
    fn find_end(&mut self) -> Option<usize> {
        while let Some(at) = self.bytes[self.searched..].iter().position(|b| *b == b'\n') {
            let newline = self.searched + at;
            match &self.bytes[newline + 1..] {
                [b'\n', ..] => return Some(newline + 2),
                [b'\r', b'\n', ..] => return Some(newline + 3),
                [] | [b'\r'] => {
                    self.searched = newline;
                    return None;
                }
                _ => self.searched = newline + 1,
            }
        }
        self.searched = self.bytes.len();
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What ureq gets of a response that arrives in such portions.
    fn read(response: &[u8], portion: usize) -> Result<Option<String>, HttpError> {
        let mut heads = Heads::default();
        for part in response.chunks(portion) {
            heads.add(part);
            if let Some(read) = heads.response()? {
                return Ok(Some(String::from_utf8(read).unwrap()));
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
