//! The types of the header.

use std::ffi::{c_char, c_void};

/// A hospital's client. Never a pointer to memory: a ticket that is looked up and never used again after yjt_free.
pub struct yjt_client {
    _opaque: [u8; 0],
}

/// A patient's identity (guide, section 4), decrypted. Every text is UTF-8 and never NULL: empty where the gateway
/// sent nothing. Allocated by the library alone, read-only, and may grow at its end in later versions.
#[repr(C)]
pub struct yjt_user {
    /// certificateNo 证件号码, decrypted. Together with certificate_type this is the person.
    pub certificate_no: *const c_char,
    /// certificateType 证件类型: a code of YJT_DICTIONARY_CERTIFICATE_TYPE.
    pub certificate_type: *const c_char,
    /// healthCardNo 电子健康码.
    pub health_card_no: *const c_char,
    /// phone 手机号码, decrypted.
    pub phone: *const c_char,
    /// name 用户姓名.
    pub name: *const c_char,
    /// gender 性别: a code of YJT_DICTIONARY_GENDER, 0 where the gateway sent nothing.
    pub gender: i32,
    /// nation 民族: a code of YJT_DICTIONARY_NATION.
    pub nation: *const c_char,
    /// userId 粤健通用户ID: the account.
    pub user_id: *const c_char,
    /// channel 渠道: a code of YJT_DICTIONARY_CHANNEL.
    pub channel: *const c_char,
    /// Fields that the guide does not name, as one JSON object, as the gateway sent them; empty when there are none.
    pub extra_json: *const c_char,
}

/// A failure in full. No text holds a secret, a code or a person's data. Never NULL, empty where there is nothing
/// to say. May grow at its end in later versions.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct yjt_error {
    /// The status that the failing function returned; YJT_OK when nothing has failed on this thread.
    pub status: yjt_status,
    /// The HTTP status of the gateway's answer, 0 when there was none.
    pub http_status: i32,
    /// The gateway's own code as text: "3", "AGW.1433"; empty when it sent none.
    pub gateway_code: *const c_char,
    /// What is wrong: "中文 | English".
    pub message: *const c_char,
    /// What to do about it: "中文 | English".
    pub hint: *const c_char,
}

/// The result of a function: YJT_OK or one of YJT_ERR_*. Later versions may return numbers that this header lacks.
pub type yjt_status = i32;

/// One of YJT_DICTIONARY_*.
pub type yjt_dictionary = i32;

/// One of YJT_LOG_*.
pub type yjt_log_level = i32;

/// Receives a line of log. `context` is what yjt_set_logger was given; `message` is UTF-8 and valid during the call
/// only. It is called on the thread that called the library, after the result of the call is settled; yjt_last_error
/// tells the failure that is being logged. It must return normally: no longjmp, no C++ exception, no pthread_exit.
pub type yjt_log_fn = Option<
    unsafe extern "C-unwind" fn(context: *mut c_void, level: yjt_log_level, message: *const c_char),
>;

/// 证件类型 certificateType (guide, section 5.1).
pub const YJT_DICTIONARY_CERTIFICATE_TYPE: yjt_dictionary = 1;
/// 性别 gender (guide, section 5.2).
pub const YJT_DICTIONARY_GENDER: yjt_dictionary = 2;
/// 民族 nation (guide, section 5.3).
pub const YJT_DICTIONARY_NATION: yjt_dictionary = 3;
/// 渠道 channel (guide, section 4).
pub const YJT_DICTIONARY_CHANNEL: yjt_dictionary = 4;
/// 业务类型 businessType (guide, section 4).
pub const YJT_DICTIONARY_BUSINESS_TYPE: yjt_dictionary = 5;

/// Nothing is logged.
pub const YJT_LOG_OFF: yjt_log_level = 0;
/// Mistakes of the library itself.
pub const YJT_LOG_ERROR: yjt_log_level = 1;
/// Calls that failed.
pub const YJT_LOG_WARN: yjt_log_level = 2;
/// Clients made and released.
pub const YJT_LOG_INFO: yjt_log_level = 3;
/// Every exchange, with its duration and the number of requests it took.
pub const YJT_LOG_DEBUG: yjt_log_level = 4;
