//! Answers that no HTTP server would give: bytes with pauses between them, and an end that may be rude.

use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::Notify;

/// What is done to the connection, bypassing HTTP.
pub struct Script {
    /// Each piece is sent after its pause.
    pub pieces: Vec<(Duration, Vec<u8>)>,
    pub end: End,
}

#[derive(Clone, Copy)]
pub enum End {
    Close,
    /// TCP RST.
    Reset,
    /// Says nothing more and does not close.
    Hang,
}

/// A connection's handle for those who answer on it.
#[derive(Default)]
pub struct Control {
    script: Mutex<Option<Script>>,
    ordered: Notify,
    /// The next request is not answered but ends the connection so.
    stale: Mutex<Option<End>>,
}

impl Control {
    /// Hands the connection over to a script. The caller's own answer must never come.
    pub async fn play<T>(&self, script: Script) -> T {
        *self.script.lock().expect("no panic while held") = Some(script);
        self.ordered.notify_one();
        std::future::pending().await
    }

    /// Waits until a script is to be played.
    pub async fn ordered(&self) -> Script {
        loop {
            self.ordered.notified().await;
            if let Some(script) = self.script.lock().expect("no panic while held").take() {
                return script;
            }
        }
    }

    pub fn end_at_next_request(&self, end: End) {
        *self.stale.lock().expect("no panic while held") = Some(end);
    }

    pub fn stale(&self) -> Option<End> {
        self.stale.lock().expect("no panic while held").take()
    }
}

impl Script {
    pub fn only(end: End) -> Script {
        Script { pieces: vec![], end }
    }

    pub fn of(bytes: Vec<u8>, end: End) -> Script {
        Script { pieces: vec![(Duration::ZERO, bytes)], end }
    }

    /// One byte at a time from `from` on.
    pub fn drip(bytes: &[u8], from: usize, pause: Duration) -> Script {
        let mut pieces = vec![(Duration::ZERO, bytes[..from].to_vec())];
        pieces.extend(bytes[from..].iter().map(|byte| (pause, vec![*byte])));
        Script { pieces, end: End::Close }
    }
}

/// A whole answer as it goes over the wire.
pub fn answer(body: &[u8], claimed_length: usize) -> Vec<u8> {
    let mut bytes = head(claimed_length).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub fn head(length: usize) -> String {
    let date = httpdate::fmt_http_date(std::time::SystemTime::now());
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json;charset=utf-8\r\ndate: {date}\r\ncontent-length: {length}\r\n\r\n"
    )
}
