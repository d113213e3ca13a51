//! By how much the clocks of this machine and of the gateway differ.

use std::time::{Instant, SystemTime};

use super::report::{Finding, Status, Text};
use super::walk::Walk;
use crate::clock::{difference, is_sane};
use crate::transport::Response;

const ID: &str = "clock";
/// Seconds: above it somebody should look, and above the other no gateway takes a signature.
const MUCH: u64 = 60;
const TOO_MUCH: u64 = 180;

/// The difference, as far as it can be measured.
pub(super) fn check(walk: &mut Walk<'_>, response: &Response, started: Instant) -> Option<i64> {
    let Some(date) = response.date() else {
        let seen = if response.headers.has("age") {
            Text::new(
                "应答来自缓存(Age),量不出",
                "the answer came out of a cache (Age): it cannot be told",
            )
        } else {
            Text::new("应答没有 Date,量不出", "the answer has no Date: it cannot be told")
        };
        walk.add(ID, Status::Unknown, seen, started);
        return None;
    };
    if !is_sane(date) {
        let date = httpdate::fmt_http_date(date);
        let seen = Text::new(
            format!("应答的 Date 不可信({date}),量不出"),
            format!("the answer's Date is not to be believed ({date}): it cannot be told"),
        );
        walk.add(ID, Status::Unknown, seen, started);
        return None;
    }
    let seconds = difference(date, response.moment);
    let seen = described(seconds, date);
    let finding = match seconds.unsigned_abs() {
        ..=MUCH => Finding::new(ID, Status::Ok, seen, started),
        off => {
            let status = if off > TOO_MUCH { Status::Failed } else { Status::Warning };
            Finding::new(ID, status, seen, started).with(Text::new(
                "校准本机时钟,并打开时间同步(Windows 的 w32time,Linux 的 chronyd)",
                "set this machine's clock right and keep it so: w32time on Windows, chronyd on Linux",
            ))
        }
    };
    walk.report.add(finding);
    Some(seconds)
}

fn described(seconds: i64, date: SystemTime) -> Text {
    let gateway = httpdate::fmt_http_date(date);
    match seconds {
        0 => Text::new("与网关一致", "as the gateway's"),
        behind @ 1.. => Text::new(
            format!("本机比网关慢 {behind} 秒(网关:{gateway})"),
            format!("this machine is {behind} s behind the gateway ({gateway})"),
        ),
        ahead => Text::new(
            format!("本机比网关快 {} 秒(网关:{gateway})", -ahead),
            format!("this machine is {} s ahead of the gateway ({gateway})", -ahead),
        ),
    }
}
