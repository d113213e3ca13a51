//! One-time codes and what became of them.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::citizens::Citizen;
use crate::crypto::random_letters;
use crate::faults::Fault;

/// The guide's five minutes.
const VALID: Duration = Duration::from_secs(300);

#[derive(Clone)]
pub struct Minted {
    pub citizen: Citizen,
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
    requests: u64,
    last_request: Value,
}

#[derive(Default)]
pub struct Codes {
    entries: Mutex<HashMap<String, Entry>>,
}

/// Why a code is refused.
pub enum Refused {
    Unknown,
    Expired,
    Used,
}

impl Codes {
    pub fn mint(&self, minted: Minted) -> String {
        let code = random_letters(32);
        let entry = Entry {
            minted,
            at: Instant::now(),
            used: false,
            requests: 0,
            last_request: json!(null),
        };
        self.lock().insert(code.clone(), entry);
        code
    }

    /// Counts a request that carries the code, whether or not it is accepted.
    pub fn saw(&self, code: &str, request: Value) {
        if let Some(entry) = self.lock().get_mut(code) {
            entry.requests += 1;
            entry.last_request = request;
        }
    }

    pub fn fault(&self, code: &str) -> Option<Fault> {
        self.lock().get(code).and_then(|entry| entry.minted.fault.clone())
    }

    /// Uses the code up.
    pub fn redeem(&self, code: &str) -> Result<Minted, Refused> {
        let mut entries = self.lock();
        let entry = entries.get_mut(code).ok_or(Refused::Unknown)?;
        if entry.at.elapsed() + entry.minted.age > VALID {
            return Err(Refused::Expired);
        }
        if entry.used && !entry.minted.reusable {
            return Err(Refused::Used);
        }
        entry.used = true;
        Ok(entry.minted.clone())
    }

    pub fn report(&self, code: &str) -> Option<Value> {
        let entries = self.lock();
        let entry = entries.get(code)?;
        Some(json!({
            "requests": entry.requests,
            "used": entry.used,
            "lastRequest": entry.last_request,
        }))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Entry>> {
        self.entries.lock().expect("no panic while held")
    }
}
