//! A kind of fault: how it is ordered, and at which stages it acts. What it does there is in the stage's file.

use serde_json::{Value, json};

use crate::gateway::clock::Skew;
use crate::reply::{Body, Cipher, Data, Line, Pace, Shape};

#[derive(Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    /// What follows the colon, empty when nothing does.
    pub argument: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// Set for the next requests, it answers for a gateway that never saw them: their codes stay unused.
    pub on_the_way: bool,
    // What it does, at one stage or at two.
    pub skew: Option<Skew>,
    pub cipher: Option<Cipher>,
    pub data: Option<Data>,
    pub body: Option<Body>,
    pub line: Option<Line>,
    pub pace: Option<Pace>,
    pub shape: Option<Shape>,
}

/// A kind that does nothing yet.
pub(super) const fn kind(
    name: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Kind {
    Kind {
        name,
        argument,
        zh,
        en,
        on_the_way: false,
        skew: None,
        cipher: None,
        data: None,
        body: None,
        line: None,
        pace: None,
        shape: None,
    }
}

impl Kind {
    pub(super) const fn on_the_way(self) -> Kind {
        Kind { on_the_way: true, ..self }
    }

    pub(super) const fn skew(self, skew: Skew) -> Kind {
        Kind { skew: Some(skew), ..self }
    }

    pub(super) const fn cipher(self, cipher: Cipher) -> Kind {
        Kind { cipher: Some(cipher), ..self }
    }

    pub(super) const fn data(self, data: Data) -> Kind {
        Kind { data: Some(data), ..self }
    }

    pub(super) const fn body(self, body: Body) -> Kind {
        Kind { body: Some(body), ..self }
    }

    pub(super) const fn line(self, line: Line) -> Kind {
        Kind { line: Some(line), ..self }
    }

    pub(super) const fn pace(self, pace: Pace) -> Kind {
        Kind { pace: Some(pace), ..self }
    }

    pub(super) const fn shape(self, shape: Shape) -> Kind {
        Kind { shape: Some(shape), ..self }
    }

    pub(super) const fn acts(&self) -> bool {
        self.skew.is_some()
            || self.cipher.is_some()
            || self.data.is_some()
            || self.body.is_some()
            || self.line.is_some()
            || self.pace.is_some()
            || self.shape.is_some()
    }

    pub fn to_json(self) -> Value {
        json!({"name": self.name, "argument": self.argument, "zh": self.zh, "en": self.en})
    }
}
