//! The configuration, as `yjt_init` reads it; and advice on what is legal and unusual.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use ureq::http::uri::Scheme;

use super::report::{Finding, Report, Status, Text};
use crate::config::{Config, PRODUCTION_SERVICE, TEST_SERVICE};
use crate::error::Error;

const ID: &str = "configuration";
/// A gateway on the extranet needs more.
const HASTY: Duration = Duration::from_secs(1);

pub(super) fn check(report: &mut Report, json: &str) -> Option<Config> {
    let started = Instant::now();
    match Config::from_json(json) {
        Ok(config) => {
            let seen = Text::new(
                format!("正确:{} 环境,{}", config.environment, address(&config)),
                format!("right: environment {}, {}", config.environment, address(&config)),
            );
            let advice = advice(&config);
            let status = if advice.is_empty() { Status::Ok } else { Status::Warning };
            report.add(Finding::new(ID, status, seen, started).with(Text {
                zh: advice.iter().map(|text| text.zh.as_str()).collect::<Vec<_>>().join(";"),
                en: advice.iter().map(|text| text.en.as_str()).collect::<Vec<_>>().join("; "),
            }));
            Some(config)
        }
        Err(error) => {
            let text = Error::from(error).text();
            let finding = Finding::new(ID, Status::Failed, Text::of(&text.message), started);
            report.add(finding.with(Text::of(&text.hint)));
            None
        }
    }
}

/// Without its path, which may be long.
fn address(config: &Config) -> String {
    let (scheme, authority) = (config.base_url.scheme_str(), config.base_url.authority());
    format!("{}://{}", scheme.unwrap_or_default(), authority.map_or("", |a| a.as_str()))
}

fn advice(config: &Config) -> Vec<Text> {
    let mut advice = vec![];
    let other = match config.environment {
        "production" => Some((TEST_SERVICE, "测试", "the test")),
        "test" => Some((PRODUCTION_SERVICE, "生产", "the production")),
        _ => None,
    };
    if let Some((service, zh, en)) = other
        && config.service_id == service
    {
        advice.push(Text::new(
            format!(
                "environment 是 {},serviceId 却是{zh}环境的:去掉 serviceId",
                config.environment
            ),
            format!(
                "environment is {}, the serviceId is {en} environment's: leave serviceId out",
                config.environment
            ),
        ));
    }
    if config.base_url.scheme() == Some(&Scheme::HTTP) && is_public(&config.base_url) {
        advice.push(Text::new(
            "明文 HTTP 发往公网地址:token 和身份会被看到,改用 https",
            "plain HTTP to a public address shows token and identities to everybody: use https",
        ));
    }
    if config.timeout < HASTY || config.connect_timeout < HASTY {
        advice.push(Text::new(
            "timeoutMs 或 connectTimeoutMs 不到 1 秒:线路稍慢就会失败,用默认值",
            "timeoutMs or connectTimeoutMs is below a second, too little for a slow line: use the defaults",
        ));
    }
    advice
}

fn is_public(address: &ureq::http::Uri) -> bool {
    let host = address.host().unwrap_or_default().trim_matches(['[', ']']);
    match host.parse() {
        Ok(IpAddr::V4(ip)) => !(ip.is_private() || ip.is_loopback() || ip.is_link_local()),
        Ok(IpAddr::V6(ip)) => !(ip.is_loopback() || ip.is_unique_local()),
        // A name without a dot is of this network.
        Err(_) => host.contains('.'),
    }
}
