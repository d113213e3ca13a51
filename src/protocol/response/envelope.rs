//! One object of a response: what it says about success, and what it holds.

use std::borrow::Cow;

use super::Refusal;
use crate::json::{self, Value};
use crate::protocol::fields::{Fields, is_blank};

/// Where the interface's body, the data and the identity were seen to stand, the guide's own name first.
const INSIDE: [&str; 5] = ["data", "result", "res", "user", "userInfo"];
/// Of these, null beside a message says that there is nothing to be had.
const RESULTS: usize = 3;

/// Names of a code that are the interface's own: 0 alone is success, and no field of a person's is called so.
const ERROR_CODES: &[&str] = &["errcode", "errorcode", "errno"];
/// Names of a code in the envelopes of this family and its neighbours, the most telling first.
const CODES: &[&str] = &[
    "code",
    "returncode",
    "retcode",
    "ret",
    "resultcode",
    "rescode",
    "respcode",
    "rspcode",
    "statuscode",
    "status",
];
/// The two of them that a field of a person's may be called as well.
const FIELD_LIKE: &[&str] = &["code", "status"];
const FLAGS: &[&str] = &["success", "issuccess", "ok"];
const NO: &[&str] = &["false", "no", "n", "fail", "failed", "failure", "error"];
const MESSAGES: &[&str] = &["errmsg", "errormsg", "errormessage", "message", "msg"];
/// Of all these names.
const LONGEST: usize = "errormessage".len();

/// An object, read once.
#[derive(Default)]
pub(super) struct Layer<'a> {
    pub fields: Fields<'a>,
    inside: [Option<&'a str>; INSIDE.len()],
    /// The most telling code of success, and of refusal.
    success: Option<Code<'a>>,
    refusal: Option<Code<'a>>,
    /// A refusal, unless it is a field of a person's.
    field_like_refusal: Option<Code<'a>>,
    says_no: bool,
    has_message: bool,
}

struct Code<'a> {
    /// Position in the lists of names, the interface's own first.
    rank: usize,
    text: Cow<'a, str>,
}

/// What an object holds for the next one to be read.
pub(super) enum Inside<'a> {
    Nothing,
    Object(&'a str),
    /// A text that must hold one.
    Text(Cow<'a, str>),
    /// `data`, and it is neither.
    WrongKind,
}

impl<'a> Layer<'a> {
    /// `echo` is the one-time code: a response that repeats it as `code` says nothing by it.
    pub fn read(object: &'a str, echo: &str) -> Result<Layer<'a>, json::JsonError> {
        let mut layer = Layer::default();
        json::members(object, |name, value| {
            // Most names are the guide's, written as it writes them.
            if layer.fields.take(&name[1..name.len() - 1], value) {
                return;
            }
            let name = json::unquoted(name);
            if matches!(name, Cow::Owned(_)) && layer.fields.take(&name, value) {
                return;
            }
            layer.fields.leave(object);
            layer.take(&name, value, echo);
        })?;
        Ok(layer)
    }

    fn take(&mut self, name: &str, json: &'a str, echo: &str) {
        if let Some(place) = INSIDE.iter().position(|known| *known == name) {
            if self.inside[place].replace(json).is_some_and(|former| former != json) {
                self.fields.contradiction = Some(INSIDE[place]);
            }
            self.says_no |= place < RESULTS && name != "data" && says_no(&Value::of(json));
            return;
        }
        let mut letters = [0; LONGEST];
        let Some(letters) = bare(name, &mut letters) else { return };
        let position = |names: &[&str]| names.iter().position(|known| known.as_bytes() == letters);
        let own = position(ERROR_CODES);
        let rank = own.or_else(|| position(CODES).map(|at| ERROR_CODES.len() + at));
        if let Some(rank) = rank {
            let is_field_like = position(FIELD_LIKE).is_some();
            self.take_code(rank, is_field_like, Value::of(json), echo);
        } else if position(FLAGS).is_some() {
            self.says_no |= is_no(&Value::of(json));
        } else if position(MESSAGES).is_some() {
            self.has_message |= matches!(Value::of(json), Value::Text(text) if !is_blank(&text));
        }
    }

    fn take_code(&mut self, rank: usize, is_field_like: bool, value: Value<'a>, echo: &str) {
        let text = match value {
            Value::Number(number) => json::whole(number).unwrap_or(Cow::Borrowed(number)),
            Value::Text(text) if !is_blank(&text) => trimmed(text),
            Value::Bool(false) if rank >= ERROR_CODES.len() => Cow::Borrowed("false"),
            _ => return,
        };
        let place = match is_success(rank, &text) {
            true => &mut self.success,
            false if is_field_like && text == echo => return,
            false if is_field_like => &mut self.field_like_refusal,
            false => &mut self.refusal,
        };
        if place.as_ref().is_none_or(|code| rank < code.rank) {
            *place = Some(Code { rank, text });
        }
    }

    pub fn has_code(&self) -> bool {
        self.success.is_some()
    }

    /// How this object says no. Within an identity a `code` or a `status` may be anything, unless a message stands
    /// beside it.
    pub fn take_refusal(&mut self, within_identity: bool) -> Option<Refusal> {
        let field_like = self.field_like_refusal.take();
        let field_like = field_like.filter(|_| !within_identity || self.has_message);
        let codes = [self.refusal.take(), field_like].into_iter().flatten();
        if let Some(code) = codes.min_by_key(|code| code.rank) {
            return Some(Refusal::Code(code.text.into_owned()));
        }
        if self.says_no {
            return Some(
                self.success
                    .take()
                    .map_or(Refusal::WithoutCode, |code| Refusal::Code(code.text.into_owned())),
            );
        }
        let results = &self.inside[..RESULTS];
        let nothing_but_a_message = self.has_message
            && self.success.is_none()
            && results.iter().any(Option::is_some)
            && results.iter().flatten().all(|json| is_nothing(&Value::of(json)));
        nothing_but_a_message.then_some(Refusal::WithoutCode)
    }

    /// The first of the places with something in it.
    pub fn inside(&self) -> Inside<'a> {
        for (name, json) in INSIDE.iter().zip(self.inside) {
            let value = json.map_or(Value::Null, Value::of);
            match value {
                Value::Object(object) => return Inside::Object(object),
                value if is_nothing(&value) => {}
                Value::Text(text) if *name == "data" || text.trim_start().starts_with('{') => {
                    return Inside::Text(text);
                }
                _ if *name == "data" => return Inside::WrongKind,
                _ => {}
            }
        }
        Inside::Nothing
    }
}

/// `" 0.0 "` is 0.
fn trimmed(text: Cow<str>) -> Cow<str> {
    let bare = text.trim();
    match json::whole(bare) {
        Some(whole) => Cow::Owned(whole.into_owned()),
        None if bare.len() == text.len() => text,
        None => Cow::Owned(bare.to_owned()),
    }
}

/// A name without its spelling: `errCode` and `err_code` are `errcode`. `None` when it is longer than any known one.
fn bare<'n>(name: &str, letters: &'n mut [u8; LONGEST]) -> Option<&'n [u8]> {
    let mut length = 0;
    for byte in name.bytes().filter(|b| !matches!(b, b'_' | b'-')) {
        *letters.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    Some(&letters[..length])
}

/// 200 is an envelope's way of saying success, never the interface's.
fn is_success(rank: usize, code: &str) -> bool {
    let is_envelopes = rank >= ERROR_CODES.len();
    code == "0"
        || is_envelopes
            && (code == "200"
                || ["ok", "success"].iter().any(|word| code.eq_ignore_ascii_case(word)))
}

fn is_no(flag: &Value) -> bool {
    let is_zero = |number: &str| json::whole(number).as_deref() == Some("0");
    match flag {
        Value::Number(number) => is_zero(number),
        Value::Text(text) => is_zero(text.trim()) || says_no(flag),
        _ => says_no(flag),
    }
}

/// Not by a number, which under `result` may be a code of success.
fn says_no(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => !yes,
        Value::Text(text) => NO.iter().any(|no| text.trim().eq_ignore_ascii_case(no)),
        _ => false,
    }
}

/// Null, or what other languages write for it: an empty text, PHP's empty array.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::EmptyArray => true,
        Value::Text(text) => is_blank(text) || matches!(text.trim(), "null" | "[]"),
        _ => false,
    }
}
