//! What an answer says: read liberally, reported exactly (guide, section 4, and the gateway's own shapes).

use serde_json::{Map, Value};

use crate::error::{AnswerError, Permission, Seen};
use crate::user::FIELDS;

/// An envelope around the interface's body, and one around that, is the most that was ever seen.
const MAX_ENVELOPES: usize = 3;
/// The gateway's code is shown to people: only what can be one, never a number that may be a person's.
const MAX_CODE: usize = 20;
const MAX_NUMBER: usize = 10;

/// The interface's `data`, out of the answer's body.
pub(crate) fn data(
    http_status: u16,
    body: Result<&[u8], AnswerError>,
) -> Result<Map<String, Value>, (AnswerError, Seen)> {
    let seen = |gateway_code: String| Seen { http_status, gateway_code };
    if (300..400).contains(&http_status) {
        return Err((AnswerError::Redirect, seen(String::new())));
    }
    let failed = by_http_status(http_status);
    match body.map_err(Refusal::Unreadable).and_then(parse).and_then(|o| unwrap(o, MAX_ENVELOPES)) {
        Ok(data) => match failed {
            None => Ok(data),
            Some(error) => Err((error, seen(String::new()))),
        },
        Err(Refusal::Code(code)) => {
            let error = match meaning(&code) {
                // `{"code":503,…}` under HTTP 503: the status says what the code does not.
                AnswerError::OtherCode => failed
                    .filter(|e| *e != AnswerError::HttpStatus)
                    .unwrap_or(AnswerError::OtherCode),
                known => known,
            };
            Err((error, seen(printable(&code))))
        }
        // A failing HTTP status says more than the shape of its body.
        Err(Refusal::Unreadable(error)) => Err((failed.unwrap_or(error), seen(String::new()))),
    }
}

enum Refusal {
    /// The gateway or the interface said no, with this code.
    Code(String),
    /// There is no answer to be read.
    Unreadable(AnswerError),
}

fn parse(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.trim_ascii().is_empty() {
        return Err(Refusal::Unreadable(AnswerError::Empty));
    }
    // Before the encoding: a portal's or a proxy's page is often in GBK.
    if body.trim_ascii_start().starts_with(b"<") {
        return Err(Refusal::Unreadable(AnswerError::Html));
    }
    let Ok(text) = std::str::from_utf8(body) else {
        return Err(Refusal::Unreadable(AnswerError::NotUtf8));
    };
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Refusal::Unreadable(AnswerError::NotTheInterface)),
        Err(e) if e.is_eof() => Err(Refusal::Unreadable(AnswerError::Truncated)),
        Err(_) => Err(Refusal::Unreadable(AnswerError::NotJson)),
    }
}

/// Peels the body: a code that means success around `data`, which may be another such body.
fn unwrap(mut object: Map<String, Value>, envelopes: usize) -> Result<Map<String, Value>, Refusal> {
    let Some((name, code)) = code_of(&object) else {
        return Err(Refusal::Unreadable(AnswerError::NotTheInterface));
    };
    // 200 is the envelope's way of saying success, never the interface's.
    let success = code == "0" || (code == "200" && name == "code");
    if !success || object.get("success") == Some(&Value::Bool(false)) {
        return Err(Refusal::Code(code));
    }
    let bad_data = || Refusal::Unreadable(AnswerError::BadField { field: "data".to_owned() });
    let inner = match object.remove("data") {
        Some(Value::Object(inner)) => inner,
        Some(Value::String(text)) if !text.trim().is_empty() => {
            parse(text.as_bytes()).map_err(|_| bad_data())?
        }
        None | Some(Value::Null | Value::String(_)) => {
            return Err(Refusal::Unreadable(AnswerError::NoData));
        }
        Some(_) => return Err(bad_data()),
    };
    // An identity may one day hold a field called `code`: that does not make it an envelope.
    let is_envelope = code_of(&inner).is_some() && !FIELDS.iter().any(|f| inner.contains_key(*f));
    if is_envelope && envelopes > 0 { unwrap(inner, envelopes - 1) } else { Ok(inner) }
}

/// The code, a number or a text, and the name it goes by.
fn code_of(object: &Map<String, Value>) -> Option<(&'static str, String)> {
    ["errcode", "code", "returnCode"].into_iter().find_map(|name| match object.get(name)? {
        Value::Number(number) => Some((name, number.to_string())),
        Value::String(text) => Some((name, text.trim().to_owned())),
        _ => None,
    })
}

/// What the codes of the interface and of this family of gateways mean.
fn meaning(code: &str) -> AnswerError {
    match code {
        "1" => AnswerError::Failed,
        "2" => AnswerError::InvalidParameter,
        "3" => AnswerError::Signature,
        "ACG.1401" | "AGW.1401" | "400000401" => AnswerError::Identity,
        "AGW.1403" | "400000403" => AnswerError::NotPermitted(Permission::NotSubscribed),
        "AGW.1405" => AnswerError::NotPermitted(Permission::Address),
        "AGW.1407" => AnswerError::NotPermitted(Permission::Expired),
        "AGW.1429" | "AGW.1430" | "AGW.1504" | "400000429" => AnswerError::Busy,
        "AGW.1433" => AnswerError::GatewaySignature,
        _ => AnswerError::OtherCode,
    }
}

/// What a failing HTTP status means when the body has no code.
fn by_http_status(status: u16) -> Option<AnswerError> {
    match status {
        200..300 => None,
        401 => Some(AnswerError::Identity),
        403 => Some(AnswerError::NotPermitted(Permission::NotSubscribed)),
        429 | 502 | 503 | 504 => Some(AnswerError::Busy),
        _ => Some(AnswerError::HttpStatus),
    }
}

fn printable(code: &str) -> String {
    let plain = code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    if plain && !code.is_empty() && code.len() <= MAX_CODE && digits <= MAX_NUMBER {
        code.to_owned()
    } else {
        "?".to_owned()
    }
}
