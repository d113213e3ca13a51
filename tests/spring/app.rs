//! An application on the web.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::support::abi::library;

pub struct App {
    process: Child,
    base: String,
    log: Arc<Mutex<String>>,
}

impl App {
    /// Waits until it has told its port.
    pub fn start(
        java: &str,
        options: &[&str],
        class_path: &str,
        properties: &[(String, String)],
    ) -> App {
        let mut command = Command::new(java);
        command.args(options).args([
            "-XX:TieredStopAtLevel=1",
            "-cp",
            class_path,
            "app.App",
            "--server.port=0",
        ]);
        command.args([
            "--management.endpoints.web.exposure.include=health,metrics",
            "--management.endpoint.health.show-details=always",
        ]);
        command.args(properties.iter().map(|(name, value)| format!("--{name}={value}")));
        command.env("YJT_LIBRARY", library()).env("LC_ALL", "C.UTF-8");
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        // Not left behind when the test program is killed.
        unsafe {
            command.pre_exec(|| {
                libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
                Ok(())
            });
        }
        let mut process = command.spawn().expect("java, which tests/run installs");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let log = Arc::new(Mutex::new(String::new()));
        let port = loop {
            let Some(Ok(line)) = lines.next() else { panic!("{}", log.lock().unwrap()) };
            *log.lock().unwrap() += &format!("{line}\n");
            if let Some(port) = line.strip_prefix("port ") {
                break port.to_owned();
            }
        };
        let more = log.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                *more.lock().unwrap() += &format!("{line}\n");
            }
        });
        App { process, base: format!("http://127.0.0.1:{port}"), log }
    }

    pub fn exchange(&self, client: &str, code: &str) -> String {
        self.get(&format!("/exchange?client={client}&code={code}"))
    }

    /// Health, or a metric.
    pub fn actuator(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(&format!("/actuator/{path}"))).unwrap()
    }

    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    fn get(&self, path: &str) -> String {
        let request = ureq::get(format!("{}{path}", self.base));
        let request = request.config().http_status_as_error(false).build();
        request.call().unwrap().into_body().read_to_string().unwrap()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
