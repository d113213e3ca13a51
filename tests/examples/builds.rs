//! How each example is built and started.

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use crate::site::{Options, Ready, Start};
use crate::support::abi::target;
use crate::support::builds::{self, REACTOR, dotnet};

pub static KIOSK: LazyLock<String> =
    LazyLock::new(|| builds::cpp("g++", "examples/kiosk/kiosk.cpp", "kiosk"));

pub fn his(virtual_machine: &'static [&str]) -> Start {
    let start = move |configuration: &Path, port: u16, options: &Options| {
        let mut command = Command::new("java");
        command.args(virtual_machine).arg("-jar").arg(REACTOR.join("his/his.jar"));
        command.arg(format!("--yjt.config-file={}", configuration.display()));
        command.arg(format!("--server.port={port}"));
        if options.secure {
            command.arg("--server.servlet.session.cookie.secure=true");
        }
        if let Some(most) = options.sessions {
            command.arg(format!("--his.sessions={most}"));
        }
        command
    };
    Start { command: Box::new(start), picks_a_port: true, ready: Ready::PrintsItsAddress }
}

pub fn portal_on_mono() -> Start {
    let program = builds::for_mono("examples/portal/src/*.cs", "portal-mono", "Portal.exe");
    portal(move || {
        let mut command = Command::new("mono");
        command.arg(&program);
        command
    })
}

pub fn portal_on_coreclr() -> Start {
    let program = builds::for_coreclr("examples/portal/src/*.cs", "portal-coreclr", "Portal.dll");
    portal(move || {
        let mut command = Command::new(dotnet());
        // .NET Core 3.1 takes random numbers from OpenSSL 1.1, which Debian 12 no longer has.
        command.arg(&program).env("LD_LIBRARY_PATH", target("../tools/openssl-1.1"));
        command
    })
}

fn portal(program: impl Fn() -> Command + 'static) -> Start {
    let h5 = format!("{}/examples/h5", crate::support::ROOT);
    let start = move |configuration: &Path, port: u16, options: &Options| {
        let mut command = program();
        command.arg(configuration).args(["--port", &port.to_string(), "--h5", &h5]);
        if options.secure {
            command.arg("--secure");
        }
        if let Some(seconds) = options.session_seconds {
            command.args(["--session-seconds", &seconds.to_string()]);
        }
        if let Some(most) = options.sessions {
            command.args(["--sessions", &most.to_string()]);
        }
        command
    };
    Start { command: Box::new(start), picks_a_port: false, ready: Ready::PrintsItsAddress }
}
