//! Codes of every fault, some of each in store.

use std::collections::HashMap;
use std::sync::Mutex;

use serde_json::{Value, json};

use crate::support::sandbox::SANDBOX;
use crate::support::tables::faults;

/// Minted at a time.
const STORE: usize = 100;

type Stored = Vec<(String, Value)>;

pub struct Orders {
    /// Rows that are answered soon, and those that take up their client's whole time.
    pub swift: Vec<Value>,
    pub slow: Vec<Value>,
    stored: Mutex<HashMap<String, Stored>>,
}

impl Orders {
    pub fn new() -> Orders {
        let (slow, mut swift): (Vec<_>, Vec<_>) =
            faults().into_iter().partition(|row| row["config"]["timeoutMs"].is_u64());
        // What the table has no row for: nothing wrong, and what hits the connection's next request.
        swift.push(json!({"fault": "stale", "status": 0}));
        swift.push(json!({"fault": "stale-reset", "status": 0}));
        let well = swift.len();
        swift.extend((0..well).map(|_| json!({"fault": null, "status": 0})));
        Orders { swift, slow, stored: Mutex::default() }
    }

    /// A code with the row's fault, and whose it is.
    pub fn take(&self, row: &Value) -> (String, Value) {
        // A row that names all fields has this citizen's.
        let citizen = if row["fields"].is_null() { "generated" } else { "xiaoming" };
        let key = format!("{}{citizen}", row["fault"]);
        if let Some(order) = self.stored().get_mut(&key).and_then(Vec::pop) {
            return order;
        }
        let order = json!({"citizen": citizen, "count": STORE, "fault": row["fault"]});
        let minted = SANDBOX.post("/sandbox/codes", &order);
        let minted = minted["codes"].as_array().unwrap().iter();
        let one = |one: &Value| (one["code"].as_str().unwrap().to_owned(), one["citizen"].clone());
        let mut minted: Stored = minted.map(one).collect();
        let taken = minted.pop().unwrap();
        self.stored().entry(key).or_default().extend(minted);
        taken
    }

    /// They age.
    pub fn forget(&self) {
        *self.stored() = HashMap::new();
    }

    fn stored(&self) -> std::sync::MutexGuard<'_, HashMap<String, Stored>> {
        self.stored.lock().unwrap()
    }
}
