//! The answer to an accepted request, stage by stage. A fault acts at one of them, or at two.

mod body;
mod cipher;
mod data;
mod line;
mod marks;
mod pace;
mod response;
mod shape;

use axum::response::Response;
use serde_json::{Value, json};

pub use self::body::Body;
pub use self::cipher::Cipher;
pub use self::data::Data;
pub use self::line::Line;
pub use self::pace::Pace;
pub use self::response::json;
pub use self::shape::Shape;
use crate::codes::Minted;
use crate::crypto::encrypt;
use crate::faults::{Kind, NONE};
use crate::raw::Control;
use crate::settings;

/// Answers, or hands the connection over to a script and never returns.
pub async fn answer(minted: &Minted, code: &str, control: &Control) -> Response {
    let fault = minted.fault.as_ref().unwrap_or(&NONE);
    let kind = fault.kind;
    let data = data(minted, kind);
    let body = match kind.body {
        Some(body) => body.around(data, fault, code, &minted.citizen),
        None => body::success(data),
    };
    let text = marks::resolved(&body.to_string());
    if let Some(line) = kind.line {
        return control.play(line.script(fault, text.as_bytes())).await;
    }
    if let Some(pace) = kind.pace {
        pace.keep(fault, control).await;
    }
    match kind.shape {
        Some(shape) => shape.response(text, fault, code),
        None => response::normal(text),
    }
}

/// The nine fields, encrypted where they are to be.
fn data(minted: &Minted, kind: &Kind) -> Value {
    let mut fields = minted.citizen.fields.clone();
    let encrypted =
        ["certificateNo", "phone"].into_iter().chain(minted.encrypted.iter().map(String::as_str));
    for name in encrypted {
        if let Some(Value::String(plain)) = fields.get(name) {
            let text = match kind.cipher {
                Some(cipher) => cipher.text(plain),
                None => encrypt(settings::APP_KEY, plain.as_bytes()),
            };
            fields[name] = json!(text);
        }
    }
    if let Some(data) = kind.data {
        data.spoil(&mut fields);
    }
    Value::Object(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citizens;
    use crate::faults::{Fault, KINDS};

    /// Also for one who lacks the fields that are spoiled.
    #[test]
    fn every_fault_has_data_for_every_citizen() {
        for kind in KINDS {
            let fault = Fault { kind, argument: String::new() };
            for citizen in citizens::all() {
                let minted = Minted { citizen: citizen.clone(), ..Minted::nobody(fault.clone()) };
                assert!(data(&minted, kind).is_object(), "{}", kind.name);
            }
        }
    }
}
