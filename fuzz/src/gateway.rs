//! The other side: a socket on this machine that says what a target wants said.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

/// Hands every connection to `serve`, on a thread of its own.
pub fn listen(serve: impl Fn(TcpStream) + Send + Clone + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = serve.clone();
            // Every write is to be on its way by itself.
            let _ = stream.set_nodelay(true);
            std::thread::spawn(move || serve(stream));
        }
    });
    port
}

/// The head of a request; `None` when no other comes.
pub fn request(stream: &mut TcpStream) -> Option<String> {
    let (mut head, mut piece) = (Vec::new(), [0; 4096]);
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(read @ 1..) => head.extend_from_slice(&piece[..read]),
            _ => return None,
        }
    }
    Some(String::from_utf8(head).expect("a request is ASCII"))
}

/// The code that a request asks about.
pub fn code(request: &str) -> &str {
    let (_, behind) = request.split_once("code=").expect("a code");
    &behind[..behind.find(['&', ' ']).expect("the line goes on")]
}

/// An answer of HTTP 200 with this body; `false` when nobody listens any more.
pub fn answer(stream: &mut TcpStream, body: &[u8]) -> bool {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    stream.write_all(&[head.as_bytes(), body].concat()).is_ok()
}

/// The identity of the one whose code it is.
pub fn own(code: &str) -> Vec<u8> {
    format!(r#"{{"errcode":0,"data":{{"userId":"{code}"}}}}"#).into_bytes()
}
