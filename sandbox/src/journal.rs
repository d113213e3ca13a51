//! The sandbox's own log: what was sent, and every rule that it keeps or breaks.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::acceptance::Acceptance;
use crate::events::Events;
use crate::record::{Answer, Record};

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
