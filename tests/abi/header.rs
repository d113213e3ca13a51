//! The committed header, which tools/ keeps fresh: complete, and fit for every compiler; the library exports it and nothing else.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support::abi::library;

const HEADER: &str = include_str!("../../include/yjt.h");

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {errors}");
    text
}

#[test]
fn it_compiles_alone_as_c99_and_cpp11() {
    let header = concat!(env!("CARGO_MANIFEST_DIR"), "/include/yjt.h");
    let strict = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only"];
    run("gcc", &[&["-std=c99", "-x", "c"], &strict[..], &[header]].concat());
    run("g++", &[&["-std=c++11", "-x", "c++"], &strict[..], &[header]].concat());
}

#[test]
fn every_function_is_documented_in_full() {
    let declarations = &HEADER[HEADER.find("extern \"C\"").unwrap()..];
    for function in functions() {
        let at = declarations.find(&format!("{function}(")).unwrap();
        let comment = declarations[..at].rsplit("/**").next().unwrap();
        assert!(comment.contains("@return"), "{function}: both outcomes");
        assert!(comment.contains("Threads:"), "{function}: threads");
        let hands_out = declarations[at..].split(';').next().unwrap().contains("**");
        assert!(!hands_out || comment.contains("Ownership:"), "{function}: ownership");
    }
}

#[test]
fn the_library_exports_the_headers_functions_and_nothing_else() {
    let library = library();
    let symbols = run("nm", &["-D", "--defined-only", library.to_str().unwrap()]);
    let exported: BTreeSet<_> =
        symbols.lines().filter_map(|line| line.split(' ').nth(2)).map(str::to_owned).collect();
    assert_eq!(exported, functions());
}

#[test]
fn the_library_needs_only_the_c_runtime() {
    let needed = run("objdump", &["-p", library().to_str().unwrap()]);
    let needed: Vec<_> = needed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("NEEDED"))
        .map(str::trim)
        .filter(|name| {
            !["libc.so", "libm.so", "libgcc_s.so", "ld-linux"].iter().any(|p| name.starts_with(p))
        })
        .collect();
    assert!(needed.is_empty(), "{needed:?}");
}

fn functions() -> BTreeSet<String> {
    let names = HEADER.split('\n').filter(|line| !line.starts_with([' ', '#', '/', '*']));
    let names = names.filter_map(|line| {
        let name = line.split('(').next()?.rsplit([' ', '*']).next()?;
        (line.contains('(') && name.starts_with("yjt_")).then(|| name.to_owned())
    });
    let names: BTreeSet<_> = names.collect();
    assert!(names.len() >= 15, "{names:?}");
    names
}
