//! One signed request with a code that cannot be a real one: the refusal tells how far it came.

use std::sync::Arc;
use std::time::{Instant, SystemTime};

use ring::rand::{SecureRandom, SystemRandom};

use super::discovery::{self, Looked};
use super::report::{Finding, Status, Text};
use super::walk::Walk;
use super::{clock, http};
use crate::clock::Correction;
use crate::config::Config;
use crate::error::{Error, ResponseError};
use crate::protocol::code::{BusinessType, Code};
use crate::protocol::identity::Identity;
use crate::protocol::request::RequestBuilder;
use crate::protocol::response;
use crate::transport::{Response, Transport};

const ID: &str = "gateway";
/// 预约挂号, the guide's own.
const BUSINESS_TYPE: i32 = 1;
/// Clocks that agree as well as that are not why a signature is refused.
const AGREE: u64 = 60;

/// A request that was answered, and what a login would have made of it.
pub(super) struct Asked {
    pub response: Response,
    pub outcome: Result<Identity, Error>,
}

pub(super) fn check(walk: &mut Walk<'_>, json: &str) {
    let started = Instant::now();
    let config = Arc::clone(&walk.config);
    let asked = match ask(walk, &config, Correction::default()) {
        Ok(asked) => asked,
        Err(error) => {
            let text = error.text();
            let finding = Finding::new("http", Status::Failed, Text::of(&text.message), started);
            walk.report.add(finding.with(Text::of(&text.hint)));
            ["clock", ID].iter().for_each(|id| walk.report.skip(id, "http"));
            return;
        }
    };
    let is_gateway = http::check(walk, &asked.response, asked.outcome.as_ref().err(), started);
    let difference = clock::check(walk, &asked.response, started);
    if !is_gateway {
        walk.report.skip(ID, "http");
        return;
    }
    let asked = again_in_time(walk, &config, asked);
    let agree = difference.is_none_or(|seconds| seconds.unsigned_abs() <= AGREE);
    let mut finding = told(&asked.outcome, started);
    let looked = if agree { discovery::look(walk, &asked, json) } else { None };
    match &looked {
        Some(Looked { remedy: Some(lines), .. }) => finding.remedy = lines.clone(),
        None if agree && is_refused(&asked) && !walk.options.discover => {
            finding.remedy = finding.remedy.and(&Text::new(
                "签名的写法没把握就加 --discover(选项 discover)",
                "should the way of signing be in doubt, add --discover (the option discover)",
            ));
        }
        _ => {}
    }
    walk.report.add(finding);
    if let Some(looked) = looked {
        walk.report.add(looked.finding);
    }
}

/// As a login does when the clocks differ and the signature was refused.
fn again_in_time(walk: &Walk<'_>, config: &Arc<Config>, asked: Asked) -> Asked {
    let refused = is_refused(&asked);
    let date = asked.response.date().filter(|_| refused);
    let moment = asked.response.moment;
    match date.and_then(|date| Correction::default().better(date, moment)) {
        Some(better) if config.clock_correction => ask(walk, config, better).unwrap_or(asked),
        Some(better) => {
            let seconds = better.seconds();
            let outcome = asked.outcome.map_err(|error| match error {
                Error::Response(_, seen) => Error::Response(ResponseError::Clock { seconds }, seen),
                other => other,
            });
            Asked { outcome, ..asked }
        }
        None => asked,
    }
}

/// For its signature.
fn is_refused(asked: &Asked) -> bool {
    matches!(&asked.outcome, Err(Error::Response(error, _)) if error.is_signature())
}

/// Sends it by a way of its own.
pub(super) fn ask(
    walk: &Walk<'_>,
    config: &Arc<Config>,
    correction: Correction,
) -> Result<Asked, Error> {
    let requests = RequestBuilder::new(config.clone());
    let transport = Transport::new(config.clone(), requests.spellings())
        .map_err(|e| Error::Internal(e.to_string()))?;
    let code = throw_away()?;
    let now: SystemTime = correction.now();
    let request = requests.signed(&code, BusinessType::new(BUSINESS_TYPE)?, now)?;
    let deadline = Instant::now() + walk.limit();
    let response = transport.send(request, deadline, true).map_err(|failed| failed.error)?;
    let body = response.body.as_deref().map_err(Clone::clone);
    let outcome = response::identity(response.http_status, body, config, &code);
    Ok(Asked { response, outcome })
}

/// No code of the mini-program's begins so.
fn throw_away() -> Result<Code, Error> {
    let mut bytes = [0; 8];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Error::Random)?;
    Ok(Code::new(&format!("yjt-doctor-{}", hex::encode(bytes)))?)
}

fn told(outcome: &Result<Identity, Error>, started: Instant) -> Finding {
    let error = match outcome {
        Err(Error::Response(ResponseError::Failed | ResponseError::InvalidParameter, seen)) => {
            let code = &seen.gateway_code;
            let seen = Text::new(
                format!(
                    "errcode {code}:验签、paasid、服务和地址都对,已到业务层(用的不是真的 code,所以被它拒绝)"
                ),
                format!(
                    "errcode {code}: signature, paasid, service and address are right; it was the business layer that refused the made-up code"
                ),
            );
            return Finding::new(ID, Status::Ok, seen, started);
        }
        Err(Error::Response(ResponseError::RefusedWithoutCode, _)) => {
            let seen = Text::new(
                "拒绝了编造的 code,但没有给出失败码:验签多半已通过",
                "it refused the made-up code and gives no code of a failure: most likely the signature was taken",
            );
            return Finding::new(ID, Status::Unknown, seen, started);
        }
        Err(Error::Response(error, _)) if !is_success(error) => outcome.as_ref().err(),
        Err(error @ (Error::Random | Error::OutOfMemory | Error::Internal(_))) => Some(error),
        _ => None,
    };
    match error {
        Some(error) => {
            let text = error.text();
            let finding = Finding::new(ID, Status::Failed, Text::of(&text.message), started);
            finding.with(Text::of(&text.hint))
        }
        None => {
            let seen = Text::new(
                "对一个编造的 code 报了成功:不是真的网关",
                "success for a made-up code: this is no real gateway",
            );
            Finding::new(ID, Status::Warning, seen, started)
                .with(Text::new("baseUrl 指向的是模拟程序吗?", "does baseUrl lead to a stand-in?"))
        }
    }
}

/// Errors about what a success held.
fn is_success(error: &ResponseError) -> bool {
    matches!(
        error,
        ResponseError::NoData
            | ResponseError::Nobody(_)
            | ResponseError::BadField { .. }
            | ResponseError::RoundedField { .. }
            | ResponseError::Contradiction { .. }
            | ResponseError::NulInField { .. }
    )
}
