//! Bodies to the letter, where the sandbox's JSON library would write something else.

use serde_json::{Value, json};
use yjt::ffi::status::*;

use crate::support::abi::{ABI, Client, Failure, c, canary, check, free, sm4_encrypt, taken, text};
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

/// What a client makes of this body.
fn answered(body: impl Into<Vec<u8>>) -> Result<Identity, Failure> {
    let body = body.into();
    let port = peer::listen(move |mut stream| {
        peer::read_head(&mut stream);
        peer::answer_bytes(stream, &body);
    });
    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/")});
    let client = Client::new(&merged(&SANDBOX.plain, base)).unwrap();
    let mut user = canary();
    check(unsafe { (ABI.exchange_code)(client.0, c("the-code").as_ptr(), 1, &mut user) })?;
    let mut out = canary();
    let status = unsafe { (ABI.user_to_json)(user, &mut out) };
    let json = taken(status, out).unwrap();
    let extra = text(unsafe { (*user).extra_json });
    free(user.cast());
    Ok(Identity { json: serde_json::from_str(&json).unwrap(), extra })
}

#[derive(Debug)]
struct Identity {
    json: Value,
    extra: String,
}

fn data(members: &str) -> String {
    format!(r#"{{"errcode":0,"errmsg":"","data":{{"userId":"u1"{members}}}}}"#)
}

/// Somebody's cipher text may begin as a zero does that is written with an exponent: it is somebody's all the same.
#[test]
fn cipher_text_that_looks_like_a_zero_is_somebody() {
    let key = SANDBOX.configuration["appKey"].as_str().unwrap();
    for opening in ["0e", "00", "0"] {
        let numbers = (0..).map(|number| format!("{number:06}199001010018"));
        let (number, cipher) = numbers
            .map(|number| (sm4_encrypt(key, &number).unwrap(), number))
            .find_map(|(cipher, number)| cipher.starts_with(opening).then_some((number, cipher)))
            .unwrap();
        let body = json!({"errcode": 0, "data": {"certificateNo": cipher}}).to_string();
        let identity = answered(body).unwrap_or_else(|e| panic!("{cipher}: {e:?}"));
        assert_eq!(identity.json["certificateNo"], number.as_str());
    }
}

/// Not what some parser made of it: order, spelling and digits are the gateway's.
#[test]
fn further_fields_are_handed_out_as_they_were_sent() {
    for (members, extra) in [
        ("", ""),
        (r#","phone":null,"channel":"""#, ""),
        (r#", "z" : 1 , "a" :[ 1 ,{}]"#, r#"{"z":1,"a":[ 1 ,{}]}"#),
        (r#","pi":3.1400,"n":12345678901234567890"#, r#"{"pi":3.1400,"n":12345678901234567890}"#),
        (r#","e":1E5,"\u59d3":"\u660e\/""#, r#"{"e":1E5,"\u59d3":"\u660e\/"}"#),
        (r#","USERID":"2","userid":3"#, r#"{"USERID":"2","userid":3}"#),
        (
            r#","r":"\ud870","\udf5b":["\ud870\udf5b"]"#,
            r#"{"r":"\ufffd","\ufffd":["\ud870\udf5b"]}"#,
        ),
    ] {
        let identity = answered(data(members)).unwrap_or_else(|e| panic!("{members}: {e:?}"));
        assert_eq!(identity.extra, extra, "{members}");
        assert_eq!(identity.json["userId"], "u1", "{members}");
    }
    // The guide's own fields, however their names are escaped, are never further ones.
    let identity = answered(data(r#","channe\u006c":"2""#)).unwrap();
    assert_eq!((&identity.json["channel"], identity.extra.as_str()), (&json!("2"), ""));
}

#[test]
fn whoever_is_told_is_the_one_that_was_sent() {
    for (body, user_id) in [
        (r#"{"errcode":"0.0","data":{"userId":10086.0}}"#, "10086"),
        (r#"{"errcode":0e0,"data":{"userId":1.0086E4}}"#, "10086"),
        (r#"{"errcode":-0,"data":{"userId":9007199254740993}}"#, "9007199254740993"),
        (r#"{"errcode":0,"data":{"userId":90071992547409931234.0}}"#, "90071992547409931234"),
        (r#"{"errcode":0,"data":{"userId":1.23456789012345E14}}"#, "123456789012345"),
        (r#"{"errcode":0,"data":{"userId":10086.5}}"#, "10086.5"),
        (r#"{"errcode":0,"data":{"userId":"0086"}}"#, "0086"),
        (r#"{"ErrCode":" 0 ","data":"{\"data\":\"{\\\"userId\\\":\\\"u\\\"}\"}"}"#, "u"),
        ("\u{feff}\"\u{feff}{\\\"errcode\\\":0,\\\"data\\\":{\\\"userId\\\":\\\"u\\\"}}\"", "u"),
        (r#"{"code":"SUCCESS","data":{"status":"0","result":{"userId":"u"}}}"#, "u"),
        (r#"{"code":200,"success":true,"data":{"errcode":0,"data":{"user":{"userId":"u"}}}}"#, "u"),
        (r#"{"errcode":0,"success":null,"data":{"userId":"u","code":"A1","status":false}}"#, "u"),
        (r#"{"errcode":0,"result":0,"res":true,"data":{"userId":"u"}}"#, "u"),
        (r#"{"errcode":0,"data":{"userId":"u","data":{"userId":"other"}}}"#, "u"),
        (
            r#"{"errcode":0,"code":"the-code","data":{"code":"the-code","user":{"userId":"u"}}}"#,
            "u",
        ),
    ] {
        let identity = answered(body).unwrap_or_else(|e| panic!("{body}: {e:?}"));
        assert_eq!(identity.json["userId"], user_id, "{body}");
    }
}

#[test]
fn whatever_says_no_is_no_login() {
    let person = r#"{"userId":"u","certificateNo":null}"#;
    for (body, status, gateway_code) in [
        (r#"{"errcode":0,"success":"FALSE","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "0"),
        (r#"{"errcode":0,"success":"Fail","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "0"),
        (r#"{"code":200,"success":"N","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "200"),
        (r#"{"code":200,"ok":false,"data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "200"),
        (r#"{"errcode":0,"data":{"ret":-1,"data":P}}"#, YJT_ERR_GATEWAY_OTHER_CODE, "-1"),
        (r#"{"errcode":0,"success":0.0,"data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "0"),
        (r#"{"errcode":0,"result":false,"data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "0"),
        (r#"{"errcode":0,"res":"FAIL","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "0"),
        (r#"{"success":false,"msg":"x"}"#, YJT_ERR_GATEWAY_OTHER_CODE, "?"),
        (r#"{"errcode":0,"status":"FAIL","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "FAIL"),
        (r#"{"errcode":0,"status":false,"data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "false"),
        (r#"{"code":200,"err_code":"1","data":P}"#, YJT_ERR_FAILED, "1"),
        (r#"{"code":200,"data":{"errno":2.0,"data":P}}"#, YJT_ERR_INVALID_PARAMETER, "2"),
        (r#"{"code":200,"data":{"res":null,"message":"x"}}"#, YJT_ERR_GATEWAY_OTHER_CODE, "?"),
        (
            r#"{"code":200,"data":{"data":null,"msg":"x","result":""}}"#,
            YJT_ERR_GATEWAY_OTHER_CODE,
            "?",
        ),
        (
            r#"{"code":200,"data":{"res":null,"msg":"x","userId":"u"}}"#,
            YJT_ERR_GATEWAY_OTHER_CODE,
            "?",
        ),
        (r#"{"errcode":0,"data":{"userId":"u","userId":"v"}}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":{"userId":"u"},"data":P}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":{"userId":"u","errcode":1}}"#, YJT_ERR_FAILED, "1"),
        (
            r#"{"errcode":0,"data":{"userId":"u","code":500,"msg":"x"}}"#,
            YJT_ERR_GATEWAY_OTHER_CODE,
            "500",
        ),
        (
            r#"{"errcode":0,"data":{"userId":"u","code":8,"retCode":7}}"#,
            YJT_ERR_GATEWAY_OTHER_CODE,
            "7",
        ),
        (r#"{"errcode":200,"data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "200"),
        (r#"{"errcode":"the-code","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "?"),
        (r#"{"errcode":"0the-code","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "?"),
        (r#"{"errcode":"E.THE-CODE.1","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "?"),
        (r#"{"code":500,"name":"Error","data":P}"#, YJT_ERR_GATEWAY_OTHER_CODE, "500"),
        (r#"{"code":0,"data":{"code":500,"name":"Error"}}"#, YJT_ERR_GATEWAY_OTHER_CODE, "500"),
        (r#"{"data":P}"#, YJT_ERR_ANSWER_NO_ERRCODE, ""),
        (r#"{"errcode":null,"data":P}"#, YJT_ERR_ANSWER_NO_ERRCODE, ""),
        (r#""{\"userId\":\"u\"}""#, YJT_ERR_ANSWER_NO_ERRCODE, ""),
        (r#"P"#, YJT_ERR_ANSWER_NO_ERRCODE, ""),
        ("[]", YJT_ERR_ANSWER_NO_ERRCODE, ""),
        (r#"{"errcode":0,"userId":"u"}"#, YJT_ERR_ANSWER_NO_DATA, ""),
        (r#"{"errcode":0,"data":{"person":P}}"#, YJT_ERR_ANSWER_NOBODY, "0"),
        (r#"{"errcode":0,"data":[P]}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":false}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":{"userId":{"id":1}}}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":{"userId":1.2345678901234568E18}}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":{"userId":-1234567890123456e3}}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":"[]"}"#, YJT_ERR_ANSWER_NO_DATA, ""),
        (r#"{"errcode":0,"data":"{\"errcode\":0,\"data\":null}"}"#, YJT_ERR_ANSWER_NO_DATA, ""),
        (r#"{"errcode":0,"data":"{\"errcode\":0"}"#, YJT_ERR_ANSWER_FIELD, "0"),
        (r#"{"errcode":0,"data":P"#, YJT_ERR_ANSWER_TRUNCATED, ""),
        (r#"{"errcode":0,"data":P}}"#, YJT_ERR_ANSWER_NOT_JSON, ""),
        (r#"{"errcode":0,"data":P,}"#, YJT_ERR_ANSWER_NOT_JSON, ""),
    ] {
        let failure = answered(body.replace('P', person)).expect_err(body);
        let seen = (failure.status, failure.gateway_code.as_str());
        assert_eq!(seen, (status, gateway_code), "{body}: {failure:?}");
        assert!(!failure.all_text().to_lowercase().contains("the-code"), "{failure:?}");
    }
}

#[test]
fn nobody_is_nobody_in_every_script_and_the_fields_are_named() {
    for blank in [
        "null",
        r#""""#,
        r#"" ""#,
        r#""\u3000""#,
        "\"\u{a0}\u{2003}\"",
        r#""\u200b\ufeff""#,
        r#""null""#,
        r#""NULL""#,
        r#""undefined""#,
        "0",
        "0.0",
        r#""0000""#,
    ] {
        let body = format!(
            r#"{{"errcode":0,"data":{{"certificateNo":null,"userId":{blank},"name":"李四","phone":null}}}}"#
        );
        let failure = answered(body).expect_err(blank);
        assert_eq!(failure.status, YJT_ERR_ANSWER_NOBODY, "{blank}: {failure:?}");
        let says = "fields with a value: name; empty fields: certificateNo, phone, userId";
        assert!(failure.message.contains(says), "{failure:?}");
        assert!(!failure.all_text().contains("李四"), "{failure:?}");
    }
}

/// As a sender writes it whose language has another null; beside an identity it is no value.
#[test]
fn a_null_that_became_text_is_no_value_of_an_encrypted_field() {
    for nothing in [r#""null""#, r#""undefined""#, "0", r#""0""#] {
        let members =
            ["certificateNo", "phone", "gender"].map(|name| format!(r#","{name}":{nothing}"#));
        let identity =
            answered(data(&members.concat())).unwrap_or_else(|e| panic!("{nothing}: {e:?}"));
        let told = ["userId", "certificateNo", "phone", "gender"].map(|name| &identity.json[name]);
        assert_eq!(told, [&json!("u1"), &json!(""), &json!(""), &json!(0)], "{nothing}");
    }
}

/// Somebody else's number may have become the same.
#[test]
fn a_rounded_number_is_named() {
    let body = r#"{"errcode":0,"data":{"userId":1.2345678901234568E18}}"#;
    let failure = answered(body).unwrap_err();
    assert!(
        failure.message.contains("userId") && failure.message.contains("floating"),
        "{failure:?}"
    );
    assert!(!failure.all_text().contains("23456789"), "{failure:?}");
}

/// Nothing in it is looked at; it must only be read to its end.
#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!(r#","deep":{}{}"#, "[".repeat(depth), "]".repeat(depth));
    assert!(answered(data(&nested(120))).unwrap().extra.starts_with(r#"{"deep":[["#));
    assert_eq!(answered(data(&nested(127))).unwrap_err().status, YJT_ERR_ANSWER_NOT_JSON);
    let mut wrapped = data("");
    for _ in 0..8 {
        wrapped = format!(r#"{{"errcode":0,"data":{wrapped}}}"#);
    }
    assert_eq!(answered(wrapped).unwrap_err().status, YJT_ERR_ANSWER_NOBODY);
}
