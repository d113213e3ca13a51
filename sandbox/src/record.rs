//! A request as it is kept: what was sent, the rules that it keeps or breaks, and what was answered.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::citizens::Citizen;
use crate::gateway::sent::Sent;
use crate::gateway::verdict::Verdict;
use crate::gateway::workbench::Workbench;

#[derive(Clone, Copy, PartialEq)]
pub enum Outcome {
    Accepted,
    Refused,
    /// It never reached the gateway.
    Disturbed,
}

pub struct Record {
    pub number: u64,
    /// Milliseconds since 1970, by this machine's clock.
    at: i64,
    pub sent: Arc<Sent>,
    pub citizen: Option<Arc<Citizen>>,
    pub fault: Option<String>,
    pub verdicts: Vec<Verdict>,
    pub workbench: Option<Workbench>,
    pub outcome: Outcome,
    pub answer: Option<Answer>,
}

pub struct Answer {
    pub status: u16,
    pub body: Option<String>,
    pub took: Duration,
}

impl Record {
    pub fn new(at: i64, sent: Arc<Sent>, outcome: Outcome) -> Record {
        Record {
            number: 0,
            at,
            sent,
            citizen: None,
            fault: None,
            verdicts: vec![],
            workbench: None,
            outcome,
            answer: None,
        }
    }

    pub fn broken(&self) -> impl Iterator<Item = &'static str> {
        let broken = self.verdicts.iter().filter(|verdict| verdict.problem().is_some());
        broken.map(|verdict| verdict.rule.name)
    }

    /// All broken rules, the one that is answered in front.
    pub fn line(&self) -> Option<String> {
        let mut problems = self.verdicts.iter().filter_map(Verdict::problem).peekable();
        let code = problems.peek()?.refusal.code();
        let problems: Vec<_> = problems.map(|p| format!("{} | {}", p.zh, p.en)).collect();
        let mut line = format!("拒绝 | refused: {code}: {}", problems.join("; "));
        let slips = self.workbench.iter().flat_map(|workbench| &workbench.slips);
        let slips: Vec<_> = slips.map(|slip| format!("{} | {}", slip.zh, slip.en)).collect();
        if !slips.is_empty() {
            line.push_str(&format!(" [{}]", slips.join("; ")));
        }
        Some(line)
    }

    fn outcome(&self) -> &'static str {
        match self.outcome {
            Outcome::Accepted => "accepted",
            Outcome::Refused => "refused",
            Outcome::Disturbed => "disturbed",
        }
    }

    /// What a list shows.
    pub fn summary(&self) -> Value {
        let rules: Vec<_> = self.verdicts.iter().map(|v| json!([v.rule.name, v.state()])).collect();
        let problem = self.verdicts.iter().find_map(Verdict::problem);
        json!({
            "number": self.number,
            "at": self.at,
            "method": self.sent.method,
            "code": self.sent.code(),
            "citizen": self.citizen.as_ref().map(|citizen| citizen.name()),
            "fault": self.fault,
            "outcome": self.outcome(),
            "rules": rules,
            "broken": self.broken().count(),
            "problem": problem.map(|p| json!({"zh": p.zh, "en": p.en, "answer": p.refusal.code()})),
            "status": self.answer.as_ref().map(|answer| answer.status),
            "milliseconds": self.answer.as_ref().map(|a| a.took.as_secs_f64() * 1000.0),
        })
    }

    /// Everything that is known of it.
    pub fn detail(&self) -> Value {
        let mut detail = self.summary();
        detail["request"] = self.sent.to_json();
        detail["verdicts"] = self.verdicts.iter().map(Verdict::to_json).collect();
        detail["workbench"] = self.workbench.as_ref().map_or(Value::Null, Workbench::to_json);
        detail["body"] = json!(self.answer.as_ref().and_then(|answer| answer.body.as_ref()));
        detail
    }
}
