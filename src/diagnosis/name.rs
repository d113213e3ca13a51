//! The addresses of the gateway's host, or of the proxy's.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use super::report::{Status, Text};
use super::walk::Walk;
use crate::transport::steps;

pub(super) const ID: &str = "name";
#[cfg(unix)]
const HOSTS: &str = "/etc/hosts";
#[cfg(not(unix))]
const HOSTS: &str = r"C:\Windows\System32\drivers\etc\hosts";

pub(super) fn check(walk: &mut Walk<'_>) -> Option<Vec<SocketAddr>> {
    let started = Instant::now();
    let place = walk.first_hop();
    let addresses = match steps::addresses(&place.host, place.port, walk.limit()) {
        Ok(addresses) => addresses,
        Err(error) => {
            walk.add_failure(ID, error, started);
            return None;
        }
    };
    let host = &place.host;
    let is_address = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    let seen = if is_address {
        Text::new(format!("{host} 就是地址"), format!("{host} is an address itself"))
    } else {
        let list: Vec<_> = addresses.iter().map(record).collect();
        let (list, ours) = (list.join(", "), is_in_hosts_file(host));
        Text::new(
            format!("{host} → {list}{}", if ours { "(来自 hosts 文件)" } else { "" }),
            format!("{host} → {list}{}", if ours { " (from the hosts file)" } else { "" }),
        )
    };
    walk.add(ID, Status::Ok, seen, started);
    Some(addresses)
}

fn record(address: &SocketAddr) -> String {
    match address.ip() {
        IpAddr::V4(ip) => format!("A {ip}"),
        IpAddr::V6(ip) => format!("AAAA {ip}"),
    }
}

fn is_in_hosts_file(host: &str) -> bool {
    let text = std::fs::read(HOSTS).unwrap_or_default();
    String::from_utf8_lossy(&text).lines().any(|line| {
        let entry = line.split('#').next().unwrap_or_default();
        entry.split_whitespace().skip(1).any(|name| name.eq_ignore_ascii_case(host))
    })
}
