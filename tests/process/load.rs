//! Many threads, one client: everyone gets their own citizen, and nothing grows.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::support::abi::Client;
use crate::support::alone::alone;
use crate::support::sandbox::{SANDBOX, expected};

const THREADS: usize = 64;
const EXCHANGES: usize = 20_000;
const ROUNDS: usize = 5;

#[test]
fn sixty_four_threads_and_twenty_thousand_exchanges() {
    if !alone("load::sixty_four_threads_and_twenty_thousand_exchanges", &[]) {
        return;
    }
    // One for each thread: the least bound that never opens a connection twice.
    let client = SANDBOX.client(json!({"maxIdleConnections": THREADS, "timeoutMs": 60_000}));
    let descriptors_before = descriptors();
    // An allocator settles, after more rounds the busier the machine is; a leak grows with every round.
    let mut grew = Vec::new();
    while grew.last().is_none_or(|kib| *kib >= 1024) {
        assert!(grew.len() < ROUNDS, "memory grew with every round, by KiB: {grew:?}");
        let orders = mint();
        let before = resident_kib();
        round(&client, &orders);
        grew.push(resident_kib().saturating_sub(before));
    }
    let kept = descriptors() - descriptors_before;
    println!("resident KiB, round by round: {grew:?}; connections kept: {kept}");
    assert!(kept <= THREADS, "descriptors grew by {kept}");
}

fn mint() -> Vec<(String, Value)> {
    let order = json!({"citizen": "generated", "count": EXCHANGES});
    let minted = SANDBOX.post("/sandbox/codes", &order);
    let minted = minted["codes"].as_array().unwrap();
    assert_eq!(minted.len(), EXCHANGES);
    let order = |m: &Value| (m["code"].as_str().unwrap().to_owned(), expected(&m["citizen"]));
    minted.iter().map(order).collect()
}

fn round(client: &Client, orders: &[(String, Value)]) {
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some((code, citizen)) = orders.get(next.fetch_add(1, Ordering::Relaxed)) {
                    assert_eq!(client.exchange(code).unwrap(), *citizen);
                }
            });
        }
    });
}

fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}
