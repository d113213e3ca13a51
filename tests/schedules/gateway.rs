//! A gateway that answers each code with a user of that name, and counts. It runs on threads of the system's.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::spawn;

/// How often each code came.
type Requests = Arc<Mutex<HashMap<String, u32>>>;

#[derive(Clone)]
pub struct Gateway {
    port: u16,
    requests: Requests,
}

impl Gateway {
    pub fn start() -> Gateway {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Requests::default();
        let gateway = Gateway { port, requests: requests.clone() };
        spawn(move || {
            for peer in listener.incoming() {
                let requests = requests.clone();
                spawn(move || serve(peer.unwrap(), &requests));
            }
        });
        gateway
    }

    pub fn configuration(&self) -> String {
        format!(
            r#"{{"environment":"custom","baseUrl":"http://127.0.0.1:{}/","allowHttp":true,"serviceId":"s","appCode":"A",
            "appKey":"A7E2D00B4058086CBD3D4B8A5E0B2697","paasId":"p","token":"t","codeMemorySeconds":300,"timeoutMs":60000}}"#,
            self.port
        )
    }

    pub fn requests(&self, code: &str) -> u32 {
        self.requests.lock().unwrap().get(code).copied().unwrap_or(0)
    }
}

fn serve(mut peer: TcpStream, requests: &Requests) {
    let mut lines = BufReader::new(peer.try_clone().unwrap()).lines().map_while(Result::ok);
    while let Some(request) = lines.next() {
        let code = request.split("code=").nth(1).unwrap().split(['&', ' ']).next().unwrap();
        *requests.lock().unwrap().entry(code.to_owned()).or_default() += 1;
        lines.by_ref().find(String::is_empty);
        let body = format!(r#"{{"errcode":0,"data":{{"userId":"{code}"}}}}"#);
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        peer.write_all((head + &body).as_bytes()).unwrap();
    }
}
