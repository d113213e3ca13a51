//! examples/h5, a page on a hash router, with examples/portal as its server.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::programs::{self, Hospital};
use crate::support::Sandbox;

struct Walk {
    sandbox: Sandbox,
    hospital: Hospital,
    browser: Browser,
}

fn start(name: &str) -> Walk {
    let sandbox = Sandbox::start();
    let hospital = programs::portal(&sandbox);
    let browser = Browser::open(name, &sandbox.authority);
    Walk { sandbox, hospital, browser }
}

impl Walk {
    fn mint(&self, order: Value) -> String {
        self.sandbox.mint(order)
    }

    fn visit(&self, rest: &str) {
        self.browser.visit(&format!("{}/h5/{rest}", self.hospital.base));
    }

    /// The address as the patient sees and shares it.
    fn is_at(&self, rest: &str) {
        let address = format!("{}/h5/{rest}", self.hospital.base);
        assert_eq!(self.browser.script("return location.href"), json!(address));
    }

    /// How many requests the gateway has seen.
    fn exchanges(&self) -> usize {
        self.sandbox.get("/sandbox/requests")["requests"].as_array().unwrap().len()
    }
}

#[test]
fn the_phone_opens_the_h5_page() {
    let walk = start("h5");
    let link = format!("{}/h5/?from=yjt#/card", walk.hospital.base);
    walk.sandbox
        .post("/sandbox/hospitals", json!({"hospitals": [{"name": "市一医院", "link": link}]}));
    let browser = &walk.browser;
    browser.goto("#phone");
    browser.click("市一医院");
    browser.see("条规则全部守住");
    browser.in_hospital(|| {
        browser.heading("就诊卡");
        browser.see("440***********000X");
        walk.is_at("?from=yjt#/card");
        browser.shot("card");
    });
    assert_eq!(walk.exchanges(), 1);
}

/// Before another script, a style or a picture: they would learn the address.
#[test]
fn the_code_leaves_the_address_first() {
    let walk = start("h5-first");
    walk.browser.before_pages(
        "const own = history.replaceState;
         window.first = [];
         history.replaceState = function (...rest) {
            const loaded = performance.getEntriesByType('resource').map(e => new URL(e.name).pathname);
            const asked = [...document.querySelectorAll('script, link, img')].map(e => e.getAttribute('src') ?? e.getAttribute('href'));
            window.first.push({ asked, body: !!document.body });
            return own.apply(this, rest);
         };",
    );
    for (with_code, without) in [
        ("?code=CODE#/home", "#/home"),
        ("?code=CODE&from=yjt#/home", "?from=yjt#/home"),
        ("?a=1&code=CODE&b=%20x#/home?c=2", "?a=1&b=%20x#/home?c=2"),
        ("#/home?code=CODE", "#/home"),
        ("#/home?c=2&code=CODE&d=3", "#/home?c=2&d=3"),
        ("?a=1#/home&code=CODE", "?a=1#/home"),
        ("?code=CODE#/home?code=CODE", "#/home"),
    ] {
        let code = walk.mint(json!({"citizen": "xiaoming"}));
        // Another page first: a page that differs behind the # alone is not loaded.
        walk.browser.visit("about:blank");
        walk.visit(&with_code.replace("CODE", &code));
        walk.browser.heading("您好,小明");
        walk.is_at(without);
        let first = walk.browser.script("return window.first");
        assert_eq!(first, json!([{"asked": ["code.js"], "body": false}]), "{with_code}");
    }
    assert_eq!(walk.exchanges(), 7);
}

#[test]
fn reload_and_back_send_no_code() {
    let walk = start("h5-back");
    let code = walk.mint(json!({"citizen": "markup"}));
    walk.browser.visit("about:blank");
    walk.visit(&format!("?code={code}#/home"));
    let markup = "您好,<b>&\"'&amp;</b>";
    walk.browser.heading(markup);
    walk.browser.reload();
    walk.browser.heading(markup);
    walk.is_at("#/home");
    walk.browser.click("就诊卡");
    walk.browser.heading("就诊卡");
    walk.browser.back();
    walk.browser.heading(markup);
    walk.browser.back();
    assert_eq!(walk.browser.script("return location.href"), "about:blank");
    walk.browser.forward();
    walk.browser.heading(markup);
    walk.is_at("#/home");
    assert_eq!(walk.exchanges(), 1);
    assert_eq!(walk.browser.script("return document.cookie"), "", "no script reads the session");
}

/// A phone may be a family's, and the page may be open still: whoever came last is greeted, and is who the server knows.
#[test]
fn another_code_is_another_patient() {
    let walk = start("h5-family");
    let first = walk.mint(json!({"citizen": "xiaoming", "fault": "slow:1500"}));
    let second = walk.mint(json!({"citizen": "citizen-11"}));
    let name = walk
        .sandbox
        .get("/sandbox/citizens")
        .as_array()
        .unwrap()
        .iter()
        .find(|citizen| citizen["id"] == "citizen-11")
        .unwrap()["name"]
        .as_str()
        .unwrap()
        .to_owned();
    // The first login is held until the second patient is there.
    walk.browser.before_pages(&format!(
        "const own = window.fetch;
         window.answered = 0;
         window.headings = [];
         window.fetch = async (path, options) => {{
            if (options.body?.includes('{first}')) await new Promise(release => {{ window.release = release; }});
            const answer = await own(path, options);
            window.answered += 1;
            return answer;
         }};"
    ));
    walk.visit(&format!("?code={first}#/home"));
    walk.browser.script(
        "new MutationObserver(() => headings.push(document.querySelector('h1').innerText))
            .observe(document.querySelector('main'), { childList: true });",
    );
    walk.browser.wait("the first login", "return !!window.release");
    walk.browser.script(&format!("location.hash = '#/home?code={second}'"));
    walk.browser.wait("the second patient", "return location.hash === '#/home'");
    walk.browser.script("window.release()");
    walk.browser.heading(&format!("您好,{name}"));
    walk.browser.wait("both answers", "return window.answered === 2");
    walk.browser.heading(&format!("您好,{name}"));
    assert!(!walk.browser.script("return headings").to_string().contains("小明"));
    walk.is_at("#/home");
    walk.browser.reload();
    walk.browser.heading(&format!("您好,{name}"));
    assert_eq!(walk.exchanges(), 2);

    let expired = walk.mint(json!({"citizen": "xiaoming", "ageSeconds": 301}));
    walk.browser.script(&format!("location.hash = '#/card?code={expired}'"));
    walk.browser.heading("登录未完成");
    walk.browser.reload();
    walk.browser.see("您尚未登录");
}

#[test]
fn a_failure_tells_the_patient_what_to_do() {
    let walk = start("h5-failure");
    let (expired, down) = (json!({"ageSeconds": 301}), json!({"fault": "http:502"}));
    let (one, other) = (walk.mint(json!({})), walk.mint(json!({})));
    for (link, advice, number) in [
        (format!("?code={}#/home", walk.mint(expired)), "请返回粤健通,重新进入本院", "错误编号:1"),
        (format!("?code={}#/home", walk.mint(down)), "到人工窗口办理", "错误编号:302"),
        ("?code=#/home".to_owned(), "请返回粤健通,重新进入本院", "错误编号:132"),
        (format!("?code={one}#/home?code={other}"), "请返回粤健通,重新进入本院", "错误编号:132"),
    ] {
        walk.browser.visit("about:blank");
        walk.visit(&link);
        walk.browser.heading("登录未完成");
        walk.browser.see(advice);
        walk.browser.see(number);
        assert!(!walk.browser.script("return location.href").to_string().contains("code"));
    }
    assert_eq!(walk.exchanges(), 2, "of two codes neither is used");
    walk.browser.shot("failure");
    walk.browser.reload();
    walk.browser.see("您尚未登录,或已太久没有操作。请返回粤健通,重新进入本院。");
}

#[test]
fn a_server_that_is_down_is_explained() {
    let Walk { sandbox, hospital, browser } = start("h5-down");
    browser.visit(&format!("{}/h5/#/home", hospital.base));
    browser.see("您尚未登录");
    drop(hospital);
    let code = sandbox.mint(json!({}));
    browser.script(&format!("location.hash = '#/home?code={code}'"));
    browser.see("网络不通,暂时无法登录");
}
