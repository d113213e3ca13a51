//! Starting the sandbox: ports, certificate, and the files that a client needs.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use serde_json::Value;
use tokio::net::TcpListener;

use crate::admin::{Sandbox, check_field, router};
use crate::certificates;
use crate::connection::accept;
use crate::gateway::Gateway;
use crate::journal::Journal;
use crate::settings::client_configuration;

#[derive(Args, Clone)]
pub struct Options {
    /// HTTPS 端口,0 为任意 | the HTTPS port, 0 for any
    #[arg(long, default_value_t = 8443)]
    pub port: u16,
    /// 另开明文 HTTP 端口,0 为任意 | a plain HTTP port besides, 0 for any
    #[arg(long)]
    pub http_port: Option<u16>,
    /// 证书和配置文件所在目录 | the folder for certificates and configuration
    #[arg(long, default_value = "yjt-sandbox")]
    pub dir: PathBuf,
    /// 额外加密的字段 | fields encrypted besides: name,healthCardNo
    #[arg(long, value_delimiter = ',')]
    pub encrypt: Vec<String>,
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
    pub configuration: PathBuf,
}

/// Serves until it is told to stop.
pub fn serve(options: Options) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let http = options.http_port.is_some();
        let with_stdin = options.until_stdin_closes;
        let running = start(options).await?;
        println!("沙箱地址 | address:        {}", running.address);
        println!("客户端配置 | configuration: {}", running.configuration.display());
        if http {
            let file = running.configuration.with_file_name("yjt-http.json");
            println!("明文配置 | plain HTTP:      {}", file.display());
        }
        println!("铸造 code | mint a code:    curl -k -X POST {}/sandbox/codes", running.address);
        println!("ready");
        std::io::stdout().flush()?;
        if with_stdin {
            std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
        } else {
            stopped().await;
        }
        Ok(())
    })
}

/// Listens, then writes the configuration: whoever finds the file finds the server.
pub async fn start(options: Options) -> Result<Running, Box<dyn Error>> {
    for field in &options.encrypt {
        check_field(field)?;
    }
    fs::create_dir_all(&options.dir)?;
    let dir = fs::canonicalize(&options.dir)?;
    let router = router(Sandbox {
        gateway: Arc::new(Gateway::new(Journal::new(options.quiet))),
        encrypted: options.encrypt,
        generated: Default::default(),
    });
    let acceptor = certificates::acceptor(&dir)?;
    let listener = listen(options.port).await?;
    let address = format!("https://localhost:{}", listener.local_addr()?.port());
    tokio::spawn(accept(listener, Some(acceptor), router.clone()));
    if let Some(port) = options.http_port {
        let listener = listen(port).await?;
        let address = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
        tokio::spawn(accept(listener, None, router));
        write(&dir.join("yjt-http.json"), &client_configuration(&address, None))?;
    }
    let ca_file = dir.join("ca.pem");
    let configuration = dir.join("yjt.json");
    write(&configuration, &client_configuration(&address, ca_file.to_str()))?;
    Ok(Running { address, configuration })
}

async fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|e| {
        format!(
            "端口 {port} 不可用,换一个 --port | port {port} is not available, choose another: {e}"
        )
    })
}

/// In one step, so that nobody reads half a file.
fn write(file: &Path, configuration: &Value) -> std::io::Result<()> {
    let temporary = file.with_extension("part");
    fs::write(&temporary, format!("{configuration:#}\n"))?;
    fs::rename(temporary, file)
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
