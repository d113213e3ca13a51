//! The tunnel, where a proxy is configured.

use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use super::report::{Status, Text};
use super::walk::Walk;
use crate::transport::steps::Line;

pub(super) const ID: &str = "proxy";

pub(super) fn check(walk: &mut Walk<'_>, stream: TcpStream) -> Option<Line> {
    let started = Instant::now();
    let config = Arc::clone(&walk.config);
    let Some(proxy) = &config.proxy else {
        return Some(Line::direct(stream, walk.limit()));
    };
    let target = walk.gateway().target();
    match Line::through(proxy, stream, &target, walk.limit()) {
        Ok(line) => {
            let (host, port) = (&proxy.host, proxy.port);
            let seen = Text::new(
                format!("{host}:{port} 开通了到 {target} 的隧道"),
                format!("{host}:{port} opened a tunnel to {target}"),
            );
            walk.add(ID, Status::Ok, seen, started);
            Some(line)
        }
        Err(error) => {
            walk.add_failure(ID, error, started);
            None
        }
    }
}
