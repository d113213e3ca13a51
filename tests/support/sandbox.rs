//! One sandbox for all tests, a process of its own that ends with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::abi::{Client, target};
use super::builds::out;

/// Before the number of the process whose it is.
const FOLDER: &str = "sandbox-";

pub static SANDBOX: LazyLock<Sandbox> = LazyLock::new(Sandbox::start);

pub struct Sandbox {
    pub dir: PathBuf,
    /// For `yjt_init`, over TLS.
    pub configuration: Value,
    /// The same over plain HTTP.
    pub plain: Value,
    admin: String,
    /// Its standard input closes with this process, which ends it.
    _process: Child,
}

impl Sandbox {
    fn start() -> Sandbox {
        remove_forsaken();
        Sandbox::of(out(&format!("{FOLDER}{}", std::process::id())), &[])
    }

    /// One of a test's own, with options of its own.
    pub fn another(name: &str, options: &[&str]) -> Sandbox {
        Sandbox::of(SANDBOX.dir.join(name), options)
    }

    fn of(dir: PathBuf, options: &[&str]) -> Sandbox {
        let process = Command::new(target("yjt-sandbox"))
            .args(["serve", "--port", "0", "--http-port", "0", "--quiet", "--until-stdin-closes"])
            .args(options)
            .arg("--dir")
            .arg(&dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("yjt-sandbox starts");
        let configuration = wait_for(&dir.join("yjt.json"));
        let plain = wait_for(&dir.join("yjt-http.json"));
        let base = plain["baseUrl"].as_str().unwrap();
        let admin = base[..base.find("/data_center").unwrap()].to_owned();
        Sandbox { dir, configuration, plain, admin, _process: process }
    }

    /// The configuration with some keys replaced; `null` takes a key out.
    pub fn configured(&self, changes: Value) -> String {
        merged(&self.configuration, changes)
    }

    pub fn client(&self, changes: Value) -> Client {
        Client::new(&self.configured(changes)).unwrap()
    }

    /// Mints a code and tells the citizen behind it.
    pub fn mint(&self, order: Value) -> (String, Value) {
        let minted = self.post("/sandbox/codes", &order);
        let code = minted["code"].as_str().unwrap_or_else(|| panic!("{order}: {minted}"));
        (code.to_owned(), minted["citizen"].clone())
    }

    /// Issues a certificate of the sandbox's authority: `….pem` and `…-key.pem` of the name returned.
    pub fn issue(&self, name: &str, options: &[&str]) -> String {
        issue(&self.dir, name, options)
    }

    pub fn requests(&self, code: &str) -> u64 {
        self.get(&format!("/sandbox/codes/{code}"))["requests"].as_u64().unwrap()
    }

    pub fn get(&self, path: &str) -> Value {
        let mut answer = ureq::get(format!("{}{path}", self.admin)).call().unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    }

    pub fn post(&self, path: &str, body: &Value) -> Value {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let sent = agent.post(format!("{}{path}", self.admin)).send(body.to_string());
        let body = sent.unwrap().into_body().into_with_config().limit(1 << 30).read_to_vec();
        serde_json::from_slice(&body.unwrap()).unwrap()
    }
}

/// Issues a certificate of the authority that lives in `dir`.
pub fn issue(dir: &Path, name: &str, options: &[&str]) -> String {
    static ISSUED: AtomicU32 = AtomicU32::new(0);
    let out = dir.join(format!("issued-{}", ISSUED.fetch_add(1, Ordering::Relaxed)));
    let issued = Command::new(target("yjt-sandbox"))
        .args(["cert", "--name", name])
        .args(options)
        .arg("--dir")
        .arg(dir)
        .arg("--out")
        .arg(&out)
        .status()
        .unwrap();
    assert!(issued.success());
    out.to_str().unwrap().to_owned()
}

pub fn merged(configuration: &Value, changes: Value) -> String {
    let mut merged = configuration.clone();
    for (key, value) in changes.as_object().unwrap() {
        if value.is_null() {
            merged.as_object_mut().unwrap().remove(key);
        } else {
            merged[key] = value.clone();
        }
    }
    merged.to_string()
}

/// Every field that the answer should hold, as the citizen has it.
pub fn expected(citizen: &Value) -> Value {
    let mut expected = json!({
        "certificateNo": "", "certificateType": "", "healthCardNo": "", "phone": "", "name": "",
        "gender": 0, "nation": "", "userId": "", "channel": "",
    });
    for (name, value) in citizen.as_object().unwrap().iter().filter(|(name, _)| *name != "id") {
        expected[name] = value.clone();
    }
    expected
}

/// A configuration whose gateway needs no look-up, as the system's own look-up has faults when memory is short, and
/// a code that serves any number of times.
pub fn numeric_and_reusable(name: &str, order: Value) -> [String; 2] {
    let base = SANDBOX.configuration["baseUrl"].as_str().unwrap().replace("localhost", "127.0.0.1");
    let file = out(&format!("{name}.json"));
    let changes = json!({"baseUrl": base, "maxResponseBytes": 1 << 20});
    fs::write(&file, SANDBOX.configured(changes)).unwrap();
    let order = merged(&order, json!({"citizen": "generated", "reusable": true}));
    let (code, _) = SANDBOX.mint(serde_json::from_str(&order).unwrap());
    [file.display().to_string(), code]
}

/// Folders of processes that are no more. A static is never dropped, and this is one: its own folder stays until then.
fn remove_forsaken() {
    for entry in fs::read_dir(out("")).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let process = name.strip_prefix(FOLDER);
        if process.is_some_and(|process| !Path::new("/proc").join(process).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn wait_for(file: &std::path::Path) -> Value {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        if let Ok(text) = fs::read_to_string(file) {
            return serde_json::from_str(&text).unwrap();
        }
        assert!(Instant::now() < deadline, "the sandbox did not start");
        std::thread::sleep(Duration::from_millis(20));
    }
}
