//! C programs, compiled against the committed header and linked with the shared library.

#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use support::abi::library;
use support::sandbox::{SANDBOX, expected};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn compile(source: &Path) -> PathBuf {
    let name = source.file_stem().unwrap();
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let library = library();
    let compiled = Command::new("gcc")
        .args(["-std=gnu99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-O1", "-o"])
        .arg(&program)
        .arg(source)
        .arg(format!("-I{ROOT}/include"))
        .arg(&library)
        .arg(format!("-Wl,-rpath,{}", library.parent().unwrap().display()))
        .output()
        .expect("gcc runs");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    program
}

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
    let program = compile(&Path::new(ROOT).join("tests/c/login.c"));
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

/// Secrets and identities are searched for in the whole memory of a process that has given everything back.
#[test]
fn nothing_secret_stays_in_memory() {
    let program = compile(&Path::new(ROOT).join("tests/c/wipe.c"));
    let (code, citizen) =
        SANDBOX.mint(json!({"citizen": "generated", "encrypt": ["name", "healthCardNo"]}));
    let files = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (code_file, needles) = (files.join("wipe.code"), files.join("wipe.needles"));
    fs::write(&code_file, &code).unwrap();
    let secrets = ["appKey", "token", "appSecret"].map(|key| SANDBOX.configuration[key].clone());
    let person =
        ["name", "phone", "certificateNo", "healthCardNo"].map(|field| citizen[field].clone());
    let masked: Vec<Vec<u8>> = secrets
        .iter()
        .chain(&person)
        .map(|needle| needle.as_str().unwrap().bytes().map(|byte| byte ^ 0x55).collect())
        .collect();
    fs::write(&needles, masked.join(&b'\n')).unwrap();
    let files = [configuration(), code_file.display().to_string(), needles.display().to_string()];
    let said = run(&program, &files.each_ref().map(String::as_str));
    assert!(said.contains("searched for 7"), "{said}");
}
