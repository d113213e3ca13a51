//! TLS sessions: resumed by new connections, and done without where a balancer's machines disagree about them.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::Client;
use crate::support::daemon::{Daemon, nginx};
use crate::support::port::free_port;
use crate::support::sandbox::SANDBOX;
use crate::{certificate, client, log_in, usual};

/// Sessions travel in tickets only, so that the server's hello names a session when it resumes one.
const TLS_1_2: &str = "ssl_protocols TLSv1.2; ssl_session_cache off;";

/// Every request on a connection of its own.
fn client_at(port: u16) -> Client {
    let url = format!("https://localhost:{port}/data_center/gateway/common/api");
    SANDBOX.client(json!({"baseUrl": url, "maxIdleConnections": 0}))
}

/// What stands between client and servers: passes each connection on to the next server, what the server says
/// first through `change`, which is told the connection's number.
struct Between {
    port: u16,
    connections: Arc<AtomicUsize>,
}

impl Between {
    fn new(servers: &[&Daemon], change: fn(usize, &mut [u8])) -> Between {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::new(AtomicUsize::new(0));
        let count = connections.clone();
        let ports: Vec<u16> = servers.iter().map(|server| server.port).collect();
        thread::spawn(move || {
            for client in listener.incoming() {
                let number = count.fetch_add(1, Ordering::SeqCst);
                let server = TcpStream::connect(("127.0.0.1", ports[number % ports.len()]));
                pass(client.unwrap(), server.unwrap(), number, change);
            }
        });
        Between { port, connections }
    }

    fn count(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn pass(client: TcpStream, server: TcpStream, number: usize, change: fn(usize, &mut [u8])) {
    let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || {
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
    let (mut from, mut to) = (server, client);
    thread::spawn(move || {
        // As far as the cipher suite; an alert is shorter.
        let mut hello = vec![];
        let _ = (&mut from).take(78).read_to_end(&mut hello);
        if hello.len() == 78 {
            change(number, &mut hello);
        }
        let _ = to.write_all(&hello);
        let _ = std::io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
}

/// The server itself says whether the session was resumed, as one of the identity's fields.
#[test]
fn a_new_connection_resumes_the_session() {
    for version in ["TLSv1.2", "TLSv1.3"] {
        let data = r#"{"userId":"u","certificateNo":"c","session":"$ssl_session_reused"}"#;
        let server = usual(&format!(
            "ssl_protocols {version};
            location /data_center/ {{ return 200 '{{\"errcode\":0,\"data\":{data}}}'; }}"
        ));
        let plain = json!({"certificateNo": "never", "phone": "never"});
        let client = client(&server, json!({"maxIdleConnections": 0, "encryptedFields": plain}));
        let sessions: Vec<_> =
            (0..3).map(|_| client.exchange("abc").unwrap()["session"].clone()).collect();
        assert_eq!(
            sessions,
            [".", "r", "r"],
            "{version}: a full handshake, and two that resume it"
        );
    }
}

/// Two machines that share the keys of their tickets; one does not know the extended master secret.
#[test]
fn a_balancer_whose_machines_disagree_about_a_session() {
    let keys = SANDBOX.dir.join("ticket.key");
    std::fs::write(&keys, [7; 80]).unwrap();
    let common = format!(
        "{} ssl_protocols TLSv1.2; ssl_session_ticket_key {};",
        certificate(&SANDBOX.dir, "localhost", &[]).directives(),
        keys.display()
    );
    let one = nginx(free_port(), &common);
    let without = format!("{common} ssl_conf_command Options -ExtendedMasterSecret;");
    let other = nginx(free_port(), &without);
    let balancer = Between::new(&[&one, &other, &other], |_, _| {});
    let client = client_at(balancer.port);
    for _ in 0..6 {
        log_in(&client).unwrap();
    }
    assert!(balancer.count() > 6, "a session was refused");
}

/// No OpenSSL does this: the session is resumed with another cipher suite than it was made with.
#[test]
fn a_session_resumed_with_another_suite_costs_one_fresh_handshake() {
    let server = usual(&format!("{TLS_1_2} ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256;"));
    let between = Between::new(&[&server], |_, hello| {
        // Where the length of the session's name stands; it has one when it is resumed.
        if hello[43] == 32 {
            assert_eq!(hello[76..78], [0xc0, 0x2b]);
            hello[77] = 0x2c;
        }
    });
    let client = client_at(between.port);
    for connections in [1, 3, 5, 7] {
        log_in(&client).unwrap();
        assert_eq!(between.count(), connections);
    }
}

#[test]
fn a_fresh_handshake_that_fails_too_is_the_end() {
    let server = usual(TLS_1_2);
    let between = Between::new(&[&server], |number, hello| {
        if number > 0 {
            hello[9..11].fill(0); // the version
        }
    });
    let client = client_at(between.port);
    log_in(&client).unwrap();
    for connections in [3, 5] {
        let failure = log_in(&client).unwrap_err();
        assert_eq!(failure.status, YJT_ERR_TLS, "{failure:?}");
        assert_eq!(between.count(), connections);
    }
}
