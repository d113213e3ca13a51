//! The sandbox's own log: what was sent, and every rule that it keeps or breaks.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::acceptance::Acceptance;
use crate::citizens::Citizen;
use crate::events::Events;
use crate::faults::Fault;
use crate::gateway::sent::Sent;
use crate::gateway::verdict::Verdict;
use crate::gateway::workbench::Workbench;

const KEPT: usize = 1000;

pub struct Journal {
    quiet: bool,
    requests: Mutex<Requests>,
    pub events: Arc<Events>,
    pub acceptance: Acceptance,
}

/// The last ones, numbered from 1.
#[derive(Default)]
struct Requests {
    last: u64,
    kept: VecDeque<Record>,
    lines: VecDeque<String>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Outcome {
    Accepted,
    Refused,
    /// It never reached the gateway.
    Disturbed,
}

pub struct Record {
    number: u64,
    /// Milliseconds since 1970, by this machine's clock.
    at: i64,
    pub sent: Arc<Sent>,
    pub citizen: Option<Arc<Citizen>>,
    pub fault: Option<Fault>,
    pub verdicts: Vec<Verdict>,
    pub workbench: Option<Workbench>,
    pub outcome: Outcome,
    answer: Option<Answer>,
}

struct Answer {
    status: u16,
    body: Option<String>,
    took: Duration,
}

impl Journal {
    pub fn new(quiet: bool, events: Arc<Events>, acceptance: Acceptance) -> Journal {
        Journal { quiet, requests: Mutex::default(), events, acceptance }
    }

    /// Before the answer, which may never come.
    pub fn record(&self, mut record: Record) -> u64 {
        let line = record.line();
        if let Some(line) = line.as_ref().filter(|_| !self.quiet) {
            eprintln!("{line}");
        }
        let mut requests = self.requests.lock().expect("no panic while held");
        requests.last += 1;
        record.number = requests.last;
        self.events.send("request", || record.summary());
        if self.acceptance.observe(&record) {
            self.events.send("acceptance", || json!({}));
        }
        let number = record.number;
        keep(&mut requests.kept, record);
        if let Some(line) = line {
            keep(&mut requests.lines, line);
        }
        number
    }

    pub fn answered(&self, number: u64, status: u16, body: Option<String>, took: Duration) {
        let mut requests = self.requests.lock().expect("no panic while held");
        if let Some(record) = requests.find(number) {
            record.answer = Some(Answer { status, body, took });
            self.events.send("answer", || record.summary());
        }
    }

    pub fn one<T>(&self, number: u64, of: impl FnOnce(&Record) -> T) -> Option<T> {
        self.requests.lock().expect("no panic while held").find(number).map(|record| of(record))
    }

    /// Newest first.
    pub fn summaries(&self, limit: usize) -> Vec<Value> {
        let requests = self.requests.lock().expect("no panic while held");
        requests.kept.iter().rev().take(limit).map(Record::summary).collect()
    }

    pub fn lines(&self) -> Vec<String> {
        self.requests.lock().expect("no panic while held").lines.iter().cloned().collect()
    }
}

fn keep<T>(all: &mut VecDeque<T>, one: T) {
    if all.len() == KEPT {
        all.pop_front();
    }
    all.push_back(one);
}

impl Requests {
    fn find(&mut self, number: u64) -> Option<&mut Record> {
        let first = self.kept.front()?.number;
        self.kept.get_mut(usize::try_from(number.checked_sub(first)?).ok()?)
    }
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

    pub fn number(&self) -> u64 {
        self.number
    }

    pub fn broken(&self) -> impl Iterator<Item = &'static str> {
        let broken = self.verdicts.iter().filter(|verdict| verdict.problem().is_some());
        broken.map(|verdict| verdict.rule.name)
    }

    /// All broken rules, the one that is answered in front.
    fn line(&self) -> Option<String> {
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
    fn summary(&self) -> Value {
        let rules: Vec<_> = self.verdicts.iter().map(|v| json!([v.rule.name, v.state()])).collect();
        let problem = self.verdicts.iter().find_map(Verdict::problem);
        json!({
            "number": self.number,
            "at": self.at,
            "method": self.sent.method,
            "code": self.sent.code(),
            "citizen": self.citizen.as_ref().map(|citizen| citizen.name()),
            "fault": self.fault.as_ref().map(Fault::to_string),
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
