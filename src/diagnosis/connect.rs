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
/// For all of them, so that time is left for what comes behind.
const TOGETHER: Duration = Duration::from_secs(60);

struct Tried {
    address: SocketAddr,
    outcome: Result<TcpStream, NetworkError>,
    took: Duration,
}

pub(super) fn check(walk: &mut Walk<'_>, addresses: &[SocketAddr]) -> Option<TcpStream> {
    let count = addresses.len().clamp(1, MAX_ADDRESSES) as u32;
    let share = TOGETHER / count;
    let tried: Vec<_> = addresses
        .iter()
        .take(MAX_ADDRESSES)
        .map(|address| {
            let started = Instant::now();
            let outcome = steps::connect(*address, walk.limit().min(share));
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
                let text = Error::Network(error.clone()).text();
                let status = if any { Status::Warning } else { Status::Failed };
                let seen = Text::of(&text.message);
                let remedy = match error {
                    NetworkError::ConnectTimeout { .. } => dropped(address),
                    _ => Text::of(&text.hint),
                };
                Finding { id, status, seen, remedy, took }
            }
        };
        walk.report.add(finding);
    }
    first
}

/// Nothing came back, not even a refusal.
fn dropped(address: SocketAddr) -> Text {
    Text::new(
        format!(
            "毫无回音,多半是防火墙丢弃了连接:请网络管理员放行本机到 {address},或检查政务外网线路"
        ),
        format!(
            "nothing came back, most likely a firewall drops it: have the way from here to {address} opened, or the extranet line checked"
        ),
    )
}
