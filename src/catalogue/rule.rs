//! The rules that a configured text can break.

use std::borrow::Cow;

use crate::error::Rule;

pub(super) fn describe(rule: Rule) -> (Cow<'static, str>, Cow<'static, str>) {
    let (zh, en) = match rule {
        Rule::TooLong(limit) => {
            return (
                format!("最长 {limit} 个字符").into(),
                format!("at most {limit} characters are allowed").into(),
            );
        }
        Rule::TooMany(limit) => {
            return (
                format!("最多 {limit} 项").into(),
                format!("at most {limit} entries are allowed").into(),
            );
        }
        Rule::AppCode => ("1 到 10 个字母、数字或 - . _ ~", "1 to 10 of A-Z a-z 0-9 - . _ ~"),
        Rule::Credential => (
            "只能是可见 ASCII 字符,不能有空白,最长 1024",
            "visible ASCII only, no blanks, at most 1024 characters",
        ),
        Rule::HeaderValue => (
            "只能是可见 ASCII 字符,首尾不能有空白,最长 1024",
            "visible ASCII only, no blanks at the ends, at most 1024 characters",
        ),
        Rule::HeaderName => ("不是合法的 HTTP 头名称", "not a legal HTTP header name"),
        Rule::OwnHeader => ("该请求头由本库设置", "the library sets this header itself"),
        Rule::CarriageHeader => (
            "该请求头会改变请求的传输或应答的方式",
            "this header changes how the request is carried or answered",
        ),
        Rule::OwnParameter => ("该参数由本库发送", "the library sends this parameter itself"),
        Rule::UrlName => (
            "只允许字母、数字和 - . _ ~,不能只是一两个点",
            "only A-Z a-z 0-9 - . _ ~ are allowed, and not just one or two dots",
        ),
        Rule::BaseUrl => (
            "应形如 https://主机[:端口]/路径,不带用户名、? 和 #,路径里的其他字符用百分号编码",
            "it looks like https://host[:port]/path, without user name, ? or #, other characters of the path percent-encoded",
        ),
        Rule::PlainHttp => (
            "明文 http 需要 \"allowHttp\": true,仅用于院内前置机",
            "plain http needs \"allowHttp\": true and is meant for a front-end machine inside the hospital",
        ),
        Rule::ProxyUrl => (
            "应形如 http://[用户:密码@]主机:端口,特殊字符用百分号编码",
            "it looks like http://[user:password@]host:port, special characters percent-encoded",
        ),
        Rule::Host => (
            "主机应为域名、四段十进制的 IPv4 或 [IPv6],不能有空白、%、全角字符、结尾的点",
            "the host is a domain name, an IPv4 address of four decimal numbers or [IPv6], without blanks, %, full-width characters or a dot at its end",
        ),
        Rule::Port => ("端口应为 1 到 65535 的整数", "the port is an integer from 1 to 65535"),
        Rule::SignatureTemplate => (
            "占位符只有 {timestamp} {token} {nonce},且必须含 {token}",
            "placeholders are {timestamp} {token} {nonce}, and {token} must be among them",
        ),
        Rule::Fingerprint => (
            "应为 SHA-256 指纹,64 位十六进制,可带冒号",
            "a SHA-256 fingerprint is 64 hex digits, colons allowed",
        ),
        Rule::NoFingerprint => (
            "列表是空的;不固定证书时请去掉这个键",
            "the list is empty; leave the key out when no certificate is to be pinned",
        ),
        Rule::ServiceIdPlace => (
            "应为 {\"header\":\"名称\"}、{\"query\":\"名称\"} 或 \"path\"",
            "it is {\"header\":\"name\"}, {\"query\":\"name\"} or \"path\"",
        ),
        Rule::Escape => {
            ("含有不成对的 \\u 转义", "it holds half of a surrogate pair as a \\u escape")
        }
    };
    (zh.into(), en.into())
}
