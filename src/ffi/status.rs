//! The numbers. Written out, never reused; gaps are room for more of a kind.

use std::ffi::CStr;

use super::boundary::failure::{ArgumentError, Failure};
use super::types::yjt_status;
use crate::error::{
    CodeError, ConfigError, Error, LinkError, NetworkError, ResponseError, Sm4Error,
};

/// Success.
pub const YJT_OK: yjt_status = 0;

/// 接口 errcode 1 失败: the interface reports failure, most likely an expired or used code.
pub const YJT_ERR_FAILED: yjt_status = 1;
/// 接口 errcode 2 参数不合法: the interface finds a parameter invalid.
pub const YJT_ERR_INVALID_PARAMETER: yjt_status = 2;
/// 接口 errcode 3 验签失败: the interface refused the signature, and it is not the clock, or the clocks cannot be compared.
pub const YJT_ERR_SIGNATURE: yjt_status = 3;

/// A required argument is NULL.
pub const YJT_ERR_NULL_ARGUMENT: yjt_status = 100;
/// A text argument is not UTF-8.
pub const YJT_ERR_NOT_UTF8: yjt_status = 101;
/// A text argument is over the function's limit.
pub const YJT_ERR_TOO_LONG: yjt_status = 102;
/// Not a client of this library, or one that was freed.
pub const YJT_ERR_CLIENT_HANDLE: yjt_status = 103;
/// Not a user of this library, or one that was freed.
pub const YJT_ERR_USER_HANDLE: yjt_status = 104;
/// A pointer given to yjt_free that is not the library's, or not any more.
pub const YJT_ERR_NOT_OURS: yjt_status = 105;
/// yjt_set_logger was called from within the logger.
pub const YJT_ERR_INSIDE_LOGGER: yjt_status = 106;
/// A log level that is none of YJT_LOG_*.
pub const YJT_ERR_LOG_LEVEL: yjt_status = 107;
/// The configuration is not a JSON object.
pub const YJT_ERR_CONFIG_JSON: yjt_status = 110;
/// The configuration holds an unknown key; the message names the nearest known one.
pub const YJT_ERR_CONFIG_UNKNOWN_KEY: yjt_status = 111;
/// The configuration lacks a key.
pub const YJT_ERR_CONFIG_MISSING_KEY: yjt_status = 112;
/// A configured value is of the wrong type, out of range or malformed.
pub const YJT_ERR_CONFIG_VALUE: yjt_status = 113;
/// A configured file cannot be read or holds no certificate.
pub const YJT_ERR_CONFIG_FILE: yjt_status = 114;
/// The code is empty, over 32 characters, or holds a character that no code has.
pub const YJT_ERR_CODE: yjt_status = 120;
/// The business type is not a positive integer.
pub const YJT_ERR_BUSINESS_TYPE: yjt_status = 121;
/// The text is neither a link, nor a query string, nor extraData JSON.
pub const YJT_ERR_LINK_MALFORMED: yjt_status = 130;
/// The link has no parameter called code.
pub const YJT_ERR_LINK_NO_CODE: yjt_status = 131;
/// The link's code is empty.
pub const YJT_ERR_LINK_EMPTY_CODE: yjt_status = 132;
/// The link holds several codes that differ.
pub const YJT_ERR_LINK_DIFFERENT_CODES: yjt_status = 133;
/// The link's code is over-long, badly encoded, or holds a character that no code has.
pub const YJT_ERR_LINK_CODE: yjt_status = 134;

/// The gateway's (or the proxy's) host name cannot be looked up.
pub const YJT_ERR_NAME_LOOKUP: yjt_status = 200;
/// No TCP connection: refused, unreachable, reset.
pub const YJT_ERR_CONNECT: yjt_status = 201;
/// The proxy refused, wants credentials, or is no HTTP proxy.
pub const YJT_ERR_PROXY: yjt_status = 202;
/// The TLS handshake failed.
pub const YJT_ERR_TLS: yjt_status = 203;
/// The server's certificate does not verify.
pub const YJT_ERR_CERTIFICATE: yjt_status = 204;
/// The server's certificate is none of the pinned ones.
pub const YJT_ERR_CERTIFICATE_PIN: yjt_status = 205;
/// Connecting took longer than connectTimeoutMs; nothing was sent.
pub const YJT_ERR_CONNECT_TIMEOUT: yjt_status = 206;
/// No complete answer within timeoutMs.
pub const YJT_ERR_TIMEOUT: yjt_status = 207;
/// The connection broke after the request was sent.
pub const YJT_ERR_DISCONNECTED: yjt_status = 208;
/// What answered cannot be read as HTTP: something else, or a head or chunks that are too large or malformed.
pub const YJT_ERR_NOT_HTTP: yjt_status = 209;
/// This process or machine has no descriptors, threads or memory left; nothing was sent.
pub const YJT_ERR_LOCAL_RESOURCES: yjt_status = 210;

/// The gateway does not know the paasid or the secret (ACG.1401, HTTP 401).
pub const YJT_ERR_GATEWAY_IDENTITY: yjt_status = 300;
/// The gateway does not permit the call: not subscribed, address not allowed, subscription expired.
pub const YJT_ERR_GATEWAY_NOT_PERMITTED: yjt_status = 301;
/// Too many requests, circuit open, or gateway unavailable: try again later.
pub const YJT_ERR_GATEWAY_BUSY: yjt_status = 302;
/// The signature was refused because the local clock is off; the message says by how many seconds.
pub const YJT_ERR_GATEWAY_CLOCK: yjt_status = 303;
/// The gateway refused the signature (AGW.1433), and it is not the clock, or the clocks cannot be compared.
pub const YJT_ERR_GATEWAY_SIGNATURE: yjt_status = 304;
/// A failure code that the guide does not list; see yjt_error.gateway_code.
pub const YJT_ERR_GATEWAY_OTHER_CODE: yjt_status = 305;
/// An HTTP status that is no success; see yjt_error.http_status.
pub const YJT_ERR_ANSWER_HTTP_STATUS: yjt_status = 310;
/// A redirect, which is never followed.
pub const YJT_ERR_ANSWER_REDIRECT: yjt_status = 311;
/// The answer's body is empty.
pub const YJT_ERR_ANSWER_EMPTY: yjt_status = 312;
/// The answer is over maxResponseBytes.
pub const YJT_ERR_ANSWER_TOO_LARGE: yjt_status = 313;
/// The answer broke off.
pub const YJT_ERR_ANSWER_TRUNCATED: yjt_status = 314;
/// The answer is an HTML page.
pub const YJT_ERR_ANSWER_HTML: yjt_status = 315;
/// The answer is not JSON, or nested beyond all measure.
pub const YJT_ERR_ANSWER_NOT_JSON: yjt_status = 316;
/// The answer is not UTF-8.
pub const YJT_ERR_ANSWER_NOT_UTF8: yjt_status = 317;
/// The answer is compressed in a way that cannot be undone.
pub const YJT_ERR_ANSWER_COMPRESSED: yjt_status = 318;
/// The answer is JSON without an errcode.
pub const YJT_ERR_ANSWER_NO_ERRCODE: yjt_status = 319;
/// errcode 0 without data.
pub const YJT_ERR_ANSWER_NO_DATA: yjt_status = 320;
/// A field of the answer is of the wrong kind, was rounded, is given twice and differs, or holds a NUL character.
pub const YJT_ERR_ANSWER_FIELD: yjt_status = 321;
/// Success without anybody: neither certificateNo nor userId holds anything.
pub const YJT_ERR_ANSWER_NOBODY: yjt_status = 322;

/// An SM4 key that is not 32 characters long.
pub const YJT_ERR_KEY_LENGTH: yjt_status = 400;
/// An SM4 key that holds something else than hex digits.
pub const YJT_ERR_KEY_HEX: yjt_status = 401;
/// An empty cipher text.
pub const YJT_ERR_CIPHER_EMPTY: yjt_status = 410;
/// A cipher text that holds something else than hex digits.
pub const YJT_ERR_CIPHER_HEX: yjt_status = 411;
/// A cipher text that is no multiple of 32 hex digits.
pub const YJT_ERR_CIPHER_LENGTH: yjt_status = 412;
/// The padding is wrong after decryption: most likely the key is.
pub const YJT_ERR_PADDING: yjt_status = 420;
/// The decrypted text is not UTF-8.
pub const YJT_ERR_TEXT_NOT_UTF8: yjt_status = 421;
/// The decrypted text holds a NUL character, which C text cannot.
pub const YJT_ERR_TEXT_NUL: yjt_status = 422;

/// A mistake of the library itself, caught before it could do harm.
pub const YJT_ERR_INTERNAL: yjt_status = 900;
/// The operating system's random source failed.
pub const YJT_ERR_RANDOM: yjt_status = 901;
/// Memory ran out; the call was not completed.
pub const YJT_ERR_OUT_OF_MEMORY: yjt_status = 902;

/// Exhaustive on purpose: a new error without a number does not compile.
pub(super) fn status_of(failure: &Failure) -> yjt_status {
    match failure {
        Failure::Argument(_, e) => match e {
            ArgumentError::Null => YJT_ERR_NULL_ARGUMENT,
            ArgumentError::NotUtf8 | ArgumentError::Utf16 => YJT_ERR_NOT_UTF8,
            ArgumentError::TooLong { .. } => YJT_ERR_TOO_LONG,
            ArgumentError::NotAClient => YJT_ERR_CLIENT_HANDLE,
            ArgumentError::NotAUser => YJT_ERR_USER_HANDLE,
            ArgumentError::InsideLogger => YJT_ERR_INSIDE_LOGGER,
            ArgumentError::LogLevel => YJT_ERR_LOG_LEVEL,
        },
        Failure::TextHoldsNul => YJT_ERR_TEXT_NUL,
        Failure::NotOurs => YJT_ERR_NOT_OURS,
        Failure::Panic => YJT_ERR_INTERNAL,
        Failure::OutOfMemory => YJT_ERR_OUT_OF_MEMORY,
        Failure::Core(e) => of_error(e),
    }
}

/// Causes that a walk over the whole way tells apart.
pub(super) fn doctor_helps(status: yjt_status) -> bool {
    matches!(
        status,
        YJT_ERR_TLS
            | YJT_ERR_CERTIFICATE
            | YJT_ERR_GATEWAY_IDENTITY
            | YJT_ERR_GATEWAY_CLOCK
            | YJT_ERR_GATEWAY_SIGNATURE
    )
}

fn of_error(e: &Error) -> yjt_status {
    match e {
        Error::Config(e) | Error::Options(e) => of_config(e),
        Error::Code(CodeError::Empty | CodeError::TooLong { .. } | CodeError::Alphabet { .. }) => {
            YJT_ERR_CODE
        }
        Error::BusinessType(_) => YJT_ERR_BUSINESS_TYPE,
        Error::Link(e) => match e {
            LinkError::NotALink | LinkError::BadJson { .. } => YJT_ERR_LINK_MALFORMED,
            LinkError::NoCode => YJT_ERR_LINK_NO_CODE,
            LinkError::EmptyCode => YJT_ERR_LINK_EMPTY_CODE,
            LinkError::DifferentCodes => YJT_ERR_LINK_DIFFERENT_CODES,
            LinkError::BadEncoding | LinkError::Code(_) => YJT_ERR_LINK_CODE,
        },
        Error::Network(e) => of_network(e),
        Error::Response(e, _) => of_answer(e),
        Error::Field(_, e, _) | Error::Sm4(e) => of_sm4(*e),
        Error::Random => YJT_ERR_RANDOM,
        Error::OutOfMemory => YJT_ERR_OUT_OF_MEMORY,
        Error::Internal(_) => YJT_ERR_INTERNAL,
    }
}

fn of_config(e: &ConfigError) -> yjt_status {
    match e {
        ConfigError::NotJson { .. } => YJT_ERR_CONFIG_JSON,
        ConfigError::NotAnObject { key } if key.is_empty() => YJT_ERR_CONFIG_JSON,
        ConfigError::UnknownKey { .. } => YJT_ERR_CONFIG_UNKNOWN_KEY,
        ConfigError::Missing { .. } => YJT_ERR_CONFIG_MISSING_KEY,
        ConfigError::NotAnObject { .. }
        | ConfigError::Repeated { .. }
        | ConfigError::WrongType { .. }
        | ConfigError::OutOfRange { .. }
        | ConfigError::NotOneOf { .. }
        | ConfigError::Invalid { .. } => YJT_ERR_CONFIG_VALUE,
        ConfigError::AppKey(e) => of_sm4(*e),
        ConfigError::File { .. }
        | ConfigError::NotRegularFile { .. }
        | ConfigError::FileTooLarge { .. }
        | ConfigError::NoCertificate { .. } => YJT_ERR_CONFIG_FILE,
        ConfigError::LocalResources { .. } => YJT_ERR_LOCAL_RESOURCES,
    }
}

fn of_network(e: &NetworkError) -> yjt_status {
    match e {
        NetworkError::NameLookup { .. } => YJT_ERR_NAME_LOOKUP,
        NetworkError::Connect { .. } => YJT_ERR_CONNECT,
        NetworkError::Proxy { .. } => YJT_ERR_PROXY,
        NetworkError::Tls { .. } => YJT_ERR_TLS,
        NetworkError::Certificate { .. } => YJT_ERR_CERTIFICATE,
        NetworkError::Pin { .. } => YJT_ERR_CERTIFICATE_PIN,
        NetworkError::ConnectTimeout { .. } => YJT_ERR_CONNECT_TIMEOUT,
        NetworkError::Timeout { .. } => YJT_ERR_TIMEOUT,
        NetworkError::Disconnected { .. } => YJT_ERR_DISCONNECTED,
        NetworkError::NotHttp { .. } => YJT_ERR_NOT_HTTP,
        NetworkError::LocalResources { .. } => YJT_ERR_LOCAL_RESOURCES,
        NetworkError::Random => YJT_ERR_RANDOM,
    }
}

fn of_answer(e: &ResponseError) -> yjt_status {
    match e {
        ResponseError::Failed | ResponseError::FailedWhenResent => YJT_ERR_FAILED,
        ResponseError::InvalidParameter => YJT_ERR_INVALID_PARAMETER,
        ResponseError::Signature => YJT_ERR_SIGNATURE,
        ResponseError::Identity => YJT_ERR_GATEWAY_IDENTITY,
        ResponseError::NotPermitted(_) => YJT_ERR_GATEWAY_NOT_PERMITTED,
        ResponseError::Busy => YJT_ERR_GATEWAY_BUSY,
        ResponseError::Clock { .. } => YJT_ERR_GATEWAY_CLOCK,
        ResponseError::GatewaySignature => YJT_ERR_GATEWAY_SIGNATURE,
        ResponseError::OtherCode
        | ResponseError::RefusedWithoutCode
        | ResponseError::RefusedWhenResent => YJT_ERR_GATEWAY_OTHER_CODE,
        ResponseError::HttpStatus => YJT_ERR_ANSWER_HTTP_STATUS,
        ResponseError::Redirect => YJT_ERR_ANSWER_REDIRECT,
        ResponseError::Empty => YJT_ERR_ANSWER_EMPTY,
        ResponseError::TooLarge { .. } => YJT_ERR_ANSWER_TOO_LARGE,
        ResponseError::Truncated => YJT_ERR_ANSWER_TRUNCATED,
        ResponseError::Html => YJT_ERR_ANSWER_HTML,
        ResponseError::NotJson | ResponseError::TooDeep { .. } => YJT_ERR_ANSWER_NOT_JSON,
        ResponseError::NotUtf8(_) => YJT_ERR_ANSWER_NOT_UTF8,
        ResponseError::Compressed | ResponseError::CompressedUnannounced => {
            YJT_ERR_ANSWER_COMPRESSED
        }
        ResponseError::NotTheInterface => YJT_ERR_ANSWER_NO_ERRCODE,
        ResponseError::NoData => YJT_ERR_ANSWER_NO_DATA,
        ResponseError::BadField { .. }
        | ResponseError::RoundedField { .. }
        | ResponseError::Contradiction { .. }
        | ResponseError::NulInField { .. } => YJT_ERR_ANSWER_FIELD,
        ResponseError::OutOfMemory => YJT_ERR_OUT_OF_MEMORY,
        ResponseError::Nobody(_) => YJT_ERR_ANSWER_NOBODY,
    }
}

fn of_sm4(e: Sm4Error) -> yjt_status {
    match e {
        Sm4Error::KeyLength { .. } => YJT_ERR_KEY_LENGTH,
        Sm4Error::KeyNotHex { .. } => YJT_ERR_KEY_HEX,
        Sm4Error::CipherEmpty => YJT_ERR_CIPHER_EMPTY,
        Sm4Error::CipherNotHex { .. } => YJT_ERR_CIPHER_HEX,
        Sm4Error::CipherLength { .. } => YJT_ERR_CIPHER_LENGTH,
        Sm4Error::Padding { .. } => YJT_ERR_PADDING,
        Sm4Error::TextNotUtf8 => YJT_ERR_TEXT_NOT_UTF8,
        Sm4Error::OutOfMemory => YJT_ERR_OUT_OF_MEMORY,
    }
}

/// A short static text for any number.
pub(super) fn text_of(status: yjt_status) -> &'static CStr {
    let found = ABOUT.iter().find(|(number, _)| *number == status);
    found.map_or(c"未知状态 | unknown status", |(_, text)| text)
}

/// Each number's text, which says the cause, and the remedy; tools/ writes the READMEs' tables of both.
const ABOUT: &[(yjt_status, &CStr)] = &[
    about(YJT_OK, c"成功 | success", ""),
    about(
        YJT_ERR_FAILED,
        c"接口返回失败 | the interface reports failure",
        "code 多半已过期(5 分钟)或已用过,请用户从粤健通重新进入 | the code has expired (5 \
         minutes) or was used: let the user enter again",
    ),
    about(
        YJT_ERR_INVALID_PARAMETER,
        c"接口认为参数不合法 | the interface finds a parameter invalid",
        "核对 `appCode`、业务类型和环境 | check `appCode`, business type and environment",
    ),
    about(
        YJT_ERR_SIGNATURE,
        c"接口验签失败 | the interface refused the signature",
        "时钟无误:核对 `token`、`paasId`、`appSecret`、`signature`;或请求头被代理去掉 | the \
         clocks agree: check `token`, `paasId`, `appSecret`, `signature`; or a proxy removed a \
         header",
    ),
    about(
        YJT_ERR_NULL_ARGUMENT,
        c"参数为 NULL | an argument is NULL",
        "`message` 指出是哪个参数 | `message` names the argument",
    ),
    about(
        YJT_ERR_NOT_UTF8,
        c"文本参数不是 UTF-8 | a text argument is not UTF-8",
        "`message` 指出是哪个参数 | `message` names the argument",
    ),
    about(
        YJT_ERR_TOO_LONG,
        c"文本参数过长 | a text argument is too long",
        "`message` 指出是哪个参数 | `message` names the argument",
    ),
    about(
        YJT_ERR_CLIENT_HANDLE,
        c"不是有效的 client | not a live client",
        "检查是否重复释放,或释放后仍在使用 | look for double frees and use after free",
    ),
    about(
        YJT_ERR_USER_HANDLE,
        c"不是有效的 user | not a live user",
        "检查是否重复释放,或释放后仍在使用 | look for double frees and use after free",
    ),
    about(
        YJT_ERR_NOT_OURS,
        c"不是本库的指针 | not a pointer of this library",
        "检查是否重复释放,或释放后仍在使用 | look for double frees and use after free",
    ),
    about(
        YJT_ERR_INSIDE_LOGGER,
        c"不能在日志回调里调用 | not allowed inside the logger",
        "改正调用 | mend the call",
    ),
    about(YJT_ERR_LOG_LEVEL, c"未知的日志级别 | unknown log level", "改正调用 | mend the call"),
    about(
        YJT_ERR_CONFIG_JSON,
        c"配置不是 JSON 对象 | the configuration is not a JSON object",
        "`message` 指出行列和原因,`hint` 给出改法 | `message` tells line, column and cause, \
         `hint` the remedy",
    ),
    about(
        YJT_ERR_CONFIG_UNKNOWN_KEY,
        c"未知的配置项 | unknown configuration key",
        "`message` 指出是哪个键 | `message` names the key",
    ),
    about(
        YJT_ERR_CONFIG_MISSING_KEY,
        c"缺少配置项 | a configuration key is missing",
        "`message` 指出是哪个键 | `message` names the key",
    ),
    about(
        YJT_ERR_CONFIG_VALUE,
        c"配置值不合法 | a configured value is invalid",
        "`message` 指出是哪个键 | `message` names the key",
    ),
    about(
        YJT_ERR_CONFIG_FILE,
        c"配置的文件不可用 | a configured file is unusable",
        "`message` 指出是哪个键 | `message` names the key",
    ),
    about(
        YJT_ERR_CODE,
        c"code 不合法 | the code is invalid",
        "没有发送;code 是 1 到 32 个 `A-Z a-z 0-9 - . _ ~` | nothing was sent; a code is 1 to \
         32 of `A-Z a-z 0-9 - . _ ~`",
    ),
    about(
        YJT_ERR_BUSINESS_TYPE,
        c"businessType 不合法 | the business type is invalid",
        "没有发送;业务类型是正整数 | nothing was sent; a business type is a positive integer",
    ),
    about(
        YJT_ERR_LINK_MALFORMED,
        c"不是链接 | not a link",
        "核对落地页地址是否完整传入 | check that the landing URL arrives whole",
    ),
    about(
        YJT_ERR_LINK_NO_CODE,
        c"链接里没有 code | the link has no code",
        "核对落地页地址是否完整传入 | check that the landing URL arrives whole",
    ),
    about(
        YJT_ERR_LINK_EMPTY_CODE,
        c"链接里的 code 为空 | the link's code is empty",
        "核对落地页地址是否完整传入 | check that the landing URL arrives whole",
    ),
    about(
        YJT_ERR_LINK_DIFFERENT_CODES,
        c"链接里有多个不同的 code | the link's codes differ",
        "核对落地页地址是否完整传入 | check that the landing URL arrives whole",
    ),
    about(
        YJT_ERR_LINK_CODE,
        c"链接里的 code 不合法 | the link's code is invalid",
        "核对落地页地址是否完整传入 | check that the landing URL arrives whole",
    ),
    about(
        YJT_ERR_NAME_LOOKUP,
        c"域名解析失败 | name look-up failed",
        "检查 DNS 或 hosts;院内服务器常需前置机或代理 | check DNS or hosts; inside a hospital a \
         front-end machine or a proxy is often needed",
    ),
    about(
        YJT_ERR_CONNECT,
        c"连接失败 | cannot connect",
        "检查防火墙、线路、`baseUrl`、`proxy` | check firewall, line, `baseUrl`, `proxy`",
    ),
    about(
        YJT_ERR_PROXY,
        c"代理拒绝 | the proxy refused",
        "检查代理的用户名密码和放行规则 | check the proxy's user, password and rules",
    ),
    about(
        YJT_ERR_TLS,
        c"TLS 握手失败 | TLS handshake failed",
        "本库支持 TLS 1.2 / 1.3;旧 TLS 或国密请用前置机转换 | TLS 1.2 and 1.3 are spoken; older \
         ones and SM suites need a front-end machine",
    ),
    about(
        YJT_ERR_CERTIFICATE,
        c"证书验证失败 | the certificate does not verify",
        "`message` 写明原因(过期、域名不符、机构未知、缺中间证书、算法或密钥太旧……):先校准\
         时间,再照 `hint` 做:配置 `tls.caFile`、换域名或请对方重新签发 | `message` names the \
         cause: expired, another name, an unknown authority, a certificate that was not sent, an \
         old algorithm or key. Check the clock, then do what `hint` says",
    ),
    about(
        YJT_ERR_CERTIFICATE_PIN,
        c"证书不在固定之列 | the certificate is not pinned",
        "不在 `tls.pinnedSha256` 之列:向项目组核实后更新 | it is none of `tls.pinnedSha256`: \
         ask the project team, then update",
    ),
    about(
        YJT_ERR_CONNECT_TIMEOUT,
        c"连接超时 | connecting timed out",
        "请求没有发出,code 未被使用:检查线路,或调大 `connectTimeoutMs` | nothing was sent, the \
         code is unused: check the line, or raise `connectTimeoutMs`",
    ),
    about(
        YJT_ERR_TIMEOUT,
        c"应答超时 | the answer timed out",
        "请求已经发出,code 可能已用:请用户重新进入 | the request was sent, the code may be \
         used: let the user enter again",
    ),
    about(
        YJT_ERR_DISCONNECTED,
        c"连接中断 | the connection broke",
        "请求已经发出,code 可能已用:请用户重新进入 | the request was sent, the code may be \
         used: let the user enter again",
    ),
    about(
        YJT_ERR_NOT_HTTP,
        c"应答不是合法的 HTTP | the answer is not valid HTTP",
        "对方不是 HTTP,应答头超过 64 KiB 或 256 行,或应答头、分块写坏。按 `hint`:检查 `baseUrl` \
         的端口和协议,或请前置机、WAF 的管理员处理 | something else, a head over 64 KiB or 256 \
         lines, a malformed head or chunk. As `hint` says: check the port and scheme of \
         `baseUrl`, or ask the front-end machine's or firewall's administrator",
    ),
    about(
        YJT_ERR_LOCAL_RESOURCES,
        c"本机句柄、线程或内存耗尽 | no descriptors, threads or memory left",
        "请求没有发出:查句柄和线程泄漏,调高 `ulimit -n` / `-u`;恢复后 client 照常可用 | nothing \
         was sent: look for leaks, raise `ulimit -n` / `-u`; the client works again when they \
         return",
    ),
    about(
        YJT_ERR_GATEWAY_IDENTITY,
        c"网关不认识本系统 | the gateway does not know this system",
        "核对 `paasId`、`appSecret` 和环境 | check `paasId`, `appSecret`, environment",
    ),
    about(
        YJT_ERR_GATEWAY_NOT_PERMITTED,
        c"网关不允许调用 | the gateway does not permit the call",
        "未订阅、IP 不在白名单、已过期:看 `hint`,请项目组开通、加白名单或续期 | not subscribed, \
         address not allowed, expired: see `hint`, ask the project team",
    ),
    about(
        YJT_ERR_GATEWAY_BUSY,
        c"网关繁忙 | the gateway is busy",
        "限流、熔断或暂不可用:稍后重试,常出现则确认配额 | too many requests, circuit open, \
         unavailable: try later; ask for the quota when it is frequent",
    ),
    about(
        YJT_ERR_GATEWAY_CLOCK,
        c"本机时间不准 | the local clock is off",
        "验签失败就是因为它:按 `message` 里的秒数校准时间,启用 NTP | that is why the signature \
         was refused: set the clock by the seconds in `message`; NTP",
    ),
    about(
        YJT_ERR_GATEWAY_SIGNATURE,
        c"网关验签失败 | the gateway refused the signature",
        "时钟无误:核对 `token`、`paasId`、`appSecret`、`signature`;或请求头被代理去掉 | the \
         clocks agree: check `token`, `paasId`, `appSecret`, `signature`; or a proxy removed a \
         header",
    ),
    about(
        YJT_ERR_GATEWAY_OTHER_CODE,
        c"网关返回其他失败码 | another failure code of the gateway",
        "指引未收录的码,或没有给出码(`gateway_code` 为 `?`):把 `gateway_code` 和时间报给项目组 \
         | one that the guide does not list, or none (`gateway_code` is `?`): report \
         `gateway_code` and the time",
    ),
    about(
        YJT_ERR_ANSWER_HTTP_STATUS,
        c"网关返回 HTTP 错误 | an HTTP error",
        "code 可能已用,请用户重新进入;应答的多半不是网关:检查 `baseUrl`、代理和前置机 | the code may \
         be used: let the user enter again; something else than the gateway answered: check \
         `baseUrl`, proxy, front-end machine",
    ),
    about(
        YJT_ERR_ANSWER_REDIRECT,
        c"应答是重定向 | the answer is a redirect",
        "重定向从不跟随;应答的多半不是网关:检查 `baseUrl`、代理和前置机 | redirects are never \
         followed; something else than the gateway answered: check `baseUrl`, proxy, front-end \
         machine",
    ),
    about(
        YJT_ERR_ANSWER_EMPTY,
        c"应答为空 | the answer is empty",
        "请用户重新进入;反复出现报给项目组 | let the user enter again; report it if it repeats",
    ),
    about(
        YJT_ERR_ANSWER_TOO_LARGE,
        c"应答过大 | the answer is too large",
        "真实的应答不过几百字节,应答的多半不是网关:检查 `baseUrl`、代理和前置机 | real answers have a \
         few hundred bytes, something else than the gateway answered: check `baseUrl`, proxy, \
         front-end machine",
    ),
    about(
        YJT_ERR_ANSWER_TRUNCATED,
        c"应答被截断 | the answer broke off",
        "请用户重新进入;反复出现报给项目组 | let the user enter again; report it if it repeats",
    ),
    about(
        YJT_ERR_ANSWER_HTML,
        c"应答是网页 | the answer is an HTML page",
        "检查前置机和代理;或报给项目组 | check front-end machine and proxy; or report it",
    ),
    about(
        YJT_ERR_ANSWER_NOT_JSON,
        c"应答不是 JSON | the answer is not JSON",
        "检查前置机和代理;或报给项目组 | check front-end machine and proxy; or report it",
    ),
    about(
        YJT_ERR_ANSWER_NOT_UTF8,
        c"应答不是 UTF-8 | the answer is not UTF-8",
        "检查前置机和代理;或报给项目组 | check front-end machine and proxy; or report it",
    ),
    about(
        YJT_ERR_ANSWER_COMPRESSED,
        c"应答的压缩无法解开 | the answer's compression cannot be undone",
        "检查前置机和代理;或报给项目组 | check front-end machine and proxy; or report it",
    ),
    about(
        YJT_ERR_ANSWER_NO_ERRCODE,
        c"应答没有 errcode | the answer has no errcode",
        "应答的多半不是网关:检查 `baseUrl`、代理和前置机 | something else than the gateway answered: \
         check `baseUrl`, proxy, front-end machine",
    ),
    about(
        YJT_ERR_ANSWER_NO_DATA,
        c"应答没有 data | the answer has no data",
        "报给项目组 | report it",
    ),
    about(
        YJT_ERR_ANSWER_FIELD,
        c"应答字段不合法 | a field of the answer is invalid",
        "报给项目组 | report it",
    ),
    about(
        YJT_ERR_ANSWER_NOBODY,
        c"应答成功却没有身份 | success without an identity",
        "`certificateNo` 和 `userId` 都没有值:不要登录任何人;`message` 里有出现过的字段名,报给项\
         目组 | neither `certificateNo` nor `userId` holds anything: log nobody in; `message` \
         names the fields that were there, report it",
    ),
    about(
        YJT_ERR_KEY_LENGTH,
        c"密钥长度不对 | the key's length is wrong",
        "应为 32 位十六进制:原样填写项目组分配的密钥 | it has 32 hex digits: use the key as it \
         was handed out",
    ),
    about(
        YJT_ERR_KEY_HEX,
        c"密钥不是十六进制 | the key is not hex",
        "应为 32 位十六进制:原样填写项目组分配的密钥 | it has 32 hex digits: use the key as it \
         was handed out",
    ),
    about(
        YJT_ERR_CIPHER_EMPTY,
        c"密文为空 | the cipher text is empty",
        "检查密文是否被截断或改写 | it was cut or altered",
    ),
    about(
        YJT_ERR_CIPHER_HEX,
        c"密文不是十六进制 | the cipher text is not hex",
        "检查密文是否被截断或改写 | it was cut or altered",
    ),
    about(
        YJT_ERR_CIPHER_LENGTH,
        c"密文长度不对 | the cipher text's length is wrong",
        "检查密文是否被截断或改写 | it was cut or altered",
    ),
    about(
        YJT_ERR_PADDING,
        c"填充不正确,多半密钥不对 | wrong padding, most likely the key",
        "测试与生产的密钥不同,先核对环境 | test and production have different keys: check the \
         environment",
    ),
    about(
        YJT_ERR_TEXT_NOT_UTF8,
        c"明文不是 UTF-8 | the plain text is not UTF-8",
        "密钥不对,或对方用了 GBK | the key is wrong, or the other side used GBK",
    ),
    about(
        YJT_ERR_TEXT_NUL,
        c"明文含 NUL 字符 | the plain text holds a NUL character",
        "密钥不对,或对方用了 GBK | the key is wrong, or the other side used GBK",
    ),
    about(
        YJT_ERR_INTERNAL,
        c"库内部错误 | internal error",
        "请把 `message` 报给我们 | send us `message`",
    ),
    about(
        YJT_ERR_RANDOM,
        c"随机数源不可用 | the random source failed",
        "请把 `message` 报给我们 | send us `message`",
    ),
    about(
        YJT_ERR_OUT_OF_MEMORY,
        c"内存不足 | out of memory",
        "本次调用没有完成,code 可能已用:检查主机和进程的内存上限;有了内存就可以继续调用 | the call was \
         not completed and the code may be used: check the memory of the machine and the limits \
         of the process; calls work again once there is memory",
    ),
];

/// The remedy is for documents: the library itself tells a more exact one in `yjt_error.hint`.
const fn about(
    status: yjt_status,
    text: &'static CStr,
    _remedy: &'static str,
) -> (yjt_status, &'static CStr) {
    (status, text)
}
