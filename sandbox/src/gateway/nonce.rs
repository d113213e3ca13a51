//! Judges the nonce: its length, and that it was not used within ten minutes.

use std::collections::{HashSet, VecDeque};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use ring::digest;

use super::sent::Sent;
use super::verdict::{Refusal, Rule, Verdict};

const MEMORY: Duration = Duration::from_secs(600);
/// 800 a second for ten minutes. Beyond it the oldest are forgotten first.
const MOST: usize = 500_000;

const LENGTH: Rule =
    Rule { name: "nonce-length", zh: "随机串长度", en: "nonce's length", page: "nonce" };
const FRESH: Rule =
    Rule { name: "nonce-fresh", zh: "随机串未用过", en: "nonce not used", page: "nonce" };

/// In the order in which they came, so that the old ones are found without looking at the others.
#[derive(Default)]
pub struct Nonces(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    order: VecDeque<(Instant, [u8; 16])>,
    all: HashSet<[u8; 16]>,
}

impl Nonces {
    /// A nonce is used up only by a request that is right in everything before.
    pub fn judge(&self, sent: &Sent, use_up: bool) -> Verdict {
        let expected = "十分钟内不重复 | not within ten minutes";
        let Some(nonce) = sent.header("x-tsp-nonce").once() else {
            return Verdict::skipped(&FRESH, expected);
        };
        let verdict = Verdict::kept(&FRESH, expected, nonce);
        if self.0.lock().expect("no panic while held").known(nonce, use_up, Instant::now()) {
            verdict.broken(
                Refusal::Gateway("AGW.1433"),
                "十分钟内 nonce 重复",
                "the nonce was used within ten minutes",
            )
        } else {
            verdict
        }
    }
}

impl Seen {
    fn known(&mut self, nonce: &str, use_up: bool, now: Instant) -> bool {
        while let Some((at, oldest)) = self.order.front() {
            if now.duration_since(*at) < MEMORY && self.order.len() < MOST {
                break;
            }
            self.all.remove(oldest);
            self.order.pop_front();
        }
        let mut short = [0; 16];
        short.copy_from_slice(&digest::digest(&digest::SHA256, nonce.as_bytes()).as_ref()[..16]);
        if self.all.contains(&short) {
            return true;
        }
        if use_up {
            self.all.insert(short);
            self.order.push_back((now, short));
        }
        false
    }
}

pub fn judge_length(sent: &Sent) -> Verdict {
    let expected = "10 到 36 个字符 | 10 to 36 characters";
    let Some(nonce) = sent.header("x-tsp-nonce").once() else {
        return Verdict::skipped(&LENGTH, expected);
    };
    let verdict = Verdict::kept(&LENGTH, expected, nonce.len().to_string());
    if (10..=36).contains(&nonce.len()) {
        return verdict;
    }
    verdict.broken(
        Refusal::Gateway("AGW.1433"),
        "nonce 应为 10 到 36 个字符",
        "the nonce must have 10 to 36 characters",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_nonces_are_bounded_and_remembered_for_ten_minutes() {
        let (mut seen, start) = (Seen::default(), Instant::now());
        for n in 0..1_000_000_u32 {
            assert!(!seen.known(&n.to_string(), true, start));
        }
        assert!(seen.order.len() <= MOST && seen.all.len() == seen.order.len());
        assert!(seen.known("999999", true, start));
        assert!(seen.known("999999", true, start + MEMORY - Duration::from_secs(1)));
        assert!(!seen.known("999999", true, start + MEMORY));
        assert_eq!(seen.order.len(), 1);
    }
}
