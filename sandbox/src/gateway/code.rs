//! Judges the code: known, not older than five minutes, not used before.

use super::sent::Sent;
use super::verdict::{Refusal, Rule, Verdict};
use crate::codes::{Codes, Minted};

static KNOWN: Rule = Rule { name: "code-known", zh: "code 存在", en: "code known", page: "code" };
static FRESH: Rule =
    Rule { name: "code-fresh", zh: "code 未过期", en: "code not expired", page: "code" };
static UNUSED: Rule =
    Rule { name: "code-unused", zh: "code 未用过", en: "code not used", page: "code" };

const MINTED: &str = "沙箱铸造的 | minted by the sandbox";
const WITHIN: &str = "300 s";
const ONCE: &str = "只用一次 | used once";

/// Uses the code up only when everything before is right, and hands out who is behind it only then.
pub fn judge(sent: &Sent, codes: &Codes, use_up: bool) -> ([Verdict; 3], Option<Minted>) {
    let code = sent.code();
    let skipped = || [Verdict::skipped(&FRESH, WITHIN), Verdict::skipped(&UNUSED, ONCE)];
    let known = Verdict::kept(&KNOWN, MINTED, code);
    let Some(standing) = codes.redeem(code, use_up) else {
        let [fresh, unused] = skipped();
        let known = if code.is_empty() {
            Verdict::skipped(&KNOWN, MINTED)
        } else {
            known.broken(Refusal::Failed("code 不存在"), "code 不存在", "unknown code")
        };
        return ([known, fresh, unused], None);
    };
    let known = if standing.revoked {
        known.broken(Refusal::Failed("code 不存在"), "code 已作废", "the code was revoked")
    } else {
        known
    };
    let fresh = Verdict::kept(&FRESH, WITHIN, format!("{} s", standing.age.as_secs()));
    let fresh = if standing.expired {
        let zh = "code 已超过 5 分钟";
        fresh.broken(Refusal::Failed(zh), zh, "the code is older than 5 minutes")
    } else {
        fresh
    };
    let unused = Verdict::kept(&UNUSED, ONCE, "");
    let unused = if standing.used {
        let zh = "code 已用过";
        unused.broken(Refusal::Failed(zh), zh, "the code was used before")
    } else {
        unused
    };
    let good = use_up && !standing.revoked && !standing.expired && !standing.used;
    ([known, fresh, unused], good.then_some(standing.minted))
}
