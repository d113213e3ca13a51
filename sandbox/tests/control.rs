//! What a person does in the page, curl can do: codes, faults, clock, hospitals, acceptance; and who may not.

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Request, Sandbox};

fn exchange(sandbox: &Sandbox, code: &str) -> Value {
    sandbox.send(&Request::right(sandbox, code)).1["errcode"].clone()
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn a_code_that_is_out_can_be_changed() {
    let sandbox = Sandbox::start();
    for (change, problem, state) in [
        (json!({"expire": true}), "the code is older than 5 minutes", "expired"),
        (json!({"revoke": true}), "the code was revoked", "revoked"),
        (json!({"use": true}), "the code was used before", "used"),
    ] {
        let code = sandbox.mint(json!({}));
        assert_eq!(sandbox.post(&format!("/sandbox/codes/{code}"), change)["state"], state);
        assert_eq!(exchange(&sandbox, &code), 1);
        assert!(sandbox.last_rule().contains(problem), "{}", sandbox.last_rule());
    }
    let code = sandbox.mint(json!({"citizen": "xiaoming"}));
    let path = format!("/sandbox/codes/{code}");
    assert_eq!([exchange(&sandbox, &code), exchange(&sandbox, &code)], [json!(0), json!(1)]);
    sandbox.post(&path, json!({"reusable": true, "fault": "errcode:7"}));
    assert_eq!(exchange(&sandbox, &code), 7);
    let listed = &sandbox.get("/sandbox/codes")["codes"][0];
    assert_eq!((&listed["code"], &listed["name"]), (&json!(code), &json!("小明")));
    assert_eq!((&listed["requests"], &listed["fault"]), (&json!(3), &json!("errcode:7")));
    assert_eq!(listed["numbers"].as_array().unwrap().len(), 3);
    for (path, body, status) in [
        (path.as_str(), r#"{"fault":"nonsense"}"#, 400),
        (&path, r#"{"typo":1}"#, 400),
        ("/sandbox/codes/unknown", "{}", 404),
    ] {
        assert_eq!(sandbox.call("POST", path, &[], body).0, status, "{path} {body}");
    }
}

#[test]
fn faults_strike_the_next_requests() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"reusable": true}));
    let send = || sandbox.send(&Request::right(&sandbox, &code)).0;
    sandbox.post("/sandbox/disturbance", json!({"fault": "http:502", "requests": 2}));
    assert_eq!([send(), send(), send()], [502, 502, 200]);
    let fresh = sandbox.mint(json!({}));
    sandbox.post("/sandbox/disturbance", json!({"fault": "gateway:AGW.1429"}));
    assert_eq!(exchange(&sandbox, &fresh), "AGW.1429");
    assert_eq!(sandbox.last_request()["outcome"], "disturbed");
    assert_eq!(exchange(&sandbox, &fresh), 0, "the code was not used up");
    sandbox.post("/sandbox/disturbance", json!({"fault": "html", "requests": 9, "probability": 0}));
    assert_eq!(send(), 200);
    assert_eq!(sandbox.get("/sandbox/disturbance")["left"][0]["requests"], 8);
    assert_eq!(sandbox.post("/sandbox/disturbance", json!({}))["left"], json!([]));
    let playing = sandbox.post("/sandbox/disturbance", json!({"scene": "quota"}));
    assert_eq!(playing["scene"], "quota");
    let refused: Vec<Value> = (0..6).map(|_| exchange(&sandbox, &code)).collect();
    assert_eq!(
        (&refused[0], &refused[4], &refused[5]),
        (&json!("AGW.1429"), &refused[0], &json!(0))
    );
    for order in [
        json!({"scene": "no-such"}),
        json!({"fault": "no-such"}),
        json!({"fault": "html", "probability": 2}),
        json!({"fault": "html", "scene": "quota"}),
    ] {
        let answer = sandbox.call("POST", "/sandbox/disturbance", &[], &order.to_string());
        assert_eq!(answer.0, 400, "{order}");
    }
}

#[test]
fn the_clock_is_put_ahead_and_codes_are_born_old() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"reusable": true}));
    sandbox.post("/sandbox/clock", json!({"offsetSeconds": 600}));
    assert_eq!(exchange(&sandbox, &code), "AGW.1433");
    assert!(sandbox.last_rule().contains("off by -60"), "{}", sandbox.last_rule());
    sandbox.post("/sandbox/clock", json!({"offsetSeconds": 0, "codeAgeSeconds": 301}));
    assert_eq!(exchange(&sandbox, &code), 0);
    assert_eq!(exchange(&sandbox, &sandbox.mint(json!({}))), 1);
    assert_eq!(exchange(&sandbox, &sandbox.mint(json!({"ageSeconds": 0}))), 0);
    assert_eq!(sandbox.get("/sandbox/clock")["codeAgeSeconds"], 301);
    let far = json!({"offsetSeconds": i64::MAX});
    assert_eq!(sandbox.call("POST", "/sandbox/clock", &[], &far.to_string()).0, 400);
}

#[test]
fn hospitals_and_ticks_survive_a_restart() {
    let sandbox = Sandbox::start();
    let examples = sandbox.get("/sandbox/hospitals");
    assert_eq!(examples["hospitals"][0]["link"], "http://localhost:8081/login");
    let mine = json!({"hospitals": [
        {"name": "市一医院", "link": "https://h.example/#/home"}, {"name": "小程序", "appId": "wx1"},
    ]});
    sandbox.post("/sandbox/hospitals", mine.clone());
    for wrong in [
        json!([{"name": "a", "link": "javascript:alert(1)"}]),
        json!([{"name": "", "link": "http://a/"}]),
        json!([{"name": "a"}]),
        json!([{"name": "a", "link": "http://a/", "appId": "wx1"}]),
        json!([{"name": "a".repeat(3000), "link": "http://a/"}]),
        json!(vec![json!({"name": "a", "link": "http://a/"}); 101]),
    ] {
        let body = json!({"hospitals": wrong}).to_string();
        assert_eq!(sandbox.call("POST", "/sandbox/hospitals", &[], &body).0, 400, "{body:.200}");
    }
    exchange(&sandbox, &sandbox.mint(json!({"citizen": "missing-fields"})));
    let dir = sandbox.dir.clone();
    drop(sandbox);
    let sandbox = Sandbox::start_in(dir);
    assert_eq!(sandbox.get("/sandbox/hospitals"), mine);
    assert_eq!(ticked(&sandbox), ["first-login", "missing-fields"]);
    sandbox.post("/sandbox/acceptance", json!({"clear": true}));
    assert_eq!(ticked(&sandbox).len(), 0);
}

fn ticked(sandbox: &Sandbox) -> Vec<String> {
    let sheet = sandbox.get("/sandbox/acceptance");
    let rows = sheet["scenarios"].as_array().unwrap().iter();
    let ticked = rows.filter(|row| !row["tick"].is_null());
    ticked.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

fn wait_for_tick(sandbox: &Sandbox, name: &str) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !ticked(sandbox).contains(&name.to_owned()) {
        assert!(Instant::now() < deadline, "{name} is not ticked: {:?}", ticked(sandbox));
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Each scenario by the traffic that it stands for.
#[test]
fn traffic_ticks_the_acceptance_sheet() {
    let sandbox = Sandbox::start();
    let scenarios = sandbox.get("/sandbox/acceptance")["scenarios"].clone();
    for scenario in scenarios.as_array().unwrap() {
        let name = scenario["name"].as_str().unwrap();
        sandbox.post("/sandbox/acceptance", json!({"clear": true}));
        let mut order = json!({"citizen": scenario["citizen"]});
        if scenario["fault"] != "" {
            order["fault"] = scenario["fault"].clone();
        }
        if scenario["gesture"] == "old" {
            order["ageSeconds"] = json!(301);
        }
        let code = sandbox.mint(order);
        let open = || sandbox.post(&format!("/sandbox/codes/{code}"), json!({"opened": true}));
        assert_eq!(ticked(&sandbox).len(), 0);
        match scenario["gesture"].as_str().unwrap() {
            "used" => _ = sandbox.post(&format!("/sandbox/codes/{code}"), json!({"use": true})),
            "double" => _ = (open(), open()),
            "clock" => _ = sandbox.post("/sandbox/clock", json!({"offsetSeconds": 600})),
            _ => _ = open(),
        }
        exchange(&sandbox, &code);
        if scenario["gesture"] == "back" {
            open();
        }
        sandbox.post("/sandbox/clock", json!({"offsetSeconds": 0}));
        wait_for_tick(&sandbox, name);
    }
    assert!(scenarios.as_array().unwrap().len() >= 11);
}

/// A hospital that sends the code twice has not passed.
#[test]
fn a_code_that_is_sent_twice_ticks_nothing() {
    let sandbox = Sandbox::start();
    let twice = sandbox.mint(json!({}));
    let open =
        |code: &str| sandbox.post(&format!("/sandbox/codes/{code}"), json!({"opened": true}));
    open(&twice);
    open(&twice);
    exchange(&sandbox, &twice);
    exchange(&sandbox, &twice);
    let again = sandbox.mint(json!({}));
    exchange(&sandbox, &again);
    open(&again);
    exchange(&sandbox, &again);
    // When this one is ticked, which began later, the others were judged.
    let good = sandbox.mint(json!({}));
    exchange(&sandbox, &good);
    assert!(!ticked(&sandbox).contains(&"back".to_owned()));
    open(&good);
    wait_for_tick(&sandbox, "back");
    assert!(!ticked(&sandbox).contains(&"double-tap".to_owned()));
}

#[test]
fn pages_of_other_origins_are_kept_out() {
    let sandbox = Sandbox::start();
    let own = format!("http://{}", sandbox.authority);
    let call = |method: &str, path: &str, headers: &[(&str, &str)]| {
        let headers: Vec<_> = headers.iter().map(|(n, v)| header(n, v)).collect();
        sandbox.call(method, path, &headers, "{}").0
    };
    let json = ("content-type", "application/json");
    for path in ["/", "/sandbox", "/sandbox/codes", "/sandbox/events", "/main.js"] {
        assert_eq!(call("GET", path, &[("host", "evil.example")]), 403, "{path}");
        assert_eq!(call("GET", path, &[("host", "localhost.evil.example:8080")]), 403, "{path}");
        assert_eq!(call("GET", path, &[("origin", "http://evil.example")]), 403, "{path}");
    }
    for (headers, status) in [
        (vec![], 201),
        (vec![json, ("origin", own.as_str())], 201),
        (vec![("origin", own.as_str())], 403),
        (vec![("origin", own.as_str()), ("content-type", "text/plain")], 403),
        (vec![json, ("origin", "null")], 403),
        (vec![json, ("origin", "http://127.0.0.1:1")], 403),
        (vec![json, ("origin", "http://evil.example")], 403),
        (vec![json, ("sec-fetch-site", "cross-site")], 403),
        (vec![json, ("host", "evil.example")], 403),
        (vec![json, ("host", "localhost:8080")], 201),
    ] {
        assert_eq!(call("POST", "/sandbox/codes", &headers), status, "{headers:?}");
    }
    // Nothing is changed by a GET, and nothing by what is no JSON.
    for path in ["clock", "disturbance", "hospitals", "acceptance"] {
        let before = sandbox.get(&format!("/sandbox/{path}"));
        let asked = sandbox.call("GET", &format!("/sandbox/{path}?offsetSeconds=9"), &[], "");
        assert_eq!(asked.0, 200);
        assert_eq!(sandbox.call("POST", &format!("/sandbox/{path}"), &[], "a=b").0, 400);
        let mut after = sandbox.get(&format!("/sandbox/{path}"));
        after["now"] = before["now"].clone();
        let mut expected = before;
        expected["now"] = after["now"].clone();
        assert_eq!(after, expected);
    }
}

/// What is kept is bounded: the oldest requests make way, the longest texts are cut.
#[test]
fn the_last_thousand_requests_are_kept() {
    let sandbox = Sandbox::start();
    let code = sandbox.mint(json!({"reusable": true}));
    let mut long = Request::right(&sandbox, &code);
    long.header("x-long", Some(&"x".repeat(20_000)));
    sandbox.send(&long);
    let kept = sandbox.last_request()["request"].to_string();
    assert!(kept.len() < 8000, "{}", kept.len());
    let mut stream = BufReader::new(TcpStream::connect(&sandbox.authority).unwrap());
    for _ in 0..1005 {
        let request =
            "GET /data_center/gateway/common/api?code=x HTTP/1.1\r\nhost: sandbox\r\n\r\n";
        stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut length = 0;
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).unwrap();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        std::io::Read::read_exact(&mut stream, &mut vec![0; length]).unwrap();
    }
    let all = sandbox.get("/sandbox/requests")["requests"].clone();
    let all = all.as_array().unwrap();
    assert_eq!(
        (all.len(), &all[0]["number"], &all[999]["number"]),
        (1000, &json!(1006), &json!(7))
    );
    assert_eq!(sandbox.call("GET", "/sandbox/requests/1", &[], "").0, 404);
    assert_eq!(sandbox.get("/sandbox/log").as_array().unwrap().len(), 1000);
}

#[test]
fn events_tell_what_happens() {
    let sandbox = Sandbox::start();
    let mut stream = TcpStream::connect(&sandbox.authority).unwrap();
    let host = &sandbox.authority;
    write!(stream, "GET /sandbox/events HTTP/1.1\r\nhost: {host}\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "retry: 500"));
    let code = sandbox.mint(json!({"citizen": "xiaoming"}));
    assert!(lines.any(|line| line == "event: codes"));
    exchange(&sandbox, &code);
    for (event, status) in [("request", Value::Null), ("answer", json!(200))] {
        assert!(lines.any(|line| line == format!("event: {event}")));
        let data = lines.next().unwrap();
        let data: Value = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
        assert_eq!((&data["citizen"], &data["status"]), (&json!("小明"), &status));
    }
}

#[test]
fn the_page_holds_itself_to_its_own_files() {
    let sandbox = Sandbox::start();
    let mut stream = TcpStream::connect(&sandbox.authority).unwrap();
    write!(stream, "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let answer = std::io::read_to_string(stream).unwrap();
    let (head, page) = answer.split_once("\r\n\r\n").unwrap();
    for directive in
        ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]
    {
        assert!(head.contains(directive), "{head}");
    }
    assert!(!head.contains("unsafe") && !head.contains('*'), "{head}");
    assert!(
        !page.contains("style=") && !page.contains("<style") && !page.contains(" on"),
        "{page}"
    );
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing from elsewhere");
}

/// The usual port, or the next that is free, and it says which.
#[test]
fn a_taken_port_is_passed_over() {
    // Whether or not somebody else has it already.
    let _taken = TcpListener::bind("127.0.0.1:8080");
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("taken-{}", std::process::id()));
    let mut process = Command::new(env!("CARGO_BIN_EXE_yjt-sandbox"))
        .args(["serve", "--quiet", "--until-stdin-closes", "--dir"])
        .arg(&dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said: Vec<String> = lines.take_while(|line| line != "ready").collect();
    assert!(said.iter().any(|line| line.contains("port 8080 is taken")), "{said:?}");
    let page = said.iter().find_map(|line| line.split("http://").nth(1)).unwrap();
    let port: u16 = page.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    assert!((8081..=8100).contains(&port), "{port}");
    let connected = TcpStream::connect(("127.0.0.1", port)).is_ok();
    drop(process.stdin.take());
    process.wait().unwrap();
    assert!(connected);
}
