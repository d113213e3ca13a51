//! The table of faults: parsed, listed and documented from here.

use super::kind::{Kind, kind};
use crate::gateway::clock::Skew;
use crate::reply::{Body, Cipher, Data, Line, Pace, Shape};

pub const KINDS: &[Kind] = &[
    // Time and transport.
    kind("slow", "MS", "延迟后正常应答", "answers after a delay").pace(Pace::Slow),
    kind("drip", "MS", "正文逐字节发送", "the body byte by byte").line(Line::Drip),
    kind("drip-head", "MS", "响应头逐字节发送", "the head byte by byte").line(Line::DripHead),
    kind("stall", "", "一直不应答", "never answers").line(Line::Stall),
    kind("reset", "", "不应答,TCP 复位", "a TCP reset instead of an answer")
        .line(Line::Reset)
        .on_the_way(),
    kind("close", "", "不应答就关闭连接", "closes without an answer")
        .line(Line::Close)
        .on_the_way(),
    kind("half-answer", "", "响应头发一半就关闭", "closes in the middle of the head")
        .line(Line::HalfAnswer),
    kind("truncated", "", "正文比 Content-Length 短", "less body than Content-Length says")
        .line(Line::Truncated),
    kind("truncated-json", "", "JSON 被截断", "the JSON breaks off").shape(Shape::TruncatedJson),
    kind("garbage", "", "应答不是 HTTP", "something that is not HTTP")
        .line(Line::Garbage)
        .on_the_way(),
    kind("long-header", "", "1 MiB 的响应头", "a header of 1 MiB").line(Line::LongHeader),
    kind("overlong", "BYTES", "正文很大", "a very large body").body(Body::Overlong),
    kind("chunked", "", "分块传输", "chunked transfer").shape(Shape::Chunked),
    kind("close-after", "", "应答后不打招呼就关闭", "closes after the answer, unannounced")
        .line(Line::CloseAfter),
    kind("announced-close", "", "应答带 Connection: close", "announces that it closes")
        .shape(Shape::AnnouncedClose),
    kind("stale", "", "同一连接的下一个请求被关闭", "the connection's next request is closed on")
        .pace(Pace::Stale),
    kind("stale-reset", "", "同一连接的下一个请求被复位", "the connection's next request is reset")
        .pace(Pace::StaleReset),
    // Bodies.
    kind("empty", "", "正文为空", "an empty body").shape(Shape::Empty),
    kind("html", "", "正文是网页", "an HTML page").shape(Shape::Html).on_the_way(),
    kind("gbk-html", "", "正文是 GBK 编码的网页", "an HTML page in GBK")
        .shape(Shape::GbkHtml)
        .on_the_way(),
    kind("gbk", "", "正文是 GBK 编码", "the body in GBK").shape(Shape::Gbk),
    kind("utf16", "", "正文是 UTF-16", "the body in UTF-16").shape(Shape::Utf16),
    kind("utf16-bom", "", "正文是 UTF-16,带 BOM", "the body in UTF-16 behind a BOM")
        .shape(Shape::Utf16Bom),
    kind("latin1", "", "正文是 Latin-1", "the body in Latin-1")
        .shape(Shape::Latin1)
        .data(Data::Latin1),
    kind("bom", "", "正文以 BOM 开头", "a BOM in front").shape(Shape::Bom),
    kind("redirect", "", "302 重定向", "a redirect").shape(Shape::Redirect).on_the_way(),
    kind("gzip", "", "擅自用 gzip 压缩", "gzip that nobody asked for").shape(Shape::Gzip),
    kind("gzip-bomb", "BYTES", "解压后很大", "gzip that inflates").shape(Shape::GzipBomb),
    kind("deflate", "", "用 deflate 压缩", "deflate").shape(Shape::Deflate),
    kind("gzip-unannounced", "", "gzip 压缩却不说", "gzip that no header tells of")
        .shape(Shape::GzipUnannounced),
    kind("zlib-unannounced", "", "zlib 压缩却不说", "zlib that no header tells of")
        .shape(Shape::ZlibUnannounced),
    kind("br-label", "", "声称用 br 压缩", "says br, is not").shape(Shape::BrLabel),
    // Codes and envelopes.
    kind("http", "STATUS", "HTTP 错误", "an HTTP error").shape(Shape::Http).on_the_way(),
    kind(
        "http-code",
        "STATUS",
        "HTTP 错误,正文的 code 相同",
        "an HTTP error whose body repeats it as code",
    )
    .shape(Shape::HttpCode),
    kind("gateway", "CODE", "网关失败码", "a failure code of the gateway")
        .body(Body::Gateway)
        .on_the_way(),
    kind("errcode", "N", "接口失败码", "a failure code of the interface").body(Body::Errcode),
    kind("errcode-text", "N", "文本形式的接口失败码", "the same as text").body(Body::ErrcodeText),
    kind("envelope", "", "网关信封包着接口应答", "the gateway's envelope around the body")
        .body(Body::Envelope),
    kind("envelope-data", "", "网关信封直接包着数据", "the envelope around the data itself")
        .body(Body::EnvelopeData),
    kind("envelope-failure", "", "外层成功、内层失败", "outer success, inner failure")
        .body(Body::EnvelopeFailure),
    kind("envelope-refused", "", "success 为 false 的信封", "an envelope that says success: false")
        .body(Body::EnvelopeRefused),
    kind("envelope-text", "", "外层 \"0\" 内层 0", "outer \"0\", inner 0").body(Body::EnvelopeText),
    kind("envelope-result", "", "信封用 result 装接口应答", "an envelope that calls it result")
        .body(Body::EnvelopeResult),
    kind("envelope-res", "", "信封里再包一层 success/res", "an envelope around success and res")
        .body(Body::EnvelopeRes),
    kind(
        "inner-refused",
        "",
        "外层成功,内层 success 为 false",
        "outer success, inner success: false",
    )
    .body(Body::InnerRefused),
    kind(
        "inner-refused-text",
        "",
        "外层成功,内层 success 为 \"False\"",
        "outer success, inner success: \"False\"",
    )
    .body(Body::InnerRefusedText),
    kind("inner-refused-zero", "", "外层成功,内层 success 为 0", "outer success, inner success: 0")
        .body(Body::InnerRefusedZero),
    kind("inner-null", "", "内层只有消息,res 为 null", "inner res null beside a message")
        .body(Body::InnerNull),
    kind("inner-code", "NAME", "内层的这个字段是失败码 7", "an inner code 7 by this name")
        .body(Body::InnerCode),
    kind(
        "beside-code",
        "NAME",
        "errcode 0 旁边有失败码 7",
        "a code 7 by this name beside errcode 0",
    )
    .body(Body::BesideCode),
    kind("code-name", "NAME", "成功码用这个名字", "the code of success goes by this name")
        .body(Body::CodeName),
    kind("echoed-code", "", "应答里带回 code", "the answer repeats the one-time code")
        .body(Body::EchoedCode),
    kind("double-encoded", "", "整个正文是 JSON 文本", "the whole body is a JSON text")
        .body(Body::DoubleEncoded),
    kind("code-msg", "", "HTTP 500 加 code/msg", "HTTP 500 with code and msg")
        .shape(Shape::CodeMsg),
    kind("returncode", "", "成功用 returnCode 表示", "success as returnCode")
        .body(Body::ReturnCode),
    kind("no-errcode", "", "JSON 里没有 errcode", "JSON without an errcode").body(Body::NoErrcode),
    kind("echo", "", "errmsg 里带出敏感信息", "errmsg repeats secrets and the person")
        .body(Body::Echo),
    kind("echo-code", "", "errcode 就是证件号", "the errcode is a certificate number")
        .body(Body::EchoCode),
    // Data.
    kind("numbers-as-text", "", "数字写成文本", "numbers as text")
        .body(Body::NumbersAsText)
        .data(Data::NumbersAsText),
    kind("text-as-numbers", "", "文本写成数字", "texts as numbers").data(Data::TextAsNumbers),
    kind("data-as-text", "", "data 是 JSON 文本", "data is a JSON text").body(Body::DataAsText),
    kind("data-bad-text", "", "data 是无法解析的文本", "data is a text that is no JSON")
        .body(Body::DataBadText),
    kind("floats", "", "整数写成 0.0", "integers written as 0.0")
        .body(Body::Floats)
        .data(Data::Floats),
    kind("exponents", "", "整数写成 1e0", "integers written as 1e0").data(Data::Exponents),
    kind("short-codes", "", "字典代码少了前面的 0", "dictionary codes without their leading zero")
        .data(Data::ShortCodes),
    kind("big-user-id", "", "userId 是 20 位数字", "userId is a number of 20 digits")
        .data(Data::BigUserId),
    kind("nulls", "", "可选字段都是 null", "null everywhere").data(Data::Nulls),
    kind("empty-data", "", "data 是空对象", "data is an empty object").body(Body::EmptyData),
    kind("blanks", "", "字段都是空白", "blanks everywhere").data(Data::Blanks),
    kind("null-texts", "", "userId 是文本 null", "userId is the text null").data(Data::NullTexts),
    kind("zero-user-id", "", "userId 是 0", "userId is 0").data(Data::ZeroUserId),
    kind("blank-user-id", "", "只有 userId 是空白", "nothing but userId is blank")
        .data(Data::BlankUserId),
    kind("blank-plaintext", "", "证件号解密后是空白", "the certificate number decrypts to a blank")
        .cipher(Cipher::BlankPlaintext)
        .data(Data::BlankPlaintext),
    kind("renamed-fields", "", "字段名写法不同", "fields spelled otherwise")
        .data(Data::RenamedFields),
    kind("deeper", "NAME", "身份在 data 的这个字段里", "the identity one level deeper")
        .body(Body::Deeper),
    kind("success-false", "", "身份旁边 success 为 false", "success: false beside an identity")
        .data(Data::SuccessFalse),
    kind("missing-fields", "", "只有 userId", "nothing but userId").data(Data::MissingFields),
    kind("no-data", "", "没有 data", "no data").body(Body::NoData),
    kind("data-null", "", "data 为 null", "data is null").body(Body::DataNull),
    kind("data-array", "", "data 是数组", "data is an array").body(Body::DataArray),
    kind("data-empty-array", "", "data 是空数组", "data is an empty array")
        .body(Body::DataEmptyArray),
    kind("extra-fields", "", "多出字段", "further fields").data(Data::ExtraFields),
    kind("nul-in-name", "", "姓名含 NUL", "a NUL in the name").data(Data::NulInName),
    kind("lone-surrogate", "", "姓名含孤立代理", "a lone surrogate in the name")
        .data(Data::LoneSurrogate),
    kind("lone-surrogate-extra", "", "多出的字段含孤立代理", "a lone surrogate in a further field")
        .data(Data::LoneSurrogateExtra),
    kind("deep-json", "", "嵌套一万层", "ten thousand levels deep").data(Data::DeepJson),
    kind("gender-word", "", "gender 是汉字", "gender is a word").data(Data::GenderWord),
    kind("name-object", "", "name 是对象", "name is an object").data(Data::NameObject),
    // Cryptography.
    kind("wrong-key", "", "用别的密钥加密", "encrypted with another key").cipher(Cipher::WrongKey),
    kind("bad-padding", "", "填充错误", "wrong padding").cipher(Cipher::BadPadding),
    kind("zero-padding", "", "零填充", "zero padding").cipher(Cipher::ZeroPadding),
    kind("bad-hex", "", "密文不是十六进制", "cipher text that is not hex").cipher(Cipher::BadHex),
    kind("not-utf8-plaintext", "", "明文是 GBK", "the plain text is GBK")
        .cipher(Cipher::NotUtf8Plaintext),
    kind("nul-plaintext", "", "明文含 NUL", "the plain text holds a NUL")
        .cipher(Cipher::NulPlaintext),
    // Clocks.
    kind("clock", "SECONDS", "沙箱的时钟差若干秒", "the sandbox's clock is off").skew(Skew::Off),
    kind("clock-no-date", "SECONDS", "同上,应答没有 Date", "the same without Date")
        .skew(Skew::NoDate),
    kind("clock-age", "SECONDS", "同上,应答带 Age", "the same with Age").skew(Skew::Age),
    kind("clock-insane", "", "验签失败且 Date 是 1970 年", "refused, and Date says 1970")
        .skew(Skew::Insane),
];

// A row that acts nowhere would be the normal answer.
const _: () = {
    let mut rows = KINDS;
    while let [kind, rest @ ..] = rows {
        assert!(kind.acts());
        rows = rest;
    }
};
