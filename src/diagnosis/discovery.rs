//! The variants that the guide leaves open, tried one after the other until the gateway takes one. Secrets are never
//! guessed.

use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::gateway::{Asked, ask};
use super::report::{Finding, Status, Text};
use super::walk::Walk;
use crate::clock::Correction;
use crate::config::Config;
use crate::error::{Error, Permission, ResponseError};

const ID: &str = "discovery";
const PAUSE: Duration = Duration::from_millis(300);

/// Lines for the configuration.
struct Variant {
    section: &'static str,
    value: Value,
}

pub(super) struct Found {
    lines: String,
    requests: usize,
    started: Instant,
}

/// The first variant that is not refused any more. None when none was looked for, or none was found, which is told then.
pub(super) fn look(walk: &mut Walk<'_>, asked: &Asked, json: &str) -> Option<Found> {
    let variants = variants(&asked.outcome);
    if !walk.options.discover || variants.is_empty() {
        return None;
    }
    let started = Instant::now();
    if walk.config.environment == "production" && !walk.options.discover_in_production {
        let seen = Text::new("生产环境不试", "not tried against production");
        let remedy = Text::new(
            "确要对生产环境试,再加 discoverInProduction",
            "to try it there nevertheless add discoverInProduction",
        );
        walk.report.add(Finding::new(ID, Status::Skipped, seen, started).with(remedy));
        return None;
    }
    let count = variants.len();
    for (index, variant) in variants.into_iter().enumerate() {
        if walk.limit().is_zero() {
            break;
        }
        sleep(PAUSE);
        let Some(config) = variant.applied(json) else { continue };
        let answer = ask(walk, &Arc::new(config), Correction::default());
        if answer.is_ok_and(|answer| is_better(&asked.outcome, &answer.outcome)) {
            return Some(Found { lines: variant.lines(), requests: index + 1, started });
        }
    }
    let seen = Text::new(
        format!("试了 {count} 种签名写法,都被拒绝"),
        format!("{count} variants were tried and all refused"),
    );
    let remedy = Text::new(
        "多半是 token、paasId 或 appSecret 不对:向项目组核对",
        "most likely token, paasId or appSecret are wrong: ask the project team",
    );
    walk.report.add(Finding::new(ID, Status::Unknown, seen, started).with(remedy));
    None
}

/// In the order of evidence.
fn variants(outcome: &Result<crate::protocol::identity::Identity, Error>) -> Vec<Variant> {
    let variant = |section, value| Variant { section, value };
    match outcome {
        Err(Error::Response(error, _)) if error.is_signature() => vec![
            variant("signature", json!({"hexCase": "lower"})),
            variant("signature", json!({"timestampUnit": "ms"})),
            variant("signature", json!({"hexCase": "lower", "timestampUnit": "ms"})),
            variant("serviceIdIn", json!({"query": "serviceId"})),
            variant("serviceIdIn", json!("path")),
        ],
        Err(Error::Response(ResponseError::NotPermitted(Permission::NotSubscribed), _)) => vec![
            variant("serviceIdIn", json!({"query": "serviceId"})),
            variant("serviceIdIn", json!({"query": "serviceid"})),
            variant("serviceIdIn", json!({"query": "service_id"})),
            variant("serviceIdIn", json!("path")),
        ],
        _ => vec![],
    }
}

/// Refused no more, or for a reason further on.
fn is_better(
    before: &Result<crate::protocol::identity::Identity, Error>,
    now: &Result<crate::protocol::identity::Identity, Error>,
) -> bool {
    match (before, now) {
        (_, Ok(_)) => true,
        (_, Err(Error::Response(ResponseError::Failed | ResponseError::InvalidParameter, _))) => {
            true
        }
        (Err(Error::Response(before, _)), Err(Error::Response(now, _))) => {
            before.is_signature() && matches!(now, ResponseError::NotPermitted(_))
        }
        _ => false,
    }
}

impl Variant {
    /// The configuration with these lines in it.
    fn applied(&self, json: &str) -> Option<Config> {
        let mut whole: Value = serde_json::from_str(json.trim_start_matches('\u{feff}')).ok()?;
        match (&mut whole[self.section], &self.value) {
            (Value::Object(own), Value::Object(new)) if self.section == "signature" => {
                own.extend(new.clone());
            }
            (place, value) => *place = value.clone(),
        }
        Config::from_json(&whole.to_string()).ok()
    }

    fn lines(&self) -> String {
        format!("\"{}\": {}", self.section, self.value)
    }
}

impl Found {
    pub(super) fn remedy(&self) -> Text {
        let lines = &self.lines;
        Text::new(
            format!("在配置文件里写上(已有这一项的就并入):{lines}"),
            format!("put this into the configuration, or into the section that is there: {lines}"),
        )
    }

    pub(super) fn finding(self) -> Finding {
        let Found { requests, started, .. } = self;
        let seen =
            Text::new(format!("第 {requests} 种写法通过"), format!("variant {requests} is taken"));
        let remedy = self.remedy();
        Finding::new(ID, Status::Warning, seen, started).with(remedy)
    }
}
