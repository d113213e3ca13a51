//! What the managed bindings leave behind of a text that went in: nothing but the language's own strings, which cannot be
//! wiped and are in UTF-16, so that what is found in UTF-8 is the binding's or the runtime's copy.

use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::sync::LazyLock;

use serde_json::json;

use crate::actor::{Actor, Start};
use crate::support::builds::{out, run, words};
use crate::support::sandbox::SANDBOX;

const PLAIN: &str = "encrypted-for-another-interface";

pub fn arguments_are_wiped(start: &Start) {
    // With a character that Java does not keep in a byte.
    let configuration = format!("\u{feff}{}", SANDBOX.configured(json!({})));
    let secrets = ["appKey", "token"].map(|key| SANDBOX.configuration[key].as_str().unwrap());

    let control = &mut Actor::start(start);
    control.results("client", &["open", &configuration]);
    assert_eq!(found(control, &secrets), secrets, "the search does not find");

    let actor = &mut Actor::start(&keeping(start));
    actor.results("secrets", &[&masked(&configuration), &masked(&format!("密{PLAIN}"))]);
    let file = out(&format!("secrets-{}.json", actor.id())).display().to_string();
    fs::write(&file, &configuration).unwrap();
    actor.results("file", &["file", &file]);
    actor.results("close", &["file"]);
    fs::remove_file(file).unwrap();
    let left = found(actor, &[secrets[0], secrets[1], PLAIN]);
    assert!(left.is_empty(), "{}: {left:?}", start.program);
}

/// Java's calls take turns at memory.
pub fn calls_at_once_keep_their_texts_apart(start: &Start) {
    assert!(Actor::start(start).results("crowd", &[]).is_empty());
}

/// With an allocator that overwrites nothing of what is freed, so that what was not wiped is found for certain.
fn keeping(start: &Start) -> Start {
    static LIBRARY: LazyLock<String> = LazyLock::new(|| {
        let library = out("keep.so").display().to_string();
        let arguments =
            format!("-shared -fPIC -Wall -Wextra -Werror -o {library} tests/languages/keep.c");
        run("gcc", &words(&arguments));
        library
    });
    let mut keeping = start.clone();
    keeping.environment.push(("LD_PRELOAD".to_owned(), LIBRARY.clone()));
    keeping
}

/// As the actors undo it.
fn masked(text: &str) -> String {
    text.chars().map(|c| char::from_u32(u32::from(c) ^ 0x55).unwrap()).collect()
}

/// Those that stand somewhere in what the actor may write to.
fn found<'a>(actor: &Actor, needles: &[&'a str]) -> Vec<&'a str> {
    let process = format!("/proc/{}", actor.id());
    let memory = File::open(format!("{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("{process}/maps")).unwrap();
    let pages: Vec<Vec<u8>> = maps.lines().filter_map(|line| read(&memory, line)).collect();
    let found = |needle: &&str| pages.iter().any(|page| holds(page, needle));
    needles.iter().copied().filter(found).collect()
}

/// The bytes of a line of `maps`, unless nobody may write there or they are no memory.
fn read(memory: &File, line: &str) -> Option<Vec<u8>> {
    let (range, rest) = line.split_once(' ')?;
    let (from, to) = range.split_once('-')?;
    let at = |hex| u64::from_str_radix(hex, 16).unwrap();
    let mut bytes = vec![0; usize::try_from(at(to) - at(from)).unwrap()];
    (rest.starts_with("rw") && memory.read_exact_at(&mut bytes, at(from)).is_ok()).then_some(bytes)
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    // SAFETY: both are as long as they say.
    let at = unsafe {
        libc::memmem(haystack.as_ptr().cast(), haystack.len(), needle.as_ptr().cast(), needle.len())
    };
    !at.is_null()
}
