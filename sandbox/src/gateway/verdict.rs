//! What each part of the gateway returns: a rule, what it expects, what was received, and whether it is kept.

use std::borrow::Cow;

use serde_json::{Value, json};

/// A rule's name for programs, and its title for people.
pub struct Rule {
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// Where the documents explain it.
    pub page: &'static str,
}

pub struct Verdict {
    pub rule: &'static Rule,
    pub expected: Cow<'static, str>,
    pub received: String,
    pub state: State,
}

pub enum State {
    Kept,
    Broken(Broken),
    /// Nothing to judge, because another rule is broken: a signature without a nonce.
    Skipped,
}

/// What is wrong, and how the gateway answers when this is the first rule broken.
pub struct Broken {
    pub zh: String,
    pub en: String,
    pub refusal: Refusal,
}

#[derive(Clone, Copy)]
pub enum Refusal {
    Method,
    /// HTTP 200 and a textual errcode.
    Gateway(&'static str),
    Unauthorized,
    Parameter,
    /// The interface's errcode 1, with its message.
    Failed(&'static str),
}

impl Verdict {
    pub fn kept(
        rule: &'static Rule,
        expected: impl Into<Cow<'static, str>>,
        received: impl Into<String>,
    ) -> Verdict {
        Verdict { rule, expected: expected.into(), received: received.into(), state: State::Kept }
    }

    pub fn skipped(rule: &'static Rule, expected: impl Into<Cow<'static, str>>) -> Verdict {
        Verdict { state: State::Skipped, ..Verdict::kept(rule, expected, "") }
    }

    pub fn broken(self, refusal: Refusal, zh: impl Into<String>, en: impl Into<String>) -> Verdict {
        let broken = Broken { zh: zh.into(), en: en.into(), refusal };
        Verdict { state: State::Broken(broken), ..self }
    }

    pub fn problem(&self) -> Option<&Broken> {
        match &self.state {
            State::Broken(broken) => Some(broken),
            _ => None,
        }
    }

    pub fn state(&self) -> &'static str {
        match self.state {
            State::Kept => "kept",
            State::Broken(_) => "broken",
            State::Skipped => "skipped",
        }
    }

    pub fn to_json(&self) -> Value {
        let Rule { name, zh, en, page } = self.rule;
        let mut verdict = json!({
            "rule": name, "zh": zh, "en": en, "page": page, "state": self.state(),
            "expected": self.expected, "received": self.received,
        });
        if let Some(broken) = self.problem() {
            verdict["problem"] = json!({"zh": broken.zh, "en": broken.en});
        }
        verdict
    }
}

impl Refusal {
    pub fn status(self) -> u16 {
        match self {
            Refusal::Method => 405,
            Refusal::Unauthorized => 401,
            Refusal::Gateway(_) | Refusal::Parameter | Refusal::Failed(_) => 200,
        }
    }

    pub fn body(self) -> Value {
        match self {
            Refusal::Method => json!({"message": "Method Not Allowed"}),
            Refusal::Unauthorized => json!({"message": "Invalid API key in request"}),
            Refusal::Gateway(code) => {
                json!({"errcode": code, "errmsg": "gateway refused the request"})
            }
            Refusal::Parameter => json!({"errcode": 2, "errmsg": "参数不合法"}),
            Refusal::Failed(message) => json!({"errcode": 1, "errmsg": message}),
        }
    }

    /// What the journal puts in front: the code where the answer tells less than the rule.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Gateway(code) => code,
            Refusal::Method => "HTTP 405",
            Refusal::Unauthorized => "HTTP 401",
            Refusal::Parameter => "errcode 2",
            Refusal::Failed(_) => "errcode 1",
        }
    }
}
