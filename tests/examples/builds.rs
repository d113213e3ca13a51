//! How each example is built and started.

use std::sync::LazyLock;

use crate::site::Start;
use crate::support::abi::target;
use crate::support::builds::{self, JARS, dotnet, files};

pub static KIOSK: LazyLock<String> =
    LazyLock::new(|| builds::cpp("g++", "examples/kiosk/kiosk.cpp", "kiosk"));

/// The class path of the binding, JNA and the HIS.
static HIS: LazyLock<String> = LazyLock::new(|| {
    let classes = builds::java(&files("examples/his/src/his", "java"), "his");
    format!("{}:{classes}", *JARS)
});

pub fn his(options: &[&str]) -> Start {
    let mut arguments: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    arguments.extend(["-cp".to_owned(), HIS.clone(), "his.Main".to_owned()]);
    Start { program: "java".to_owned(), arguments, environment: vec![], picks_a_port: true }
}

pub fn portal_on_mono() -> Start {
    let program = builds::for_mono("examples/portal/src/*.cs", "portal-mono", "Portal.exe");
    Start {
        program: "mono".to_owned(),
        arguments: vec![program],
        environment: vec![],
        picks_a_port: false,
    }
}

pub fn portal_on_coreclr() -> Start {
    let program = builds::for_coreclr("examples/portal/src/*.cs", "portal-coreclr", "Portal.dll");
    Start {
        program: dotnet().display().to_string(),
        arguments: vec![program],
        // .NET Core 3.1 takes random numbers from OpenSSL 1.1, which Debian 12 no longer has.
        environment: vec![("LD_LIBRARY_PATH", target("../tools/openssl-1.1"))],
        picks_a_port: false,
    }
}
