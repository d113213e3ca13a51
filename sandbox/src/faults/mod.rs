//! The ways in which an answer can be awkward.

mod kind;
mod table;

use std::ops::RangeInclusive;
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
        if !["", "CODE", "NAME"].contains(&kind.argument) {
            let number: i64 = argument
                .parse()
                .map_err(|_| format!("{} 应为整数 | {0} must be an integer", kind.argument))?;
            let range = range(kind.argument);
            if !range.contains(&number) {
                let (from, to) = range.into_inner();
                return Err(format!("应在 {from} 到 {to} 之间 | it must be from {from} to {to}"));
            }
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

/// What a number can be: a body is made in memory, a time is added up.
fn range(argument: &str) -> RangeInclusive<i64> {
    const YEAR: i64 = 366 * 86_400;
    match argument {
        "BYTES" => 0..=64 << 20,
        "SECONDS" => -YEAR..=YEAR,
        _ => i64::MIN..=i64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_no_machine_has_room_for_is_refused() {
        for fault in ["overlong:9000000000000000000", "gzip-bomb:-1", "clock:9223372036854775807"] {
            assert!(Fault::parse(fault).is_err_and(|e| e.contains("must be from")), "{fault}");
        }
        assert!(Fault::parse("overlong:67108864").is_ok());
    }

    #[test]
    fn the_readme_names_what_strikes_on_the_way() {
        let on_the_way = KINDS.iter().filter(|kind| kind.on_the_way);
        let names: Vec<_> = on_the_way.map(|kind| format!("`{}`", kind.name)).collect();
        let sentence = names.join("、") + " 若作用于";
        assert!(include_str!("../../README.md").contains(&sentence), "{sentence}");
    }
}
