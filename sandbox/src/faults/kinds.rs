//! The ways in which an answer can be awkward, one table: it is parsed, listed and documented from here. What each does
//! stands in `reply`, a file a stage, whose matches leave none out.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Kind {
    pub name: &'static str,
    /// What follows the colon, empty when nothing does.
    pub argument: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    #[serde(skip)]
    pub acts: &'static [Act],
    /// It answers for a gateway that never saw the request, whose code stays unused.
    #[serde(skip)]
    pub is_before_the_gateway: bool,
}

/// The stage of an answer at which a fault acts. One may act at several.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Line(Line),
    Pace(Pace),
    Shape(Shape),
    Body(Body),
    Data(Data),
    Cipher(Cipher),
    Clock(Clock),
}

/// Below HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Stall,
    Reset,
    Close,
    CloseAfter,
    HalfAnswer,
    Truncated,
    Drip,
    DripHead,
    Garbage,
    LongHeader,
}

/// When it comes, and what becomes of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    Slow,
    Stale,
    StaleReset,
}

/// How a body is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Empty,
    Html,
    GbkHtml,
    Gbk,
    Utf16,
    Utf16Bom,
    Latin1,
    Bom,
    TruncatedJson,
    Redirect,
    Http,
    HttpCode,
    CodeMsg,
    Gzip,
    GzipBomb,
    GzipUnannounced,
    ZlibUnannounced,
    Deflate,
    BrLabel,
    AnnouncedClose,
    Chunked,
}

/// The interface's body and what is around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    Gateway,
    Errcode,
    ErrcodeText,
    Envelope,
    EnvelopeData,
    EnvelopeFailure,
    EnvelopeRefused,
    EnvelopeResult,
    EnvelopeRes,
    InnerRefused,
    InnerRefusedText,
    InnerRefusedZero,
    InnerNull,
    InnerCode,
    BesideCode,
    CodeName,
    EchoedCode,
    DoubleEncoded,
    Floats,
    Deeper,
    EmptyData,
    EnvelopeText,
    Returncode,
    NoErrcode,
    NumbersAsText,
    DataAsText,
    DataBadText,
    NoData,
    DataNull,
    DataEmptyArray,
    DataArray,
    Overlong,
    Echo,
    EchoCode,
}

/// The nine fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    NumbersAsText,
    TextAsNumbers,
    Floats,
    Exponents,
    ShortCodes,
    BigUserId,
    Blanks,
    NullTexts,
    ZeroUserId,
    BlankUserId,
    BlankPlaintext,
    RenamedFields,
    SuccessFalse,
    Latin1,
    Nulls,
    MissingFields,
    ExtraFields,
    NulInName,
    LoneSurrogate,
    LoneSurrogateExtra,
    DeepJson,
    GenderWord,
    NameObject,
}

/// How a field is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cipher {
    WrongKey,
    BadPadding,
    ZeroPadding,
    BadHex,
    NotUtf8Plaintext,
    BlankPlaintext,
    NulPlaintext,
}

/// What the sandbox's clock says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    Off,
    OffWithoutDate,
    OffWithAge,
    Insane,
}

const fn kind(
    name: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
    acts: &'static [Act],
) -> Kind {
    Kind { name, argument, zh, en, acts, is_before_the_gateway: false }
}

const fn before(
    name: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
    acts: &'static [Act],
) -> Kind {
    Kind { is_before_the_gateway: true, ..kind(name, argument, zh, en, acts) }
}

// A fault a line.
#[rustfmt::skip]
pub const KINDS: &[Kind] = &[
    // Time and transport.
    kind("slow", "MS", "延迟后正常应答", "answers after a delay", &[Act::Pace(Pace::Slow)]),
    kind("drip", "MS", "正文逐字节发送", "the body byte by byte", &[Act::Line(Line::Drip)]),
    kind("drip-head", "MS", "响应头逐字节发送", "the head byte by byte", &[Act::Line(Line::DripHead)]),
    kind("stall", "", "一直不应答", "never answers", &[Act::Line(Line::Stall)]),
    before("reset", "", "不应答,TCP 复位", "a TCP reset instead of an answer", &[Act::Line(Line::Reset)]),
    before("close", "", "不应答就关闭连接", "closes without an answer", &[Act::Line(Line::Close)]),
    kind("half-answer", "", "响应头发一半就关闭", "closes in the middle of the head", &[Act::Line(Line::HalfAnswer)]),
    kind("truncated", "", "正文比 Content-Length 短", "less body than Content-Length says", &[Act::Line(Line::Truncated)]),
    kind("truncated-json", "", "JSON 被截断", "the JSON breaks off", &[Act::Shape(Shape::TruncatedJson)]),
    before("garbage", "", "应答不是 HTTP", "something that is not HTTP", &[Act::Line(Line::Garbage)]),
    kind("long-header", "", "1 MiB 的响应头", "a header of 1 MiB", &[Act::Line(Line::LongHeader)]),
    kind("overlong", "BYTES", "正文很大", "a very large body", &[Act::Body(Body::Overlong)]),
    kind("chunked", "", "分块传输", "chunked transfer", &[Act::Shape(Shape::Chunked)]),
    kind("close-after", "", "应答后不打招呼就关闭", "closes after the answer, unannounced", &[Act::Line(Line::CloseAfter)]),
    kind("announced-close", "", "应答带 Connection: close", "announces that it closes", &[Act::Shape(Shape::AnnouncedClose)]),
    kind("stale", "", "同一连接的下一个请求被关闭", "the connection's next request is closed on", &[Act::Pace(Pace::Stale)]),
    kind("stale-reset", "", "同一连接的下一个请求被复位", "the connection's next request is reset", &[Act::Pace(Pace::StaleReset)]),
    // Bodies.
    kind("empty", "", "正文为空", "an empty body", &[Act::Shape(Shape::Empty)]),
    before("html", "", "正文是网页", "an HTML page", &[Act::Shape(Shape::Html)]),
    before("gbk-html", "", "正文是 GBK 编码的网页", "an HTML page in GBK", &[Act::Shape(Shape::GbkHtml)]),
    kind("gbk", "", "正文是 GBK 编码", "the body in GBK", &[Act::Shape(Shape::Gbk)]),
    kind("utf16", "", "正文是 UTF-16", "the body in UTF-16", &[Act::Shape(Shape::Utf16)]),
    kind("utf16-bom", "", "正文是 UTF-16,带 BOM", "the body in UTF-16 behind a BOM", &[Act::Shape(Shape::Utf16Bom)]),
    kind("latin1", "", "正文是 Latin-1", "the body in Latin-1", &[Act::Shape(Shape::Latin1), Act::Data(Data::Latin1)]),
    kind("bom", "", "正文以 BOM 开头", "a BOM in front", &[Act::Shape(Shape::Bom)]),
    before("redirect", "", "302 重定向", "a redirect", &[Act::Shape(Shape::Redirect)]),
    kind("gzip", "", "擅自用 gzip 压缩", "gzip that nobody asked for", &[Act::Shape(Shape::Gzip)]),
    kind("gzip-bomb", "BYTES", "解压后很大", "gzip that inflates", &[Act::Shape(Shape::GzipBomb)]),
    kind("deflate", "", "用 deflate 压缩", "deflate", &[Act::Shape(Shape::Deflate)]),
    kind("gzip-unannounced", "", "gzip 压缩却不说", "gzip that no header tells of", &[Act::Shape(Shape::GzipUnannounced)]),
    kind("zlib-unannounced", "", "zlib 压缩却不说", "zlib that no header tells of", &[Act::Shape(Shape::ZlibUnannounced)]),
    kind("br-label", "", "声称用 br 压缩", "says br, is not", &[Act::Shape(Shape::BrLabel)]),
    // Codes and envelopes.
    before("http", "STATUS", "HTTP 错误", "an HTTP error", &[Act::Shape(Shape::Http)]),
    kind("http-code", "STATUS", "HTTP 错误,正文的 code 相同", "an HTTP error whose body repeats it as code", &[Act::Shape(Shape::HttpCode)]),
    before("gateway", "CODE", "网关失败码", "a failure code of the gateway", &[Act::Body(Body::Gateway)]),
    kind("errcode", "N", "接口失败码", "a failure code of the interface", &[Act::Body(Body::Errcode)]),
    kind("errcode-text", "N", "文本形式的接口失败码", "the same as text", &[Act::Body(Body::ErrcodeText)]),
    kind("envelope", "", "网关信封包着接口应答", "the gateway's envelope around the body", &[Act::Body(Body::Envelope)]),
    kind("envelope-data", "", "网关信封直接包着数据", "the envelope around the data itself", &[Act::Body(Body::EnvelopeData)]),
    kind("envelope-failure", "", "外层成功、内层失败", "outer success, inner failure", &[Act::Body(Body::EnvelopeFailure)]),
    kind("envelope-refused", "", "success 为 false 的信封", "an envelope that says success: false", &[Act::Body(Body::EnvelopeRefused)]),
    kind("envelope-text", "", "外层 \"0\" 内层 0", "outer \"0\", inner 0", &[Act::Body(Body::EnvelopeText)]),
    kind("envelope-result", "", "信封用 result 装接口应答", "an envelope that calls it result", &[Act::Body(Body::EnvelopeResult)]),
    kind("envelope-res", "", "信封里再包一层 success/res", "an envelope around success and res", &[Act::Body(Body::EnvelopeRes)]),
    kind("inner-refused", "", "外层成功,内层 success 为 false", "outer success, inner success: false", &[Act::Body(Body::InnerRefused)]),
    kind("inner-refused-text", "", "外层成功,内层 success 为 \"False\"", "outer success, inner success: \"False\"", &[Act::Body(Body::InnerRefusedText)]),
    kind("inner-refused-zero", "", "外层成功,内层 success 为 0", "outer success, inner success: 0", &[Act::Body(Body::InnerRefusedZero)]),
    kind("inner-null", "", "内层只有消息,res 为 null", "inner res null beside a message", &[Act::Body(Body::InnerNull)]),
    kind("inner-code", "NAME", "内层的这个字段是失败码 7", "an inner code 7 by this name", &[Act::Body(Body::InnerCode)]),
    kind("beside-code", "NAME", "errcode 0 旁边有失败码 7", "a code 7 by this name beside errcode 0", &[Act::Body(Body::BesideCode)]),
    kind("code-name", "NAME", "成功码用这个名字", "the code of success goes by this name", &[Act::Body(Body::CodeName)]),
    kind("echoed-code", "", "应答里带回 code", "the answer repeats the one-time code", &[Act::Body(Body::EchoedCode)]),
    kind("double-encoded", "", "整个正文是 JSON 文本", "the whole body is a JSON text", &[Act::Body(Body::DoubleEncoded)]),
    kind("code-msg", "", "HTTP 500 加 code/msg", "HTTP 500 with code and msg", &[Act::Shape(Shape::CodeMsg)]),
    kind("returncode", "", "成功用 returnCode 表示", "success as returnCode", &[Act::Body(Body::Returncode)]),
    kind("no-errcode", "", "JSON 里没有 errcode", "JSON without an errcode", &[Act::Body(Body::NoErrcode)]),
    kind("echo", "", "errmsg 里带出敏感信息", "errmsg repeats secrets and the person", &[Act::Body(Body::Echo)]),
    kind("echo-code", "", "errcode 就是证件号", "the errcode is a certificate number", &[Act::Body(Body::EchoCode)]),
    // Data.
    kind("numbers-as-text", "", "数字写成文本", "numbers as text", &[Act::Body(Body::NumbersAsText), Act::Data(Data::NumbersAsText)]),
    kind("text-as-numbers", "", "文本写成数字", "texts as numbers", &[Act::Data(Data::TextAsNumbers)]),
    kind("data-as-text", "", "data 是 JSON 文本", "data is a JSON text", &[Act::Body(Body::DataAsText)]),
    kind("data-bad-text", "", "data 是无法解析的文本", "data is a text that is no JSON", &[Act::Body(Body::DataBadText)]),
    kind("floats", "", "整数写成 0.0", "integers written as 0.0", &[Act::Body(Body::Floats), Act::Data(Data::Floats)]),
    kind("exponents", "", "整数写成 1e0", "integers written as 1e0", &[Act::Data(Data::Exponents)]),
    kind("short-codes", "", "字典代码少了前面的 0", "dictionary codes without their leading zero", &[Act::Data(Data::ShortCodes)]),
    kind("big-user-id", "", "userId 是 20 位数字", "userId is a number of 20 digits", &[Act::Data(Data::BigUserId)]),
    kind("nulls", "", "可选字段都是 null", "null everywhere", &[Act::Data(Data::Nulls)]),
    kind("empty-data", "", "data 是空对象", "data is an empty object", &[Act::Body(Body::EmptyData)]),
    kind("blanks", "", "字段都是空白", "blanks everywhere", &[Act::Data(Data::Blanks)]),
    kind("null-texts", "", "userId 是文本 null", "userId is the text null", &[Act::Data(Data::NullTexts)]),
    kind("zero-user-id", "", "userId 是 0", "userId is 0", &[Act::Data(Data::ZeroUserId)]),
    kind("blank-user-id", "", "只有 userId 是空白", "nothing but userId is blank", &[Act::Data(Data::BlankUserId)]),
    kind("blank-plaintext", "", "证件号解密后是空白", "the certificate number decrypts to a blank", &[Act::Data(Data::BlankPlaintext), Act::Cipher(Cipher::BlankPlaintext)]),
    kind("renamed-fields", "", "字段名写法不同", "fields spelled otherwise", &[Act::Data(Data::RenamedFields)]),
    kind("deeper", "NAME", "身份在 data 的这个字段里", "the identity one level deeper", &[Act::Body(Body::Deeper)]),
    kind("success-false", "", "身份旁边 success 为 false", "success: false beside an identity", &[Act::Data(Data::SuccessFalse)]),
    kind("missing-fields", "", "只有 userId", "nothing but userId", &[Act::Data(Data::MissingFields)]),
    kind("no-data", "", "没有 data", "no data", &[Act::Body(Body::NoData)]),
    kind("data-null", "", "data 为 null", "data is null", &[Act::Body(Body::DataNull)]),
    kind("data-array", "", "data 是数组", "data is an array", &[Act::Body(Body::DataArray)]),
    kind("data-empty-array", "", "data 是空数组", "data is an empty array", &[Act::Body(Body::DataEmptyArray)]),
    kind("extra-fields", "", "多出字段", "further fields", &[Act::Data(Data::ExtraFields)]),
    kind("nul-in-name", "", "姓名含 NUL", "a NUL in the name", &[Act::Data(Data::NulInName)]),
    kind("lone-surrogate", "", "姓名含孤立代理", "a lone surrogate in the name", &[Act::Data(Data::LoneSurrogate)]),
    kind("lone-surrogate-extra", "", "多出的字段含孤立代理", "a lone surrogate in a further field", &[Act::Data(Data::LoneSurrogateExtra)]),
    kind("deep-json", "", "嵌套一万层", "ten thousand levels deep", &[Act::Data(Data::DeepJson)]),
    kind("gender-word", "", "gender 是汉字", "gender is a word", &[Act::Data(Data::GenderWord)]),
    kind("name-object", "", "name 是对象", "name is an object", &[Act::Data(Data::NameObject)]),
    // Cryptography.
    kind("wrong-key", "", "用别的密钥加密", "encrypted with another key", &[Act::Cipher(Cipher::WrongKey)]),
    kind("bad-padding", "", "填充错误", "wrong padding", &[Act::Cipher(Cipher::BadPadding)]),
    kind("zero-padding", "", "零填充", "zero padding", &[Act::Cipher(Cipher::ZeroPadding)]),
    kind("bad-hex", "", "密文不是十六进制", "cipher text that is not hex", &[Act::Cipher(Cipher::BadHex)]),
    kind("not-utf8-plaintext", "", "明文是 GBK", "the plain text is GBK", &[Act::Cipher(Cipher::NotUtf8Plaintext)]),
    kind("nul-plaintext", "", "明文含 NUL", "the plain text holds a NUL", &[Act::Cipher(Cipher::NulPlaintext)]),
    // Clocks.
    kind("clock", "SECONDS", "沙箱的时钟差若干秒", "the sandbox's clock is off", &[Act::Clock(Clock::Off)]),
    kind("clock-no-date", "SECONDS", "同上,应答没有 Date", "the same without Date", &[Act::Clock(Clock::OffWithoutDate)]),
    kind("clock-age", "SECONDS", "同上,应答带 Age", "the same with Age", &[Act::Clock(Clock::OffWithAge)]),
    kind("clock-insane", "", "验签失败且 Date 是 1970 年", "refused, and Date says 1970", &[Act::Clock(Clock::Insane)]),
];
