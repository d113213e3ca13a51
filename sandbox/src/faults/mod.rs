//! A fault, as a code or a disturbance carries it.

mod kinds;

use std::fmt;

pub use kinds::{Act, Body, Cipher, Clock, Data, KINDS, Kind, Line, Pace, Shape};

/// A fault that a code carries, such as `slow:500`.
#[derive(Clone, Debug)]
pub struct Fault {
    kind: &'static Kind,
    pub argument: String,
}

/// None at all.
pub static NONE: Fault = Fault {
    kind: &Kind { name: "", argument: "", zh: "", en: "", acts: &[], is_before_the_gateway: false },
    argument: String::new(),
};

/// As it is ordered.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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

    /// What answers for a gateway that never saw the request.
    pub fn is_before_the_gateway(&self) -> bool {
        self.kind.is_before_the_gateway
    }

    /// The number behind the colon.
    pub fn number(&self) -> i64 {
        self.argument.parse().unwrap_or_default()
    }

    pub fn line(&self) -> Option<Line> {
        self.kind.acts.iter().find_map(|act| match act {
            Act::Line(act) => Some(*act),
            _ => None,
        })
    }

    pub fn pace(&self) -> Option<Pace> {
        self.kind.acts.iter().find_map(|act| match act {
            Act::Pace(act) => Some(*act),
            _ => None,
        })
    }

    pub fn shape(&self) -> Option<Shape> {
        self.kind.acts.iter().find_map(|act| match act {
            Act::Shape(act) => Some(*act),
            _ => None,
        })
    }

    pub fn body(&self) -> Option<Body> {
        self.kind.acts.iter().find_map(|act| match act {
            Act::Body(act) => Some(*act),
            _ => None,
        })
    }

    pub fn data(&self) -> Option<Data> {
        self.kind.acts.iter().find_map(|act| match act {
            Act::Data(act) => Some(*act),
            _ => None,
        })
    }

    pub fn cipher(&self) -> Option<Cipher> {
        self.kind.acts.iter().find_map(|act| match act {
            Act::Cipher(act) => Some(*act),
            _ => None,
        })
    }

    pub fn clock(&self) -> Option<Clock> {
        self.kind.acts.iter().find_map(|act| match act {
            Act::Clock(act) => Some(*act),
            _ => None,
        })
    }
}
