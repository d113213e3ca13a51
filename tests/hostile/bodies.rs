//! Compressed bodies that are worth more than they look; `../process/hostile.rs` has those whose JSON is.

use std::io::{Read, Write, repeat};
use std::net::TcpStream;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use yjt::ffi::status::*;

use crate::attack::{Attack, Begins, attack, endless, flood, run, say};
use crate::support::alone::alone;

const BOMB: u64 = 100 << 20;
const GZIP: &str = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";

fn gzip(plain: impl Read) -> Vec<u8> {
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    std::io::copy(&mut { plain }, &mut encoder).unwrap();
    encoder.finish().unwrap()
}

/// That a body is compressed, its length, and it.
fn answer(body: &[u8]) -> Vec<u8> {
    [format!("{GZIP}Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// The same, whatever its end.
fn unbounded(opening: &[u8]) -> Vec<u8> {
    [GZIP.as_bytes(), b"\r\n", opening].concat()
}

/// A gzip header with these flags.
fn header(flags: u8) -> Vec<u8> {
    vec![31, 139, 8, flags, 0, 0, 0, 0, 0, 255]
}

fn attacks() -> Vec<Attack> {
    let too_large: &[i32] = &[YJT_ERR_ANSWER_TOO_LARGE];
    let compressed: &[i32] = &[YJT_ERR_ANSWER_COMPRESSED];
    let bomb = gzip(repeat(b' ').take(BOMB));
    let nested = gzip(&*bomb);
    let thrice = gzip(&*nested);
    let empty_block = [0, 0, 0, 255, 255];
    let empty_member = gzip(&b""[..]);
    let sized = [GZIP, "Content-Length: "].concat();
    let mut deflated = DeflateEncoder::new(vec![], Compression::best());
    deflated.write_all(&[b' '; 1 << 16]).unwrap();
    let deflated = deflated.finish().unwrap();
    vec![
        attack("a bomb of 100 MiB", too_large, say(answer(&bomb))),
        // Each layer must be taken off by somebody.
        attack(
            "a bomb in gzip",
            &[YJT_ERR_ANSWER_TOO_LARGE, YJT_ERR_ANSWER_COMPRESSED],
            say(answer(&nested)),
        ),
        attack("a bomb in gzip in gzip", compressed, say(answer(&thrice))),
        attack(
            "a bomb, said to be in gzip twice",
            compressed,
            say({
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: {}\r\n\r\n",
                    nested.len()
                );
                [head.as_bytes(), &nested].concat()
            }),
        ),
        attack("a bomb in chunks of a byte", too_large, in_chunks_of_a_byte(bomb.clone())),
        attack("bombs without end", too_large, flood(unbounded(&[]), bomb.clone())),
        endless(
            "empty blocks without end",
            &[YJT_ERR_TIMEOUT],
            flood(unbounded(&header(0)), empty_block),
        ),
        endless(
            "empty members without end",
            &[YJT_ERR_TIMEOUT, YJT_ERR_ANSWER_COMPRESSED, YJT_ERR_ANSWER_EMPTY],
            flood(unbounded(&[]), empty_member),
        ),
        attack("a file name without end", compressed, flood(unbounded(&header(8)), "x")),
        attack("a comment without end", compressed, flood(unbounded(&header(16)), "x")),
        attack(
            "an extra field, said to be large",
            compressed,
            say(answer(&[header(4), vec![255, 255]].concat())),
        ),
        attack(
            "a wrong checksum",
            compressed,
            say({
                let mut spoilt = gzip(&br#"{"errcode":1}"#[..]);
                let end = spoilt.len();
                spoilt[end - 8] ^= 1;
                answer(&spoilt)
            }),
        ),
        attack(
            "no checksum",
            compressed,
            say({
                let whole = gzip(&br#"{"errcode":1}"#[..]);
                answer(&whole[..whole.len() - 8])
            }),
        ),
        attack("deflate without a header", compressed, say(answer(&deflated))),
        attack(
            "a distance before the beginning",
            compressed,
            say(answer(&[header(0), vec![0x4b, 0x04, 0x12, 0x00]].concat())),
        ),
        attack(
            "a bomb with a length of its own",
            too_large,
            say([sized.as_bytes(), format!("{}\r\n\r\n", u64::MAX).as_bytes(), &bomb].concat()),
        ),
    ]
}

fn in_chunks_of_a_byte(body: Vec<u8>) -> impl Fn(&mut TcpStream) {
    move |stream| {
        let _ = write!(stream, "{GZIP}Transfer-Encoding: chunked\r\n\r\n");
        for portion in body.chunks(512) {
            let chunks: Vec<u8> =
                portion.iter().flat_map(|byte| [b'1', b'\r', b'\n', *byte, b'\r', b'\n']).collect();
            if stream.write_all(&chunks).is_err() {
                break;
            }
        }
    }
}

#[test]
fn bombs_do_not_go_off() {
    if alone("bodies::bombs_do_not_go_off", &[]) {
        run(attacks(), Begins::Asked);
    }
}
