//! Landing links, query strings and extraData, one table for every language: `tests/data/links.json`.

use yjt::ffi::status::*;

use crate::support::abi::code_from_link;
use crate::support::tables::{field, links};

#[test]
fn a_link_gives_its_code_or_says_why_not() {
    let table = links();
    assert!(table.len() > 30);
    for row in &table {
        let link = field(row, "link");
        match code_from_link(link) {
            Ok(code) => assert_eq!(row["code"], code, "{link}"),
            Err(failure) => {
                assert_eq!(row["status"], failure.status, "{link}: {failure:?}");
                assert!(failure.all_text().contains(field(row, "says")), "{link}: {failure:?}");
            }
        }
    }
}

#[test]
fn a_link_has_a_limit() {
    let failure = code_from_link(&format!("?x={}", "a".repeat(9000))).unwrap_err();
    assert_eq!(failure.status, YJT_ERR_TOO_LONG);
    assert!(failure.message.contains("8192"), "{failure:?}");
}
