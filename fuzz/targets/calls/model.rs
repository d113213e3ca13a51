//! What was handed out, and whether it lives.

use std::ffi::{CString, c_void};
use std::ptr::{null_mut, without_provenance_mut};
use std::sync::atomic::Ordering;

use yjt::ffi::status::*;
use yjt_fuzz::abi::{FREES, c, text};

/// So many others must be freed before an address serves again: the header says so of texts up to 1 KiB and of users.
const KEPT_BACK: usize = 64;
/// What is made of a text of this length is shorter than 1 KiB.
const SHORT: usize = 400;

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Client,
    User,
    Text,
}

struct Given {
    address: *mut c_void,
    kind: Kind,
    /// How many had been freed before it.
    freed: Option<usize>,
}

#[derive(Default)]
pub struct Model {
    given: Vec<Given>,
    /// What other threads are about to free is counted already.
    pub about_to_be_freed: usize,
}

impl Model {
    /// What came of a call: an output on success and only then, at an address that is nobody's or has rested.
    pub fn keep(&mut self, status: i32, wanted: i32, kind: Kind, address: *mut c_void) -> i32 {
        assert_eq!(status, wanted);
        assert_eq!(address.is_null(), status != YJT_OK);
        if status == YJT_OK {
            for former in self.given.iter().filter(|given| given.address == address) {
                let frees = FREES.load(Ordering::SeqCst) + self.about_to_be_freed;
                let has_rested = former.freed.is_some_and(|at| frees - at > KEPT_BACK);
                assert!(kind != Kind::Client && has_rested, "handed out twice");
            }
            self.given.retain(|given| given.address != address);
            self.given.push(Given { address, kind, freed: None });
        }
        status
    }

    /// What came of giving something back.
    pub fn freed(&mut self, any: *mut c_void, status: i32) -> i32 {
        let live = self.given.iter_mut().find(|g| g.address == any && g.freed.is_none());
        let wanted = if live.is_some() || any.is_null() { YJT_OK } else { YJT_ERR_NOT_OURS };
        assert_eq!(status, wanted, "of yjt_free");
        if let Some(given) = live {
            let counts = usize::from(given.kind != Kind::Client);
            given.freed = Some(FREES.fetch_add(counts, Ordering::SeqCst));
        }
        status
    }

    /// The address that a byte of the input stands for.
    pub fn which(&self, which: u8) -> *mut c_void {
        static OTHERS: [u64; 2] = [5; 2];
        match which {
            b'N' => null_mut(),
            b'1' => without_provenance_mut(1),
            b'M' => without_provenance_mut(usize::MAX),
            b'S' => (&raw const OTHERS[1]).cast_mut().cast(),
            _ if self.given.is_empty() => null_mut(),
            _ => self.given[usize::from(which) % self.given.len()].address,
        }
    }

    /// A text that was handed out and lives, shortened, or one of the host's own.
    pub fn text(&self, which: u8) -> CString {
        let address = self.which(which);
        if self.is_live(address, Kind::Text) {
            let text = text(address.cast());
            return c_text(&text[..text.floor_char_boundary(SHORT)]);
        }
        c_text(["", "?code=abc", "小明", "01"][usize::from(which) % 4])
    }

    pub fn is_live(&self, address: *mut c_void, kind: Kind) -> bool {
        self.given.iter().any(|g| g.address == address && g.kind == kind && g.freed.is_none())
    }

    /// The failure that a client argument is, unless it is a client.
    pub fn client_is(&self, client: *mut c_void) -> Option<i32> {
        match client.is_null() {
            true => Some(YJT_ERR_NULL_ARGUMENT),
            false if self.is_live(client, Kind::Client) => None,
            false => Some(YJT_ERR_CLIENT_HANDLE),
        }
    }

    pub fn all(&self) -> Vec<*mut c_void> {
        self.given.iter().map(|given| given.address).collect()
    }
}

pub fn c_text(text: &str) -> CString {
    c(text.as_bytes()).unwrap()
}
