//! A failed call: a bad argument, an error of the core, a panic, or memory that ran out.

use std::ffi::CStr;

use crate::catalogue::{self, Text};
use crate::error::{Error, Seen};

#[derive(Debug)]
pub enum Failure {
    /// The argument's name in the header, and what is wrong with it.
    Argument(&'static str, ArgumentError),
    /// A text to hand out holds a NUL character.
    TextHoldsNul,
    /// A pointer given to yjt_free.
    NotOurs,
    Core(Error),
    Panic,
    OutOfMemory,
}

/// A message and a hint.
pub enum Said {
    /// Which need no memory: yjt_free allocates nothing, and memory may have run out.
    Static(&'static CStr, &'static CStr),
    Made(Text),
}

#[derive(Debug, Clone, Copy)]
pub enum ArgumentError {
    Null,
    NotUtf8,
    Utf16,
    TooLong { limit: usize },
    NotAClient,
    NotAUser,
    InsideLogger,
    LogLevel,
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(e: E) -> Self {
        Failure::Core(e.into())
    }
}

impl Failure {
    pub fn said(&self) -> Said {
        Said::Made(match self {
            Failure::Argument(name, e) => argument(name, *e),
            Failure::TextHoldsNul => catalogue::text(
                (
                    "文本含有 NUL 字符,C 字符串无法表示".into(),
                    "the text holds a NUL character, which C text cannot".into(),
                ),
                ("联系数据提供方", "ask the one who provided the data"),
            ),
            Failure::NotOurs => {
                return Said::Static(
                    c"参数 any 不是本库给出的指针,或已经释放,未做任何操作 | the argument any is not a pointer of this library, or was freed before; nothing was done",
                    c"检查是否重复释放,或释放了别处分配的内存 | look for a double free, or for memory that came from elsewhere",
                );
            }
            Failure::OutOfMemory | Failure::Core(Error::OutOfMemory) => {
                return Said::Static(catalogue::OUT_OF_MEMORY, catalogue::OUT_OF_MEMORY_HINT);
            }
            Failure::Core(e) => e.text(),
            Failure::Panic => Error::Internal("panic".to_owned()).text(),
        })
    }

    /// What the gateway's response carried.
    pub fn seen(&self) -> Seen {
        match self {
            Failure::Core(Error::Response(_, seen) | Error::Field(_, _, seen)) => seen.clone(),
            _ => Seen::default(),
        }
    }
}

fn argument(name: &str, e: ArgumentError) -> Text {
    let say =
        |zh: &str, en: &str| (format!("参数 {name} {zh}"), format!("the argument {name} {en}"));
    match e {
        ArgumentError::Null => catalogue::text(
            say("为 NULL", "is NULL"),
            ("该参数必须给出", "this argument must be given"),
        ),
        ArgumentError::NotUtf8 => catalogue::text(
            say("不是 UTF-8", "is not UTF-8"),
            (
                "本库的文本一律是 UTF-8;中文 Windows 的默认编码是 GBK,请先转换",
                "all text is UTF-8; a Chinese Windows defaults to GBK, convert first",
            ),
        ),
        ArgumentError::Utf16 => catalogue::text(
            say("是 UTF-16,不是 UTF-8", "is UTF-16, not UTF-8"),
            (
                "记事本的“Unicode”就是 UTF-16:另存为 UTF-8;宽字符串请先转换",
                "Notepad's \"Unicode\" is UTF-16: save the file as UTF-8; convert wide strings first",
            ),
        ),
        ArgumentError::TooLong { limit } => catalogue::text(
            say(&format!("超过 {limit} 字节"), &format!("is over {limit} bytes")),
            (
                "检查是否传错了内容,或缺少结尾的 NUL",
                "check what is passed, and that it ends in NUL",
            ),
        ),
        ArgumentError::NotAClient => catalogue::text(
            say("不是有效的 client", "is not a live client"),
            (
                "它可能已被 yjt_free,或不是 yjt_init 给出的",
                "it may have been freed, or did not come from yjt_init",
            ),
        ),
        ArgumentError::NotAUser => catalogue::text(
            say("不是有效的 user", "is not a live user"),
            (
                "它可能已被 yjt_free,或不是 yjt_exchange_code 给出的",
                "it may have been freed, or did not come from yjt_exchange_code",
            ),
        ),
        ArgumentError::InsideLogger => catalogue::text(
            (
                "不能在日志回调里更换日志回调".into(),
                "the logger cannot be changed from within the logger".into(),
            ),
            ("在回调之外调用 yjt_set_logger", "call yjt_set_logger outside of it"),
        ),
        ArgumentError::LogLevel => catalogue::text(
            say("不是 YJT_LOG_* 之一", "is none of YJT_LOG_*"),
            ("取 0 到 4", "use 0 to 4"),
        ),
    }
}
