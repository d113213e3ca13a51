//! A TCP peer under a test's control, for what no real server does.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// Listens and hands every connection to `serve`, on a thread of its own.
/// Where a test lets the descriptors run out, a connection waits until there are some again.
pub fn listen(serve: impl Fn(TcpStream) + Send + Clone + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else {
                std::thread::yield_now();
                continue;
            };
            let serve = serve.clone();
            std::thread::spawn(move || serve(stream));
        }
    });
    port
}

/// A port that refuses every connection for as long as the socket lives: bound, and not listened on.
pub fn refusing() -> (Socket, u16) {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    let port = socket.local_addr().unwrap().as_socket().unwrap().port();
    (socket, port)
}

/// Reads up to the end of a request's head.
pub fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// Says nothing until the other side gives up.
pub fn stall(mut stream: TcpStream) {
    let _ = std::io::copy(&mut stream, &mut std::io::sink());
}

/// A byte every 20 ms, for ever.
pub fn drip(mut stream: TcpStream, opening: &[u8], then: u8) {
    for byte in opening.iter().copied().chain(std::iter::repeat(then)) {
        if stream.write_all(&[byte]).is_err() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// An answer with a length, and an orderly end.
pub fn answer(stream: TcpStream, body: &str) {
    answer_bytes(stream, body.as_bytes());
}

/// The same for a body that may be no text.
pub fn answer_bytes(mut stream: TcpStream, body: &[u8]) {
    let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    let _ = stream.write_all(body);
    let _ = stream.shutdown(Shutdown::Write);
}

/// An address that never answers: a listener whose queue is full.
pub struct Silent {
    pub address: SocketAddr,
    _listener: socket2::Socket,
    _queued: Vec<TcpStream>,
}

impl Silent {
    pub fn at(address: &str) -> Silent {
        let address: SocketAddr = address.parse().unwrap();
        let listener =
            socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
        listener.bind(&address.into()).unwrap();
        listener.listen(0).unwrap();
        let address = listener.local_addr().unwrap().as_socket().unwrap();
        let waits = Duration::from_millis(300);
        let queued: Vec<_> =
            (0..8).map_while(|_| TcpStream::connect_timeout(&address, waits).ok()).collect();
        assert!(queued.len() < 8, "the queue does not fill");
        Silent { address, _listener: listener, _queued: queued }
    }
}
