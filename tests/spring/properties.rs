//! What an application may be configured with, and what it is told when it is wrong.

use serde_json::Value;

use crate::jars::{BOOTS, without};
use crate::probe::Probe;
use crate::support::keys::{KEYS, Key, Value as Kind};
use crate::support::sandbox::SANDBOX;

pub type Properties = Vec<(String, String)>;

/// The properties of a configuration, below a prefix.
pub fn properties(prefix: &str, configuration: &Value) -> Properties {
    let mut all = vec![];
    for (key, value) in configuration.as_object().unwrap() {
        let name = format!("{prefix}.{}", dashed(key));
        match value {
            Value::Object(_) => all.extend(properties(&name, value)),
            Value::String(text) => all.push((name, text.clone())),
            other => all.push((name, other.to_string())),
        }
    }
    all
}

/// `appCode` -> `app-code`, as people write properties.
pub fn dashed(key: &str) -> String {
    let dash = |c: char| if c.is_uppercase() { format!("-{}", c.to_lowercase()) } else { c.into() };
    key.chars().map(dash).collect()
}

fn sandbox() -> Properties {
    properties("yjt", &SANDBOX.configuration)
}

fn with(changes: &[(&str, &str)]) -> Properties {
    let mut all = sandbox();
    for (name, value) in changes {
        all.retain(|(known, _)| known != name);
        all.push(((*name).to_owned(), (*value).to_owned()));
    }
    all
}

/// Every key is bound: a value that it cannot have is refused by its name. And nothing secret is said about it.
#[test]
fn every_key_is_bound() {
    const WRONG: &str = "not like this";
    for boot in BOOTS {
        let mut probe = Probe::on(boot);
        for (path, key) in KEYS.iter().flat_map(|key| leaves("", key)) {
            let name = format!("yjt.{}", dashed(&path));
            let (name, wrong) = match key.value {
                Kind::Integer { max, .. } => (name, (max + 1).to_string()),
                Kind::TextsByName => (format!("{name}.Expect"), WRONG.to_owned()),
                _ => (name, WRONG.to_owned()),
            };
            let outcome = probe.run(&with(&[(&name, &wrong)]));
            // Spring itself tells what is no flag.
            let expected = match key.value {
                Kind::Flag { .. } => format!("under '{name}' to java.lang.Boolean"),
                _ => format!("\nyjt: {path}"),
            };
            let log = &outcome.log;
            assert!(outcome.is_refused() && log.contains(&expected), "{name}: {outcome:?}");
            assert!(!log.contains("\tat "), "a stack trace: {log}");
            for secret in ["appKey", "token", "appSecret"] {
                let secret = SANDBOX.configuration[secret].as_str().unwrap();
                assert!(!log.contains(secret), "{name}: {log}");
            }
            if !matches!(key.value, Kind::Flag { .. } | Kind::Word { .. }) {
                assert!(!log.contains(WRONG), "what may be a secret: {name}: {log}");
            }
        }
    }
}

/// Keys that hold no others, by their paths.
fn leaves(section: &str, key: &'static Key) -> Vec<(String, &'static Key)> {
    let path = format!("{section}{}", key.name);
    match key.value {
        Kind::Section(inner) | Kind::WordOrSection(_, inner) => {
            inner.iter().flat_map(|inner| leaves(&format!("{path}."), inner)).collect()
        }
        _ => vec![(path, key)],
    }
}

/// What the probe tells of an application with one client.
const GOOD: [&str; 3] = ["clients [default]", "one MeasuredClient", "closed"];

#[test]
fn clients_live_as_long_as_the_application() {
    for boot in BOOTS {
        let mut probe = Probe::on(boot);
        assert_eq!(probe.run(&sandbox()).told, GOOD);
        assert_eq!(probe.run(&with(&[("yjt.service-id-in.path", "true")])).told, GOOD);

        let file = SANDBOX.dir.join("yjt.json").display().to_string();
        assert_eq!(probe.run(&[("yjt.config-file".to_owned(), file.clone())]).told, GOOD);
        let both = probe.run(&with(&[("yjt.config-file", &file)]));
        assert!(both.is_refused() && both.log.contains("\nyjt: config-file"), "{both:?}");
        let nowhere = probe.run(&[("yjt.config-file".to_owned(), "nowhere.json".to_owned())]);
        assert!(nowhere.is_refused() && nowhere.log.contains("nowhere.json"), "{nowhere:?}");
        assert_eq!(probe.run(&with(&[("yjt.config-file", "")])).told, GOOD, "not given");
        let none = probe.run(&[("yjt.config-file".to_owned(), String::new())]);
        assert!(none.is_refused() && none.log.contains("没有配置任何一家医院"), "{none:?}");
    }
}

/// Spring leaves what it cannot replace as it is.
#[test]
fn a_placeholder_without_a_value_is_refused() {
    for boot in BOOTS {
        let mut probe = Probe::on(boot);
        for name in [
            "yjt.app-code",
            "yjt.app-key",
            "yjt.paas-id",
            "yjt.token",
            "yjt.app-secret",
            "yjt.service-id",
            "yjt.base-url",
            "yjt.proxy",
            "yjt.tls.ca-file",
            "yjt.extra-headers.x-tsp-internet",
            "yjt.config-file",
            "yjt.hospitals.east.token",
        ] {
            let outcome = probe.run(&with(&[(name, "a-secret ${NOT_SET}")]));
            let (hospital, key) = match name.strip_prefix("yjt.hospitals.east.") {
                Some(key) => ("yjt.hospitals.east", key),
                None => ("yjt", &name["yjt.".len()..]),
            };
            let says = format!("\n{hospital}: {key}: 占位符没有值");
            assert!(outcome.is_refused() && outcome.log.contains(&says), "{outcome:?}");
            assert!(!outcome.log.contains("a-secret"), "{outcome:?}");
        }
        let set = with(&[("yjt.token", "${probe.token}"), ("probe.token", "token-of-the-sandbox")]);
        assert_eq!(probe.run(&set).told, GOOD, "one that has a value");
    }
}

#[test]
fn a_client_of_the_applications_own_is_the_one() {
    let file = SANDBOX.dir.join("yjt.json").display().to_string();
    for boot in BOOTS {
        let told = Probe::on(boot).run(&with(&[("probe.own-client", &file)])).told;
        assert_eq!(told, [GOOD[0], "one YjtClient", GOOD[2]]);
        let excluded = "cn.yjt.spring.YjtAutoConfiguration";
        let without = with(&[("spring.autoconfigure.exclude", excluded)]);
        assert_eq!(Probe::on(boot).run(&without).told, ["nothing"]);
    }
}

#[test]
fn the_end_of_an_application_leaves_anothers_log() {
    for boot in BOOTS {
        let outcome = Probe::on(boot).run(&with(&[("probe.outlived", "true")]));
        let mut lines = outcome.log.lines().filter(|line| line.contains(" cn.yjt "));
        assert!(lines.any(|line| line.contains("WARN")), "{outcome:?}");
    }
}

#[test]
fn several_hospitals_by_name() {
    let hospital = |name: &str| properties(&format!("yjt.hospitals.{name}"), &SANDBOX.plain);
    let both = [hospital("east"), hospital("west")].concat();
    for boot in BOOTS {
        let mut probe = Probe::on(boot);
        let several = probe.run(&both).told;
        assert_eq!(several[0], "clients [east, west]");
        assert!(several[1].starts_with("no client: ") && several[1].contains("YjtClients"));
        assert_eq!(probe.run(&hospital("east")).told[..], ["clients [east]", GOOD[1], GOOD[2]]);
        let all = probe.run(&[sandbox(), both.clone()].concat()).told;
        assert_eq!(all, ["clients [east, west, default]", GOOD[1], GOOD[2]]);

        let mut wrong = both.clone();
        wrong.retain(|(name, _)| name != "yjt.hospitals.west.app-key");
        wrong.push(("yjt.hospitals.west.app-key".to_owned(), "1".to_owned()));
        let wrong = probe.run(&wrong);
        let says = "\nyjt.hospitals.west: appKey";
        assert!(wrong.is_refused() && wrong.log.contains(says), "{wrong:?}");
        assert!(wrong.log.contains("client released"), "the one before it: {wrong:?}");
        let clash = probe.run(&[sandbox(), hospital("default")].concat());
        assert!(clash.is_refused() && clash.log.contains("\nyjt: "), "{clash:?}");
    }
}

#[test]
fn what_is_misspelt_is_refused() {
    for boot in BOOTS {
        let mut probe = Probe::on(boot);
        for name in ["yjt.app-kye", "yjt.tls.cafiel", "yjt.hospitals.east.tokne"] {
            let outcome = probe.run(&with(&[(name, "a-secret")]));
            assert!(outcome.is_refused() && outcome.log.contains(name), "{outcome:?}");
            assert!(!outcome.log.contains("a-secret"), "{outcome:?}");
        }
    }
}

/// Nothing of yjt, as in an application's own tests; nothing of the actuator and Micrometer.
#[test]
fn what_is_not_there_is_not_needed() {
    for boot in BOOTS {
        assert_eq!(Probe::on(boot).run(&[]).told, ["nothing"]);
        for parts in [&["actuator"][..], &["actuator", "micrometer"]] {
            let told = Probe::start(&without(boot, parts)).run(&sandbox()).told;
            assert_eq!(told, ["clients [default]", "one YjtClient", "closed"], "{parts:?}");
        }
    }
}
