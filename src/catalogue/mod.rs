//! What a person reads: every error as a sentence that says what is wrong and one that says what to do,
//! in Chinese and in English.

mod certificate;
mod config;
mod mistake;
mod network;
mod response;
mod rule;
mod sm4;

use std::ffi::CStr;
use std::fmt;

use crate::error::{CodeError, ConfigError, Error, LinkError};

/// There must be something to say when there is no memory to make it in.
pub(crate) const OUT_OF_MEMORY: &CStr =
    c"内存不足,本次调用没有完成 | out of memory: this call was not completed";
pub(crate) const OUT_OF_MEMORY_HINT: &CStr =
    c"检查主机和进程的内存上限;释放内存后可以继续调用,但 code 可能已用 | check the memory of the machine and the limits of the process; calls work again once there is memory, but the code may be used up";

const OPTIONS: (&str, &str) = (
    "可用的选项:timeoutMs(整数)、only(检查的列表)、discover 和 discoverInProduction(true 或 false)",
    "the options: timeoutMs (an integer), only (a list of checks), discover and discoverInProduction (true or false)",
);

/// A message and a hint, each `中文 | English`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

/// Both sentences in both languages.
pub(crate) fn text(message: (String, String), hint: (&str, &str)) -> Text {
    Text {
        message: format!("{} | {}", message.0, message.1),
        hint: format!("{} | {}", hint.0, hint.1),
    }
}

/// A message without anything to fill in.
fn fixed(message: (&str, &str), hint: (&str, &str)) -> Text {
    text((message.0.to_owned(), message.1.to_owned()), hint)
}

impl Error {
    /// The texts of this error. They hold no secret, no code and no person's data.
    pub fn text(&self) -> Text {
        match self {
            Error::Config(e) => config::describe(e),
            Error::Options(e) => options(e),
            Error::Code(e) => code(*e),
            Error::BusinessType(_) => fixed(
                ("businessType 必须是正整数", "businessType must be a positive integer"),
                ("互联网医院固定传 1(预约挂号)", "an internet hospital passes 1"),
            ),
            Error::Link(e) => link(*e),
            Error::Network(e) => network::describe(e),
            Error::Response(e, seen) => response::describe(e, seen),
            Error::Field(field, e, _) => sm4::field(field, *e),
            Error::Sm4(e) => sm4::describe(*e),
            Error::Random => random(),
            Error::OutOfMemory => {
                let owned = |text: &CStr| text.to_string_lossy().into_owned();
                Text { message: owned(OUT_OF_MEMORY), hint: owned(OUT_OF_MEMORY_HINT) }
            }
            Error::Internal(what) => text(
                (format!("库内部错误:{what}"), format!("internal error: {what}")),
                ("请把本消息和库版本报告给维护者", "please report this message and the version"),
            ),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text().message)
    }
}

/// The rules for their values are the configuration's.
fn options(e: &ConfigError) -> Text {
    let message = match e {
        ConfigError::NotJson { .. } | ConfigError::NotAnObject { .. } => (
            "参数 options_json 不是 JSON 对象".to_owned(),
            "the argument options_json is no JSON object".to_owned(),
        ),
        ConfigError::UnknownKey { key, .. } => (
            format!("参数 options_json:没有选项 {key}"),
            format!("the argument options_json: there is no option {key}"),
        ),
        other => {
            let told = config::describe(other).message;
            let (zh, en) = told.split_once(" | ").unwrap_or((&told, &told));
            (format!("参数 options_json:{zh}"), format!("the argument options_json: {en}"))
        }
    };
    text(message, OPTIONS)
}

fn random() -> Text {
    fixed(
        ("操作系统的随机数源不可用", "the operating system's random source failed"),
        ("检查系统随机数服务后重试", "check the system's random source and try again"),
    )
}

fn local_resources(cause: &str, hint: (&str, &str)) -> Text {
    text(
        (
            format!("本机的句柄、线程或内存已耗尽:{cause}"),
            format!("this machine has no descriptors, threads or memory left: {cause}"),
        ),
        hint,
    )
}

fn code(e: CodeError) -> Text {
    let hint = (
        "把小程序传来的 code 原样传入;从链接取 code 请用 yjt_code_from_link",
        "pass the code as the mini-program handed it over; to take it out of a link use yjt_code_from_link",
    );
    match e {
        CodeError::Empty => fixed(("code 为空", "the code is empty"), hint),
        CodeError::TooLong { characters } => text(
            (
                format!("code 有 {characters} 个字符,最多 32 个"),
                format!("the code has {characters} characters, at most 32 are allowed"),
            ),
            hint,
        ),
        CodeError::Alphabet { position } => text(
            (
                format!("code 的第 {position} 个字符不合法,只允许字母、数字和 - . _ ~"),
                format!("character {position} of the code is not one of A-Z a-z 0-9 - . _ ~"),
            ),
            hint,
        ),
    }
}

fn link(e: LinkError) -> Text {
    let hint = (
        "传入完整的落地页地址、其查询串(code=…)或小程序的 extraData JSON",
        "pass the whole landing URL, its query string (code=…), or the mini-program's extraData JSON",
    );
    match e {
        LinkError::NotALink => fixed(
            (
                "文本既不是链接,也不是查询串或 extraData JSON",
                "the text is neither a link, nor a query string, nor extraData JSON",
            ),
            (
                "如果它本身就是 code,请直接调用 yjt_exchange_code",
                "if it is the code itself, call yjt_exchange_code with it",
            ),
        ),
        LinkError::BadJson { line, column } => text(
            (
                format!("extraData 不是合法 JSON(第 {line} 行第 {column} 列)"),
                format!("the extraData is not valid JSON (line {line}, column {column})"),
            ),
            hint,
        ),
        LinkError::NoCode => fixed(
            ("链接里没有 code 参数", "the link has no parameter called code"),
            (
                "确认用户是从粤健通进入的,且前端没有丢掉查询串或 # 之后的部分;链接若在另一个参数(如 redirect)的值里,先解码再传入那个值",
                "make sure the user came from 粤健通 and the front end kept the query string and what follows the #; if the link is the value of another parameter (such as redirect), decode that value and pass it",
            ),
        ),
        LinkError::EmptyCode => fixed(
            ("链接里的 code 参数为空", "the link's code parameter is empty"),
            ("请用户从粤健通重新进入", "let the user enter from 粤健通 again"),
        ),
        LinkError::DifferentCodes => fixed(
            ("链接里有多个不同的 code", "the link holds several codes that differ"),
            (
                "去掉旧的 code(例如微信网页授权的 code 或上次登录留下的)后再解析",
                "remove the stale one (of WeChat's web authorization, or of an earlier login) before parsing",
            ),
        ),
        LinkError::BadEncoding => {
            fixed(("code 的百分号编码有误", "the code's percent-encoding is broken"), hint)
        }
        LinkError::Code(e) => code(e),
    }
}
