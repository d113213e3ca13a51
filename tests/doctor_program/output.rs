//! What a doctor prints, and its exit status.

use std::fs;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::said::Said;
use crate::support::builds::out;
use crate::support::sandbox::SANDBOX;

/// A file with the sandbox's configuration, some keys replaced; unhurried, for the machine may be busy.
pub fn configuration(name: &str, changes: Value) -> String {
    let mut all = json!({"connectTimeoutMs": 60_000, "timeoutMs": 60_000});
    all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    written(name, SANDBOX.configured(all).as_bytes())
}

fn written(name: &str, bytes: &[u8]) -> String {
    let file = out(&format!("doctor-{}-{name}.json", std::process::id()));
    fs::write(&file, bytes).unwrap();
    file.to_str().unwrap().to_owned()
}

/// A line a check: status, id, what was seen in both languages, the time it took.
pub fn all_is_well(run: impl Fn(&[&str]) -> Said) {
    let said = run(&[&configuration("right", json!({}))]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert_eq!(said.last_line(), "没有失败 | nothing failed", "{said:?}");
    for id in ["library", "configuration", "sm4", "connect", "tls", "certificate", "gateway"] {
        let line = said.out.lines().find(|line| line.contains(&format!(" ok       {id}")));
        let line = line.unwrap_or_else(|| panic!("no {id} in {said:?}"));
        assert!(
            line.starts_with("正常") && line.contains(" | ") && line.ends_with(" ms)"),
            "{line}"
        );
    }
}

pub fn json_is_alone(run: impl Fn(&[&str]) -> Said) {
    let said = run(&["--json", &configuration("json", json!({}))]);
    let report = said.report();
    assert_eq!((said.status, said.err.as_str()), (Some(0), ""));
    assert_eq!((&report["schemaVersion"], &report["first"]), (&json!(1), &Value::Null));
}

pub fn a_file_holds_the_report(run: impl Fn(&[&str]) -> Said) {
    let file = out(&format!("doctor-{}-report.json", std::process::id()));
    let _ = fs::remove_file(&file);
    let said = run(&["--output", file.to_str().unwrap(), &configuration("file", json!({}))]);
    let report: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!(report["first"], Value::Null);
    assert_eq!(said.last_line(), "没有失败 | nothing failed", "{said:?}");
}

pub fn only_what_is_asked_for(run: impl Fn(&[&str]) -> Said) {
    let said = run(&["--only", "sm4,configuration", "--json", &configuration("only", json!({}))]);
    let report = said.report();
    let checks = report["checks"].as_array().unwrap().iter();
    // A check's parts are its own.
    let own = |check: &Value| check["id"].as_str().unwrap().split('.').next().unwrap().to_owned();
    let mut ids: Vec<_> = checks.map(own).collect();
    ids.dedup();
    assert_eq!(ids, ["configuration", "sm4"]);
}

/// Left out with `--only`, a failure is one all the same for what waits for it.
pub fn what_was_not_made_is_no_success(run: impl Fn(&[&str]) -> Said) {
    let misspelt = configuration("waits", json!({"tokken": "x"}));
    let said = run(&["--only", "gateway", &misspelt]);
    assert_eq!(said.status, Some(1), "{said:?}");
    assert!(
        said.last_line().contains("去掉 --only") && !said.out.contains("nothing failed"),
        "{said:?}"
    );
}

/// Timeouts below a second are legal and unusual.
pub fn warnings_count_when_strict(run: impl Fn(&[&str]) -> Said) {
    let hasty = configuration("hasty", json!({"connectTimeoutMs": 300, "timeoutMs": 300}));
    let said = run(&["--only", "configuration", &hasty]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(said.out.contains("警告 warning") && said.out.contains("\n    → "), "{said:?}");
    assert_eq!(said.last_line(), "没有失败,警告见上 | nothing failed; the warnings are above");
    assert_eq!(run(&["--strict", "--only", "configuration", &hasty]).status, Some(1));
}

pub fn the_last_line_says_what_to_do_first(run: impl Fn(&[&str]) -> Said) {
    let misspelt = configuration("misspelt", json!({"tokken": "x"}));
    let said = run(&[&misspelt]);
    assert_eq!(said.status, Some(1), "{said:?}");
    let last = said.last_line();
    assert!(last.starts_with("先解决 configuration:"), "{last}");
    assert!(last.contains(" | begin with configuration: "), "{last}");
    assert!(said.out.contains("失败 failed   configuration") && said.out.contains("跳过 skipped"));
    let report = run(&["--json", &misspelt]).report();
    assert_eq!(report["first"], "configuration");
    let gbk = written("gbk", b"{\"environment\": \"\xb2\xe2\xca\xd4\"}");
    let said = run(&[&gbk]);
    assert!(said.status == Some(1) && said.out.contains("GBK"), "{said:?}");
}

/// Against production only when that is said too.
pub fn discovery_is_asked_for(run: impl Fn(&[&str]) -> Said) {
    let refused = configuration("refused", json!({"environment": "production", "token": "wrong"}));
    let discovery = |options: &[&str]| {
        let report = run(&[&["--json"], options, &[&refused]].concat()).report();
        let mut checks = report["checks"].as_array().unwrap().iter();
        checks.find(|check| check["id"] == "discovery").map(|check| check["status"].clone())
    };
    assert_eq!(discovery(&[]), None);
    assert_eq!(discovery(&["--discover"]), Some(json!("skipped")));
    assert_eq!(discovery(&["--discover-in-production"]), Some(json!("unknown")), "none fits");
}

/// Status 2, nothing on standard output, and the reason beside it in both languages.
pub fn it_says_why_it_cannot_run(run: impl Fn(&[&str]) -> Said) {
    let right = &configuration("unused", json!({}));
    let plain = json!({"baseUrl": "http://127.0.0.1:1/x", "allowHttp": true, "tls": null});
    let plain = &configuration("plain", plain);
    for (arguments, says) in [
        (&[][..], "缺少配置文件"),
        (&["--nonsense", right], "--nonsense"),
        (&["--only"], "--only"),
        (&["--only", "nonsense", right], "only"),
        (&["--only", "tls", plain], "needs none of these"),
        (&[right, right], "只能有一个"),
        (&["/nowhere/yjt.json"], "/nowhere/yjt.json"),
        (&["--output", "/nowhere/report.json", "--only", "sm4", right], "/nowhere/report.json"),
    ] {
        let said = run(arguments);
        assert_eq!((said.status, said.out.as_str()), (Some(2), ""), "{arguments:?}: {said:?}");
        assert!(said.err.contains(says) && said.err.contains(" | "), "{arguments:?}: {said:?}");
    }
    let help = run(&["--help"]);
    assert!(help.status == Some(0) && help.out.contains("--discover-in-production"), "{help:?}");
}

/// A report that is not there must not look like one without a finding.
pub fn a_full_disk_is_told(doctor: fn() -> Command) {
    let file = &configuration("full-disk", json!({}));
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in [&["--only", "sm4"][..], &["--json", "--only", "sm4"], &["--help"]] {
        let Output { status, stderr, .. } =
            doctor().args(arguments).arg(file).stdout(full()).output().unwrap();
        let why = String::from_utf8(stderr).unwrap();
        assert_eq!(status.code(), Some(2), "{arguments:?}: {why}");
        assert!(why.contains(" | ") && why.contains("No space left"), "{arguments:?}: {why}");
    }
    let said = Said::by(&mut doctor(), &["--output", "/dev/full", "--only", "sm4", file]);
    assert_eq!((said.status, said.out.as_str()), (Some(2), ""), "{said:?}");
    assert!(said.err.contains("No space left"), "{said:?}");
}

pub fn notepads_unicode_is_read(run: impl Fn(&[&str]) -> Said) {
    let text = format!("\u{feff}{}", SANDBOX.configuration);
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let said = run(&["--only", "configuration", &written("unicode", &bytes)]);
    assert_eq!(said.status, Some(0), "{said:?}");
}
