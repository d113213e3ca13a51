//! What the portal does for a front end, an H5 page or a mini-program, which sends the code itself.

use serde_json::json;

use crate::site::{Options, Site, Start};
use crate::support::sandbox::SANDBOX;

pub fn everything(start: &Start) {
    let site = &Site::start(start, &SANDBOX.configuration.to_string(), &Options::default());
    every_citizen_is_told_to_the_front_end(site);
    a_code_serves_once(site);
    what_is_no_login_is_refused(site);
    the_front_ends_files_are_served_and_no_others(site);
}

fn every_citizen_is_told_to_the_front_end(site: &Site) {
    for citizen in SANDBOX.get("/sandbox/citizens").as_array().unwrap() {
        let minted = site.mint(json!({"citizen": citizen["id"]}));
        let mut browser = site.browser();
        let page = browser.post_json("/login", json!({"code": minted.code}).to_string());
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.header("set-cookie").unwrap().ends_with("; HttpOnly; SameSite=Lax"));
        let number = citizen["certificateNo"].as_str().map_or(String::new(), |number| {
            format!("{}***********{}", &number[..3], &number[14..])
        });
        let told = json!({"name": citizen["name"], "certificateNo": number});
        assert_eq!(page.json(), told);
        assert_eq!(browser.get("/me").json(), told);
    }
}

fn a_code_serves_once(site: &Site) {
    let minted = site.mint(json!({"citizen": "generated"}));
    let body = json!({"code": minted.code}).to_string();
    let mut browser = site.browser();
    for _ in 0..3 {
        assert_eq!(browser.post_json("/login", &body).status, 200);
    }
    assert_eq!(SANDBOX.requests(&minted.code), 1);
    let page = site.browser().post_json("/login", &body);
    assert_eq!((page.status, &page.json()["status"]), (410, &json!(1)));
    assert!(page.body.contains("请返回粤健通"), "{}", page.body);
    let page = site.browser().get("/me");
    assert_eq!((page.status, &page.json()["status"]), (403, &json!(0)));
    // The other patient's session does not survive a code that fails.
    let old = site.mint(json!({"ageSeconds": 301}));
    assert_eq!(browser.post_json("/login", json!({"code": old.code}).to_string()).status, 410);
    assert_eq!(browser.get("/me").status, 403);
}

/// The patient reads what to do, whatever it was that came.
fn what_is_no_login_is_refused(site: &Site) {
    let minted = site.mint(json!({"citizen": "generated"}));
    let long = format!("{{\"code\":\"{}\"}}", "a".repeat(5000));
    let bodies: [&[u8]; 10] = [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"{\"code\":\"\"}",
        b"{\"code\":null}",
        b"{\"code\":\"a\\u0000b\"}",
        b"{\"code\":\"a\0b\"}",
        b"{\"code\":\"\xFF\"}",
        long.as_bytes(),
    ];
    for body in bodies {
        let page = site.browser().post_json("/login", body);
        assert_eq!(page.status, 400, "{}: {}", String::from_utf8_lossy(body), page.body);
        assert!(page.json()["message"].as_str().unwrap().contains("请返回粤健通"));
        assert_eq!(page.header("set-cookie"), None);
    }
    // A form of another site cannot say that it is JSON.
    let page = site.browser().post(&minted.path);
    assert_eq!((page.status, page.header("set-cookie")), (415, None));
    assert_eq!(SANDBOX.requests(&minted.code), 0);
    let failing = site.mint(json!({"fault": "http:502"}));
    let page = site.browser().post_json("/login", json!({"code": failing.code}).to_string());
    assert_eq!((page.status, &page.json()["status"]), (503, &json!(302)));
}

fn the_front_ends_files_are_served_and_no_others(site: &Site) {
    let mut browser = site.browser();
    for (path, kind) in [
        ("/h5/", "text/html; charset=utf-8"),
        ("/h5/?code=a", "text/html; charset=utf-8"),
        ("/h5/code.js", "text/javascript; charset=utf-8"),
        ("/h5/style.css", "text/css; charset=utf-8"),
    ] {
        let page = browser.get(path);
        assert_eq!((page.status, page.header("content-type")), (200, Some(kind)), "{path}");
    }
    for path in
        ["/h5/README.md", "/h5/../portal/README.md", "/h5/..%2fportal%2fREADME.md", "/h5/x", "/h5"]
    {
        assert_eq!(browser.get(path).status, 404, "{path}");
    }
}
