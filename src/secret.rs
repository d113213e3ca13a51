//! A text that must never be printed: its memory is wiped on release, as all of the library's is. And a stack that is
//! wiped after work with keys, which no release of memory reaches.

use std::fmt;
use std::hint::black_box;
use std::mem::MaybeUninit;

/// A secret text: `Debug` shows nothing of it and there is no `Display`.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: String) -> Secret {
        Secret(text)
    }

    /// The text itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What is shorter is no secret, and part of many a word.
const SHORTEST: usize = 5;

/// Whether a text holds a secret, in either case.
pub(crate) fn is_in(secret: &str, text: &str) -> bool {
    secret.len() >= SHORTEST && text.to_ascii_lowercase().contains(&secret.to_ascii_lowercase())
}

/// More than the work with keys takes. In a release build for x86-64 secrets were found up to 640 bytes deep: three times
/// that, for compilers and processors on which nobody searched.
const STACK: usize = if cfg!(debug_assertions) { 4 * 1024 } else { 3 * 640 };
/// What the wiping function needs for itself at the top, and does not wipe.
const GAP: usize = 256;

/// Does work that leaves secrets on its stack, and wipes it. What it returns should be small: it lives on ours.
pub(crate) fn on_wiped_stack<T>(work: impl FnOnce() -> T) -> T {
    let _wipe = Wipe;
    below_a_gap(work)
}

#[inline(never)]
fn below_a_gap<T>(work: impl FnOnce() -> T) -> T {
    let mut gap = MaybeUninit::<[u8; GAP]>::uninit();
    black_box(&mut gap);
    let result = in_a_frame_of_its_own(work);
    black_box(&mut gap);
    result
}

#[inline(never)]
fn in_a_frame_of_its_own<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// On every way out, unwinding included.
struct Wipe;

impl Drop for Wipe {
    #[inline(never)]
    fn drop(&mut self) {
        let mut dead = [0_u8; STACK];
        black_box(&mut dead);
    }
}
