//! The nine fields, otherwise than they should be.

use serde_json::{Map, Value, json};

use super::marks;

#[derive(Clone, Copy)]
pub enum Data {
    NumbersAsText,
    TextAsNumbers,
    Floats,
    Exponents,
    ShortCodes,
    BigUserId,
    Nulls,
    Blanks,
    NullTexts,
    ZeroUserId,
    BlankUserId,
    BlankPlaintext,
    RenamedFields,
    SuccessFalse,
    Latin1,
    MissingFields,
    ExtraFields,
    NulInName,
    LoneSurrogate,
    LoneSurrogateExtra,
    DeepJson,
    GenderWord,
    NameObject,
}

impl Data {
    pub fn spoil(self, fields: &mut Map<String, Value>) {
        let mut set = |name: &str, value: Value| {
            fields.insert(name.to_owned(), value);
        };
        match self {
            Data::NumbersAsText => rewrite(fields, &["gender"], |gender| json!(gender)),
            Data::TextAsNumbers => {
                let names = ["channel", "nation", "certificateType", "userId"];
                rewrite(fields, &names, |text| json!(text.parse::<u64>().unwrap_or_default()));
            }
            Data::Floats => {
                rewrite(fields, &NUMBERS, |text| json!(text.parse::<f64>().unwrap_or_default()));
            }
            Data::Exponents => rewrite(fields, &NUMBERS, |text| json!(marks::exponent(text))),
            Data::ShortCodes => {
                let names = ["nation", "certificateType"];
                rewrite(fields, &names, |code| json!(code.trim_start_matches('0')));
            }
            Data::BigUserId => set("userId", twenty_digits()),
            Data::Nulls => fields.values_mut().for_each(|value| *value = Value::Null),
            Data::Blanks => {
                let blanks = ["", " ", "\u{3000}", "\t\u{a0}", "\u{200b}\u{feff}"];
                fields.values_mut().zip(blanks.iter().cycle()).for_each(|(v, b)| *v = json!(b));
            }
            Data::NullTexts => {
                set("certificateNo", Value::Null);
                set("userId", json!("null"));
            }
            Data::ZeroUserId => {
                set("certificateNo", Value::Null);
                set("userId", json!(0));
            }
            Data::BlankUserId => set("userId", json!("\u{3000}")),
            Data::BlankPlaintext => {
                fields.retain(|name, _| name == "certificateNo" || name == "name")
            }
            Data::RenamedFields => {
                let old = std::mem::take(fields);
                fields.extend(old.into_iter().map(|(name, value)| (name.to_uppercase(), value)));
            }
            Data::SuccessFalse => set("success", json!(false)),
            Data::Latin1 => set("name", json!("José é")),
            Data::MissingFields => fields.retain(|name, _| name == "userId"),
            Data::ExtraFields => {
                set("email", json!("someone@example.invalid"));
                set("level", json!(3));
                set("code", json!(7));
                set("status", json!("active"));
                set("nested", json!({"a": [1, null]}));
                set("big", twenty_digits());
            }
            Data::NulInName => set("name", json!("小\u{0}明")),
            Data::LoneSurrogate => set("name", json!(marks::LONE_SURROGATE)),
            Data::LoneSurrogateExtra => set("remark", json!(marks::LONE_SURROGATE)),
            Data::DeepJson => set("deep", json!(marks::DEEP_JSON)),
            Data::GenderWord => set("gender", json!("男")),
            Data::NameObject => set("name", json!({"first": "小", "last": "明"})),
        }
    }
}

/// Every field that is digits.
const NUMBERS: [&str; 5] = ["gender", "channel", "nation", "certificateType", "userId"];

/// Writes the fields of these names otherwise, as far as they are there.
fn rewrite(fields: &mut Map<String, Value>, names: &[&str], otherwise: impl Fn(&str) -> Value) {
    for name in names {
        if let Some(value) = fields.get_mut(*name) {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            *value = otherwise(&text);
        }
    }
}

fn twenty_digits() -> Value {
    json!(12_345_678_901_234_567_890_u64)
}
