//! A peer that repeats what it was sent, wherever a report could take something from it.

use std::io::Write;
use std::net::{Shutdown, TcpStream};

use serde_json::json;

use crate::report::diagnose;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

/// Status line and headers, then the body; `@` is what is repeated.
const RESPONSES: &[(&str, &str)] = &[
    ("200 OK\r\nserver: @\r\nvia: 1.1 @\r\ndate: @\r\nage: @", r#"{"errcode":"@","errmsg":"@"}"#),
    ("200 OK\r\nserver: nginx/@\r\nvia: @ nginx", r#"{"code":"AGW.@","message":"@"}"#),
    ("200 OK\r\nserver: nginx/1.2 (@)", r#"{"code":"AGW.1433 @","message":"@","data":"@"}"#),
    ("302 Found\r\nlocation: https://@/@", "@"),
    ("302 @\r\nlocation: /@?@", "<html>@</html>"),
    ("200 OK\r\ncontent-type: @", "<html><title>@</title></html>"),
    ("500 @", "@"),
    ("200 OK\r\ncontent-encoding: @", "@"),
    ("200 OK\r\n@: @", r#"{"errcode":0,"data":{"@":"@","certificateNo":"@"}}"#),
    ("@ @", "@"),
];

/// Headers whose values are secrets.
const SECRETS: [&str; 3] = ["x-own", "x-tsp-paasid", "x-tsp-appsecret"];

fn repeat(mut stream: TcpStream, (head, body): (&str, &str), secret: &str) {
    let request = peer::read_head(&mut stream);
    let mut headers = request.lines().filter_map(|line| line.split_once(": "));
    let Some((_, value)) = headers.find(|(name, _)| name.eq_ignore_ascii_case(secret)) else {
        return;
    };
    let (head, body) = (head.replace('@', value), body.replace('@', value));
    let _ = write!(stream, "HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let _ = stream.shutdown(Shutdown::Write);
}

#[test]
fn what_is_repeated_is_not_reported() {
    for response in RESPONSES.iter().copied() {
        for secret in SECRETS {
            let port = peer::listen(move |stream| repeat(stream, response, secret));
            let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/x")});
            let report = diagnose(&merged(&SANDBOX.plain, base), "{}");
            assert_eq!(report.status("connect"), "ok", "{report:#?}");
        }
    }
}
