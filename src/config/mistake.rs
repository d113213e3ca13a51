//! Why a text is not JSON, told from what stands around the place where the parser stopped. The text itself is never
//! repeated: it holds secrets.

use serde_json::Error;

use crate::error::{ConfigError, Mistake};

/// The quotes of word processors and chat programs, and those of other languages.
const QUOTES: &[char] =
    &['“', '”', '‘', '’', '„', '«', '»', '＂', '＇', '「', '」', '『', '』', '′', '″', '`', '\''];

/// The error with its place, in characters as an editor counts them.
pub(super) fn not_json(json: &str, e: &Error) -> ConfigError {
    let (before, rest) = json.split_at(place(json, e));
    ConfigError::NotJson {
        mistake: if is_path(json.trim()) { Mistake::Path } else { mistake(before, rest, e) },
        line: before.matches('\n').count() + 1,
        column: before.chars().rev().take_while(|c| *c != '\n').count() + 1,
    }
}

/// Where the character begins at which the parser stopped. Its column counts bytes and is one past.
fn place(json: &str, e: &Error) -> usize {
    if e.is_eof() {
        return json.len();
    }
    let line: usize =
        json.split_inclusive('\n').take(e.line().saturating_sub(1)).map(str::len).sum();
    let past = (line + e.column()).min(json.len());
    (0..past).rev().find(|at| json.is_char_boundary(*at)).unwrap_or(0)
}

fn mistake(before: &str, rest: &str, e: &Error) -> Mistake {
    let said = e.to_string();
    let said = |what: &str| said.starts_with(what);
    let last = before.trim_end().chars().next_back();
    let Some(next) = rest.chars().next() else {
        return match before.trim() {
            "" => Mistake::Empty,
            // UTF-16 ends, as C text, behind its first character.
            "{" => Mistake::Utf16,
            _ if wrong_quote(before) => Mistake::Quotes,
            _ => Mistake::CutShort,
        };
    };
    if said("control character") {
        return if wrong_quote(before) { Mistake::Quotes } else { Mistake::LineBreak };
    }
    if said("invalid escape") || said("lone leading surrogate") || said("unexpected end of hex") {
        return Mistake::Backslash;
    }
    match next {
        '#' => Mistake::Comment,
        '\\' if rest.starts_with("\\\"") => Mistake::Escaped,
        '/' if rest.starts_with("//") || rest.starts_with("/*") => Mistake::Comment,
        _ if QUOTES.contains(&next) => Mistake::Quotes,
        '、' | '。' | '【' | '】' | '\u{3000}' | '！'..='～' => Mistake::FullWidth,
        _ if is_invisible(next) => Mistake::Invisible,
        '{' if said("trailing characters") => Mistake::TwoObjects,
        _ if said("trailing characters") => Mistake::AfterEnd,
        '}' | ']' if last == Some(',') => Mistake::CommaTooMany,
        ',' if matches!(last, Some(',' | '{' | '[')) => Mistake::CommaTooMany,
        _ if wrong_quote(before) => Mistake::Quotes,
        '"' if said("expected `,`") => Mistake::CommaMissing,
        _ if said("expected `,`") && matches!(last, Some('"' | '}' | ']')) => Mistake::CommaMissing,
        _ if said("expected `:`") => Mistake::ColonMissing,
        _ if said("key must be a string") => Mistake::NameWithoutQuotes,
        _ if before.trim_start().starts_with('{') => Mistake::NotAValue,
        _ => Mistake::Other,
    }
}

/// Whether the latest text holds a quote that was to end it.
fn wrong_quote(before: &str) -> bool {
    let mut texts = before.rsplitn(3, '"');
    let turned = |text: &str| text.contains(['“', '”', '„', '＂']);
    texts.next().is_some_and(turned) || texts.next().is_some_and(turned)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{ad}' | '\u{feff}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}')
}

/// A file's name where its content belongs.
fn is_path(text: &str) -> bool {
    let drive =
        matches!(text.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    let begins = ["/", "\\", "./", "../", "~", "file:"].iter().any(|start| text.starts_with(start));
    let content =
        text.contains(['{', '"', '\n']) || text.starts_with("//") || text.starts_with("/*");
    !content && (drive || begins || text.to_ascii_lowercase().ends_with(".json"))
}
