//! What the guide leaves open. A gateway has it one way; this one can be started to have it another way.

use clap::ValueEnum;

/// Another way than the usual one.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Convention {
    /// 签名用小写十六进制 | the signature in lower-case hex
    LowerCase,
    /// 时间戳用毫秒 | the timestamp in milliseconds
    Milliseconds,
    /// 服务 ID 只认查询参数 serviceId | the service ID in the query parameter serviceId alone
    ServiceIdInQuery,
}
