//! TLS versions, and connections that the server closes.

use std::time::{Duration, Instant};

use serde_json::json;
use yjt::ffi::status::*;

use crate::{client, log_in, usual};

#[test]
fn tls_1_2_only_and_tls_1_3_only() {
    for version in ["TLSv1.2", "TLSv1.3"] {
        let server = usual(&format!("ssl_protocols {version};"));
        let client = client(&server, json!({}));
        for _ in 0..3 {
            log_in(&client).unwrap_or_else(|e| panic!("{version}: {e:?}"));
        }
    }
}

#[test]
fn a_server_of_old_tls_is_refused_plainly() {
    let server = usual("ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;");
    let failure = log_in(&client(&server, json!({}))).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_TLS, "{failure:?}");
}

#[test]
fn plain_http_where_tls_is_expected_is_told_apart() {
    let server = usual("");
    let base = json!(format!("http://localhost:{}/x", server.port));
    let plain =
        crate::support::sandbox::SANDBOX.client(json!({"baseUrl": base, "allowHttp": true}));
    let failure = plain.exchange("abc").unwrap_err();
    assert_eq!(
        (failure.status, failure.http_status),
        (YJT_ERR_ANSWER_HTTP_STATUS, 400),
        "{failure:?}"
    );
}

#[test]
fn a_keep_alive_that_the_server_ended_is_not_noticed() {
    let server = usual("keepalive_timeout 1s;");
    let client = client(&server, json!({}));
    log_in(&client).unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    while !closed_by_the_other_side(server.port) {
        assert!(Instant::now() < deadline, "nginx keeps the connection");
        std::thread::sleep(Duration::from_millis(20));
    }
    log_in(&client).unwrap();
}

/// Whether a connection to this port waits for us to close it too, as the kernel sees it.
fn closed_by_the_other_side(port: u16) -> bool {
    const CLOSE_WAIT: &str = "08";
    let connections = std::fs::read_to_string("/proc/self/net/tcp").unwrap();
    connections.lines().any(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        fields[2].ends_with(&format!(":{port:04X}")) && fields[3] == CLOSE_WAIT
    })
}

#[test]
fn a_keep_alive_of_one_request_works() {
    let server = usual("keepalive_requests 1;");
    let client = client(&server, json!({}));
    for _ in 0..5 {
        log_in(&client).unwrap();
    }
}

#[test]
fn a_server_that_restarts_between_two_logins_costs_nothing() {
    let server = usual("");
    let client = client(&server, json!({}));
    log_in(&client).unwrap();
    let port = server.port;
    drop(server);
    assert_eq!(log_in(&client).unwrap_err().status, YJT_ERR_CONNECT);
    let certificate = crate::certificate(&crate::SANDBOX.dir, "localhost", &[]);
    let _again = crate::nginx(port, &certificate.directives());
    log_in(&client).unwrap();
}

#[test]
fn a_gateway_that_is_down_behind_nginx_is_busy() {
    let server = usual("location /data_center/ { proxy_pass http://127.0.0.1:9; }");
    let failure = log_in(&client(&server, json!({}))).unwrap_err();
    assert_eq!((failure.status, failure.http_status), (YJT_ERR_GATEWAY_BUSY, 502), "{failure:?}");
}
