//! A TCP connection to every address, not just the first that serves.

use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use super::report::{Finding, Status, Text};
use super::walk::Walk;
use crate::error::{Error, NetworkError};
use crate::transport::steps;

const ID: &str = "connect";
/// More are not tried.
const MAX_ADDRESSES: usize = 16;

struct Tried {
    address: SocketAddr,
    outcome: Result<TcpStream, NetworkError>,
    took: Duration,
}

pub(super) fn check(walk: &mut Walk<'_>, addresses: &[SocketAddr]) -> Option<TcpStream> {
    let tried: Vec<_> = addresses
        .iter()
        .take(MAX_ADDRESSES)
        .map(|address| {
            let started = Instant::now();
            let outcome = steps::connect(*address, walk.limit());
            Tried { address: *address, outcome, took: started.elapsed() }
        })
        .collect();
    let any = tried.iter().any(|tried| tried.outcome.is_ok());
    let is_alone = tried.len() == 1;
    let mut first = None;
    for (index, Tried { address, outcome, took }) in tried.into_iter().enumerate() {
        let id = if is_alone { ID.to_owned() } else { format!("{ID}.{}", index + 1) };
        let finding = match outcome {
            Ok(stream) => {
                first.get_or_insert(stream);
                let seen = Text::new(format!("{address} 已连上"), format!("{address} connected"));
                Finding { id, status: Status::Ok, seen, remedy: Text::default(), took }
            }
            Err(error) => {
                let text = Error::Network(error).text();
                let status = if any { Status::Warning } else { Status::Failed };
                let (seen, remedy) = (Text::of(&text.message), Text::of(&text.hint));
                Finding { id, status, seen, remedy, took }
            }
        };
        walk.report.add(finding);
    }
    first
}
