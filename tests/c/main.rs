//! C programs, compiled against the committed header and linked with the shared library.

#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use sm4::cipher::{KeyInit, array::Array};

use yjt::ffi::status::{YJT_ERR_ANSWER_NOT_JSON, YJT_OK};

use support::c::{UNWINDING, compile, compile_with};
use support::sandbox::{SANDBOX, expected, numeric_and_reusable};

fn run(program: &Path, arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8(stdout).unwrap();
    assert!(status.success(), "{status}: {said}{}", String::from_utf8_lossy(&stderr));
    assert!(stderr.is_empty(), "{}", String::from_utf8_lossy(&stderr));
    said
}

fn configuration() -> String {
    SANDBOX.dir.join("yjt.json").to_str().unwrap().to_owned()
}

#[test]
fn a_c_program_logs_a_patient_in() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/login.c"), "login", &[]);
    for citizen in ["xiaoming", "generated"] {
        let (code, citizen) = SANDBOX.mint(json!({"citizen": citizen}));
        let said =
            run(&program, &[&configuration(), &format!("https://h.example/?a=1&code={code}#/x")]);
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(
            lines[..3],
            ["name", "certificateNo", "phone"].map(|f| citizen[f].as_str().unwrap())
        );
        assert!(lines[3].ends_with('族'), "{said}");
        assert_eq!(lines[4], citizen["gender"].to_string());
        let identity: Value = serde_json::from_str(lines[5]).unwrap();
        assert_eq!(identity, expected(&citizen));
    }
}

/// A key's round keys as they lie in memory, and the key itself.
fn schedule(key: &str) -> impl Iterator<Item = u8> {
    let key: [u8; 16] =
        std::array::from_fn(|i| u8::from_str_radix(&key[2 * i..][..2], 16).unwrap());
    let cipher = sm4::Sm4::new(&Array(key));
    // SAFETY: it is 32 words, or this does not compile.
    let round_keys: [u8; 128] = unsafe { std::mem::transmute(cipher) };
    round_keys.into_iter().chain(key)
}

/// Secrets and identities are searched for in the whole memory of a process that has given everything back.
#[test]
fn nothing_secret_stays_in_memory() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/wipe.c"), "wipe", &["-O1"]);
    let (code, citizen) = SANDBOX.mint(
        json!({"citizen": "generated", "encrypt": ["name", "healthCardNo"], "reusable": true}),
    );
    let files = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (code_file, needles) = (files.join("wipe.code"), files.join("wipe.needles"));
    fs::write(&code_file, &code).unwrap();
    let secrets = ["appKey", "token", "appSecret"].map(|key| SANDBOX.configuration[key].clone());
    let person =
        ["name", "phone", "certificateNo", "healthCardNo"].map(|field| citizen[field].clone());
    let whole = secrets.iter().chain(&person).map(|needle| needle.as_str().unwrap().as_bytes());
    // A part of a secret may stand where a hash or a cipher takes it in.
    let parts =
        secrets.iter().flat_map(|secret| secret.as_str().unwrap().as_bytes().chunks_exact(12));
    let masked: Vec<Vec<u8>> =
        whole.chain(parts).map(|needle| needle.iter().map(|byte| byte ^ 0x55).collect()).collect();
    fs::write(&needles, masked.join(&b'\n')).unwrap();
    let words = files.join("wipe.words");
    let schedule: Vec<u8> =
        schedule(secrets[0].as_str().unwrap()).map(|byte| byte ^ 0x55).collect();
    fs::write(&words, schedule).unwrap();
    let files = [&code_file, &needles, &words].map(|path| path.display().to_string());
    // Without TLS, whose deep calls overwrite the stack by chance.
    let plain = SANDBOX.dir.join("yjt-http.json").display().to_string();
    for configuration in [configuration(), plain] {
        let files = [&configuration, &files[0], &files[1], &files[2]];
        let said = run(&program, &files.map(String::as_str));
        let expected = format!("searched for {}", masked.len());
        assert!(said.contains(&expected), "{said}");
    }
}

#[test]
fn freeing_allocates_nothing() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/allocations.c");
    let program = compile(source, "free", &[]);
    let [configuration, code] = numeric_and_reusable("free", json!({}));
    let said = run(&program, &["count", &configuration, &code]);
    assert_eq!(said, "6 lines\n", "client made and released, the exchange, three refusals");
}

#[test]
fn every_allocation_that_fails_is_a_status() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/allocations.c");
    let program = compile_with(&UNWINDING, source, "fail", &[]);
    let [configuration, code] = numeric_and_reusable("fail", json!({}));
    for job in [
        "init",
        "exchange",
        "next-exchange",
        "refused-exchange",
        "to-json",
        "decrypt",
        "encrypt",
        "sm4-encrypt",
        "sm4-decrypt",
        "diagnose",
        "link",
        "empty-link",
    ] {
        let said = run(&program, &["fail", &configuration, &code, job]);
        assert!(said.contains("allocations"), "{said}");
    }
}

/// In any build.
#[test]
fn what_others_decide_the_size_of_is_reserved_first() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/allocations.c");
    let program = compile(source, "large", &[]);
    let [configuration, code] = numeric_and_reusable("large", json!({"fault": "overlong:900000"}));
    run(&program, &["large", &configuration, &code]);
}

/// IIS grants its threads 256 KiB, musl 128 KiB; the deepest call is an answer nested as far as JSON may be.
#[test]
fn a_small_stack_is_enough() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/stack.c"), "stack", &[]);
    // The library of a debug build, which is not what hospitals link, takes several times as much.
    let kib = if std::env::var_os("YJT_LIBRARY").is_some() { "128" } else { "1024" };
    for (fault, status) in [("gzip", YJT_OK), ("deep-json", YJT_ERR_ANSWER_NOT_JSON)] {
        let (code, _) = SANDBOX.mint(json!({"fault": fault}));
        assert_eq!(run(&program, &[&configuration(), &code, kib]).trim(), status.to_string());
    }
}

#[test]
fn a_child_process_opens_its_own_connections() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/fork.c"), "fork", &[]);
    let codes = [(); 3].map(|()| SANDBOX.mint(json!({})).0);
    run(&program, &[&configuration(), &codes[0], &codes[1], &codes[2]]);
}

#[test]
fn a_child_process_does_not_wait_for_its_parents_exchange() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/flight.c"), "flight", &[]);
    assert_eq!(run(&program, &[]), "child 0, parent ok\n");
}

#[test]
fn a_child_process_finds_every_lock_free() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/forks.c"), "forks", &[]);
    let children = |count: &str| run(&program, &[&configuration(), count]);
    assert_eq!(children("200"), "200 children, 0 hung, 0 failed\n");
    // Forked while the first calls of the process are under way.
    for _ in 0..50 {
        assert_eq!(children("1"), "1 children, 0 hung, 0 failed\n");
    }
}

#[test]
fn a_thread_is_cancelled_after_the_call_and_not_within() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/cancel.c"), "cancel", &[]);
    assert_eq!(run(&program, &[]), "1, 2 lines, cancelled\n");
}

#[test]
fn a_peer_that_hangs_up_sends_no_signal() {
    let program = compile(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/c/pipe.c"), "pipe", &[]);
    run(&program, &[]);
}

/// The READMEs' example, with a `main` around it.
#[test]
fn the_readmes_example_logs_a_patient_in() {
    for (name, readme) in [
        ("readme-zh", include_str!("../../README.md")),
        ("readme-en", include_str!("../../README.en.md")),
    ] {
        let example = readme.split("```c\n").nth(1).unwrap().split("```").next().unwrap();
        let main = "#include <stdlib.h>\nint main(int argc, char **argv) { (void)argc; return log_in(argv[1], argv[2]); }\n";
        let source = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.c"));
        fs::write(&source, format!("{example}{main}")).unwrap();
        let program = compile(source.to_str().unwrap(), name, &[]);
        let (code, citizen) = SANDBOX.mint(json!({"citizen": "xiaoming"}));
        let link = format!("https://h.example/?code={code}");
        let said = run(&program, &[&SANDBOX.configuration.to_string(), &link]);
        assert!(
            said.starts_with(citizen["name"].as_str().unwrap()) && said.ends_with("族\n"),
            "{said}"
        );
    }
}
