//! examples/miniprogram in a stand-in for WeChat, whose tools cannot be had, with examples/portal as its server.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::programs::{self, Hospital, builds};
use crate::support::{Sandbox, exchange};

const STAND_IN: &str = include_str!("wechat.js");
/// Where config.js says that the hospital is.
const CONFIGURED: &str = "http://localhost:8082";

fn folder() -> PathBuf {
    Path::new(builds::ROOT).join("examples/miniprogram")
}

fn files(extension: &str) -> Vec<(String, String)> {
    let mut folders = vec![folder()];
    let mut found = vec![];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                let name = path.strip_prefix(folder()).unwrap().display().to_string();
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty());
    found
}

struct Phone {
    sandbox: Sandbox,
    hospital: Hospital,
    browser: Browser,
}

impl Phone {
    fn start(name: &str) -> Phone {
        let sandbox = Sandbox::start();
        let hospital = programs::portal(&sandbox);
        let browser = Browser::open(name, &sandbox.authority);
        Phone { sandbox, hospital, browser }
    }

    /// A mistake of syntax in any file fails here.
    fn launch(&self, options: &Value) {
        self.browser.visit("about:blank");
        let modules: Vec<String> = (files("js").iter())
            .map(|(name, text)| {
                format!("{}: function (require, module, exports, wx, App, Page) {{ 'use strict';\n{text}\n}}", json!(name))
            })
            .collect();
        self.browser.script(&format!("const modules = {{{}}};\n{STAND_IN}", modules.join(",\n")));
        self.browser.script(&format!("launch({options})"));
    }

    fn show(&self, options: &Value) {
        self.browser.script(&format!("wechat.app.onShow({options})"));
    }

    /// The requests that wait for an answer, as soon as there are any.
    fn sent(&self) -> Vec<Value> {
        self.browser.wait("a request", "return wechat.sent.length > 0");
        let sent = "return wechat.sent.map(({ url, method, data, header }) => ({ url, method, data, header }))";
        self.browser.script(sent).as_array().unwrap().clone()
    }

    /// Takes the first request to the hospital, as WeChat does: with the headers that it was given, and no others.
    fn deliver(&self) -> Value {
        let request = self.sent().remove(0);
        let path = request["url"].as_str().unwrap().strip_prefix(CONFIGURED).unwrap();
        let headers: Vec<(String, String)> = (request["header"].as_object().unwrap().iter())
            .map(|(name, value)| (name.to_lowercase(), value.as_str().unwrap().to_owned()))
            .collect();
        let body = request.get("data").map_or(String::new(), Value::to_string);
        let method = request["method"].as_str().unwrap();
        let authority = self.hospital.base.strip_prefix("http://").unwrap();
        let (status, head, body) = exchange(authority, method, path, &headers, &body);
        let cookies: Vec<&str> = (head.lines())
            .filter_map(|line| line.split_once(": "))
            .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            .map(|(_, value)| value)
            .collect();
        let data: Value = serde_json::from_str(&body).unwrap();
        let answer = json!({"statusCode": status, "data": data, "cookies": cookies});
        self.browser.script(&format!("wechat.sent.shift().success({answer})"));
        request
    }

    fn says(&self, key: &str, text: &str) {
        let said = format!("return wechat.page.data.{key}.includes({})", json!(text));
        self.browser.wait(text, &said);
    }

    fn options(&self, order: Value) -> Value {
        entered(&json!({"code": self.sandbox.mint(order)}))
    }
}

fn entered(extra_data: &Value) -> Value {
    json!({"scene": 1037, "referrerInfo": {"appId": "wx0000000000000000", "extraData": extra_data}})
}

#[test]
fn the_phone_opens_the_mini_program() {
    let phone = Phone::start("mini");
    phone.browser.goto("#phone");
    phone.browser.click("示例小程序");
    let shown = phone.browser.wait("extraData", "return document.querySelector('pre')?.innerText");
    let shown: Value = serde_json::from_str(shown.as_str().unwrap()).unwrap();
    phone.launch(&entered(&shown["extraData"]));
    let [request] = &phone.sent()[..] else { panic!("onLaunch and onShow ask once") };
    assert_eq!(request["method"], "POST");
    assert_eq!(request["data"], shown["extraData"]);
    phone.says("title", "正在登录");
    phone.deliver();
    phone.says("title", "您好,小明");
    assert_eq!(phone.sandbox.last_request()["outcome"], "accepted");

    phone.browser.script("wechat.page.showCard()");
    let request = phone.deliver();
    assert!(request["header"]["Cookie"].as_str().unwrap().starts_with("PORTAL_SESSION="));
    phone.says("message", "440***********000X");

    let project = fs::read_to_string(folder().join("project.config.json")).unwrap();
    let project: Value = serde_json::from_str(&project).unwrap();
    assert_eq!(project["appid"], shown["appId"], "it is the phone's");
}

/// The mini-program was in the background: only onShow tells of the new patient.
#[test]
fn entered_again_it_is_another_patient() {
    let phone = Phone::start("mini-again");
    let first = phone.options(json!({"citizen": "xiaoming"}));
    phone.launch(&first);
    phone.deliver();
    phone.says("title", "您好,小明");
    phone.show(&first);
    phone.show(&json!({"scene": 1001}));
    assert_eq!(phone.browser.script("return wechat.sent.length"), 0, "nobody new");

    phone.browser.script("wechat.page.showCard()");
    phone.sent();
    phone.show(&phone.options(json!({"citizen": "markup"})));
    phone.says("title", "正在登录");
    phone.deliver();
    assert_eq!(phone.browser.script("return wechat.page.data.message"), "", "the other one's card");
    phone.deliver();
    phone.says("title", "您好,<b>");

    phone.show(&phone.options(json!({"ageSeconds": 301})));
    phone.deliver();
    phone.says("title", "登录未完成");
    phone.says("message", "请返回粤健通,重新进入本院。错误编号:1");
    phone.browser.script("wechat.page.showCard()");
    phone.deliver();
    phone.says("message", "您尚未登录");
}

#[test]
fn without_a_code_or_a_network_it_says_so() {
    let phone = Phone::start("mini-alone");
    phone.launch(&json!({"scene": 1001}));
    assert_eq!(phone.browser.script("return wechat.sent.length"), 0);
    phone.says("message", "请从粤健通小程序进入本院");
    phone.show(&phone.options(json!({})));
    phone.sent();
    phone.browser.script("wechat.sent.shift().fail({ errMsg: 'request:fail' })");
    phone.says("message", "网络不通");
    phone.show(&phone.options(json!({})));
    phone.sent();
    phone.browser.script("wechat.sent.shift().success({ statusCode: 502, data: '<html>' })");
    phone.says("message", "网络不通");
}

#[test]
fn its_files_are_well_formed_and_there() {
    let sandbox = Sandbox::start();
    let browser = Browser::open("mini-files", &sandbox.authority);
    for (name, text) in files("json") {
        let value: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        for page in value["pages"].as_array().into_iter().flatten() {
            for extension in ["js", "json", "wxml", "wxss"] {
                let file = folder().join(format!("{}.{extension}", page.as_str().unwrap()));
                assert!(file.exists(), "{}", file.display());
            }
        }
    }
    for (name, text) in files("wxml") {
        let text = format!("<page xmlns:wx=\"wx\">{text}</page>");
        let wrong = format!(
            "return new DOMParser().parseFromString({}, 'text/xml').querySelector('parsererror')?.textContent ?? ''",
            json!(text)
        );
        assert_eq!(browser.script(&wrong), "", "{name}");
    }
}
