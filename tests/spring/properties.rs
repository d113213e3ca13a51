//! What an application may be configured with, and what it is told when it is wrong.

use serde_json::Value;

use crate::jars::{BOOTS, class_path, without};
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
        let mut probe = Probe::start(&class_path(boot));
        for (path, key) in KEYS.iter().flat_map(|key| leaves("", key)) {
            let name = format!("yjt.{}", dashed(&path));
            let (name, wrong) = match key.value {
                Kind::Integer { max, .. } => (name, (max + 1).to_string()),
                Kind::TextsByName => (format!("{name}.Expect"), WRONG.to_owned()),
                _ => (name, WRONG.to_owned()),
            };
            let said = probe.run(&with(&[(&name, &wrong)]));
            // Spring itself tells what is no flag.
            let expected = match key.value {
                Kind::Flag { .. } => format!("under '{name}' to java.lang.Boolean"),
                _ => format!("yjt: {path}"),
            };
            assert!(said.contains("refused") && said.contains(&expected), "{name}: {said}");
            assert!(!said.contains("Exception"), "a stack trace: {said}");
            for secret in ["appKey", "token", "appSecret"] {
                let secret = SANDBOX.configuration[secret].as_str().unwrap();
                assert!(!said.contains(secret), "{name}: {said}");
            }
            if !matches!(key.value, Kind::Flag { .. } | Kind::Word { .. }) {
                assert!(!said.contains(WRONG), "what may be a secret: {name}: {said}");
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

#[test]
fn clients_live_as_long_as_the_application() {
    for boot in BOOTS {
        let mut probe = Probe::start(&class_path(boot));
        let said = probe.run(&sandbox());
        assert!(said.contains("clients [default]\none MeasuredClient"), "{said}");
        assert!(said.contains("\nclosed"), "{said}");
        let path = probe.run(&with(&[("yjt.service-id-in.path", "true")]));
        assert!(path.contains("\nclosed"), "{path}");

        let file = SANDBOX.dir.join("yjt.json").display().to_string();
        let said = probe.run(&[("yjt.config-file".to_owned(), file.clone())]);
        assert!(said.contains("clients [default]") && said.contains("\nclosed"), "{said}");
        let both = probe.run(&with(&[("yjt.config-file", &file)]));
        assert!(both.contains("refused") && both.contains("yjt: config-file"), "{both}");
        let nowhere = [("yjt.config-file".to_owned(), "nowhere.json".to_owned())];
        let nowhere = probe.run(&nowhere);
        assert!(nowhere.contains("refused") && nowhere.contains("nowhere.json"), "{nowhere}");
    }
}

#[test]
fn several_hospitals_by_name() {
    let hospital = |name: &str| properties(&format!("yjt.hospitals.{name}"), &SANDBOX.plain);
    let both = [hospital("east"), hospital("west")].concat();
    for boot in BOOTS {
        let mut probe = Probe::start(&class_path(boot));
        let said = probe.run(&both);
        assert!(
            said.contains("clients [east, west]\nno client: ") && said.contains("YjtClients"),
            "{said}"
        );
        let said = probe.run(&hospital("east"));
        assert!(said.contains("clients [east]\none ") && said.contains("\nclosed"), "{said}");
        let said = probe.run(&[sandbox(), both.clone()].concat());
        assert!(said.contains("[east, west, default]\none "), "{said}");

        let wrong = [both.clone(), vec![("yjt.hospitals.west.app-key".to_owned(), "1".to_owned())]];
        let said = probe.run(&wrong.concat()[..]);
        assert!(said.contains("yjt.hospitals.west: appKey") && said.contains("refused"), "{said}");
        let clash = probe.run(&[sandbox(), hospital("default")].concat());
        assert!(clash.contains("refused") && clash.contains("yjt: "), "{clash}");
    }
}

#[test]
fn what_is_misspelt_is_refused() {
    for boot in BOOTS {
        let mut probe = Probe::start(&class_path(boot));
        for name in ["yjt.app-kye", "yjt.tls.cafiel", "yjt.hospitals.east.tokne"] {
            let said = probe.run(&with(&[(name, "a-secret")]));
            assert!(said.contains("refused") && said.contains(name), "{said}");
            assert!(!said.contains("a-secret"), "{said}");
        }
    }
}

/// Nothing of yjt, as in an application's own tests; nothing of the actuator and Micrometer.
#[test]
fn what_is_not_there_is_not_needed() {
    for boot in BOOTS {
        let said = Probe::start(&class_path(boot)).run(&[]);
        assert!(said.contains("nothing"), "{said}");
        for parts in [&["actuator"][..], &["micrometer"], &["actuator", "micrometer"]] {
            let said = Probe::start(&without(boot, parts)).run(&sandbox());
            let measured = !parts.contains(&"micrometer") && !parts.contains(&"actuator");
            let class = if measured { "MeasuredClient" } else { "YjtClient" };
            assert!(said.contains(&format!("one {class}\n")) && said.contains("closed"), "{said}");
        }
    }
}
