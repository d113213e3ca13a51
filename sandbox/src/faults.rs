//! The ways in which an answer can be awkward. One table: it is parsed, listed and documented from here.

use serde::Serialize;

/// A fault that a code carries, such as `slow:500`.
#[derive(Clone, Debug)]
pub struct Fault {
    pub name: &'static str,
    pub argument: String,
}

#[derive(Serialize)]
pub struct Kind {
    pub name: &'static str,
    /// What follows the colon, empty when nothing does.
    pub argument: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

const fn kind(
    name: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Kind {
    Kind { name, argument, zh, en }
}

pub const KINDS: &[Kind] = &[
    // Time and transport.
    kind("slow", "MS", "延迟后正常应答", "answers after a delay"),
    kind("drip", "MS", "正文逐字节发送", "the body byte by byte"),
    kind("drip-head", "MS", "响应头逐字节发送", "the head byte by byte"),
    kind("stall", "", "一直不应答", "never answers"),
    kind("reset", "", "不应答,TCP 复位", "a TCP reset instead of an answer"),
    kind("close", "", "不应答就关闭连接", "closes without an answer"),
    kind("half-answer", "", "响应头发一半就关闭", "closes in the middle of the head"),
    kind("truncated", "", "正文比 Content-Length 短", "less body than Content-Length says"),
    kind("truncated-json", "", "JSON 被截断", "the JSON breaks off"),
    kind("garbage", "", "应答不是 HTTP", "something that is not HTTP"),
    kind("long-header", "", "1 MiB 的响应头", "a header of 1 MiB"),
    kind("overlong", "BYTES", "正文很大", "a very large body"),
    kind("chunked", "", "分块传输", "chunked transfer"),
    kind("close-after", "", "应答后不打招呼就关闭", "closes after the answer, unannounced"),
    kind("announced-close", "", "应答带 Connection: close", "announces that it closes"),
    kind("stale", "", "同一连接的下一个请求被关闭", "the connection's next request is closed on"),
    kind("stale-reset", "", "同一连接的下一个请求被复位", "the connection's next request is reset"),
    // Bodies.
    kind("empty", "", "正文为空", "an empty body"),
    kind("html", "", "正文是网页", "an HTML page"),
    kind("gbk-html", "", "正文是 GBK 编码的网页", "an HTML page in GBK"),
    kind("gbk", "", "正文是 GBK 编码", "the body in GBK"),
    kind("utf16", "", "正文是 UTF-16", "the body in UTF-16"),
    kind("utf16-bom", "", "正文是 UTF-16,带 BOM", "the body in UTF-16 behind a BOM"),
    kind("latin1", "", "正文是 Latin-1", "the body in Latin-1"),
    kind("bom", "", "正文以 BOM 开头", "a BOM in front"),
    kind("redirect", "", "302 重定向", "a redirect"),
    kind("gzip", "", "擅自用 gzip 压缩", "gzip that nobody asked for"),
    kind("gzip-bomb", "BYTES", "解压后很大", "gzip that inflates"),
    kind("deflate", "", "用 deflate 压缩", "deflate"),
    kind("gzip-unannounced", "", "gzip 压缩却不说", "gzip that no header tells of"),
    kind("zlib-unannounced", "", "zlib 压缩却不说", "zlib that no header tells of"),
    kind("br-label", "", "声称用 br 压缩", "says br, is not"),
    // Codes and envelopes.
    kind("http", "STATUS", "HTTP 错误", "an HTTP error"),
    kind(
        "http-code",
        "STATUS",
        "HTTP 错误,正文的 code 相同",
        "an HTTP error whose body repeats it as code",
    ),
    kind("gateway", "CODE", "网关失败码", "a failure code of the gateway"),
    kind("errcode", "N", "接口失败码", "a failure code of the interface"),
    kind("errcode-text", "N", "文本形式的接口失败码", "the same as text"),
    kind("envelope", "", "网关信封包着接口应答", "the gateway's envelope around the body"),
    kind("envelope-data", "", "网关信封直接包着数据", "the envelope around the data itself"),
    kind("envelope-failure", "", "外层成功、内层失败", "outer success, inner failure"),
    kind("envelope-refused", "", "success 为 false 的信封", "an envelope that says success: false"),
    kind("envelope-text", "", "外层 \"0\" 内层 0", "outer \"0\", inner 0"),
    kind("envelope-result", "", "信封用 result 装接口应答", "an envelope that calls it result"),
    kind("envelope-res", "", "信封里再包一层 success/res", "an envelope around success and res"),
    kind(
        "inner-refused",
        "",
        "外层成功,内层 success 为 false",
        "outer success, inner success: false",
    ),
    kind(
        "inner-refused-text",
        "",
        "外层成功,内层 success 为 \"False\"",
        "outer success, inner success: \"False\"",
    ),
    kind("inner-refused-zero", "", "外层成功,内层 success 为 0", "outer success, inner success: 0"),
    kind("inner-null", "", "内层只有消息,res 为 null", "inner res null beside a message"),
    kind("inner-code", "NAME", "内层的这个字段是失败码 7", "an inner code 7 by this name"),
    kind(
        "beside-code",
        "NAME",
        "errcode 0 旁边有失败码 7",
        "a code 7 by this name beside errcode 0",
    ),
    kind("code-name", "NAME", "成功码用这个名字", "the code of success goes by this name"),
    kind("echoed-code", "", "应答里带回 code", "the answer repeats the one-time code"),
    kind("double-encoded", "", "整个正文是 JSON 文本", "the whole body is a JSON text"),
    kind("code-msg", "", "HTTP 500 加 code/msg", "HTTP 500 with code and msg"),
    kind("returncode", "", "成功用 returnCode 表示", "success as returnCode"),
    kind("no-errcode", "", "JSON 里没有 errcode", "JSON without an errcode"),
    kind("echo", "", "errmsg 里带出敏感信息", "errmsg repeats secrets and the person"),
    kind("echo-code", "", "errcode 就是证件号", "the errcode is a certificate number"),
    // Data.
    kind("numbers-as-text", "", "数字写成文本", "numbers as text"),
    kind("text-as-numbers", "", "文本写成数字", "texts as numbers"),
    kind("data-as-text", "", "data 是 JSON 文本", "data is a JSON text"),
    kind("data-bad-text", "", "data 是无法解析的文本", "data is a text that is no JSON"),
    kind("floats", "", "整数写成 0.0", "integers written as 0.0"),
    kind("exponents", "", "整数写成 1e0", "integers written as 1e0"),
    kind("short-codes", "", "字典代码少了前面的 0", "dictionary codes without their leading zero"),
    kind("big-user-id", "", "userId 是 20 位数字", "userId is a number of 20 digits"),
    kind("nulls", "", "可选字段都是 null", "null everywhere"),
    kind("empty-data", "", "data 是空对象", "data is an empty object"),
    kind("blanks", "", "字段都是空白", "blanks everywhere"),
    kind("null-texts", "", "userId 是文本 null", "userId is the text null"),
    kind("zero-user-id", "", "userId 是 0", "userId is 0"),
    kind("blank-user-id", "", "只有 userId 是空白", "nothing but userId is blank"),
    kind("blank-plaintext", "", "证件号解密后是空白", "the certificate number decrypts to a blank"),
    kind("renamed-fields", "", "字段名写法不同", "fields spelled otherwise"),
    kind("deeper", "NAME", "身份在 data 的这个字段里", "the identity one level deeper"),
    kind("success-false", "", "身份旁边 success 为 false", "success: false beside an identity"),
    kind("missing-fields", "", "只有 userId", "nothing but userId"),
    kind("no-data", "", "没有 data", "no data"),
    kind("data-null", "", "data 为 null", "data is null"),
    kind("data-array", "", "data 是数组", "data is an array"),
    kind("data-empty-array", "", "data 是空数组", "data is an empty array"),
    kind("extra-fields", "", "多出字段", "further fields"),
    kind("nul-in-name", "", "姓名含 NUL", "a NUL in the name"),
    kind("lone-surrogate", "", "姓名含孤立代理", "a lone surrogate in the name"),
    kind("lone-surrogate-extra", "", "多出的字段含孤立代理", "a lone surrogate in a further field"),
    kind("deep-json", "", "嵌套一万层", "ten thousand levels deep"),
    kind("gender-word", "", "gender 是汉字", "gender is a word"),
    kind("name-object", "", "name 是对象", "name is an object"),
    // Cryptography.
    kind("wrong-key", "", "用别的密钥加密", "encrypted with another key"),
    kind("bad-padding", "", "填充错误", "wrong padding"),
    kind("zero-padding", "", "零填充", "zero padding"),
    kind("bad-hex", "", "密文不是十六进制", "cipher text that is not hex"),
    kind("not-utf8-plaintext", "", "明文是 GBK", "the plain text is GBK"),
    kind("nul-plaintext", "", "明文含 NUL", "the plain text holds a NUL"),
    // Clocks.
    kind("clock", "SECONDS", "沙箱的时钟差若干秒", "the sandbox's clock is off"),
    kind("clock-no-date", "SECONDS", "同上,应答没有 Date", "the same without Date"),
    kind("clock-age", "SECONDS", "同上,应答带 Age", "the same with Age"),
    kind("clock-insane", "", "验签失败且 Date 是 1970 年", "refused, and Date says 1970"),
];

/// As it is ordered.
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let colon = if self.argument.is_empty() { "" } else { ":" };
        write!(f, "{}{colon}{}", self.name, self.argument)
    }
}

impl Fault {
    pub fn parse(text: &str) -> Result<Fault, String> {
        let (name, argument) = text.split_once(':').unwrap_or((text, ""));
        let kind = KINDS.iter().find(|kind| kind.name == name);
        let kind = kind.ok_or_else(|| format!("没有这种故障 | no such fault: {text}"))?;
        if kind.argument.is_empty() != argument.is_empty() {
            return Err(format!("应写成 {name}:{0} | write {name}:{0}", kind.argument));
        }
        if !["", "CODE", "NAME"].contains(&kind.argument) && argument.parse::<i64>().is_err() {
            return Err(format!("{} 应为整数 | {0} must be an integer", kind.argument));
        }
        Ok(Fault { name: kind.name, argument: argument.to_owned() })
    }

    /// What answers for a gateway that never saw the request: its code stays unused.
    pub fn strikes_before_the_gateway(&self) -> bool {
        let before =
            ["http", "gateway", "html", "gbk-html", "redirect", "close", "reset", "garbage"];
        before.contains(&self.name)
    }

    /// The number behind the colon.
    pub fn number(&self) -> i64 {
        self.argument.parse().unwrap_or_default()
    }
}
