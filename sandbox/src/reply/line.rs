//! Faults below HTTP.

use crate::faults::Fault;
use crate::raw::{self, End, Script};

#[derive(Clone, Copy)]
pub enum Line {
    Drip,
    DripHead,
    Stall,
    Reset,
    Close,
    CloseAfter,
    HalfAnswer,
    Truncated,
    Garbage,
    LongHeader,
}

impl Line {
    pub fn script(self, fault: &Fault, body: &[u8]) -> Script {
        let whole = raw::answer(body, body.len());
        let head = whole.len() - body.len();
        match self {
            Line::Drip => Script::drip(&whole, head, fault.milliseconds()),
            Line::DripHead => Script::drip(&whole, 0, fault.milliseconds()),
            Line::Stall => Script::only(End::Hang),
            Line::Reset => Script::only(End::Reset),
            Line::Close => Script::only(End::Close),
            Line::CloseAfter => Script::of(whole, End::Close),
            Line::HalfAnswer => Script::of(whole[..head / 2].to_vec(), End::Close),
            Line::Truncated => Script::of(raw::answer(body, body.len() + 100), End::Close),
            Line::Garbage => Script::of(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec(), End::Close),
            Line::LongHeader => {
                let line = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "a".repeat(1 << 20));
                Script::of(line.into_bytes(), End::Close)
            }
        }
    }
}
