//! What the caller wants of a diagnosis.

use std::time::Duration;

use crate::config::{Key, Section, Value};
use crate::error::{ConfigError, Error};

const KEYS: &[Key] = &[
    Key::plain("timeoutMs", Value::Integer { min: 100, max: 60_000, default: 5_000 }),
    Key::plain("only", Value::Texts),
    Key::plain("discover", Value::Flag { default: false }),
    Key::plain("discoverInProduction", Value::Flag { default: false }),
];

/// What may be asked for, in the order of the report.
pub(super) const CHECKS: &[&str] = &[
    "library",
    "configuration",
    "sm4",
    "name",
    "connect",
    "proxy",
    "tls",
    "certificate",
    "http",
    "clock",
    "gateway",
    "discovery",
];

pub(super) struct Options {
    /// For each step.
    pub timeout: Duration,
    /// The checks wanted; all of them when there is none.
    pub only: Vec<String>,
    pub discover: bool,
    pub discover_in_production: bool,
}

impl Options {
    pub(super) fn from_json(json: &str) -> Result<Options, Error> {
        Options::read(json).map_err(Error::Options)
    }

    fn read(json: &str) -> Result<Options, ConfigError> {
        let mut top = Section::parse(json, KEYS)?;
        let only = top.texts("only")?.unwrap_or_default();
        if only.iter().any(|id| !CHECKS.contains(&id.as_str())) {
            return Err(ConfigError::NotOneOf { key: "only".to_owned(), allowed: CHECKS });
        }
        Ok(Options {
            timeout: Duration::from_millis(top.number("timeoutMs")?),
            only,
            discover: top.flag("discover")?,
            discover_in_production: top.flag("discoverInProduction")?,
        })
    }

    /// Whether this check or one behind it is wanted.
    pub(super) fn go_as_far_as(&self, id: &str) -> bool {
        let mut from = CHECKS.iter().skip_while(|check| **check != id);
        self.only.is_empty() || from.any(|check| self.only.iter().any(|id| id == check))
    }
}
