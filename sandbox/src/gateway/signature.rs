//! Judges the signature, and when it is wrong lets the workbench look for the slip.

use std::collections::VecDeque;
use std::sync::Mutex;

use super::clock::in_milliseconds;
use super::convention::Convention;
use super::sent::Sent;
use super::verdict::{Refusal, Rule, Verdict};
use super::workbench::{self, Signed, Workbench};
use crate::crypto::signature;
use crate::settings;

const RULE: Rule = Rule { name: "signature", zh: "签名", en: "signature", page: "signature" };
/// So many requests are remembered, for signatures that belong to an earlier one.
const EARLIER: usize = 200;

#[derive(Default)]
pub struct Signatures {
    earlier: Mutex<VecDeque<Signed>>,
}

impl Signatures {
    pub fn judge(
        &self,
        sent: &Sent,
        now: i64,
        conventions: &[Convention],
    ) -> (Verdict, Option<Workbench>) {
        let of = |name| sent.header(name).once();
        let (Some(received), Some(nonce), Some(timestamp)) =
            (of("x-tsp-signature"), of("x-tsp-nonce"), of("x-tsp-timestamp"))
        else {
            return (Verdict::skipped(&RULE, "SHA-256"), None);
        };
        let mut expected = signature(settings::TOKEN, nonce, timestamp);
        if conventions.contains(&Convention::LowerCase) {
            expected.make_ascii_lowercase();
        }
        let signed = Signed { timestamp: timestamp.to_owned(), nonce: nonce.to_owned() };
        let verdict = Verdict::kept(&RULE, expected.clone(), received);
        let right = received == expected;
        let seconds = !conventions.contains(&Convention::Milliseconds);
        let slipped = !right || seconds && in_milliseconds(timestamp, now);
        let mut earlier = self.earlier.lock().expect("no panic while held");
        let workbench = slipped.then(|| {
            workbench::examine(&signed, &expected, received, now, earlier.make_contiguous())
        });
        if earlier.len() == EARLIER {
            earlier.pop_front();
        }
        earlier.push_back(signed);
        drop(earlier);
        if right {
            return (verdict, workbench);
        }
        (verdict.broken(Refusal::Gateway("AGW.1433"), "签名不对", "wrong signature"), workbench)
    }
}
