//! nginx as the gateway of every benchmark: TLS 1.3, keep-alive without end, one fixed answer.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::support::abi::{self, ABI, Client, c, taken, target};
use crate::support::daemon::Daemon;
use crate::support::port::free_port;
use crate::support::sandbox::merged;

pub struct Gateway {
    /// The file of a client's configuration.
    pub settings: PathBuf,
    _nginx: Daemon,
}

impl Gateway {
    pub fn start(name: &str) -> Gateway {
        let files = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&files).unwrap();
        let configuration = json!({
            "environment": "custom", "appCode": "HIS0000001", "appKey": "A7E2D00B4058086CBD3D4B8A5E0B2697",
            "paasId": "bench", "token": "bench-token", "serviceId": "DGSP_1",
            // Valgrind is slow, and so is a machine that does something else.
            "connectTimeoutMs": 60_000, "timeoutMs": 120_000,
        });
        let port = free_port();
        let nginx = nginx(&files, port, &answer(&configuration));
        let settings = files.join("yjt.json");
        let place = json!({
            "baseUrl": format!("https://localhost:{port}/api"), "tls": {"caFile": files.join("ca.pem")},
        });
        fs::write(&settings, merged(&configuration, place)).unwrap();
        Gateway { settings, _nginx: nginx }
    }
}

/// The body that every request gets: the nine fields, two of them encrypted.
fn answer(configuration: &serde_json::Value) -> String {
    let client =
        Client::new(&merged(configuration, json!({"baseUrl": "https://localhost/api"}))).unwrap();
    let encrypt = |plain: &str| {
        let mut out = abi::canary();
        let status = unsafe { (ABI.encrypt)(client.0, c(plain).as_ptr(), &mut out) };
        taken(status, out).unwrap()
    };
    let data = json!({
        "certificateNo": encrypt("44010619900101001X"), "certificateType": "01", "phone": encrypt("13800138000"),
        "healthCardNo": "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF:0",
        "name": "小明", "gender": 1, "nation": "01", "userId": "900000000001", "channel": "1",
    });
    json!({"errcode": 0, "errmsg": "ok", "data": data}).to_string()
}

fn nginx(files: &Path, port: u16, body: &str) -> Daemon {
    let certificate = files.join("server");
    let issued = Command::new(target("yjt-sandbox"))
        .args(["cert", "--name", "localhost", "--dir"])
        .arg(files)
        .arg("--out")
        .arg(&certificate)
        .status();
    assert!(issued.unwrap().success());
    let certificate = certificate.display();
    let configuration = format!(
        "daemon off; worker_processes 2; pid {{dir}}/nginx.pid; error_log {{dir}}/error.log;
        events {{ worker_connections 1024; }}
        http {{
            access_log off; keepalive_requests 1000000000; keepalive_timeout 600s;
            server {{
                listen 127.0.0.1:{port} ssl; ssl_protocols TLSv1.3;
                ssl_certificate {certificate}.pem; ssl_certificate_key {certificate}-key.pem;
                location / {{ default_type application/json; return 200 '{body}'; }}
            }}
        }}"
    );
    Daemon::start("nginx", &["-c"], &configuration, port)
}
