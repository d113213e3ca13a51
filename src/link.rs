//! The one-time code out of what the mini-program hands over (guide, section 2): an H5 landing link,
//! a bare query string, or the extraData of `navigateToMiniProgram`.

use serde_json::{Map, Value};

use crate::code::Code;
use crate::error::LinkError;
use crate::percent;

/// Finds the one code in a link, a query string or extraData JSON.
pub fn code_from_link(text: &str) -> Result<Code, LinkError> {
    let text = text.trim();
    let found = if text.starts_with('{') { codes_in_json(text)? } else { codes_in_link(text)? };
    let mut codes = found.iter().filter(|code| !code.is_empty());
    let Some(first) = codes.next() else {
        return Err(if found.is_empty() { LinkError::NoCode } else { LinkError::EmptyCode });
    };
    // A page's router may repeat the parameter behind the `#`; that is one code, not two.
    if codes.any(|other| other != first) {
        return Err(LinkError::DifferentCodes);
    }
    Code::new(first).map_err(LinkError::Code)
}

/// The parameters may stand before or behind the `#`, each side with or without a `?` of its own.
fn codes_in_link(text: &str) -> Result<Vec<String>, LinkError> {
    let parts: Vec<&str> = text.split(['?', '#', '&']).collect();
    let is_query = parts[0].split_once('=').is_some_and(|(name, _)| name.chars().all(is_name));
    let is_link = parts.len() > 1 || text.contains("://");
    if !is_query && !is_link {
        return Err(LinkError::NotALink);
    }
    parts
        .iter()
        .skip(usize::from(!is_query))
        .filter_map(|part| part.split_once('='))
        .filter(|(name, _)| *name == "code")
        .map(|(_, value)| decode(value))
        .collect()
}

/// `{"code":…}`, or the same inside `extraData` or `referrerInfo.extraData`, as `App.onLaunch` gets it.
fn codes_in_json(text: &str) -> Result<Vec<String>, LinkError> {
    let mut data: Map<String, Value> = serde_json::from_str(text)
        .map_err(|e| LinkError::BadJson { line: e.line(), column: e.column() })?;
    let mut codes: Vec<String> = data.remove("code").into_iter().map(text_of).collect();
    for wrapper in ["referrerInfo", "extraData"] {
        if let Some(Value::Object(inner)) = data.remove(wrapper) {
            data = inner;
            codes.extend(data.remove("code").map(text_of));
        }
    }
    Ok(codes)
}

fn text_of(code: Value) -> String {
    match code {
        Value::String(code) => code,
        Value::Number(code) => code.to_string(),
        _ => String::new(),
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')
}

/// Undoes percent-encoding and the `+` of forms.
fn decode(value: &str) -> Result<String, LinkError> {
    percent::decode(&value.replace('+', " ")).ok_or(LinkError::BadEncoding)
}
