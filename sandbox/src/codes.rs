//! One-time codes and what became of them.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::citizens::{self, Citizen};
use crate::crypto::random_letters;
use crate::faults::Fault;
use crate::gateway::sent::Sent;

/// The guide's five minutes.
const VALID: Duration = Duration::from_secs(300);
/// Beyond it the oldest are forgotten: a code that is not known any more is as good as an old one.
const MOST: usize = 60_000;
const LISTED: usize = 200;
/// So many requests of one code are told by their numbers.
const NUMBERS: usize = 20;

#[derive(Clone)]
pub struct Minted {
    pub citizen: Arc<Citizen>,
    pub fault: Option<Fault>,
    pub encrypted: Vec<String>,
    pub reusable: bool,
    /// How old the code already is when it is minted.
    pub age: Duration,
}

struct Entry {
    minted: Minted,
    at: Instant,
    used: bool,
    revoked: bool,
    requests: u64,
    numbers: Vec<u64>,
    last_request: Option<Arc<Sent>>,
    opened: Vec<Instant>,
}

#[derive(Default)]
pub struct Codes(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    entries: HashMap<Arc<str>, Entry>,
    /// The oldest first.
    order: VecDeque<Arc<str>>,
}

/// How a code stands at the moment in which somebody brings it.
pub struct Standing {
    pub minted: Minted,
    pub age: Duration,
    pub expired: bool,
    /// Used and not reusable.
    pub used: bool,
    pub revoked: bool,
}

/// What a person does to a code that is out already.
#[derive(Default)]
pub struct Change {
    pub expire: bool,
    pub revoke: bool,
    /// As if somebody else had used it.
    pub use_up: bool,
    pub reusable: Option<bool>,
    pub fault: Option<Fault>,
}

/// How often its link was opened, and what came of it.
pub struct Openings {
    /// Within three seconds, the last one included.
    pub at_once: usize,
    pub used: bool,
    pub requests: u64,
    pub last_request: u64,
}

impl Minted {
    /// For an answer that is given before anybody looks at the code.
    pub fn nobody(fault: Fault) -> Minted {
        Minted {
            citizen: citizens::first(),
            fault: Some(fault),
            encrypted: vec![],
            reusable: false,
            age: Duration::ZERO,
        }
    }
}

impl Entry {
    fn standing(&self) -> Standing {
        let age = self.at.elapsed() + self.minted.age;
        Standing {
            minted: self.minted.clone(),
            age,
            expired: age > VALID,
            used: self.used && !self.minted.reusable,
            revoked: self.revoked,
        }
    }

    fn to_json(&self, code: &str) -> Value {
        let standing = self.standing();
        let state = match () {
            () if standing.revoked => "revoked",
            () if standing.used => "used",
            () if standing.expired => "expired",
            () => "fresh",
        };
        json!({
            "code": code,
            "citizen": self.minted.citizen.id,
            "name": self.minted.citizen.name(),
            "ageSeconds": standing.age.as_secs(),
            "state": state,
            "used": self.used,
            "reusable": self.minted.reusable,
            "fault": self.minted.fault.as_ref().map(Fault::to_string),
            "encrypted": self.minted.encrypted,
            "opened": self.opened.len(),
            "requests": self.requests,
            "numbers": self.numbers,
        })
    }

    fn openings(&self) -> Openings {
        let recent = |at: &&Instant| at.elapsed() < Duration::from_secs(3);
        Openings {
            at_once: self.opened.iter().filter(recent).count(),
            used: self.used,
            requests: self.requests,
            last_request: self.numbers.last().copied().unwrap_or_default(),
        }
    }
}

impl Codes {
    pub fn mint(&self, minted: Minted) -> String {
        let code: Arc<str> = random_letters(32).into();
        let entry = Entry {
            minted,
            at: Instant::now(),
            used: false,
            revoked: false,
            requests: 0,
            numbers: vec![],
            last_request: None,
            opened: vec![],
        };
        let mut kept = self.lock();
        if kept.order.len() == MOST
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.entries.remove(&oldest);
        }
        kept.order.push_back(code.clone());
        kept.entries.insert(code.clone(), entry);
        code.to_string()
    }

    /// Counts a request that carries the code, whether or not it is accepted.
    pub fn saw(&self, code: &str, request: Arc<Sent>, number: u64) {
        if let Some(entry) = self.lock().entries.get_mut(code) {
            entry.requests += 1;
            entry.last_request = Some(request);
            if entry.numbers.len() < NUMBERS {
                entry.numbers.push(number);
            }
        }
    }

    pub fn fault(&self, code: &str) -> Option<Fault> {
        self.lock().entries.get(code).and_then(|entry| entry.minted.fault.clone())
    }

    pub fn citizen(&self, code: &str) -> Option<Arc<Citizen>> {
        self.lock().entries.get(code).map(|entry| entry.minted.citizen.clone())
    }

    /// Uses the code up if it is good, or only looks.
    pub fn redeem(&self, code: &str, use_up: bool) -> Option<Standing> {
        let mut kept = self.lock();
        let entry = kept.entries.get_mut(code)?;
        let standing = entry.standing();
        entry.used |= use_up && !standing.expired && !standing.used && !standing.revoked;
        Some(standing)
    }

    /// Whether there is such a code.
    pub fn change(&self, code: &str, change: Change) -> bool {
        let mut kept = self.lock();
        let Some(entry) = kept.entries.get_mut(code) else {
            return false;
        };
        entry.revoked |= change.revoke;
        entry.used |= change.use_up;
        if change.expire {
            entry.minted.age = VALID + Duration::from_secs(1);
        }
        if let Some(reusable) = change.reusable {
            entry.minted.reusable = reusable;
        }
        if let Some(fault) = change.fault {
            entry.minted.fault = Some(fault);
        }
        true
    }

    /// The link was opened in a browser.
    pub fn open(&self, code: &str) -> Option<Openings> {
        let mut kept = self.lock();
        let entry = kept.entries.get_mut(code)?;
        if entry.opened.len() < NUMBERS {
            entry.opened.push(Instant::now());
        }
        Some(entry.openings())
    }

    pub fn openings(&self, code: &str) -> Option<Openings> {
        self.lock().entries.get(code).map(Entry::openings)
    }

    pub fn report(&self, code: &str) -> Option<Value> {
        let kept = self.lock();
        let entry = kept.entries.get(code)?;
        let mut report = entry.to_json(code);
        report["lastRequest"] = entry.last_request.as_ref().map_or(Value::Null, |r| r.to_json());
        Some(report)
    }

    /// Newest first.
    pub fn list(&self) -> Vec<Value> {
        let kept = self.lock();
        let newest = kept.order.iter().rev().take(LISTED);
        newest.filter_map(|code| Some(kept.entries.get(code)?.to_json(code))).collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().expect("no panic while held")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_codes_make_way() {
        let codes = Codes::default();
        let minted = || Minted { fault: None, ..Minted::nobody(Fault::parse("html").unwrap()) };
        let first = codes.mint(minted());
        let second = codes.mint(minted());
        for _ in 0..MOST - 1 {
            codes.mint(minted());
        }
        assert!(codes.redeem(&first, true).is_none() && codes.redeem(&second, true).is_some());
        let kept = codes.lock();
        assert_eq!((kept.entries.len(), kept.order.len()), (MOST, MOST));
    }
}
