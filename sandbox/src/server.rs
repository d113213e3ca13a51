//! Starting the sandbox: ports, certificate, and the files that a client needs.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;

use crate::acceptance::Acceptance;
use crate::certificates;
use crate::connection::accept;
use crate::events::Events;
use crate::files::write;
use crate::gateway::Gateway;
use crate::gateway::convention::Convention;
use crate::hospitals::Hospitals;
use crate::interface::{Sandbox, check_field, router};
use crate::journal::Journal;
use crate::settings::client_configuration;

const HTTPS_PORT: u16 = 8443;
pub const HTTP_PORT: u16 = 8080;
/// So many ports are tried when the usual one is taken.
const NEXT: u16 = 20;

#[derive(Args, Clone, Default)]
pub struct Options {
    /// HTTPS 端口,0 为任意;默认 8443,被占用则用下一个 | the HTTPS port, 0 for any; 8443 or the next free one
    #[arg(long)]
    pub port: Option<u16>,
    /// 网页和明文 HTTP 端口,0 为任意;默认 8080,被占用则用下一个 | the page's plain HTTP port; 8080 or the next
    #[arg(long)]
    pub http_port: Option<u16>,
    /// 证书和配置文件所在目录 | the folder for certificates and configuration
    #[arg(long, default_value = "yjt-sandbox")]
    pub dir: PathBuf,
    /// 额外加密的字段 | fields encrypted besides: name,healthCardNo
    #[arg(long, value_delimiter = ',')]
    pub encrypt: Vec<String>,
    /// 指引没写清的地方,按另一种约定 | another convention where the guide leaves it open
    #[arg(long, value_enum, value_delimiter = ',')]
    pub convention: Vec<Convention>,
    /// 用浏览器打开网页 | open the page in the browser
    #[arg(long)]
    pub open: bool,
    /// 不打印被拒绝的请求 | do not print refused requests
    #[arg(long)]
    pub quiet: bool,
    /// 标准输入关闭时退出,供测试使用 | stop when standard input closes, for tests
    #[arg(long)]
    pub until_stdin_closes: bool,
}

/// Where a running sandbox is found.
pub struct Running {
    pub address: String,
    pub page: String,
    pub configuration: PathBuf,
}

/// Serves until it is told to stop.
pub fn serve(options: Options) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let Options { until_stdin_closes, open, .. } = options;
        let running = start(options).await?;
        let http = running.configuration.with_file_name("yjt-http.json");
        println!("网页 | the page:            {}", running.page);
        println!("沙箱地址 | address:         {}", running.address);
        println!("客户端配置 | configuration: {}", running.configuration.display());
        println!("明文配置 | plain HTTP:      {}", http.display());
        println!("铸造 code | mint a code:    curl -X POST {}sandbox/codes", running.page);
        println!("ready");
        std::io::stdout().flush()?;
        if open {
            open_in_browser(&running.page);
        }
        if until_stdin_closes {
            std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
        } else {
            stopped().await;
        }
        Ok(())
    })
}

/// Listens, then writes the configurations: whoever finds a file finds the server.
pub async fn start(options: Options) -> Result<Running, Box<dyn Error>> {
    for field in &options.encrypt {
        check_field(field)?;
    }
    fs::create_dir_all(&options.dir)
        .map_err(|e| format!("--dir {}: {e}", options.dir.display()))?;
    let dir = fs::canonicalize(&options.dir)?;
    let acceptor = certificates::acceptor(&dir)?;
    let https = listen(options.port, HTTPS_PORT, "--port").await?;
    let http = listen(options.http_port, HTTP_PORT, "--http-port").await?;
    let address = format!("https://localhost:{}", https.local_addr()?.port());
    let page = format!("http://127.0.0.1:{}", http.local_addr()?.port());
    let ca_file = shown(&dir.join("ca.pem"));
    let configurations = vec![
        (dir.join("yjt.json"), client_configuration(&address, Some(&ca_file))),
        (dir.join("yjt-http.json"), client_configuration(&page, None)),
    ];
    let acceptance = Acceptance::open(dir.join("acceptance.json"));
    let journal = Journal::new(options.quiet, Arc::new(Events::default()), acceptance);
    let router = router(Arc::new(Sandbox {
        gateway: Arc::new(Gateway::new(journal, options.convention)),
        hospitals: Hospitals::open(dir.join("hospitals.json")),
        encrypted: options.encrypt,
        generated: Default::default(),
        code_age: Default::default(),
        configurations: configurations.clone(),
    }));
    tokio::spawn(accept(https, Some(acceptor), router.clone()));
    tokio::spawn(accept(http, None, router));
    for (file, configuration) in configurations.iter().rev() {
        write(file, configuration)?;
    }
    Ok(Running { address, page: format!("{page}/"), configuration: dir.join("yjt.json") })
}

/// The port that was asked for, or the usual one, or the next that is free.
async fn listen(asked: Option<u16>, usual: u16, option: &str) -> Result<TcpListener, String> {
    let ports = match asked {
        Some(port) => port..=port,
        None => usual..=usual + NEXT,
    };
    let mut problem = String::new();
    for port in ports {
        match TcpListener::bind(("127.0.0.1", port)).await {
            Ok(listener) => return Ok(listener),
            Err(e) if problem.is_empty() => {
                problem = format!(
                    "端口 {port} 不可用,换一个 {option} | port {port} is not available, choose another: {e}"
                );
            }
            Err(_) => {}
        }
        if asked.is_none() {
            println!("端口 {port} 已被占用 | port {port} is taken");
        }
    }
    Err(problem)
}

/// Windows writes `\\?\` in front of what it has made canonical, which no other program reads.
fn shown(path: &std::path::Path) -> String {
    let path = path.to_string_lossy();
    path.strip_prefix(r"\\?\").unwrap_or(&path).to_owned()
}

/// A browser that does not come is no failure: the address is printed.
fn open_in_browser(page: &str) {
    let (program, arguments): (_, &[&str]) = if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    if Command::new(program).args(arguments).arg(page).spawn().is_err() {
        println!("请在浏览器里打开 | open in a browser: {page}");
    }
}

async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
