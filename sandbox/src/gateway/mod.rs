//! The gateway: each part judges one thing, the first broken rule is answered, and all of them are logged.

pub mod clock;
mod code;
pub mod convention;
mod headers;
mod nonce;
mod parameters;
pub mod sent;
mod signature;
pub mod verdict;
pub mod workbench;

use std::sync::Arc;
use std::time::{Duration, Instant, UNIX_EPOCH};

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use hyper::body::Body as _;

use self::clock::Clock;
use self::convention::Convention;
use self::nonce::Nonces;
use self::sent::Sent;
use self::signature::Signatures;
use self::verdict::{Refusal, Rule, Verdict};
use self::workbench::Workbench;
use crate::codes::{Codes, Minted};
use crate::disturbance::Disturbance;
use crate::faults::{self, Fault};
use crate::journal::Journal;
use crate::raw::{Control, Script};
use crate::record::{Outcome, Record};
use crate::reply;

const METHOD: Rule = Rule { name: "method", zh: "方法", en: "method", page: "headers" };
/// Longer answers are not kept.
const LONGEST_ANSWER: u64 = 4096;

pub struct Gateway {
    pub codes: Codes,
    pub journal: Journal,
    pub clock: Clock,
    pub disturbance: Disturbance,
    nonces: Nonces,
    signatures: Signatures,
    conventions: Vec<Convention>,
}

/// What all parts together say.
struct Judged {
    verdicts: Vec<Verdict>,
    workbench: Option<Workbench>,
    /// Given out only when every rule is kept.
    minted: Option<Minted>,
}

impl Gateway {
    pub fn new(journal: Journal, conventions: Vec<Convention>) -> Gateway {
        Gateway {
            codes: Codes::default(),
            journal,
            clock: Clock::default(),
            disturbance: Disturbance::default(),
            nonces: Nonces::default(),
            signatures: Signatures::default(),
            conventions,
        }
    }

    /// In the order in which a gateway looks, so that the first broken rule is the one that it answers.
    fn judge(&self, sent: &Sent, now: i64) -> Judged {
        let mut verdicts = vec![method(sent)];
        verdicts.extend(headers::judge(sent, &self.conventions));
        verdicts.push(nonce::judge_length(sent));
        verdicts.push(clock::judge(sent, now, &self.conventions));
        let (signature, workbench) = self.signatures.judge(sent, now, &self.conventions);
        verdicts.push(signature);
        verdicts.push(self.nonces.judge(sent, all_kept(&verdicts)));
        verdicts.extend(parameters::judge(sent));
        let (code, minted) = code::judge(sent, &self.codes, all_kept(&verdicts));
        verdicts.extend(code);
        Judged { verdicts, workbench, minted }
    }

    /// Answers, or hands the connection over to a script and never returns.
    pub async fn answer(&self, sent: Sent, control: &Control) -> Response {
        let started = Instant::now();
        let sent = Arc::new(sent);
        let code = sent.code().to_owned();
        let struck = self.disturbance.strike();
        let fault = self.codes.fault(&code).or_else(|| struck.clone());
        let now = self.clock.now() + clock_offset(fault.as_ref());
        let before = struck.filter(Fault::is_before_the_gateway);
        // A request that never reaches the gateway uses nothing up.
        let judged = match &before {
            None => self.judge(&sent, now),
            Some(_) => Judged { verdicts: vec![], workbench: None, minted: None },
        };
        let outcome = match (&before, &judged.minted) {
            (Some(_), _) => Outcome::Disturbed,
            (None, Some(_)) => Outcome::Accepted,
            (None, None) => Outcome::Refused,
        };
        let refusal = judged.verdicts.iter().find_map(Verdict::problem).map(|b| b.refusal);
        let minted = judged.minted.map(|mut minted| {
            minted.fault = fault.clone();
            minted
        });
        let mut record = Record::new(clock::milliseconds(), sent.clone(), outcome);
        record.citizen = self.codes.citizen(&code);
        record.fault = fault.as_ref().map(Fault::to_string);
        record.verdicts = judged.verdicts;
        record.workbench = judged.workbench;
        let number = self.journal.record(record);
        self.codes.saw(&code, sent, number);
        let mut response = match (refusal, minted, before) {
            (_, _, Some(fault)) => reply::answer(&Minted::nobody(fault), &code, control).await,
            (_, Some(minted), None) => reply::answer(&minted, &code, control).await,
            (refusal, None, None) => {
                let refusal = refusal.expect("a broken rule, or a code");
                reply::json(refusal.status(), &refusal.body())
            }
        };
        self.set_clock_headers(fault.as_ref(), now, response.headers_mut());
        let (response, body) = read(response).await;
        self.journal.answered(number, response.status().as_u16(), body, started.elapsed());
        response
    }

    fn set_clock_headers(&self, fault: Option<&Fault>, now: i64, headers: &mut HeaderMap) {
        let said = fault.and_then(Fault::clock);
        if said.is_none() && self.clock.offset() == 0 {
            return;
        }
        let date = if said == Some(faults::Clock::Insane) { 0 } else { now };
        let date = UNIX_EPOCH + Duration::from_secs(u64::try_from(date).unwrap_or_default());
        let date = HeaderValue::from_str(&httpdate::fmt_http_date(date)).expect("a date");
        headers.insert(header::DATE, date);
        match said {
            Some(faults::Clock::OffWithAge) => {
                headers.insert(header::AGE, HeaderValue::from_static("30"));
            }
            // An empty value is as good as none, and hyper adds a date of its own where the header is absent.
            Some(faults::Clock::OffWithoutDate) => {
                headers.insert(header::DATE, HeaderValue::from_static(""));
            }
            Some(faults::Clock::Off | faults::Clock::Insane) | None => {}
        }
    }
}

/// The route.
pub async fn exchange(
    State(gateway): State<Arc<Gateway>>,
    Extension(control): Extension<Arc<Control>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if let Some(end) = control.stale() {
        return control.play(Script::only(end)).await;
    }
    gateway.answer(Sent::of(&method, &uri, &headers), &control).await
}

fn method(sent: &Sent) -> Verdict {
    let verdict = Verdict::kept(&METHOD, "GET", sent.method.clone());
    if sent.method == "GET" {
        return verdict;
    }
    verdict.broken(Refusal::Method, "方法不是 GET", "not GET")
}

fn all_kept(verdicts: &[Verdict]) -> bool {
    verdicts.iter().all(|verdict| verdict.state() == "kept")
}

fn clock_offset(fault: Option<&Fault>) -> i64 {
    let Some(fault) = fault else { return 0 };
    match fault.clock() {
        Some(faults::Clock::Insane) => 10_000,
        Some(faults::Clock::Off | faults::Clock::OffWithoutDate | faults::Clock::OffWithAge) => {
            fault.number()
        }
        None => 0,
    }
}

/// A short text of an answer, for the journal. What travels in pieces or compressed is left alone.
async fn read(response: Response) -> (Response, Option<String>) {
    let short = response.body().size_hint().exact().is_some_and(|size| size <= LONGEST_ANSWER);
    if !short || response.headers().contains_key(header::CONTENT_ENCODING) {
        return (response, None);
    }
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, LONGEST_ANSWER as usize).await.unwrap_or_default();
    let text = String::from_utf8(bytes.to_vec()).ok();
    (Response::from_parts(head, Body::from(bytes)), text)
}

/// Everything else on this port.
pub async fn not_found() -> Response {
    let mut response = Response::new(Body::from("404, see /sandbox"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
