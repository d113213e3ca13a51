//! Messages about keys, cipher texts and what comes out of them.

use super::{Text, fixed, text};
use crate::error::{Error, Sm4Error};

const KEY_HINT: (&str, &str) = (
    "appKey 是项目组分配的 32 位十六进制数(16 字节),原样填写,不要转码",
    "the appKey is the 32 hex digits (16 bytes) handed out by the project team; use it as it is",
);
const WRONG_KEY: (&str, &str) = (
    "多半是密钥不对(测试与生产环境的 appKey 不同),或密文被截断、改写",
    "most likely the key is wrong (test and production differ), or the cipher text was cut or altered",
);
const CIPHER_HINT: (&str, &str) = (
    "密文应为十六进制,长度为 32 的倍数,没有空格和换行",
    "cipher text is hex, a multiple of 32 digits long, without blanks or line breaks",
);

/// A field of the gateway's answer.
pub(super) fn field(name: &str, e: Sm4Error) -> Text {
    let inner = describe(e);
    Text { message: format!("{name}: {}", inner.message), hint: inner.hint }
}

pub(super) fn describe(e: Sm4Error) -> Text {
    match e {
        Sm4Error::KeyLength { characters } => text(
            (
                format!("SM4 密钥有 {characters} 个字符,应为 32 位十六进制"),
                format!("the SM4 key has {characters} characters, 32 hex digits are needed"),
            ),
            match characters {
                16 => (
                    "看起来是 16 个字符的文本密钥;本接口的密钥是 32 位十六进制",
                    "it looks like a 16-character text; this interface's key is 32 hex digits",
                ),
                24 => (
                    "看起来是 base64;本接口的密钥是 32 位十六进制",
                    "it looks like base64; this interface's key is 32 hex digits",
                ),
                _ => KEY_HINT,
            },
        ),
        Sm4Error::KeyNotHex { position } => text(
            (
                format!("SM4 密钥的第 {position} 个字符不是十六进制数字"),
                format!("character {position} of the SM4 key is not a hex digit"),
            ),
            KEY_HINT,
        ),
        Sm4Error::CipherEmpty => fixed(("密文为空", "the cipher text is empty"), CIPHER_HINT),
        Sm4Error::CipherNotHex { position, looks_like_base64 } => text(
            (
                format!("密文的第 {position} 个字符不是十六进制数字"),
                format!("character {position} of the cipher text is not a hex digit"),
            ),
            if looks_like_base64 {
                (
                    "看起来是 base64;本接口的密文是十六进制",
                    "it looks like base64; this interface's cipher text is hex",
                )
            } else {
                CIPHER_HINT
            },
        ),
        Sm4Error::CipherLength { digits } => text(
            (
                format!("密文有 {digits} 位十六进制,不是 32 的整数倍"),
                format!("the cipher text has {digits} hex digits, not a multiple of 32"),
            ),
            CIPHER_HINT,
        ),
        Sm4Error::Padding { looks_like_zero_padding } => fixed(
            ("解密后的 PKCS#7 填充不正确", "the PKCS#7 padding is wrong after decryption"),
            if looks_like_zero_padding {
                (
                    "看起来对方用了零填充(ZeroPadding);本接口要求 PKCS5/PKCS7",
                    "it looks like zero padding; this interface wants PKCS5/PKCS7",
                )
            } else {
                WRONG_KEY
            },
        ),
        Sm4Error::TextNotUtf8 => fixed(
            ("解密后的内容不是 UTF-8", "the decrypted text is not UTF-8"),
            (
                "密钥不对,或对方用了 GBK 编码;本接口统一用 UTF-8",
                "the key is wrong, or the other side used GBK; this interface uses UTF-8",
            ),
        ),
        Sm4Error::OutOfMemory => Error::OutOfMemory.text(),
    }
}
