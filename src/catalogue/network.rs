//! Messages about answers that never came.

use super::{Text, certificate, fixed, local_resources, random, text};
use crate::error::{HttpError, NetworkError, Stage};

pub(super) fn describe(e: &NetworkError) -> Text {
    match e {
        NetworkError::NameLookup { host, cause } => text(
            (
                format!("域名 {host} 解析失败:{cause}"),
                format!("the name {host} cannot be looked up: {cause}"),
            ),
            (
                "检查 DNS 或 hosts;网关在政务外网,院内服务器常需前置机或代理(proxy)",
                "check DNS or the hosts file; the gateway is on the government extranet, often behind a front-end machine or a proxy",
            ),
        ),
        NetworkError::Connect { host, cause } => text(
            (format!("连接 {host} 失败:{cause}"), format!("cannot connect to {host}: {cause}")),
            (
                "请求没有发出,code 未被使用;检查防火墙、政务外网线路和 baseUrl、proxy",
                "nothing was sent and the code is unused; check firewall, extranet line, baseUrl and proxy",
            ),
        ),
        // 401 is a web server's word for it, and some proxies'.
        NetworkError::Proxy { status: Some(status @ (401 | 407)) } => text(
            (
                format!("代理要求认证,或用户名密码不对({status})"),
                format!("the proxy wants other credentials ({status})"),
            ),
            (
                "在 proxy 里写 http://用户:密码@主机:端口,特殊字符用百分号编码",
                "put them into proxy as http://user:password@host:port, special characters percent-encoded",
            ),
        ),
        // What web servers say to CONNECT.
        NetworkError::Proxy { status: Some(status @ (200 | 400 | 404 | 405 | 501)) } => text(
            (
                format!("proxy 指向的不像是正向代理:没有建立隧道({status})"),
                format!("what proxy leads to looks like no forward proxy: no tunnel ({status})"),
            ),
            (
                "核对 proxy 的主机和端口,它像是网站或反向代理;确是代理的话,请其管理员放行网关域名的 CONNECT",
                "check the host and port in proxy, it looks like a web server or a reverse proxy; if it is a proxy, let its administrator allow CONNECT to the gateway",
            ),
        ),
        NetworkError::Proxy { status: Some(status) } => text(
            (
                format!("代理拒绝建立隧道({status})"),
                format!("the proxy refused the tunnel ({status})"),
            ),
            (
                "请代理管理员放行网关域名的 CONNECT",
                "let the proxy's administrator allow CONNECT to the gateway",
            ),
        ),
        NetworkError::Proxy { status: None } => fixed(
            ("代理没有按 HTTP 应答", "the proxy did not answer as an HTTP proxy"),
            (
                "确认 proxy 指向 HTTP 代理(不是 SOCKS)",
                "make sure that proxy names an HTTP proxy, not SOCKS",
            ),
        ),
        NetworkError::Tls { host, cause } => text(
            (
                format!("与 {host} 的 TLS 握手失败:{cause}"),
                format!("the TLS handshake with {host} failed: {cause}"),
            ),
            (
                "本库支持 TLS 1.2/1.3;对方若只有旧 TLS、RSA 密钥交换或国密,请在前置机上用 nginx 转换",
                "TLS 1.2 and 1.3 are spoken here; for older TLS, RSA key exchange or SM2/TLCP let a front-end nginx translate",
            ),
        ),
        NetworkError::Certificate { host, problem } => certificate::describe(host, problem),
        NetworkError::Pin { host, seen } => text(
            (
                format!("{host} 的证书不在 pinnedSha256 之列,其 SHA-256 为 {seen}"),
                format!("the certificate of {host} is not in pinnedSha256, its SHA-256 is {seen}"),
            ),
            (
                "向项目组核实是否换了证书,核实后再更新 pinnedSha256",
                "ask the project team whether the certificate was renewed before you update pinnedSha256",
            ),
        ),
        NetworkError::ConnectTimeout { stage, host, milliseconds } => {
            let (zh, en) = match stage {
                Stage::NameLookup => ("解析域名", "looking up the name"),
                Stage::Tcp => ("建立 TCP 连接", "opening the TCP connection"),
                Stage::Tls => ("TLS 握手", "the TLS handshake"),
                Stage::Proxy => ("等待代理", "waiting for the proxy"),
            };
            text(
                (
                    format!("连接 {host} 超时:{zh}超过 {milliseconds} 毫秒"),
                    format!("connecting to {host} timed out: {en} took over {milliseconds} ms"),
                ),
                (
                    "请求没有发出,code 未被使用;检查网络线路,必要时调大 connectTimeoutMs 或 timeoutMs",
                    "nothing was sent and the code is unused; check the line, or raise connectTimeoutMs or timeoutMs",
                ),
            )
        }
        NetworkError::Timeout { milliseconds } => text(
            (
                format!("网关在 {milliseconds} 毫秒内没有给出完整应答"),
                format!("the gateway gave no complete answer within {milliseconds} ms"),
            ),
            (
                "code 可能已被使用,请用户从粤健通重新进入;经常如此则联系项目组或调大 timeoutMs",
                "the code may be used up, let the user enter again; if it keeps happening ask the project team or raise timeoutMs",
            ),
        ),
        NetworkError::Disconnected { cause } => text(
            (
                format!("请求已发出,应答到达前连接断开:{cause}"),
                format!("the connection broke after the request was sent: {cause}"),
            ),
            (
                "code 可能已被使用,请用户从粤健通重新进入",
                "the code may be used up, let the user enter from 粤健通 again",
            ),
        ),
        NetworkError::LocalResources { cause } => local_resources(
            cause,
            (
                "请求没有发出,code 未被使用;查本进程打开的文件和线程是否泄漏,或调高 ulimit -n、ulimit -u",
                "nothing was sent and the code is unused; look for leaked files and threads in this process, or raise ulimit -n, ulimit -u",
            ),
        ),
        NetworkError::Random => random(),
        NetworkError::NotHttp { error } => not_http(*error),
    }
}

fn not_http(error: HttpError) -> Text {
    const REPORT: (&str, &str) = (
        "code 可能已被使用;应答被网关或中间设备(前置机、WAF、代理)写坏,请抓包报给其管理员",
        "the code may be used up; the gateway or a device before it (front-end machine, firewall, proxy) spoils its answers: report it with a capture",
    );
    match error {
        HttpError::NotHttp => fixed(
            ("对方的应答不是 HTTP", "what answered does not speak HTTP"),
            (
                "检查 baseUrl 的主机、端口和 http/https",
                "check host, port and http/https of baseUrl",
            ),
        ),
        HttpError::Tls => fixed(
            (
                "对方的应答不是 HTTP:该端口使用 TLS",
                "what answered does not speak HTTP: the port speaks TLS",
            ),
            ("baseUrl 应以 https:// 开头", "baseUrl should begin with https://"),
        ),
        HttpError::HeadTooLarge => fixed(
            ("应答头超过 64 KiB 或 256 行", "the answer's head is over 64 KiB or 256 lines"),
            (
                "code 可能已被使用;多半是中间设备(WAF、代理)添加了过多的 Cookie 等响应头,请其管理员处理",
                "the code may be used up; most likely a device before the gateway (firewall, proxy) adds too many cookies or other headers: ask its administrator",
            ),
        ),
        HttpError::MalformedHead => {
            fixed(("应答头不合 HTTP 规范", "the answer's head breaks the rules of HTTP"), REPORT)
        }
        HttpError::MalformedBody => fixed(
            (
                "应答正文的分块不合 HTTP 规范",
                "the chunks of the answer's body break the rules of HTTP",
            ),
            REPORT,
        ),
    }
}
