//! What the actors of `tests/languages` know of the configuration, each key by its own member, and of the user.

use crate::configuration::{Kind, Setting, settings};
use crate::files::Files;
use crate::keys::{KEYS, Value};
use crate::surface::{Member, Surface};
use crate::text::{camel, pascal, snake};

pub fn write(surface: &Surface, files: &mut Files) {
    let fields = &surface.structure("yjt_user").members;
    let all = |line: fn(&Member) -> String| fields.iter().map(line).collect::<String>();
    files.part(
        "tests/languages/Actor.java",
        "fields",
        &all(|field| {
            let getter = format!("u.get{}()", managed(field));
            let text =
                if field.type_.is_number() { format!("String.valueOf({getter})") } else { getter };
            format!("            {text},\n")
        }),
    );
    files.part(
        "tests/languages/Actor.cs",
        "fields",
        &all(|field| {
            let text = if field.type_.is_number() { ".ToString()" } else { "" };
            format!("            u.{}{text},\n", managed(field))
        }),
    );
    files.part(
        "tests/languages/actor.cpp",
        "fields",
        &all(|field| {
            let getter = format!("u.{}()", field.name);
            let text =
                if field.type_.is_number() { format!("std::to_string({getter})") } else { getter };
            format!("        {text},\n")
        }),
    );
    files.part(
        "tests/languages/checks.rs",
        "fields",
        &all(|field| format!("    \"{}\",\n", camel(&field.name))),
    );

    let all = |line: fn(&Case) -> String| cases().iter().map(line).collect::<String>();
    files.part("tests/languages/Actor.java", "keys", &all(java));
    files.part("tests/languages/Actor.cs", "keys", &all(csharp));
    files.part("tests/languages/actor.cpp", "keys", &all(cpp));
}

/// A field's name in Java and C#, where the shorter name is the constant's.
fn managed(field: &Member) -> String {
    pascal(&field.name) + if field.is_code() { "Code" } else { "" }
}

/// A key's path, its member, and which name it gives that where it wants one.
struct Case {
    path: String,
    setting: Setting,
    name: &'static str,
}

/// The environment is a builder's own beginning.
fn cases() -> Vec<Case> {
    let of = |setting: Setting| match setting.kind {
        Kind::ByName => by_name(&setting),
        Kind::Word => vec![Case { path: setting.section.to_owned(), setting, name: "" }],
        _ if setting.section.is_empty() => {
            vec![Case { path: setting.key.to_owned(), setting, name: "" }]
        }
        _ => {
            let path = format!("{}.{}", setting.section, setting.key);
            vec![Case { path, setting, name: "" }]
        }
    };
    settings().into_iter().filter(|setting| setting.key != "environment").flat_map(of).collect()
}

fn by_name(setting: &Setting) -> Vec<Case> {
    let key = KEYS.iter().find(|key| key.name == setting.section).expect("a key");
    match key.value {
        Value::Section(inner) => inner
            .iter()
            .map(|inner| Case {
                path: format!("{}.{}", key.name, inner.name),
                setting: setting.clone(),
                name: inner.name,
            })
            .collect(),
        _ => vec![Case { path: key.name.to_owned(), setting: setting.clone(), name: "X-A" }],
    }
}

fn java(case: &Case) -> String {
    let Case { path, setting, name } = case;
    let value = match setting.kind {
        Kind::Text => "value".to_owned(),
        Kind::Texts => "KEY + KEY, value".to_owned(),
        Kind::Flag => "Boolean.parseBoolean(value)".to_owned(),
        Kind::Integer => "Integer.parseInt(value)".to_owned(),
        Kind::ByName => format!("\"{name}\", value"),
        Kind::Word => String::new(),
    };
    format!("            case \"{path}\": return to.{}({value});\n", setting.name)
}

fn csharp(case: &Case) -> String {
    let Case { path, setting, name } = case;
    let member = crate::csharp::name(setting);
    let set = match setting.kind {
        Kind::Text => format!("to.{member} = value;"),
        Kind::Texts => format!("to.{member}.Add(Key + Key); to.{member}.Add(value);"),
        Kind::Flag => format!("to.{member} = bool.Parse(value);"),
        Kind::Integer => format!("to.{member} = int.Parse(value);"),
        Kind::ByName => format!("to.{}[\"{name}\"] = value;", pascal(setting.section)),
        Kind::Word => format!("to.{member} = true;"),
    };
    format!("            case \"{path}\": {set} break;\n")
}

fn cpp(case: &Case) -> String {
    let Case { path, setting, name } = case;
    let value = match setting.kind {
        Kind::Text => "value".to_owned(),
        Kind::Texts => "{key + key, value}".to_owned(),
        Kind::Flag => "value == \"true\"".to_owned(),
        Kind::Integer => "std::stoi(value)".to_owned(),
        Kind::ByName => format!("\"{name}\", value"),
        Kind::Word => String::new(),
    };
    format!("    if (path == \"{path}\") return to.{}({value});\n", snake(&setting.name))
}
