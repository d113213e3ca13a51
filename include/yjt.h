/*
 * yjt: 粤健通单点登录 —— 用小程序传来的一次性 code 换取用户身份
 *      (single sign-on from the 粤健通 mini-program: a one-time code becomes the patient's identity)
 *
 * 使用约定(House rules)
 *
 * 1. 进程不会因本库而崩溃。 The host never dies of us: no abort, no exit, no signal handler, nothing on stdout or
 *    stderr. NULL, a freed or foreign handle, text that is not UTF-8, an over-long argument: each has its own status.
 * 2. 内存只有一条规则。 One rule for memory: what a function hands out through an out-parameter goes back through
 *    yjt_free, whatever it is. Identities and keys are wiped before their memory is released.
 * 3. 文本一律是 UTF-8、以 NUL 结尾。 One rule for text: UTF-8, NUL-terminated, in and out, on every platform.
 *    中文 Windows 的默认编码是 GBK,传入前请先转换。
 * 4. 返回值一律是 yjt_status,0 为成功;失败时输出参数为 NULL 或 0。 One rule for results: a fallible function returns
 *    yjt_status, 0 is success, outputs come last and are NULL or 0 on failure.
 * 5. 错误说清原因和办法。 One rule for errors: 1, 2 and 3 are the interface's own errcode; 1xx the caller can mend,
 *    2xx the network, 3xx the gateway's answer, 4xx cryptography, 9xx the library. yjt_last_error() tells all of it, in
 *    Chinese and English, without any secret, code or person's data.
 * 6. 任何线程都可调用,调用会阻塞。 Threads: every function may be called from any thread at any time; a client is
 *    shared freely; calls block, those that ask the gateway at most timeoutMs, whatever the other side does
 *    (yjt_diagnose: two minutes).
 * 7. 只增不改。 Growth: functions are only added; structs are allocated by the library alone and only grow at their
 *    end; numbers are never reused.
 */


#ifndef YJT_H
#define YJT_H

/* Written by yjt-tools from src/ffi: change it there. */

#include <stdint.h>

/** The version of this header; yjt_version() tells the library's. */
#define YJT_VERSION "0.1.0"
#define YJT_VERSION_MAJOR 0
#define YJT_VERSION_MINOR 1
#define YJT_VERSION_PATCH 0


/**
 * A hospital's client. Never a pointer to memory: a ticket that is looked up and never used again after yjt_free.
 */
typedef struct yjt_client yjt_client;

/**
 * The result of a function: YJT_OK or one of YJT_ERR_*. Later versions may return numbers that this header lacks.
 */
typedef int32_t yjt_status;

/**
 * A patient's identity (guide, section 4), decrypted. Every text is UTF-8 and never NULL: empty where the gateway
 * sent nothing. Allocated by the library alone, read-only, and may grow at its end in later versions.
 */
typedef struct yjt_user {
  /**
   * certificateNo 证件号码, decrypted. Together with certificate_type this is the person.
   */
  const char *certificate_no;
  /**
   * certificateType 证件类型: a code of YJT_DICTIONARY_CERTIFICATE_TYPE.
   */
  const char *certificate_type;
  /**
   * healthCardNo 电子健康码.
   */
  const char *health_card_no;
  /**
   * phone 手机号码, decrypted.
   */
  const char *phone;
  /**
   * name 用户姓名.
   */
  const char *name;
  /**
   * gender 性别: a code of YJT_DICTIONARY_GENDER, 0 where the gateway sent nothing.
   */
  int32_t gender;
  /**
   * nation 民族: a code of YJT_DICTIONARY_NATION.
   */
  const char *nation;
  /**
   * userId 粤健通用户ID: the account.
   */
  const char *user_id;
  /**
   * channel 渠道: a code of YJT_DICTIONARY_CHANNEL.
   */
  const char *channel;
  /**
   * Fields that the guide does not name, as one JSON object, as the gateway sent them; empty when there are none.
   */
  const char *extra_json;
} yjt_user;

/**
 * A failure in full. No text holds a secret, a code or a person's data. Never NULL, empty where there is nothing
 * to say. May grow at its end in later versions.
 */
typedef struct yjt_error {
  /**
   * The status that the failing function returned; YJT_OK when nothing has failed on this thread.
   */
  yjt_status status;
  /**
   * The HTTP status of the gateway's answer, 0 when there was none.
   */
  int32_t http_status;
  /**
   * The gateway's own code as text: "3", "AGW.1433"; empty when it sent none.
   */
  const char *gateway_code;
  /**
   * What is wrong: "中文 | English".
   */
  const char *message;
  /**
   * What to do about it: "中文 | English".
   */
  const char *hint;
} yjt_error;

/**
 * One of YJT_LOG_*.
 */
typedef int32_t yjt_log_level;

/**
 * Receives a line of log. `context` is what yjt_set_logger was given; `message` is UTF-8 and valid during the call
 * only. It is called on the thread that called the library, after the result of the call is settled; yjt_last_error
 * tells the failure that is being logged. It must return normally: no longjmp, no C++ exception, no pthread_exit.
 */
typedef void (*yjt_log_fn)(void *context, yjt_log_level level, const char *message);

/**
 * One of YJT_DICTIONARY_*.
 */
typedef int32_t yjt_dictionary;

/**
 * 证件类型 certificateType (guide, section 5.1).
 */
#define YJT_DICTIONARY_CERTIFICATE_TYPE 1

/**
 * 性别 gender (guide, section 5.2).
 */
#define YJT_DICTIONARY_GENDER 2

/**
 * 民族 nation (guide, section 5.3).
 */
#define YJT_DICTIONARY_NATION 3

/**
 * 渠道 channel (guide, section 4).
 */
#define YJT_DICTIONARY_CHANNEL 4

/**
 * 业务类型 businessType (guide, section 4).
 */
#define YJT_DICTIONARY_BUSINESS_TYPE 5

/**
 * Nothing is logged.
 */
#define YJT_LOG_OFF 0

/**
 * Mistakes of the library itself.
 */
#define YJT_LOG_ERROR 1

/**
 * Calls that failed.
 */
#define YJT_LOG_WARN 2

/**
 * Clients made and released.
 */
#define YJT_LOG_INFO 3

/**
 * Every exchange, with its duration and the number of requests it took.
 */
#define YJT_LOG_DEBUG 4

/**
 * Success.
 */
#define YJT_OK 0

/**
 * 接口 errcode 1 失败: the interface reports failure, most likely an expired or used code.
 */
#define YJT_ERR_FAILED 1

/**
 * 接口 errcode 2 参数不合法: the interface finds a parameter invalid.
 */
#define YJT_ERR_INVALID_PARAMETER 2

/**
 * 接口 errcode 3 验签失败: the interface refused the signature, and it is not the clock, or the clocks cannot be compared.
 */
#define YJT_ERR_SIGNATURE 3

/**
 * A required argument is NULL.
 */
#define YJT_ERR_NULL_ARGUMENT 100

/**
 * A text argument is not UTF-8.
 */
#define YJT_ERR_NOT_UTF8 101

/**
 * A text argument is over the function's limit.
 */
#define YJT_ERR_TOO_LONG 102

/**
 * Not a client of this library, or one that was freed.
 */
#define YJT_ERR_CLIENT_HANDLE 103

/**
 * Not a user of this library, or one that was freed.
 */
#define YJT_ERR_USER_HANDLE 104

/**
 * A pointer given to yjt_free that is not the library's, or not any more.
 */
#define YJT_ERR_NOT_OURS 105

/**
 * yjt_set_logger was called from within the logger.
 */
#define YJT_ERR_INSIDE_LOGGER 106

/**
 * A log level that is none of YJT_LOG_*.
 */
#define YJT_ERR_LOG_LEVEL 107

/**
 * The configuration is not a JSON object.
 */
#define YJT_ERR_CONFIG_JSON 110

/**
 * The configuration holds an unknown key; the message names the nearest known one.
 */
#define YJT_ERR_CONFIG_UNKNOWN_KEY 111

/**
 * The configuration lacks a key.
 */
#define YJT_ERR_CONFIG_MISSING_KEY 112

/**
 * A configured value is of the wrong type, out of range or malformed.
 */
#define YJT_ERR_CONFIG_VALUE 113

/**
 * A configured file cannot be read or holds no certificate.
 */
#define YJT_ERR_CONFIG_FILE 114

/**
 * The code is empty, over 32 characters, or holds a character that no code has.
 */
#define YJT_ERR_CODE 120

/**
 * The business type is not a positive integer.
 */
#define YJT_ERR_BUSINESS_TYPE 121

/**
 * The text is neither a link, nor a query string, nor extraData JSON.
 */
#define YJT_ERR_LINK_MALFORMED 130

/**
 * The link has no parameter called code.
 */
#define YJT_ERR_LINK_NO_CODE 131

/**
 * The link's code is empty.
 */
#define YJT_ERR_LINK_EMPTY_CODE 132

/**
 * The link holds several codes that differ.
 */
#define YJT_ERR_LINK_DIFFERENT_CODES 133

/**
 * The link's code is over-long, badly encoded, or holds a character that no code has.
 */
#define YJT_ERR_LINK_CODE 134

/**
 * The gateway's (or the proxy's) host name cannot be looked up.
 */
#define YJT_ERR_NAME_LOOKUP 200

/**
 * No TCP connection: refused, unreachable, reset.
 */
#define YJT_ERR_CONNECT 201

/**
 * The proxy refused, wants credentials, or is no HTTP proxy.
 */
#define YJT_ERR_PROXY 202

/**
 * The TLS handshake failed.
 */
#define YJT_ERR_TLS 203

/**
 * The server's certificate does not verify.
 */
#define YJT_ERR_CERTIFICATE 204

/**
 * The server's certificate is none of the pinned ones.
 */
#define YJT_ERR_CERTIFICATE_PIN 205

/**
 * Connecting took longer than connectTimeoutMs; nothing was sent.
 */
#define YJT_ERR_CONNECT_TIMEOUT 206

/**
 * No complete answer within timeoutMs.
 */
#define YJT_ERR_TIMEOUT 207

/**
 * The connection broke after the request was sent.
 */
#define YJT_ERR_DISCONNECTED 208

/**
 * What answered cannot be read as HTTP: something else, or a head or chunks that are too large or malformed.
 */
#define YJT_ERR_NOT_HTTP 209

/**
 * This process or machine has no descriptors, threads or memory left; nothing was sent.
 */
#define YJT_ERR_LOCAL_RESOURCES 210

/**
 * The gateway does not know the paasid or the secret (ACG.1401, HTTP 401).
 */
#define YJT_ERR_GATEWAY_IDENTITY 300

/**
 * The gateway does not permit the call: not subscribed, address not allowed, subscription expired.
 */
#define YJT_ERR_GATEWAY_NOT_PERMITTED 301

/**
 * Too many requests, circuit open, or gateway unavailable: try again later.
 */
#define YJT_ERR_GATEWAY_BUSY 302

/**
 * The signature was refused because the local clock is off; the message says by how many seconds.
 */
#define YJT_ERR_GATEWAY_CLOCK 303

/**
 * The gateway refused the signature (AGW.1433), and it is not the clock, or the clocks cannot be compared.
 */
#define YJT_ERR_GATEWAY_SIGNATURE 304

/**
 * A failure code that the guide does not list; see yjt_error.gateway_code.
 */
#define YJT_ERR_GATEWAY_OTHER_CODE 305

/**
 * An HTTP status that is no success; see yjt_error.http_status.
 */
#define YJT_ERR_ANSWER_HTTP_STATUS 310

/**
 * A redirect, which is never followed.
 */
#define YJT_ERR_ANSWER_REDIRECT 311

/**
 * The answer's body is empty.
 */
#define YJT_ERR_ANSWER_EMPTY 312

/**
 * The answer is over maxResponseBytes.
 */
#define YJT_ERR_ANSWER_TOO_LARGE 313

/**
 * The answer broke off.
 */
#define YJT_ERR_ANSWER_TRUNCATED 314

/**
 * The answer is an HTML page.
 */
#define YJT_ERR_ANSWER_HTML 315

/**
 * The answer is not JSON, or nested beyond all measure.
 */
#define YJT_ERR_ANSWER_NOT_JSON 316

/**
 * The answer is not UTF-8.
 */
#define YJT_ERR_ANSWER_NOT_UTF8 317

/**
 * The answer is compressed in a way that cannot be undone.
 */
#define YJT_ERR_ANSWER_COMPRESSED 318

/**
 * The answer is JSON without an errcode.
 */
#define YJT_ERR_ANSWER_NO_ERRCODE 319

/**
 * errcode 0 without data.
 */
#define YJT_ERR_ANSWER_NO_DATA 320

/**
 * A field of the answer is of the wrong kind, was rounded, is given twice and differs, or holds a NUL character.
 */
#define YJT_ERR_ANSWER_FIELD 321

/**
 * Success without anybody: neither certificateNo nor userId holds anything.
 */
#define YJT_ERR_ANSWER_NOBODY 322

/**
 * An SM4 key that is not 32 characters long.
 */
#define YJT_ERR_KEY_LENGTH 400

/**
 * An SM4 key that holds something else than hex digits.
 */
#define YJT_ERR_KEY_HEX 401

/**
 * An empty cipher text.
 */
#define YJT_ERR_CIPHER_EMPTY 410

/**
 * A cipher text that holds something else than hex digits.
 */
#define YJT_ERR_CIPHER_HEX 411

/**
 * A cipher text that is no multiple of 32 hex digits.
 */
#define YJT_ERR_CIPHER_LENGTH 412

/**
 * The padding is wrong after decryption: most likely the key is.
 */
#define YJT_ERR_PADDING 420

/**
 * The decrypted text is not UTF-8.
 */
#define YJT_ERR_TEXT_NOT_UTF8 421

/**
 * The decrypted text holds a NUL character, which C text cannot.
 */
#define YJT_ERR_TEXT_NUL 422

/**
 * A mistake of the library itself, caught before it could do harm.
 */
#define YJT_ERR_INTERNAL 900

/**
 * The operating system's random source failed.
 */
#define YJT_ERR_RANDOM 901

/**
 * Memory ran out; the call was not completed.
 */
#define YJT_ERR_OUT_OF_MEMORY 902

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * Makes a client: parses and validates the whole configuration and reads the files it names. Touches no network.
 *
 * @param config_json  The configuration as JSON, at most 1 MiB; README, section Configuration, lists every key. Keys that
 *                     begin with //, _ or $ are notes for people; a key given twice is refused.
 * @param client       Receives the client; NULL on failure.
 * @return YJT_OK; YJT_ERR_CONFIG_*; YJT_ERR_KEY_* for appKey; YJT_ERR_LOCAL_RESOURCES when tls.caFile cannot be opened for
 *         want of descriptors; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
 * Ownership: give the client back with yjt_free. One client a hospital serves all threads; make it once, at start.
 * Threads: any. Guide: section 1.
 */
yjt_status yjt_init(const char *config_json,
                    struct yjt_client **client);

/**
 * Takes the one-time code out of what the mini-program hands over.
 *
 * @param text  The H5 landing URL (code before or behind the #), a bare query string, or the extraData JSON of
 *              navigateToMiniProgram, alone or as App.onLaunch gets it (query, extraData, referrerInfo, as objects or as
 *              their text); percent-encoded as a whole or not; at most 8 KiB. Two codes that differ are refused.
 * @param code  Receives the code; NULL on failure.
 * @return YJT_OK; YJT_ERR_LINK_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
 * Ownership: give the code back with yjt_free. Threads: any. Guide: section 2, step 3.
 */
yjt_status yjt_code_from_link(const char *text,
                              char **code);

/**
 * Exchanges a one-time code for the patient's identity: one signed request, the answer decrypted. Blocks for at
 * most timeoutMs. A code serves once: on success keep the identity in your own session and redirect, so that Back
 * and refresh do not send the code again. Concurrent calls with the same client, code and business type share one
 * request and all get its result. A success has a certificate_no or a user_id; either may be empty, and an empty text
 * is no key.
 *
 * @param client         The hospital's client.
 * @param code           The code: 1 to 32 of A-Z a-z 0-9 - . _ ~
 * @param business_type  A positive integer: 1 for an appointment (预约挂号), or another of YJT_DICTIONARY_BUSINESS_TYPE.
 * @param user           Receives the identity; NULL on failure.
 * @return YJT_OK; 1, 2 or 3 as the interface says; YJT_ERR_CODE, YJT_ERR_BUSINESS_TYPE; the 2xx when no answer came;
 *         the 3xx when the answer refuses or cannot be used; the 4xx when a field does not decrypt;
 *         YJT_ERR_CLIENT_HANDLE, YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
 * Ownership: give the user back with yjt_free, which wipes it. Threads: any; freeing the client meanwhile is harmless.
 * Guide: section 4.
 */
yjt_status yjt_exchange_code(struct yjt_client *client,
                             const char *code,
                             int32_t business_type,
                             struct yjt_user **user);

/**
 * The same identity as JSON with the guide's field names: certificateNo, certificateType, healthCardNo, phone, name,
 * gender (a number), nation, userId, channel; further fields of the gateway under their own names.
 *
 * @param user  The identity.
 * @param json  Receives the JSON text; NULL on failure.
 * @return YJT_OK; YJT_ERR_USER_HANDLE, YJT_ERR_NULL_ARGUMENT.
 * Ownership: give the JSON back with yjt_free. Threads: any. Guide: section 4.
 */
yjt_status yjt_user_to_json(const struct yjt_user *user,
                            char **json);

/**
 * Sm4Utils.encryptEcb: SM4/ECB/PKCS7, key in hex, text in UTF-8, cipher text in lower-case hex.
 *
 * @param key_hex     The key: exactly 32 hex digits, either case.
 * @param text        The plain text, UTF-8, at most 1 MiB; may be empty.
 * @param cipher_hex  Receives the cipher text; NULL on failure.
 * @return YJT_OK; YJT_ERR_KEY_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
 * Ownership: give the cipher text back with yjt_free. Threads: any. Guide: section 6.
 */
yjt_status yjt_sm4_encrypt(const char *key_hex, const char *text, char **cipher_hex);

/**
 * Sm4Utils.decryptEcb (the guide writes decrptEcb). The padding is checked in full before anything is handed out.
 *
 * @param key_hex     The key: exactly 32 hex digits, either case.
 * @param cipher_hex  The cipher text in hex, either case, at most 2 MiB.
 * @param text        Receives the plain text, UTF-8; NULL on failure.
 * @return YJT_OK; YJT_ERR_KEY_*, YJT_ERR_CIPHER_*, YJT_ERR_PADDING, YJT_ERR_TEXT_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8,
 *         _TOO_LONG.
 * Ownership: give the text back with yjt_free, which wipes it. Threads: any. Guide: section 6.
 */
yjt_status yjt_sm4_decrypt(const char *key_hex,
                           const char *cipher_hex,
                           char **text);

/**
 * Sm4Utils.verifyEcb: whether a cipher text is that of a text, compared in constant time.
 *
 * @param key_hex     The key: exactly 32 hex digits, either case.
 * @param cipher_hex  The cipher text in hex, either case, at most 2 MiB.
 * @param text        The plain text, UTF-8, at most 1 MiB.
 * @param matches     Receives 1 or 0; 0 on failure.
 * @return YJT_OK whether or not they match; YJT_ERR_KEY_*, YJT_ERR_CIPHER_*; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8,
 *         _TOO_LONG.
 * Ownership: nothing is handed out. Threads: any. Guide: section 6.
 */
yjt_status yjt_sm4_verify(const char *key_hex,
                          const char *cipher_hex,
                          const char *text,
                          int32_t *matches);

/**
 * Encrypts a field under the client's appKey, for the platform's other interfaces.
 *
 * @param client      The hospital's client.
 * @param text        The plain text, UTF-8, at most 1 MiB; may be empty.
 * @param cipher_hex  Receives the cipher text, lower-case hex; NULL on failure.
 * @return YJT_OK; YJT_ERR_CLIENT_HANDLE, YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
 * Ownership: give the cipher text back with yjt_free. Threads: any. Guide: section 6.
 */
yjt_status yjt_encrypt(struct yjt_client *client, const char *text, char **cipher_hex);

/**
 * Decrypts a field under the client's appKey, for the platform's other interfaces.
 *
 * @param client      The hospital's client.
 * @param cipher_hex  The cipher text in hex, either case, at most 2 MiB.
 * @param text        Receives the plain text, UTF-8; NULL on failure.
 * @return YJT_OK; YJT_ERR_CIPHER_*, YJT_ERR_PADDING, YJT_ERR_TEXT_*; YJT_ERR_CLIENT_HANDLE, YJT_ERR_NULL_ARGUMENT,
 *         _NOT_UTF8, _TOO_LONG.
 * Ownership: give the text back with yjt_free, which wipes it. Threads: any. Guide: section 6.
 */
yjt_status yjt_decrypt(struct yjt_client *client,
                       const char *cipher_hex,
                       char **text);

/**
 * The doctor: walks the way that a login takes, from the configuration to the gateway's answer, and reports for each
 * check what it saw and what to do. It takes the configuration and no client: one that yjt_init refuses is the first
 * finding, not a failure. No real code is used, and only a handful of requests is sent; it may run beside production.
 * Blocks for at most two minutes.
 *
 * @param config_json   The configuration as JSON, at most 1 MiB.
 * @param options_json  NULL, or JSON: timeoutMs, 100 to 60000, for each step (5000); only, a list of the checks to report;
 *                      discover, true to try the variants of signing that the guide leaves open when the signature is
 *                      refused (at most 12 requests, 300 ms apart); discoverInProduction, true to do so there too.
 * @param report_json   Receives {"schemaVersion", "library", "checks": [{"id", "status", "seen": {"zh", "en"},
 *                      "remedy": {"zh", "en"}, "milliseconds"}], "first"}; status is ok, warning, failed, unknown or
 *                      skipped; first is the id of the first that failed, or null. Ids and statuses are only added to;
 *                      docs/yjt-report.schema.json describes it. It holds no secret, no code and no person's data. NULL
 *                      on failure.
 * @return YJT_OK, whatever was found; YJT_ERR_CONFIG_* for options_json; YJT_ERR_NULL_ARGUMENT, _NOT_UTF8, _TOO_LONG.
 * Ownership: give the report back with yjt_free. Threads: any.
 */
yjt_status yjt_diagnose(const char *config_json,
                        const char *options_json,
                        char **report_json);

/**
 * The calling thread's latest failure. A later success does not clear it.
 *
 * @return Never NULL; status is YJT_OK when nothing has failed on this thread.
 * Ownership: the library's; valid until the thread's next call into the library, copy what you keep.
 * Threads: each has its own.
 */
const struct yjt_error *yjt_last_error(void);

/**
 * A short text for a status: "中文 | English".
 *
 * @param status  Any number.
 * @return UTF-8, never NULL. Ownership: static text, never freed. Threads: any.
 */
const char *yjt_status_text(yjt_status status);

/**
 * Sets the process's logger. No line holds a secret, a code or a person's data. Lines are written on the calling
 * thread after the result of the call is settled, so that a slow logger delays its own caller only.
 *
 * @param fn       Receives the lines; NULL turns logging off. It may call the library, except for this function;
 *                 it must return normally.
 * @param context  Handed to fn as it is; may be NULL.
 * @param max      YJT_LOG_OFF to YJT_LOG_DEBUG: lines above it are not made.
 * @return YJT_OK; YJT_ERR_LOG_LEVEL; YJT_ERR_INSIDE_LOGGER. On return the former logger is not running any more: this
 *         function waits for it, as nothing else does.
 * Ownership: fn and context are yours and must live until another logger is set. Threads: any.
 */
yjt_status yjt_set_logger(yjt_log_fn fn,
                          void *context,
                          yjt_log_level max);

/**
 * The library's version, such as "0.1.0"; the header's YJT_VERSION when both are of one release.
 *
 * @return ASCII. Ownership: static text, never freed. Threads: any.
 */
const char *yjt_version(void);

/**
 * The Chinese label of a dictionary's code, such as 汉族 for YJT_DICTIONARY_NATION and "01".
 *
 * @param dictionary  One of YJT_DICTIONARY_*.
 * @param code        The code as yjt_user holds it.
 * @return The label, UTF-8; NULL when the dictionary or the code is unknown, or code is NULL. Not a failure:
 *         yjt_last_error is left alone.
 * Ownership: static text, never freed. Threads: any. Guide: section 5.
 */
const char *yjt_label(yjt_dictionary dictionary, const char *code);

/**
 * Gives back a client, a user or a text, wiping what it held. Calls in flight on a freed client end undisturbed.
 * Allocates nothing.
 *
 * @param any  What a function of this library handed out; NULL is fine.
 * @return YJT_OK; YJT_ERR_NOT_OURS for a pointer that is not the library's, or not any more: nothing is done then.
 *         A second free is recognised for good when it is a client's; a user's or a text's until 64 others have been
 *         freed since, and a text's above 1 KiB until 4 MiB of such have been. After that its address may be another's.
 * Threads: any.
 */
yjt_status yjt_free(void *any);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* YJT_H */
