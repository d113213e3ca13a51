//! The one-time code out of what the mini-program hands over (guide, section 2): an H5 landing link,
//! a bare query string, or the extraData of `navigateToMiniProgram`.
//!
//! Only a parameter called `code`, spelled so, is looked for. The values of other parameters (`redirect=…`) are not
//! decoded in search of one: what they hold may be of another login.

use serde_json::value::RawValue;

use crate::error::LinkError;
use crate::json::Members;
use crate::protocol::code::Code;
use crate::protocol::percent;

/// How often a whole text may have been percent-encoded.
const MAX_ENCODED: usize = 2;

/// Where `App.onLaunch` and front ends keep the code: `{"code":…}`, or in one of these, as an object or as its text.
const WRAPPERS: &[&str] = &["query", "extraData", "referrerInfo"];

/// Finds the one code in a link, a query string or extraData JSON.
pub fn code_from_link(text: &str) -> Result<Code, LinkError> {
    let found = codes(text)?;
    let mut codes = found.iter().filter(|code| !is_missing(code));
    let Some(first) = codes.next() else {
        return Err(if found.is_empty() { LinkError::NoCode } else { LinkError::EmptyCode });
    };
    // A page's router may repeat the parameter behind the `#`; that is one code, not two.
    if codes.any(|other| other != first) {
        return Err(LinkError::DifferentCodes);
    }
    Code::new(first).map_err(LinkError::Code)
}

/// Empty, or what JavaScript writes for a code that it does not have.
fn is_missing(code: &str) -> bool {
    matches!(code, "" | "undefined" | "null")
}

/// Every code in a text and in the texts that it wraps.
fn codes(text: &str) -> Result<Vec<String>, LinkError> {
    let mut codes = vec![];
    let mut wrapped = vec![];
    if !collect(text, &mut codes, &mut wrapped)? {
        return Err(LinkError::NotALink);
    }
    while let Some(text) = wrapped.pop() {
        collect(&text, &mut codes, &mut wrapped)?;
    }
    Ok(codes)
}

/// Adds a text's codes and the texts it wraps; whether it is a link or JSON at all.
fn collect(
    text: &str,
    codes: &mut Vec<String>,
    wrapped: &mut Vec<String>,
) -> Result<bool, LinkError> {
    let text = whole(text.trim().trim_start_matches('\u{feff}'));
    if text.starts_with('{') {
        in_json(&text, codes, wrapped)?;
        return Ok(true);
    }
    let Some(parameters) = parameters(&text) else { return Ok(false) };
    for (name, value) in parameters {
        if decode(name).is_ok_and(|name| name == "code") {
            codes.push(decode(value)?);
        }
    }
    Ok(true)
}

/// A text that was percent-encoded as a whole, decoded: nothing of a link's punctuation is left in it.
fn whole(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MAX_ENCODED {
        if text.contains([':', '/', '?', '#', '&', '=', '{']) {
            break;
        }
        let Some(decoded) = percent::decode(&text) else { break };
        text = decoded;
    }
    text
}

/// The parameters of a link or a query string. They may stand before or behind the `#`, each side with or without a
/// `?` of its own.
fn parameters(link: &str) -> Option<Vec<(&str, &str)>> {
    let parts: Vec<&str> = link.split(['?', '#', '&']).collect();
    let is_query = parts[0].split_once('=').is_some_and(|(name, _)| name.chars().all(is_name));
    let is_link = parts.len() > 1 || link.contains("://");
    if !is_query && !is_link {
        return None;
    }
    let parameters = parts.iter().skip(usize::from(!is_query)).filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        Some((unescaped(name), value))
    });
    Some(parameters.collect())
}

/// A name without what is left, behind the `&` or the `#`, of `&amp;` in a link that was copied out of a page's source.
fn unescaped(mut name: &str) -> &str {
    while let Some(rest) = ["amp;", "38;", "x26;"].iter().find_map(|e| name.strip_prefix(e)) {
        name = rest;
    }
    name
}

fn in_json(
    text: &str,
    codes: &mut Vec<String>,
    wrapped: &mut Vec<String>,
) -> Result<(), LinkError> {
    let Members(members) = serde_json::from_str(text)
        .map_err(|e| LinkError::BadJson { line: e.line(), column: e.column() })?;
    for (name, value) in members {
        if name == "code" {
            codes.push(text_of(value));
        } else if WRAPPERS.contains(&name.as_str()) {
            let text =
                if value.get().starts_with('{') { value.get().to_owned() } else { text_of(value) };
            wrapped.push(text);
        }
    }
    Ok(())
}

/// A text, or a number as it is written; anything else is no code.
fn text_of(value: &RawValue) -> String {
    match value.get().as_bytes() {
        [b'"', ..] => serde_json::from_str(value.get()).unwrap_or_default(),
        [b'-' | b'0'..=b'9', ..] => value.get().to_owned(),
        _ => String::new(),
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '%')
}

/// Undoes percent-encoding and the `+` of forms.
fn decode(text: &str) -> Result<String, LinkError> {
    percent::decode(&text.replace('+', " ")).ok_or(LinkError::BadEncoding)
}
