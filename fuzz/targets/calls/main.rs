//! Sequences of calls, beside a model of what is alive. Three bytes are a call: its letter, and which of the things handed
//! out so far it is given (or `N` NULL, `1` and `M` numbers, `S` memory that is somebody else's). Dead or alive, or of the wrong
//! kind: the status must be the one that the model knows.

#![no_main]

mod model;

use std::ffi::c_void;
use std::ptr;
use std::sync::LazyLock;
use std::thread::JoinHandle;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use serde_json::json;
use yjt::ffi::client::yjt_init;
use yjt::ffi::diagnosis::yjt_diagnose;
use yjt::ffi::error::{yjt_last_error, yjt_status_text};
use yjt::ffi::exchange::yjt_exchange_code;
use yjt::ffi::library::{yjt_free, yjt_label};
use yjt::ffi::link::yjt_code_from_link;
use yjt::ffi::sm4::{yjt_decrypt, yjt_encrypt, yjt_sm4_encrypt, yjt_sm4_verify};
use yjt::ffi::status::*;
use yjt::ffi::user::yjt_user_to_json;
use yjt_fuzz::abi::{canary, check, free, identity, text};
use yjt_fuzz::{gateway, secrets};

use model::{Kind, Model, c_text};

const LIMIT: Duration = Duration::from_secs(20);

static PORT: LazyLock<u16> = LazyLock::new(|| {
    gateway::listen(|mut stream| {
        while let Some(request) = gateway::request(&mut stream) {
            let code = gateway::code(&request);
            let body =
                if code.contains('~') { br#"{"errcode":1}"#.into() } else { gateway::own(code) };
            if !gateway::answer(&mut stream, &body) {
                return;
            }
        }
    })
});

fuzz_target!(init: yjt_fuzz::begin(), |input: &[u8]| {
    let mut host = Host::default();
    let (calls, _) = input.as_chunks::<3>();
    for [call, one, other] in calls {
        host.call(*call, *one, *other);
    }
    host.end();
});

#[derive(Default)]
struct Host {
    model: Model,
    /// The client, and what came of an exchange with it.
    threads: Vec<(*mut c_void, JoinHandle<i32>)>,
}

impl Host {
    fn call(&mut self, call: u8, one: u8, other: u8) {
        let before = unsafe { (*yjt_last_error()).status };
        let status = match call {
            b'i' => self.init(one),
            b'x' => self.exchange(one, other),
            b'X' => self.exchange_on_a_thread(one, other),
            b'j' => self.user_to_json(one),
            b'e' => self.encrypt(one, other),
            b'd' => self.decrypt(one, other),
            b's' => self.sm4(one),
            b'v' => self.verify(one, other),
            b'k' => self.link(one),
            b'c' => self.diagnose(one),
            b'l' => self.label(one, other),
            b'f' => self.free(self.model.which(one)),
            b'F' => self.free_on_a_thread(one),
            _ => return,
        };
        // A success leaves the latest failure alone.
        let latest = if status == YJT_OK { before } else { status };
        assert_eq!(unsafe { (*yjt_last_error()).status }, latest);
        let _ = check(status);
    }

    fn end(&mut self) {
        for (client, thread) in std::mem::take(&mut self.threads) {
            let status = thread.join().unwrap();
            let freed_meanwhile = !self.model.is_live(client, Kind::Client);
            let fine = status == YJT_OK || status == YJT_ERR_FAILED;
            assert!(fine || freed_meanwhile && status == YJT_ERR_CLIENT_HANDLE, "{status}");
        }
        // Whatever it was, once and once more.
        for address in self.model.all().iter().chain(&self.model.all()) {
            self.free(*address);
        }
    }

    fn init(&mut self, which: u8) -> i32 {
        let mut configuration = secrets::configuration(*PORT, LIMIT);
        match which % 4 {
            0 => {}
            1 => configuration["codeMemorySeconds"] = json!(300),
            2 => configuration["maxIdleConnections"] = json!(0),
            _ => configuration["appKey"] = json!("short"),
        }
        let wanted = if which % 4 == 3 { YJT_ERR_KEY_LENGTH } else { YJT_OK };
        let (configuration, mut out) = (c_text(&configuration.to_string()), canary());
        let status = unsafe { yjt_init(configuration.as_ptr(), &mut out) };
        self.model.keep(status, wanted, Kind::Client, out.cast())
    }

    fn exchange(&mut self, client: u8, code: u8) -> i32 {
        let client = self.model.which(client);
        let (code, wanted) = a_code(code);
        let mut out = canary();
        let code_text = c_text(&code);
        let status = unsafe { yjt_exchange_code(client.cast(), code_text.as_ptr(), 1, &mut out) };
        if status == YJT_OK {
            assert_eq!(identity(out)["userId"], code);
        }
        let wanted = self.model.client_is(client).unwrap_or(wanted);
        self.model.keep(status, wanted, Kind::User, out.cast())
    }

    /// Meanwhile the client may be freed.
    fn exchange_on_a_thread(&mut self, client: u8, code: u8) -> i32 {
        let client = self.model.which(client);
        let (code, wanted) = a_code(code);
        if !self.model.is_live(client, Kind::Client) || wanted == YJT_ERR_CODE {
            return YJT_OK;
        }
        let ticket = client.addr();
        let thread = std::thread::spawn(move || {
            let (client, mut out) = (ptr::without_provenance_mut(ticket), canary());
            let code_text = c_text(&code);
            let status = unsafe { yjt_exchange_code(client, code_text.as_ptr(), 1, &mut out) };
            if check(status).is_ok() {
                assert_eq!(identity(out)["userId"], code);
                free(out.cast());
            }
            status
        });
        self.model.about_to_be_freed += 2;
        self.threads.push((client, thread));
        YJT_OK
    }

    fn user_to_json(&mut self, user: u8) -> i32 {
        let user = self.model.which(user);
        let mut out = canary();
        let status = unsafe { yjt_user_to_json(user.cast(), &mut out) };
        let wanted = match user.is_null() {
            true => YJT_ERR_NULL_ARGUMENT,
            false if self.model.is_live(user, Kind::User) => YJT_OK,
            false => YJT_ERR_USER_HANDLE,
        };
        self.model.keep(status, wanted, Kind::Text, out.cast())
    }

    fn encrypt(&mut self, client: u8, text: u8) -> i32 {
        let (client, text) = (self.model.which(client), self.model.text(text));
        let mut out = canary();
        let status = unsafe { yjt_encrypt(client.cast(), text.as_ptr(), &mut out) };
        let wanted = self.model.client_is(client).unwrap_or(YJT_OK);
        self.model.keep(status, wanted, Kind::Text, out.cast())
    }

    fn decrypt(&mut self, client: u8, cipher: u8) -> i32 {
        let (client, cipher) = (self.model.which(client), self.model.text(cipher));
        let mut out = canary();
        let status = unsafe { yjt_decrypt(client.cast(), cipher.as_ptr(), &mut out) };
        // What the cipher text is good for is another target's.
        let about_the_text = status == YJT_OK || (410..430).contains(&status);
        let wanted =
            self.model.client_is(client).unwrap_or(if about_the_text { status } else { YJT_OK });
        self.model.keep(status, wanted, Kind::Text, out.cast())
    }

    fn sm4(&mut self, text: u8) -> i32 {
        let (key, text) = (c_text(secrets::KEY), self.model.text(text));
        let mut out = canary();
        let status = unsafe { yjt_sm4_encrypt(key.as_ptr(), text.as_ptr(), &mut out) };
        self.model.keep(status, YJT_OK, Kind::Text, out.cast())
    }

    fn verify(&mut self, cipher: u8, text: u8) -> i32 {
        let (key, cipher, text) =
            (c_text(secrets::KEY), self.model.text(cipher), self.model.text(text));
        let mut out = 7;
        let status =
            unsafe { yjt_sm4_verify(key.as_ptr(), cipher.as_ptr(), text.as_ptr(), &mut out) };
        assert!(out == 0 || out == 1 && status == YJT_OK, "{out}");
        assert!(status == YJT_OK || (410..420).contains(&status), "{status}");
        status
    }

    fn link(&mut self, text: u8) -> i32 {
        let link = self.model.text(text);
        let mut out = canary();
        let status = unsafe { yjt_code_from_link(link.as_ptr(), &mut out) };
        assert!(status == YJT_OK || (130..140).contains(&status), "{status}");
        self.model.keep(status, status, Kind::Text, out.cast())
    }

    /// Of the configuration alone: the gateway is asked in other tests.
    fn diagnose(&mut self, which: u8) -> i32 {
        let configuration = c_text(if which.is_multiple_of(2) { "{}" } else { "no JSON" });
        let options = c_text(r#"{"only":["configuration"]}"#);
        let mut out = canary();
        let status = unsafe { yjt_diagnose(configuration.as_ptr(), options.as_ptr(), &mut out) };
        self.model.keep(status, YJT_OK, Kind::Text, out.cast())
    }

    fn label(&mut self, dictionary: u8, code: u8) -> i32 {
        let code = self.model.text(code);
        let label = unsafe { yjt_label(i32::from(dictionary) - 48, code.as_ptr()) };
        assert!(label.is_null() || !text(label).is_empty());
        assert!(text(yjt_status_text(i32::from(dictionary))).contains(" | "));
        YJT_OK
    }

    fn free(&mut self, any: *mut c_void) -> i32 {
        let status = unsafe { yjt_free(any) };
        self.model.freed(any, status)
    }

    fn free_on_a_thread(&mut self, any: u8) -> i32 {
        let any = self.model.which(any);
        let address = any.expose_provenance();
        let free = move || unsafe { yjt_free(ptr::with_exposed_provenance_mut(address)) };
        self.model.freed(any, std::thread::spawn(free).join().unwrap());
        // Its failure is that thread's.
        YJT_OK
    }
}

/// A code, and what comes of it.
fn a_code(which: u8) -> (String, i32) {
    match which % 8 {
        0 => (format!("{}~", secrets::CODE), YJT_ERR_FAILED),
        1 => (format!("{}/", secrets::CODE), YJT_ERR_CODE),
        number => (format!("c{number}"), YJT_OK),
    }
}
