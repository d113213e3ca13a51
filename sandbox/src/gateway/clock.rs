//! Judges the timestamp by the sandbox's clock, which a person or a fault may put ahead or behind.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, HeaderValue, header};

use super::convention::Convention;
use super::sent::Sent;
use super::verdict::{Refusal, Rule, Verdict};
use crate::faults::Fault;

const TOLERANCE: i64 = 180;
const RULE: Rule = Rule { name: "clock", zh: "时间戳准", en: "clock", page: "timestamp" };

/// How a fault has it for one request.
#[derive(Clone, Copy)]
pub enum Skew {
    Off,
    NoDate,
    Age,
    Insane,
}

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

    /// Now, for a request with this fault.
    pub fn skewed(&self, fault: Option<&Fault>) -> i64 {
        let seconds = fault.map_or(0, |fault| match fault.kind.skew {
            Some(Skew::Off | Skew::NoDate | Skew::Age) => fault.number(),
            Some(Skew::Insane) => 10_000,
            None => 0,
        });
        self.now() + seconds
    }

    /// What an answer tells of a clock that is off.
    pub fn set_headers(&self, fault: Option<&Fault>, now: i64, headers: &mut HeaderMap) {
        let mut set = |name, value| {
            headers.insert(name, value);
        };
        match fault.and_then(|fault| fault.kind.skew) {
            None if self.offset() == 0 => {}
            None | Some(Skew::Off) => set(header::DATE, date(now)),
            // An empty value is as good as none, and hyper adds a date of its own where the header is absent.
            Some(Skew::NoDate) => set(header::DATE, HeaderValue::from_static("")),
            Some(Skew::Age) => {
                set(header::DATE, date(now));
                set(header::AGE, HeaderValue::from_static("30"));
            }
            Some(Skew::Insane) => set(header::DATE, date(0)),
        }
    }
}

fn date(seconds: i64) -> HeaderValue {
    let at = UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    HeaderValue::from_str(&httpdate::fmt_http_date(at)).expect("a date")
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
