//! An example's web server, started by a test and ended with it.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::support::abi::library;
use crate::support::port::free_port;
use crate::support::sandbox::SANDBOX;
use crate::support::tables::secrets;

/// Of the configuration's file, the port, and how else it is set.
type MakeCommand = dyn Fn(&Path, u16, &Options) -> Command;

/// How it is started.
pub struct Start {
    pub command: Box<MakeCommand>,
    /// Whether it takes port 0 for any free one.
    pub picks_a_port: bool,
    pub ready: Ready,
}

/// How one notices that it is there.
pub enum Ready {
    PrintsItsAddress,
    /// A line of its log has this in it.
    Says(&'static str),
}

/// What is set otherwise than an example sets it.
#[derive(Default)]
pub struct Options {
    pub secure: bool,
    pub session_seconds: Option<u32>,
    pub sessions: Option<u32>,
}

pub struct Site {
    process: Child,
    /// Such as `http://localhost:8081`.
    pub base: String,
    log: PathBuf,
    /// What it must not have printed when it ends.
    secrets: Mutex<Vec<String>>,
}

/// A login that is about to happen.
pub struct Minted {
    pub code: String,
    pub citizen: Value,
    /// The path and query of the link.
    pub path: String,
}

impl Site {
    /// One that takes no port of its own accord may find that the free one was taken meanwhile.
    pub fn start(start: &Start, configuration: &str, options: &Options) -> Site {
        let tries = if start.picks_a_port { 1 } else { 5 };
        (0..tries).find_map(|_| Site::try_start(start, configuration, options)).expect("it starts")
    }

    /// Waits until it is there; nothing when it ends instead.
    fn try_start(start: &Start, configuration: &str, options: &Options) -> Option<Site> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let file = |extension| SANDBOX.dir.join(format!("site-{number}.{extension}"));
        fs::write(file("json"), configuration).unwrap();
        let log = file("log");
        let output = File::create(&log).unwrap();
        let port = if start.picks_a_port { 0 } else { free_port() };
        let mut command = (start.command)(&file("json"), port, options);
        command
            .env("YJT_LIBRARY", library())
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(output.try_clone().unwrap())
            .stderr(output);
        // Not left behind when the test program is killed.
        unsafe {
            command.pre_exec(|| {
                libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
                Ok(())
            });
        }
        let process = command.spawn().unwrap_or_else(|e| panic!("{command:?}: {e}; see tests/run"));
        let mut site = Site { process, base: String::new(), log, secrets: Mutex::default() };
        let deadline = Instant::now() + Duration::from_secs(120);
        while site.base.is_empty() {
            let ended = site.process.try_wait().unwrap().is_some();
            let log = site.log();
            assert!(Instant::now() < deadline, "{command:?}: {log}");
            if ended {
                eprintln!("{command:?}: {log}");
                return None;
            }
            site.base = start.ready.address(&log, port).unwrap_or_default();
            std::thread::sleep(Duration::from_millis(20));
        }
        Some(site)
    }

    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap()).into_owned()
    }

    /// Mints a code whose link leads here.
    pub fn mint(&self, mut order: Value) -> Minted {
        order["redirectTo"] = json!(format!("{}/login", self.base));
        let minted = SANDBOX.post("/sandbox/codes", &order);
        let code = minted["code"].as_str().unwrap_or_else(|| panic!("{minted}")).to_owned();
        let citizen = minted["citizen"].clone();
        let path = minted["link"].as_str().unwrap().strip_prefix(&self.base).unwrap().to_owned();
        let never_printed = secrets(&code, &citizen);
        let never_printed = never_printed.iter().map(|secret| secret.as_str().unwrap().to_owned());
        self.secrets.lock().unwrap().extend(never_printed);
        Minted { code, citizen, path }
    }

    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }
}

impl Ready {
    /// Nothing as long as it is not ready.
    fn address(&self, log: &str, port: u16) -> Option<String> {
        let mut lines = log.split_inclusive('\n');
        match self {
            Ready::PrintsItsAddress => {
                let addresses = lines.filter(|line| line.starts_with("http://"));
                addresses.filter_map(|line| line.strip_suffix("/\n")).next().map(str::to_owned)
            }
            Ready::Says(words) => {
                lines.any(|line| line.contains(words)).then(|| format!("http://localhost:{port}"))
            }
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let ended = self.process.try_wait().unwrap();
        let _ = self.process.kill();
        let _ = self.process.wait();
        if self.base.is_empty() {
            return;
        }
        if std::thread::panicking() {
            eprintln!("{}", self.log());
            return;
        }
        assert!(ended.is_none(), "it ended by itself: {ended:?} {}", self.log());
        let log = self.log();
        for secret in self.secrets.lock().unwrap().iter() {
            assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
        }
    }
}
