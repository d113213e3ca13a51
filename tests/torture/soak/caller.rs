//! What one of many callers does, and what it must come to.

use std::fmt;
use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;
use yjt::ffi::status::*;

use super::hospitals::{Hospital, Hospitals, LIMIT};
use super::orders::Orders;
use crate::support::abi::{ABI, Client, Failure, c, canary, taken};
use crate::support::tables::judge_outcome;

/// What a busy machine may be late by.
const MARGIN: Duration = Duration::from_secs(2);

/// What is made wrong on purpose.
#[derive(Clone, Copy, PartialEq)]
pub enum Planted {
    Nothing,
    Leak,
    MixUp,
    Late,
}

/// What callers have seen.
#[derive(Default)]
pub struct Tally {
    calls: AtomicU64,
    citizens: AtomicU64,
    failures: AtomicU64,
    too_slow: AtomicU64,
    pub replaced: AtomicU64,
    slowest_milliseconds: AtomicU64,
}

/// Until the end, or the first thing that is wrong.
pub fn calls(
    hospitals: &Hospitals,
    orders: &Orders,
    seed: u64,
    end: Instant,
    tally: &Tally,
    planted: Planted,
) -> Result<(), String> {
    let mut random = Random(seed + 1);
    while Instant::now() < end {
        match random.below(400) {
            0 => diagnose(hospitals.configuration())?,
            1..8 => two_at_once(hospitals, orders, &mut random)?,
            8..14 => one(hospitals, orders, &orders.slow, &mut random, tally, planted)?,
            _ => one(hospitals, orders, &orders.swift, &mut random, tally, planted)?,
        }
    }
    Ok(())
}

/// One code that a gateway answers so.
fn one(
    hospitals: &Hospitals,
    orders: &Orders,
    rows: &[Value],
    random: &mut Random,
    tally: &Tally,
    planted: Planted,
) -> Result<(), String> {
    let row = &rows[random.below(rows.len())];
    let hospital = hospitals.for_row(row, random.below(1000));
    let (code, citizen) = orders.take(row);
    let asked = match planted {
        Planted::MixUp if random.below(100) == 0 => orders.take(row).0,
        _ => code.clone(),
    };
    if planted == Planted::Leak {
        let (key, text, mut forgotten) =
            (c("00112233445566778899AABBCCDDEEFF"), c(&"a".repeat(2048)), canary());
        unsafe { (ABI.sm4_encrypt)(key.as_ptr(), text.as_ptr(), &mut forgotten) };
    }
    let started = Instant::now();
    let outcome = exchange(hospital, &asked);
    if planted == Planted::Late {
        std::thread::sleep(hospital.limit + MARGIN);
    }
    let took = started.elapsed();
    tally.calls.fetch_add(1, Ordering::Relaxed);
    let milliseconds = u64::try_from(took.as_millis()).unwrap();
    tally.slowest_milliseconds.fetch_max(milliseconds, Ordering::Relaxed);
    if took > hospital.limit + MARGIN {
        return Err(format!("{row}: {took:?}, past its limit of {:?}", hospital.limit));
    }
    // A machine that is too busy for the time granted.
    let too_slow = |failure: &Failure| is_late(failure) && row["status"] != failure.status;
    if outcome.as_ref().is_err_and(too_slow) && took >= hospital.limit {
        tally.too_slow.fetch_add(1, Ordering::Relaxed);
        return Ok(());
    }
    let identity = outcome.as_ref().ok().cloned();
    let counted = if identity.is_some() { &tally.citizens } else { &tally.failures };
    counted.fetch_add(1, Ordering::Relaxed);
    judge_outcome(row, &code, &citizen, outcome).map_err(|wrong| format!("{row}: {wrong}"))?;
    match identity {
        Some(identity) if random.below(8) == 0 => again(hospital, &code, &identity),
        _ => Ok(()),
    }
}

/// A code that is used brings the same identity out of the memory, or none.
fn again(hospital: &Hospital, code: &str, identity: &Value) -> Result<(), String> {
    match exchange(hospital, code) {
        Ok(other) if other != *identity => Err(format!("identity {other}, and before {identity}")),
        _ => Ok(()),
    }
}

/// Two callers with one code: one request, and the same citizen for both.
fn two_at_once(hospitals: &Hospitals, orders: &Orders, random: &mut Random) -> Result<(), String> {
    let row = serde_json::json!({"fault": "slow:200", "status": 0});
    let hospital = hospitals.for_row(&row, random.below(1000));
    let (code, citizen) = orders.take(&row);
    let before = hospital.client();
    let outcomes = std::thread::scope(|scope| {
        let other = scope.spawn(|| exchange(hospital, &code));
        [exchange(hospital, &code), other.join().unwrap()]
    });
    let replaced = hospital.client() != before;
    for outcome in outcomes {
        match outcome {
            // The second one came after the first, or to the next client.
            Err(failure) if failure.status == YJT_ERR_FAILED || replaced || is_late(&failure) => {}
            outcome => judge_outcome(&row, &code, &citizen, outcome)?,
        }
    }
    Ok(())
}

fn diagnose(configuration: &str) -> Result<(), String> {
    let mut out = canary();
    let status = unsafe {
        (ABI.diagnose)(c(configuration).as_ptr(), c(r#"{"timeoutMs": 3000}"#).as_ptr(), &mut out)
    };
    taken(status, out).map(drop).map_err(|failure| format!("a diagnosis: {failure:?}"))
}

/// With the client of the moment: one that was freed just before was not called.
fn exchange(hospital: &Hospital, code: &str) -> Result<Value, Failure> {
    loop {
        let client = ManuallyDrop::new(Client(hospital.client()));
        match client.exchange(code) {
            Err(failure)
                if failure.status == YJT_ERR_CLIENT_HANDLE && hospital.client() != client.0 => {}
            outcome => return outcome,
        }
    }
}

fn is_late(failure: &Failure) -> bool {
    [YJT_ERR_CONNECT_TIMEOUT, YJT_ERR_TIMEOUT].contains(&failure.status)
}

impl Tally {
    /// A machine too busy for this proves nothing.
    pub fn judged(&self) -> Result<(), String> {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        match read(&self.too_slow) * 50 > read(&self.calls) {
            true => Err(format!("too busy a machine: {self}")),
            false => Ok(()),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        write!(
            f,
            "{} calls, {} citizens, {} failures as expected, {} too slow, {} clients replaced, slowest {:.3} s of {} s",
            read(&self.calls),
            read(&self.citizens),
            read(&self.failures),
            read(&self.too_slow),
            read(&self.replaced),
            read(&self.slowest_milliseconds) as f64 / 1000.0,
            LIMIT.as_secs(),
        )
    }
}

/// Each caller's own, and the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}
