//! Landing links, query strings and extraData, one table for every language: `tests/data/links.json`.

use serde_json::Value;
use yjt::ffi::status::*;

use crate::support::abi::code_from_link;
use crate::support::tables::{field, links};

#[test]
fn a_link_gives_its_code_or_says_why_not() {
    let table = links();
    assert!(table.len() > 100);
    let wrong: Vec<String> = table.iter().filter_map(|row| judged(row).err()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn judged(row: &Value) -> Result<(), String> {
    let outcome = code_from_link(field(row, "link"));
    let right = match &outcome {
        Ok(code) => row["code"] == **code,
        Err(failure) => {
            row["status"] == failure.status && failure.all_text().contains(field(row, "says"))
        }
    };
    if right { Ok(()) } else { Err(format!("{row}: {outcome:?}")) }
}

/// However deep, up to the limit: no stack is used and every code counts.
#[test]
fn nesting_is_no_matter() {
    let nested = |depth: usize, inside: &str| {
        format!("{}{inside}{}", "{\"query\":".repeat(depth), "}".repeat(depth))
    };
    assert_eq!(code_from_link(&nested(800, "{\"code\":\"abc\"}")).unwrap(), "abc");
    let other = format!("{{\"x\":{}}}", "[".repeat(4000) + &"]".repeat(4000));
    assert_eq!(code_from_link(&other).unwrap_err().status, YJT_ERR_LINK_NO_CODE);
    let codes = format!("?{}", "code=a&".repeat(1100));
    assert_eq!(code_from_link(&codes).unwrap(), "a");
    assert_eq!(
        code_from_link(&format!("{codes}code=b")).unwrap_err().status,
        YJT_ERR_LINK_DIFFERENT_CODES
    );
}

#[test]
fn a_link_has_a_limit() {
    let failure = code_from_link(&format!("?x={}", "a".repeat(9000))).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_TOO_LONG);
    assert!(failure.message.contains("8192"), "{failure:?}");
}
