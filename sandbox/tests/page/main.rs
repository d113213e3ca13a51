//! The page in a real browser, with the examples as the hospital, on a phone and on a desk, light and dark.

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod h5;
mod lines;
mod miniprogram;
mod programs;

use browser::Browser;
use programs::Hospital;
use serde_json::{Value, json};
use support::{Request, Sandbox, slips};

const LEFT: [&str; 7] =
    ["phone", "requests", "codes", "faults", "clock", "configuration", "acceptance"];

/// Enters the hospital's link by hand, taps, and follows the patient in; and looks at what the gateway saw.
fn walk(browser: &Browser, sandbox: &Sandbox, hospital: &Hospital, name: &str) {
    browser.goto("#phone");
    browser.click("添加自己的医院链接");
    browser.fill("名称", name);
    browser.fill("H5 链接", &format!("{}/login?from=yjt#/home", hospital.base));
    browser.click("保存");
    browser.click("换一位市民");
    browser.fill("搜索姓名", "小明");
    browser.click("小明 居民身份证 · xiaoming");
    browser.shot(&format!("{name}-phone"));
    let before = sandbox.get("/sandbox/requests")["requests"].as_array().unwrap().len();
    browser.click(name);
    browser.see(&format!("请求 {}", before + 1));
    browser.see("条规则全部守住");
    browser.hospital_says("您好,小明");
    browser.shot(&format!("{name}-logged-in"));
    let request = sandbox.last_request();
    assert_eq!(request["outcome"], "accepted");
    browser.click(&format!("请求 {}", request["number"]));
    browser.see("收到的请求");
    browser.shot(&format!("{name}-request"));
    assert!(
        !browser.script("return document.body.innerText").to_string().contains("sandboxToken7")
    );
    browser.goto("#phone");
    browser.click("关闭");
}

/// Every scenario of the sheet, as its button sets it up.
fn fill_the_sheet(browser: &Browser, sandbox: &Sandbox, hospital: &Hospital) {
    let list =
        json!({"hospitals": [{"name": "市一医院", "link": format!("{}/login", hospital.base)}]});
    sandbox.post("/sandbox/hospitals", list);
    sandbox.post("/sandbox/acceptance", json!({"clear": true}));
    let scenarios = sandbox.get("/sandbox/acceptance")["scenarios"].clone();
    for scenario in scenarios.as_array().unwrap() {
        let (name, zh) = (scenario["name"].as_str().unwrap(), scenario["zh"].as_str().unwrap());
        browser.goto("#acceptance");
        browser.exists(&format!("[data-scenario={name}] .try"));
        browser.click(&format!("试一次: {zh}"));
        browser.see("医院的页面应当:");
        browser.click("市一医院");
        if scenario["gesture"] == "back" {
            browser.see("条规则全部守住");
            browser.click("返回后再进");
        }
        browser.see("看到了,已勾上。");
        if name == "double-tap" {
            browser.shot("double-tap");
        }
        browser.click("回到验收单");
        browser.exists(&format!("[data-scenario={name}].ticked"));
    }
    browser.see(&format!("{0} / {0}", scenarios.as_array().unwrap().len()));
    browser.shot("sheet");
}

#[test]
fn the_walk_with_his_in_java() {
    let sandbox = Sandbox::start();
    let hospital = programs::his(&sandbox);
    let browser = Browser::open("his", &sandbox.authority);
    walk(&browser, &sandbox, &hospital, "desk");
    browser.narrow();
    walk(&browser, &sandbox, &hospital, "palm");
    browser.wide();
    fill_the_sheet(&browser, &sandbox, &hospital);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn the_walk_with_the_portal_in_csharp() {
    let sandbox = Sandbox::start();
    let hospital = programs::portal(&sandbox);
    let browser = Browser::open("portal", &sandbox.authority);
    walk(&browser, &sandbox, &hospital, "desk");
    browser.narrow();
    walk(&browser, &sandbox, &hospital, "palm");
    fill_the_sheet(&browser, &sandbox, &hospital);
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn three_mistakes_are_three_red_rules() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("mistakes", &sandbox.authority);
    browser.goto("#requests");
    browser.see("还没有请求");
    let code = sandbox.mint(json!({"citizen": "xiaoming"}));
    let mut request = Request::right(&sandbox, &code);
    request.header("Content-type", Some("text/plain"));
    request.header("x-tsp-signature", Some(&request.value("x-tsp-signature").to_lowercase()));
    request.parameter("command", Some("02"));
    sandbox.send(&request);
    // It comes by itself.
    browser.click("小明");
    browser.see("被拒绝:违反 3 条规则");
    let broken = "return [...document.querySelectorAll('.rule.broken')].map(e => e.innerText)";
    let broken = browser.script(broken);
    for (i, (name, expected, received)) in [
        ("content-type", "application/json;charset=utf-8", "text/plain"),
        (
            "signature",
            request.value("x-tsp-signature").to_uppercase().as_str(),
            request.value("x-tsp-signature"),
        ),
        ("command", "01", "02"),
    ]
    .into_iter()
    .enumerate()
    {
        let shown = broken[i].as_str().unwrap();
        for text in [name, expected, received] {
            assert!(shown.contains(text), "{text} is not in {shown}");
        }
    }
    assert_eq!(broken.as_array().unwrap().len(), 3);
    browser.exists("[data-slip=lower-case]");
    for (dark, light) in [(false, "light"), (true, "dark")] {
        browser.dark(dark);
        browser.wide();
        browser.see("签名台");
        browser.shot(&format!("desk-{light}"));
        browser.narrow();
        browser.shot(&format!("palm-{light}"));
    }
    browser.wide();
    browser.click("重新签名后重放");
    browser.see("已重放");
    browser.exists(".scroller a[href='#requests/2']");
    // The link to the documents leads to the rule's row.
    browser.click("文档");
    browser.exists("tr.wanted, .document tr");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn the_workbench_names_every_slip() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("slips", &sandbox.authority);
    let code = sandbox.mint(json!({"reusable": true}));
    slips::make_all(&sandbox, &code, |request, expected| {
        sandbox.send(request);
        let number = sandbox.last_request()["number"].clone();
        browser.script(&format!("location.hash = '#requests/{number}'"));
        browser.see(&format!("请求 {number} ·"));
        browser.exists(".bench");
        let shown = "return [...document.querySelectorAll('[data-slip]')].map(e => e.dataset.slip)";
        assert_eq!(browser.script(shown), json!(expected));
    });
    browser.shot("last");
}

#[test]
fn a_scene_plays_and_the_clock_moves() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("scene", &sandbox.authority);
    let code = sandbox.mint(json!({"reusable": true}));
    browser.goto("#faults");
    browser.see("现在一切正常");
    browser.click("开始: 配额用完");
    browser.see("gateway:AGW.1429 × 5");
    browser.shot("playing");
    for left in (0..5).rev() {
        let answer = sandbox.send(&Request::right(&sandbox, &code)).1;
        assert_eq!(answer["errcode"], "AGW.1429");
        if left > 0 {
            browser.see(&format!("gateway:AGW.1429 × {left}"));
        }
    }
    browser.see("已过去:遇到 5 个请求");
    assert_eq!(sandbox.send(&Request::right(&sandbox, &code)).1["errcode"], 0);
    browser.fill("搜索故障", "网页");
    browser.click("开始: 正文是网页");
    browser.click("停止");
    browser.see("现在一切正常");

    browser.goto("#clock");
    browser.click("+10 min");
    browser.see("比本机快 600 秒");
    assert_eq!(sandbox.send(&Request::right(&sandbox, &code)).1["errcode"], "AGW.1433");
    browser.shot("clock");
    browser.click("一致");
    browser.see("和本机一致");

    browser.goto("#codes");
    browser.click("立即过期");
    browser.see("已过期");
    assert_eq!(sandbox.send(&Request::right(&sandbox, &code)).1["errcode"], 1);
    browser.click("作废");
    browser.see("已作废");
    assert_eq!(browser.complaints(), [""; 0]);
}

/// Each room at both widths in both lights: nothing is wider than the window, and every control has a name.
#[test]
fn every_room_fits_and_every_control_has_a_name() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("room", &sandbox.authority);
    for citizen in ["xiaoming", "citizen-11", "markup"] {
        let code = sandbox.mint(json!({"citizen": citizen}));
        sandbox.send(&Request::right(&sandbox, &code));
        sandbox.send(&Request::right(&sandbox, &code));
    }
    for language in ["zh", "en"] {
        for (width, dark) in [("desk", false), ("desk", true), ("palm", false), ("palm", true)] {
            if width == "desk" {
                browser.wide()
            } else {
                browser.narrow()
            }
            browser.dark(dark);
            for room in LEFT {
                browser.goto(&format!("#{room}"));
                browser.wait(room, "return !!document.querySelector('.live.on') && document.querySelector('#room').innerText.length > 40");
                let light = if dark { "dark" } else { "light" };
                browser.shot(&format!("{room}-{width}-{light}-{language}"));
                let wider =
                    format!("return document.documentElement.scrollWidth > {}", browser.width());
                assert_eq!(browser.script(&wider), false, "{room} at {width} is too wide");
                assert_eq!(nameless(&browser), json!([]), "{room}");
                let scheme = "return getComputedStyle(document.documentElement).colorScheme";
                assert_eq!(browser.script(scheme), light);
            }
        }
        if language == "zh" {
            browser.click("换成英文 English".split(' ').next_back().unwrap());
        }
    }
    assert_eq!(browser.script("return document.documentElement.lang"), "en");
    assert_eq!(browser.complaints(), [""; 0]);
}

fn nameless(browser: &Browser) -> Value {
    browser.script(
        "const named = e => (e.getAttribute('aria-label') ?? '').trim() || e.innerText?.trim() || e.closest('label')?.innerText.trim() || e.labels?.[0]?.innerText.trim();
         return [...document.querySelectorAll('button, a, input, select, textarea')].filter(e => e.getClientRects().length && !named(e)).map(e => e.outerHTML)",
    )
}

/// With the keyboard alone: to the rooms, along the list, into a request.
#[test]
fn the_keyboard_is_enough() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("keyboard", &sandbox.authority);
    let code = sandbox.mint(json!({"citizen": "xiaoming", "reusable": true}));
    for _ in 0..3 {
        sandbox.send(&Request::right(&sandbox, &code));
    }
    browser.keys("\u{e004}"); // Tab: the way past the rooms comes first.
    assert_eq!(browser.script("return document.activeElement.id"), "skip");
    browser.goto("#requests");
    browser.exists(".request");
    browser.script("document.querySelector('.scroller').focus()");
    browser.keys("\u{e015}"); // Down.
    browser.see("请求 3 ·");
    browser.keys("\u{e015}");
    browser.see("请求 2 ·");
    browser.keys("\u{e013}"); // Up.
    browser.see("请求 3 ·");
    browser.goto("#phone");
    browser.see("示例 H5");
    browser.script("document.querySelector('.person').focus()");
    browser.keys("\u{e007}"); // Enter.
    browser.see("选择市民");
}

/// The list is asked for when the page begins to listen, and may be older than what it hears meanwhile.
#[test]
fn a_request_that_comes_before_the_list_is_not_lost() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("meanwhile", &sandbox.authority);
    browser.goto("#requests");
    browser.reload_with(
        "const own = window.fetch;
         window.fetch = async (path, options) => {
            const answer = await own(path, options);
            if (path !== '/sandbox/requests') return answer;
            const list = await answer.json();
            window.asked = true;
            await new Promise(release => window.release = release);
            return { ok: true, json: async () => { setTimeout(() => window.arrived = true); return list; } };
         };",
    );
    browser.wait("the list is on its way", "return !!window.asked");
    let code = sandbox.mint(json!({"citizen": "xiaoming"}));
    sandbox.send(&Request::right(&sandbox, &code));
    browser.exists(".request");
    browser.script("window.release()");
    browser.wait("the list has come", "return !!window.arrived");
    let is_empty = "return document.body.innerText.includes('还没有请求')";
    assert_eq!(browser.script(is_empty), json!(false));
}

/// A thousand requests while the page looks on: nothing moves, and the list stays as small as the window.
#[test]
fn a_thousand_requests_move_nothing() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("thousand", &sandbox.authority);
    browser.goto("#requests");
    browser.see("还没有请求");
    browser.exists(".live.on");
    browser.script(
        "window.moved = [];
         const told = source => `${source.node?.className} ${JSON.stringify(source.previousRect)} ${JSON.stringify(source.currentRect)}`;
         new PerformanceObserver(list => { for (const entry of list.getEntries()) window.moved.push(...entry.sources.map(told)) })
            .observe({type: 'layout-shift', buffered: false});",
    );
    let code = sandbox.mint(json!({"reusable": true, "citizen": "xiaoming"}));
    for n in 0..1050 {
        let mut request = Request::right(&sandbox, &code);
        if n % 7 == 0 {
            request.header("x-tsp-signature", Some("00"));
        }
        sandbox.send(&request);
    }
    browser.exists(".request[aria-setsize='1000'][aria-posinset='1'][href='#requests/1050']");
    assert_eq!(browser.script("return window.moved"), json!([]));
    let rows =
        browser.script("return document.querySelectorAll('.request').length").as_u64().unwrap();
    assert!(rows < 40, "{rows}");
    browser.shot("list");
    // Whoever reads further down is not pushed away.
    browser.script("document.querySelector('.scroller').scrollTop = 20000");
    let read = "return [...document.querySelectorAll('.request')].filter(e => !e.hidden).map(e => e.href).sort().join()";
    browser.wait(
        "the rows below",
        "return !!document.querySelector(\".request[href='#requests/738']\")",
    );
    let before = browser.script(read);
    sandbox.send(&Request::right(&sandbox, &code));
    browser.see("↑ 1 条新请求");
    assert_eq!(browser.script(read), before);
    browser.click("↑ 1 条新请求");
    browser.exists(".request[aria-posinset='1'][href='#requests/1051']");
    assert_eq!(browser.script("return window.moved"), json!([]));
}

/// The sheet as it comes out of the printer.
#[test]
fn the_sheet_is_printed() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("print", &sandbox.authority);
    let code = sandbox.mint(json!({"citizen": "missing-fields"}));
    sandbox.send(&Request::right(&sandbox, &code));
    browser.goto("#acceptance");
    browser.see("2 / ");
    browser.fill("医院", "市一医院");
    browser.print_media();
    let hidden = "return [...document.querySelectorAll('.rooms, .bar, .button')].every(e => !e.getClientRects().length)";
    assert_eq!(browser.script(hidden), true);
    browser.shot("sheet");
}
