//! The ways in which an answer can be awkward.

mod kind;
mod table;

use std::time::Duration;

pub use self::kind::Kind;
use self::kind::kind;
pub use self::table::KINDS;

/// A fault that a code carries, such as `slow:500`.
#[derive(Clone)]
pub struct Fault {
    pub kind: &'static Kind,
    pub argument: String,
}

/// The normal answer.
pub static NONE: Fault = Fault { kind: &kind("", "", "", ""), argument: String::new() };

/// As it is ordered.
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let colon = if self.argument.is_empty() { "" } else { ":" };
        write!(f, "{}{colon}{}", self.kind.name, self.argument)
    }
}

impl Fault {
    pub fn parse(text: &str) -> Result<Fault, String> {
        let (name, argument) = text.split_once(':').unwrap_or((text, ""));
        let kind = KINDS.iter().find(|kind| kind.name == name);
        let kind = kind.ok_or_else(|| format!("没有这种故障 | no such fault: {text}"))?;
        if kind.argument.is_empty() != argument.is_empty() {
            return Err(format!("应写成 {name}:{0} | write {name}:{0}", kind.argument));
        }
        if !["", "CODE", "NAME"].contains(&kind.argument) && argument.parse::<i64>().is_err() {
            return Err(format!("{} 应为整数 | {0} must be an integer", kind.argument));
        }
        Ok(Fault { kind, argument: argument.to_owned() })
    }

    /// The number behind the colon.
    pub fn number(&self) -> i64 {
        self.argument.parse().unwrap_or_default()
    }

    /// The same, as a time.
    pub fn milliseconds(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.number()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_what_strikes_on_the_way() {
        let on_the_way = KINDS.iter().filter(|kind| kind.on_the_way);
        let names: Vec<_> = on_the_way.map(|kind| format!("`{}`", kind.name)).collect();
        let sentence = names.join("、") + " 若作用于";
        assert!(include_str!("../../README.md").contains(&sentence), "{sentence}");
    }
}
