//! A response's headers, kept as they came and looked into only where somebody asks.

use std::borrow::Cow;
use std::fmt;

use super::head::{header, lines};

/// What may be told of a header.
const MAX_VALUE: usize = 512;

/// The bytes of a head, its status line included.
#[derive(Default)]
pub(crate) struct Headers(Vec<u8>);

impl Headers {
    /// Of a head that was read without a complaint.
    pub(super) fn of(head: &[u8]) -> Headers {
        Headers(head.to_vec())
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name, |_| Some(())).is_some()
    }

    /// The first one of this name that can be written again as it is.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        self.find(name, |value| visible(value).map(str::to_owned))
    }

    fn find<T>(&self, name: &str, read: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
        let lines: Vec<Cow<'_, [u8]>> = lines(&self.0).ok()?;
        let headers = lines.iter().skip(1).filter_map(|line| header(line).ok());
        let mut named = headers.filter(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes()));
        named.find_map(|(_, value)| read(value))
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Headers(***)")
    }
}

fn visible(value: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(value).ok()?;
    let visible = text.len() <= MAX_VALUE && text.bytes().all(|b| (b' '..=b'~').contains(&b));
    visible.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_found_in_whatever_spelling() {
        let long = "a".repeat(MAX_VALUE + 1);
        let head = format!(
            "HTTP/1.1 200 OK\r\nDATE: a\u{e9}\r\ndate:b\r\n c\r\nDate: d\r\nVia: \u{e9}\r\nServer: {long}\r\n\r\n"
        );
        let headers = Headers::of(head.as_bytes());
        assert_eq!(headers.get("date").as_deref(), Some("b c"));
        assert_eq!((headers.has("via"), headers.get("via")), (true, None));
        assert_eq!((headers.has("server"), headers.get("server")), (true, None));
        assert!(!headers.has("age") && Headers::default().get("date").is_none());
    }
}
