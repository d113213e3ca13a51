//! Where an answer ends, said wrongly, ambiguously or never.

use std::io::Write;
use std::time::Duration;

use yjt::ffi::status::*;

use crate::attack::{
    Attack, Begins, attack, endless, flood, run, say, say_and_close, say_and_reset, wait,
};
use crate::support::alone::alone;

const NOT_HTTP: &[i32] = &[YJT_ERR_NOT_HTTP];
const CHUNKED: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const BODY: &str = r#"{"errcode":1}"#;

/// Lengths that no two readers may take for two numbers.
fn lengths() -> impl Iterator<Item = Attack> {
    let wrong = [
        "-1",
        "+13",
        "0x0d",
        "1e1",
        "13.0",
        "13;",
        "13 13",
        "",
        "13, 14",
        "13,",
        "18446744073709551616",
        "184467440737095516160000000000000000000013",
        "\u{ff11}\u{ff13}",
    ];
    wrong.into_iter().map(|length| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{BODY}");
        attack(&format!("a length of {length:?}"), NOT_HTTP, say(head))
    })
}

/// Sizes of chunks, the same.
fn sizes() -> impl Iterator<Item = Attack> {
    let wrong =
        ["-d", "0xd", "d d", "g", "", ";", "\u{ff11}", "10000000000000000d", "fffffffffffffffff"];
    wrong.into_iter().map(|size| {
        let answer = format!("{CHUNKED}{size}\r\n{BODY}\r\n0\r\n\r\n");
        attack(&format!("a chunk of {size:?}"), NOT_HTTP, say(answer))
    })
}

fn ambiguous() -> Vec<Attack> {
    let coded = |coding: &str| {
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: {coding}\r\n\r\nd\r\n{BODY}\r\n0\r\n\r\n")
    };
    vec![
        attack("chunks in chunks", NOT_HTTP, say(coded("chunked, chunked"))),
        attack("chunks within a coding", NOT_HTTP, say(coded("chunked, gzip"))),
        attack(
            "something like chunks",
            &[YJT_ERR_ANSWER_COMPRESSED],
            say_and_close(coded("xchunked")),
        ),
        attack("chunks and more", NOT_HTTP, say(format!("{CHUNKED}d\r\n{BODY}xx\r\n0\r\n\r\n"))),
        attack("a status of four digits", NOT_HTTP, say("HTTP/1.1 2000 OK\r\n\r\n")),
        attack("a negative status", NOT_HTTP, say("HTTP/1.1 -20 OK\r\n\r\n")),
        attack("a status below all", NOT_HTTP, say("HTTP/1.1 099 OK\r\n\r\n")),
        attack("no status", NOT_HTTP, say("HTTP/1.1\r\n\r\n")),
        attack("HTTP/0.9", NOT_HTTP, say_and_close(BODY)),
        attack("HTTP/2 settings", NOT_HTTP, say(b"\0\0\x12\x04\0\0\0\0\0".to_vec())),
        attack("a request instead", NOT_HTTP, say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")),
    ]
}

fn giant_and_endless() -> Vec<Attack> {
    let too_large: &[i32] = &[YJT_ERR_ANSWER_TOO_LARGE];
    let late: &[i32] = &[YJT_ERR_TIMEOUT];
    let length = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", u64::MAX);
    let one_by_one = "1\r\n \r\n";
    vec![
        attack("a body without end", too_large, flood("HTTP/1.1 200 OK\r\n\r\n", " ")),
        attack("the longest body, sent", too_large, flood(length.clone(), " ")),
        endless("the longest body, not sent", late, say(length)),
        attack(
            "chunks without end",
            too_large,
            flood(CHUNKED, "400\r\n".to_owned() + &" ".repeat(1024) + "\r\n"),
        ),
        attack("chunks of a byte without end", too_large, flood(CHUNKED, one_by_one)),
        attack(
            "the largest chunk",
            too_large,
            flood(format!("{CHUNKED}ffffffffffffffff\r\n"), " "),
        ),
        endless("the largest chunk, not sent", late, say(format!("{CHUNKED}ffffffffffffffff\r\n"))),
        endless("a size without end", NOT_HTTP, flood(CHUNKED, "0")),
        endless("a chunk's extension without end", NOT_HTTP, flood(format!("{CHUNKED}d;x="), "y")),
        endless("trailers without end", late, flood(format!("{CHUNKED}0\r\n"), "X: y\r\n")),
        endless("a trailer without end", NOT_HTTP, flood(format!("{CHUNKED}0\r\nX: "), "y")),
    ]
}

/// Slower than any reader would like, and broken off.
fn slow_and_broken() -> Vec<Attack> {
    let drips = |opening: &'static str, drop: &'static str| {
        move |stream: &mut std::net::TcpStream| {
            let mut taken = stream.write_all(opening.as_bytes());
            while taken.is_ok() {
                std::thread::sleep(Duration::from_millis(50));
                taken = stream.write_all(drop.as_bytes());
            }
        }
    };
    let late: &[i32] = &[YJT_ERR_TIMEOUT];
    vec![
        endless("nothing", late, wait),
        endless("a head that drips", late, drips("HTTP/1.1 200 OK\r\nX: ", "y")),
        endless("announcements that drip", late, drips("", "HTTP/1.1 102 Processing\r\n\r\n")),
        endless("chunks that drip", late, drips(CHUNKED, "1\r\n \r\n")),
        endless(
            "trailers that drip",
            late,
            drips("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n"),
        ),
        attack(
            "a reset in the head",
            &[YJT_ERR_DISCONNECTED],
            say_and_reset("HTTP/1.1 200 OK\r\nX:"),
        ),
        attack(
            "a reset in the body",
            &[YJT_ERR_ANSWER_TRUNCATED, YJT_ERR_DISCONNECTED],
            say_and_reset("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{"),
        ),
        attack(
            "a reset in a chunk",
            &[YJT_ERR_ANSWER_TRUNCATED, YJT_ERR_DISCONNECTED],
            say_and_reset("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{"),
        ),
        attack("an end in the size", NOT_HTTP, say_and_close(format!("{CHUNKED}d"))),
        attack(
            "an end before the last chunk",
            &[YJT_ERR_ANSWER_TRUNCATED],
            say_and_close(format!("{CHUNKED}d\r\n{BODY}\r\n")),
        ),
    ]
}

#[test]
fn wrong_lengths_are_refused() {
    if alone("framing::wrong_lengths_are_refused", &[]) {
        run(lengths().chain(sizes()).chain(ambiguous()).collect(), Begins::Asked);
    }
}

#[test]
fn giant_and_endless_answers_are_bounded() {
    if alone("framing::giant_and_endless_answers_are_bounded", &[]) {
        run(giant_and_endless(), Begins::Asked);
    }
}

#[test]
fn slow_and_broken_answers_end() {
    if alone("framing::slow_and_broken_answers_end", &[]) {
        run(slow_and_broken(), Begins::Asked);
    }
}
