//! Labels and static texts.

use std::ptr;

use yjt::ffi::types::*;

use crate::support::abi::{ABI, c, text};

#[test]
fn labels_are_the_standards() {
    for (dictionary, code, label) in [
        (YJT_DICTIONARY_CERTIFICATE_TYPE, "01", "居民身份证"),
        (YJT_DICTIONARY_CERTIFICATE_TYPE, "99", "其他法定有效证件"),
        (YJT_DICTIONARY_GENDER, "4", "未知"),
        (YJT_DICTIONARY_NATION, "29", "柯尔克孜族"),
        (YJT_DICTIONARY_NATION, "31", "达斡尔族"),
        (YJT_DICTIONARY_NATION, "99", "其它民族或外国人"),
        (YJT_DICTIONARY_CHANNEL, "2", "港澳"),
        (YJT_DICTIONARY_BUSINESS_TYPE, "12", "健康深圳《新冠预约》"),
    ] {
        assert_eq!(text(unsafe { (ABI.label)(dictionary, c(code).as_ptr()) }), label);
    }
    for (dictionary, code) in [(0, "01"), (99, "01"), (3, "57"), (3, "1"), (3, "")] {
        assert!(unsafe { (ABI.label)(dictionary, c(code).as_ptr()) }.is_null());
    }
    assert!(unsafe { (ABI.label)(YJT_DICTIONARY_NATION, ptr::null()) }.is_null());
    let nations = (1..100).filter(|n| {
        !unsafe { (ABI.label)(YJT_DICTIONARY_NATION, c(&format!("{n:02}")).as_ptr()) }.is_null()
    });
    assert_eq!(nations.count(), 57);
}

#[test]
fn every_number_has_a_text_and_every_status_its_own() {
    let unknown = text(unsafe { (ABI.status_text)(12345) });
    assert!(unknown.contains("未知状态"));
    let header = include_str!("../../include/yjt.h");
    let statuses: Vec<i32> = header
        .lines()
        .filter(|line| line.starts_with("#define YJT_ERR_") || line.starts_with("#define YJT_OK"))
        .map(|line| line.rsplit(' ').next().unwrap().parse().unwrap())
        .collect();
    assert!(statuses.len() > 50);
    let texts: std::collections::HashSet<String> =
        statuses.iter().map(|status| text(unsafe { (ABI.status_text)(*status) })).collect();
    assert_eq!(texts.len(), statuses.len(), "two statuses share a text, or a number");
    assert!(!texts.contains(&unknown), "a status without a text");
}

#[test]
fn the_version_is_the_headers() {
    let version = text(unsafe { (ABI.version)() });
    let header = include_str!("../../include/yjt.h");
    assert!(header.contains(&format!("#define YJT_VERSION \"{version}\"")));
}
