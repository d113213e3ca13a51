//! Heads: split, forged, giant and endless.

use yjt::ffi::status::*;

use crate::attack::{Attack, Begins, attack, endless, flood, run, say};
use crate::support::alone::alone;

/// Somebody else's, complete with a head of its own.
const SMUGGLED: &str =
    "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"errcode\":0,\"data\":{\"userId\":\"forged\"}}";
const NOT_HTTP: &[i32] = &[YJT_ERR_NOT_HTTP];

fn attacks() -> Vec<Attack> {
    let mut attacks = vec![
        // What a gateway that copies its input into a header is made to say.
        attack(
            "a head split by a line break in a header",
            &[YJT_ERR_ANSWER_REDIRECT],
            say(format!(
                "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n{SMUGGLED}"
            )),
        ),
        attack(
            "an answer within a header's value",
            NOT_HTTP,
            say(format!("HTTP/1.1 200 OK\r\nX: y\n\r{SMUGGLED}")),
        ),
    ];
    for (what, head) in [
        ("a NUL in a value", "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0"),
        ("a NUL in a name", "HTTP/1.1 200 OK\r\nX\0: a\r\nContent-Length: 0"),
    ] {
        attacks.push(attack(what, NOT_HTTP, say(format!("{head}\r\n\r\n"))));
    }
    attacks.extend([
        endless("blank lines without end", NOT_HTTP, flood("", "\r\n")),
        endless("a status line without end", NOT_HTTP, flood("HTTP/1.1 200 ", "OK")),
        endless("a name without end", NOT_HTTP, flood("HTTP/1.1 200 OK\r\n", "X-")),
        endless("a value without end", NOT_HTTP, flood("HTTP/1.1 200 OK\r\nX: ", "y")),
        endless("a folded value without end", NOT_HTTP, flood("HTTP/1.1 200 OK\r\nX: ", "y\r\n ")),
        endless("headers without end", NOT_HTTP, flood("HTTP/1.1 200 OK\r\n", "X: y\r\n")),
        endless(
            "announcements without end",
            NOT_HTTP,
            flood("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
        ),
    ]);
    attacks
}

#[test]
fn are_refused() {
    if alone("heads::are_refused", &[]) {
        run(attacks(), Begins::Asked);
    }
}
