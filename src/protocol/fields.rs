//! The fields of the response's `data`: which are there, and what each one says (guide, sections 4 and 6).

use std::borrow::Cow;

use super::dictionary::Dictionary;
use super::identity::FIELDS;
use super::sm4;
use crate::config::Encrypted;
use crate::error::{Error, Presence, ResponseError, Seen, Sm4Error};
use crate::json::{self, Value};

/// So many digits a double keeps of every number.
const EXACT_DIGITS: usize = 15;
/// The two that tell who somebody is.
const IDENTIFYING: [&str; 2] = ["certificateNo", "userId"];

/// A field that cannot be used.
pub(crate) enum FieldError {
    Bad(ResponseError),
    Decrypt(&'static str, Sm4Error),
}

impl FieldError {
    pub(crate) fn seen(self, seen: Seen) -> Error {
        match self {
            FieldError::Bad(error) => Error::Response(error, seen),
            FieldError::Decrypt(field, error) => Error::Field(field, error, seen),
        }
    }
}

/// An object of the response: the nine fields where it has them, each value as its JSON.
#[derive(Default)]
pub(crate) struct Fields<'a> {
    values: [Option<&'a str>; FIELDS.len()],
    /// The whole object, when it has other members too.
    others: Option<&'a str>,
    /// A field that is given twice and differs: nobody can tell which person is meant.
    pub(crate) contradiction: Option<&'static str>,
}

impl<'a> Fields<'a> {
    /// Takes a member if it is one of the nine.
    pub(crate) fn take(&mut self, name: &str, value: &'a str) -> bool {
        let Some(field) = FIELDS.iter().position(|field| *field == name) else {
            return false;
        };
        if self.values[field].replace(value).is_some_and(|former| former != value) {
            self.contradiction = Some(FIELDS[field]);
        }
        true
    }

    /// There is a member in `object` that is none of the nine.
    pub(crate) fn leave(&mut self, object: &'a str) {
        self.others = Some(object);
    }

    /// Whether somebody is told from it: certificateNo or userId holds something.
    pub(crate) fn tell_who(&self) -> bool {
        IDENTIFYING.iter().any(|name| self.get(name).is_some_and(|value| holds(name, value)))
    }

    /// Whether any of the nine is there.
    pub(crate) fn are_any(&self) -> bool {
        self.values.iter().any(Option::is_some)
    }

    /// Which of the nine are there.
    pub(crate) fn presence(&self) -> Presence {
        let mut presence = Presence::default();
        for name in FIELDS {
            match self.get(name) {
                None => {}
                Some(value) if holds(name, value) => presence.filled.push(name),
                Some(_) => presence.blank.push(name),
            }
        }
        presence
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.values[FIELDS.iter().position(|field| *field == name)?]
    }

    /// The bytes of all values as they are written.
    pub(super) fn size(&self) -> usize {
        let values = self.values.iter().flatten().map(|value| value.len());
        values.sum::<usize>() + self.others.map_or(0, str::len)
    }

    pub(super) fn text(&self, name: &'static str) -> Result<Cow<'a, str>, FieldError> {
        Ok(match self.get(name).map_or(Value::Null, Value::of) {
            Value::Null => Cow::Borrowed(""),
            Value::Text(text) => text,
            Value::Number(number) if is_rounded(number) => {
                return Err(FieldError::Bad(ResponseError::RoundedField { field: name }));
            }
            Value::Number(number) => json::whole(number).unwrap_or(Cow::Borrowed(number)),
            _ => return Err(bad(name)),
        })
    }

    pub(super) fn code(
        &self,
        name: &'static str,
        dictionary: Dictionary,
    ) -> Result<Cow<'a, str>, FieldError> {
        let text = self.text(name)?;
        Ok(dictionary.normalised(&text).map_or(text, Cow::Borrowed))
    }

    pub(super) fn gender(&self) -> Result<i32, FieldError> {
        let text = self.text("gender")?;
        if is_no_value(&text) {
            return Ok(0);
        }
        let number = json::whole(text.trim()).and_then(|digits| digits.parse().ok());
        number.ok_or_else(|| bad("gender"))
    }

    pub(super) fn encrypted(
        &self,
        name: &'static str,
        key: &sm4::Key,
        rule: Encrypted,
    ) -> Result<Cow<'a, str>, FieldError> {
        self.plausible(name, key, rule, |_| true)
    }

    pub(super) fn health_card_no(
        &self,
        key: &sm4::Key,
        rule: Encrypted,
    ) -> Result<Cow<'a, str>, FieldError> {
        self.plausible("healthCardNo", key, rule, is_health_card)
    }

    /// `is_plausible` decides, for a field that may or may not be encrypted, whether what came out is one.
    fn plausible(
        &self,
        name: &'static str,
        key: &sm4::Key,
        rule: Encrypted,
        is_plausible: fn(&str) -> bool,
    ) -> Result<Cow<'a, str>, FieldError> {
        let sent = self.text(name)?;
        if is_blank(&sent) || rule == Encrypted::Always && is_no_value(&sent) {
            return Ok(Cow::Borrowed(""));
        }
        let decrypted = match rule {
            Encrypted::Never => None,
            Encrypted::Always => {
                Some(key.decrypt(&sent).map_err(|e| FieldError::Decrypt(name, e))?)
            }
            Encrypted::Auto if sm4::is_as_long_as_cipher(&sent) => {
                key.decrypt(&sent).ok().filter(|plain| is_plausible(plain))
            }
            Encrypted::Auto => None,
        };
        Ok(decrypted.map_or(sent, Cow::Owned))
    }

    /// The members that are none of the nine, as they were sent.
    pub(super) fn extra_json(&self) -> Result<String, FieldError> {
        let Some(object) = self.others else {
            return Ok(String::new());
        };
        let mut extra = Vec::with_capacity(object.len());
        json::members(object, |name, value| {
            if FIELDS.contains(&&*json::unquoted(name)) {
                return;
            }
            extra.push(if extra.is_empty() { b'{' } else { b',' });
            extra.extend_from_slice(name.as_bytes());
            extra.push(b':');
            extra.extend_from_slice(value.as_bytes());
        })
        .map_err(|_| bad("data"))?;
        extra.push(b'}');
        json::mend_surrogates(&mut extra);
        String::from_utf8(extra).map_err(|_| bad("data"))
    }
}

/// Whether a field has anything in it. What is of the wrong kind has, and is refused when it is read.
fn holds(name: &str, value: &str) -> bool {
    let is_nothing = if IDENTIFYING.contains(&name) { is_no_value } else { is_blank };
    match Value::of(value) {
        Value::Null => false,
        Value::Text(text) => !is_nothing(&text),
        Value::Number(number) => !is_nothing(number),
        _ => true,
    }
}

/// What a sender without an identity writes where one belongs is no identity: nothing is.
pub(super) fn identifying(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_no_value(&text) { Cow::Borrowed("") } else { text }
}

/// Blank, a null that became text, or the zero that a number is before it is set.
fn is_no_value(text: &str) -> bool {
    let text = text.trim();
    is_blank(text)
        || text.eq_ignore_ascii_case("null")
        || text.eq_ignore_ascii_case("undefined")
        || text.starts_with(['0', '-'])
            && json::whole(text).is_some_and(|digits| digits.bytes().all(|b| b == b'0'))
}

/// A long number with an exponent went through a double, which tells numbers of more than fifteen digits no longer apart:
/// somebody else's may look the same.
fn is_rounded(number: &str) -> bool {
    number.contains(['e', 'E'])
        && json::whole(number)
            .is_some_and(|whole| whole.trim_start_matches('-').len() > EXACT_DIGITS)
}

/// Nothing that a person could see: blanks of any script, and characters without a width.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            )
            || matches!(
                c,
                '\u{2060}'..='\u{2064}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            )
    })
}

/// A health card's ID in clear is itself 64 hex digits and may pass for cipher text: letters, digits
/// and a colon are what it is made of, and what a wrong decryption practically never gives.
fn is_health_card(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-'))
}

fn bad(field: &'static str) -> FieldError {
    FieldError::Bad(ResponseError::BadField { field })
}
