//! A sandbox of its own for a test, and the requests that a well-behaved client sends to it.

// Each test program uses its part.
#![allow(dead_code)]

pub mod slips;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::Value;

pub struct Sandbox {
    process: Child,
    pub dir: PathBuf,
    /// Of the plain port, such as `127.0.0.1:8080`.
    pub authority: String,
    /// Over plain HTTP.
    pub configuration: Value,
}

impl Sandbox {
    pub fn start() -> Sandbox {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("sandbox-{}-{number}", std::process::id());
        Sandbox::start_in(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    /// In a folder that may be there already.
    pub fn start_in(dir: PathBuf) -> Sandbox {
        // Of an unpacked archive, or the one that cargo has built.
        let built = || env!("CARGO_BIN_EXE_yjt-sandbox").into();
        let mut process = Command::new(std::env::var_os("YJT_SANDBOX").unwrap_or_else(built))
            .args(["serve", "--port", "0", "--http-port", "0", "--quiet", "--until-stdin-closes"])
            .arg("--dir")
            .arg(&dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        assert!(lines.map_while(Result::ok).any(|line| line == "ready"));
        let text = std::fs::read_to_string(dir.join("yjt-http.json")).unwrap();
        let configuration: Value = serde_json::from_str(&text).unwrap();
        let base = configuration["baseUrl"].as_str().unwrap();
        let authority = base.trim_start_matches("http://").split('/').next().unwrap().to_owned();
        Sandbox { process, dir, authority, configuration }
    }

    pub fn call(
        &self,
        method: &str,
        target: &str,
        headers: &[(String, String)],
        body: &str,
    ) -> (u16, Value) {
        let (status, _, body) = exchange(&self.authority, method, target, headers, body);
        (status, serde_json::from_str(&body).unwrap_or(Value::Null))
    }

    pub fn mint(&self, order: Value) -> String {
        let (_, minted) = self.call("POST", "/sandbox/codes", &[], &order.to_string());
        minted["code"].as_str().unwrap_or_else(|| panic!("{minted}")).to_owned()
    }

    pub fn get(&self, path: &str) -> Value {
        let (status, answer) = self.call("GET", path, &[], "");
        assert_eq!(status, 200, "{path}: {answer}");
        answer
    }

    pub fn post(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.call("POST", path, &[], &body.to_string());
        assert_eq!(status, 200, "{path} {body}: {answer}");
        answer
    }

    /// The last request, rule by rule.
    pub fn last_request(&self) -> Value {
        let last = self.get("/sandbox/requests?limit=1")["requests"][0]["number"].clone();
        self.get(&format!("/sandbox/requests/{last}"))
    }

    pub fn last_rule(&self) -> String {
        let (_, lines) = self.call("GET", "/sandbox/log", &[], "");
        lines.as_array().unwrap().last().unwrap().as_str().unwrap().to_owned()
    }

    pub fn send(&self, request: &Request) -> (u16, Value) {
        let query: Vec<_> = request.query.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let target = format!("/data_center/gateway/common/api?{}", query.join("&"));
        self.call(request.method, &target, &request.headers, "")
    }
}

/// A request to anybody, and the answer's status, head and body.
pub fn exchange(
    authority: &str,
    method: &str,
    target: &str,
    headers: &[(String, String)],
    body: &str,
) -> (u16, String, String) {
    let mut stream = TcpStream::connect(authority).unwrap();
    let mut head = format!("{method} {target} HTTP/1.1\r\nconnection: close\r\n");
    if !headers.iter().any(|(name, _)| name == "host") {
        head.push_str(&format!("host: {authority}\r\n"));
    }
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    write!(stream, "{head}content-length: {}\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = vec![];
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer);
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (status, head.to_owned(), body.to_owned())
}

pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a well-behaved client sends; each test breaks one thing.
pub struct Request {
    pub method: &'static str,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
}

impl Request {
    pub fn right(sandbox: &Sandbox, code: &str) -> Request {
        static NONCE: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
        let nonce = NONCE.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Request::signed(sandbox, code, &format!("nonce{nonce:011}"), &now().to_string())
    }

    pub fn signed(sandbox: &Sandbox, code: &str, nonce: &str, timestamp: &str) -> Request {
        let configured = |key: &str| sandbox.configuration[key].as_str().unwrap().to_owned();
        let signed = format!("{timestamp}{}{nonce}{timestamp}", configured("token"));
        let signature = ring::digest::digest(&ring::digest::SHA256, signed.as_bytes());
        let owned = |pairs: &[(&str, String)]| {
            pairs.iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect::<Vec<_>>()
        };
        Request {
            method: "GET",
            query: owned(&[
                ("appCode", configured("appCode")),
                ("command", "01".to_owned()),
                ("code", code.to_owned()),
                ("businessType", "1".to_owned()),
            ]),
            headers: owned(&[
                ("x-tsp-paasid", configured("paasId")),
                ("x-tsp-nonce", nonce.to_owned()),
                ("x-tsp-timestamp", timestamp.to_owned()),
                ("x-tsp-signature", hex::encode_upper(signature)),
                ("x-tsp-appSecret", configured("appSecret")),
                ("x-tsp-serviceid", configured("serviceId")),
                ("Content-type", "application/json;charset=utf-8".to_owned()),
            ]),
        }
    }

    pub fn header(&mut self, name: &str, value: Option<&str>) {
        self.headers.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        self.headers.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }

    pub fn value(&self, name: &str) -> &str {
        let mut headers = self.headers.iter();
        &headers.find(|(n, _)| n.eq_ignore_ascii_case(name)).unwrap().1
    }

    pub fn parameter(&mut self, name: &str, value: Option<&str>) {
        self.query.retain(|(n, _)| n != name);
        self.query.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }
}
