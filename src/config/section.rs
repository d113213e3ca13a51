//! Reading one JSON object of the configuration: every value checked, no unknown key let through.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::error::{ConfigError, Kind, Rule};

/// How alike a misspelt key and a known one must be to be suggested (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.7;

/// A JSON object and its path in the whole, such as `tls.`.
pub(super) struct Section {
    prefix: String,
    values: Map<String, Value>,
}

impl Section {
    /// Reads the whole configuration.
    pub(super) fn parse(json: &str, known: &[&str]) -> Result<Section, ConfigError> {
        let json = json.trim_start_matches('\u{feff}');
        let value = serde_json::from_str(json)
            .map_err(|e| ConfigError::NotJson { line: e.line(), column: e.column() })?;
        Section::open("", value, known)
    }

    fn open(path: &str, value: Value, known: &[&str]) -> Result<Section, ConfigError> {
        let Value::Object(values) = value else {
            return Err(ConfigError::NotAnObject { key: path.to_owned() });
        };
        let prefix = if path.is_empty() { String::new() } else { format!("{path}.") };
        if let Some(unknown) = values.keys().find(|key| !known.contains(&key.as_str())) {
            return Err(ConfigError::UnknownKey {
                key: format!("{prefix}{}", printable(unknown)),
                nearest: nearest(unknown, known).map(|near| format!("{prefix}{near}")),
            });
        }
        Ok(Section { prefix, values })
    }

    /// The key's full path, for messages.
    pub(super) fn path(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    pub(super) fn invalid(&self, key: &str, rule: Rule) -> ConfigError {
        ConfigError::Invalid { key: self.path(key), rule }
    }

    fn wrong_type(&self, key: &str, wanted: Kind) -> ConfigError {
        ConfigError::WrongType { key: self.path(key), wanted }
    }

    /// A value, `null` counting as absent.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.values.remove(key).filter(|value| !value.is_null())
    }

    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, ConfigError> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.wrong_type(key, Kind::Text)),
        }
    }

    pub(super) fn required(&mut self, key: &str) -> Result<String, ConfigError> {
        match self.text(key)? {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err(ConfigError::Missing { key: self.path(key) }),
        }
    }

    pub(super) fn flag(&mut self, key: &str, default: bool) -> Result<bool, ConfigError> {
        match self.take(key) {
            None => Ok(default),
            Some(Value::Bool(flag)) => Ok(flag),
            Some(_) => Err(self.wrong_type(key, Kind::Boolean)),
        }
    }

    pub(super) fn number(
        &mut self,
        key: &str,
        range: RangeInclusive<u64>,
        default: u64,
    ) -> Result<u64, ConfigError> {
        let number = match self.take(key) {
            None => return Ok(default),
            Some(Value::Number(number)) => number,
            Some(_) => return Err(self.wrong_type(key, Kind::Integer)),
        };
        number.as_u64().filter(|n| range.contains(n)).ok_or(ConfigError::OutOfRange {
            key: self.path(key),
            min: *range.start(),
            max: *range.end(),
        })
    }

    /// One of a few words. `allowed` is how a message lists them.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        key: &str,
        words: &[(&str, T)],
        allowed: &'static str,
        default: T,
    ) -> Result<T, ConfigError> {
        let Some(text) = self.text(key)? else {
            return Ok(default);
        };
        words
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, value)| *value)
            .ok_or(ConfigError::NotOneOf { key: self.path(key), allowed })
    }

    /// A text or a list of texts.
    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<String>, ConfigError> {
        let wrong = self.wrong_type(key, Kind::TextOrList);
        let values = match self.take(key) {
            None => return Ok(vec![]),
            Some(Value::Array(values)) => values,
            Some(one) => vec![one],
        };
        values
            .into_iter()
            .map(|value| match value {
                Value::String(text) => Ok(text),
                _ => Err(wrong.clone()),
            })
            .collect()
    }

    /// A nested object; an empty one when absent.
    pub(super) fn section(&mut self, key: &str, known: &[&str]) -> Result<Section, ConfigError> {
        let value = self.take(key).unwrap_or_else(|| Value::Object(Map::new()));
        Section::open(&self.path(key), value, known)
    }

    /// A nested object whose keys are free.
    pub(super) fn texts_by_name(
        &mut self,
        key: &str,
    ) -> Result<Vec<(String, String)>, ConfigError> {
        let wrong = self.wrong_type(key, Kind::Object);
        let values = match self.take(key) {
            None => return Ok(vec![]),
            Some(Value::Object(values)) => values,
            Some(_) => return Err(wrong),
        };
        values
            .into_iter()
            .map(|(name, value)| match value {
                Value::String(text) => Ok((name, text)),
                _ => Err(ConfigError::WrongType {
                    key: format!("{}.{}", self.path(key), printable(&name)),
                    wanted: Kind::Text,
                }),
            })
            .collect()
    }
}

fn nearest(unknown: &str, known: &[&str]) -> Option<String> {
    let lower = unknown.to_lowercase();
    known
        .iter()
        .map(|name| (strsim::jaro_winkler(&name.to_lowercase(), &lower), name))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| (*name).to_owned())
}

/// A key is the caller's text and may be a token put where a key belongs: only what can be a name is shown.
pub(super) fn printable(key: &str) -> &str {
    const LONGEST: usize = 20;
    let is_name = key.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_'));
    if is_name && key.len() <= LONGEST { key } else { "***" }
}
