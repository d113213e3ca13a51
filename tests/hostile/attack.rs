//! A table of attacks, and what must come of each.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use socket2::SockRef;
use yjt::ffi::types::yjt_status;

use crate::support::abi::Client;
use crate::support::peak::Peak;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};
use crate::support::wire::{Layer, Wire};

/// What an attack may cost at its most, the peer's part included: the largest answer, head, handshake and chain of
/// certificates that are read at all, several times over.
const MEMORY: usize = 3 << 20;
const LIMIT: Duration = Duration::from_millis(1500);
/// What a busy machine may be late by.
const MARGIN: Duration = Duration::from_secs(6);

/// When the call is over.
#[derive(Clone, Copy, PartialEq)]
pub enum Ends {
    /// It does not wait for anything.
    AtOnce,
    /// At its limit.
    AtTheLimit,
}

pub type Act = Arc<dyn Fn(&mut TcpStream) + Send + Sync>;

pub struct Attack {
    pub what: String,
    pub act: Act,
    pub becomes: &'static [yjt_status],
    pub ends: Ends,
}

/// One that is over at once.
pub fn attack(
    what: &str,
    becomes: &'static [yjt_status],
    act: impl Fn(&mut TcpStream) + Send + Sync + 'static,
) -> Attack {
    Attack { what: what.to_owned(), act: Arc::new(act), becomes, ends: Ends::AtOnce }
}

/// One that would never be over.
pub fn endless(
    what: &str,
    becomes: &'static [yjt_status],
    act: impl Fn(&mut TcpStream) + Send + Sync + 'static,
) -> Attack {
    Attack { ends: Ends::AtTheLimit, ..attack(what, becomes, act) }
}

/// Says this once.
pub fn say(text: impl Into<Vec<u8>>) -> impl Fn(&mut TcpStream) + Send + Sync {
    let text = text.into();
    move |stream| {
        let _ = stream.write_all(&text);
    }
}

/// Says this and closes.
pub fn say_and_close(text: impl Into<Vec<u8>>) -> impl Fn(&mut TcpStream) + Send + Sync {
    let text = text.into();
    move |stream| {
        let _ = stream.write_all(&text);
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
}

/// Says this, and then the same again and again as fast as it is taken.
pub fn flood(
    opening: impl Into<Vec<u8>>,
    more: impl Into<Vec<u8>>,
) -> impl Fn(&mut TcpStream) + Send + Sync {
    let (opening, more) = (opening.into(), more.into());
    let more = more.repeat(4096 / more.len() + 1);
    move |stream| {
        let mut taken = stream.write_all(&opening);
        while taken.is_ok() {
            taken = stream.write_all(&more);
        }
    }
}

pub fn wait(stream: &mut TcpStream) {
    let _ = std::io::copy(stream, &mut std::io::sink());
}

/// Where an attack begins.
#[derive(Clone, Copy, PartialEq)]
pub enum Begins {
    /// Instead of a TLS handshake.
    Connected,
    /// Instead of an answer, without TLS.
    Asked,
}

/// The identity that is the code's own.
fn own_answer(code: &str) -> String {
    let body = json!({"errcode": 0, "data": {"userId": code}}).to_string();
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// Answers each request with its own identity, but the first one as the attack does.
fn serve(mut stream: TcpStream, begins: Begins, mut attack: Option<&Act>) {
    if begins == Begins::Connected
        && let Some(act) = attack
    {
        act(&mut stream);
        if !resets(&stream) {
            wait(&mut stream);
        }
        return;
    }
    let layer = match begins {
        Begins::Connected => Layer::Tls(&rustls::version::TLS13),
        Begins::Asked => Layer::Plain,
    };
    let mut wire = Wire::accept(stream, layer);
    while let Some(request) = wire.request() {
        if let Some(act) = attack.take() {
            act(&mut wire.stream);
            match resets(&wire.stream) {
                true => break,
                false => continue,
            }
        }
        let code = request.split("code=").nth(1).unwrap().split('&').next().unwrap();
        let sealed = wire.sealed(own_answer(code).as_bytes());
        wire.send(&sealed);
    }
}

/// Says this and is gone, with a reset.
pub fn say_and_reset(text: impl Into<Vec<u8>>) -> impl Fn(&mut TcpStream) + Send + Sync {
    let text = text.into();
    move |stream| {
        let _ = stream.write_all(&text);
        SockRef::from(&*stream).set_linger(Some(Duration::ZERO)).unwrap();
    }
}

fn resets(stream: &TcpStream) -> bool {
    SockRef::from(stream).linger().unwrap().is_some()
}

/// Runs them one by one, so that memory is each one's own.
pub fn run(attacks: Vec<Attack>, begins: Begins) {
    let mut wrong = vec![];
    // What is made once is there before anything is measured.
    let _ = withstand(&attacks[0], begins);
    for attack in attacks {
        if let Err(problem) = withstand(&attack, begins) {
            wrong.push(format!("{}: {problem}", attack.what));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn withstand(attack: &Attack, begins: Begins) -> Result<(), String> {
    let on = Arc::new(AtomicBool::new(true));
    let (act, switch) = (attack.act.clone(), on.clone());
    let port = peer::listen(move |stream| {
        let act = switch.load(Ordering::SeqCst).then_some(&act);
        serve(stream, begins, act);
    });
    let limit = if attack.ends == Ends::AtTheLimit { LIMIT } else { 20 * LIMIT };
    let limit = u64::try_from(limit.as_millis()).unwrap();
    let scheme = if begins == Begins::Connected { "https" } else { "http" };
    let client = client(json!({
        "baseUrl": format!("{scheme}://localhost:{port}/x"), "allowHttp": true, "timeoutMs": limit,
        "connectTimeoutMs": limit,
    }));
    let before = Peak::reset();
    let started = Instant::now();
    let outcome = client.exchange("first").map(|user| user["userId"].clone());
    let (took, memory) = (started.elapsed(), Peak::now().saturating_sub(before));
    on.store(false, Ordering::SeqCst);
    let status = outcome.as_ref().map_or_else(|failure| failure.status, |_| 0);
    println!("{}: status {status}, {} ms, {} KiB", attack.what, took.as_millis(), memory / 1024);

    let next = client.exchange("second").map_err(|failure| format!("the next: {failure:?}"))?;
    if next["userId"] != "second" {
        return Err(format!("the next patient is {next}"));
    }
    if !attack.becomes.contains(&status) {
        return Err(format!("not {:?}: {outcome:?}", attack.becomes));
    }
    let in_time = match attack.ends {
        Ends::AtOnce => took < MARGIN,
        Ends::AtTheLimit => took < LIMIT + MARGIN,
    };
    match (in_time, memory < MEMORY) {
        (false, _) => Err(format!("took {took:?}")),
        (_, false) => Err(format!("took {} KiB", memory / 1024)),
        (true, true) => Ok(()),
    }
}

pub fn client(changes: Value) -> Client {
    Client::new(&merged(&SANDBOX.configuration, changes)).unwrap()
}
