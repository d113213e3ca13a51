//! What the process has, nobody calling.

use std::ffi::c_char;
use std::fmt;
use std::fs;
use std::time::{Duration, Instant};

use crate::support::abi::{ABI, c, canary, code_from_link, free};

/// What an allocator's own caches come and go by. A leak of a few bytes a call is more in a minute.
const HEAP_MARGIN: usize = 128 * 1024;
const RESIDENT_MARGIN: usize = 16 << 20;

pub struct Figures {
    /// Bytes that are allocated.
    heap: usize,
    resident: usize,
    descriptors: usize,
    threads: usize,
}

impl Figures {
    pub fn at_rest() -> Figures {
        settle();
        // SAFETY: it returns what it counts, and gives back what nobody has.
        let heap = unsafe {
            libc::malloc_trim(0);
            libc::mallinfo2()
        };
        Figures {
            heap: heap.uordblks + heap.hblkhd,
            resident: resident(),
            descriptors: count("/proc/self/fd"),
            threads: count("/proc/self/task"),
        }
    }

    pub fn compared_to(&self, before: &Figures) -> Result<(), String> {
        let grew =
            |what: &str, now: usize, before: usize, margin: usize| match now > before + margin {
                true => Err(format!("{what} grew from {before} to {now}")),
                false => Ok(()),
            };
        grew("the heap", self.heap, before.heap, HEAP_MARGIN)?;
        grew("resident memory", self.resident, before.resident, RESIDENT_MARGIN)?;
        grew("the number of descriptors", self.descriptors, before.descriptors, 0)?;
        grew("the number of threads", self.threads, before.threads, 0)
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (heap, resident) = (self.heap / 1024, self.resident / 1024);
        let Figures { descriptors, threads, .. } = self;
        write!(
            f,
            "heap {heap} KiB, resident {resident} KiB, {descriptors} descriptors, {threads} threads"
        )
    }
}

/// The library keeps the blocks back that were freed last, of each size and place: to the full, each time.
fn settle() {
    let key = c("00112233445566778899AABBCCDDEEFF");
    let large = c(&"a".repeat(1000));
    let mut texts: Vec<*mut c_char> = vec![];
    for number in 0..2048 {
        let mut out = canary();
        let link = c(["?code=short", "?code=long-enough-for-a-larger-block"][number % 2]);
        let status = if number < 64 {
            unsafe { (ABI.sm4_encrypt)(key.as_ptr(), large.as_ptr(), &mut out) }
        } else {
            unsafe { (ABI.code_from_link)(link.as_ptr(), &mut out) }
        };
        assert_eq!(status, 0);
        texts.push(out);
    }
    texts.into_iter().for_each(|text| free(text.cast()));
    // The latest failure's texts.
    code_from_link("?code=").unwrap_err();
    // Name look-ups and the tests' peers end by themselves.
    let patience = Instant::now() + Duration::from_secs(10);
    let mut quiet_since = (Instant::now(), 0);
    while quiet_since.0.elapsed() < Duration::from_millis(300) && Instant::now() < patience {
        let now = count("/proc/self/task") + count("/proc/self/fd");
        if now != quiet_since.1 {
            quiet_since = (Instant::now(), now);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

fn count(folder: &str) -> usize {
    fs::read_dir(folder).unwrap().count()
}
