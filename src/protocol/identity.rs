//! The response's `data` -> the identity, decrypted (guide, sections 4 and 6).

use std::borrow::Cow;
use std::fmt;

use crate::config::{Encrypted, EncryptedFields};
use crate::error::{Error, Presence, ResponseError, Seen, Sm4Error};
use crate::json::{self, Value};
use crate::protocol::dictionary::Dictionary;
use crate::protocol::sm4;

/// The guide's names of the nine fields.
pub(crate) const FIELDS: [&str; 9] = [
    "certificateNo",
    "certificateType",
    "healthCardNo",
    "phone",
    "name",
    "gender",
    "nation",
    "userId",
    "channel",
];
/// The two that tell who somebody is.
const IDENTIFYING: [&str; 2] = ["certificateNo", "userId"];

/// A patient's identity. Texts are empty and `gender` is 0 where the gateway sent nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identity {
    pub certificate_no: String,
    pub certificate_type: String,
    pub health_card_no: String,
    pub phone: String,
    pub name: String,
    pub gender: i32,
    pub nation: String,
    pub user_id: String,
    pub channel: String,
    /// Fields the guide does not name, one JSON object as the gateway sent it; empty when there are none.
    pub extra_json: String,
}

impl Identity {
    /// Reads and decrypts the nine fields; the rest is kept.
    pub(crate) fn read(
        fields: &Fields,
        key: &sm4::Key,
        rules: &EncryptedFields,
    ) -> Result<Identity, FieldError> {
        let encrypted = |name, rule, plausible| fields.encrypted(name, key, rule, plausible);
        let anything = |_: &str| true;
        let user = Identity {
            certificate_no: identifying(encrypted(
                "certificateNo",
                rules.certificate_no,
                anything,
            )?),
            certificate_type: fields.code("certificateType", Dictionary::CertificateType)?,
            health_card_no: encrypted("healthCardNo", rules.health_card_no, is_health_card)?,
            phone: encrypted("phone", rules.phone, anything)?,
            name: encrypted("name", rules.name, anything)?,
            gender: fields.gender()?,
            nation: fields.code("nation", Dictionary::Nation)?,
            user_id: identifying(fields.text("userId")?.into_owned()),
            channel: fields.code("channel", Dictionary::Channel)?,
            extra_json: fields.extra_json()?,
        };
        if user.certificate_no.is_empty() && user.user_id.is_empty() {
            return Err(FieldError::Bad(ResponseError::Nobody(fields.presence())));
        }
        Ok(user)
    }

    /// The same identity as JSON with the guide's field names, the gateway's further fields behind them.
    pub fn to_json(&self) -> String {
        let texts = [
            ("certificateNo", &self.certificate_no),
            ("certificateType", &self.certificate_type),
            ("healthCardNo", &self.health_card_no),
            ("phone", &self.phone),
            ("name", &self.name),
            ("nation", &self.nation),
            ("userId", &self.user_id),
            ("channel", &self.channel),
        ];
        let length: usize = texts.iter().map(|(name, text)| name.len() + text.len() + 6).sum();
        let mut json = Vec::with_capacity(length + self.extra_json.len() + 32);
        json.extend_from_slice(br#"{"gender":"#);
        json.extend_from_slice(self.gender.to_string().as_bytes());
        for (name, text) in texts {
            json.extend_from_slice(b",\"");
            json.extend_from_slice(name.as_bytes());
            json.extend_from_slice(b"\":");
            json::write_quoted(&mut json, text);
        }
        match self.extra_json.strip_prefix('{') {
            Some(members) => {
                json.push(b',');
                json.extend_from_slice(members.as_bytes());
            }
            None => json.push(b'}'),
        }
        String::from_utf8(json).expect("made of texts")
    }

    /// The bytes of all its texts.
    pub(crate) fn size(&self) -> usize {
        [
            &self.certificate_no,
            &self.certificate_type,
            &self.health_card_no,
            &self.phone,
            &self.name,
            &self.nation,
            &self.user_id,
            &self.channel,
            &self.extra_json,
        ]
        .map(|text| text.capacity())
        .iter()
        .sum()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(***)")
    }
}

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
    /// Takes a member of `object`.
    pub(crate) fn take(&mut self, object: &'a str, name: &str, value: &'a str) {
        match FIELDS.iter().position(|field| *field == name) {
            Some(field) => {
                if self.values[field].replace(value).is_some_and(|former| former != value) {
                    self.contradiction = Some(FIELDS[field]);
                }
            }
            None => self.others = Some(object),
        }
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

    fn text(&self, name: &'static str) -> Result<Cow<'a, str>, FieldError> {
        let text = match self.get(name).map_or(Value::Null, Value::of) {
            Value::Null => Cow::Borrowed(""),
            Value::Text(text) => text,
            Value::Number(number) => json::whole(number).unwrap_or(Cow::Borrowed(number)),
            _ => return Err(bad(name)),
        };
        without_nul(name, text)
    }

    fn code(&self, name: &'static str, dictionary: Dictionary) -> Result<String, FieldError> {
        let text = self.text(name)?;
        Ok(dictionary.normalised(&text).map_or_else(|| text.into_owned(), str::to_owned))
    }

    fn gender(&self) -> Result<i32, FieldError> {
        let text = self.text("gender")?;
        if is_blank(&text) {
            return Ok(0);
        }
        let number = json::whole(text.trim()).and_then(|digits| digits.parse().ok());
        number.ok_or_else(|| bad("gender"))
    }

    /// `plausible` decides, for a field that may or may not be encrypted, whether what came out is one.
    fn encrypted(
        &self,
        name: &'static str,
        key: &sm4::Key,
        rule: Encrypted,
        plausible: fn(&str) -> bool,
    ) -> Result<String, FieldError> {
        let sent = self.text(name)?;
        if is_blank(&sent) {
            return Ok(String::new());
        }
        let decrypted = match rule {
            Encrypted::Never => None,
            Encrypted::Always => {
                Some(key.decrypt(&sent).map_err(|e| FieldError::Decrypt(name, e))?)
            }
            Encrypted::Auto if sm4::looks_encrypted(&sent) => {
                key.decrypt(&sent).ok().filter(|plain| plausible(plain))
            }
            Encrypted::Auto => None,
        };
        let plain = decrypted.unwrap_or_else(|| sent.into_owned());
        without_nul(name, Cow::Owned(plain)).map(Cow::into_owned)
    }

    /// The members that are none of the nine, as they were sent.
    fn extra_json(&self) -> Result<String, FieldError> {
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
    let is_nothing = if IDENTIFYING.contains(&name) { is_nobodys } else { is_blank };
    match Value::of(value) {
        Value::Null => false,
        Value::Text(text) => !is_nothing(&text),
        Value::Number(number) => !is_nothing(number),
        _ => true,
    }
}

/// What a sender without an identity writes where one belongs is no identity: nothing is.
fn identifying(text: String) -> String {
    if is_nobodys(&text) { String::new() } else { text }
}

/// Blank, a null that became text, or the zero that a number is before it is set.
fn is_nobodys(text: &str) -> bool {
    let text = text.trim();
    is_blank(text)
        || text.eq_ignore_ascii_case("null")
        || text.eq_ignore_ascii_case("undefined")
        || json::whole(text).is_some_and(|digits| digits.bytes().all(|b| b == b'0'))
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

fn without_nul<'a>(name: &'static str, text: Cow<'a, str>) -> Result<Cow<'a, str>, FieldError> {
    if text.contains('\0') {
        return Err(FieldError::Bad(ResponseError::NulInField { field: name }));
    }
    Ok(text)
}

fn bad(field: &'static str) -> FieldError {
    FieldError::Bad(ResponseError::BadField { field })
}
