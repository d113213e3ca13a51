//! The main job, for every kind of citizen.

use serde_json::json;
use yjt::ffi::status::*;

use crate::support::abi::{ABI, Client, c, check, free, taken};
use crate::support::sandbox::{SANDBOX, expected, merged};

#[test]
fn every_citizen_comes_back_code_point_for_code_point() {
    let client = SANDBOX.client(json!({}));
    for citizen in SANDBOX.get("/sandbox/citizens").as_array().unwrap() {
        for encrypt in [json!([]), json!(["name", "healthCardNo"])] {
            let order = json!({"citizen": citizen["id"], "encrypt": encrypt});
            let (code, citizen) = SANDBOX.mint(order);
            assert_eq!(client.exchange(&code).unwrap(), expected(&citizen));
        }
    }
}

#[test]
fn plain_http_works_where_it_is_allowed() {
    let client = Client::new(&SANDBOX.plain.to_string()).unwrap();
    let (code, citizen) = SANDBOX.mint(json!({}));
    assert_eq!(client.exchange(&code).unwrap(), expected(&citizen));
    let refused = Client::new(&merged(&SANDBOX.plain, json!({"allowHttp": null})));
    assert_eq!(refused.err().unwrap().status, YJT_ERR_CONFIG_VALUE);
}

#[test]
fn the_service_id_travels_where_it_is_told_to() {
    for place in
        [json!({"query": "serviceId"}), json!("path"), json!({"header": "X-TSP-ServiceID"})]
    {
        let client = SANDBOX.client(json!({"serviceIdIn": place}));
        let (code, _) = SANDBOX.mint(json!({}));
        client.exchange(&code).unwrap_or_else(|e| panic!("{place}: {e:?}"));
    }
}

#[test]
fn the_sandbox_refuses_what_is_wrong_and_the_client_says_so() {
    for (changes, status, gateway_code, http_status) in [
        (json!({"paasId": "nobody"}), YJT_ERR_GATEWAY_IDENTITY, "ACG.1401", 200),
        (json!({"appSecret": "wrong"}), YJT_ERR_GATEWAY_IDENTITY, "", 401),
        (json!({"appSecret": null}), YJT_ERR_GATEWAY_IDENTITY, "", 401),
        (json!({"serviceId": "DGSP_1"}), YJT_ERR_GATEWAY_NOT_PERMITTED, "AGW.1403", 200),
        (json!({"token": "wrong"}), YJT_ERR_GATEWAY_SIGNATURE, "AGW.1433", 200),
        (json!({"signature": {"hexCase": "lower"}}), YJT_ERR_GATEWAY_SIGNATURE, "AGW.1433", 200),
        (json!({"signature": {"timestampUnit": "ms"}}), YJT_ERR_GATEWAY_SIGNATURE, "AGW.1433", 200),
        (
            json!({"signature": {"template": "{token}{nonce}"}}),
            YJT_ERR_GATEWAY_SIGNATURE,
            "AGW.1433",
            200,
        ),
        (json!({"appCode": "other"}), YJT_ERR_INVALID_PARAMETER, "2", 200),
    ] {
        let client = SANDBOX.client(changes.clone());
        let (code, _) = SANDBOX.mint(json!({}));
        let failure = client.exchange(&code).unwrap_err();
        let seen = (failure.status, failure.gateway_code.as_str(), failure.http_status);
        assert_eq!(seen, (status, gateway_code, http_status), "{changes}: {failure:?}");
    }
}

#[test]
fn a_code_serves_once_and_for_five_minutes() {
    let client = SANDBOX.client(json!({}));
    let (code, _) = SANDBOX.mint(json!({}));
    client.exchange(&code).unwrap();
    assert_eq!(client.exchange(&code).unwrap_err().status, YJT_ERR_FAILED);
    let (code, _) = SANDBOX.mint(json!({"ageSeconds": 301}));
    assert_eq!(client.exchange(&code).unwrap_err().status, YJT_ERR_FAILED);
    let (code, _) = SANDBOX.mint(json!({"ageSeconds": 280}));
    client.exchange(&code).unwrap();
    assert_eq!(client.exchange("never-minted").unwrap_err().status, YJT_ERR_FAILED);
}

#[test]
fn fields_are_encrypted_and_decrypted_under_the_clients_key() {
    let client = SANDBOX.client(json!({}));
    for plain in ["", "小明", "𬍛㛃 😀", &"长".repeat(10_000)] {
        let mut out = std::ptr::null_mut();
        let status = unsafe { (ABI.encrypt)(client.0, c(plain).as_ptr(), &mut out) };
        let cipher = taken(status, out).unwrap();
        let mut out = std::ptr::null_mut();
        let status = unsafe { (ABI.decrypt)(client.0, c(&cipher).as_ptr(), &mut out) };
        assert_eq!(taken(status, out).unwrap(), plain);
    }
}

#[test]
fn another_business_type_is_passed_through() {
    let client = SANDBOX.client(json!({}));
    for (business_type, status) in
        [(12, YJT_OK), (99999, YJT_OK), (0, YJT_ERR_BUSINESS_TYPE), (-1, YJT_ERR_BUSINESS_TYPE)]
    {
        let (code, _) = SANDBOX.mint(json!({}));
        let mut user = std::ptr::null_mut();
        let sent =
            unsafe { (ABI.exchange_code)(client.0, c(&code).as_ptr(), business_type, &mut user) };
        assert_eq!(check(sent).map_or_else(|e| e.status, |()| YJT_OK), status);
        free(user.cast());
        let target =
            SANDBOX.get(&format!("/sandbox/codes/{code}"))["lastRequest"]["target"].clone();
        if status == YJT_OK {
            let target = target.as_str().unwrap().to_owned();
            assert!(target.ends_with(&format!("&businessType={business_type}")), "{target}");
        }
    }
}
