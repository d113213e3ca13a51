//! The first finding when there is no library that could be asked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::output::configuration;
use crate::said::{Said, program};
use crate::support::abi::{library, target};
use crate::support::builds::{out, run, words};

/// The finding, as JSON and in print; the exit status is that of a failed check.
fn finds(mut doctor: impl FnMut() -> Command, says: &[&str]) {
    let file = configuration("unloadable", json!({}));
    let said = Said::by(&mut doctor(), &["--json", &file]);
    let report = said.report();
    assert_eq!((said.status, &report["first"]), (Some(1), &json!("library")), "{said:?}");
    let printed = Said::by(&mut doctor(), &[&file]);
    assert!(printed.out.starts_with("失败 failed   library"), "{printed:?}");
    for wanted in says {
        assert!(said.out.contains(wanted), "{wanted} is not in {said:?}");
        assert!(printed.out.contains(wanted), "{wanted} is not in {printed:?}");
    }
}

fn with(library: &Path) -> Command {
    let mut doctor = program();
    doctor.env("YJT_LIBRARY", library);
    doctor
}

/// A folder of its own.
fn folder(name: &str) -> PathBuf {
    let folder = out(&format!("doctor-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn spoilt(name: &str, spoil: Spoil) -> PathBuf {
    let file = folder(name).join("libyjt.so");
    let mut bytes = fs::read(library()).unwrap();
    spoil(&mut bytes);
    fs::write(&file, bytes).unwrap();
    file
}

/// What is wrong with a file.
type Spoil = fn(&mut Vec<u8>);

const SPOILT: [(&str, Spoil, &str); 4] = [
    ("bitness", |elf| (elf[4], elf[18]) = (1, 3), "take the archive for x86-64"),
    ("cpu", |elf| elf[18] = 183, "the library is for aarch64"),
    ("glibc", |elf| needs_a_newer_glibc(elf), "glibc 2.17"),
    ("text", |elf| *elf = b"not a library".to_vec(), "unpack it from the archive again"),
];

#[test]
fn each_cause_has_its_remedy() {
    for (name, spoil, says) in SPOILT {
        let file = spoilt(name, spoil);
        finds(|| with(&file), &[says, file.to_str().unwrap()]);
    }
}

/// As on CentOS 7 with a library built on a newer system.
fn needs_a_newer_glibc(elf: &mut [u8]) {
    let needle = b"GLIBC_2.";
    for at in 0..elf.len() - needle.len() {
        if elf[at..].starts_with(needle) {
            elf[at + 6] = b'9';
        }
    }
}

#[test]
fn a_library_that_is_nowhere() {
    finds(|| with(Path::new("/nowhere/libyjt.so")), &["/nowhere/libyjt.so", "YJT_LIBRARY"]);
    let alone = folder("alone").join("yjt-doctor");
    put_the_program_at(&alone);
    let beside = alone.with_file_name("libyjt.so").display().to_string();
    finds(|| unnamed(&alone), &[&beside, "lib/libyjt.so"]);
}

/// By a link: what is being written cannot be started, and a program that another test starts meanwhile has a copy of the
/// file until it runs.
fn put_the_program_at(place: &Path) {
    fs::hard_link(target("yjt-doctor"), place).unwrap();
}

/// Without the variable that names a library.
fn unnamed(program: &Path) -> Command {
    let mut doctor = Command::new(program);
    doctor.env_remove("YJT_LIBRARY").env_remove("LD_LIBRARY_PATH");
    doctor
}

/// One of a release before `yjt_diagnose`.
#[test]
fn an_older_library() {
    let folder = folder("older");
    let (source, file) = (folder.join("yjt.c"), folder.join("libyjt.so"));
    fs::write(&source, "const char *yjt_version(void) { return \"0.0.9\"; }\n").unwrap();
    let paths = format!("{} {}", file.display(), source.display());
    run("gcc", &words(&format!("-shared -fPIC -o {paths}")));
    finds(|| with(&file), &["0.0.9", "older than this program", env!("CARGO_PKG_VERSION")]);
}

/// A home folder names a person, and a report goes into a chat.
#[test]
fn a_home_folder_is_not_shown() {
    let file = spoilt("zhang-san", |elf| *elf = b"not a library".to_vec());
    let home = file.parent().unwrap().to_owned();
    let doctor = || {
        let mut doctor = with(&file);
        doctor.env("HOME", &home);
        doctor
    };
    let said = Said::by(&mut doctor(), &["--json", &configuration("home", json!({}))]);
    assert_eq!(said.report()["first"], "library");
    assert!(said.out.contains("libyjt.so") && !said.out.contains("zhang-san"), "{said:?}");
}

/// Beside the program, and as an archive, an rpm and a deb have it.
#[test]
fn it_is_found_where_archives_and_packages_have_it() {
    for (name, below) in
        [("beside", "bin"), ("archive", "lib"), ("rpm", "lib64"), ("deb", "lib/x86_64-linux-gnu")]
    {
        let folder = folder(name);
        for below in ["bin", below] {
            fs::create_dir_all(folder.join(below)).unwrap();
        }
        let program = folder.join("bin/yjt-doctor");
        put_the_program_at(&program);
        fs::copy(library(), folder.join(below).join("libyjt.so")).unwrap();
        let file = configuration("found", json!({}));
        let said = Said::by(&mut unnamed(&program), &["--only", "library", &file]);
        assert_eq!(said.status, Some(0), "{said:?}");
    }
}
