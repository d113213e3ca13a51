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
    let finding = match &shown.refused {
        Some(error) => {
            let text = Error::Network(error.clone()).text();
            let (message, hint) = (Text::of(&text.message), Text::of(&text.hint));
            let last = others.iter().rev().find_map(summary);
            let own_authorities = !walk.config.tls.configured.is_empty();
            let remedy = hint.and(&more(error, own.as_ref(), last, own_authorities));
            Finding::new(ID, Status::Failed, message.and(&seen), started).with(remedy)
        }
        None => aged(Finding::new(ID, Status::Ok, seen, started), own.as_ref()),
    };
    walk.report.add(finding);
    for (index, other) in others.iter().enumerate() {
        let Some(other) = summary(other) else { continue };
        let id = format!("{ID}.{}", index + 2);
        let finding = Finding::new(id, Status::Ok, described(&other), started);
        walk.report.add(aged(finding, Some(&other)));
    }
    shown.refused.is_none()
}

/// A warning when the certificate is near its end.
fn aged(finding: Finding, certificate: Option<&Summary>) -> Finding {
    match certificate.map(days_left) {
        Some(days) if days < SOON => {
            Finding { status: Status::Warning, ..finding }.with(renew(days))
        }
        _ => finding,
    }
}

fn described(certificate: &Summary) -> Text {
    let Summary { subject, issuer, names, .. } = certificate;
    let days = days_left(certificate);
    let names = names.join(", ");
    let (zh, en) = match names.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("({names})"), format!(" ({names})")),
    };
    let (left_zh, left_en) = match days {
        0.. => (format!("剩 {days} 天"), format!("{days} days left")),
        _ => (format!("已过期 {} 天", -days), format!("expired {} days ago", -days)),
    };
    Text::new(
        format!("{subject}{zh},由 {issuer} 签发,{left_zh}"),
        format!("{subject}{en}, issued by {issuer}, {left_en}"),
    )
}

/// Negative when it is over.
fn days_left(certificate: &Summary) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (end, now) = (i64::try_from(certificate.end), i64::try_from(now));
    (end.unwrap_or(i64::MAX) - now.unwrap_or_default()).div_euclid(DAY)
}

fn renew(days: i64) -> Text {
    if days < 0 {
        return Text::new(
            "登录还用不到它;请网关方更换,或从证书链中去掉",
            "no login depends on it yet: have it renewed, or taken out of the chain",
        );
    }
    Text::new(
        format!("{days} 天后到期,到期后所有登录都会失败:现在就请网关方更换"),
        format!("it ends in {days} days, and all logins with it: have it renewed now"),
    )
}

/// What the certificates themselves say about the way out. With authorities of its own the configuration trusts no others.
fn more(
    error: &NetworkError,
    server: Option<&Summary>,
    last: Option<Summary>,
    own_authorities: bool,
) -> Text {
    let NetworkError::Certificate { problem, .. } = error else { return Text::default() };
    let last = last.as_ref().or(server);
    let address = last.and_then(|last| last.issuer_address.as_deref());
    match (problem, address) {
        (CertificateProblem::IssuerMissing { issuer }, Some(address)) => Text::new(
            format!("{issuer} 的证书可从 {address} 下载,转成 PEM 后使用"),
            format!("the certificate of {issuer} is to be had at {address}; make it PEM"),
        ),
        // A public authority says where its own certificate can be had.
        (
            CertificateProblem::IssuerMissing { .. }
            | CertificateProblem::UnknownIssuer
            | CertificateProblem::OtherKey { .. },
            _,
        ) => device(last.map_or("?", |last| last.issuer.as_str()), own_authorities),
        (CertificateProblem::WrongName, _) => {
            let names = server.map_or_else(String::new, |server| server.names.join(", "));
            Text::new(
                format!("证书只用于 {names}:检查 baseUrl 的主机名和 hosts 文件"),
                format!("it is for {names} only: check the host in baseUrl, and the hosts file"),
            )
        }
        _ => Text::default(),
    }
}

/// One that inspects traffic, and signs what it lets through with an authority of its own.
fn device(issuer: &str, own_authorities: bool) -> Text {
    if own_authorities {
        return Text::new(
            format!(
                "tls.caFile、tls.caPem 里没有签发者 {issuer}:它若是公共 CA,去掉这两项即可;若不是,多半是院内检查流量的设备(防火墙、上网行为管理),请网络管理员对网关放行不解密"
            ),
            format!(
                "tls.caFile and tls.caPem do not hold {issuer}: if it is a public authority, remove both; if not, it is most likely a device that inspects traffic: have the gateway exempted from it"
            ),
        );
    }
    Text::new(
        format!(
            "签发者 {issuer} 不是公共 CA:多半是院内检查流量的设备(防火墙、上网行为管理)。请网络管理员对网关放行不解密,或把它的根证书配到 tls.caFile"
        ),
        format!(
            "{issuer} is no public authority, most likely a device that inspects traffic: have the gateway exempted from it, or put its root into tls.caFile"
        ),
    )
}
