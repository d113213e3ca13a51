//! Messages about a server's certificate: what is wrong with it, and how its owner mends it.

use super::{Text, text};
use crate::error::CertificateProblem as Problem;

pub(super) fn describe(host: &str, problem: &Problem) -> Text {
    let (zh, en) = cause(problem);
    text((format!("{host} 的证书{zh}"), format!("the certificate of {host} {en}")), remedy(problem))
}

fn cause(problem: &Problem) -> (String, String) {
    let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match problem {
        Problem::Expired => fixed("已过期", "has expired"),
        Problem::IssuerExpired { issuer } => (
            format!("链中“{issuer}”的证书已过期"),
            format!("was sent with one of \"{issuer}\" that has expired"),
        ),
        Problem::NotYetValid => fixed("尚未生效", "is not valid yet"),
        Problem::WrongName => fixed("与主机名不符", "is for another host name"),
        Problem::NoAltName => fixed(
            "没有 subjectAltName:主机名只写在 CN 里,而 CN 已不再被采用",
            "has no subjectAltName: the host name stands in its CN only, which is not looked at any more",
        ),
        Problem::UnknownIssuer => fixed("由未知机构签发", "comes from an unknown authority"),
        Problem::SelfSigned => {
            fixed("是自签的,而且没有配到 tls.caFile", "is self-signed and is not in tls.caFile")
        }
        Problem::IssuerMissing { issuer } => (
            format!("由“{issuer}”签发,对方没有发来这个机构的(中间)证书,本机也不信任它"),
            format!(
                "comes from the authority \"{issuer}\", whose (intermediate) certificate the server did not send and which is not trusted here"
            ),
        ),
        Problem::OtherKey { issuer } => (
            format!("的签名与“{issuer}”的密钥不符:同名的机构,密钥不同"),
            format!(
                "is not signed with the key of the authority \"{issuer}\": another authority of the same name"
            ),
        ),
        Problem::SignatureAlgorithm { name } => (
            format!("(或其上级证书)的签名算法 {name} 不受支持"),
            format!("or one of its issuers' is signed with {name}, which is not supported"),
        ),
        Problem::KeyLength { owner, bits } => (
            format!("不可用:“{owner}”的 RSA 密钥是 {bits} 位,要求 2048 到 8192 位"),
            format!(
                "cannot be used: the RSA key of \"{owner}\" has {bits} bits, 2048 to 8192 are required"
            ),
        ),
        Problem::Version => fixed(
            "是 X.509 第 1 版的,没有扩展项,不能用于 TLS",
            "is an X.509 version 1 certificate without extensions, unfit for TLS",
        ),
        Problem::Purpose => fixed(
            "的用途(extendedKeyUsage)不包括 TLS 服务器",
            "is not for TLS servers (its extendedKeyUsage lacks serverAuth)",
        ),
        Problem::NameConstraints { issuer } => (
            format!(
                "超出了签发机构的名称约束(nameConstraints):“{issuer}”或其上级无权为该主机名签发"
            ),
            format!(
                "breaks its authority's name constraints: \"{issuer}\" or one above may not issue for this host name"
            ),
        ),
        Problem::CriticalExtension { oid } => (
            format!("(或其上级证书)带有本库不认识的关键扩展 {oid}"),
            format!(
                "or one of its issuers' has the critical extension {oid}, which is not known here"
            ),
        ),
        Problem::IsAuthority => fixed(
            "是 CA 证书(CA:TRUE),不能当服务器证书用",
            "is an authority's own (CA:TRUE) and cannot serve as a server's",
        ),
        Problem::NotAnAuthority { issuer } => (
            format!("的签发者“{issuer}”(或其上级)不是 CA,或超出了允许的层数"),
            format!(
                "comes from \"{issuer}\", which (or one above) is no authority, or too deep a one"
            ),
        ),
        Problem::Malformed => fixed("格式不合规范", "is malformed"),
        Problem::Other => fixed("验证失败", "does not verify"),
    }
}

fn remedy(problem: &Problem) -> (&'static str, &'static str) {
    match problem {
        Problem::Expired | Problem::IssuerExpired { .. } => (
            "先核对本机时间,再联系对方更换证书",
            "check this machine's clock first, then ask for a new certificate",
        ),
        Problem::NotYetValid => {
            ("本机时间多半慢了,请校时", "this machine's clock is most likely behind, set it")
        }
        Problem::WrongName => (
            "baseUrl 必须用证书上的域名;用 IP 或前置机时请给前置机签发对应证书",
            "baseUrl must use the certificate's name; a front-end machine needs a certificate of its own",
        ),
        Problem::NoAltName => (
            "重新签发并加上 subjectAltName:openssl req -x509 … -addext subjectAltName=DNS:主机名(IP 写 IP:地址;OpenSSL 1.1.1 之前没有 -addext,见 docs/front-end-machine.md)",
            "issue it again with a subjectAltName: openssl req -x509 … -addext subjectAltName=DNS:host (IP:address for an address; before OpenSSL 1.1.1, which brought -addext, see docs/front-end-machine.md)",
        ),
        Problem::UnknownIssuer | Problem::OtherKey { .. } => (
            "把签发它的 CA 证书(PEM)配到 tls.caFile;若中间有审计设备,配该设备的 CA",
            "put the PEM of its CA into tls.caFile; behind an inspecting device, that device's CA",
        ),
        Problem::SelfSigned => (
            "确认它就是前置机的证书(核对 SHA-256 指纹)后,把这张证书本身(PEM)配到 tls.caFile",
            "once its SHA-256 shows that it is the front-end machine's, put the PEM of this very certificate into tls.caFile",
        ),
        Problem::IssuerMissing { .. } => (
            "若它是中间 CA:请对方发送完整的链(cat 服务器证书 中间证书 > bundle.pem,配到 nginx 的 ssl_certificate),中间证书向签发机构要,或见证书的 authorityInfoAccess(openssl x509 -noout -text);若它是院内根 CA:把它的 PEM 配到 tls.caFile。两种情况都可以先把它的 PEM 配到 tls.caFile",
            "an intermediate one: let the server send the whole chain (cat server.pem intermediate.pem > bundle.pem for nginx's ssl_certificate); get it from the issuer or from authorityInfoAccess (openssl x509 -noout -text); a private root: put its PEM into tls.caFile, which helps in both cases",
        ),
        Problem::SignatureAlgorithm { .. } => (
            "请对方换用 SHA256-RSA、SHA256-ECDSA 或 SHA384-ECDSA(P-256、P-384)重新签发;国密证书请用前置机转换",
            "let it be issued again with SHA256-RSA, SHA256-ECDSA or SHA384-ECDSA (P-256, P-384); for SM2 let a front-end machine translate",
        ),
        Problem::KeyLength { .. } => (
            "用 2048 位以上的 RSA 密钥或 P-256 密钥重新签发这张证书",
            "issue that certificate again with an RSA key of 2048 bits or more, or a P-256 key",
        ),
        Problem::Version => (
            "重新签发第 3 版证书:openssl x509 -req … -extfile 里写 subjectAltName=DNS:主机名",
            "issue it again as version 3: openssl x509 -req … -extfile with subjectAltName=DNS:host",
        ),
        Problem::Purpose => (
            "重新签发,extendedKeyUsage 里加 serverAuth;不要把客户端证书配到服务器上",
            "issue it again with serverAuth in extendedKeyUsage; a client's certificate does not serve",
        ),
        Problem::NameConstraints { .. } => (
            "baseUrl 改用该机构可签发的域名,或换一家机构签发",
            "use a host name that the authority may issue for, or have it issued by another one",
        ),
        Problem::CriticalExtension { .. } => (
            "重新签发,去掉该扩展或去掉 critical 标记",
            "issue it again without that extension, or without marking it critical",
        ),
        Problem::IsAuthority => (
            "用这个 CA 另签一张服务器证书(CA:FALSE);或确认无误后把这张证书本身配到 tls.caFile",
            "let that authority issue a server certificate (CA:FALSE), or put this very certificate into tls.caFile once you are sure of it",
        ),
        Problem::NotAnAuthority { .. } => (
            "用真正的 CA 证书(basicConstraints=CA:TRUE)签发;或把服务器证书本身配到 tls.caFile",
            "have it issued by an authority (basicConstraints=CA:TRUE), or put the server's own certificate into tls.caFile",
        ),
        Problem::Malformed | Problem::Other => (
            "用 openssl s_client -showcerts 和 openssl verify 查看对方发来的证书链,请对方重新签发",
            "look at the chain with openssl s_client -showcerts and openssl verify, and have it issued again",
        ),
    }
}
