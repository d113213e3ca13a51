//! What an IDE shows while somebody writes the properties.

use serde_json::Value;

use crate::properties::dashed;
use crate::support::builds::REACTOR;
use crate::support::keys::{KEYS, Key, Value as Kind};

#[test]
fn every_key_is_explained_chinese_first() {
    let file = REACTOR.join("starter/classes/META-INF/spring-configuration-metadata.json");
    let metadata: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let find = |kind: &str, name: &str| {
        let all = metadata[kind].as_array().unwrap().iter();
        all.filter(|one| one["name"] == name).cloned().collect::<Vec<_>>()
    };
    for (name, key) in KEYS.iter().flat_map(|key| names("yjt.", key)) {
        let [property] = &find("properties", &name)[..] else { panic!("{name}: {metadata}") };
        let description = property["description"].as_str().unwrap_or_else(|| panic!("{name}"));
        let (chinese, english) = description.split_once(" | ").unwrap();
        assert!(!chinese.is_ascii() && !english.is_empty(), "{name}: {description}");
        let default = match key.value {
            Kind::Flag { default } => Value::from(default),
            Kind::Integer { default, .. } => Value::from(default),
            Kind::Word { default: Some(default), .. } => Value::from(default),
            _ => Value::Null,
        };
        assert_eq!(property["defaultValue"], default, "{name}");
        if let Kind::Word { allowed, .. } = key.value {
            let [hint] = &find("hints", &name)[..] else { panic!("{name}: {metadata}") };
            assert_eq!(hint["values"].as_array().unwrap().len(), allowed.len(), "{name}");
        }
    }
    for name in ["yjt.config-file", "yjt.hospitals"] {
        assert!(find("properties", name)[0]["description"].is_string(), "{name}");
    }
}

fn names(prefix: &str, key: &'static Key) -> Vec<(String, &'static Key)> {
    let name = format!("{prefix}{}", dashed(key.name));
    match key.value {
        Kind::Section(inner) | Kind::WordOrSection(_, inner) => {
            inner.iter().flat_map(|inner| names(&format!("{name}."), inner)).collect()
        }
        _ => vec![(name, key)],
    }
}
