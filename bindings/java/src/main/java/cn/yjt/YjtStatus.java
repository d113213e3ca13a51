// Written by yjt-tools from src/ffi/status.rs: change it there.
package cn.yjt;

/** The library's results, by yjt.h's names and numbers. */
public enum YjtStatus {
    /** Success. */
    OK(0),
    /** 接口 errcode 1 失败: the interface reports failure, most likely an expired or used code. */
    FAILED(1),
    /** 接口 errcode 2 参数不合法: the interface finds a parameter invalid. */
    INVALID_PARAMETER(2),
    /** 接口 errcode 3 验签失败: the interface refused the signature, and it is not the clock, or the clocks cannot be compared. */
    SIGNATURE(3),
    /** A required argument is NULL. */
    NULL_ARGUMENT(100),
    /** A text argument is not UTF-8. */
    NOT_UTF8(101),
    /** A text argument is over the function's limit. */
    TOO_LONG(102),
    /** Not a client of this library, or one that was freed. */
    CLIENT_HANDLE(103),
    /** Not a user of this library, or one that was freed. */
    USER_HANDLE(104),
    /** A pointer given to yjt_free that is not the library's, or not any more. */
    NOT_OURS(105),
    /** yjt_set_logger was called from within the logger. */
    INSIDE_LOGGER(106),
    /** A log level that is none of YJT_LOG_*. */
    LOG_LEVEL(107),
    /** The configuration is not a JSON object. */
    CONFIG_JSON(110),
    /** The configuration holds an unknown key; the message names the nearest known one. */
    CONFIG_UNKNOWN_KEY(111),
    /** The configuration lacks a key. */
    CONFIG_MISSING_KEY(112),
    /** A configured value is of the wrong type, out of range or malformed. */
    CONFIG_VALUE(113),
    /** A configured file cannot be read or holds no certificate. */
    CONFIG_FILE(114),
    /** The code is empty, over 32 characters, or holds a character that no code has. */
    CODE(120),
    /** The business type is not a positive integer. */
    BUSINESS_TYPE(121),
    /** The text is neither a link, nor a query string, nor extraData JSON. */
    LINK_MALFORMED(130),
    /** The link has no parameter called code. */
    LINK_NO_CODE(131),
    /** The link's code is empty. */
    LINK_EMPTY_CODE(132),
    /** The link holds several codes that differ. */
    LINK_DIFFERENT_CODES(133),
    /** The link's code is over-long, badly encoded, or holds a character that no code has. */
    LINK_CODE(134),
    /** The gateway's (or the proxy's) host name cannot be looked up. */
    NAME_LOOKUP(200),
    /** No TCP connection: refused, unreachable, reset. */
    CONNECT(201),
    /** The proxy refused, wants credentials, or is no HTTP proxy. */
    PROXY(202),
    /** The TLS handshake failed. */
    TLS(203),
    /** The server's certificate does not verify. */
    CERTIFICATE(204),
    /** The server's certificate is none of the pinned ones. */
    CERTIFICATE_PIN(205),
    /** Connecting took longer than connectTimeoutMs; nothing was sent. */
    CONNECT_TIMEOUT(206),
    /** No complete answer within timeoutMs. */
    TIMEOUT(207),
    /** The connection broke after the request was sent. */
    DISCONNECTED(208),
    /** What answered cannot be read as HTTP: something else, or a head or chunks that are too large or malformed. */
    NOT_HTTP(209),
    /** This process or machine has no descriptors, threads or memory left; nothing was sent. */
    LOCAL_RESOURCES(210),
    /** The gateway does not know the paasid or the secret (ACG.1401, HTTP 401). */
    GATEWAY_IDENTITY(300),
    /** The gateway does not permit the call: not subscribed, address not allowed, subscription expired. */
    GATEWAY_NOT_PERMITTED(301),
    /** Too many requests, circuit open, or gateway unavailable: try again later. */
    GATEWAY_BUSY(302),
    /** The signature was refused because the local clock is off; the message says by how many seconds. */
    GATEWAY_CLOCK(303),
    /** The gateway refused the signature (AGW.1433), and it is not the clock, or the clocks cannot be compared. */
    GATEWAY_SIGNATURE(304),
    /** A failure code that the guide does not list; see yjt_error.gateway_code. */
    GATEWAY_OTHER_CODE(305),
    /** An HTTP status that is no success; see yjt_error.http_status. */
    ANSWER_HTTP_STATUS(310),
    /** A redirect, which is never followed. */
    ANSWER_REDIRECT(311),
    /** The answer's body is empty. */
    ANSWER_EMPTY(312),
    /** The answer is over maxResponseBytes. */
    ANSWER_TOO_LARGE(313),
    /** The answer broke off. */
    ANSWER_TRUNCATED(314),
    /** The answer is an HTML page. */
    ANSWER_HTML(315),
    /** The answer is not JSON, or nested beyond all measure. */
    ANSWER_NOT_JSON(316),
    /** The answer is not UTF-8. */
    ANSWER_NOT_UTF8(317),
    /** The answer is compressed in a way that cannot be undone. */
    ANSWER_COMPRESSED(318),
    /** The answer is JSON without an errcode. */
    ANSWER_NO_ERRCODE(319),
    /** errcode 0 without data. */
    ANSWER_NO_DATA(320),
    /** A field of the answer is of the wrong kind, was rounded, is given twice and differs, or holds a NUL character. */
    ANSWER_FIELD(321),
    /** Success without anybody: neither certificateNo nor userId holds anything. */
    ANSWER_NOBODY(322),
    /** An SM4 key that is not 32 characters long. */
    KEY_LENGTH(400),
    /** An SM4 key that holds something else than hex digits. */
    KEY_HEX(401),
    /** An empty cipher text. */
    CIPHER_EMPTY(410),
    /** A cipher text that holds something else than hex digits. */
    CIPHER_HEX(411),
    /** A cipher text that is no multiple of 32 hex digits. */
    CIPHER_LENGTH(412),
    /** The padding is wrong after decryption: most likely the key is. */
    PADDING(420),
    /** The decrypted text is not UTF-8. */
    TEXT_NOT_UTF8(421),
    /** The decrypted text holds a NUL character, which C text cannot. */
    TEXT_NUL(422),
    /** A mistake of the library itself, caught before it could do harm. */
    INTERNAL(900),
    /** The operating system's random source failed. */
    RANDOM(901),
    /** Memory ran out; the call was not completed. */
    OUT_OF_MEMORY(902),
    /** A number that this version does not know; see {@link YjtException#getStatusCode()}. */
    UNKNOWN(-1);

    private final int number;

    YjtStatus(int number) {
        this.number = number;
    }

    /**
     * The number in yjt.h.
     *
     * @return -1 for {@link #UNKNOWN}
     */
    public int getNumber() {
        return number;
    }

    /**
     * The status in short.
     *
     * @return "中文 | English"; never empty
     */
    public String getText() {
        Loader.load();
        return Door.read(Raw.yjt_status_text(number));
    }

    static YjtStatus of(int number) {
        for (YjtStatus status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
