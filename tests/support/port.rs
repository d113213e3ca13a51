//! Ports for those who cannot take port 0.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};

use socket2::{Domain, Socket, Type};

/// A port that is free, below those that the kernel hands out: nobody is given it between this look and its use.
pub fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let turn = std::process::id() * 37 + NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 10_000 + (turn % 20_000) as u16;
        if is_free(port) {
            return port;
        }
    }
}

/// Found out without listening on it: a program that another thread starts meanwhile has a copy of the socket until it
/// runs, and would keep the port taken and accept connections that nobody answers.
fn is_free(port: u16) -> bool {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_reuse_address(true).unwrap();
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], port)).into()).is_ok()
}
