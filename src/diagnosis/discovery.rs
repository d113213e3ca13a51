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
use crate::config::{Config, ServiceIdIn};
use crate::error::{Error, Permission, ResponseError};
use crate::protocol::identity::Identity;

pub(super) const ID: &str = "discovery";
const PAUSE: Duration = Duration::from_millis(300);

/// Lines for the configuration.
struct Variant {
    section: &'static str,
    value: Value,
}

/// What came of looking.
pub(super) struct Looked {
    pub finding: Finding,
    /// The lines that the gateway takes.
    pub remedy: Option<Text>,
}

/// Looks for the first variant that is not refused any more, where that is asked for and there is one to try.
pub(super) fn look(walk: &Walk<'_>, asked: &Asked, json: &str) -> Option<Looked> {
    let variants = variants(&walk.config, &asked.outcome);
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
        let finding = Finding::new(ID, Status::Skipped, seen, started).with(remedy);
        return Some(Looked { finding, remedy: None });
    }
    let mut requests = 0;
    for variant in variants {
        if walk.limit().is_zero() {
            break;
        }
        let Some(config) = variant.applied(json) else { continue };
        sleep(PAUSE);
        requests += 1;
        let answer = ask(walk, &Arc::new(config), Correction::default());
        if answer.is_ok_and(|answer| is_better(&asked.outcome, &answer.outcome)) {
            let seen = Text::new(
                format!("第 {requests} 种写法通过"),
                format!("variant {requests} is taken"),
            );
            let remedy = variant.remedy();
            let finding = Finding::new(ID, Status::Warning, seen, started).with(remedy.clone());
            return Some(Looked { finding, remedy: Some(remedy) });
        }
    }
    let seen = Text::new(
        format!("试了 {requests} 种写法,没有一种通过"),
        format!("{requests} variants were tried and none was taken"),
    );
    let remedy = Text::new(
        "多半是 token、paasId 或 appSecret 不对:向项目组核对",
        "most likely token, paasId or appSecret are wrong: ask the project team",
    );
    let finding = Finding::new(ID, Status::Unknown, seen, started).with(remedy);
    Some(Looked { finding, remedy: None })
}

/// Everything that is not configured already, in the order of evidence.
fn variants(config: &Config, outcome: &Result<Identity, Error>) -> Vec<Variant> {
    let variant = |section, value| Variant { section, value };
    let place = |value| variant("serviceIdIn", value);
    let header = match config.service_id_in {
        ServiceIdIn::Header(_) => None,
        _ => Some(place(json!({"header": "x-tsp-serviceid"}))),
    };
    let path = match config.service_id_in {
        ServiceIdIn::Path => None,
        _ => Some(place(json!("path"))),
    };
    let queries = |names: &[&str]| {
        let own = match &config.service_id_in {
            ServiceIdIn::Query(name) => Some(name.as_str()),
            _ => None,
        };
        let others = names.iter().filter(|name| Some(**name) != own);
        others.map(|name| place(json!({"query": name}))).collect::<Vec<_>>()
    };
    match outcome {
        Err(Error::Response(error, _)) if error.is_signature() => {
            let case = if config.signature.lower_case { "upper" } else { "lower" };
            let unit = if config.signature.milliseconds { "s" } else { "ms" };
            let mut variants = vec![
                variant("signature", json!({"hexCase": case})),
                variant("signature", json!({"timestampUnit": unit})),
                variant("signature", json!({"hexCase": case, "timestampUnit": unit})),
            ];
            variants.extend(header);
            variants.extend(queries(&["serviceId"]));
            variants.extend(path);
            variants
        }
        Err(Error::Response(ResponseError::NotPermitted(Permission::NotSubscribed), _)) => {
            let queries = queries(&["serviceId", "serviceid", "service_id"]);
            header.into_iter().chain(queries).chain(path).collect()
        }
        _ => vec![],
    }
}

/// Refused no more, or for a reason further on.
fn is_better(before: &Result<Identity, Error>, now: &Result<Identity, Error>) -> bool {
    match (before, now) {
        (_, Ok(_)) => true,
        (_, Err(Error::Response(ResponseError::Failed | ResponseError::InvalidParameter, _))) => {
            true
        }
        (Err(Error::Response(before, _)), Err(Error::Response(now, _))) => {
            before.is_signature()
                && matches!(now, ResponseError::NotPermitted(_) | ResponseError::RefusedWithoutCode)
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

    fn remedy(&self) -> Text {
        let lines = self.lines();
        Text::new(
            format!("在配置文件里写上(已有这一项的就并入):{lines}"),
            format!("put this into the configuration, or into the section that is there: {lines}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Seen;

    #[test]
    fn what_is_configured_is_no_variant_and_the_usual_way_is_one() {
        let refused = ResponseError::NotPermitted(Permission::NotSubscribed);
        let refused = Err(Error::Response(refused, Seen::default()));
        let whole = json!({
            "environment": "test", "appCode": "a", "appKey": "0123456789abcdeffedcba9876543210",
            "paasId": "p", "token": "t", "serviceIdIn": "path",
        });
        let config = Config::from_json(&whole.to_string()).unwrap();
        let lines: Vec<_> = variants(&config, &refused).iter().map(Variant::lines).collect();
        assert_eq!(lines[0], r#""serviceIdIn": {"header":"x-tsp-serviceid"}"#);
        assert!(lines.iter().all(|line| !line.contains("path")), "{lines:?}");
    }
}
