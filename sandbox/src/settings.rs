//! What the project team would hand out: fixed test values, recognisable as such.

use serde_json::{Value, json};

pub const APP_CODE: &str = "HIS0000001";
pub const APP_KEY: &str = "A7E2D00B4058086CBD3D4B8A5E0B2697";
pub const OTHER_KEY: &str = "0123456789ABCDEFFEDCBA9876543210";
pub const PAAS_ID: &str = "yjt_sandbox";
pub const TOKEN: &str = "sandboxToken7Hq2Lz9Wc4Xn8Vb1Km6T";
pub const APP_SECRET: &str = "sandboxSecret5Rd3Gy0Fp7Js2Nu9Qe4";
pub const SERVICE_ID: &str = "DGSP_1911964810465574914";
pub const PATH: &str = "/data_center/gateway/common/api";

/// A ready configuration for `yjt_init`.
pub fn client_configuration(base: &str, ca_file: Option<&str>) -> Value {
    let mut configuration = json!({
        "environment": "custom",
        "appCode": APP_CODE,
        "appKey": APP_KEY,
        "paasId": PAAS_ID,
        "token": TOKEN,
        "appSecret": APP_SECRET,
        "serviceId": SERVICE_ID,
        "baseUrl": format!("{base}{PATH}"),
    });
    match ca_file {
        Some(file) => configuration["tls"] = json!({ "caFile": file }),
        None => configuration["allowHttp"] = json!(true),
    }
    configuration
}
