//! HTTP as gateways and the machines in front of them send it.

use std::io::Write;
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, channel};

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::{Client, Failure};
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

const BODY: &[u8] = br#"{"errcode":0,"data":{"userId":"10086"}}"#;
/// The same, compressed.
const GZIP: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 74, 45, 42, 74, 206, 79, 73, 85, 178, 50, 208, 81,
    74, 73, 44, 73, 84, 178, 170, 86, 42, 45, 78, 45, 242, 76, 81, 178, 82, 50, 52, 48, 176, 48,
    83, 170, 173, 5, 0, 153, 189, 163, 252, 39, 0, 0, 0,
];

/// What comes of an answer that a server sends as it is, and then closes.
fn exchange(answer: &[u8]) -> Result<String, Failure> {
    let answer = answer.to_vec();
    let port = peer::listen(move |mut stream: TcpStream| {
        peer::read_head(&mut stream);
        let _ = stream.write_all(&answer);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        peer::stall(stream);
    });
    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/x")});
    let client = Client::new(&merged(&SANDBOX.plain, base)).unwrap();
    client.exchange("abc").map(|user| user["userId"].as_str().unwrap().to_owned())
}

/// A head of these lines, `{}` being the body's length, and the body.
fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let head = head.replace("{}", &body.len().to_string()).replace('\n', "\r\n");
    [head.as_bytes(), b"\r\n\r\n", body].concat()
}

fn chunks(body: &[u8]) -> Vec<u8> {
    let size = format!("{:X};x=y\r\n", body.len());
    [size.as_bytes(), body, b"\r\n0\r\nX-Trailer: a\r\n\r\n"].concat()
}

/// Not the status alone says whose answer it is, and what became of the code.
#[test]
fn an_http_error_names_its_cause() {
    for (status, body, expected, hint) in [
        ("401 Unauthorized", "<html>", YJT_ERR_ANSWER_HTML, "front-end machine"),
        ("403 Forbidden", "<html>WAF", YJT_ERR_ANSWER_HTML, "front-end machine"),
        ("403 Forbidden", "{}", YJT_ERR_GATEWAY_NOT_PERMITTED, "serviceId"),
        ("404 Not Found", "", YJT_ERR_ANSWER_HTTP_STATUS, "baseUrl"),
        (
            "404 Not Found",
            r#"{"timestamp":"x","status":404,"error":"Not Found"}"#,
            YJT_ERR_ANSWER_HTTP_STATUS,
            "baseUrl",
        ),
        ("500 Oops", "<html>", YJT_ERR_ANSWER_HTTP_STATUS, "may be used up"),
        ("504 Gateway Timeout", "<html>", YJT_ERR_GATEWAY_BUSY, "may be used up"),
        ("503 Service Unavailable", "<html>", YJT_ERR_GATEWAY_BUSY, "try again later"),
    ] {
        let head = format!("HTTP/1.1 {status}\nContent-Length: {{}}");
        let failure = exchange(&answer(&head, body.as_bytes())).unwrap_err();
        assert_eq!(failure.status, expected, "{status} {body}: {failure:?}");
        assert!(failure.hint.contains(hint), "{status} {body}: {failure:?}");
    }
}

#[test]
fn what_other_clients_read_is_read() {
    let usual = "HTTP/1.1 200 OK\nContent-Length: {}";
    let cookie = "a".repeat(4000);
    let in_chunks = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked";
    let answers = [
        answer(usual, BODY),
        answer(&format!("{usual}\nContent-Encoding: UTF-8"), BODY),
        answer(&format!("{usual}\nContent-Encoding: none"), BODY),
        answer(&format!("{usual}\nContent-Encoding: IDENTITY"), BODY),
        answer(&format!("{usual}\nContent-Encoding:"), BODY),
        answer(&format!("{usual}\nContent-Encoding: GZIP"), GZIP),
        answer(&format!("{usual}\nContent-Encoding: x-gzip"), GZIP),
        answer(&format!("{usual}\nContent-Encoding: identity, gzip"), GZIP),
        answer(&format!("{usual}\nContent-Encoding: gzip\nContent-Encoding: utf-8"), GZIP),
        answer(&format!("{usual}{}", "\nX-H: v".repeat(255)), BODY),
        answer(&format!("{usual}{}", format!("\nSet-Cookie: {cookie}").repeat(16)), BODY),
        answer(&format!("{usual}\nX-CSP: default-src a;\n  img-src b\n\timg-src c"), BODY),
        answer(&usual.replace(": ", ":\n "), BODY),
        answer(&usual.replace("1.1 200 OK", "1.0 200 OK"), BODY),
        answer(&usual.replace(" OK", ""), BODY),
        answer("HTTP/1.0 200 OK", BODY),
        answer("HTTP/1.1 200 OK", BODY),
        answer("HTTP/1.0 200 OK\nTransfer-Encoding: chunked", &chunks(BODY)),
        answer(in_chunks, &chunks(BODY)),
        answer(&format!("{in_chunks}\nContent-Length: 3"), &chunks(BODY)),
        answer(&in_chunks.replace("chunked", "gzip, Chunked"), &chunks(GZIP)),
        answer(&format!("{in_chunks}\nContent-Encoding: gzip"), &chunks(GZIP)),
        answer(
            &format!("HTTP/1.1 100 Continue\nX: y\n\nHTTP/1.1 103 Early Hints\n\n{usual}"),
            BODY,
        ),
        [b"\r\n\n".to_vec(), answer(usual, BODY)].concat(),
        String::from_utf8(answer(usual, BODY)).unwrap().replace('\r', "").into_bytes(),
    ];
    for answer in answers {
        let outcome = exchange(&answer);
        let shown = String::from_utf8_lossy(&answer[..answer.len().min(300)]).into_owned();
        assert_eq!(outcome.as_deref().unwrap_or_else(|e| panic!("{shown}\n{e:?}")), "10086");
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_own_cause() {
    let usual = "HTTP/1.1 200 OK\nContent-Length: {}";
    let in_chunks = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked";
    let (not_http, compressed) = (YJT_ERR_NOT_HTTP, YJT_ERR_ANSWER_COMPRESSED);
    for (answer, status, says) in [
        (b"SSH-2.0-OpenSSH_9.2\r\n".to_vec(), not_http, "check host, port"),
        (b"\x15\x03\x01\x00\x02\x02\x46".to_vec(), not_http, "https://"),
        (answer("HTTP/2 200\nX: y", BODY), not_http, "check host, port"),
        (answer(&format!("{usual}\nno colon"), BODY), not_http, "with a capture"),
        (answer(&format!("{usual}\nX: a\rContent-Length: 1"), BODY), not_http, "with a capture"),
        (answer(&format!("{usual}\nContent-Length: 1"), BODY), not_http, "with a capture"),
        (answer("HTTP/1.1 abc OK", BODY), not_http, "with a capture"),
        (answer(in_chunks, b"zz\r\n"), not_http, "chunks"),
        (answer(&format!("{usual}\nX: {}", "a".repeat(65_536)), BODY), not_http, "64 KiB"),
        (answer(&format!("{usual}{}", "\nX: y".repeat(256)), BODY), not_http, "256"),
        (answer(&format!("{usual}\nContent-Encoding: br"), BODY), compressed, "compress"),
        (answer(&format!("{usual}\nContent-Encoding: gzip, gzip"), GZIP), compressed, "compress"),
        (answer(&format!("{usual}\nContent-Encoding: gzip"), BODY), compressed, "compress"),
        (answer(&format!("{usual}\nContent-Encoding: gzip"), b""), YJT_ERR_ANSWER_EMPTY, "empty"),
    ] {
        let failure = exchange(&answer).unwrap_err();
        let shown = String::from_utf8_lossy(&answer[..answer.len().min(300)]).into_owned();
        assert_eq!(failure.status, status, "{shown}\n{failure:?}");
        assert!(failure.all_text().contains(says), "{shown}\n{failure:?}");
        let blames_port = failure.hint.contains("check host, port");
        assert_eq!(blames_port, says == "check host, port", "{failure:?}");
    }
}

/// Answers CONNECT with these bytes, and tells what is then sent into the tunnel.
fn proxy_that_says(answer: Vec<u8>) -> (u16, Receiver<String>) {
    let (tell, requests) = channel();
    let port = peer::listen(move |mut stream| {
        peer::read_head(&mut stream);
        stream.write_all(&answer).unwrap();
        tell.send(peer::read_head(&mut stream)).unwrap();
    });
    (port, requests)
}

/// Under `allowHttp` the request would be sent into it.
#[test]
fn a_proxys_head_without_an_end_is_no_tunnel() {
    let (port, requests) =
        proxy_that_says(format!("HTTP/1.1 200 OK\r\nX: {}", "y".repeat(9000)).into());
    let proxy = json!({"proxy": format!("http://127.0.0.1:{port}"), "timeoutMs": 2000});
    let client = Client::new(&merged(&SANDBOX.plain, proxy)).unwrap();
    assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_PROXY);
    assert_eq!(requests.recv().unwrap(), "");
}

/// In clear it would be taken for the answer, and the answer for the next patient's.
#[test]
fn what_a_proxy_says_behind_its_head_is_no_tunnel() {
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    for behind in [b"x".to_vec(), answer("HTTP/1.1 200 OK\nContent-Length: {}", BODY)] {
        let (port, requests) = proxy_that_says([head.clone(), behind].concat());
        let proxy = json!({"proxy": format!("http://127.0.0.1:{port}")});
        let client = Client::new(&merged(&SANDBOX.plain, proxy)).unwrap();
        assert_eq!(client.exchange("abc").unwrap_err().status, YJT_ERR_PROXY);
        assert_eq!(requests.recv().unwrap(), "");
    }
}
