//! The server's certificates: whether a login takes them, and for how much longer.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::report::{Finding, Status, Text};
use super::walk::Walk;
use crate::error::{CertificateProblem, Error, NetworkError};
use crate::transport::certificate::{Summary, summary};
use crate::transport::steps::Shown;

const ID: &str = "certificate";
/// Days before the end at which somebody should begin to see to it.
const SOON: i64 = 30;
const DAY: i64 = 24 * 60 * 60;

/// Whether a login would take it.
pub(super) fn check(walk: &mut Walk<'_>, shown: &Shown) -> bool {
    let started = Instant::now();
    let Some((server, others)) = shown.certificates.split_first() else {
        walk.report.skip(ID, "tls");
        return false;
    };
    let own = summary(server);
    let seen = own.as_ref().map_or_else(Text::default, described);
    match &shown.refused {
        Some(error) => {
            let text = Error::Network(error.clone()).text();
            let (message, hint) = (Text::of(&text.message), Text::of(&text.hint));
            let seen = message.and(&seen);
            let remedy =
                hint.and(&more(error, own.as_ref(), others.iter().rev().find_map(summary)));
            walk.report.add(Finding::new(ID, Status::Failed, seen, started).with(remedy));
        }
        None => {
            let finding = match own.as_ref().map(days_left) {
                Some(days) if days < SOON => {
                    Finding::new(ID, Status::Warning, seen, started).with(renew(days))
                }
                _ => Finding::new(ID, Status::Ok, seen, started),
            };
            walk.report.add(finding);
        }
    }
    for (index, other) in others.iter().enumerate() {
        let Some(other) = summary(other) else { continue };
        let id = format!("{ID}.{}", index + 2);
        let days = days_left(&other);
        let seen = described(&other);
        let finding = if days < SOON {
            Finding::new(id, Status::Warning, seen, started).with(renew(days))
        } else {
            Finding::new(id, Status::Ok, seen, started)
        };
        walk.report.add(finding);
    }
    shown.refused.is_none()
}

fn described(certificate: &Summary) -> Text {
    let Summary { subject, issuer, names, .. } = certificate;
    let days = days_left(certificate);
    let names = names.join(", ");
    let (zh, en) = match names.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("({names})"), format!(" ({names})")),
    };
    Text::new(
        format!("{subject}{zh},由 {issuer} 签发,剩 {days} 天"),
        format!("{subject}{en}, issued by {issuer}, {days} days left"),
    )
}

/// Negative when it is over.
fn days_left(certificate: &Summary) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (end, now) = (i64::try_from(certificate.end), i64::try_from(now));
    (end.unwrap_or(i64::MAX) - now.unwrap_or_default()).div_euclid(DAY)
}

fn renew(days: i64) -> Text {
    Text::new(
        format!("{days} 天后到期,到期后所有登录都会失败:现在就请网关方更换"),
        format!("it ends in {days} days, and all logins with it: have it renewed now"),
    )
}

/// What the certificates themselves say about the way out.
fn more(error: &NetworkError, server: Option<&Summary>, last: Option<Summary>) -> Text {
    let NetworkError::Certificate { problem, .. } = error else { return Text::default() };
    let last = last.as_ref().or(server);
    match problem {
        CertificateProblem::IssuerMissing { issuer } => {
            let address = last.and_then(|last| last.issuer_address.as_deref());
            address.map_or_else(Text::default, |address| {
                Text::new(
                    format!("{issuer} 的证书可从 {address} 下载,转成 PEM 后使用"),
                    format!("the certificate of {issuer} is to be had at {address}; make it PEM"),
                )
            })
        }
        CertificateProblem::UnknownIssuer | CertificateProblem::OtherKey { .. } => {
            let issuer = last.map_or("?", |last| last.issuer.as_str());
            Text::new(
                format!(
                    "签发者 {issuer} 不是公共 CA:多半是院内检查流量的设备(防火墙、上网行为管理)。请网络管理员对网关放行不解密,或把它的根证书配到 tls.caFile"
                ),
                format!(
                    "{issuer} is no public authority, most likely a device that inspects traffic: have the gateway exempted from it, or put its root into tls.caFile"
                ),
            )
        }
        CertificateProblem::WrongName => {
            let names = server.map_or_else(String::new, |server| server.names.join(", "));
            Text::new(
                format!("证书只用于 {names}:检查 baseUrl 的主机名和 hosts 文件"),
                format!("it is for {names} only: check the host in baseUrl, and the hosts file"),
            )
        }
        _ => Text::default(),
    }
}
