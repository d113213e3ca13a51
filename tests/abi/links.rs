//! Landing links, query strings and extraData.

use yjt::ffi::status::*;

use crate::support::abi::code_from_link;

#[test]
fn a_code_is_found_wherever_it_may_stand() {
    for link in [
        "http://www.baidu.com?code=abc",
        "https://h.cn/login?x=1&code=abc",
        "https://h.cn/login?code=abc&x=1",
        "https://h.cn/login?code=abc#/home",
        "https://h.cn/#/home?code=abc",
        "https://h.cn/?x=1#/home?y=2&code=abc",
        "https://h.cn/#/home&code=abc",
        "https://h.cn/?code=abc#/home?code=abc",
        "https://h.cn/?code=&x#/home?code=abc",
        "https://h.cn/?code=%61%62c",
        "https://h.cn/?errcode=1&mycode=2&code=abc",
        "/login?code=abc",
        "?code=abc",
        "code=abc",
        "x=1&code=abc",
        "  code=abc\n",
        r#"{"code":"abc"}"#,
        r#"{"extraData":{"code":"abc"}}"#,
        r#"{"path":"p","referrerInfo":{"appId":"wx","extraData":{"code":"abc","x":1}}}"#,
    ] {
        assert_eq!(code_from_link(link).as_deref(), Ok("abc"), "{link}");
    }
    assert_eq!(code_from_link(r#"{"code":12345}"#).unwrap(), "12345");
}

#[test]
fn what_gives_no_code_says_why() {
    let long = format!("?code={}", "a".repeat(33));
    let longer = format!("?x={}", "a".repeat(9000));
    for (link, status, says) in [
        ("", YJT_ERR_LINK_MALFORMED, "neither a link"),
        ("hello world", YJT_ERR_LINK_MALFORMED, "neither a link"),
        ("afadsgfaar", YJT_ERR_LINK_MALFORMED, "yjt_exchange_code"),
        ("{\"code\":", YJT_ERR_LINK_MALFORMED, "not valid JSON"),
        ("http://www.baidu.com", YJT_ERR_LINK_NO_CODE, "no parameter"),
        ("https://h.cn/?CODE=abc", YJT_ERR_LINK_NO_CODE, "no parameter"),
        ("{}", YJT_ERR_LINK_NO_CODE, "no parameter"),
        ("https://h.cn/?code=", YJT_ERR_LINK_EMPTY_CODE, "is empty"),
        (r#"{"code":""}"#, YJT_ERR_LINK_EMPTY_CODE, "is empty"),
        (r#"{"code":null}"#, YJT_ERR_LINK_EMPTY_CODE, "is empty"),
        ("https://h.cn/?code=a#/?code=b", YJT_ERR_LINK_DIFFERENT_CODES, "several codes"),
        (long.as_str(), YJT_ERR_LINK_CODE, "33 characters"),
        ("?code=a+b", YJT_ERR_LINK_CODE, "character 2"),
        ("?code=a%2", YJT_ERR_LINK_CODE, "percent-encoding"),
        ("?code=%zz", YJT_ERR_LINK_CODE, "percent-encoding"),
        ("?code=中文", YJT_ERR_LINK_CODE, "character 1"),
        (longer.as_str(), YJT_ERR_TOO_LONG, "8192"),
    ] {
        let failure = code_from_link(link).unwrap_err();
        assert_eq!(failure.status, status, "{link}: {failure:?}");
        assert!(failure.all_text().contains(says), "{link}: {failure:?}");
    }
}
