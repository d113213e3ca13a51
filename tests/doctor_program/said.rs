//! Running a doctor, and what it said.

use std::process::{Command, Output};

use serde_json::Value;

use crate::support::abi::{library, target};
use crate::support::report_schema;

/// The program that cargo built, with the library that these tests are about.
pub fn program() -> Command {
    let mut command = Command::new(target("yjt-doctor"));
    command.env("YJT_LIBRARY", library()).env_remove("LD_LIBRARY_PATH");
    command
}

#[derive(Debug)]
pub struct Said {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn by(command: &mut Command, arguments: &[&str]) -> Said {
        let Output { status, stdout, stderr } = command.args(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Said { status: status.code(), out: text(stdout), err: text(stderr) }
    }

    /// Of `--json`.
    pub fn report(&self) -> Value {
        let report = serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"));
        report_schema::check(&report);
        report
    }

    pub fn last_line(&self) -> &str {
        self.out.lines().last().unwrap_or_else(|| panic!("{self:?}"))
    }
}

/// While it runs.
pub mod started {
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::process::{Command, Stdio};
    use std::sync::mpsc;

    use serde_json::json;

    use crate::output::configuration;
    use crate::support::peer;

    /// Ctrl-C while the gateway, which has taken the connection, keeps silent.
    pub fn ends_at_once(mut doctor: Command) {
        let (connected, waits) = mpsc::channel();
        let port = peer::listen(move |stream| {
            let _ = connected.send(());
            peer::stall(stream);
        });
        let base = format!("http://127.0.0.1:{port}/api");
        let slow = json!({"baseUrl": base, "allowHttp": true, "timeoutMs": 120_000});
        let file = configuration("silent", slow);
        // Whoever started these tests may have turned it off, in the background for one.
        // SAFETY: a call that a forked child may make.
        unsafe {
            doctor.pre_exec(|| {
                libc::signal(libc::SIGINT, libc::SIG_DFL);
                Ok(())
            });
        }
        let mut process = doctor.arg(&file).stdout(Stdio::null()).spawn().unwrap();
        waits.recv().unwrap();
        // SAFETY: a signal to a child that has not been waited for.
        unsafe { libc::kill(process.id() as i32, libc::SIGINT) };
        let status = process.wait().unwrap();
        // A JVM ends by itself, with what a shell makes of the signal.
        let ended = status.signal() == Some(libc::SIGINT) || status.code() == Some(130);
        assert!(ended, "{status:?}");
    }
}
