//! The examples' web servers, built as in tests/examples, in the role of the hospital.

// Each test program uses its part.
#[allow(dead_code)]
#[path = "../../../tests/support/builds.rs"]
pub mod builds;
#[path = "../../../tests/support/port.rs"]
mod port;

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::support::Sandbox;
use port::free_port;

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
    let mut command = Command::new("java");
    command.arg("-jar").arg(builds::REACTOR.join("his/his.jar"));
    command.arg(format!("--yjt.config-file={}", configuration(sandbox).display()));
    start(command.arg("--server.port=0"))
}

pub fn portal(sandbox: &Sandbox) -> Hospital {
    let program = builds::for_mono("examples/portal/src/*.cs", "page-portal", "Portal.exe");
    // It takes no port 0.
    let port = free_port();
    let mut command = Command::new("mono");
    let h5 = format!("{}/examples/h5", builds::ROOT);
    command.arg(program).arg(configuration(sandbox));
    start(command.args(["--port", &port.to_string(), "--h5", &h5]))
}

fn configuration(sandbox: &Sandbox) -> PathBuf {
    sandbox.dir.join("yjt.json")
}

fn start(command: &mut Command) -> Hospital {
    command
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
    let mut process = command.spawn().unwrap_or_else(|e| panic!("{command:?}: {e}; see tests/run"));
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
    let base = lines
        .by_ref()
        .find(|line| line.starts_with("http://"))
        .unwrap_or_else(|| panic!("{command:?} does not start"));
    std::thread::spawn(move || lines.for_each(drop));
    Hospital { process, base: base.trim_end_matches('/').to_owned() }
}

impl Drop for Hospital {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
