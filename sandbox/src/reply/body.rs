//! The interface's body and what is around it.

use serde_json::{Value, json};

use super::data::fields;
use crate::codes::Minted;
use crate::faults::{Body, Fault};
use crate::settings;

/// The interface's body.
pub fn body(minted: &Minted, code: &str, fault: &Fault) -> Value {
    let data = fields(minted, fault);
    let success = |data: Value| json!({"errcode": 0, "errmsg": "SUCCESS", "data": data});
    let envelope = |data: Value| json!({"code": 200, "message": "成功", "success": true, "data": data, "timestamp": "1782354727112"});
    let person = |name: &str| {
        minted.citizen.fields.get(name).and_then(Value::as_str).unwrap_or("").to_owned()
    };
    match fault.body() {
        Some(Body::Gateway) => json!({"errcode": fault.argument, "errmsg": "refused"}),
        Some(Body::Errcode) => json!({"errcode": fault.number(), "errmsg": "refused"}),
        Some(Body::ErrcodeText) => json!({"errcode": fault.argument, "errmsg": "refused"}),
        Some(Body::Envelope) => envelope(success(data)),
        Some(Body::EnvelopeData) => envelope(data),
        Some(Body::EnvelopeFailure) => envelope(json!({"errcode": 1, "errmsg": "失败"})),
        Some(Body::EnvelopeRefused) => {
            json!({"code": 200, "success": false, "message": "失败", "data": data})
        }
        Some(Body::EnvelopeResult) => json!({
            "success": true, "message": "操作成功", "code": 200, "result": success(data),
        }),
        Some(Body::EnvelopeRes) => envelope(json!({"success": true, "res": data, "msg": "ok"})),
        Some(Body::InnerRefused) => {
            envelope(json!({"success": false, "res": null, "msg": "code已过期"}))
        }
        Some(Body::InnerRefusedText) => {
            envelope(json!({"success": "False", "res": data, "msg": "失败"}))
        }
        Some(Body::InnerRefusedZero) => envelope(json!({"success": 0, "res": data, "msg": "失败"})),
        Some(Body::InnerNull) => envelope(json!({"res": null, "msg": "code已过期"})),
        Some(Body::InnerCode) => {
            envelope(json!({(&fault.argument): 7, "msg": "失败", "data": data}))
        }
        Some(Body::BesideCode) => {
            let mut body = success(data);
            body[&fault.argument] = json!("7");
            body
        }
        Some(Body::CodeName) => json!({(&fault.argument): 0, "message": "ok", "data": data}),
        Some(Body::EchoedCode) => json!({"errcode": 0, "code": code, "data": data}),
        Some(Body::DoubleEncoded) => json!(success(data).to_string()),
        Some(Body::Floats) => json!({"errcode": 0.0, "errmsg": "SUCCESS", "data": data}),
        Some(Body::Deeper) => success(json!({(&fault.argument): data})),
        Some(Body::EmptyData) => success(json!({})),
        Some(Body::EnvelopeText) => json!({"errcode": "0", "errmsg": "ok", "data": success(data)}),
        Some(Body::Returncode) => json!({"returnCode": "0", "message": "ok", "data": data}),
        Some(Body::NoErrcode) => json!({"message": "hello"}),
        Some(Body::NumbersAsText) => json!({"errcode": "0", "errmsg": "SUCCESS", "data": data}),
        Some(Body::DataAsText) => success(json!(data.to_string())),
        Some(Body::DataBadText) => success(json!("not json")),
        Some(Body::NoData) => json!({"errcode": 0, "errmsg": "SUCCESS"}),
        Some(Body::DataNull) => success(Value::Null),
        Some(Body::DataEmptyArray) => success(json!([])),
        Some(Body::DataArray) => success(json!([data])),
        Some(Body::Overlong) => {
            let mut body = success(data);
            body["padding"] = json!("x".repeat(fault.number() as usize));
            body
        }
        Some(Body::Echo) => {
            let message = format!(
                "{code} {} {} {} {} {} {}",
                settings::APP_SECRET,
                settings::TOKEN,
                settings::APP_KEY,
                person("name"),
                person("phone"),
                person("certificateNo"),
            );
            json!({"errcode": "AGW.1403", "errmsg": message})
        }
        Some(Body::EchoCode) => json!({"errcode": person("certificateNo"), "errmsg": "失败"}),
        None => success(data),
    }
}
