// Written by yjt-tools from src/ffi/status.rs: change it there.
namespace Yjt
{
    /// <summary>The library's results, by yjt.h's numbers. A later library may return numbers that are not here.</summary>
    public enum YjtStatus
    {
        /// <summary>Success.</summary>
        Ok = 0,

        /// <summary>接口 errcode 1 失败: the interface reports failure, most likely an expired or used code.</summary>
        Failed = 1,

        /// <summary>接口 errcode 2 参数不合法: the interface finds a parameter invalid.</summary>
        InvalidParameter = 2,

        /// <summary>接口 errcode 3 验签失败: the interface refused the signature, and it is not the clock, or the clocks cannot be compared.</summary>
        Signature = 3,

        /// <summary>A required argument is NULL.</summary>
        NullArgument = 100,

        /// <summary>A text argument is not UTF-8.</summary>
        NotUtf8 = 101,

        /// <summary>A text argument is over the function's limit.</summary>
        TooLong = 102,

        /// <summary>Not a client of this library, or one that was freed.</summary>
        ClientHandle = 103,

        /// <summary>Not a user of this library, or one that was freed.</summary>
        UserHandle = 104,

        /// <summary>A pointer given to yjt_free that is not the library's, or not any more.</summary>
        NotOurs = 105,

        /// <summary>yjt_set_logger was called from within the logger.</summary>
        InsideLogger = 106,

        /// <summary>A log level that is none of YJT_LOG_*.</summary>
        LogLevel = 107,

        /// <summary>The configuration is not a JSON object.</summary>
        ConfigJson = 110,

        /// <summary>The configuration holds an unknown key; the message names the nearest known one.</summary>
        ConfigUnknownKey = 111,

        /// <summary>The configuration lacks a key.</summary>
        ConfigMissingKey = 112,

        /// <summary>A configured value is of the wrong type, out of range or malformed.</summary>
        ConfigValue = 113,

        /// <summary>A configured file cannot be read or holds no certificate.</summary>
        ConfigFile = 114,

        /// <summary>The code is empty, over 32 characters, or holds a character that no code has.</summary>
        Code = 120,

        /// <summary>The business type is not a positive integer.</summary>
        BusinessType = 121,

        /// <summary>The text is neither a link, nor a query string, nor extraData JSON.</summary>
        LinkMalformed = 130,

        /// <summary>The link has no parameter called code.</summary>
        LinkNoCode = 131,

        /// <summary>The link's code is empty.</summary>
        LinkEmptyCode = 132,

        /// <summary>The link holds several codes that differ.</summary>
        LinkDifferentCodes = 133,

        /// <summary>The link's code is over-long, badly encoded, or holds a character that no code has.</summary>
        LinkCode = 134,

        /// <summary>The gateway's (or the proxy's) host name cannot be looked up.</summary>
        NameLookup = 200,

        /// <summary>No TCP connection: refused, unreachable, reset.</summary>
        Connect = 201,

        /// <summary>The proxy refused, wants credentials, or is no HTTP proxy.</summary>
        Proxy = 202,

        /// <summary>The TLS handshake failed.</summary>
        Tls = 203,

        /// <summary>The server's certificate does not verify.</summary>
        Certificate = 204,

        /// <summary>The server's certificate is none of the pinned ones.</summary>
        CertificatePin = 205,

        /// <summary>Connecting took longer than connectTimeoutMs; nothing was sent.</summary>
        ConnectTimeout = 206,

        /// <summary>No complete answer within timeoutMs.</summary>
        Timeout = 207,

        /// <summary>The connection broke after the request was sent.</summary>
        Disconnected = 208,

        /// <summary>What answered cannot be read as HTTP: something else, or a head or chunks that are too large or malformed.</summary>
        NotHttp = 209,

        /// <summary>This process or machine has no descriptors, threads or memory left; nothing was sent.</summary>
        LocalResources = 210,

        /// <summary>The gateway does not know the paasid or the secret (ACG.1401, HTTP 401).</summary>
        GatewayIdentity = 300,

        /// <summary>The gateway does not permit the call: not subscribed, address not allowed, subscription expired.</summary>
        GatewayNotPermitted = 301,

        /// <summary>Too many requests, circuit open, or gateway unavailable: try again later.</summary>
        GatewayBusy = 302,

        /// <summary>The signature was refused because the local clock is off; the message says by how many seconds.</summary>
        GatewayClock = 303,

        /// <summary>The gateway refused the signature (AGW.1433), and it is not the clock, or the clocks cannot be compared.</summary>
        GatewaySignature = 304,

        /// <summary>A failure code that the guide does not list; see yjt_error.gateway_code.</summary>
        GatewayOtherCode = 305,

        /// <summary>An HTTP status that is no success; see yjt_error.http_status.</summary>
        AnswerHttpStatus = 310,

        /// <summary>A redirect, which is never followed.</summary>
        AnswerRedirect = 311,

        /// <summary>The answer's body is empty.</summary>
        AnswerEmpty = 312,

        /// <summary>The answer is over maxResponseBytes.</summary>
        AnswerTooLarge = 313,

        /// <summary>The answer broke off.</summary>
        AnswerTruncated = 314,

        /// <summary>The answer is an HTML page.</summary>
        AnswerHtml = 315,

        /// <summary>The answer is not JSON, or nested beyond all measure.</summary>
        AnswerNotJson = 316,

        /// <summary>The answer is not UTF-8.</summary>
        AnswerNotUtf8 = 317,

        /// <summary>The answer is compressed in a way that cannot be undone.</summary>
        AnswerCompressed = 318,

        /// <summary>The answer is JSON without an errcode.</summary>
        AnswerNoErrcode = 319,

        /// <summary>errcode 0 without data.</summary>
        AnswerNoData = 320,

        /// <summary>A field of the answer is of the wrong kind, was rounded, is given twice and differs, or holds a NUL character.</summary>
        AnswerField = 321,

        /// <summary>Success without anybody: neither certificateNo nor userId holds anything.</summary>
        AnswerNobody = 322,

        /// <summary>An SM4 key that is not 32 characters long.</summary>
        KeyLength = 400,

        /// <summary>An SM4 key that holds something else than hex digits.</summary>
        KeyHex = 401,

        /// <summary>An empty cipher text.</summary>
        CipherEmpty = 410,

        /// <summary>A cipher text that holds something else than hex digits.</summary>
        CipherHex = 411,

        /// <summary>A cipher text that is no multiple of 32 hex digits.</summary>
        CipherLength = 412,

        /// <summary>The padding is wrong after decryption: most likely the key is.</summary>
        Padding = 420,

        /// <summary>The decrypted text is not UTF-8.</summary>
        TextNotUtf8 = 421,

        /// <summary>The decrypted text holds a NUL character, which C text cannot.</summary>
        TextNul = 422,

        /// <summary>A mistake of the library itself, caught before it could do harm.</summary>
        Internal = 900,

        /// <summary>The operating system's random source failed.</summary>
        Random = 901,

        /// <summary>Memory ran out; the call was not completed.</summary>
        OutOfMemory = 902,
    }
}
