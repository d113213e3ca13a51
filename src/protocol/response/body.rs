//! A response's bytes -> text, or what they are instead.

use crate::error::{Encoding, ResponseError};

/// The text of a body, without a byte order mark.
pub(super) fn text(body: &[u8]) -> Result<&str, ResponseError> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.trim_ascii().is_empty() {
        return Err(ResponseError::Empty);
    }
    if is_compressed(body) {
        return Err(ResponseError::CompressedUnannounced);
    }
    if is_utf16(body) {
        return Err(ResponseError::NotUtf8(Encoding::Utf16));
    }
    // Before the encoding: a portal's or a proxy's page is often in GBK.
    if body.trim_ascii_start().starts_with(b"<") {
        return Err(ResponseError::Html);
    }
    std::str::from_utf8(body).map_err(|e| match e.error_len() {
        // In the middle of a character.
        None => ResponseError::Truncated,
        Some(_) if is_gbk(body) => ResponseError::NotUtf8(Encoding::Gbk),
        Some(_) => ResponseError::NotUtf8(Encoding::Unknown),
    })
}

/// The opening bytes of gzip, zstd and zlib, none of which opens a text.
fn is_compressed(body: &[u8]) -> bool {
    match body {
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => true,
        [0x78, level, ..] => (0x7800 + u16::from(*level)).is_multiple_of(31),
        _ => false,
    }
}

/// A byte order mark, or an ASCII character in two bytes.
fn is_utf16(body: &[u8]) -> bool {
    match body {
        [0xff, 0xfe, 0, 0, ..] => false,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [0, second, ..] => *second != 0,
        [_, 0, third, ..] => *third != 0,
        _ => false,
    }
}

/// ASCII and the pairs of GBK, or the fours of GB18030.
fn is_gbk(body: &[u8]) -> bool {
    let mut rest = body;
    loop {
        rest = match rest {
            [] => return true,
            [0x01..=0x7f, rest @ ..]
            | [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, rest @ ..]
            | [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, rest @ ..] => rest,
            _ => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_cause_is_named() {
        let utf16 = Err(ResponseError::NotUtf8(Encoding::Utf16));
        let unknown = Err(ResponseError::NotUtf8(Encoding::Unknown));
        let gbk = Err(ResponseError::NotUtf8(Encoding::Gbk));
        let compressed = Err(ResponseError::CompressedUnannounced);
        for (body, cause) in [
            (&b"{}"[..], Ok("{}")),
            (b"\xef\xbb\xbf{}", Ok("{}")),
            (b" \n", Err(ResponseError::Empty)),
            (b"\xef\xbb\xbf", Err(ResponseError::Empty)),
            (b"\xff\xfe{\0}\0", utf16.clone()),
            (b"\xfe\xff\0{\0}", utf16.clone()),
            (b"{\0}\0", utf16.clone()),
            (b"\0{\0}", utf16),
            (b"\xff\xfe\0\0{\0\0\0", unknown.clone()),
            (b"{\"\xc0\xcf\"}", gbk.clone()),
            (b"{\"\x81\x30\x81\x30\"}", gbk),
            // Latin-1.
            (b"{\"name\":\"\xe9\"}", unknown),
            (b"{\"name\":\"\xf0\x9f", Err(ResponseError::Truncated)),
            (b"\x1f\x8b\x08\0", compressed.clone()),
            (b"\x28\xb5\x2f\xfd\0", compressed.clone()),
            (b"\x78\x9c\xab\x56", compressed.clone()),
            (b"\x78\x01\x01", compressed),
            (b" <html>", Err(ResponseError::Html)),
        ] {
            assert_eq!(text(body), cause, "{body:x?}");
        }
    }
}
