//! A real forward proxy that asks for credentials.

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::Failure;
use crate::support::daemon::Daemon;
use crate::support::port::free_port;
use crate::{client, log_in, usual};

fn tinyproxy() -> Daemon {
    let port = free_port();
    let configuration = format!(
        "Port {port}\nListen 127.0.0.1\nTimeout 20\nLogFile \"{{dir}}/proxy.log\"\nMaxClients 50\n\
         BasicAuth hospital pass-w.rd\n"
    );
    Daemon::start("tinyproxy", &["-d", "-c"], &configuration, port)
}

#[test]
fn an_authenticated_forward_proxy() {
    let (server, proxy) = (usual(""), tinyproxy());
    let through = |credentials: &str| {
        let proxy = format!("http://{credentials}127.0.0.1:{}", proxy.port);
        client(&server, json!({"proxy": proxy}))
    };
    let good = through("hospital:pass%2Dw.rd@");
    for _ in 0..3 {
        log_in(&good).unwrap();
    }
    for (credentials, status) in [("hospital:wrong@", "401"), ("", "407")] {
        let failure = log_in(&through(credentials)).unwrap_err();
        assert_eq!(failure.status, YJT_ERR_PROXY, "{failure:?}");
        assert!(failure.message.contains(status), "{failure:?}");
        assert!(!failure.all_text().contains("wrong"), "{failure:?}");
    }
}

/// What a user sees who forgot them.
pub fn without_credentials() -> Option<Failure> {
    let (server, proxy) = (usual(""), tinyproxy());
    let proxy = json!({"proxy": format!("http://127.0.0.1:{}", proxy.port)});
    log_in(&client(&server, proxy)).err()
}

#[test]
fn a_proxy_that_is_not_there() {
    let server = usual("");
    let proxy = json!({"proxy": format!("http://127.0.0.1:{}", free_port())});
    let failure = log_in(&client(&server, proxy)).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_CONNECT);
}

#[test]
fn what_is_no_proxy_is_told_so() {
    let (server, not_a_proxy) = (usual(""), usual(""));
    let proxy = json!({"proxy": format!("http://127.0.0.1:{}", not_a_proxy.port)});
    let failure = log_in(&client(&server, proxy)).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_PROXY, "{failure:?}");
}
