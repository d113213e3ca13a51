//! The interface's body: its codes, and what is around the data.

use serde_json::{Value, json};

use crate::citizens::Citizen;
use crate::faults::Fault;
use crate::settings;

#[derive(Clone, Copy)]
pub enum Body {
    Gateway,
    Errcode,
    ErrcodeText,
    Envelope,
    EnvelopeData,
    EnvelopeFailure,
    EnvelopeRefused,
    EnvelopeText,
    EnvelopeResult,
    EnvelopeRes,
    InnerRefused,
    InnerRefusedText,
    InnerRefusedZero,
    InnerNull,
    InnerCode,
    BesideCode,
    CodeName,
    EchoedCode,
    DoubleEncoded,
    ReturnCode,
    NoErrcode,
    Echo,
    EchoCode,
    NumbersAsText,
    Floats,
    DataAsText,
    DataBadText,
    DataArray,
    DataEmptyArray,
    DataNull,
    EmptyData,
    NoData,
    Deeper,
    Overlong,
}

impl Body {
    pub fn around(self, data: Value, fault: &Fault, code: &str, citizen: &Citizen) -> Value {
        let argument = &fault.argument;
        match self {
            Body::Gateway => json!({"errcode": argument, "errmsg": "refused"}),
            Body::Errcode => json!({"errcode": fault.number(), "errmsg": "refused"}),
            Body::ErrcodeText => json!({"errcode": argument, "errmsg": "refused"}),
            Body::Envelope => envelope(success(data)),
            Body::EnvelopeData => envelope(data),
            Body::EnvelopeFailure => envelope(json!({"errcode": 1, "errmsg": "失败"})),
            Body::EnvelopeRefused => {
                json!({"code": 200, "success": false, "message": "失败", "data": data})
            }
            Body::EnvelopeText => json!({"errcode": "0", "errmsg": "ok", "data": success(data)}),
            Body::EnvelopeResult => json!({
                "success": true, "message": "操作成功", "code": 200, "result": success(data),
            }),
            Body::EnvelopeRes => envelope(json!({"success": true, "res": data, "msg": "ok"})),
            Body::InnerRefused => {
                envelope(json!({"success": false, "res": null, "msg": "code已过期"}))
            }
            Body::InnerRefusedText => {
                envelope(json!({"success": "False", "res": data, "msg": "失败"}))
            }
            Body::InnerRefusedZero => envelope(json!({"success": 0, "res": data, "msg": "失败"})),
            Body::InnerNull => envelope(json!({"res": null, "msg": "code已过期"})),
            Body::InnerCode => envelope(json!({argument: 7, "msg": "失败", "data": data})),
            Body::BesideCode => beside(success(data), argument, json!("7")),
            Body::CodeName => json!({argument: 0, "message": "ok", "data": data}),
            Body::EchoedCode => json!({"errcode": 0, "code": code, "data": data}),
            Body::DoubleEncoded => json!(success(data).to_string()),
            Body::ReturnCode => json!({"returnCode": "0", "message": "ok", "data": data}),
            Body::NoErrcode => json!({"message": "hello"}),
            Body::Echo => {
                json!({"errcode": "AGW.1403", "errmsg": all_that_is_secret(code, citizen)})
            }
            Body::EchoCode => json!({"errcode": citizen.text("certificateNo"), "errmsg": "失败"}),
            Body::NumbersAsText => json!({"errcode": "0", "errmsg": "SUCCESS", "data": data}),
            Body::Floats => json!({"errcode": 0.0, "errmsg": "SUCCESS", "data": data}),
            Body::DataAsText => success(json!(data.to_string())),
            Body::DataBadText => success(json!("not json")),
            Body::DataArray => success(json!([data])),
            Body::DataEmptyArray => success(json!([])),
            Body::DataNull => success(Value::Null),
            Body::EmptyData => success(json!({})),
            Body::NoData => json!({"errcode": 0, "errmsg": "SUCCESS"}),
            Body::Deeper => success(json!({argument: data})),
            Body::Overlong => {
                let padding = "x".repeat(fault.number() as usize);
                beside(success(data), "padding", json!(padding))
            }
        }
    }
}

pub fn success(data: Value) -> Value {
    json!({"errcode": 0, "errmsg": "SUCCESS", "data": data})
}

fn envelope(data: Value) -> Value {
    json!({"code": 200, "message": "成功", "success": true, "data": data, "timestamp": "1782354727112"})
}

fn beside(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

fn all_that_is_secret(code: &str, citizen: &Citizen) -> String {
    let person = ["name", "phone", "certificateNo"].map(|field| citizen.text(field));
    let ours = [code, settings::APP_SECRET, settings::TOKEN, settings::APP_KEY];
    [&ours[..], &person[..]].concat().join(" ")
}
