//! A table of attacks, and what must come of each.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use socket2::SockRef;
use yjt::ffi::status::{YJT_ERR_CONNECT_TIMEOUT, YJT_ERR_TIMEOUT, YJT_OK};
use yjt::ffi::types::yjt_status;

use crate::support::abi::{ABI, Client, Failure, c, canary, taken};
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
    let configuration = configuration(json!({
        "baseUrl": format!("{scheme}://localhost:{port}/x"), "allowHttp": true, "timeoutMs": limit,
        "connectTimeoutMs": limit,
    }));
    let client = Client::new(&configuration).unwrap();
    let before = Peak::reset();
    let mut started = Instant::now();
    let mut outcome = client.exchange("first");
    // A machine so busy that connecting takes up the time has not tried it.
    while is(&outcome, &[YJT_ERR_CONNECT_TIMEOUT]) && !is(&outcome, attack.becomes) {
        started = Instant::now();
        outcome = client.exchange("first");
    }
    let took = started.elapsed();
    let report = diagnose(&configuration);
    let (diagnosed, memory) = (started.elapsed() - took, Peak::now().saturating_sub(before));
    on.store(false, Ordering::SeqCst);
    println!(
        "{}: status {}, {} ms, diagnosed in {} ms, {} KiB",
        attack.what,
        status(&outcome),
        took.as_millis(),
        diagnosed.as_millis(),
        memory / 1024
    );

    let mut next = client.exchange("second");
    while is(&next, &[YJT_ERR_CONNECT_TIMEOUT, YJT_ERR_TIMEOUT])
        && started.elapsed() < Duration::from_secs(60)
    {
        next = client.exchange("second");
    }
    let next = next.map_err(|failure| format!("the next: {failure:?}"))?;
    if next["userId"] != "second" {
        return Err(format!("the next patient is {next}"));
    }
    if !is(&outcome, attack.becomes) {
        return Err(format!("not {:?}: {outcome:?}", attack.becomes));
    }
    report.map_err(|failure| format!("no report: {failure:?}"))?;
    let waits = if attack.ends == Ends::AtTheLimit { LIMIT } else { Duration::ZERO };
    match (took < waits + MARGIN && diagnosed < MARGIN, memory < MEMORY) {
        (false, _) => Err(format!("took {took:?}, diagnosed in {diagnosed:?}")),
        (_, false) => Err(format!("took {} KiB", memory / 1024)),
        (true, true) => Ok(()),
    }
}

fn status(outcome: &Result<Value, Failure>) -> yjt_status {
    outcome.as_ref().map_or_else(|failure| failure.status, |_| YJT_OK)
}

fn is(outcome: &Result<Value, Failure>, statuses: &[yjt_status]) -> bool {
    statuses.contains(&status(outcome))
}

/// What the doctor finds, whose patience is short.
fn diagnose(configuration: &str) -> Result<String, Failure> {
    let (configuration, options) = (c(configuration), c(r#"{"timeoutMs": 100}"#));
    let mut report = canary();
    let status = unsafe { (ABI.diagnose)(configuration.as_ptr(), options.as_ptr(), &mut report) };
    taken(status, report)
}

fn configuration(changes: Value) -> String {
    merged(&SANDBOX.configuration, changes)
}

pub fn client(changes: Value) -> Client {
    Client::new(&configuration(changes)).unwrap()
}
