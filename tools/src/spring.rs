//! Spring Boot: the properties of a hospital, and what their Javadoc cannot tell an IDE.

use serde_json::json;

use crate::configuration::{Kind, Setting, settings, unit};
use crate::files::Files;
use crate::keys::{KEYS, Key, Value};
use crate::text::{pascal, plain, snake, wrapped};

const FOLDER: &str = "bindings/spring-boot/src/main";

pub fn write(files: &mut Files) {
    files.whole(&format!("{FOLDER}/java/cn/yjt/spring/HospitalKeys.java"), class());
    files.whole(
        &format!("{FOLDER}/resources/META-INF/additional-spring-configuration-metadata.json"),
        serde_json::to_string_pretty(&metadata()).unwrap() + "\n",
    );
}

// ---- the class

/// A property: a key, or a word that stands instead of a section and becomes a flag in it.
struct Property {
    name: &'static str,
    type_: String,
    comment: String,
    /// What its field begins as.
    initial: &'static str,
    settable: bool,
}

fn class() -> String {
    let sections = KEYS.iter().filter_map(|key| Some((key, section(key)?)));
    let nested: Vec<_> = sections
        .map(|(key, properties)| {
            format!(
                "\n    /** {} */\n    public static class {} {{\n{}    }}\n",
                comment(key),
                pascal(key.name),
                members(&properties, "        ")
            )
        })
        .collect();
    format!(
        "// Written by yjt-tools from src/config/keys.rs: change it there.
package cn.yjt.spring;

import cn.yjt.YjtConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The keys of one hospital's configuration, by the library's own names; null is left out. The library is their judge. */
public class HospitalKeys {{
{}
    /** The configuration of what is set. */
    YjtConfig toConfig() {{
        YjtConfig.Builder builder = YjtConfig.environment(environment);
{}        return builder.build();
    }}

    /** Whether nothing is set. */
    boolean isEmpty() {{
        return Stream.of({}).allMatch(Objects::isNull)
                && extraHeaders.isEmpty();
    }}
{}}}
",
        members(&KEYS.iter().map(property).collect::<Vec<_>>(), "    "),
        settings().iter().map(set).collect::<String>(),
        wrapped(&leaves().join(", "), 96).join("\n                "),
        nested.concat()
    )
}

/// The properties of a key that has some of its own.
fn section(key: &Key) -> Option<Vec<Property>> {
    match key.value {
        Value::Section(inner) => Some(inner.iter().map(property).collect()),
        Value::WordOrSection(word, inner) => {
            let word = Property {
                name: word,
                type_: "Boolean".to_owned(),
                comment: format!(
                    "`{}` 写成 \"{word}\" | \"{word}\" instead of a section",
                    key.name
                )
                .replace('`', ""),
                initial: "",
                settable: true,
            };
            Some(inner.iter().map(property).chain([word]).collect())
        }
        _ => None,
    }
}

fn property(key: &Key) -> Property {
    let (type_, initial, settable) = match key.value {
        Value::Text | Value::Word { .. } => ("String".to_owned(), "", true),
        Value::Texts => ("List<String>".to_owned(), "", true),
        Value::Flag { .. } => ("Boolean".to_owned(), "", true),
        Value::Integer { .. } => ("Integer".to_owned(), "", true),
        Value::TextsByName => ("Map<String, String>".to_owned(), " = new LinkedHashMap<>()", true),
        Value::Section(_) | Value::WordOrSection(..) => (pascal(key.name), "", false),
    };
    Property { name: key.name, type_, comment: comment(key), initial, settable }
}

fn members(properties: &[Property], indent: &str) -> String {
    let fields = properties.iter().map(|Property { name, type_, comment, initial, settable }| {
        let (constant, initial) = match settable {
            true => ("", (*initial).to_owned()),
            false => ("final ", format!(" = new {type_}()")),
        };
        let lines = wrapped(comment, 118 - indent.len());
        let comment = match &lines[..] {
            [line] => format!("{indent}/** {line} */\n"),
            lines => {
                let lines = lines.iter().map(|line| format!("{indent} * {line}\n"));
                format!("{indent}/**\n{}{indent} */\n", lines.collect::<String>())
            }
        };
        format!("{comment}{indent}private {constant}{type_} {name}{initial};\n")
    });
    let methods = properties.iter().map(|Property { name, type_, settable, .. }| {
        let capital = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        let get = format!(
            "\n{indent}public {type_} get{capital}() {{\n{indent}    return {name};\n{indent}}}\n"
        );
        let set = format!(
            "\n{indent}public void set{capital}({type_} {name}) {{\n\
             {indent}    this.{name} = {name};\n{indent}}}\n"
        );
        get + if *settable { &set } else { "" }
    });
    fields.collect::<String>() + &methods.collect::<String>()
}

/// The statements that hand a setting to the builder, whose method has its name; a null text the builder leaves out.
fn set(setting: &Setting) -> String {
    let Setting { name, section, key, kind, .. } = setting;
    let field = match *section {
        "" => (*key).to_owned(),
        section => format!("{section}.{key}"),
    };
    let guarded = |condition: String, argument: String| {
        format!(
            "        if ({condition}) {{\n            builder.{name}({argument});\n        }}\n"
        )
    };
    match kind {
        Kind::Text if name == "environment" => String::new(), // The builder's own beginning.
        Kind::Text => format!("        builder.{name}({field});\n"),
        Kind::Flag | Kind::Integer => guarded(format!("{field} != null"), field),
        Kind::Texts => {
            guarded(format!("{field} != null"), format!("{field}.toArray(new String[0])"))
        }
        Kind::Word => guarded(format!("Boolean.TRUE.equals({field})"), String::new()),
        Kind::ByName => by_name(name, section),
    }
}

fn by_name(method: &str, section: &str) -> String {
    match KEYS.iter().find(|key| key.name == section).expect("a section").value {
        Value::Section(inner) => inner
            .iter()
            .map(|Key { name, .. }| {
                format!("        builder.{method}(\"{name}\", {section}.{name});\n")
            })
            .collect(),
        _ => format!("        {section}.forEach(builder::{method});\n"),
    }
}

/// The fields that are null unless set.
fn leaves() -> Vec<String> {
    let of_key = |key: &Key| match section(key) {
        Some(inner) => inner.iter().map(|inner| format!("{}.{}", key.name, inner.name)).collect(),
        None if matches!(key.value, Value::TextsByName) => vec![],
        None => vec![key.name.to_owned()],
    };
    KEYS.iter().flat_map(of_key).collect()
}

/// What a key means and what may be given, Chinese and English: an IDE shows it.
fn comment(key: &Key) -> String {
    [0, 1].map(|language| described(key, language)).join(" | ")
}

fn described(key: &Key, language: usize) -> String {
    let mut text = plain(key.meaning[language]);
    let mut add = |more: String| {
        text += ["。", ". "][language];
        text += &more;
    };
    match key.value {
        Value::Integer { min, max, .. } => {
            add(format!("{min} {} {max}{}", ["到", "to"][language], unit(key.name, language)));
        }
        Value::Text if !key.required && key.otherwise[1] != "none" => {
            let default = plain(key.otherwise[language]);
            add(format!("{}{default}", ["默认:", "Unless set: "][language]));
        }
        _ => {}
    }
    text
}

// ---- what Javadoc cannot tell: defaults that are the library's, words to choose from

fn metadata() -> serde_json::Value {
    let (mut properties, mut hints) = (vec![], vec![]);
    for (path, key) in KEYS.iter().flat_map(|key| paths("yjt.", key)) {
        let name = path;
        match key.value {
            Value::Flag { default } => {
                properties.push(json!({"name": name, "defaultValue": default}))
            }
            Value::Integer { default, .. } => {
                properties.push(json!({"name": name, "defaultValue": default}));
            }
            Value::Word { allowed, default } => {
                if let Some(default) = default {
                    properties.push(json!({"name": name, "defaultValue": default}));
                }
                let values: Vec<_> = allowed.iter().map(|word| json!({"value": word})).collect();
                hints.push(json!({"name": name, "values": values}));
            }
            _ => {}
        }
    }
    json!({
        "//": "Written by yjt-tools from src/config/keys.rs: change it there.",
        "properties": properties,
        "hints": hints,
    })
}

fn paths(prefix: &str, key: &'static Key) -> Vec<(String, &'static Key)> {
    let name = format!("{prefix}{}", snake(key.name).replace('_', "-"));
    match key.value {
        Value::Section(inner) => {
            inner.iter().flat_map(|inner| paths(&format!("{name}."), inner)).collect()
        }
        _ => vec![(name, key)],
    }
}
