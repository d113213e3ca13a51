//! The servlet example deployed again and again in a running Tomcat, while patients log in.

use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::site::{Options, Site};
use crate::support::sandbox::SANDBOX;
use crate::tomcat::{self, ENGINEER, Jars};

pub const TIMES: usize = 3;
const PATIENTS: usize = 3;

/// How many class loaders of applications are there afterwards.
pub fn class_loaders_left(jars: Jars) -> usize {
    let start = tomcat::servlet(jars);
    let site = &Site::start(&start, &SANDBOX.configuration.to_string(), &Options::default());
    let (over, logins) = (&AtomicBool::new(false), &AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..PATIENTS {
            scope.spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    logins.fetch_add(log_in(site).into(), Ordering::Relaxed);
                }
            });
        }
        let _over = AtTheEnd(over); // Also when something below fails.
        for _ in 0..TIMES {
            wait_for_more(logins);
            deploy_again(site, jars);
        }
        wait_for_more(logins);
    });
    class_loaders(site)
}

struct AtTheEnd<'a>(&'a AtomicBool);

impl Drop for AtTheEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Whether it succeeded: while one deployment makes way to the next there is nothing to log in to. Never as somebody else.
fn log_in(site: &Site) -> bool {
    let minted = site.mint(json!({"citizen": "generated"}));
    let Some((303, Some(cookie), _)) = get(site, &minted.path, "") else { return false };
    let Some((status, _, page)) = get(site, "/patient", &cookie) else { return false };
    let greeting = format!("您好,{}", minted.citizen["name"].as_str().unwrap());
    assert!(status != 200 || page.contains(&greeting), "{page}");
    status == 200
}

/// Status, the session's cookie and the page; nothing when the connection is closed, as Tomcat may when it deploys.
fn get(site: &Site, path: &str, cookie: &str) -> Option<(u16, Option<String>, String)> {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
    let request = agent.new_agent().get(format!("{}{path}", site.base)).header("Cookie", cookie);
    let mut answer = request.call().ok()?;
    let set = answer.headers().get("set-cookie").and_then(|set| set.to_str().ok());
    let cookie = set.and_then(|set| set.split(';').next()).map(str::to_owned);
    let status = answer.status().as_u16();
    Some((status, cookie, answer.body_mut().read_to_string().ok()?))
}

fn wait_for_more(logins: &AtomicUsize) {
    let before = logins.load(Ordering::Relaxed);
    let deadline = Instant::now() + Duration::from_secs(120);
    while logins.load(Ordering::Relaxed) < before + 20 {
        assert!(Instant::now() < deadline, "nobody can log in");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn deploy_again(site: &Site, jars: Jars) {
    let war = tomcat::war(jars);
    let address =
        format!("{}/manager/text/deploy?path=/&update=true&war=file:{}", site.base, war.display());
    let said = ureq::get(address).header("Authorization", ENGINEER).call().unwrap();
    let said = said.into_body().read_to_string().unwrap();
    assert!(said.starts_with("OK"), "{said}");
}

/// Those that are in use: the manager's and the example's.
pub const IN_USE: usize = 2;

/// How many there are once the garbage is collected. Tomcat's threads let go of an old one at their next request.
fn class_loaders(site: &Site) -> usize {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        std::thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| get(site, "/", ""));
            }
        });
        let count = instances(site, "org.apache.catalina.loader.ParallelWebappClassLoader");
        if count <= IN_USE || Instant::now() > deadline {
            return count;
        }
    }
}

fn instances(site: &Site, class: &str) -> usize {
    let arguments = [&site.process_id().to_string(), "GC.class_histogram"];
    let histogram = Command::new("jcmd").args(arguments).output().expect("jcmd, of the JDK");
    let histogram = String::from_utf8_lossy(&histogram.stdout).into_owned();
    // "  12:   2   304  CLASS"
    let line = histogram.lines().find(|line| line.split_whitespace().nth(3) == Some(class));
    let line = line.unwrap_or_else(|| panic!("{class}: {histogram}"));
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
