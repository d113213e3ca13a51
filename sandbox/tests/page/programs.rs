//! The examples' web servers, built as in tests/examples, in the role of the hospital.

// Each test program uses its part.
#[allow(dead_code)]
#[path = "../../../tests/support/builds.rs"]
pub mod builds;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use crate::support::Sandbox;

/// The project's folder.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

mod abi {
    use std::path::{Path, PathBuf};

    pub fn target(name: &str) -> PathBuf {
        Path::new(env!("CARGO_BIN_EXE_yjt-sandbox")).parent().unwrap().join(name)
    }

    pub fn library() -> PathBuf {
        std::env::var_os("YJT_LIBRARY").map_or_else(|| target("libyjt.so"), PathBuf::from)
    }
}

pub struct Hospital {
    process: Child,
    /// Such as `http://localhost:8081`.
    pub base: String,
}

pub fn his(sandbox: &Sandbox) -> Hospital {
    let classes = builds::java(&builds::files("examples/his/src/his", "java"), "page-his");
    let path = format!("{}:{classes}", *builds::JARS);
    start("java", &["-cp", &path, "his.Main"], &["--port", "0"], sandbox)
}

pub fn portal(sandbox: &Sandbox) -> Hospital {
    let program = builds::for_mono("examples/portal/src/*.cs", "page-portal", "Portal.exe");
    // It takes no port 0.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let h5 = format!("{}/examples/h5", builds::ROOT);
    start("mono", &[&program], &["--port", &port.to_string(), "--h5", &h5], sandbox)
}

fn start(program: &str, arguments: &[&str], options: &[&str], sandbox: &Sandbox) -> Hospital {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(sandbox.dir.join("yjt.json"))
        .args(options)
        .env("YJT_LIBRARY", abi::library())
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // Not left behind when the test program is killed.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            Ok(())
        });
    }
    let mut process = command.spawn().unwrap_or_else(|e| panic!("{program}: {e}; see tests/run"));
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
    let base = lines.find_map(|line| line.strip_suffix('/').map(str::to_owned));
    std::thread::spawn(move || lines.for_each(drop));
    Hospital { process, base: base.unwrap_or_else(|| panic!("{program} does not start")) }
}

impl Drop for Hospital {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
