//! From the name to the tunnel.

use std::process::Command;

use serde_json::{Value, json};

use crate::report::{PLANTED, Report};
use crate::support::abi::{library, target};
use crate::support::c::SHIM;
use crate::support::daemon::{Daemon, in_http, nginx};
use crate::support::peer::{self, Silent};
use crate::support::port::free_port;
use crate::support::sandbox::{SANDBOX, issue, merged};
use crate::{World, judge_all};

fn at(address: &str) -> Value {
    json!({"baseUrl": format!("https://{address}/data_center/gateway/common/api")})
}

fn unknown_host() -> World {
    World::failing(
        "unknown host",
        at("no-such-host.invalid"),
        "name",
        &["no-such-host.invalid", "DNS", "hosts"],
    )
}

fn refused_port() -> World {
    let (socket, port) = peer::refusing();
    World::failing(
        "refused port",
        at(&format!("127.0.0.1:{port}")),
        "connect",
        &["防火墙", "firewall"],
    )
    .with(socket)
}

fn blackholed_port() -> World {
    let silent = Silent::at("127.0.0.1:0");
    let changes = at(&silent.address.to_string());
    World::failing("blackholed port", changes, "connect", &["ms", "firewall"]).with(silent)
}

fn tinyproxy() -> Daemon {
    let port = free_port();
    let configuration = format!(
        "Port {port}\nListen 127.0.0.1\nTimeout 20\nLogFile \"{{dir}}/proxy.log\"\nMaxClients 50\n\
         BasicAuth hospital right-password\n"
    );
    Daemon::start("tinyproxy", &["-d", "-c"], &configuration, port)
}

fn proxy_without_credentials() -> World {
    let proxy = tinyproxy();
    let changes = json!({"proxy": format!("http://127.0.0.1:{}", proxy.port)});
    World::failing("proxy 407", changes, "proxy", &["407"]).with(proxy)
}

fn proxy_with_wrong_credentials() -> World {
    let proxy = tinyproxy();
    let changes =
        json!({"proxy": format!("http://hospital:{}@127.0.0.1:{}", PLANTED[0], proxy.port)});
    World::failing("proxy, wrong password", changes, "proxy", &["401", "用户", "percent-encoded"])
        .with(proxy)
}

fn proxy_that_is_a_web_server() -> World {
    let certificate = issue(&SANDBOX.dir, "localhost", &[]);
    let server = nginx(
        free_port(),
        &format!("ssl_certificate {certificate}.pem; ssl_certificate_key {certificate}-key.pem;"),
    );
    let changes = json!({"proxy": format!("http://127.0.0.1:{}", server.port)});
    World::failing("a web server for a proxy", changes, "proxy", &["网站", "web server", "400"])
        .with(server)
}

fn misspelt_key() -> World {
    World::failing(
        "misspelt key",
        json!({"tokne": "planted-token"}),
        "configuration",
        &["tokne", "token"],
    )
}

fn everything_right() -> World {
    World {
        name: "everything right",
        changes: json!({}),
        first: None,
        finding: ("gateway", "ok"),
        words: &["errcode 1"],
        peers: vec![],
    }
}

fn through_a_proxy() -> World {
    let proxy = tinyproxy();
    let changes =
        json!({"proxy": format!("http://hospital:right-password@127.0.0.1:{}", proxy.port)});
    World { name: "through a proxy", changes, ..everything_right() }.with(proxy)
}

fn test_service_in_production() -> World {
    World {
        name: "the test service in production",
        changes: json!({
            "environment": "production", "serviceId": "DGSP_1911964810465574914",
        }),
        first: None,
        finding: ("configuration", "warning"),
        words: &["serviceId"],
        peers: vec![],
    }
}

fn hasty() -> World {
    World {
        name: "a second is too little",
        changes: json!({"connectTimeoutMs": 900}),
        finding: ("configuration", "warning"),
        words: &["connectTimeoutMs"],
        ..everything_right()
    }
}

#[test]
fn the_way_to_the_gateway() {
    judge_all(vec![
        unknown_host,
        refused_port,
        blackholed_port,
        proxy_without_credentials,
        proxy_with_wrong_credentials,
        proxy_that_is_a_web_server,
        misspelt_key,
        everything_right,
        through_a_proxy,
        test_service_in_production,
        hasty,
    ]);
}

/// Its name server is of the test's own, so it is a program of its own.
#[test]
fn one_dead_address_and_one_that_serves() {
    let port = free_port();
    let answers = format!("server {{ listen 127.0.0.1:{port}; return 200 '{{\"errcode\":1}}'; }}");
    let server = in_http(port, &answers);
    let dead = Silent::at(&format!("127.0.0.9:{port}"));
    let file = SANDBOX.dir.join("two-addresses.json");
    let base = json!({"baseUrl": format!("http://two.test:{port}/x")});
    std::fs::write(&file, merged(&SANDBOX.plain, base)).unwrap();
    let output = Command::new(target("yjt-doctor"))
        .env("YJT_LIBRARY", library())
        .env("LD_PRELOAD", &*SHIM)
        .arg("--json")
        .arg(&file)
        .output()
        .unwrap();
    let report = Report(serde_json::from_slice(&output.stdout).unwrap());
    assert_eq!(report.first(), None, "{report:#?}");
    assert_eq!(report.status("connect.1"), "warning", "{report:#?}");
    assert_eq!(report.status("connect.2"), "ok", "{report:#?}");
    assert_eq!(report.status("gateway"), "ok", "{report:#?}");
    assert_eq!(output.status.code(), Some(0), "warnings do not count");
    drop((dead, server));
}
