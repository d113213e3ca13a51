//! Messages about the configuration.

use super::{Text, fixed, local_resources, mistake, rule, sm4, text};
use crate::error::{ConfigError, Kind, NotPem};

const SEE_README: (&str, &str) =
    ("全部配置项见 README 的“配置”一节", "README, section Configuration, lists every key");

/// The dot of a suggested path is no part of a key.
const WITHIN: (&str, &str) = (
    "点表示一层对象:tls.caFile 写成 \"tls\":{\"caFile\":\"……\"}",
    "a dot stands for an object: tls.caFile is written \"tls\":{\"caFile\":\"…\"}",
);

pub(super) fn describe(e: &ConfigError) -> Text {
    match e {
        ConfigError::NotJson { mistake, line, column } => {
            let ((zh, en), hint) = mistake::describe(*mistake);
            text(
                (
                    format!("配置不是合法 JSON(第 {line} 行第 {column} 列):{zh}"),
                    format!(
                        "the configuration is not valid JSON (line {line}, column {column}): {en}"
                    ),
                ),
                hint,
            )
        }
        ConfigError::Repeated { key } => text(
            (format!("{key} 出现了两次"), format!("{key} is given twice")),
            (
                "只保留一个;请求头的名称不分大小写,服务 ID 的请求头也算在内",
                "keep one; names of headers ignore case, and the service ID's header counts too",
            ),
        ),
        ConfigError::NotAnObject { key } if key.is_empty() => fixed(
            ("配置必须是一个 JSON 对象", "the configuration must be a JSON object"),
            SEE_README,
        ),
        ConfigError::NotAnObject { key } => text(
            (format!("{key} 必须是 JSON 对象"), format!("{key} must be a JSON object")),
            SEE_README,
        ),
        ConfigError::UnknownKey { key, nearest: Some(near) } => text(
            (
                format!("未知的配置项 {key},是否想写 {near}?"),
                format!("unknown key {key}, did you mean {near}?"),
            ),
            if near.contains('.') { WITHIN } else { SEE_README },
        ),
        ConfigError::UnknownKey { key, nearest: None } => {
            text((format!("未知的配置项 {key}"), format!("unknown key {key}")), SEE_README)
        }
        ConfigError::Missing { key } => text(
            (format!("缺少配置项 {key}"), format!("the key {key} is missing")),
            match key.as_str() {
                "baseUrl" | "serviceId" => (
                    "environment 为 custom 时必填;为 production、test 时有默认值,去掉这个键即可,不要留空",
                    "needed when environment is custom; production and test preset it: leave the key out, not empty",
                ),
                _ => (
                    "appCode、appKey、paasId、token 由省项目组分配;environment 取 production、test 或 custom",
                    "appCode, appKey, paasId and token come from the provincial project team; environment is production, test or custom",
                ),
            },
        ),
        ConfigError::WrongType { key, wanted, given } => {
            let (zh, en) = kind(*wanted);
            let hint = match (wanted, given) {
                (Kind::Integer | Kind::Boolean, Kind::Text) => (
                    "去掉引号:写 5000、true,不写 \"5000\"、\"true\"",
                    "write it without quotes: 5000, true",
                ),
                (Kind::Text | Kind::TextOrList, Kind::Integer | Kind::Boolean) => {
                    ("加上双引号", "write it in quotes")
                }
                _ => SEE_README,
            };
            text((format!("{key} 必须是{zh}"), format!("{key} must be {en}")), hint)
        }
        ConfigError::OutOfRange { key, min, max } => text(
            (
                format!("{key} 必须是 {min} 到 {max} 的整数"),
                format!("{key} must be an integer from {min} to {max}"),
            ),
            SEE_README,
        ),
        ConfigError::NotOneOf { key, allowed } => {
            let allowed = allowed.join(", ");
            text(
                (format!("{key} 只能取:{allowed}"), format!("{key} must be one of: {allowed}")),
                SEE_README,
            )
        }
        ConfigError::Invalid { key, rule } => {
            let (zh, en) = rule::describe(*rule);
            text((format!("{key} 不合法:{zh}"), format!("{key} is invalid: {en}")), SEE_README)
        }
        ConfigError::AppKey(e) => {
            let problem = sm4::describe(*e);
            Text { message: format!("appKey: {}", problem.message), hint: problem.hint }
        }
        ConfigError::File { key, cause } => text(
            (
                format!("{key} 指向的文件读不了:{cause}"),
                format!("the file of {key} cannot be read: {cause}"),
            ),
            (
                "用绝对路径,并确认运行本进程的账号可读",
                "use an absolute path and make sure that the account of this process may read it",
            ),
        ),
        ConfigError::NotRegularFile { key } => text(
            (
                format!("{key} 指向的不是普通文件"),
                format!("{key} names something else than a regular file"),
            ),
            (
                "管道、设备和目录不行;指向证书文件本身",
                "pipes, devices and directories will not do; name the certificate file itself",
            ),
        ),
        ConfigError::FileTooLarge { key, limit } => text(
            (
                format!("{key} 指向的文件超过 {limit} 字节"),
                format!("the file of {key} is over {limit} bytes"),
            ),
            ("检查是否指错了文件", "check that it is the right file"),
        ),
        ConfigError::NoCertificate { key, instead } => no_certificate(key, *instead),
        ConfigError::LocalResources { cause } => local_resources(
            cause,
            (
                "查本进程打开的文件是否泄漏,或调高 ulimit -n",
                "look for leaked files in this process, or raise ulimit -n",
            ),
        ),
    }
}

fn no_certificate(key: &str, instead: NotPem) -> Text {
    let message = |zh: &str, en: &str| (format!("{key} {zh}"), format!("{key} {en}"));
    match instead {
        NotPem::Der => text(
            message("是 DER(二进制)证书,需要 PEM", "is a DER (binary) certificate, PEM is needed"),
            (
                "转换:openssl x509 -inform DER -in ca.cer -out ca.pem",
                "convert it: openssl x509 -inform DER -in ca.cer -out ca.pem",
            ),
        ),
        NotPem::Utf16 => text(
            message(
                "是 UTF-16 文本,需要 ASCII 或 UTF-8",
                "is UTF-16 text, ASCII or UTF-8 is needed",
            ),
            (
                "记事本另存为时编码选 UTF-8 或 ANSI,不要选 Unicode",
                "save it as UTF-8 or ANSI, not as Notepad's Unicode",
            ),
        ),
        NotPem::Other => text(
            message("里没有可用的 PEM 证书", "holds no usable PEM certificate"),
            (
                "需要以 -----BEGIN CERTIFICATE----- 开头的 PEM;DER(.cer)请先转换",
                "PEM that begins with -----BEGIN CERTIFICATE----- is needed; convert DER (.cer) first",
            ),
        ),
    }
}

fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Text => ("文本", "a text"),
        Kind::Integer => ("整数", "an integer"),
        Kind::Boolean => (" true 或 false", "true or false"),
        Kind::Object => ("JSON 对象", "a JSON object"),
        Kind::List => ("数组", "a list"),
        Kind::TextOrList => ("文本或文本数组", "a text or a list of texts"),
        Kind::Null => (" null", "null"),
    }
}
