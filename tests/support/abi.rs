//! The shared library's functions, by their C signatures, and a thin safe cover for tests.

use std::ffi::{CStr, CString, c_char, c_void};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::ptr;
use std::sync::LazyLock;

use libloading::Library;
use yjt::ffi::types::{
    yjt_client, yjt_dictionary, yjt_error, yjt_log_fn, yjt_log_level, yjt_status, yjt_user,
};

type Text = *const c_char;
type OutText = *mut *mut c_char;
type Ticket = *mut yjt_client;
type OutTicket = *mut *mut yjt_client;
type OutUser = *mut *mut yjt_user;

pub struct Abi {
    // [functions] written by yjt-tools from src/ffi
    pub init: unsafe extern "C" fn(Text, OutTicket) -> yjt_status,
    pub code_from_link: unsafe extern "C" fn(Text, OutText) -> yjt_status,
    pub exchange_code: unsafe extern "C" fn(Ticket, Text, i32, OutUser) -> yjt_status,
    pub user_to_json: unsafe extern "C" fn(*const yjt_user, OutText) -> yjt_status,
    pub sm4_encrypt: unsafe extern "C" fn(Text, Text, OutText) -> yjt_status,
    pub sm4_decrypt: unsafe extern "C" fn(Text, Text, OutText) -> yjt_status,
    pub sm4_verify: unsafe extern "C" fn(Text, Text, Text, *mut i32) -> yjt_status,
    pub encrypt: unsafe extern "C" fn(Ticket, Text, OutText) -> yjt_status,
    pub decrypt: unsafe extern "C" fn(Ticket, Text, OutText) -> yjt_status,
    pub diagnose: unsafe extern "C" fn(Text, Text, OutText) -> yjt_status,
    pub last_error: unsafe extern "C" fn() -> *const yjt_error,
    pub status_text: unsafe extern "C" fn(yjt_status) -> Text,
    pub set_logger: unsafe extern "C" fn(yjt_log_fn, *mut c_void, yjt_log_level) -> yjt_status,
    pub version: unsafe extern "C" fn() -> Text,
    pub label: unsafe extern "C" fn(yjt_dictionary, Text) -> Text,
    pub free: unsafe extern "C" fn(*mut c_void) -> yjt_status,
    // [/functions]
}

/// Loaded once for all tests.
pub static ABI: LazyLock<Abi> = LazyLock::new(|| {
    let path = library();
    // SAFETY: loading runs no code of the library's.
    let library = unsafe { Library::new(&path) }.unwrap_or_else(|e| panic!("{path:?}: {e}"));
    // Never unloaded.
    let library = &*ManuallyDrop::new(library);
    fn symbol<T: Copy>(library: &Library, name: &str) -> T {
        // SAFETY: the header's signatures, which `header.rs` compiles.
        *unsafe { library.get(name) }.unwrap_or_else(|e| panic!("{name}: {e}"))
    }
    Abi {
        // [symbols] written by yjt-tools from src/ffi
        init: symbol(library, "yjt_init"),
        code_from_link: symbol(library, "yjt_code_from_link"),
        exchange_code: symbol(library, "yjt_exchange_code"),
        user_to_json: symbol(library, "yjt_user_to_json"),
        sm4_encrypt: symbol(library, "yjt_sm4_encrypt"),
        sm4_decrypt: symbol(library, "yjt_sm4_decrypt"),
        sm4_verify: symbol(library, "yjt_sm4_verify"),
        encrypt: symbol(library, "yjt_encrypt"),
        decrypt: symbol(library, "yjt_decrypt"),
        diagnose: symbol(library, "yjt_diagnose"),
        last_error: symbol(library, "yjt_last_error"),
        status_text: symbol(library, "yjt_status_text"),
        set_logger: symbol(library, "yjt_set_logger"),
        version: symbol(library, "yjt_version"),
        label: symbol(library, "yjt_label"),
        free: symbol(library, "yjt_free"),
        // [/symbols]
    }
});

/// The shared library that cargo built for these tests.
pub fn library() -> PathBuf {
    std::env::var_os("YJT_LIBRARY").map_or_else(|| target("deps/libyjt.so"), PathBuf::from)
}

/// A file in the profile's folder, such as `target/debug`.
pub fn target(file: &str) -> PathBuf {
    let deps = std::env::current_exe().unwrap();
    let file = deps.parent().unwrap().parent().unwrap().join(file);
    assert!(
        file.exists(),
        "{file:?} is missing: run `cargo build --workspace`, or tests/run for the tools, first"
    );
    file
}

/// A failure, copied out of `yjt_last_error`.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub status: yjt_status,
    pub http_status: i32,
    pub gateway_code: String,
    pub message: String,
    pub hint: String,
}

impl Failure {
    /// Everything a person may read.
    pub fn all_text(&self) -> String {
        format!("{} {} {}", self.gateway_code, self.message, self.hint)
    }
}

pub fn c(text: &str) -> CString {
    CString::new(text).unwrap()
}

pub fn text(text: Text) -> String {
    assert!(!text.is_null());
    unsafe { CStr::from_ptr(text) }.to_str().expect("UTF-8").to_owned()
}

pub fn last_error() -> Failure {
    let error = unsafe { &*(ABI.last_error)() };
    Failure {
        status: error.status,
        http_status: error.http_status,
        gateway_code: text(error.gateway_code),
        message: text(error.message),
        hint: text(error.hint),
    }
}

/// The status must be the one that `yjt_last_error` tells.
pub fn check(status: yjt_status) -> Result<(), Failure> {
    if status == 0 {
        return Ok(());
    }
    let failure = last_error();
    assert_eq!(failure.status, status);
    assert!(failure.message.contains(" | ") && failure.hint.contains(" | "), "{failure:?}");
    Err(failure)
}

pub fn free(any: *mut c_void) {
    assert_eq!(unsafe { (ABI.free)(any) }, 0);
}

/// Copies a text that was handed out, and gives it back. On failure there must be none.
pub fn taken(status: yjt_status, out: *mut c_char) -> Result<String, Failure> {
    if let Err(failure) = check(status) {
        assert!(out.is_null(), "an output on failure");
        return Err(failure);
    }
    let copy = text(out);
    free(out.cast());
    Ok(copy)
}

/// A pointer that is neither NULL nor anybody's, to see that failure resets an output.
pub fn canary<T>() -> *mut T {
    ptr::without_provenance_mut(0xCAFE)
}

pub fn code_from_link(link: &str) -> Result<String, Failure> {
    let mut out = canary();
    let status = unsafe { (ABI.code_from_link)(c(link).as_ptr(), &mut out) };
    taken(status, out)
}

pub fn sm4_encrypt(key: &str, plain: &str) -> Result<String, Failure> {
    let mut out = canary();
    let status = unsafe { (ABI.sm4_encrypt)(c(key).as_ptr(), c(plain).as_ptr(), &mut out) };
    taken(status, out)
}

pub fn sm4_decrypt(key: &str, cipher: &str) -> Result<String, Failure> {
    let mut out = canary();
    let status = unsafe { (ABI.sm4_decrypt)(c(key).as_ptr(), c(cipher).as_ptr(), &mut out) };
    taken(status, out)
}

pub fn sm4_verify(key: &str, cipher: &str, plain: &str) -> Result<bool, Failure> {
    let mut out = 77;
    let (key, cipher, plain) = (c(key), c(cipher), c(plain));
    let status =
        unsafe { (ABI.sm4_verify)(key.as_ptr(), cipher.as_ptr(), plain.as_ptr(), &mut out) };
    match check(status) {
        Ok(()) => Ok(out == 1),
        Err(failure) => {
            assert_eq!(out, 0);
            Err(failure)
        }
    }
}

/// A client that is freed with its test.
pub struct Client(pub *mut yjt_client);

// SAFETY: the header says that any thread may use it.
unsafe impl Send for Client {}
unsafe impl Sync for Client {}

impl Client {
    pub fn new(configuration: &str) -> Result<Client, Failure> {
        let mut out = canary();
        let status = unsafe { (ABI.init)(c(configuration).as_ptr(), &mut out) };
        match check(status) {
            Ok(()) => Ok(Client(out)),
            Err(failure) => {
                assert!(out.is_null());
                Err(failure)
            }
        }
    }

    /// The identity as JSON, and the struct's texts checked against it.
    pub fn exchange(&self, code: &str) -> Result<serde_json::Value, Failure> {
        let mut user = canary();
        let status = unsafe { (ABI.exchange_code)(self.0, c(code).as_ptr(), 1, &mut user) };
        if let Err(failure) = check(status) {
            assert!(user.is_null());
            return Err(failure);
        }
        let mut out = canary();
        let status = unsafe { (ABI.user_to_json)(user, &mut out) };
        let json: serde_json::Value = serde_json::from_str(&taken(status, out).unwrap()).unwrap();
        let fields = unsafe { &*user };
        // [fields] written by yjt-tools from src/ffi/types.rs
        assert_eq!(json["certificateNo"], text(fields.certificate_no));
        assert_eq!(json["certificateType"], text(fields.certificate_type));
        assert_eq!(json["healthCardNo"], text(fields.health_card_no));
        assert_eq!(json["phone"], text(fields.phone));
        assert_eq!(json["name"], text(fields.name));
        assert_eq!(json["gender"], fields.gender);
        assert_eq!(json["nation"], text(fields.nation));
        assert_eq!(json["userId"], text(fields.user_id));
        assert_eq!(json["channel"], text(fields.channel));
        // [/fields]
        let extra = text(fields.extra_json);
        if !extra.is_empty() {
            let extra: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(&extra).unwrap();
            assert!(extra.iter().all(|(name, value)| json[name] == *value));
        }
        free(user.cast());
        Ok(json)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        unsafe { (ABI.free)(self.0.cast()) };
    }
}
