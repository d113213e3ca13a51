//! The kiosk: a line of standard input is a scan.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::builds::KIOSK;
use crate::support::peer;
use crate::support::sandbox::SANDBOX;
use crate::support::tables::secrets;

const AGAIN: &str = "请从粤健通重新进入,再扫一次";
const COUNTER: &str = "人工窗口";

struct Said {
    patient: String,
    engineer: String,
    code: i32,
}

fn kiosk(configuration: &str, scans: &[u8]) -> Said {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or_default().replace("::", "-");
    let file = SANDBOX.dir.join(format!("{name}.json"));
    std::fs::write(&file, configuration).unwrap();
    let mut process = Command::new(&*KIOSK)
        .arg(&file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A kiosk that has given up reads nothing.
    let _ = process.stdin.take().unwrap().write_all(scans);
    let output = process.wait_with_output().unwrap();
    Said {
        patient: String::from_utf8(output.stdout).unwrap(),
        engineer: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().expect("no signal"),
    }
}

/// One scan, and nothing of a person or a secret on either side.
fn scan(configuration: &str, order: Value) -> Said {
    let minted = SANDBOX.post("/sandbox/codes", &order);
    let said = kiosk(configuration, format!("{}\r\n", minted["link"].as_str().unwrap()).as_bytes());
    for secret in secrets(minted["code"].as_str().unwrap(), &minted["citizen"]) {
        let secret = secret.as_str().unwrap();
        assert!(!said.patient.contains(secret), "{secret} is in {}", said.patient);
        assert!(!said.engineer.contains(secret), "{secret} is in {}", said.engineer);
    }
    said
}

fn configuration() -> String {
    SANDBOX.configuration.to_string()
}

#[test]
fn every_citizen_is_greeted() {
    for citizen in SANDBOX.get("/sandbox/citizens").as_array().unwrap() {
        let said = scan(&configuration(), json!({"citizen": citizen["id"]}));
        assert_eq!((said.code, said.engineer.as_str()), (0, ""));
        let name: Vec<char> = citizen["name"].as_str().unwrap().chars().collect();
        let masked: String = (name.iter().enumerate())
            .map(|(i, &c)| match name.len() {
                1 => '*',
                2 if i == 0 => c,
                n if n > 2 && (i == 0 || i == n - 1) => c,
                _ => '*',
            })
            .collect();
        assert!(said.patient.contains(&format!("您好,{masked}!\n")), "{}", said.patient);
        if let Some(number) = citizen["certificateNo"].as_str() {
            let masked = format!(":{}***********{}\n", &number[..3], &number[14..]);
            assert!(said.patient.contains(&masked), "{}", said.patient);
        }
    }
}

#[test]
fn dictionaries_give_the_labels() {
    let said = scan(&configuration(), json!({"citizen": "xiaoming"})).patient;
    assert_eq!(
        said,
        "请出示粤健通二维码。\n您好,小*!\n证件类型:居民身份证\n证件号码:440***********000X\n\
         手机号码:100****0000\n性别:男\n民族:汉族\n渠道:内地\n\n请出示粤健通二维码。\n"
    );
    let said = scan(&configuration(), json!({"citizen": "unknown-codes"})).patient;
    assert!(said.contains("证件类型:98\n") && said.contains("民族:98\n"), "{said}");
    let said = scan(&configuration(), json!({"citizen": "missing-fields"})).patient;
    assert!(said.contains("您好,只*名!\n手机号码:100****9999\n\n"), "{said}");
    assert!(
        said.contains("没有给出证件号码,请到人工窗口核对证件"),
        "an account is no person: {said}"
    );
}

#[test]
fn each_failure_has_two_messages() {
    let (_socket, closed) = peer::refusing();
    let nobody = json!({"baseUrl": format!("https://127.0.0.1:{closed}/")});
    let none = || json!({});
    for (change, order, status, patient) in [
        (none(), json!({"ageSeconds": 301}), 1, AGAIN),
        (none(), json!({"fault": "gateway:AGW.1433"}), 304, COUNTER),
        (none(), json!({"fault": "http:502"}), 302, COUNTER),
        (none(), json!({"fault": "echo"}), 301, COUNTER),
        (none(), json!({"fault": "nulls"}), 322, COUNTER),
        (none(), json!({"fault": "inner-refused"}), 305, COUNTER),
        (json!({"timeoutMs": 3000}), json!({"fault": "stall"}), 207, COUNTER),
        (json!({"appKey": "0123456789ABCDEFFEDCBA9876543210"}), none(), 420, COUNTER),
        (json!({"token": "wrong"}), none(), 304, COUNTER),
        (nobody, none(), 201, COUNTER),
    ] {
        let said = scan(&SANDBOX.configured(change), order);
        assert_failed(&said, status, patient);
        if status == 304 {
            assert!(said.engineer.contains("gateway AGW.1433, HTTP 200: "), "{}", said.engineer);
        }
    }
}

fn assert_failed(said: &Said, status: i32, patient: &str) {
    assert_eq!(said.code, 0, "it goes on");
    let Said { patient: told, engineer, .. } = said;
    assert!(told.contains(patient) && told.contains(&format!("({status})")), "{status}: {told}");
    assert!(!told.contains(" -> ") && !told.contains("您好"), "{told}");
    assert!(engineer.starts_with(&format!("yjt {status}")), "{status}: {engineer}");
    assert!(engineer.contains(" | ") && engineer.contains(" -> "), "{engineer}");
}

#[test]
fn scanners_type_anything() {
    let (good, _) = SANDBOX.mint(json!({"citizen": "xiaoming"}));
    let (used, _) = SANDBOX.mint(json!({"citizen": "xiaoming"}));
    let link = |code: &str| format!("https://h.example/login?code={code}#/home");
    let tampered: String = good.chars().rev().collect();
    for (scan, status) in [
        ("hello".as_bytes().to_vec(), 130),
        (b"https://h.example/".to_vec(), 131),
        (link("").into_bytes(), 132),
        (link("a b").into_bytes(), 134),
        (link(&tampered).into_bytes(), 1),
        (b"\xFF\xFE?code=abc".to_vec(), 101),
        (vec![b'a'; 100_000], 102),
    ] {
        assert_failed(&kiosk(&configuration(), &scan), status, AGAIN);
    }
    let nul = kiosk(&configuration(), b"?code=abc\0d\n");
    assert!(nul.patient.contains(AGAIN) && nul.engineer.contains("NUL"), "{}", nul.engineer);

    // One after the other, in the same kiosk.
    let scans = format!("\n \r\nhello\r\n{}\n{}\n{}", link(&used), link(&used), link(&good));
    let said = kiosk(&configuration(), scans.as_bytes());
    let told: Vec<&str> =
        said.patient.lines().filter(|line| line.contains("(") || line.contains("您好")).collect();
    assert_eq!(told.len(), 4, "{}", said.patient);
    assert!(told[0].contains("(130)") && told[2].contains("(1)"), "{told:?}");
    assert_eq!((told[1], told[3]), ("您好,小*!", "您好,小*!"));
    assert_eq!(said.engineer.lines().count(), 2, "{}", said.engineer);
}

#[test]
fn a_kiosk_that_cannot_start_says_so() {
    for (configuration, status) in [
        (String::new(), 110),
        (SANDBOX.configured(json!({"appKey": "geheim"})), 400),
        (SANDBOX.configured(json!({"appKye": "geheim"})), 111),
    ] {
        let said = kiosk(&configuration, b"");
        assert_eq!((said.code, said.patient.as_str()), (1, "本机暂停服务,请到人工窗口办理。\n"));
        assert!(said.engineer.starts_with(&format!("yjt {status}: ")), "{}", said.engineer);
        assert!(!said.engineer.contains("geheim"));
    }
    let alone = Command::new(&*KIOSK).output().unwrap();
    assert_eq!(alone.status.code(), Some(2));
    let nowhere = Command::new(&*KIOSK).arg("/nowhere.json").output().unwrap();
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(String::from_utf8(nowhere.stderr).unwrap().contains("/nowhere.json"));
}
