//! The clients that callers share, each of which may be replaced while they call.

use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use yjt::ffi::types::yjt_client;

use crate::support::abi::{Client, free};
use crate::support::sandbox::{SANDBOX, merged};
use crate::support::tables::faults;
use crate::tunnel;

/// Unless a row says otherwise.
pub const LIMIT: Duration = Duration::from_secs(3);

pub struct Hospital {
    configuration: String,
    pub limit: Duration,
    client: AtomicPtr<yjt_client>,
}

pub struct Hospitals {
    all: Vec<Hospital>,
    /// Of the first ones, which any fault will do for.
    usual: usize,
    replaced: AtomicUsize,
}

/// What a row of the faults needs of its client besides, if anything. What clocks say is kept by a client, and a
/// connection that is reset is another matter where others have used it.
fn needs(row: &Value) -> Value {
    let fault = row["fault"].as_str().unwrap_or_default();
    match row.get("config") {
        Some(config) => config.clone(),
        None if fault == "reset" || fault == "close" => json!({"resendWhenClosed": false}),
        None if fault.starts_with("clock:") => json!({"extraHeaders": {"x-clock": "1"}}),
        None if fault.starts_with("clock") => json!({"clockCorrection": false}),
        None => Value::Null,
    }
}

impl Hospitals {
    pub fn new() -> Hospitals {
        let tunnel = format!("http://127.0.0.1:{}", tunnel::listen());
        let usual = [
            (&SANDBOX.configuration, json!({})),
            (&SANDBOX.configuration, json!({"codeMemorySeconds": 30, "maxIdleConnections": 2})),
            (&SANDBOX.configuration, json!({"proxy": tunnel})),
            (&SANDBOX.plain, json!({})),
        ];
        let mut special: Vec<Value> =
            faults().iter().map(needs).filter(|needs| !needs.is_null()).collect();
        special.sort_by_key(ToString::to_string);
        special.dedup();
        let special = special.iter().map(|changes| (&SANDBOX.configuration, changes.clone()));
        let count = usual.len();
        let all =
            usual.into_iter().chain(special).map(|(base, changes)| Hospital::new(base, changes));
        Hospitals { all: all.collect(), usual: count, replaced: AtomicUsize::new(0) }
    }

    /// One that the row's fault is meant for.
    pub fn for_row(&self, row: &Value, random: usize) -> &Hospital {
        let needs = needs(row);
        if needs.is_null() {
            return &self.all[random % self.usual];
        }
        let configuration = Hospital::new(&SANDBOX.configuration, needs).configuration;
        self.all.iter().find(|hospital| hospital.configuration == configuration).unwrap()
    }

    /// The first, whichever fault.
    pub fn configuration(&self) -> &str {
        &self.all[0].configuration
    }

    pub fn open(&self) {
        self.all.iter().for_each(Hospital::replace);
    }

    /// In turn.
    pub fn replace_one(&self) {
        self.all[self.replaced.fetch_add(1, Ordering::Relaxed) % self.all.len()].replace();
    }

    pub fn close(&self) {
        self.all.iter().for_each(|hospital| hospital.set(null_mut()));
    }
}

impl Hospital {
    fn new(base: &Value, changes: Value) -> Hospital {
        let limits = json!({
            "connectTimeoutMs": LIMIT.as_millis() as u64, "timeoutMs": LIMIT.as_millis() as u64,
        });
        let base: Value = serde_json::from_str(&merged(base, limits)).unwrap();
        let limit = changes["timeoutMs"].as_u64().map_or(LIMIT, Duration::from_millis);
        let configuration = merged(&base, changes);
        Hospital { configuration, limit, client: AtomicPtr::new(null_mut()) }
    }

    /// Calls in flight go on with the former client; those that come too late are told that it is none.
    fn replace(&self) {
        let made = Client::new(&self.configuration).unwrap();
        self.set(std::mem::ManuallyDrop::new(made).0);
    }

    fn set(&self, client: *mut yjt_client) {
        let former = self.client.swap(client, Ordering::SeqCst);
        if !former.is_null() {
            free(former.cast());
        }
    }

    pub fn client(&self) -> *mut yjt_client {
        self.client.load(Ordering::SeqCst)
    }
}
