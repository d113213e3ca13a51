//! Faults below HTTP.

use crate::faults::{Fault, Line};
use crate::raw::{self, End, Script};

use super::milliseconds;

/// What is done to the connection instead of an answer.
pub fn script(fault: &Fault, body: &[u8]) -> Option<Script> {
    let whole = raw::answer(body, body.len());
    let head = whole.len() - body.len();
    Some(match fault.line() {
        Some(Line::Stall) => Script::only(End::Hang),
        Some(Line::Reset) => Script::only(End::Reset),
        Some(Line::Close) => Script::only(End::Close),
        Some(Line::CloseAfter) => Script::of(whole, End::Close),
        Some(Line::HalfAnswer) => Script::of(whole[..head / 2].to_vec(), End::Close),
        Some(Line::Truncated) => Script::of(raw::answer(body, body.len() + 100), End::Close),
        Some(Line::Drip) => Script::drip(&whole, head, milliseconds(fault)),
        Some(Line::DripHead) => Script::drip(&whole, 0, milliseconds(fault)),
        Some(Line::Garbage) => Script::of(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec(), End::Close),
        Some(Line::LongHeader) => {
            let line = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "a".repeat(1 << 20));
            Script::of(line.into_bytes(), End::Close)
        }
        None => return None,
    })
}
