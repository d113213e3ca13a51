//! Writes what lists the interface in any language from the one description: `src/ffi` (functions, structs, statuses),
//! `src/protocol/dictionary.rs`, `src/config/keys.rs` and `packaging/targets.json`.
//!
//! `cargo run -p yjt-tools -- generate` writes; with `--check` it only names what is stale.

mod actors;
mod configuration;
mod cpp;
mod csharp;
mod dependencies;
mod dictionary;
mod documents;
mod files;
mod header;
mod java;
mod rust;
mod schema;
mod spring;
mod stdcall;
mod surface;
mod targets;
mod text;
mod unsafe_code;

/// The library's own table, as it is.
#[path = "../../src/config/keys.rs"]
#[allow(dead_code)] // Its parser's part.
mod keys;

use std::process::ExitCode;

use files::Files;
use surface::Surface;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let check = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["generate"] => false,
        ["generate", "--check"] => true,
        _ => {
            eprintln!("用法 | usage: cargo run -p yjt-tools -- generate [--check]");
            return ExitCode::FAILURE;
        }
    };
    let files = generated();
    if !check {
        for path in files.write() {
            println!("{path}");
        }
        return ExitCode::SUCCESS;
    }
    let stale = files.stale();
    for path in &stale {
        eprintln!("过时 | stale: {path}");
    }
    if stale.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("请运行 | run: cargo run -p yjt-tools -- generate");
    ExitCode::FAILURE
}

/// Every generated file, and every file with generated parts, as it is to be.
fn generated() -> Files {
    let mut files = Files::default();
    let surface = Surface::read();
    header::write(&mut files);
    java::write(&surface, &mut files);
    csharp::write(&surface, &mut files);
    cpp::write(&surface, &mut files);
    stdcall::write(&surface, &mut files);
    rust::write(&surface, &mut files);
    actors::write(&surface, &mut files);
    schema::write(&mut files);
    spring::write(&mut files);
    documents::write(&surface, &mut files);
    targets::write(&mut files);
    dependencies::write(&mut files);
    files
}

#[test]
fn every_generated_file_is_fresh() {
    let files = generated();
    let stale = files.stale();
    assert!(stale.is_empty(), "cargo run -p yjt-tools -- generate; stale: {stale:?}");
}
