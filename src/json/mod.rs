//! JSON as its own text. Values stay slices of what was received and are looked into only where somebody asks:
//! no tree is built, so reading takes no more memory than the text itself, whatever a peer puts into it.

mod members;

use std::borrow::Cow;
use std::fmt;

use memchr::memchr2_iter;
use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

pub(crate) use members::Members;

/// Objects and arrays within each other. What is handed on must be readable by every host's parser.
pub(crate) const MAX_DEPTH: usize = 128;
/// Digits of a number that is written out.
const MAX_DIGITS: usize = 40;

/// A value, its text borrowed.
#[derive(Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Bool(bool),
    /// As it is written.
    Number(&'a str),
    Text(Cow<'a, str>),
    EmptyArray,
    Array,
    Object(&'a str),
}

/// Why a text is not JSON.
#[derive(Debug, PartialEq)]
pub(crate) enum JsonError {
    BrokenOff,
    Malformed,
    TooDeep,
}

impl<'a> Value<'a> {
    /// A whole text, checked to its end. An object is left to [`members()`] to check.
    pub(crate) fn parse(text: &'a str) -> Result<Value<'a>, JsonError> {
        if is_too_deep(text) {
            return Err(JsonError::TooDeep);
        }
        match text.trim_ascii() {
            text if text.starts_with('{') => Ok(Value::Object(text)),
            text => serde_json::from_str::<&RawValue>(text)
                .map(|raw| Value::of(raw.get()))
                .map_err(JsonError::from),
        }
    }

    /// A value that is known to be well formed, such as a member's.
    pub(crate) fn of(json: &'a str) -> Value<'a> {
        match json.as_bytes().first() {
            Some(b'{') => Value::Object(json),
            Some(b'[') if json[1..].trim_ascii_start().starts_with(']') => Value::EmptyArray,
            Some(b'[') => Value::Array,
            Some(b'"') => Value::Text(unquoted(json)),
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'n') | None => Value::Null,
            Some(_) => Value::Number(json),
        }
    }
}

/// Goes through an object's members in order: the name as it is written, quotes included, and the value.
pub(crate) fn members<'a>(
    object: &'a str,
    each: impl FnMut(&'a str, &'a str),
) -> Result<(), JsonError> {
    let mut parser = serde_json::Deserializer::from_str(object);
    parser.deserialize_map(Each(each))?;
    Ok(parser.end()?)
}

struct Each<F>(F);

impl<'a, F: FnMut(&'a str, &'a str)> Visitor<'a> for Each<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            (self.0)(name.get(), value.get());
        }
        Ok(())
    }
}

impl From<serde_json::Error> for JsonError {
    fn from(e: serde_json::Error) -> JsonError {
        if e.is_eof() { JsonError::BrokenOff } else { JsonError::Malformed }
    }
}

fn is_too_deep(json: &str) -> bool {
    let opened = memchr2_iter(b'{', b'[', json.as_bytes()).count();
    opened > MAX_DEPTH && is_deeper(json)
}

fn is_deeper(json: &str) -> bool {
    let (mut depth, mut quoted, mut bytes) = (0_usize, false, json.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => quoted = !quoted,
            b'\\' if quoted => {
                bytes.next();
            }
            b'{' | b'[' if !quoted => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// The text of a well-formed JSON string, borrowed when nothing in it is escaped. An escaped surrogate without its
/// partner becomes U+FFFD: such JSON is valid, and no text can hold one.
pub(crate) fn unquoted(json: &str) -> Cow<'_, str> {
    let mut rest = &json[1..json.len() - 1];
    if !holds(rest, b'\\') {
        return Cow::Borrowed(rest);
    }
    let mut text = String::with_capacity(rest.len());
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let (character, length) = unescaped(escape.as_bytes());
        text.push(character);
        rest = &escape[length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Whether a text has a byte, looked for without a branch: most texts are short.
pub(crate) fn holds(text: &str, wanted: u8) -> bool {
    text.bytes().fold(false, |found, byte| found | (byte == wanted))
}

/// What stands behind a backslash, and how many bytes of it.
fn unescaped(escape: &[u8]) -> (char, usize) {
    let character = match escape[0] {
        b'u' => {
            let (first, second) = (unit(escape), unit(escape.get(6..).unwrap_or_default()));
            let has_partner = escape.get(5) == Some(&b'\\');
            let units = std::iter::once(first).chain(second.filter(|_| has_partner).map(Some));
            let mut decoded = char::decode_utf16(units.map(Option::unwrap_or_default));
            return match decoded.next() {
                Some(Ok(character)) => (character, if character.len_utf16() == 2 { 11 } else { 5 }),
                _ => (char::REPLACEMENT_CHARACTER, 5),
            };
        }
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        itself => char::from(itself),
    };
    (character, 1)
}

/// The four hex digits of `uXXXX`.
fn unit(escape: &[u8]) -> Option<u16> {
    let digits = escape.strip_prefix(b"u")?.get(..4)?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Makes every escaped surrogate without its partner, which strict parsers refuse, an escaped U+FFFD.
pub(crate) fn mend_surrogates(json: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = json[at..].iter().position(|&b| b == b'\\') {
        let escape = at + found + 1;
        let (character, length) = unescaped(&json[escape..]);
        if character == char::REPLACEMENT_CHARACTER {
            json[escape + 1..escape + 5].copy_from_slice(b"fffd");
        }
        at = escape + length;
    }
}

/// Writes a text as a JSON string.
pub(crate) fn write_quoted(json: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(json, text).expect("a text, into memory");
}

/// A number that is whole, without the point or the exponent that some writers give it: `2.0`, `1e0`. Exact, however
/// many digits it has; `None` for anything else.
pub(crate) fn whole(number: &str) -> Option<Cow<'_, str>> {
    let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !number.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return None;
    }
    if are_digits(number) {
        return Some(Cow::Borrowed(number));
    }
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if [before, power].contains(&"") || ![before, behind, power].into_iter().all(are_digits) {
        return None;
    }
    let digits = [before, behind].concat();
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(Cow::Borrowed("0"));
    }
    let exponent: i64 = exponent.parse().ok()?;
    // How many of the digits stand before the point.
    let point = i64::try_from(digits.len()).ok()? - i64::try_from(behind.len()).ok()?;
    let point = usize::try_from(point.checked_add(exponent)?).ok()?;
    let kept = digits.trim_end_matches('0');
    if point < kept.len() || point > MAX_DIGITS {
        return None;
    }
    let sign = if number.starts_with('-') { "-" } else { "" };
    Some(Cow::Owned(format!("{sign}{kept:0<point$}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_lose_point_and_exponent_and_nothing_else() {
        for (written, whole) in [
            ("0", Some("0")),
            ("0.0", Some("0")),
            ("-0.0", Some("0")),
            ("0e9", Some("0")),
            ("00", Some("00")),
            ("2.0", Some("2")),
            ("-2.50e1", Some("-25")),
            ("1e0", Some("1")),
            ("1E+3", Some("1000")),
            ("10086.0", Some("10086")),
            ("1.0086E4", Some("10086")),
            ("1200e-2", Some("12")),
            ("12345678901234567890", Some("12345678901234567890")),
            ("12345678901234567890.0", Some("12345678901234567890")),
            ("0.5", None),
            ("2.5", None),
            ("5e-1", None),
            ("1e400", None),
            ("1e99999999999999999999", None),
            ("", None),
            ("-", None),
            (".5", None),
            ("AGW.1433", None),
            ("1e", None),
            ("0e", None),
            ("0ef3", None),
            ("00e+-1", None),
            ("0e-99999999999999999999", Some("0")),
        ] {
            assert_eq!(super::whole(written).as_deref(), whole, "{written}");
        }
    }

    #[test]
    fn escapes_are_undone_and_lone_surrogates_replaced() {
        for (json, text) in [
            (r#""""#, ""),
            (r#""a\n\t\r\b\f\"\\\/b""#, "a\n\t\r\u{8}\u{c}\"\\/b"),
            (r#""\u6b27\uD870\udf5b.""#, "欧\u{2c35b}."),
            (r#""\ud870""#, "\u{fffd}"),
            (r#""\ud870\ud870\udf5b""#, "\u{fffd}\u{2c35b}"),
            (r#""\udf5b\ud870x""#, "\u{fffd}\u{fffd}x"),
            (r#""\ud870\u0041""#, "\u{fffd}A"),
            (r#""\ud870udf5b""#, "\u{fffd}udf5b"),
            (r#""\\ud870""#, r"\ud870"),
        ] {
            assert_eq!(unquoted(json), text, "{json}");
            let mut mended = json.as_bytes().to_vec();
            mend_surrogates(&mut mended);
            let strict: String = serde_json::from_slice(&mended).unwrap();
            assert_eq!(strict, text, "{json}");
        }
    }

    #[test]
    fn depth_is_bounded_and_brackets_in_texts_do_not_count() {
        let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
        let nested = |depth| String::from_utf8(nested(depth)).unwrap();
        assert_eq!(Value::parse(&nested(MAX_DEPTH)), Ok(Value::Array));
        assert_eq!(Value::parse(&nested(MAX_DEPTH + 1)), Err(JsonError::TooDeep));
        let quoted = format!(r#""\"{}""#, "[".repeat(1000));
        assert!(matches!(Value::parse(&quoted), Ok(Value::Text(_))));
    }
}
