//! Judges the timestamp by the sandbox's clock, which a person may put ahead or behind.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::convention::Convention;
use super::sent::Sent;
use super::verdict::{Refusal, Rule, Verdict};

const TOLERANCE: i64 = 180;
const RULE: Rule = Rule { name: "clock", zh: "时间戳准", en: "clock", page: "timestamp" };

#[derive(Default)]
pub struct Clock {
    offset: AtomicI64,
}

impl Clock {
    pub fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    pub fn set_offset(&self, seconds: i64) {
        self.offset.store(seconds, Ordering::Relaxed);
    }

    pub fn now(&self) -> i64 {
        milliseconds().div_euclid(1000) + self.offset()
    }
}

pub fn milliseconds() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as i64
}

pub fn judge(sent: &Sent, now: i64, conventions: &[Convention]) -> Verdict {
    let in_ms = conventions.contains(&Convention::Milliseconds);
    let expected = match in_ms {
        true => format!("{} ± {} ms", now * 1000, TOLERANCE * 1000),
        false => format!("{now} ± {TOLERANCE} s"),
    };
    let Some(timestamp) = sent.header("x-tsp-timestamp").once() else {
        return Verdict::skipped(&RULE, expected);
    };
    let verdict = Verdict::kept(&RULE, expected, timestamp);
    let refusal = Refusal::Gateway("AGW.1433");
    let unit = if in_ms { 1000 } else { 1 };
    match timestamp.parse::<i64>().map(|sent| (sent / unit).saturating_sub(now)) {
        Ok(off) if off.abs() <= TOLERANCE => verdict,
        Ok(_) if in_milliseconds(timestamp, now) => verdict.broken(
            refusal,
            "时间戳是毫秒,应为秒",
            "the timestamp is off: it is in milliseconds, not in seconds",
        ),
        Ok(off) => verdict.broken(
            refusal,
            format!("时间戳相差 {off} 秒"),
            format!("the timestamp is off by {off} s"),
        ),
        Err(_) => verdict.broken(refusal, "时间戳不是整数秒", "the timestamp is not in seconds"),
    }
}

pub fn in_milliseconds(timestamp: &str, now: i64) -> bool {
    timestamp
        .parse::<i64>()
        .is_ok_and(|sent| (sent / 1000).saturating_sub(now).abs() < 86_400 * 366)
}
