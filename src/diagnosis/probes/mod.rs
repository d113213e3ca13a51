//! What a server that refused the handshake would have agreed to: one short connection each, the hello alone, stopped at
//! the first record of an answer.

mod hello;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::report::Text;
use hello::Hello;

/// For each; a server answers a hello at once or never.
const PATIENCE: Duration = Duration::from_secs(2);
const REQUEST: &[u8] = b"HEAD / HTTP/1.0\r\n\r\n";
/// A record's head, a handshake message's head, and the version in it.
const ENOUGH: usize = 11;
const HANDSHAKE: u8 = 22;
const SERVER_HELLO: u8 = 2;

/// What it speaks, and the way out.
pub(super) struct Speaks {
    pub seen: Text,
    pub remedy: Text,
}

/// A way to talk, in the order of preference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Tls13,
    Tls12,
    Cbc,
    Dhe,
    Rsa,
    Tls11,
    Tls10,
    PlainHttp,
    Tlcp,
    TlcpWithoutName,
}

const DIALECTS: [Dialect; 10] = [
    Dialect::Tls13,
    Dialect::Tls12,
    Dialect::Cbc,
    Dialect::Dhe,
    Dialect::Rsa,
    Dialect::Tls11,
    Dialect::Tls10,
    Dialect::PlainHttp,
    Dialect::Tlcp,
    Dialect::TlcpWithoutName,
];

/// Asks over connections that `connect` makes. None when nothing at all was answered.
pub(super) fn ask(
    host: &str,
    patience: Duration,
    end: Instant,
    connect: impl Fn() -> Option<TcpStream>,
) -> Option<Speaks> {
    let speaks = |dialect: &Dialect| {
        let time_left = Instant::now() < end;
        time_left && connect().is_some_and(|stream| is_spoken(*dialect, host, patience, stream))
    };
    let spoken: Vec<_> = DIALECTS.into_iter().filter(speaks).collect();
    let best = spoken.first()?;
    let names: Vec<_> = spoken.iter().map(|dialect| dialect.name()).collect();
    let names = names.join(", ");
    let seen = Text::new(
        format!("对方应答的握手:{names}"),
        format!("handshakes that it answers: {names}"),
    );
    Some(Speaks { seen, remedy: best.remedy() })
}

fn is_spoken(dialect: Dialect, host: &str, patience: Duration, mut stream: TcpStream) -> bool {
    let patience = Some(patience.min(PATIENCE));
    let asked = match dialect.hello() {
        Some(hello) => hello.bytes(host),
        None => REQUEST.to_vec(),
    };
    let mut answer = [0; ENOUGH];
    let answered = stream
        .set_read_timeout(patience)
        .and_then(|()| stream.set_write_timeout(patience))
        .and_then(|()| stream.write_all(&asked))
        .and_then(|()| stream.read_exact(&mut answer));
    answered.is_ok()
        && match dialect.hello() {
            Some(hello) => {
                let is_hello = answer[0] == HANDSHAKE && answer[5] == SERVER_HELLO;
                is_hello && answer[9..] == hello.version
            }
            None => answer.starts_with(b"HTTP/"),
        }
}

impl Dialect {
    fn hello(self) -> Option<Hello> {
        const AEAD: &[u16] = &[0xc02f, 0xc030, 0xc02b, 0xc02c, 0xcca8, 0xcca9];
        const CBC: &[u16] = &[0xc013, 0xc014, 0xc009, 0xc00a, 0xc027, 0xc028, 0xc023, 0xc024];
        const DHE: &[u16] = &[0x009e, 0x009f, 0x0033, 0x0039, 0x0067, 0x006b];
        const RSA: &[u16] = &[0x009c, 0x009d, 0x002f, 0x0035, 0x003c, 0x003d, 0x000a];
        const OLD: &[u16] =
            &[0xc013, 0xc014, 0xc009, 0xc00a, 0x0033, 0x0039, 0x002f, 0x0035, 0x000a];
        const TLCP: &[u16] = &[0xe053, 0xe051, 0xe013, 0xe011];
        let hello = |version, suites| Hello { version, suites, is_13: false, with_name: true };
        Some(match self {
            Dialect::Tls13 => Hello { is_13: true, ..hello([3, 3], &[0x1301, 0x1302, 0x1303]) },
            Dialect::Tls12 => hello([3, 3], AEAD),
            Dialect::Cbc => hello([3, 3], CBC),
            Dialect::Dhe => hello([3, 3], DHE),
            Dialect::Rsa => hello([3, 3], RSA),
            Dialect::Tls11 => hello([3, 2], OLD),
            Dialect::Tls10 => hello([3, 1], OLD),
            Dialect::PlainHttp => return None,
            Dialect::Tlcp => hello([1, 1], TLCP),
            Dialect::TlcpWithoutName => Hello { with_name: false, ..hello([1, 1], TLCP) },
        })
    }

    fn name(self) -> &'static str {
        match self {
            Dialect::Tls13 => "TLS 1.3",
            Dialect::Tls12 => "TLS 1.2 ECDHE",
            Dialect::Cbc => "TLS 1.2 ECDHE CBC",
            Dialect::Dhe => "TLS 1.2 DHE",
            Dialect::Rsa => "TLS 1.2 RSA",
            Dialect::Tls11 => "TLS 1.1",
            Dialect::Tls10 => "TLS 1.0",
            Dialect::PlainHttp => "HTTP",
            Dialect::Tlcp => "TLCP",
            Dialect::TlcpWithoutName => "TLCP (no SNI)",
        }
    }

    fn remedy(self) -> Text {
        let front_end = |zh: &str, en: &str| {
            Text::new(
                format!("网关只会{zh}:在前面放一台 nginx,见 docs/front-end-machine.md“旧的 TLS”"),
                format!(
                    "the gateway speaks only {en}: put nginx in front, docs/front-end-machine.md, \"old TLS\""
                ),
            )
        };
        match self {
            Dialect::Tls13 | Dialect::Tls12 => Text::new(
                "对方会 TLS 1.2 及以上,是别的原因:可能要求客户端证书,或中间设备掐断了连接;请网关方查它的日志",
                "it does speak TLS 1.2 or later, so it is something else: a client certificate that it wants, or a device between that cuts in; have its log looked at",
            ),
            Dialect::Cbc => front_end(" CBC 套件", "CBC suites"),
            Dialect::Dhe => front_end(" DHE 密钥交换", "DHE key exchange"),
            Dialect::Rsa => front_end(" RSA 密钥交换", "RSA key exchange"),
            Dialect::Tls11 => front_end(" TLS 1.1", "TLS 1.1"),
            Dialect::Tls10 => front_end(" TLS 1.0", "TLS 1.0"),
            Dialect::PlainHttp => Text::new(
                "这个端口是明文 HTTP:检查 baseUrl 的端口;确是院内前置机就写成 http:// 并设 allowHttp",
                "that port speaks plain HTTP: check the port in baseUrl; for a front-end machine inside the hospital write http:// and set allowHttp",
            ),
            Dialect::Tlcp | Dialect::TlcpWithoutName => Text::new(
                "网关只会国密 TLCP:在前面放一台支持国密的前置机,见 docs/front-end-machine.md“国密 TLS”",
                "the gateway speaks only TLCP (SM2): put a front-end machine that does in front, docs/front-end-machine.md, \"SM2/TLCP\"",
            ),
        }
    }
}
