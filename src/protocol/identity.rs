//! A patient's identity: the nine fields, decrypted (guide, sections 4 and 6).

use std::fmt;

use super::dictionary::Dictionary;
use super::fields::{FieldError, Fields, identifying};
use super::sm4;
use crate::config::EncryptedFields;
use crate::error::ResponseError;
use crate::json;

/// The guide's names of the nine fields.
pub(super) const FIELDS: [&str; 9] = [
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

/// The texts of an identity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Text {
    CertificateNo,
    CertificateType,
    HealthCardNo,
    Phone,
    Name,
    Nation,
    UserId,
    Channel,
    /// Fields that the guide does not name, one JSON object as the gateway sent it; empty when there are none.
    ExtraJson,
}

const TEXTS: usize = 9;
/// Those that the guide names, in its order.
const NAMED: [Text; TEXTS - 1] = [
    Text::CertificateNo,
    Text::CertificateType,
    Text::HealthCardNo,
    Text::Phone,
    Text::Name,
    Text::Nation,
    Text::UserId,
    Text::Channel,
];

impl Text {
    /// The guide's name of the field.
    fn name(self) -> &'static str {
        match self {
            Text::CertificateNo => "certificateNo",
            Text::CertificateType => "certificateType",
            Text::HealthCardNo => "healthCardNo",
            Text::Phone => "phone",
            Text::Name => "name",
            Text::Nation => "nation",
            Text::UserId => "userId",
            Text::Channel => "channel",
            Text::ExtraJson => "data",
        }
    }
}

/// A patient's identity. Texts are empty and `gender` is 0 where the gateway sent nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// One behind the other, each with a NUL behind it, as C reads them.
    texts: Vec<u8>,
    /// Where each begins.
    starts: [usize; TEXTS],
    pub gender: i32,
}

impl Identity {
    /// Reads and decrypts the nine fields; the rest is kept.
    pub(crate) fn read(
        fields: &Fields,
        key: &sm4::Key,
        rules: &EncryptedFields,
    ) -> Result<Identity, FieldError> {
        let texts = Vec::with_capacity(fields.size() + TEXTS);
        let mut user = Identity { texts, starts: [0; TEXTS], gender: fields.gender()? };
        let certificate_no = fields.encrypted("certificateNo", key, rules.certificate_no)?;
        user.add(Text::CertificateNo, &identifying(certificate_no))?;
        let certificate_type = fields.code("certificateType", Dictionary::CertificateType)?;
        user.add(Text::CertificateType, &certificate_type)?;
        user.add(Text::HealthCardNo, &fields.health_card_no(key, rules.health_card_no)?)?;
        user.add(Text::Phone, &fields.encrypted("phone", key, rules.phone)?)?;
        user.add(Text::Name, &fields.encrypted("name", key, rules.name)?)?;
        user.add(Text::Nation, &fields.code("nation", Dictionary::Nation)?)?;
        user.add(Text::UserId, &identifying(fields.text("userId")?))?;
        user.add(Text::Channel, &fields.code("channel", Dictionary::Channel)?)?;
        user.add(Text::ExtraJson, &fields.extra_json()?)?;
        if user.text(Text::CertificateNo).is_empty() && user.text(Text::UserId).is_empty() {
            return Err(FieldError::Bad(ResponseError::Nobody(fields.presence())));
        }
        Ok(user)
    }

    /// In the order of [`Text`].
    fn add(&mut self, which: Text, text: &str) -> Result<(), FieldError> {
        if json::holds(text, 0) {
            let field = which.name();
            return Err(FieldError::Bad(ResponseError::NulInField { field }));
        }
        self.starts[which as usize] = self.texts.len();
        self.texts.extend_from_slice(text.as_bytes());
        self.texts.push(0);
        Ok(())
    }

    /// With the NUL behind it.
    pub(crate) fn terminated(&self, which: Text) -> &[u8] {
        let end = self.starts.get(which as usize + 1).copied().unwrap_or(self.texts.len());
        &self.texts[self.starts[which as usize]..end]
    }

    /// Empty where there is none.
    pub(crate) fn text(&self, which: Text) -> &str {
        let terminated = self.terminated(which);
        let bytes = &terminated[..terminated.len() - 1];
        std::str::from_utf8(bytes).expect("made of texts")
    }

    /// The same identity as JSON with the guide's field names, the gateway's further fields behind them.
    pub fn to_json(&self) -> String {
        let mut json = Vec::with_capacity(2 * self.texts.len() + 128);
        json.extend_from_slice(br#"{"gender":"#);
        json.extend_from_slice(self.gender.to_string().as_bytes());
        for which in NAMED {
            json.extend_from_slice(b",\"");
            json.extend_from_slice(which.name().as_bytes());
            json.extend_from_slice(b"\":");
            json::write_quoted(&mut json, self.text(which));
        }
        match self.text(Text::ExtraJson).strip_prefix('{') {
            Some(members) => {
                json.push(b',');
                json.extend_from_slice(members.as_bytes());
            }
            None => json.push(b'}'),
        }
        String::from_utf8(json).expect("made of texts")
    }

    /// Of somebody of whom nothing but the name is known.
    #[cfg(test)]
    pub(crate) fn named(name: &str) -> Identity {
        let texts = Vec::with_capacity(name.len() + TEXTS);
        let mut user = Identity { texts, starts: [0; TEXTS], gender: 0 };
        for which in NAMED {
            let text = if which == Text::Name { name } else { "" };
            assert!(user.add(which, text).is_ok());
        }
        assert!(user.add(Text::ExtraJson, "").is_ok());
        user
    }

    /// The bytes of all its texts.
    pub(crate) fn size(&self) -> usize {
        self.texts.capacity()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(***)")
    }
}
