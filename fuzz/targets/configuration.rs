//! `yjt_init`: the input is the configuration. A client that was made encrypts as its key does and reads it back; a
//! refusal tells none of the secrets.

#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use yjt::ffi::sm4::{yjt_decrypt, yjt_encrypt, yjt_sm4_encrypt};
use yjt_fuzz::abi::{Client, c, taken};

/// Where a configuration keeps what nobody else may know.
const SECRET: [&str; 4] = ["appKey", "token", "appSecret", "paasId"];
/// A shorter one may be a word of the message.
const TELLING: usize = 8;

fuzz_target!(init: yjt_fuzz::begin(), |input: &[u8]| {
    let Some(configuration) = c(input) else { return };
    let client = match Client::new(&configuration) {
        Ok(client) => client,
        Err(failure) => return must_not_be_told(&failure.text, input),
    };
    let text = c("小明".as_bytes()).unwrap();
    let cipher = taken(|out| unsafe { yjt_encrypt(client.0, text.as_ptr(), out) }).unwrap();
    let cipher_text = c(cipher.as_bytes()).unwrap();
    let back = taken(|out| unsafe { yjt_decrypt(client.0, cipher_text.as_ptr(), out) });
    assert_eq!(back.unwrap().as_bytes(), text.as_bytes());
    // serde_json is lenient about a key given twice; the library is not, and a byte order mark is a matter of its own.
    let Ok(json) = serde_json::from_slice::<Value>(input) else { return };
    let key = c(json["appKey"].as_str().expect("it was accepted").as_bytes()).unwrap();
    let plain = taken(|out| unsafe { yjt_sm4_encrypt(key.as_ptr(), text.as_ptr(), out) });
    assert_eq!(plain.unwrap(), cipher);
});

/// Nothing that stands in a place of secrets alone is in the message.
fn must_not_be_told(message: &str, input: &[u8]) {
    let Ok(json) = serde_json::from_slice::<Value>(input) else { return };
    let whole = String::from_utf8_lossy(input);
    for secret in SECRET.iter().filter_map(|key| json[key].as_str()) {
        let alone = whole.matches(secret).count() == 1;
        let told = secret.len() >= TELLING && alone && message.contains(secret);
        assert!(!told, "{secret} is in {message}");
    }
}
