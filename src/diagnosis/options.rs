//! What the caller wants of a diagnosis.

use std::time::Duration;

use crate::config::{Key, Section, Value};
use crate::error::ConfigError;

const KEYS: &[Key] = &[
    Key::plain("timeoutMs", Value::Integer { min: 100, max: 60_000, default: 5_000 }),
    Key::plain("only", Value::Texts),
    Key::plain("discover", Value::Flag { default: false }),
    Key::plain("discoverInProduction", Value::Flag { default: false }),
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
    pub(super) fn from_json(json: &str) -> Result<Options, ConfigError> {
        let mut top = Section::parse(json, KEYS)?;
        Ok(Options {
            timeout: Duration::from_millis(top.number("timeoutMs")?),
            only: top.texts("only")?.unwrap_or_default(),
            discover: top.flag("discover")?,
            discover_in_production: top.flag("discoverInProduction")?,
        })
    }
}
