//! The handshake; when it fails, what the other side speaks instead.

use std::sync::Arc;
use std::time::Instant;

use super::probes;
use super::report::{Finding, Status, Text};
use super::walk::Walk;
use crate::error::{Error, NetworkError};
use crate::transport::steps::{self, Line, Shown};

const ID: &str = "tls";

/// Whether it came to its end, and what the server showed.
pub(super) fn check(walk: &mut Walk<'_>, line: Line) -> (bool, Shown) {
    let started = Instant::now();
    let config = Arc::clone(&walk.config);
    let host = walk.gateway().host;
    let (handshake, shown) = line.handshake(&host, &config.tls, walk.limit());
    match handshake {
        Ok(agreed) => {
            let seen = format!("{}, {}", agreed.version, agreed.suite);
            walk.add(ID, Status::Ok, Text::new(seen.clone(), seen), started);
            (true, shown)
        }
        // The certificate's key does not fit: that is the certificate's finding.
        Err(error @ (NetworkError::Certificate { .. } | NetworkError::Pin { .. })) => {
            let seen = Text::new("握手到证书为止", "the handshake came as far as the certificate");
            walk.add(ID, Status::Ok, seen, started);
            (true, Shown { refused: Some(error), ..shown })
        }
        Err(error) => {
            let text = Error::Network(error).text();
            let speaks = probes::ask(&host, walk.options.timeout, walk.end, || again(walk));
            let (seen, remedy) = match &speaks {
                Some(speaks) => (speaks.seen.clone(), speaks.remedy.clone()),
                None => (Text::default(), Text::of(&text.hint)),
            };
            let whole = Text::of(&text.message).and(&seen);
            walk.report.add(Finding::new(ID, Status::Failed, whole, started).with(remedy));
            (false, shown)
        }
    }
}

/// Another connection on the same way.
fn again(walk: &Walk<'_>) -> Option<std::net::TcpStream> {
    let place = walk.first_hop();
    let addresses = steps::addresses(&place.host, place.port, walk.limit()).ok()?;
    let connected = |address| steps::connect(address, walk.limit()).ok();
    let stream = addresses.into_iter().find_map(connected)?;
    match &walk.config.proxy {
        None => Some(stream),
        Some(proxy) => {
            let target = walk.gateway().target();
            Line::through(proxy, stream, &target, walk.limit()).ok().map(Line::into_stream)
        }
    }
}
