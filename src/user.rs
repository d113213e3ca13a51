//! The answer's `data` -> the identity, decrypted (guide, sections 4 and 6).

use std::fmt;

use serde_json::{Map, Number, Value};

use crate::config::{Encrypted, EncryptedFields};
use crate::error::{AnswerError, Error, Seen, Sm4Error};
use crate::sm4;

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

/// A patient's identity. Texts are empty and `gender` is 0 where the gateway sent nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct User {
    pub certificate_no: String,
    pub certificate_type: String,
    pub health_card_no: String,
    pub phone: String,
    pub name: String,
    pub gender: i32,
    pub nation: String,
    pub user_id: String,
    pub channel: String,
    /// Fields the guide does not name, as the gateway sent them.
    pub extra: Map<String, Value>,
}

impl User {
    /// Reads and decrypts the nine fields; the rest is kept.
    pub(crate) fn from_data(
        data: Map<String, Value>,
        key: &sm4::Key,
        rules: &EncryptedFields,
    ) -> Result<User, FieldError> {
        let mut fields = Fields { data, key };
        Ok(User {
            certificate_no: fields.encrypted("certificateNo", rules.certificate_no, |_| true)?,
            certificate_type: fields.two_digits("certificateType")?,
            health_card_no: fields.encrypted(
                "healthCardNo",
                rules.health_card_no,
                is_health_card,
            )?,
            phone: fields.encrypted("phone", rules.phone, |_| true)?,
            name: fields.encrypted("name", rules.name, |_| true)?,
            gender: fields.number("gender")?,
            nation: fields.two_digits("nation")?,
            user_id: fields.text("userId")?,
            channel: fields.text("channel")?,
            extra: fields.data,
        })
    }

    /// The same identity as JSON with the guide's field names, the gateway's further fields behind them.
    pub fn to_json(&self) -> String {
        let mut all = self.extra.clone();
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
        all.extend(texts.map(|(name, text)| (name.to_owned(), Value::String(text.clone()))));
        all.insert("gender".to_owned(), Value::Number(Number::from(self.gender)));
        Value::Object(all).to_string()
    }

    /// The further fields as a JSON object, empty when there are none.
    pub fn extra_json(&self) -> String {
        if self.extra.is_empty() {
            return String::new();
        }
        Value::Object(self.extra.clone()).to_string()
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("User(***)")
    }
}

/// A field that cannot be used.
pub(crate) enum FieldError {
    Bad(AnswerError),
    Decrypt(&'static str, Sm4Error),
}

impl FieldError {
    pub(crate) fn seen(self, seen: Seen) -> Error {
        match self {
            FieldError::Bad(error) => Error::Answer(error, seen),
            FieldError::Decrypt(field, error) => Error::Field(field, error, seen),
        }
    }
}

struct Fields<'a> {
    data: Map<String, Value>,
    key: &'a sm4::Key,
}

impl Fields<'_> {
    fn text(&mut self, name: &str) -> Result<String, FieldError> {
        let text = match self.data.remove(name) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text,
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => return Err(bad(name)),
        };
        without_nul(name, text)
    }

    /// A code of a dictionary whose leading zero a JSON number has lost.
    fn two_digits(&mut self, name: &str) -> Result<String, FieldError> {
        let is_number = matches!(self.data.get(name), Some(Value::Number(_)));
        let text = self.text(name)?;
        Ok(if is_number { format!("{text:0>2}") } else { text })
    }

    fn number(&mut self, name: &str) -> Result<i32, FieldError> {
        let text = self.text(name)?;
        match text.trim() {
            "" => Ok(0),
            digits => digits.parse().map_err(|_| bad(name)),
        }
    }

    /// `plausible` decides, for a field that may or may not be encrypted, whether what came out is one.
    fn encrypted(
        &mut self,
        name: &'static str,
        rule: Encrypted,
        plausible: fn(&str) -> bool,
    ) -> Result<String, FieldError> {
        let sent = self.text(name)?;
        let plain = match rule {
            _ if sent.is_empty() => sent,
            Encrypted::Never => sent,
            Encrypted::Always => {
                self.key.decrypt(&sent).map_err(|e| FieldError::Decrypt(name, e))?
            }
            Encrypted::Auto if sm4::looks_encrypted(&sent) => {
                self.key.decrypt(&sent).ok().filter(|plain| plausible(plain)).unwrap_or(sent)
            }
            Encrypted::Auto => sent,
        };
        without_nul(name, plain)
    }
}

/// A health card's ID in clear is itself 64 hex digits and may pass for cipher text: letters, digits
/// and a colon are what it is made of, and what a wrong decryption practically never gives.
fn is_health_card(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-'))
}

fn without_nul(name: &str, text: String) -> Result<String, FieldError> {
    if text.contains('\0') {
        return Err(FieldError::Bad(AnswerError::NulInField { field: name.to_owned() }));
    }
    Ok(text)
}

fn bad(name: &str) -> FieldError {
    FieldError::Bad(AnswerError::BadField { field: name.to_owned() })
}
