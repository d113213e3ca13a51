//! Reading one JSON object of the configuration: every value checked, no unknown key let through, none given twice.

use serde_json::value::RawValue;

use super::keys::{Key, Value};
use super::{mistake, suggest};
use crate::error::{ConfigError, Kind, Rule};
use crate::json::Members;

/// A JSON object and its path in the whole, such as `tls.`.
pub(crate) struct Section<'a> {
    prefix: String,
    keys: &'static [Key],
    members: Vec<(String, &'a RawValue)>,
}

impl<'a> Section<'a> {
    /// Reads the whole configuration.
    pub(crate) fn parse(json: &'a str, keys: &'static [Key]) -> Result<Section<'a>, ConfigError> {
        let json = json.trim_start_matches('\u{feff}');
        match serde_json::from_str(json) {
            Ok(members) => Section::open("", members, keys),
            Err(e) if e.is_data() => Err(ConfigError::NotAnObject { key: String::new() }),
            Err(e) => Err(mistake::not_json(json, &e)),
        }
    }

    fn open(
        path: &str,
        Members(members): Members<'a>,
        keys: &'static [Key],
    ) -> Result<Section<'a>, ConfigError> {
        let prefix = if path.is_empty() { String::new() } else { format!("{path}.") };
        let mut section = Section { prefix, keys, members: vec![] };
        for (name, value) in members.into_iter().filter(|(name, _)| !is_note(name)) {
            if !keys.iter().any(|key| key.name == name) {
                let shown = if suggest::is_known(&name) { &name } else { printable(&name) };
                return Err(ConfigError::UnknownKey {
                    key: section.path(shown),
                    nearest: suggest::nearest(&section.prefix, &name),
                });
            }
            if section.members.iter().any(|(earlier, _)| *earlier == name) {
                return Err(ConfigError::Repeated { key: section.path(&name) });
            }
            section.members.push((name, value));
        }
        match keys.iter().find(|key| key.required && !section.has(key.name)) {
            Some(key) => Err(section.missing(key.name)),
            None => Ok(section),
        }
    }

    /// The key's full path, for messages.
    pub(super) fn path(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    pub(super) fn invalid(&self, key: &str, rule: Rule) -> ConfigError {
        ConfigError::Invalid { key: self.path(key), rule }
    }

    pub(super) fn missing(&self, key: &str) -> ConfigError {
        ConfigError::Missing { key: self.path(key) }
    }

    /// A value, `null` counting as absent.
    fn take(&mut self, key: &str) -> Option<&'a RawValue> {
        let at = self.members.iter().position(|(name, _)| name == key)?;
        let (_, value) = self.members.swap_remove(at);
        (value.get() != "null").then_some(value)
    }

    /// Whether a key is given, with another value than `null`.
    pub(super) fn has(&self, key: &str) -> bool {
        self.members.iter().any(|(name, value)| name == key && value.get() != "null")
    }

    /// What the table says of a key. Every key is read at every start, so that a slip here cannot hide.
    fn rule(&self, key: &str) -> &'static Value {
        let found = self.keys.iter().find(|known| known.name == key);
        &found.unwrap_or_else(|| unreachable!("{key} is not in the table")).value
    }

    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, ConfigError> {
        let value = self.take(key);
        value.map(|value| text(&self.path(key), value, Kind::Text)).transpose()
    }

    pub(super) fn required(&mut self, key: &str) -> Result<String, ConfigError> {
        self.text(key)?.filter(|text| !text.is_empty()).ok_or_else(|| self.missing(key))
    }

    pub(crate) fn flag(&mut self, key: &str) -> Result<bool, ConfigError> {
        let Value::Flag { default } = *self.rule(key) else { unreachable!("{key} is no flag") };
        match self.take(key) {
            None => Ok(default),
            Some(value) => match value.get() {
                "true" => Ok(true),
                "false" => Ok(false),
                _ => Err(wrong_type(&self.path(key), Kind::Boolean, value)),
            },
        }
    }

    pub(crate) fn number(&mut self, key: &str) -> Result<u64, ConfigError> {
        let Value::Integer { min, max, default } = *self.rule(key) else {
            unreachable!("{key} is no number")
        };
        let Some(value) = self.take(key) else { return Ok(default) };
        if kind(value) != Kind::Integer {
            return Err(wrong_type(&self.path(key), Kind::Integer, value));
        }
        let number = value.get().parse().ok().filter(|number| (min..=max).contains(number));
        number.ok_or_else(|| ConfigError::OutOfRange { key: self.path(key), min, max })
    }

    /// One of the words that the table allows, or the default.
    pub(super) fn word(&mut self, key: &str) -> Result<Option<&'static str>, ConfigError> {
        let Value::Word { allowed, default } = *self.rule(key) else {
            unreachable!("{key} is no word")
        };
        let Some(text) = self.text(key)? else { return Ok(default) };
        let word = allowed.iter().find(|word| **word == text).copied();
        word.map(Some).ok_or_else(|| ConfigError::NotOneOf { key: self.path(key), allowed })
    }

    /// A text or a list of texts.
    pub(crate) fn texts(&mut self, key: &str) -> Result<Option<Vec<String>>, ConfigError> {
        let path = self.path(key);
        let Some(value) = self.take(key) else { return Ok(None) };
        let values = if kind(value) == Kind::List {
            serde_json::from_str(value.get()).map_err(|_| self.invalid(key, Rule::Escape))?
        } else {
            vec![value]
        };
        let texts = values.into_iter().map(|value| text(&path, value, Kind::TextOrList));
        texts.collect::<Result<_, _>>().map(Some)
    }

    /// A nested object; an empty one when absent.
    pub(super) fn section(&mut self, key: &str) -> Result<Section<'a>, ConfigError> {
        let (Value::Section(keys) | Value::WordOrSection(_, keys)) = *self.rule(key) else {
            unreachable!("{key} is no section")
        };
        let path = self.path(key);
        let members = self.take(key).map_or(Ok(Members(vec![])), |value| object(&path, value))?;
        Section::open(&path, members, keys)
    }

    /// A nested object, or the one word that may stand instead of it: then there is no section.
    pub(super) fn word_or_section(
        &mut self,
        key: &str,
    ) -> Result<Option<Section<'a>>, ConfigError> {
        let Value::WordOrSection(word, _) = *self.rule(key) else {
            unreachable!("{key} is no word")
        };
        let value = self.members.iter().find(|(name, _)| name == key);
        if value.is_some_and(|(_, value)| kind(value) == Kind::Text) {
            let is_word = self.text(key)?.is_some_and(|text| text == word);
            return if is_word { Ok(None) } else { Err(self.invalid(key, Rule::ServiceIdPlace)) };
        }
        self.section(key).map(Some)
    }

    /// A nested object whose names are free. `//` cannot begin one, and is a note here too.
    pub(super) fn texts_by_name(
        &mut self,
        key: &str,
    ) -> Result<Vec<(String, String)>, ConfigError> {
        let Some(value) = self.take(key) else { return Ok(vec![]) };
        let path = self.path(key);
        let Members(members) = object(&path, value)?;
        members
            .into_iter()
            .filter(|(name, _)| !name.starts_with("//"))
            .map(|(name, value)| {
                let path = format!("{path}.{}", printable(&name));
                Ok((name, text(&path, value, Kind::Text)?))
            })
            .collect()
    }
}

/// Keys that are for people: a note, a schema's address, a value put aside.
fn is_note(name: &str) -> bool {
    name.starts_with("//") || name.starts_with(['_', '$'])
}

fn text(path: &str, value: &RawValue, wanted: Kind) -> Result<String, ConfigError> {
    if kind(value) != Kind::Text {
        return Err(wrong_type(path, wanted, value));
    }
    // The grammar lets half a surrogate pair pass.
    serde_json::from_str(value.get())
        .map_err(|_| ConfigError::Invalid { key: path.to_owned(), rule: Rule::Escape })
}

fn object<'a>(path: &str, value: &'a RawValue) -> Result<Members<'a>, ConfigError> {
    if kind(value) != Kind::Object {
        return Err(ConfigError::NotAnObject { key: path.to_owned() });
    }
    serde_json::from_str(value.get())
        .map_err(|_| ConfigError::Invalid { key: path.to_owned(), rule: Rule::Escape })
}

fn wrong_type(path: &str, wanted: Kind, given: &RawValue) -> ConfigError {
    ConfigError::WrongType { key: path.to_owned(), wanted, given: kind(given) }
}

fn kind(value: &RawValue) -> Kind {
    match value.get().as_bytes() {
        [b'"', ..] => Kind::Text,
        [b'{', ..] => Kind::Object,
        [b'[', ..] => Kind::List,
        [b't' | b'f', ..] => Kind::Boolean,
        [b'n', ..] => Kind::Null,
        _ => Kind::Integer,
    }
}

/// A key is the caller's text and may be a token put where a key belongs: only what can be a name is shown.
pub(super) fn printable(key: &str) -> &str {
    const LONGEST: usize = 20;
    let is_name = key.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_'));
    if is_name && key.len() <= LONGEST { key } else { "***" }
}
