//! What is expected of the web servers alike.

use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{Browser, Page};
use crate::site::{Minted, Options, Site, Start};
use crate::support::peer;
use crate::support::sandbox::SANDBOX;

const AGAIN: &str = "请返回粤健通";
const COUNTER: &str = "人工窗口";

pub fn everything(start: &Start) {
    let site =
        &Site::start(start, &SANDBOX.configured(json!({"timeoutMs": 6000})), &Options::default());
    every_citizen_logs_in(site);
    refresh_and_back_do_not_break(site);
    a_used_code_is_explained(site);
    bad_links_are_explained(site);
    another_code_is_another_patient(site);
    a_preview_uses_no_code_up(site);
    nobody_plants_a_session(site);
    logging_out_ends_the_session(site);
    many_log_in_at_once(site);
    two_tabs_share_an_exchange(site);
    failures_of_the_gateway_are_the_hospitals(site);
    curl_logs_in(site);
    pages_come_at_once(site);
    slow_clients_are_shown_out(site);
    failures_of_the_hospital(start);
}

pub fn names_survive(start: &Start) {
    every_citizen_logs_in(&Site::start(
        start,
        &SANDBOX.configuration.to_string(),
        &Options::default(),
    ));
}

/// Every address that it gives away begins with where it is.
pub fn below_a_path(start: &Start, path: &str) {
    let configuration = SANDBOX.configuration.to_string();
    let site = Site::start(start, &configuration, &Options::default());
    let minted = site.mint(json!({"citizen": "generated"}));
    let mut browser = site.browser();
    assert_redirect(&browser.get(&format!("{path}{}", minted.path)), &format!("{path}/patient"));
    let page = browser.get(&format!("{path}/patient"));
    assert_shows(&page, &minted.citizen);
    assert_redirect(&browser.submit(&page), &format!("{path}/"));
}

fn log_in(browser: &mut Browser, minted: &Minted) {
    let page = browser.get(&minted.path);
    assert_redirect(&page, "/patient");
    assert!(page.header("set-cookie").is_some());
}

fn assert_redirect(page: &Page, path: &str) {
    assert_eq!(
        (page.status, page.header("location"), page.body.as_str()),
        (303, Some(path), ""),
        "no code in the address, nothing of a person in the redirect"
    );
}

fn assert_shows(page: &Page, citizen: &Value) {
    assert_eq!(page.status, 200);
    assert_eq!(page.heading(), format!("您好,{}", citizen["name"].as_str().unwrap()));
}

fn assert_explained(page: &Page, status: u16, advice: &str) {
    assert_eq!(page.status, status, "{}", page.body);
    assert!(page.heading().len() > 3 && page.body.contains(advice), "{}", page.body);
    assert_eq!(page.header("set-cookie"), None);
}

/// Every kind of name, and the one that a page must escape.
fn every_citizen_logs_in(site: &Site) {
    let citizens = SANDBOX.get("/sandbox/citizens");
    for citizen in citizens.as_array().unwrap() {
        let minted = site.mint(json!({"citizen": citizen["id"], "encrypt": ["name"]}));
        let mut browser = site.browser();
        let page = browser.get(&minted.path);
        assert_redirect(&page, "/patient");
        let mut parts = page.header("set-cookie").unwrap().split("; ");
        let (_, id) = parts.next().unwrap().split_once('=').unwrap();
        assert!(id.len() >= 22, "128 bits at least");
        let mut flags: Vec<_> = parts.collect();
        flags.sort_unstable();
        assert_eq!(flags, ["HttpOnly", "Path=/", "SameSite=Lax"]);
        let page = browser.get("/patient");
        assert_shows(&page, citizen);
        if let Some(number) = citizen["certificateNo"].as_str() {
            let masked = format!("{}***********{}", &number[..3], &number[14..]);
            assert!(page.body.contains(&masked) && !page.body.contains(number), "{}", page.body);
        }
        for (field, title) in
            [("certificateType", "证件类型"), ("phone", "手机号码"), ("nation", "民族")]
        {
            let shown = page.body.contains(&format!("<dt>{title}</dt>"));
            let known = citizen[field].as_str().is_some_and(|text| !text.is_empty());
            assert_eq!(shown, known, "{title} {}", page.body);
        }
        // An account is no person: no record is opened by it.
        let is_person = citizen["certificateNo"].is_string();
        assert_eq!(page.body.contains("没有给出您的证件号码"), !is_person, "{}", page.body);
        assert!(!page.body.contains(&minted.code));
    }
    assert!(citizens.to_string().contains("<b>"));
}

fn refresh_and_back_do_not_break(site: &Site) {
    let minted = site.mint(json!({"citizen": "generated"}));
    let mut browser = site.browser();
    log_in(&mut browser, &minted);
    let session = browser.cookie.clone();
    for _ in 0..3 {
        assert_shows(&browser.get("/patient"), &minted.citizen);
        assert_redirect(&browser.get(&minted.path), "/patient");
    }
    assert_eq!(browser.cookie, session);
    assert_eq!(SANDBOX.requests(&minted.code), 1);
}

fn a_used_code_is_explained(site: &Site) {
    let minted = site.mint(json!({"citizen": "generated"}));
    log_in(&mut site.browser(), &minted);
    let mut stranger = site.browser();
    assert_explained(&stranger.get(&minted.path), 410, AGAIN);
    assert_explained(&stranger.get("/patient"), 403, AGAIN);
    let old = site.mint(json!({"citizen": "generated", "ageSeconds": 301}));
    assert_explained(&stranger.get(&old.path), 410, AGAIN);
}

fn bad_links_are_explained(site: &Site) {
    let code = site.mint(json!({"citizen": "generated"})).code;
    let mut browser = site.browser();
    let tampered: String = code.chars().rev().collect();
    assert_explained(&browser.get(&format!("/login?code={tampered}")), 410, AGAIN);
    for link in [
        "/login".to_owned(),
        "/login?".to_owned(),
        "/login?from=yjt".to_owned(),
        "/login?code=".to_owned(),
        format!("/login?code={code}&code={tampered}"),
        format!("/login?code={code}x"),
        format!("/login?code={code}%00"),
        "/login?code=%3Cscript%3E".to_owned(),
        "/login?code=%FF%FE".to_owned(),
        format!("/login?code={}", "a".repeat(2000)),
    ] {
        let page = browser.get(&link);
        assert_explained(&page, 400, AGAIN);
        assert!(!page.body.contains("script") && !page.body.contains(&code));
    }
    assert_eq!(SANDBOX.requests(&code), 0);
    assert_eq!(browser.get("/").status, 200);
    // A stranger need not learn what there is and what not.
    let mut patient = site.browser();
    log_in(&mut patient, &site.mint(json!({"citizen": "generated"})));
    for nowhere in ["/loginx?code=a", "/patient/1", "/favicon.ico"] {
        assert!(matches!(browser.get(nowhere).status, 403 | 404), "{nowhere}");
        assert_eq!(patient.get(nowhere).status, 404, "{nowhere}");
    }
    assert_eq!(browser.get("/error").status, 404);
    // The web server itself may see to these.
    for odd in ["/%2e%2e/etc/passwd", "//login", "/login;a=b"] {
        let answer = ureq::get(format!("{}{odd}", site.base));
        let answer = answer.config().http_status_as_error(false).build().call().unwrap();
        assert!(matches!(answer.status().as_u16(), 400 | 404), "{odd} {answer:?}");
    }
    assert!(!site.log().contains("\tat "), "a stack trace: {}", site.log());
}

/// A phone may be a family's. Whoever comes with a new code never sees the patient before.
fn another_code_is_another_patient(site: &Site) {
    let [mother, child] = [(); 2].map(|()| site.mint(json!({"citizen": "generated"})));
    let mut browser = site.browser();
    log_in(&mut browser, &mother);
    let mothers = browser.cookie.clone();
    log_in(&mut browser, &child);
    assert_shows(&browser.get("/patient"), &child.citizen);
    let childs = browser.cookie.clone();
    assert_ne!(childs, mothers);
    browser.cookie = mothers;
    assert_explained(&browser.get("/patient"), 403, AGAIN);

    browser.cookie = childs;
    let old = site.mint(json!({"citizen": "generated", "ageSeconds": 301}));
    assert_explained(&browser.get(&old.path), 410, AGAIN);
    assert_explained(&browser.get("/patient"), 403, AGAIN);
}

fn a_preview_uses_no_code_up(site: &Site) {
    let minted = site.mint(json!({"citizen": "generated"}));
    assert!(matches!(site.browser().head(&minted.path).status, 404 | 405));
    assert!((400..500).contains(&site.browser().post(&minted.path).status));
    assert_eq!(SANDBOX.requests(&minted.code), 0);
    log_in(&mut site.browser(), &minted);
}

fn nobody_plants_a_session(site: &Site) {
    let minted = site.mint(json!({"citizen": "generated"}));
    let mut browser = site.browser();
    log_in(&mut browser, &minted);
    let (name, _) = browser.cookie.as_deref().unwrap().split_once('=').unwrap();
    let planted = format!("{name}=planted");
    browser.cookie = Some(planted.clone());
    assert_explained(&browser.get("/patient"), 403, AGAIN);
    log_in(&mut browser, &site.mint(json!({"citizen": "generated"})));
    assert_ne!(browser.cookie, Some(planted));
}

fn logging_out_ends_the_session(site: &Site) {
    let minted = site.mint(json!({"citizen": "generated"}));
    let mut browser = site.browser();
    log_in(&mut browser, &minted);
    let linked = browser.get("/logout").status;
    assert!(matches!(linked, 404 | 405), "an image or a link logs nobody out: {linked}");
    let page = browser.get("/patient");
    assert_shows(&page, &minted.citizen);
    let session = browser.cookie.clone();
    assert_redirect(&browser.submit(&page), "/");
    browser.cookie = session;
    assert_explained(&browser.get("/patient"), 403, AGAIN);
    assert_redirect(&site.browser().post("/logout"), "/");
}

fn many_log_in_at_once(site: &Site) {
    let all: Vec<Minted> = (0..16).map(|_| site.mint(json!({"citizen": "generated"}))).collect();
    let together = &Barrier::new(all.len());
    std::thread::scope(|scope| {
        for minted in &all {
            scope.spawn(move || {
                let mut browser = site.browser();
                together.wait();
                log_in(&mut browser, minted);
                assert_shows(&browser.get("/patient"), &minted.citizen);
            });
        }
    });
}

/// So does a web view that loads the page twice.
fn two_tabs_share_an_exchange(site: &Site) {
    let minted = &site.mint(json!({"citizen": "generated", "fault": "slow:4000"}));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(move || {
                let mut tab = site.browser();
                log_in(&mut tab, minted);
                assert_shows(&tab.get("/patient"), &minted.citizen);
            });
        }
    });
    assert_eq!(SANDBOX.requests(&minted.code), 1);
    assert_explained(&site.browser().get(&minted.path), 410, AGAIN);

    let failing = &site.mint(json!({"citizen": "generated", "fault": "stall"}));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(move || assert_counter(&site.browser().get(&failing.path), 207));
        }
    });
    assert_eq!(SANDBOX.requests(&failing.code), 1);
}

fn failures_of_the_gateway_are_the_hospitals(site: &Site) {
    for (fault, status, says) in [
        ("gateway:AGW.1433", 304, "AGW.1433"),
        ("gateway:AGW.1405", 301, "HTTP"),
        ("http:500", 310, "HTTP 500"),
        ("wrong-key", 420, " | "),
        ("echo", 301, " | "),
        ("echo-code", 305, " | "),
        ("nulls", 322, " | "),
        ("empty-data", 322, " | "),
        ("inner-refused", 305, " | "),
        ("half-answer", 208, " | "),
    ] {
        let minted = site.mint(json!({"citizen": "generated", "fault": fault}));
        let before = site.log().len();
        assert_counter(&site.browser().get(&minted.path), status);
        let log = site.log();
        assert_logged(&log[before..], status, says);
    }
}

/// A patient reads where to go, and a number that the counter can pass on.
fn assert_counter(page: &Page, status: i32) {
    assert_explained(page, 503, COUNTER);
    assert!(page.body.contains(&format!("错误编号:{status}<")), "{}", page.body);
}

/// The engineer finds what is wrong and what to do.
fn assert_logged(log: &str, status: i32, says: &str) {
    assert!(log.contains(&format!("status {status},")) && log.contains(says), "{log}");
    let hint = log.split(" -> ").nth(1).unwrap_or_default();
    assert!(hint.contains(" | "), "{log}");
}

fn curl_logs_in(site: &Site) {
    let minted = site.mint(json!({"citizen": "markup"}));
    let jar = SANDBOX.dir.join("curl.jar");
    let _ = std::fs::remove_file(&jar);
    let visit = || {
        let output = Command::new("curl")
            .args(["-sS", "-L", "-w", "%{http_code} %{url_effective}", "-b"])
            .arg(&jar)
            .arg("-c")
            .arg(&jar)
            .arg(format!("{}{}", site.base, minted.path))
            .output()
            .expect("curl runs; see tests/run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for _ in 0..2 {
        let page = visit();
        assert!(page.ends_with(&format!("200 {}/patient", site.base)), "{page}");
        let page = page.replace("&#034;", "&quot;").replace("&#039;", "&#39;");
        assert!(page.contains("&lt;b&gt;&amp;&quot;&#39;&amp;amp;&lt;/b&gt;"), "{page}");
    }
}

/// Head and body in two packets, the second of which waits for an acknowledgement, take 40 ms on a kept connection.
fn pages_come_at_once(site: &Site) {
    let mut browser = site.browser();
    browser.get("/");
    let quick = (0..100).any(|_| {
        let started = Instant::now();
        browser.get("/");
        started.elapsed() < Duration::from_millis(30)
    });
    assert!(quick, "every one is late");
}

/// More of them than there are threads.
fn slow_clients_are_shown_out(site: &Site) {
    let address = site.base.strip_prefix("http://").unwrap();
    let slow: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = TcpStream::connect(address).unwrap();
            stream.write_all(b"GET /login?code=").unwrap();
            stream
        })
        .collect();
    let started = Instant::now();
    let patience = Some(Duration::from_secs(5));
    let browser: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(patience).build().into();
    while browser.get(&site.base).call().is_err() {
        assert!(started.elapsed() < Duration::from_secs(90), "still kept out");
    }
    log_in(&mut site.browser(), &site.mint(json!({"citizen": "generated"})));
    drop(slow);
}

/// A session that is used within its seconds outlives them, and ends when it is not.
pub fn sessions_end(start: &Start) {
    const SECONDS: Duration = Duration::from_secs(3);
    let configuration = SANDBOX.configuration.to_string();
    let site = Site::start(
        start,
        &configuration,
        &Options { session_seconds: Some(3), ..Options::default() },
    );
    let (mut browser, minted) =
        std::iter::repeat_with(|| used_for(&site, SECONDS + SECONDS / 2, SECONDS))
            .take(10)
            .flatten()
            .next()
            .expect("a machine that runs this test for three seconds");
    std::thread::sleep(SECONDS + Duration::from_millis(100));
    assert_explained(&browser.get("/patient"), 403, AGAIN);
    assert_explained(&browser.get(&minted.path), 410, AGAIN);
}

/// Nothing when this test itself was held up for longer than a session lives.
fn used_for(site: &Site, time: Duration, session: Duration) -> Option<(Browser, Minted)> {
    let minted = site.mint(json!({"citizen": "generated"}));
    let mut browser = site.browser();
    let started = Instant::now();
    log_in(&mut browser, &minted);
    let mut used = started;
    while started.elapsed() < time {
        std::thread::sleep(Duration::from_millis(500));
        let using = Instant::now();
        let status = browser.get("/patient").status;
        if used.elapsed() >= session {
            return None;
        }
        assert_eq!(status, 200, "in use");
        used = using;
    }
    Some((browser, minted))
}

/// Beyond the most that there may be, the longest unused one makes way.
pub fn old_sessions_make_way(start: &Start) {
    let (site, mut browsers) = as_many_as_may_be(start);
    assert_eq!(browsers[0].get("/patient").status, 200);
    log_in(&mut site.browser(), &site.mint(json!({"citizen": "generated"})));
    let statuses: Vec<u16> = browsers.iter_mut().map(|b| b.get("/patient").status).collect();
    assert_eq!(statuses, [200, 403, 200], "the longest unused one made way");
}

/// Beyond the most that there may be, nobody is let in until somebody leaves.
pub fn sessions_are_refused(start: &Start) {
    let (site, mut browsers) = as_many_as_may_be(start);
    let refused = site.browser().get(&site.mint(json!({"citizen": "generated"})).path);
    assert_explained(&refused, 500, COUNTER);
    for _ in 0..10 {
        assert_redirect(&site.browser().post("/logout"), "/"); // A stranger's takes no place.
    }
    let page = browsers[0].get("/patient");
    assert_redirect(&browsers[0].submit(&page), "/");
    log_in(&mut site.browser(), &site.mint(json!({"citizen": "generated"})));
    let statuses: Vec<u16> = browsers.iter_mut().map(|b| b.get("/patient").status).collect();
    assert_eq!(statuses, [403, 200, 200]);
}

fn as_many_as_may_be(start: &Start) -> (Site, Vec<Browser>) {
    const MOST: u32 = 3;
    let options = Options { sessions: Some(MOST), ..Options::default() };
    let site = Site::start(start, &SANDBOX.configuration.to_string(), &options);
    let logged_in = (0..MOST).map(|_| {
        let mut browser = site.browser();
        log_in(&mut browser, &site.mint(json!({"citizen": "generated"})));
        browser
    });
    let browsers = logged_in.collect();
    (site, browsers)
}

pub fn cookies_can_demand_https(start: &Start) {
    let site = Site::start(
        start,
        &SANDBOX.configuration.to_string(),
        &Options { secure: true, ..Options::default() },
    );
    let page = site.browser().get(&site.mint(json!({})).path);
    assert!(page.header("set-cookie").unwrap().contains("; Secure"));
}

/// A gateway that is down, and a wrong key.
fn failures_of_the_hospital(start: &Start) {
    let (_socket, closed) = peer::refusing();
    let nobody = json!({"baseUrl": format!("https://127.0.0.1:{closed}/")});
    let key = json!({"appKey": "0123456789ABCDEFFEDCBA9876543210"});
    for (change, status) in [(nobody, 201), (key, 420)] {
        let site = Site::start(start, &SANDBOX.configured(change), &Options::default());
        assert_counter(&site.browser().get(&site.mint(json!({})).path), status);
        assert_logged(&site.log(), status, "");
    }
}
