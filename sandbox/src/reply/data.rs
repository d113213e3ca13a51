//! The nine fields.

use serde_json::{Value, json};

use super::cipher;
use crate::codes::Minted;
use crate::faults::{Data, Fault};

/// The nine fields, encrypted where they are to be.
pub fn fields(minted: &Minted, fault: &Fault) -> Value {
    let mut fields = minted.citizen.fields.clone();
    let encrypted =
        ["certificateNo", "phone"].into_iter().chain(minted.encrypted.iter().map(String::as_str));
    for name in encrypted {
        if let Some(Value::String(plain)) = fields.get(name).cloned() {
            fields.insert(name.to_owned(), json!(cipher::text(fault, &plain)));
        }
    }
    let mut set = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    match fault.data() {
        Some(Data::NumbersAsText) => {
            let gender = fields["gender"].to_string();
            fields.insert("gender".to_owned(), json!(gender));
        }
        Some(Data::TextAsNumbers) => {
            for name in ["channel", "nation", "certificateType", "userId"] {
                let number: u64 =
                    fields[name].as_str().and_then(|text| text.parse().ok()).unwrap_or_default();
                fields.insert(name.to_owned(), json!(number));
            }
        }
        Some(Data::Floats | Data::Exponents) => {
            for name in ["gender", "channel", "nation", "certificateType", "userId"] {
                let value = &fields[name];
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let number: f64 = text.parse().unwrap_or_default();
                let written = if fault.data() == Some(Data::Floats) {
                    json!(number)
                } else {
                    json!(exponent(&text))
                };
                fields.insert(name.to_owned(), written);
            }
        }
        Some(Data::ShortCodes) => {
            for name in ["nation", "certificateType"] {
                let short = fields[name].as_str().unwrap_or_default().trim_start_matches('0');
                fields[name] = json!(short);
            }
        }
        Some(Data::BigUserId) => {
            set("userId", serde_json::from_str("12345678901234567890").expect("a number"));
        }
        Some(Data::Blanks) => {
            let blanks = ["", " ", "\u{3000}", "\t\u{a0}", "\u{200b}\u{feff}"];
            fields.values_mut().zip(blanks.iter().cycle()).for_each(|(v, b)| *v = json!(b));
        }
        Some(Data::NullTexts) => {
            set("certificateNo", Value::Null);
            set("userId", json!("null"));
        }
        Some(Data::ZeroUserId) => {
            set("certificateNo", Value::Null);
            set("userId", json!(0));
        }
        Some(Data::BlankUserId) => set("userId", json!("\u{3000}")),
        Some(Data::BlankPlaintext) => {
            fields.retain(|name, _| name == "certificateNo" || name == "name")
        }
        Some(Data::RenamedFields) => {
            fields = fields.into_iter().map(|(name, v)| (name.to_uppercase(), v)).collect();
        }
        Some(Data::SuccessFalse) => set("success", json!(false)),
        Some(Data::Latin1) => set("name", json!("José é")),
        Some(Data::Nulls) => fields.values_mut().for_each(|value| *value = Value::Null),
        Some(Data::MissingFields) => fields.retain(|name, _| name == "userId"),
        Some(Data::ExtraFields) => {
            set("email", json!("someone@example.invalid"));
            set("level", json!(3));
            set("code", json!(7));
            set("status", json!("active"));
            set("nested", json!({"a": [1, null]}));
            set("big", serde_json::from_str("12345678901234567890").expect("a number"));
        }
        Some(Data::NulInName) => set("name", json!("小\u{0}明")),
        Some(Data::LoneSurrogate) => set("name", json!("LONE-SURROGATE")),
        Some(Data::LoneSurrogateExtra) => set("remark", json!("LONE-SURROGATE")),
        Some(Data::DeepJson) => set("deep", json!("DEEP-JSON")),
        Some(Data::GenderWord) => set("gender", json!("男")),
        Some(Data::NameObject) => set("name", json!({"first": "小", "last": "明"})),
        None => {}
    }
    Value::Object(fields)
}

/// A number's digits as some writers put them; without quotes once it is out.
fn exponent(digits: &str) -> String {
    format!("EXPONENT-{}e0", digits.trim_start_matches('0'))
}
