//! A real server, started in the foreground by a test and gone with it.

use std::fs;
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::support::sandbox::SANDBOX;

pub struct Daemon {
    process: Child,
    pub port: u16,
    /// Where it keeps what it writes.
    pub dir: PathBuf,
}

impl Daemon {
    /// Writes its configuration, starts it, and waits until it listens.
    pub fn start(program: &str, options: &[&str], configuration: &str, port: u16) -> Daemon {
        let dir = folder();
        let file = dir.join("daemon.conf");
        fs::write(&file, configuration.replace("{dir}", dir.to_str().unwrap())).unwrap();
        let mut command = Command::new(program);
        command.args(options).arg(&file).current_dir(&dir);
        Daemon::run(command, dir, port)
    }

    /// Starts a program that keeps what it writes in `dir`, and waits until it listens.
    pub fn run(mut command: Command, dir: PathBuf, port: u16) -> Daemon {
        let program = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Not left behind when the test program is killed.
        unsafe {
            command.pre_exec(|| {
                libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
                Ok(())
            });
        }
        let process = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}; see tests/run"));
        let mut daemon = Daemon { process, port, dir };
        let deadline = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = daemon.process.try_wait().unwrap();
            assert!(
                ended.is_none() && Instant::now() < deadline,
                "{program} does not start: {ended:?}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        daemon
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // A termination, so that it ends its workers too.
        unsafe { libc::kill(self.process.id().cast_signed(), libc::SIGTERM) };
        let _ = self.process.wait();
    }
}

/// An nginx that forwards to the sandbox, with some directives of its own.
pub fn nginx(port: u16, directives: &str) -> Daemon {
    let base = SANDBOX.plain["baseUrl"].as_str().unwrap();
    let sandbox = &base[..base.find("/data_center").unwrap()];
    let servers = format!(
        "access_log off;
        upstream sandbox {{ server {}; keepalive 64; }}
        server {{
            listen 127.0.0.1:{port} ssl;
            {directives}
            location / {{
                proxy_pass http://sandbox; proxy_http_version 1.1; proxy_set_header Connection \"\";
            }}
        }}",
        sandbox.trim_start_matches("http://")
    );
    in_http(port, &servers)
}

/// An nginx with what its `http` section holds; it listens on `port` among others.
pub fn in_http(port: u16, servers: &str) -> Daemon {
    let configuration = format!(
        "daemon off; master_process off; pid {{dir}}/nginx.pid; error_log {{dir}}/error.log;
        events {{ worker_connections 256; }}
        http {{
            client_body_temp_path {{dir}}/a; proxy_temp_path {{dir}}/b; fastcgi_temp_path {{dir}}/c;
            uwsgi_temp_path {{dir}}/d; scgi_temp_path {{dir}}/e;
            {servers}
        }}"
    );
    Daemon::start("nginx", &["-c"], &configuration, port)
}

fn folder() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("daemon-{}-{number}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    dir
}
