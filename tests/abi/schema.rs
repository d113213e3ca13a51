//! `docs/yjt.schema.json` says of a configuration what the parser says, as far as a schema can: it knows no files, no
//! key given twice, and no header given twice in another case. Those rows of the table are marked.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::support::abi::Client;
use crate::support::keys::{KEYS, Key, Value as Rule};
use crate::support::sandbox::SANDBOX;
use crate::support::tables::{configuration, configurations};

fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/yjt.schema.json")).unwrap()
}

fn compiled() -> (Schemas, SchemaIndex) {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("yjt.schema.json", schema()).unwrap();
    let index =
        compiler.compile("yjt.schema.json", &mut schemas).unwrap_or_else(|e| panic!("{e:#}"));
    (schemas, index)
}

#[test]
fn it_judges_every_row_as_the_parser_does() {
    let (schemas, index) = compiled();
    let mut judged = 0;
    let mut wrong = vec![];
    for row in configurations() {
        // What is no JSON, an editor says without a schema.
        let Ok(value) = serde_json::from_str::<Value>(&configuration(&row)) else { continue };
        let valid = schemas.validate(&value, index).is_ok();
        if valid != (row["status"] == 0 || row["schema"] == "valid") {
            wrong.push(format!("{row} is {}", if valid { "valid" } else { "invalid" }));
        }
        judged += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(judged > 350, "{judged}");
}

#[test]
fn it_has_every_key_with_its_type_range_and_default() {
    let schema = schema();
    same_keys(KEYS, &schema, "");
    let names: Vec<_> = KEYS.iter().filter(|key| key.required).map(|key| key.name).collect();
    assert_eq!(schema["required"], json!(names));
}

fn same_keys(keys: &[Key], schema: &Value, section: &str) {
    let properties = schema["properties"].as_object().unwrap();
    let mut names: Vec<_> = keys.iter().map(|key| key.name).collect();
    names.sort_unstable();
    assert_eq!(names, properties.keys().map(String::as_str).collect::<Vec<_>>(), "{section}");
    assert_eq!(schema["additionalProperties"], false, "{section}");
    assert_eq!(schema["patternProperties"], json!({"^(//|_|\\$)": true}), "{section}");
    for key in keys {
        let name = format!("{section}{}", key.name);
        let property = &properties[key.name];
        let has =
            |what: &str, wanted: Value| assert_eq!(property[what], wanted, "{what} of {name}");
        // `null` counts as absent: allowed where absence is.
        let or_null =
            |type_: &str| if key.required { json!(type_) } else { json!([type_, "null"]) };
        match key.value {
            // A place's name is there or is not: in a section of one key, `null` would leave none.
            Rule::Text if section == "serviceIdIn." => has("type", json!("string")),
            Rule::Text => has("type", or_null("string")),
            Rule::Texts => assert_eq!(property["anyOf"][2]["type"], "array", "{name}"),
            Rule::Flag { default } => {
                has("type", or_null("boolean"));
                has("default", json!(default));
            }
            Rule::Integer { min, max, default } => {
                has("type", or_null("integer"));
                has("minimum", json!(min));
                has("maximum", json!(max));
                has("default", json!(default));
            }
            Rule::Word { allowed, default } => {
                let null = (!key.required).then_some(Value::Null);
                has("enum", allowed.iter().map(|word| json!(word)).chain(null).collect());
                has("default", json!(default));
            }
            Rule::Section(keys) => {
                has("type", or_null("object"));
                same_keys(keys, property, &format!("{name}."));
            }
            Rule::WordOrSection(word, keys) => {
                assert_eq!(property["anyOf"][0]["enum"], json!([word, null]), "{name}");
                same_keys(keys, &property["anyOf"][1], &format!("{name}."));
            }
            Rule::TextsByName => has("type", or_null("object")),
        }
    }
}

/// The table is what the parser does: both ends of a range and the default pass, and nothing beyond.
#[test]
fn the_parser_keeps_to_the_table() {
    let status = |key: &str, value: Value| {
        Client::new(&SANDBOX.configured(json!({key: value}))).err().map_or(0, |e| e.status)
    };
    for Key { name, required, value } in KEYS {
        match *value {
            Rule::Integer { min, max, default } => {
                for number in [min, max, default] {
                    assert_eq!(status(name, json!(number)), 0, "{name} {number}");
                }
                assert_eq!(status(name, json!(min as i64 - 1)), YJT_ERR_CONFIG_VALUE, "{name}");
                assert_eq!(status(name, json!(max + 1)), YJT_ERR_CONFIG_VALUE, "{name}");
            }
            Rule::Flag { default } => assert_eq!(status(name, json!(default)), 0, "{name}"),
            Rule::Word { allowed, .. } => {
                assert!(allowed.iter().all(|word| status(name, json!(word)) == 0), "{name}");
            }
            _ => {}
        }
        if *required {
            assert_eq!(status(name, Value::Null), YJT_ERR_CONFIG_MISSING_KEY, "{name}");
        }
    }
}
