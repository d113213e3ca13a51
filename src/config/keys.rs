//! The configuration's keys in one table. The parser reads it, and tools/ writes from it what else lists keys: the
//! builders of C++, Java and C#, the schema, the tables of the READMEs. It is included there and by tests as it is;
//! hence nothing of the crate is named here.

/// A key.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub required: bool,
    pub value: Value,
    /// What it means, in the READMEs' Markdown.
    #[allow(dead_code)] // The parser has no use for it.
    pub meaning: Text,
    /// What holds when it is left out, where `value` does not tell.
    #[allow(dead_code)]
    pub otherwise: Text,
}

/// Chinese and English.
pub type Text = [&'static str; 2];

/// What may stand behind a key. `null` counts as absent everywhere.
#[derive(Debug)]
pub enum Value {
    Text,
    /// A text or a list of texts.
    Texts,
    Flag {
        default: bool,
    },
    Integer {
        min: u64,
        max: u64,
        default: u64,
    },
    Word {
        allowed: &'static [&'static str],
        default: Option<&'static str>,
    },
    Section(&'static [Key]),
    /// A word, or a section instead.
    WordOrSection(&'static str, &'static [Key]),
    /// A section whose names are the caller's, each with a text.
    TextsByName,
}

/// Every key of the configuration.
pub const KEYS: &[Key] = &[
    required(
        "environment",
        word(&["production", "test", "custom"]),
        [
            "环境,决定 `baseUrl` 和 `serviceId` 的默认值",
            "the environment, which presets `baseUrl` and `serviceId`",
        ],
    ),
    required(
        "appCode",
        Value::Text,
        [
            "项目组分配的应用编码,1 到 10 个字符",
            "the application's code, from the project team, 1 to 10 characters",
        ],
    ),
    required("appKey", Value::Text, ["SM4 密钥,32 位十六进制", "the SM4 key, 32 hex digits"]),
    required("paasId", Value::Text, ["项目组分配的 paasid", "the paasid, from the project team"]),
    required("token", Value::Text, ["项目组分配的 token", "the token, from the project team"]),
    key(
        "appSecret",
        Value::Text,
        ["请求头 `x-tsp-appSecret` 的值", "the header `x-tsp-appSecret`"],
    )
    .or(["同 `token`", "the token"]),
    key("serviceId", Value::Text, ["服务 ID;`custom` 必填", "the service ID; `custom` needs it"])
        .or(["由 `environment` 决定", "as `environment` says"]),
    key(
        "baseUrl",
        Value::Text,
        [
            "网关地址 `https://主机[:端口]/路径`;`custom` 必填",
            "the address, `https://host[:port]/path`; `custom` needs it",
        ],
    )
    .or(["由 `environment` 决定", "as `environment` says"]),
    key(
        "serviceIdIn",
        Value::WordOrSection("path", SERVICE_ID_IN),
        [
            "服务 ID 放在哪里:`{\"header\":\"名称\"}`、`{\"query\":\"名称\"}` 或 `\"path\"`(路径\
             的最后一段)",
            "where the service ID travels: `{\"header\":\"name\"}`, `{\"query\":\"name\"}` or \
             `\"path\"`, the path's last segment",
        ],
    )
    .or(["`{\"header\":\"x-tsp-serviceid\"}`"; 2]),
    key("signature", Value::Section(SIGNATURE), ["签名的算法", "how the signature is made"]),
    key(
        "encryptedFields",
        Value::Section(ENCRYPTED_FIELDS),
        ["各字段是否加密", "which fields are encrypted"],
    ),
    key(
        "clockCorrection",
        Value::Flag { default: true },
        [
            "本机时钟与网关相差超过 60 秒而被拒签时,按网关时间重签一次并记住差值",
            "sign once more with the gateway's time when the signature was refused and the \
             clock is over 60 s off",
        ],
    ),
    key(
        "resendWhenClosed",
        Value::Flag { default: true },
        [
            "保持的连接在应答的第一个字节之前被对方关闭时,换新连接重发一次",
            "send once more over a new connection when a kept one was closed before any byte of \
             an answer",
        ],
    ),
    key(
        "codeMemorySeconds",
        integer(0, 300, 0),
        [
            "成功的 code 在这段时间内由内存再次回答,0 为关闭;[代价](docs/gateway.md#同一个-code-\
             来两次--the-code-that-comes-twice)先看清",
            "a code that succeeded is answered again from memory for this long, 0: off; see \
             first [what it trades](docs/gateway.md#同一个-code-来两次\
             --the-code-that-comes-twice)",
        ],
    ),
    key(
        "connectTimeoutMs",
        integer(100, 60_000, 5_000),
        [
            "建立连接的时限(解析、TCP、代理、TLS 合计);不会超过 `timeoutMs`",
            "limit for name look-up, TCP, proxy and TLS together; never more than `timeoutMs`",
        ],
    ),
    key("timeoutMs", integer(100, 120_000, 10_000), ["整个调用的时限", "limit for the whole call"]),
    key(
        "maxResponseBytes",
        integer(1024, 16 << 20, 64 << 10),
        [
            "应答正文(解压后)的上限;真实的应答不过几百字节。读一个应答的内存不超过正文的 8 倍",
            "limit for an answer's body, decompressed; real ones have a few hundred. Reading \
             one takes at most 8 times its body of memory",
        ],
    ),
    key(
        "maxIdleConnections",
        integer(0, 1024, 64),
        [
            "保持的空闲连接数;空闲 30 秒的不再使用,下一次调用时关闭",
            "idle connections kept; one that was idle for 30 s is not used again and closed at the next call",
        ],
    ),
    key(
        "proxy",
        Value::Text,
        [
            "正向代理 `http://[用户:密码@]主机:端口`,特殊字符用百分号编码;不读取环境变量",
            "a forward proxy, `http://[user:password@]host:port`, percent-encoded; the \
             environment is not looked at",
        ],
    ),
    key(
        "tls",
        Value::Section(TLS),
        ["信任谁。没有关闭验证的开关", "whom to trust. Verification cannot be turned off"],
    ),
    key(
        "allowHttp",
        Value::Flag { default: false },
        [
            "允许明文 `http://`,只用于院内前置机",
            "plain `http://`, for a front-end machine inside the hospital",
        ],
    ),
    key(
        "extraHeaders",
        Value::TextsByName,
        [
            "另加的请求头,例如 `{\"x-tsp-internet\":\"true\"}`;本库自己设置的、改变传输方式的\
             (`Expect`、`Upgrade`、`Range` 等)和重复的会被拒绝",
            "further request headers; refused are the library's own, those that change how a \
             request is carried (`Expect`, `Upgrade`, `Range` …) and repeated ones",
        ],
    ),
];

const TLS: &[Key] = &[
    key(
        "caFile",
        Value::Text,
        [
            "信任的 CA 或服务器自签的证书本身(PEM,普通文件),取代内置的根证书",
            "authorities, or a server's self-signed certificate itself, to trust instead of the \
             built-in ones: a regular file, PEM",
        ],
    )
    .or(["内置的 Mozilla 根证书", "Mozilla's roots"]),
    key("caPem", Value::Text, ["同上,直接写 PEM 文本", "the same as PEM text"]),
    key(
        "pinnedSha256",
        Value::Texts,
        [
            "在此之外还要求证书(或其公钥)的 SHA-256 相符,一个或一组,空列表会被拒绝",
            "besides, the SHA-256 of the certificate or of its key, one or a list that is not \
             empty",
        ],
    ),
];

const SIGNATURE: &[Key] = &[
    key(
        "template",
        Value::Text,
        [
            "签名的内容,占位符 `{timestamp}` `{token}` `{nonce}`",
            "what is signed, of `{timestamp}` `{token}` `{nonce}`",
        ],
    )
    .or(["`{timestamp}{token}{nonce}{timestamp}`"; 2]),
    key("timestampUnit", word_or(&["s", "ms"], "s"), ["时间戳的单位", "the timestamp's unit"]),
    key(
        "hexCase",
        word_or(&["upper", "lower"], "upper"),
        ["十六进制的大小写", "the hex digits' case"],
    ),
];

const SERVICE_ID_IN: &[Key] = &[
    key(
        "header",
        Value::Text,
        ["放服务 ID 的请求头的名称", "the name of the header with the service ID"],
    ),
    key(
        "query",
        Value::Text,
        ["放服务 ID 的查询参数的名称", "the name of the query parameter with the service ID"],
    ),
];

/// The guide's table marks the first two: with `auto` a wrong key would go unnoticed.
const ENCRYPTED_FIELDS: &[Key] = &[
    key(
        "certificateNo",
        word_or(&["always", "never"], "always"),
        ["证件号码", "the certificate's number"],
    ),
    key("phone", word_or(&["always", "never"], "always"), ["手机号码", "the telephone number"]),
    key("name", word_or(&["always", "never", "auto"], "auto"), ["姓名", "the name"]),
    key(
        "healthCardNo",
        word_or(&["always", "never", "auto"], "auto"),
        ["电子健康码", "the health code"],
    ),
];

const fn key(name: &'static str, value: Value, meaning: Text) -> Key {
    Key { name, required: false, value, meaning, otherwise: ["无", "none"] }
}

const fn required(name: &'static str, value: Value, meaning: Text) -> Key {
    Key { name, required: true, value, meaning, otherwise: ["必填", "needed"] }
}

impl Key {
    /// One of another table, whose texts stand elsewhere.
    #[allow(dead_code)] // tools/ has no such table.
    pub const fn plain(name: &'static str, value: Value) -> Key {
        key(name, value, ["", ""])
    }

    const fn or(mut self, otherwise: Text) -> Key {
        self.otherwise = otherwise;
        self
    }
}

const fn integer(min: u64, max: u64, default: u64) -> Value {
    Value::Integer { min, max, default }
}

const fn word(allowed: &'static [&'static str]) -> Value {
    Value::Word { allowed, default: None }
}

const fn word_or(allowed: &'static [&'static str], default: &'static str) -> Value {
    Value::Word { allowed, default: Some(default) }
}
