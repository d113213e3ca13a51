//! One TCP connection to a host of several addresses (RFC 8305, "happy eyeballs"): an address that does not
//! answer soon gets company, and the first one that answers serves.

use std::io;
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use socket2::{Domain, Protocol, Socket, Type};

use crate::ffi::ready::ready;
use crate::resources;

/// What an address gets for itself before the next one is tried beside it.
const HEAD_START: Duration = Duration::from_millis(250);
/// More addresses of one host are not tried.
const MAX_ADDRESSES: usize = 16;

/// Why there is no connection.
#[derive(Debug)]
pub(super) enum ConnectError {
    Timeout,
    /// The most telling failure of all addresses.
    Failed(io::Error),
}

/// Connects within `limit`, to `first` first when it is one of the addresses.
pub(super) fn connect(
    addresses: &[SocketAddr],
    first: Option<SocketAddr>,
    limit: Duration,
) -> Result<(TcpStream, SocketAddr), ConnectError> {
    let deadline = Instant::now() + limit;
    let mut waiting = in_turns(addresses, first).into_iter();
    let mut trying: Vec<(Socket, SocketAddr)> = vec![];
    let mut failure = None;
    let mut next = Instant::now();
    loop {
        let now = Instant::now();
        if now >= deadline {
            return Err(ConnectError::Timeout);
        }
        if now >= next || trying.is_empty() {
            match waiting.next().map(|address| (begin(address), address)) {
                Some((Ok(socket), address)) => trying.push((socket, address)),
                Some((Err(e), _)) => {
                    failure = more_telling(failure, e);
                    continue;
                }
                None if trying.is_empty() => {
                    let nothing = io::ErrorKind::AddrNotAvailable.into();
                    return Err(ConnectError::Failed(failure.unwrap_or(nothing)));
                }
                None => {}
            }
            next = if waiting.len() == 0 { deadline } else { now + HEAD_START };
        }
        let sockets: Vec<&Socket> = trying.iter().map(|(socket, _)| socket).collect();
        let until = next.min(deadline).saturating_duration_since(Instant::now());
        let ready = ready(&sockets, until).map_err(ConnectError::Failed)?;
        let Some(index) = ready.iter().position(|ready| *ready) else {
            continue;
        };
        let (socket, address) = trying.swap_remove(index);
        match finish(socket) {
            Ok(stream) => return Ok((stream, address)),
            Err(e) => {
                failure = more_telling(failure, e);
                next = now;
            }
        }
    }
}

/// The families in turn, so that one that is not connected costs one head start only.
fn in_turns(addresses: &[SocketAddr], first: Option<SocketAddr>) -> Vec<SocketAddr> {
    let known = first.filter(|first| addresses.contains(first));
    let Some(first) = known.or_else(|| addresses.first().copied()) else {
        return vec![];
    };
    let (same, other): (Vec<SocketAddr>, Vec<SocketAddr>) = addresses
        .iter()
        .filter(|address| **address != first)
        .partition(|address| address.is_ipv4() == first.is_ipv4());
    let rest = (0..addresses.len()).flat_map(|i| [other.get(i), same.get(i)]);
    std::iter::once(first).chain(rest.flatten().copied()).take(MAX_ADDRESSES).collect()
}

fn begin(address: SocketAddr) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_nonblocking(true)?;
    match socket.connect(&address.into()) {
        Err(e) if !is_under_way(&e) => Err(e),
        _ => Ok(socket),
    }
}

/// A signal does not end it either.
#[cfg(unix)]
fn is_under_way(e: &io::Error) -> bool {
    matches!(e.raw_os_error(), Some(libc::EINPROGRESS | libc::EINTR))
}

#[cfg(not(unix))]
fn is_under_way(e: &io::Error) -> bool {
    e.kind() == io::ErrorKind::WouldBlock
}

fn finish(socket: Socket) -> io::Result<TcpStream> {
    if let Some(e) = socket.take_error()? {
        return Err(e);
    }
    socket.set_nonblocking(false)?;
    socket.set_tcp_nodelay(true)?;
    Ok(socket.into())
}

/// A family that this machine has no route for says the least, a lack of descriptors the most.
fn more_telling(old: Option<io::Error>, new: io::Error) -> Option<io::Error> {
    let rank = |e: &io::Error| match e.kind() {
        _ if resources::ran_out(e) => 2,
        io::ErrorKind::NetworkUnreachable | io::ErrorKind::AddrNotAvailable => 0,
        _ => 1,
    };
    match old {
        Some(old) if rank(&old) > rank(&new) => Some(old),
        _ => Some(new),
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::in_turns;

    #[test]
    fn families_take_turns_and_what_worked_goes_first() {
        let addresses: Vec<SocketAddr> = ["[::1]:1", "[::2]:1", "1.1.1.1:1", "2.2.2.2:1"]
            .map(|address| address.parse().unwrap())
            .to_vec();
        let order = |first: Option<usize>| -> Vec<usize> {
            let place = |a: &SocketAddr| addresses.iter().position(|b| a == b).unwrap();
            in_turns(&addresses, first.map(|i| addresses[i])).iter().map(place).collect()
        };
        assert_eq!(order(None), [0, 2, 1, 3]);
        assert_eq!(order(Some(3)), [3, 0, 2, 1]);
        assert_eq!(in_turns(&addresses[..1], Some(addresses[3])), addresses[..1]);
        assert!(in_turns(&[], None).is_empty());
        let many: Vec<SocketAddr> =
            (1..=60).map(|i| SocketAddr::from(([10, 0, 0, i], 1))).collect();
        assert_eq!(in_turns(&many, None), many[..16]);
    }
}
