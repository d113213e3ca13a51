//! The configuration's keys as the builders of all languages have them: a member a key, named alike everywhere.

use crate::keys::{KEYS, Key, Value};
use crate::text::{pascal, plain, sentence, singular};

/// A member of a builder.
#[derive(Clone)]
pub struct Setting {
    /// In camelCase: `caFile`, `signatureTemplate`, `extraHeader`.
    pub name: String,
    /// The section's key; empty at the top.
    pub section: &'static str,
    /// The key in its section, or the word that stands instead of a section.
    pub key: &'static str,
    pub kind: Kind,
    /// What it means and what may be given, in English.
    pub meaning: String,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Text,
    Texts,
    Flag,
    Integer,
    /// One of a section's members, by name.
    ByName,
    /// The word that stands instead of a section.
    Word,
}

/// Every key, in the table's order.
pub fn settings() -> Vec<Setting> {
    KEYS.iter().flat_map(of_key).collect()
}

fn of_key(key: &'static Key) -> Vec<Setting> {
    match key.value {
        Value::Section(inner)
            if inner.iter().all(|key| matches!(key.value, Value::Word { .. })) =>
        {
            let fields =
                inner.iter().map(|key| format!("{}: {}", key.name, allowed(key).join(", ")));
            vec![by_name(key, &[fields.collect::<Vec<_>>().join("; ")])]
        }
        Value::TextsByName => vec![by_name(key, &[])],
        Value::Section(inner) => inner.iter().map(|inner| one(key.name, inner)).collect(),
        Value::WordOrSection(word, inner) => {
            let mut settings: Vec<_> = inner.iter().map(|inner| one(key.name, inner)).collect();
            let name = format!("{}{}", key.name, pascal(word));
            let meaning = sentences(key, &["Excludes the others".to_owned()]);
            settings.push(Setting {
                name,
                section: key.name,
                key: word,
                kind: Kind::Word,
                meaning,
            });
            settings
        }
        _ => vec![one("", key)],
    }
}

fn one(section: &'static str, key: &'static Key) -> Setting {
    // The keys of tls are clear by themselves.
    let name = match section {
        "" | "tls" => key.name.to_owned(),
        section => format!("{section}{}", pascal(key.name)),
    };
    let kind = match key.value {
        Value::Texts => Kind::Texts,
        Value::Flag { .. } => Kind::Flag,
        Value::Integer { .. } => Kind::Integer,
        _ => Kind::Text,
    };
    Setting { name, section, key: key.name, kind, meaning: sentences(key, &allowed(key)) }
}

fn by_name(key: &'static Key, fields: &[String]) -> Setting {
    let name = singular(key.name).to_owned();
    Setting {
        name,
        section: key.name,
        key: "",
        kind: Kind::ByName,
        meaning: sentences(key, fields),
    }
}

/// What a key means, and more of it.
fn sentences(key: &Key, more: &[String]) -> String {
    let meaning = plain(key.meaning[1]);
    let all: Vec<_> = std::iter::once(&meaning).chain(more).map(|text| sentence(text)).collect();
    all.join(". ") + "."
}

/// What may be given, and what holds otherwise.
fn allowed(key: &Key) -> Vec<String> {
    let unless_set = |default: &str| format!("unless set: {default}");
    match key.value {
        Value::Integer { min, max, default } => {
            let range = format!("{min} to {max}{}", unit(key.name, 1));
            vec![range, unless_set(&default.to_string())]
        }
        Value::Flag { default } => vec![unless_set(&default.to_string())],
        Value::Word { allowed, default } => {
            let words: Vec<_> = allowed.iter().map(|word| format!("\"{word}\"")).collect();
            let (last, others) = words.split_last().expect("a word");
            let default = default.map(|default| unless_set(&format!("\"{default}\"")));
            std::iter::once(format!("{} or {last}", others.join(", "))).chain(default).collect()
        }
        _ if key.required || key.otherwise[1] == "none" => vec![],
        _ => vec![unless_set(&plain(key.otherwise[1]))],
    }
}

/// The unit that an integer's name ends with, in Chinese (0) or English (1), a blank before it.
pub fn unit(name: &str, language: usize) -> &'static str {
    let units =
        [("Ms", [" 毫秒", " ms"]), ("Bytes", [" 字节", " bytes"]), ("Seconds", [" 秒", " s"])];
    units.iter().find(|(ending, _)| name.ends_with(ending)).map_or("", |(_, unit)| unit[language])
}
