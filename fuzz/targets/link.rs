//! `yjt_code_from_link`: the input is the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yjt::ffi::link::yjt_code_from_link;
use yjt_fuzz::abi::{c, taken};

fuzz_target!(init: yjt_fuzz::begin(), |input: &[u8]| {
    let Some(link) = c(input) else { return };
    let Ok(code) = taken(|out| unsafe { yjt_code_from_link(link.as_ptr(), out) }) else { return };
    let is_sent_as_it_is = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    assert!((1..=32).contains(&code.len()) && code.bytes().all(is_sent_as_it_is), "{code}");
    // The plainest link with this code gives it as well.
    let plain = c(format!("https://h.example/?code={code}").as_bytes()).unwrap();
    assert_eq!(taken(|out| unsafe { yjt_code_from_link(plain.as_ptr(), out) }).unwrap(), code);
});
