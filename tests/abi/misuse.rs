//! Every function, misused in every way: the process lives, the status is right, the output is empty.

use std::ffi::{c_char, c_void};
use std::ptr::{self, null, null_mut};

use serde_json::json;
use yjt::ffi::status::*;
use yjt::ffi::types::{yjt_client, yjt_status, yjt_user};

use crate::support::abi::{ABI, c, canary, check, free, last_error};
use crate::support::sandbox::SANDBOX;

const KEY: &str = "A7E2D00B4058086CBD3D4B8A5E0B2697";
const CIPHER: &str = "0a504c329ff631c16bd487b2fdc3489f";

/// Not UTF-8, as GBK text is.
const GBK: &[u8] = b"\xd0\xa1\xc3\xf7\0";

fn expect(status: yjt_status, wanted: yjt_status, names: &str) {
    assert_eq!(status, wanted, "{:?}", last_error());
    let failure = check(status).unwrap_err();
    assert!(failure.message.contains(names), "{names} is not in {failure:?}");
}

/// Calls with one text argument wrong in every way. The call returns the status and whether its output is empty.
fn wrong_texts(name: &str, limit: usize, call: impl Fn(*const c_char) -> (yjt_status, bool)) {
    let long = c(&"a".repeat(limit + 1));
    for (argument, status) in [
        (null(), YJT_ERR_NULL_ARGUMENT),
        (GBK.as_ptr().cast(), YJT_ERR_NOT_UTF8),
        (long.as_ptr(), YJT_ERR_TOO_LONG),
    ] {
        let (seen, empty) = call(argument);
        expect(seen, status, name);
        assert!(empty, "{name}: an output on failure");
    }
}

/// Calls with one client argument wrong in every way.
fn wrong_clients(call: impl Fn(*mut yjt_client) -> (yjt_status, bool)) {
    let freed = SANDBOX.client(json!({})).0;
    let on_stack = 5_u64;
    for (client, status) in [
        (null_mut(), YJT_ERR_NULL_ARGUMENT),
        (freed, YJT_ERR_CLIENT_HANDLE),
        (ptr::without_provenance_mut(1), YJT_ERR_CLIENT_HANDLE),
        (ptr::without_provenance_mut(usize::MAX), YJT_ERR_CLIENT_HANDLE),
        ((&raw const on_stack).cast_mut().cast(), YJT_ERR_CLIENT_HANDLE),
    ] {
        let (seen, empty) = call(client);
        expect(seen, status, "client");
        assert!(empty);
    }
}

#[test]
fn init() {
    wrong_texts("config_json", 1 << 20, |text| {
        let mut out = canary();
        (unsafe { (ABI.init)(text, &mut out) }, out.is_null())
    });
    expect(unsafe { (ABI.init)(c("{}").as_ptr(), null_mut()) }, YJT_ERR_NULL_ARGUMENT, "client");
}

#[test]
fn code_from_link() {
    wrong_texts("text", 8192, |text| {
        let mut out = canary();
        (unsafe { (ABI.code_from_link)(text, &mut out) }, out.is_null())
    });
    let status = unsafe { (ABI.code_from_link)(c("?code=a").as_ptr(), null_mut()) };
    expect(status, YJT_ERR_NULL_ARGUMENT, "code");
}

#[test]
fn exchange_code() {
    let client = SANDBOX.client(json!({}));
    wrong_texts("code", 8192, |code| {
        let mut out = canary();
        (unsafe { (ABI.exchange_code)(client.0, code, 1, &mut out) }, out.is_null())
    });
    wrong_clients(|client| {
        let mut out = canary();
        (unsafe { (ABI.exchange_code)(client, c("a").as_ptr(), 1, &mut out) }, out.is_null())
    });
    let status = unsafe { (ABI.exchange_code)(client.0, c("a").as_ptr(), 1, null_mut()) };
    expect(status, YJT_ERR_NULL_ARGUMENT, "user");
    for (code, says) in
        [("", "empty"), (&"a".repeat(33), "33"), ("a b", "character 2"), ("中", "character 1")]
    {
        let failure = client.exchange(code).unwrap_err();
        assert_eq!(failure.status, YJT_ERR_CODE);
        assert!(failure.message.contains(says), "{failure:?}");
    }
}

#[test]
fn user_to_json() {
    let (code, _) = SANDBOX.mint(json!({}));
    let client = SANDBOX.client(json!({}));
    let mut user = null_mut();
    check(unsafe { (ABI.exchange_code)(client.0, c(&code).as_ptr(), 1, &mut user) }).unwrap();
    expect(unsafe { (ABI.user_to_json)(user, null_mut()) }, YJT_ERR_NULL_ARGUMENT, "json");
    free(user.cast());
    let on_stack = [0_u64; 32];
    for (user, status) in [
        (null::<yjt_user>(), YJT_ERR_NULL_ARGUMENT),
        (user.cast_const(), YJT_ERR_USER_HANDLE),
        ((&raw const on_stack).cast(), YJT_ERR_USER_HANDLE),
        (client.0.cast_const().cast(), YJT_ERR_USER_HANDLE),
    ] {
        let mut out = canary();
        expect(unsafe { (ABI.user_to_json)(user, &mut out) }, status, "user");
        assert!(out.is_null());
    }
}

#[test]
fn encrypt_and_decrypt() {
    let client = SANDBOX.client(json!({}));
    for (function, name, limit) in
        [(ABI.encrypt, "text", 1 << 20), (ABI.decrypt, "cipher_hex", 2 * ((1 << 20) + 16))]
    {
        wrong_texts(name, limit, |text| {
            let mut out = canary();
            (unsafe { function(client.0, text, &mut out) }, out.is_null())
        });
        wrong_clients(|client| {
            let mut out = canary();
            (unsafe { function(client, c(CIPHER).as_ptr(), &mut out) }, out.is_null())
        });
        let status = unsafe { function(client.0, c(CIPHER).as_ptr(), null_mut()) };
        expect(status, YJT_ERR_NULL_ARGUMENT, "");
    }
}

#[test]
fn sm4() {
    let cipher_limit = 2 * ((1 << 20) + 16);
    let (key, cipher) = (c(KEY), c(CIPHER));
    for (function, name, limit) in
        [(ABI.sm4_encrypt, "text", 1 << 20), (ABI.sm4_decrypt, "cipher_hex", cipher_limit)]
    {
        wrong_texts("key_hex", 8192, |key| {
            let mut out = canary();
            (unsafe { function(key, cipher.as_ptr(), &mut out) }, out.is_null())
        });
        wrong_texts(name, limit, |text| {
            let mut out = canary();
            (unsafe { function(key.as_ptr(), text, &mut out) }, out.is_null())
        });
        let status = unsafe { function(key.as_ptr(), cipher.as_ptr(), null_mut()) };
        expect(status, YJT_ERR_NULL_ARGUMENT, "");
    }
    let verify = |key, cipher, text| {
        let mut out = 77;
        (unsafe { (ABI.sm4_verify)(key, cipher, text, &mut out) }, out == 0)
    };
    wrong_texts("key_hex", 8192, |key| verify(key, cipher.as_ptr(), cipher.as_ptr()));
    wrong_texts("cipher_hex", cipher_limit, |text| verify(key.as_ptr(), text, cipher.as_ptr()));
    wrong_texts("text", 1 << 20, |text| verify(key.as_ptr(), cipher.as_ptr(), text));
    let status =
        unsafe { (ABI.sm4_verify)(key.as_ptr(), cipher.as_ptr(), cipher.as_ptr(), null_mut()) };
    expect(status, YJT_ERR_NULL_ARGUMENT, "matches");
}

#[test]
fn diagnose() {
    wrong_texts("config_json", 1 << 20, |text| {
        let mut out = canary();
        (unsafe { (ABI.diagnose)(text, null(), &mut out) }, out.is_null())
    });
    let (config, long) = (c("{}"), c(&"a".repeat((1 << 20) + 1)));
    for (options, status) in
        [(GBK.as_ptr().cast(), YJT_ERR_NOT_UTF8), (long.as_ptr(), YJT_ERR_TOO_LONG)]
    {
        let mut out = canary();
        let seen = unsafe { (ABI.diagnose)(config.as_ptr(), options, &mut out) };
        expect(seen, status, "options_json");
        assert!(out.is_null());
    }
    let status = unsafe { (ABI.diagnose)(config.as_ptr(), null(), null_mut()) };
    expect(status, YJT_ERR_NULL_ARGUMENT, "report_json");
}

#[test]
fn free_refuses_what_is_not_ours() {
    assert_eq!(unsafe { (ABI.free)(null_mut()) }, YJT_OK);
    let on_stack = 5_u64;
    let on_heap = Box::new([0_u8; 64]);
    let (code, _) = SANDBOX.mint(json!({}));
    let client = SANDBOX.client(json!({}));
    let mut user = null_mut::<yjt_user>();
    check(unsafe { (ABI.exchange_code)(client.0, c(&code).as_ptr(), 1, &mut user) }).unwrap();
    let field = unsafe { (*user).name.cast_mut() };
    let label = unsafe { (ABI.label)(3, c("01").as_ptr()) }.cast_mut();
    for foreign in [
        (&raw const on_stack).cast_mut().cast::<c_void>(),
        (&raw const *on_heap).cast_mut().cast(),
        field.cast(),
        label.cast(),
        ptr::without_provenance_mut(8),
    ] {
        expect(unsafe { (ABI.free)(foreign) }, YJT_ERR_NOT_OURS, "any");
    }
    free(user.cast());
}

#[test]
fn a_second_free_of_each_kind_is_refused_even_after_others_were_handed_out() {
    let (code, _) = SANDBOX.mint(json!({}));
    let client = SANDBOX.client(json!({}));
    let mut user = null_mut::<yjt_user>();
    check(unsafe { (ABI.exchange_code)(client.0, c(&code).as_ptr(), 1, &mut user) }).unwrap();
    let mut text = null_mut();
    check(unsafe { (ABI.user_to_json)(user, &mut text) }).unwrap();
    let freed = SANDBOX.client(json!({}));
    let (ticket, freed) = (freed.0, drop(freed));
    let () = freed;
    free(user.cast());
    free(text.cast());
    let given: Vec<*mut c_char> = (0..20)
        .map(|_| {
            let mut out = null_mut();
            check(unsafe { (ABI.encrypt)(client.0, c("小明").as_ptr(), &mut out) }).unwrap();
            out
        })
        .collect();
    for dead in [ticket.cast::<c_void>(), user.cast(), text.cast()] {
        expect(unsafe { (ABI.free)(dead) }, YJT_ERR_NOT_OURS, "any");
    }
    given.into_iter().for_each(|text| free(text.cast()));
}

/// The system hands a large block's address out again at once, so the library has to keep it back.
#[test]
fn a_second_free_of_a_large_text_is_refused_while_it_is_recent() {
    for length in [1 << 10, 64 << 10, 1 << 20] {
        let plain = c(&"a".repeat(length));
        let give = || {
            let mut out = null_mut();
            check(unsafe { (ABI.sm4_encrypt)(c(KEY).as_ptr(), plain.as_ptr(), &mut out) }).unwrap();
            out
        };
        let dead = give();
        free(dead.cast());
        let others: Vec<*mut c_char> = (0..4).map(|_| give()).collect();
        expect(unsafe { (ABI.free)(dead.cast()) }, YJT_ERR_NOT_OURS, "any");
        others.into_iter().for_each(|text| free(text.cast()));
    }
}

#[test]
fn a_call_in_flight_survives_the_clients_end() {
    let client = SANDBOX.client(json!({}));
    let (code, citizen) = SANDBOX.mint(json!({"fault": "slow:1500"}));
    let ticket = client.0.addr();
    std::thread::scope(|scope| {
        let call = scope.spawn(|| client.exchange(&code));
        while SANDBOX.requests(&code) == 0 {
            std::thread::yield_now();
        }
        free(ptr::without_provenance_mut(ticket));
        assert_eq!(call.join().unwrap().unwrap()["phone"], citizen["phone"]);
    });
    assert_eq!(client.exchange("a").unwrap_err().status, YJT_ERR_CLIENT_HANDLE);
    std::mem::forget(client);
}

#[test]
fn failures_belong_to_their_thread() {
    let _ = crate::support::abi::code_from_link("").unwrap_err();
    std::thread::spawn(|| {
        let error = last_error();
        assert_eq!((error.status, error.message.as_str()), (YJT_OK, ""));
    })
    .join()
    .unwrap();
    assert_eq!(last_error().status, YJT_ERR_LINK_MALFORMED);
}
