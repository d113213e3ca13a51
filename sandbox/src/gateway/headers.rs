//! Judges that each header is there once, and the values that stay the same from request to request.

use super::convention::Convention;
use super::sent::{Found, Sent};
use super::verdict::{Refusal, Rule, Verdict};
use crate::settings;

const PAAS_ID: Rule =
    Rule { name: "x-tsp-paasid", zh: "网关身份", en: "gateway identity", page: "headers" };
const APP_SECRET: Rule =
    Rule { name: "x-tsp-appsecret", zh: "appSecret", en: "appSecret", page: "app-secret" };
const SERVICE_ID: Rule =
    Rule { name: "service-id", zh: "服务 ID", en: "service ID", page: "service-id" };
const CONTENT_TYPE: Rule =
    Rule { name: "content-type", zh: "正文类型", en: "content type", page: "headers" };
const PRESENT: [Rule; 3] = [
    Rule { name: "x-tsp-nonce", zh: "有随机串", en: "a nonce", page: "nonce" },
    Rule { name: "x-tsp-timestamp", zh: "有时间戳", en: "a timestamp", page: "timestamp" },
    Rule { name: "x-tsp-signature", zh: "有签名", en: "a signature", page: "signature" },
];

pub fn judge(sent: &Sent, conventions: &[Convention]) -> Vec<Verdict> {
    let mut verdicts = vec![paas_id(sent)];
    verdicts.extend(PRESENT.iter().map(|rule| {
        let found = sent.header(rule.name);
        let verdict = Verdict::kept(rule, "一次 | once", found.shown());
        if found.once().is_some() { verdict } else { not_once(verdict) }
    }));
    verdicts.push(valued(sent, &APP_SECRET, settings::APP_SECRET, |verdict| {
        verdict.broken(Refusal::Unauthorized, "appSecret 不对", "wrong appSecret")
    }));
    verdicts.push(service_id(sent, conventions));
    verdicts.push(content_type(sent));
    verdicts
}

fn paas_id(sent: &Sent) -> Verdict {
    let found = sent.header(PAAS_ID.name);
    let verdict = Verdict::kept(&PAAS_ID, settings::PAAS_ID, found.shown());
    let refusal = Refusal::Gateway("ACG.1401");
    match found {
        Found::Once(settings::PAAS_ID) => verdict,
        Found::Once(_) => verdict.broken(refusal, "paasid 不认识", "unknown paasid"),
        _ => verdict.broken(refusal, "缺少或重复 x-tsp-paasid", "x-tsp-paasid missing or repeated"),
    }
}

fn valued(
    sent: &Sent,
    rule: &'static Rule,
    value: &'static str,
    wrong: fn(Verdict) -> Verdict,
) -> Verdict {
    let found = sent.header(rule.name);
    let verdict = Verdict::kept(rule, value, found.shown());
    match found.once() {
        Some(sent) if sent == value => verdict,
        Some(_) => wrong(verdict),
        None => not_once(verdict),
    }
}

fn not_once(verdict: Verdict) -> Verdict {
    let name = verdict.rule.name;
    let (zh, en) = (format!("缺少或重复 {name}"), format!("{name} missing or repeated"));
    verdict.broken(Refusal::Gateway("AGW.1433"), zh, en)
}

/// In a header, in the query or at the end of the path, unless only one place counts.
fn service_id(sent: &Sent, conventions: &[Convention]) -> Verdict {
    let elsewhere = !conventions.contains(&Convention::ServiceIdInQuery);
    let header = sent.header("x-tsp-serviceid").once().filter(|_| elsewhere);
    let path = || sent.path.strip_prefix(settings::PATH)?.strip_prefix('/');
    let found = header
        .or_else(|| sent.parameter("serviceId").once())
        .or_else(|| path().filter(|_| elsewhere));
    let received = found.map_or_else(|| Found::Missing.shown(), str::to_owned);
    let verdict = Verdict::kept(&SERVICE_ID, settings::SERVICE_ID, received);
    match found {
        Some(settings::SERVICE_ID) => verdict,
        _ => verdict.broken(
            Refusal::Gateway("AGW.1403"),
            "serviceId 缺少或未订阅",
            "service ID missing or not subscribed",
        ),
    }
}

fn content_type(sent: &Sent) -> Verdict {
    const EXPECTED: &str = "application/json;charset=utf-8";
    let found = sent.header(CONTENT_TYPE.name);
    let verdict = Verdict::kept(&CONTENT_TYPE, EXPECTED, found.shown());
    match found.once().map(|value| value.to_ascii_lowercase().replace(' ', "")) {
        Some(value) if value == EXPECTED => verdict,
        Some(_) => {
            verdict.broken(Refusal::Gateway("AGW.1433"), "Content-type 不对", "wrong Content-type")
        }
        None => not_once(verdict),
    }
}
