//! Messages about answers that refuse or that cannot be read. The gateway's own text is never quoted:
//! it may repeat what was sent, or name a person.

use super::{Text, text};
use crate::error::{Encoding, Permission, Presence, ResponseError, Seen};

const ASK_AGAIN: (&str, &str) = (
    "code 可能已被使用,请用户从粤健通重新进入;反复出现请把 HTTP 状态和时间报给项目组",
    "the code may be used up, let the user enter again; if it repeats, report HTTP status and time to the project team",
);
const RESENT: (&str, &str) = (
    "保持的连接在应答前被关闭,请求已重发一次;网关可能已处理过第一次,因此 code 已用;请用户从粤健通重新进入,经常如此可把 resendWhenClosed 设为 false 并请项目组检查网关",
    "the kept connection was closed before an answer and the request was sent again; the gateway may have processed the first one and used up the code; let the user enter again, and if it keeps happening set resendWhenClosed to false and ask the project team",
);
const WHO_ANSWERED: (&str, &str) = (
    "应答的多半不是网关:检查 baseUrl、代理和前置机",
    "most likely something else than the gateway answered: check baseUrl, proxy and front-end machine",
);
const REPORT: (&str, &str) = (
    "应答不符合对接指引,请把网关码和时间报给项目组",
    "the answer is not what the guide says; report the gateway's code and the time to the project team",
);

pub(super) fn describe(e: &ResponseError, seen: &Seen) -> Text {
    let (zh, en, hint) = parts(e);
    let hint = match (e, seen.http_status) {
        (ResponseError::HttpStatus, 404 | 405) => WHO_ANSWERED,
        // The gateway passed the request on.
        (ResponseError::Busy, 502 | 504) if seen.gateway_code.is_empty() => ASK_AGAIN,
        _ => hint,
    };
    let (at_zh, at_en) = place(seen);
    text((format!("{zh}({at_zh})"), format!("{en} ({at_en})")), hint)
}

fn place(seen: &Seen) -> (String, String) {
    let (status, code) = (seen.http_status, &seen.gateway_code);
    if code.is_empty() {
        return (format!("HTTP {status}"), format!("HTTP {status}"));
    }
    (format!("HTTP {status},网关码 {code}"), format!("HTTP {status}, gateway code {code}"))
}

type Parts = (String, String, (&'static str, &'static str));

fn say(zh: &str, en: &str, hint: (&'static str, &'static str)) -> Parts {
    (zh.to_owned(), en.to_owned(), hint)
}

fn parts(e: &ResponseError) -> Parts {
    match e {
        ResponseError::Failed => say(
            "接口返回失败(errcode 1)",
            "the interface reports failure (errcode 1)",
            (
                "code 多半已过期(5 分钟)或已用过,请用户从粤健通重新进入",
                "the code has most likely expired (5 minutes) or was used, let the user enter from 粤健通 again",
            ),
        ),
        ResponseError::FailedWhenResent => {
            say("接口返回失败(errcode 1)", "the interface reports failure (errcode 1)", RESENT)
        }
        ResponseError::InvalidParameter => say(
            "接口认为参数不合法(errcode 2)",
            "the interface finds a parameter invalid (errcode 2)",
            (
                "核对 appCode 和 businessType,以及环境(测试/生产)",
                "check appCode, businessType and the environment",
            ),
        ),
        ResponseError::Signature => say(
            "接口验签失败(errcode 3)",
            "the interface refused the signature (errcode 3)",
            SIGNATURE_HINT,
        ),
        ResponseError::GatewaySignature => {
            say("网关验签失败", "the gateway refused the signature", SIGNATURE_HINT)
        }
        ResponseError::Clock { seconds } => clock(*seconds),
        ResponseError::Identity => say(
            "网关不认识本系统的身份",
            "the gateway does not know this system",
            (
                "核对 paasId、appSecret 和环境(测试/生产)",
                "check paasId, appSecret and the environment",
            ),
        ),
        ResponseError::NotPermitted(permission) => not_permitted(*permission),
        ResponseError::Busy => say(
            "网关限流、熔断或暂不可用",
            "the gateway is limiting, broken open or unavailable",
            (
                "稍后重试;经常如此请与项目组确认配额",
                "try again later; if it keeps happening ask for the quota",
            ),
        ),
        ResponseError::OtherCode => say(
            "网关返回了未收录的失败码",
            "the gateway reports a failure code that is not in the guide",
            (
                "把网关码和时间报给项目组",
                "report the gateway's code and the time to the project team",
            ),
        ),
        ResponseError::RefusedWithoutCode => say(
            "应答表示失败,但没有给出失败码",
            "the answer says no and gives no code",
            (
                "code 多半已过期(5 分钟)或已用过,请用户从粤健通重新进入;反复出现请把时间报给项目组",
                "the code has most likely expired (5 minutes) or was used, let the user enter from 粤健通 again; if it repeats, report the time to the project team",
            ),
        ),
        ResponseError::RefusedWhenResent => {
            say("应答表示失败,但没有给出失败码", "the answer says no and gives no code", RESENT)
        }
        ResponseError::HttpStatus => {
            say("网关返回 HTTP 错误", "the gateway answered with an HTTP error", ASK_AGAIN)
        }
        ResponseError::Redirect => say(
            "对方要求重定向,本库不跟随",
            "a redirect was answered, which is never followed",
            WHO_ANSWERED,
        ),
        ResponseError::Empty => say("应答正文为空", "the answer is empty", ASK_AGAIN),
        ResponseError::TooLarge { limit } => (
            format!("应答超过 maxResponseBytes({limit} 字节)"),
            format!("the answer is larger than maxResponseBytes ({limit} bytes)"),
            WHO_ANSWERED,
        ),
        ResponseError::Truncated => say("应答不完整,中途被截断", "the answer broke off", ASK_AGAIN),
        ResponseError::Html => say(
            "应答是网页(HTML)或 XML,不是 JSON",
            "the answer is HTML or XML, not JSON",
            WHO_ANSWERED,
        ),
        ResponseError::NotJson => say("应答不是合法 JSON", "the answer is not valid JSON", REPORT),
        ResponseError::TooDeep { limit } => (
            format!("应答的 JSON 嵌套超过 {limit} 层"),
            format!("the answer's JSON is nested more than {limit} levels deep"),
            WHO_ANSWERED,
        ),
        ResponseError::NotUtf8(encoding) => not_utf8(*encoding),
        ResponseError::Compressed => say(
            "应答用了无法解开的压缩",
            "the answer is compressed in a way that cannot be undone",
            (
                "检查前置机或代理的压缩设置",
                "check the compression settings of the front-end machine or proxy",
            ),
        ),
        ResponseError::CompressedUnannounced => say(
            "应答是压缩数据,却没有 Content-Encoding 头",
            "the answer is compressed and has no Content-Encoding header",
            (
                "前置机或代理去掉了这个头,或压缩了两次:检查它的压缩设置",
                "a front-end machine or proxy removed the header, or compressed twice: check its settings",
            ),
        ),
        ResponseError::NotTheInterface => {
            say("应答是 JSON,但没有 errcode", "the answer is JSON without an errcode", WHO_ANSWERED)
        }
        ResponseError::NoData => {
            say("errcode 为 0 但没有 data", "errcode is 0 and data is missing", REPORT)
        }
        ResponseError::BadField { field } => (
            format!("字段 {field} 的类型不对"),
            format!("the field {field} is of the wrong kind"),
            REPORT,
        ),
        ResponseError::RoundedField { field } => (
            format!("字段 {field} 是经过浮点数的长整数,末几位已经不对"),
            format!(
                "the field {field} is a long number that went through a floating-point one: its last digits are lost"
            ),
            (
                "不要登录任何人;请项目组把该字段作为文本返回",
                "log nobody in; ask the project team to send this field as text",
            ),
        ),
        ResponseError::OutOfMemory => say(
            "内存不足,没有读完应答",
            "out of memory: the answer was not read to its end",
            (
                "检查主机和进程的内存上限;code 可能已用,请用户从粤健通重新进入",
                "check the memory of the machine and the limits of the process; the code may be used up, let the user enter again",
            ),
        ),
        ResponseError::Contradiction { field } => (
            format!("字段 {field} 出现两次而且不同,分不清是哪一位"),
            format!(
                "the field {field} is given twice and differs: which person is meant cannot be told"
            ),
            REPORT,
        ),
        ResponseError::NulInField { field } => (
            format!("字段 {field} 含有 NUL 字符"),
            format!("the field {field} holds a NUL character"),
            REPORT,
        ),
        ResponseError::Nobody(presence) => nobody(presence),
    }
}

fn not_utf8(encoding: Encoding) -> Parts {
    let (zh, en) = match encoding {
        Encoding::Gbk => {
            ("应答不是 UTF-8(多半是 GBK)", "the answer is not UTF-8 (most likely GBK)")
        }
        Encoding::Utf16 => ("应答是 UTF-16,不是 UTF-8", "the answer is UTF-16, not UTF-8"),
        Encoding::Unknown => (
            "应答不是 UTF-8,也不是认得的其他编码",
            "the answer is neither UTF-8 nor another encoding that is known here",
        ),
    };
    say(
        zh,
        en,
        (
            "指引规定 UTF-8;检查前置机是否转了码,或报给项目组",
            "the guide says UTF-8; check whether a front-end machine converts, or report it",
        ),
    )
}

fn nobody(presence: &Presence) -> Parts {
    let list = |names: &[&str], separator, none: &str| match names {
        [] => none.to_owned(),
        names => names.join(separator),
    };
    let (filled, blank) = (&presence.filled, &presence.blank);
    (
        format!(
            "应答成功,但 certificateNo 和 userId 都没有值;有值的字段:{};空的字段:{}",
            list(filled, "、", "无"),
            list(blank, "、", "无"),
        ),
        format!(
            "success, but neither certificateNo nor userId holds anything; fields with a value: {}; empty fields: {}",
            list(filled, ", ", "none"),
            list(blank, ", ", "none"),
        ),
        (
            "不要登录任何人;字段可能改了名或换了层,请把时间和本消息报给项目组",
            "log nobody in; the fields may be spelled otherwise or elsewhere: report the time and this message to the project team",
        ),
    )
}

const SIGNATURE_HINT: (&str, &str) = (
    "原因不是本机时间(与网关一致,或按网关的时间重签仍被拒),或时间无从比较:核对 token、paasId、appSecret 和 signature 配置,或某个请求头被代理去掉",
    "it is not the clock (they agree, or the gateway's time was refused too), or the clocks cannot be compared: check token, paasId, appSecret and the signature settings, or whether a proxy removed a header",
);

fn clock(seconds: i64) -> Parts {
    let (zh, en) = if seconds > 0 { ("慢", "behind") } else { ("快", "ahead") };
    let by = seconds.unsigned_abs();
    (
        format!("验签失败:本机时间比网关{zh} {by} 秒"),
        format!("the signature was refused: this machine's clock is {by} s {en}"),
        (
            "校准本机时间(启用 NTP);允许误差 180 秒",
            "set this machine's clock (enable NTP); 180 s are tolerated",
        ),
    )
}

fn not_permitted(permission: Permission) -> Parts {
    match permission {
        Permission::NotSubscribed => say(
            "网关不允许调用:未授权或未订阅该服务",
            "the gateway does not permit the call: not subscribed",
            (
                "核对 serviceId 与环境,请项目组开通",
                "check serviceId and environment, ask the project team to subscribe",
            ),
        ),
        Permission::Address => say(
            "网关不允许本机的出口 IP",
            "the gateway does not permit this machine's address",
            (
                "把医院的出口 IP 报给项目组加白名单",
                "give the hospital's outgoing address to the project team",
            ),
        ),
        Permission::Expired => say(
            "服务订阅已过期",
            "the subscription has expired",
            ("请项目组续期", "ask the project team to renew it"),
        ),
    }
}
