//! Bytes that belong to no request, wherever they wait: the next patient never gets them.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use serde_json::json;

use crate::support::abi::Client;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};
use crate::support::wire::{Layer, Wire};

const LAYERS: [Layer; 3] =
    [Layer::Plain, Layer::Tls(&rustls::version::TLS12), Layer::Tls(&rustls::version::TLS13)];

/// The sizes of buffers on the way, and what TLS adds around them.
const BUFFERS: [usize; 4] = [4096, 8192, 16384, 32768];
const AROUND: [isize; 11] = [-29, -23, -22, -17, -5, -1, 0, 1, 5, 22, 23];

/// An identity of the code's own, padded to so many bytes with its head.
fn answer(code: &str, size: usize) -> Vec<u8> {
    let body = json!({"errcode": 0, "data": {"userId": code}}).to_string();
    let head = |length: usize| format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    let room = size.saturating_sub(head(size).len()).max(body.len());
    format!("{}{body:<room$}", head(room)).into_bytes()
}

/// Whether somebody's code begins a test's first exchange, whose connection is then spoiled.
fn is_first(code: &str) -> bool {
    code.starts_with("first")
}

fn code_of(request: &str) -> String {
    request.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}

/// A server that answers each request with its own identity, but the first ones as `spoil` does.
fn serve(layer: Layer, spoil: impl Fn(&mut Wire, &str) + Send + Clone + 'static) -> Client {
    let port = peer::listen(move |stream| {
        let mut wire = Wire::accept(stream, layer);
        while let Some(request) = wire.request() {
            let code = code_of(&request);
            if is_first(&code) {
                spoil(&mut wire, &code);
            } else {
                let own = wire.sealed(&answer(&code, 0));
                wire.send(&own);
            }
        }
    });
    let base = json!({
        "baseUrl": format!("{}://localhost:{port}/x", layer.scheme()), "allowHttp": true,
        "maxResponseBytes": 1 << 20,
    });
    Client::new(&merged(&SANDBOX.configuration, base)).unwrap()
}

/// Whose identity the exchange of a code brought.
fn patient(client: &Client, code: &str) -> String {
    match client.exchange(code) {
        Ok(user) => user["userId"].as_str().unwrap().to_owned(),
        Err(failure) => format!("{failure:?}"),
    }
}

#[derive(Debug, Clone, Copy)]
enum Delivery {
    Burst,
    Split,
}

/// The answer of this size and so many more of the same, unasked.
fn scan(layer: Layer) {
    let mut wrong = Vec::new();
    for buffer in BUFFERS {
        for around in AROUND {
            for (delivery, unasked) in
                [(Delivery::Burst, 1), (Delivery::Burst, 3), (Delivery::Split, 1)]
            {
                let size = buffer.checked_add_signed(around).unwrap();
                let (done, sent) = channel();
                let client = serve(layer, move |wire, code| {
                    let mut bytes = wire.sealed(&answer(code, size));
                    for _ in 0..unasked {
                        if let Delivery::Split = delivery {
                            wire.send(&std::mem::take(&mut bytes));
                        }
                        bytes.extend(wire.sealed(&answer(code, 0)));
                    }
                    wire.send(&bytes);
                    wire.delivered();
                    done.send(()).unwrap();
                });
                let outcome = ["first", "second", "third"].map(|code| {
                    let patient = patient(&client, code);
                    // Whatever nobody asked for is there before the next request is.
                    if is_first(code) {
                        sent.recv().unwrap();
                    }
                    patient
                });
                if outcome != ["first", "second", "third"] {
                    wrong.push((size, delivery, unasked, outcome));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{layer:?}: {wrong:#?}");
}

#[test]
fn a_second_answer_is_nobodys_plain() {
    scan(LAYERS[0]);
}

#[test]
fn a_second_answer_is_nobodys_tls_1_2() {
    scan(LAYERS[1]);
}

#[test]
fn a_second_answer_is_nobodys_tls_1_3() {
    scan(LAYERS[2]);
}

/// Part of it comes with the first answer, the rest when the next request is there.
#[test]
fn a_second_answer_that_came_in_part_is_nobodys() {
    for layer in LAYERS {
        for part in [1, 4, 5, 6, 30] {
            let port = peer::listen(move |stream| {
                let mut wire = Wire::accept(stream, layer);
                let mut rest = Vec::new();
                while let Some(request) = wire.request() {
                    let code = code_of(&request);
                    wire.send(&std::mem::take(&mut rest));
                    let mut bytes = wire.sealed(&answer(&code, 0));
                    if is_first(&code) {
                        let unasked = wire.sealed(&answer(&code, 0));
                        bytes.extend(&unasked[..part]);
                        rest = unasked[part..].to_vec();
                    }
                    wire.send(&bytes);
                }
            });
            let base = json!({
                "baseUrl": format!("{}://localhost:{port}/x", layer.scheme()), "allowHttp": true,
            });
            let client = Client::new(&merged(&SANDBOX.configuration, base)).unwrap();
            let outcome = ["first", "second"].map(|code| patient(&client, code));
            assert_eq!(outcome, ["first", "second"], "{layer:?}, {part} bytes of it");
        }
    }
}

/// The connection is back in the pool when they come.
#[test]
fn a_second_answer_that_comes_later_is_nobodys() {
    for layer in LAYERS {
        let (go, went): (Sender<()>, Receiver<()>) = channel();
        let (done, seen) = channel();
        let went = Arc::new(Mutex::new(went));
        let client = serve(layer, move |wire, code| {
            let (own, unasked) = (wire.sealed(&answer(code, 0)), wire.sealed(&answer(code, 0)));
            wire.send(&own);
            went.lock().unwrap().recv().unwrap();
            wire.send(&unasked);
            wire.delivered();
            done.send(()).unwrap();
        });
        assert_eq!(patient(&client, "first"), "first");
        go.send(()).unwrap();
        seen.recv().unwrap();
        assert_eq!(patient(&client, "second"), "second", "{layer:?}");
    }
}

/// Where HTTP itself says that an answer is over, or that it is not.
#[test]
fn what_stands_behind_an_answers_end_is_nobodys() {
    let unasked = String::from_utf8(answer("first", 0)).unwrap();
    let body = r#"{"errcode":1}"#;
    let ends = [
        format!("HTTP/1.1 204 No Content\r\n\r\n{unasked}"),
        format!("HTTP/1.1 204 No Content\r\nContent-Length: {}\r\n\r\n{unasked}", unasked.len()),
        format!("HTTP/1.1 304 Not Modified\r\n\r\n{unasked}"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n{unasked}"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{body}\r\n{unasked}"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{body}\r\n"),
        format!(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 13\r\n\r\n{body}{unasked}"
        ),
        format!("HTTP/1.0 200 OK\r\nContent-Length: 13\r\n\r\n{body}{unasked}"),
        format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{body}\r\n0\r\nX: y\r\n\r\n{unasked}"
        ),
        format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nd\r\n{body}\r\n0\r\n\r\n{unasked}"
        ),
        format!(
            "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{body}{unasked}"
        ),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{body}HTTP/1.1 100 Continue\r\n\r\n"),
        format!("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n{unasked}"),
        // Two lengths and two ways of framing: which one the next byte belongs to is anybody's guess.
        format!(
            "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nContent-Length: 14\r\n\r\n{body} {unasked}"
        ),
    ];
    for layer in LAYERS {
        for end in &ends {
            for together in [true, false] {
                let end = end.clone();
                let client = serve(layer, move |wire, _| {
                    let (now, later) =
                        end.split_at(if together { end.len() } else { end.len() - 1 });
                    for part in [now, later].into_iter().filter(|part| !part.is_empty()) {
                        let sealed = wire.sealed(part.as_bytes());
                        wire.send(&sealed);
                    }
                });
                let first = patient(&client, "first");
                assert_eq!(patient(&client, "second"), "second", "{layer:?}, after {first}");
            }
        }
    }
}

/// Not everything is suspicious: a clean answer's connection serves again.
#[test]
fn a_clean_connection_serves_again() {
    let accepted = Arc::new(Mutex::new(0));
    for layer in LAYERS {
        for ending in [
            "Content-Length: 33\r\n\r\n",
            "Connection: keep-alive\r\nContent-Length: 33\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n21\r\n",
        ] {
            *accepted.lock().unwrap() = 0;
            let counter = accepted.clone();
            let port = peer::listen(move |stream| {
                *counter.lock().unwrap() += 1;
                let mut wire = Wire::accept(stream, layer);
                while wire.request().is_some() {
                    let tail =
                        if ending.contains("chunked") { "\r\n0\r\nX: y\r\n\r\n" } else { "" };
                    let body = r#"{"errcode":0,"data":{"userId":1}}"#;
                    let sealed =
                        wire.sealed(format!("HTTP/1.1 200 OK\r\n{ending}{body}{tail}").as_bytes());
                    wire.send(&sealed);
                }
            });
            let base = json!({
                "baseUrl": format!("{}://localhost:{port}/x", layer.scheme()), "allowHttp": true,
            });
            let client = Client::new(&merged(&SANDBOX.configuration, base)).unwrap();
            for _ in 0..5 {
                assert_eq!(patient(&client, "a"), "1");
            }
            assert_eq!(*accepted.lock().unwrap(), 1, "{layer:?} {ending}");
        }
    }
}
