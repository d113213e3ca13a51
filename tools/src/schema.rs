//! `docs/yjt.schema.json`, by which editors complete and check a configuration.

use serde_json::json;

use crate::files::Files;
use crate::keys::{KEYS, Key, Value};
use crate::surface::{parsed, texts};
use crate::text::plain;

pub fn write(files: &mut Files) {
    let required: Vec<_> = KEYS.iter().filter(|key| key.required).map(|key| key.name).collect();
    let schema = Object::default()
        .text("$schema", "http://json-schema.org/draft-07/schema#")
        .text("$comment", "Written by yjt-tools from src/config/keys.rs and tools/src/schema.rs: change it there.")
        .text("title", "yjt 的配置 | the configuration of yjt")
        .text(
            "description",
            "yjt_init 收的 JSON | the JSON that yjt_init takes. 以 //、_ 或 $ 开头的键是注释 | keys that begin with //, _ or $ are notes.",
        )
        .text("type", "object")
        .raw("required", json!(required))
        .object("properties", properties("", KEYS))
        .notes()
        .list("allOf", CONDITIONS)
        .object("definitions", Object::default().object("fingerprint", fingerprint()));
    files.whole("docs/yjt.schema.json", schema.written(0) + "\n");
}

/// What one key's value needs of another's.
const CONDITIONS: &[&str] = &[
    r#"{
      "if": { "properties": { "environment": { "const": "custom" } } },
      "then": {
        "required": ["baseUrl", "serviceId"],
        "properties": { "baseUrl": { "type": "string" }, "serviceId": { "type": "string" } }
      }
    }"#,
    r#"{
      "if": { "properties": { "baseUrl": { "type": "string", "pattern": "^[Hh][Tt][Tt][Pp]:" } }, "required": ["baseUrl"] },
      "then": { "properties": { "allowHttp": { "const": true } }, "required": ["allowHttp"] }
    }"#,
];

fn fingerprint() -> Object {
    Object::default().text("type", "string").text("pattern", "^(:*[0-9A-Fa-f]){64}:*$")
}

fn properties(section: &str, keys: &[Key]) -> Object {
    keys.iter().fold(Object::default(), |all, key| all.object(key.name, property(section, key)))
}

fn property(section: &str, key: &Key) -> Object {
    let path = format!("{section}{}", key.name);
    let own = Object::default().text("description", &key.meaning.map(plain).join(" | "));
    // `null` counts as absent: allowed where absence is. A place's name is there or is not.
    let or_null = |type_: &str| {
        if key.required || section == "serviceIdIn." {
            json!(type_)
        } else {
            json!([type_, "null"])
        }
    };
    match key.value {
        Value::Text => shape(&path, own.raw("type", or_null("string"))),
        Value::Flag { default } => own.raw("type", or_null("boolean")).raw("default", json!(default)),
        Value::Integer { min, max, default } => own
            .raw("type", or_null("integer"))
            .raw("minimum", json!(min))
            .raw("maximum", json!(max))
            .raw("default", json!(default)),
        Value::Word { allowed, default } => {
            let mut words: Vec<_> = allowed.iter().map(|word| json!(word)).collect();
            words.extend((!key.required).then_some(serde_json::Value::Null));
            let own = own.raw("enum", json!(words));
            default.map_or(own.clone(), |default| own.raw("default", json!(default)))
        }
        Value::Texts => own.list(
            "anyOf",
            &[
                r#"{ "type": "null" }"#,
                r##"{ "$ref": "#/definitions/fingerprint" }"##,
                r##"{ "type": "array", "items": { "$ref": "#/definitions/fingerprint" }, "minItems": 1, "maxItems": 32 }"##,
            ],
        ),
        Value::TextsByName => own
            .raw("type", or_null("object"))
            .raw("maxProperties", json!(32))
            .object(
                "patternProperties",
                Object::default().raw("^//", json!(true)).object(HEADER_NAME, header_value()),
            )
            .raw("additionalProperties", json!(false))
            .object("propertyNames", refused(&own_headers())),
        Value::Section(keys) => own
            .raw("type", or_null("object"))
            .object("properties", properties(&format!("{path}."), keys))
            .notes(),
        Value::WordOrSection(word, keys) => {
            let inner = Object::default()
                .text("type", "object")
                .object("properties", properties(&format!("{path}."), keys))
                .list("oneOf", &keys.iter().map(|key| format!("{{ \"required\": [\"{}\"] }}", key.name)).collect::<Vec<_>>())
                .notes();
            own.list("anyOf", &[format!("{{ \"enum\": [\"{word}\", null] }}"), inner.written(8)])
                .raw("default", json!({"header": "x-tsp-serviceid"}))
        }
    }
}

const HEADER_NAME: &str = "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$";
/// What travels as a header's value.
const CREDENTIAL: &str = "^[!-~]{1,1024}$";
const UNRESERVED: &str = "[A-Za-z0-9._~-]";
/// A character of an address, or a percent sequence; `%` stands for more characters.
const ESCAPED: &str = "([A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-Fa-f]{2})";
const PLACEHOLDERS: &str = r"([^{}]|\{(timestamp|token|nonce)\})*";

/// What a text must look like. The parser is the judge; tests/abi/schema.rs holds this to it.
fn shape(path: &str, own: Object) -> Object {
    let pattern = |pattern: &str| own.clone().text("pattern", pattern);
    match path {
        "appCode" => pattern(&format!("^{UNRESERVED}{{1,10}}$")),
        "appKey" => pattern("^[0-9A-Fa-f]{32}$"),
        "paasId" | "token" | "appSecret" => pattern(CREDENTIAL),
        "serviceId" => {
            pattern(&format!("^{UNRESERVED}{{1,128}}$")).raw("not", json!({"enum": [".", ".."]}))
        }
        "baseUrl" => {
            let segment = ESCAPED.replace('@', ":@");
            address(
                own,
                &format!("^[Hh][Tt][Tt][Pp][Ss]?://{}(:{PORT})?(/({segment}|/)*)?$", host()),
            )
        }
        "proxy" => {
            let part = ESCAPED.replace('@', "");
            let credentials = format!("({part}*:({part}|:)*@)?");
            address(own, &format!("^[Hh][Tt][Tt][Pp]://{credentials}{}:{PORT}/?$", host()))
        }
        "signature.template" => own
            .raw("maxLength", json!(1024))
            .text("pattern", &format!(r"^{PLACEHOLDERS}\{{token\}}{PLACEHOLDERS}$"))
            .text("default", "{timestamp}{token}{nonce}{timestamp}"),
        "serviceIdIn.header" => {
            let own = own.text("pattern", HEADER_NAME);
            own.merged(refused(&own_headers()))
        }
        "serviceIdIn.query" => {
            let parameters = texts(&parsed(HEADERS).items, "PARAMETERS");
            own.text("pattern", &format!("^{UNRESERVED}{{1,128}}$")).merged(refused(&parameters))
        }
        _ => own,
    }
}

const PORT: &str =
    "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";

/// An address of four decimal numbers, one in brackets, or a name whose last label is no number.
fn host() -> String {
    let byte = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    let label = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    let last = "([A-Za-z_]|[0-9]+[A-Za-z_-])([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    format!(r"(({byte}\.){{3}}{byte}|\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]|({label}\.)*{last})")
}

fn address(own: Object, pattern: &str) -> Object {
    // The system's resolver reads a last label of 0x and hex digits as a number.
    // Of a text only: `null` has no pattern to miss, and counts as absent.
    let number = r"^[A-Za-z]+://([^/@]*@)?([^/:]*\.)?0[xX][0-9A-Fa-f]*(:[0-9]+)?(/|$)";
    let number = json!({"type": "string", "pattern": number});
    own.raw("maxLength", json!(2048)).raw("not", number).text("pattern", pattern)
}

fn header_value() -> Object {
    Object::default()
        .text("type", "string")
        .raw("maxLength", json!(1024))
        .text("pattern", "^([!-~]([ -~]*[!-~])?)?$")
}

const HEADERS: &str = "src/config/header.rs";

/// The headers that the library sets, and those that would change how a request is carried.
fn own_headers() -> Vec<String> {
    let items = parsed(HEADERS).items;
    [texts(&items, "OWN"), texts(&items, "CARRIAGE")].concat()
}

/// None of these, in whatever case.
fn refused(names: &[String]) -> Object {
    let any_case = |name: &String| {
        let letter = |c: char| match c.is_ascii_alphabetic() {
            true => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
            false => c.to_string(),
        };
        name.chars().map(letter).collect::<String>()
    };
    let names: Vec<_> = names.iter().map(any_case).collect();
    Object::default().raw("not", json!({"pattern": format!("^({})$", names.join("|"))}))
}

/// A JSON object with its members in the order in which they were put in.
#[derive(Clone, Default)]
struct Object(Vec<(String, Member)>);

#[derive(Clone)]
enum Member {
    Json(String),
    Object(Object),
    List(Vec<String>),
}

impl Object {
    fn with(mut self, name: &str, member: Member) -> Object {
        self.0.push((name.to_owned(), member));
        self
    }

    fn raw(self, name: &str, value: serde_json::Value) -> Object {
        self.with(name, Member::Json(spaced(&value)))
    }

    fn text(self, name: &str, text: &str) -> Object {
        self.raw(name, json!(text))
    }

    fn object(self, name: &str, object: Object) -> Object {
        self.with(name, Member::Object(object))
    }

    fn list(self, name: &str, rows: &[impl ToString]) -> Object {
        self.with(name, Member::List(rows.iter().map(ToString::to_string).collect()))
    }

    fn merged(mut self, other: Object) -> Object {
        self.0.extend(other.0);
        self
    }

    /// Keys that are for people, and no others.
    fn notes(self) -> Object {
        self.raw("patternProperties", json!({r"^(//|_|\$)": true}))
            .raw("additionalProperties", json!(false))
    }

    fn written(&self, indent: usize) -> String {
        let blank = " ".repeat(indent + 2);
        let member = |(name, member): &(String, Member)| {
            let value = match member {
                Member::Json(json) => json.clone(),
                Member::Object(object) => object.written(indent + 2),
                Member::List(rows) => {
                    format!("[\n{blank}  {}\n{blank}]", rows.join(&format!(",\n{blank}  ")))
                }
            };
            format!("{blank}{}: {value}", json!(name))
        };
        let members: Vec<_> = self.0.iter().map(member).collect();
        format!("{{\n{}\n{}}}", members.join(",\n"), " ".repeat(indent))
    }
}

/// On one line, as people write it.
fn spaced(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Array(rows) => {
            format!("[{}]", rows.iter().map(spaced).collect::<Vec<_>>().join(", "))
        }
        serde_json::Value::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .map(|(name, value)| format!("{}: {}", json!(name), spaced(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
        value => value.to_string(),
    }
}
