//! One exchange through the C ABI, side by side with libcurl: the same nginx, the same request, in turns.
//!
//! libcurl only sends and receives; the library also signs, parses and decrypts.

#[path = "../../tests/support/mod.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use support::abi::{self, ABI, Client, c, taken, target};
use support::c::compile;
use support::daemon::{Daemon, free_port};
use support::sandbox::merged;

const ROUNDS: usize = 9;
const EXCHANGES: [(usize, usize); 3] = [(1, 20_000), (8, 40_000), (64, 80_000)];
const FIGURES: [&str; 4] = ["p50 µs", "p99 µs", "CPU µs", "per second"];

fn main() {
    let files = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&files).unwrap();
    let configuration = json!({
        "environment": "custom", "appCode": "HIS0000001", "appKey": "A7E2D00B4058086CBD3D4B8A5E0B2697",
        "paasId": "bench", "token": "bench-token", "serviceId": "DGSP_1",
    });
    let port = free_port();
    let _nginx = nginx(&files, port, &answer(&configuration));
    let ca_file = files.join("ca.pem");
    let base = format!("https://localhost:{port}/api");
    let ours = files.join("yjt.json");
    fs::write(&ours, merged(&configuration, json!({"baseUrl": base, "tls": {"caFile": ca_file}})))
        .unwrap();
    let theirs = files.join("curl.txt");
    let headers = "x-tsp-nonce: 0123456789abcdef\nx-tsp-signature: 0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF\n\
         x-tsp-timestamp: 1700000000\nx-tsp-appSecret: bench-token\nx-tsp-paasid: bench\n\
         Content-type: application/json;charset=utf-8\nx-tsp-serviceid: DGSP_1";
    let url = format!("{base}?appCode=HIS0000001&command=01");
    fs::write(&theirs, format!("{url}\n{}\n{headers}\n", ca_file.display())).unwrap();

    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/exchange/measure.c");
    let yjt = compile(source, "bench-yjt", &["-O2"]);
    let curl = compile(source, "bench-curl", &["-O2", "-DWITH_LIBCURL", "-lcurl"]);

    println!("median of {ROUNDS} rounds; the ratio is yjt / libcurl, round by round\n");
    println!("| threads | figure | yjt | libcurl | ratio |\n| --- | --- | --- | --- | --- |");
    for (threads, exchanges) in EXCHANGES {
        let measure =
            |program: &Path, settings: &Path| measure(program, settings, threads, exchanges);
        let rounds: Vec<_> =
            (0..ROUNDS).map(|_| (measure(&yjt, &ours), measure(&curl, &theirs))).collect();
        for (i, figure) in FIGURES.iter().enumerate() {
            let ours = median(rounds.iter().map(|round| round.0[i]).collect());
            let theirs = median(rounds.iter().map(|round| round.1[i]).collect());
            let ratio = median(rounds.iter().map(|round| round.0[i] / round.1[i]).collect());
            println!("| {threads} | {figure} | {ours:.1} | {theirs:.1} | {ratio:.2} |");
        }
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

/// TLS 1.3, keep-alive without end, one fixed answer.
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

fn measure(program: &Path, settings: &Path, threads: usize, exchanges: usize) -> [f64; 4] {
    let output = Command::new(program)
        .arg(settings)
        .args([threads.to_string(), exchanges.to_string()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let figures: Vec<f64> = said.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
    figures.try_into().unwrap()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
