//! HTTP through the real transport. The first byte tells how the peer behaves, the rest is what it says to the first
//! request: `c` closes behind it, `k` keeps the connection, `s` so for ever, `r` resets, `d` drips; `p` says it as a proxy that
//! was asked for a tunnel. Whatever that was, the next patient gets an answer, and it is his own.

#![no_main]

use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use serde_json::json;
use yjt::ffi::status::*;
use yjt_fuzz::abi::{Client, Failure};
use yjt_fuzz::{gateway, secrets};

/// The shortest that can be configured.
const LIMIT: Duration = Duration::from_millis(100);
const SECOND: &str = "second";
const DRIPS: usize = 50;
/// How long a connection is kept for another request: silence until the limit costs a run too much to be the rule.
const PATIENCE: Duration = Duration::from_millis(5);

/// What is to be said in one run.
struct Script {
    way: u8,
    bytes: Vec<u8>,
    /// How often it was asked for, and said.
    progress: Mutex<(usize, usize)>,
    said: Condvar,
}

static SCRIPT: Mutex<Option<Arc<Script>>> = Mutex::new(None);
static PORT: LazyLock<u16> = LazyLock::new(|| gateway::listen(serve));

fuzz_target!(init: yjt_fuzz::begin(), |input: &[u8]| {
    let Some((way, bytes)) = input.split_first() else { return };
    let progress = Mutex::new((0, 0));
    let script = Script { way: *way, bytes: bytes.to_vec(), progress, said: Condvar::new() };
    let script = Arc::new(script);
    *SCRIPT.lock().unwrap() = Some(script.clone());
    let mut configuration = secrets::configuration(*PORT, LIMIT);
    if *way == b'p' {
        configuration["proxy"] = json!(format!("http://127.0.0.1:{}", *PORT));
    }
    let client = Client::of(&configuration);
    if let Ok(identity) = client.exchange(secrets::CODE, LIMIT) {
        // What a proxy says is no answer of the gateway's behind it.
        assert!(*way != b'p' || identity["userId"] == secrets::CODE, "{identity}");
        assert_ne!(identity["userId"], SECOND);
    }
    // Where the machine was too busy for the first request, nobody is told the script.
    *SCRIPT.lock().unwrap() = None;
    // What nobody asked for is there before the next request is.
    let progress = script.progress.lock().unwrap();
    drop(script.said.wait_while(progress, |(asked, said)| said < asked).unwrap());
    let second = loop {
        match client.exchange(SECOND, LIMIT) {
            Err(failure) if is_late(&failure) => {}
            outcome => break outcome.expect("the next patient gets an answer"),
        }
    };
    assert_eq!(second["userId"], SECOND);
});

/// What a machine may be too busy for in that time, a new connection in place of a stale one too.
fn is_late(failure: &Failure) -> bool {
    match failure.status {
        YJT_ERR_CONNECT_TIMEOUT | YJT_ERR_TIMEOUT | YJT_ERR_LOCAL_RESOURCES => true,
        YJT_ERR_DISCONNECTED => failure.text.contains("no new connection"),
        _ => false,
    }
}

fn serve(mut stream: TcpStream) {
    while let Some(request) = gateway::request(&mut stream) {
        let is_connect = request.starts_with("CONNECT ");
        let is_first = is_connect || gateway::code(&request) == secrets::CODE;
        let script = if is_first { next(is_connect) } else { None };
        let goes_on = match script {
            Some(script) => script.play(&mut stream),
            None if is_connect => stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").is_ok(),
            None => gateway::answer(&mut stream, &gateway::own(gateway::code(&request))),
        };
        if !goes_on {
            return;
        }
    }
}

/// The script, where it is to be played now: for a proxy to the first request for a tunnel, otherwise to whoever asks first.
fn next(is_connect: bool) -> Option<Arc<Script>> {
    let script = SCRIPT.lock().unwrap();
    let script = script.as_ref()?;
    let mut progress = script.progress.lock().unwrap();
    let by_proxy = script.way == b'p';
    if by_proxy != is_connect || by_proxy && progress.0 > 0 {
        return None;
    }
    progress.0 += 1;
    Some(script.clone())
}

impl Script {
    /// Whether another request may come on the same connection.
    fn play(&self, stream: &mut TcpStream) -> bool {
        let said = match self.way {
            b'd' => drip(stream, &self.bytes),
            _ => stream.write_all(&self.bytes),
        };
        let stays = b"ksdp".contains(&self.way);
        if self.way != b's' {
            let _ = stream.set_read_timeout(Some(PATIENCE));
        }
        if self.way == b'r' {
            let _ = socket2::SockRef::from(&*stream).set_linger(Some(Duration::ZERO));
        } else if !stays {
            let _ = stream.shutdown(Shutdown::Write);
        }
        self.progress.lock().unwrap().1 += 1;
        self.said.notify_all();
        if !stays && self.way != b'r' {
            // Until the other side has read it.
            gateway::request(stream);
        }
        stays && said.is_ok()
    }
}

/// In pieces, for somewhat longer than a call may take.
fn drip(stream: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    for piece in bytes.chunks(bytes.len().div_ceil(DRIPS).max(1)) {
        stream.write_all(piece)?;
        std::thread::sleep(LIMIT / 40);
    }
    Ok(())
}
