//! Addresses, read strictly: what a looser reader would repair, it would send somewhere else.

use std::net::{Ipv4Addr, Ipv6Addr};

use ureq::http::Uri;

use crate::error::Rule;
use crate::protocol::code::is_unreserved;

/// Longer addresses are refused by servers.
pub(super) const MAX_ADDRESS: usize = 2048;

/// `https://host[:port]/path`, or `http`.
pub(super) fn base_url(text: &str) -> Result<Uri, Rule> {
    let (scheme, authority, path) = split(text, Rule::BaseUrl)?;
    let known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    if !known || authority.contains('@') || !is_escaped(path, "/:@") {
        return Err(Rule::BaseUrl);
    }
    host_and_port(authority)?;
    text.parse().map_err(|_| Rule::BaseUrl)
}

/// Scheme, authority and all that follows; `shape` is what the whole is to look like.
pub(super) fn split(text: &str, shape: Rule) -> Result<(&str, &str, &str), Rule> {
    if text.len() > MAX_ADDRESS {
        return Err(Rule::TooLong(MAX_ADDRESS));
    }
    let (scheme, rest) = text.split_once("://").ok_or(shape)?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if authority.is_empty() {
        return Err(shape);
    }
    Ok((scheme, authority, path))
}

/// `host[:port]`; an IPv6 address stands in brackets, which are part of the host.
pub(super) fn host_and_port(authority: &str) -> Result<(&str, Option<u16>), Rule> {
    let end_of_host = authority.rfind(']').map_or(0, |bracket| bracket + 1);
    let colon = authority[end_of_host..].find(':').map(|at| end_of_host + at);
    let (host, port) = authority.split_at(colon.unwrap_or(authority.len()));
    if !is_host(host) {
        return Err(Rule::Host);
    }
    let port = port.strip_prefix(':').map(|port| self::port(port).ok_or(Rule::Port)).transpose()?;
    Ok((host, port))
}

/// 1 to 65535, without signs and leading zeros.
fn port(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| digits)
}

/// A DNS name in ASCII, an IPv4 address of four decimal numbers, or `[IPv6]` without a zone.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|a| a.parse::<Ipv6Addr>().is_ok());
    }
    // The system's resolver reads `10.1`, `010.0.0.1` and `0x0a000001` as addresses too, each in its own way.
    let last = host.rsplit('.').next().unwrap_or(host);
    let hex = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let number = hex.map_or(last.bytes().all(|b| b.is_ascii_digit()), |digits| {
        digits.bytes().all(|b| b.is_ascii_hexdigit())
    });
    if number {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    host.len() <= 253 && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Only characters that an address carries as they are (RFC 3986), those of `more`, and whole percent sequences.
pub(super) fn is_escaped(text: &str, more: &str) -> bool {
    let plain = |c| is_unreserved(c) || "!$&'()*+,;=".contains(c) || more.contains(c);
    let mut parts = text.split('%');
    parts.next().is_none_or(|first| first.chars().all(plain))
        && parts.all(|part| {
            part.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2
                && part.chars().all(plain)
        })
}
