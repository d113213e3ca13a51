//! A real nginx with TLS in front of the sandbox, and a real forward proxy.

#[path = "../support/mod.rs"]
mod support;

mod causes;
mod certificates;
mod configured;
mod connections;
mod docs;
mod front_end;
mod proxy;
mod sessions;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use support::abi::{Client, Failure};
use support::daemon::{Daemon, nginx};
use support::port::free_port;
use support::sandbox::{SANDBOX, expected, issue};

/// An nginx with a certificate for `localhost` of the sandbox's authority.
fn usual(directives: &str) -> Daemon {
    let certificate = certificate(&SANDBOX.dir, "localhost", &[]);
    nginx(free_port(), &format!("{} {directives}", certificate.directives()))
}

/// A client of that nginx.
fn client(server: &Daemon, changes: Value) -> Client {
    let mut changes = changes;
    changes["baseUrl"] =
        json!(format!("https://localhost:{}/data_center/gateway/common/api", server.port));
    SANDBOX.client(changes)
}

/// A whole login: the identity must be the citizen's.
fn log_in(client: &Client) -> Result<(), Failure> {
    let (code, citizen) = SANDBOX.mint(json!({}));
    assert_eq!(client.exchange(&code)?, expected(&citizen));
    Ok(())
}

struct Certificate(String);

impl Certificate {
    fn directives(&self) -> String {
        format!("ssl_certificate {0}.pem; ssl_certificate_key {0}-key.pem;", self.0)
    }
}

/// Issued by the authority that lives in `dir`.
fn certificate(dir: &Path, name: &str, options: &[&str]) -> Certificate {
    Certificate(issue(dir, name, options))
}

/// Another sandbox's folder, hence another authority.
fn elsewhere() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("other-authority-{}", std::process::id()))
}
