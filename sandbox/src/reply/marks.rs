//! What no JSON library will write: a mark stands in its place until the text is out.

use std::sync::LazyLock;

pub const LONE_SURROGATE: &str = "LONE-SURROGATE";
pub const DEEP_JSON: &str = "DEEP-JSON";

static DEEP: LazyLock<String> = LazyLock::new(|| "[".repeat(10_000) + &"]".repeat(10_000));

/// A number's digits as some writers put them, without quotes once it is out.
pub fn exponent(digits: &str) -> String {
    format!("EXPONENT-{}-EXPONENT", digits.trim_start_matches('0'))
}

pub fn resolved(text: &str) -> String {
    text.replace(LONE_SURROGATE, r"\ud800")
        .replace(&format!("\"{DEEP_JSON}\""), &DEEP)
        .replace("\"EXPONENT-", "")
        .replace("-EXPONENT\"", "e0")
}
