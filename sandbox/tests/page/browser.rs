//! Chromium, driven over WebDriver. Everything waits for what it means, up to a limit that only a failure reaches.

use std::cell::Cell;
use std::fs;
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

const PATIENCE: Duration = Duration::from_secs(60);
const NEEDED: &str = "没有浏览器:先运行 tests/run,它会安装 chromium 和 chromium-driver | no browser: tests/run installs chromium and chromium-driver";

pub struct Browser {
    runtime: Runtime,
    driver: WebDriver,
    chromedriver: Child,
    base: String,
    /// What the screenshots' names begin with.
    name: String,
    main: WindowHandle,
    width: Cell<u32>,
}

/// The program and its port; nothing when it ended at once.
fn chromedriver() -> Option<(Child, String)> {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Not left behind when the test program is killed.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGTERM);
            Ok(())
        });
    }
    let mut process = command.spawn().unwrap_or_else(|e| panic!("chromedriver: {e}; {NEEDED}"));
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
    let port = lines.find_map(|line| line.split("successfully on port ").nth(1).map(str::to_owned));
    let Some(port) = port else {
        process.wait().unwrap();
        return None;
    };
    std::thread::spawn(move || lines.for_each(drop));
    Some((process, port.trim_end_matches('.').to_owned()))
}

impl Browser {
    /// On the sandbox's page. Without a browser the test fails.
    pub fn open(name: &str, authority: &str) -> Browser {
        // It takes a port for IPv6, and ends when that port's twin of IPv4 is somebody else's.
        let started = (0..5).find_map(|_| chromedriver());
        let (chromedriver, port) = started.unwrap_or_else(|| panic!("chromedriver: {NEEDED}"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let mut wanted = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--lang=zh-CN",
        ] {
            wanted.add_arg(argument).unwrap();
        }
        let address = format!("http://127.0.0.1:{port}");
        let driver = runtime.block_on(WebDriver::new(&address, wanted));
        let driver = driver.unwrap_or_else(|e| panic!("chromium: {e}; {NEEDED}"));
        let main = runtime.block_on(driver.window()).unwrap();
        let base = format!("http://{authority}");
        let browser = Browser {
            runtime,
            driver,
            chromedriver,
            base,
            name: name.to_owned(),
            main,
            width: Cell::new(0),
        };
        browser.wide();
        browser.goto("");
        browser
    }

    fn run<T>(&self, work: impl Future<Output = WebDriverResult<T>>) -> T {
        self.runtime.block_on(work).unwrap_or_else(|e| panic!("{e}"))
    }

    pub fn wide(&self) {
        self.size(1440, 900, false);
    }

    pub fn narrow(&self) {
        self.size(360, 740, true);
    }

    fn size(&self, width: u32, height: u32, mobile: bool) {
        self.width.set(width);
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": if mobile { 2 } else { 1 }, "mobile": mobile});
        self.run(self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics));
    }

    pub fn width(&self) -> u32 {
        self.width.get()
    }

    pub fn dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        let media = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.run(self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media));
    }

    /// A room of the page, such as `#requests`.
    pub fn goto(&self, room: &str) {
        self.run(self.driver.goto(format!("{}/{room}", self.base)));
    }

    /// Any address, typed in.
    pub fn visit(&self, address: &str) {
        self.run(self.driver.goto(address));
    }

    pub fn back(&self) {
        self.run(self.driver.back());
    }

    pub fn forward(&self) {
        self.run(self.driver.forward());
    }

    pub fn reload(&self) {
        self.run(self.driver.refresh());
    }

    /// A script of the test's that runs before a page's own, from the next page on.
    pub fn before_pages(&self, script: &str) {
        let source = json!({"source": script});
        self.run(self.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source));
    }

    /// Loads the page anew, with a script of the test's before the page's own.
    pub fn reload_with(&self, script: &str) {
        self.before_pages(script);
        self.reload();
    }

    pub fn script(&self, script: &str) -> Value {
        self.run(self.driver.execute(script, vec![])).json().clone()
    }

    /// Waits until a script says something that is neither false nor null.
    pub fn wait(&self, what: &str, script: &str) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let said = self.script(script);
            if !said.is_null() && said != json!(false) {
                return said;
            }
            if Instant::now() > deadline {
                self.shot("failed");
                let text = self.script("return document.body.innerText");
                panic!("{}: {what} did not come; the page says: {text}", self.name);
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Waits until the page shows a text.
    pub fn see(&self, text: &str) {
        let text_there = format!("return document.body.innerText.includes({})", json!(text));
        self.wait(text, &text_there);
    }

    pub fn exists(&self, selector: &str) {
        self.wait(selector, &format!("return !!document.querySelector({})", json!(selector)));
    }

    /// A button, link or option by the name that a screen reader says, as a person would click it.
    pub fn click(&self, name: &str) {
        let find = format!(
            "const name = {};
             const all = [...document.querySelectorAll('button, a, label, summary')];
             const shown = all.filter(e => e.getClientRects().length && !e.disabled);
             const said = e => (e.getAttribute('aria-label') ?? e.innerText).replace(/\\s+/g, ' ').trim();
             const found = shown.find(e => said(e) === name) ?? shown.find(e => said(e).includes(name));
             found?.scrollIntoView({{block: 'center'}});
             found?.setAttribute('data-found', name);
             return !!found",
            json!(name)
        );
        self.wait(name, &find);
        let selector = format!("[data-found={}]", json!(name));
        let clicked = self.runtime.block_on(async {
            let found = self.driver.find(By::Css(&selector)).await?;
            found.click().await
        });
        // It was drawn anew in between: once more.
        if let Err(e) = clicked {
            self.script("document.querySelectorAll('[data-found]').forEach(e => e.removeAttribute('data-found'))");
            self.wait(name, &find);
            let again = self.run(self.driver.find(By::Css(&selector)));
            self.runtime
                .block_on(again.click())
                .unwrap_or_else(|again| panic!("{name}: {e}; {again}"));
        }
        self.script("document.querySelectorAll('[data-found]').forEach(e => e.removeAttribute('data-found'))");
    }

    /// Types into the field of a label.
    pub fn fill(&self, label: &str, text: &str) {
        let find = format!(
            "const all = [...document.querySelectorAll('input')];
             const said = e => e.getAttribute('aria-label') ?? e.closest('label')?.innerText ?? '';
             const found = all.find(e => e.getClientRects().length && said(e).includes({}));
             found?.focus();
             found?.select();
             return found && document.activeElement === found",
            json!(label)
        );
        self.wait(label, &find);
        let field = self.run(self.driver.handle().active_element());
        self.run(field.send_keys(text));
    }

    /// To whatever has the focus.
    pub fn keys(&self, keys: &str) {
        self.run(async { self.driver.action_chain().send_keys(keys).perform().await });
    }

    pub fn print_media(&self) {
        self.run(
            self.driver.cdp().send_raw("Emulation.setEmulatedMedia", json!({"media": "print"})),
        );
    }

    /// Does something in the hospital's window, and comes back.
    pub fn in_hospital<T>(&self, work: impl FnOnce() -> T) -> T {
        let deadline = Instant::now() + PATIENCE;
        let other = loop {
            let windows = self.run(self.driver.windows());
            if let Some(other) = windows.into_iter().find(|window| *window != self.main) {
                break other;
            }
            assert!(Instant::now() < deadline, "no window was opened");
            std::thread::sleep(Duration::from_millis(25));
        };
        self.run(self.driver.switch_to_window(other));
        let done = work();
        self.run(self.driver.switch_to_window(self.main.clone()));
        done
    }

    /// The hospital's heading, once it is this one.
    pub fn hospital_says(&self, heading: &str) {
        self.in_hospital(|| self.heading(heading));
    }

    pub fn heading(&self, heading: &str) {
        let script =
            format!("return document.querySelector('h1')?.innerText === {}", json!(heading));
        self.wait(heading, &script);
    }

    /// Kept under target/, for people to look at.
    pub fn shot(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screenshots");
        fs::create_dir_all(&folder).unwrap();
        let png = self.run(self.driver.screenshot_as_png());
        fs::write(folder.join(format!("{}-{name}.png", self.name)), png).unwrap();
    }

    /// What the browser complains of in the page: a script that failed, a style that the policy forbids.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.run(self.driver.get_log("browser"));
        let messages = log.into_iter().map(|entry| entry.message);
        messages.filter(|message| message.contains(&self.base)).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let driver = self.driver.clone();
        let _ = self.runtime.block_on(driver.quit());
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
    }
}
