//! Where the bindings find the library, and what they say when they do not.

use std::fs;
use std::path::{Path, PathBuf};

use crate::actor::{Actor, Reply, Start};
use crate::builds::{self, CLASSES};
use crate::parity;
use crate::support::abi::library;
use crate::support::builds::{JARS, out, run, words};

/// A folder that holds a library, perhaps a spoilt one.
fn folder(name: &str, spoil: impl FnOnce(&mut Vec<u8>)) -> PathBuf {
    let folder = out(name);
    fs::create_dir_all(&folder).unwrap();
    let mut bytes = fs::read(library()).unwrap();
    spoil(&mut bytes);
    fs::write(folder.join("libyjt.so"), bytes).unwrap();
    folder
}

fn version(start: &Start) -> String {
    Actor::start(start).result("version", &[])
}

fn with_library(mut start: Start, path: &Path) -> Start {
    start.environment.push(("YJT_LIBRARY".to_owned(), path.display().to_string()));
    start
}

/// Every failure names the machine, what was tried and a remedy.
pub fn failure(start: &Start, says: &[&str]) {
    let actor = &mut Actor::start(start);
    for _ in 0..2 {
        let why = actor.refusal("version", &[]);
        for wanted in [" | machine: ", "64-bit", " | tried: ", " | remedy: "].iter().chain(says) {
            assert!(why.contains(wanted), "{wanted} is not in {why}");
        }
    }
}

type Spoil = fn(&mut Vec<u8>);

/// Libraries that do not load: a name, what is wrong, and what the failure must say.
const SPOILT: [(&str, Spoil, &str); 4] = [
    ("bitness", |elf| elf[4] = 1, "32"),
    ("cpu", |elf| elf[18] = 183, "CPU"),
    ("glibc", |elf| newer_glibc(elf), "glibc 2.17"),
    ("text", |elf| *elf = b"not a library".to_vec(), "CPU"),
];

fn failures(start: impl Fn() -> Start) {
    for (name, spoil, says) in SPOILT {
        let folder = folder(&format!("spoilt-{name}"), spoil);
        failure(&with_library(start(), &folder), &[says, &format!("spoilt-{name}/libyjt.so")]);
    }
    failure(
        &with_library(start(), Path::new("/nowhere/libyjt.so")),
        &["/nowhere/libyjt.so", "YJT_LIBRARY"],
    );
}

/// As on CentOS 7 with a library built on a newer system.
fn newer_glibc(elf: &mut [u8]) {
    let needle = b"GLIBC_2.";
    let found: Vec<usize> =
        (0..elf.len() - needle.len()).filter(|&i| elf[i..].starts_with(needle)).collect();
    assert!(!found.is_empty());
    for at in found {
        elf[at + 6] = b'9';
    }
}

#[test]
fn java_finds_the_library_in_its_jar() {
    let natives = out("jar");
    fs::create_dir_all(natives.join("linux-x86-64")).unwrap();
    fs::copy(library(), natives.join("linux-x86-64/libyjt.so")).unwrap();
    let path = format!("{}:{}:{}", *JARS, *CLASSES, natives.display());
    let start = Start::new("java", vec!["-cp".to_owned(), path, "Actor".to_owned()]);
    assert_eq!(version(&with_library(start, Path::new(""))), env!("CARGO_PKG_VERSION"));
}

#[test]
fn java_prefers_the_property() {
    let folder = folder("property", |_| ());
    let property = format!("-Dyjt.library.path={}", folder.display());
    let start = with_library(builds::java(&[&property]), Path::new("/nowhere"));
    assert_eq!(version(&start), env!("CARGO_PKG_VERSION"));
}

#[test]
fn java_finds_the_library_on_the_systems_path() {
    let folder = folder("system", |_| ());
    let path = format!("-Djna.library.path={}", folder.display());
    let start = with_library(builds::java(&[&path]), Path::new(""));
    assert_eq!(version(&start), env!("CARGO_PKG_VERSION"));
}

#[test]
fn csharp_prefers_the_property() {
    let folder = folder("path", |_| ());
    for start in [builds::mono(), builds::coreclr()] {
        let actor = &mut Actor::start(&with_library(start, Path::new("/nowhere")));
        actor.results("path", &[folder.to_str().unwrap()]);
        assert_eq!(actor.result("version", &[]), env!("CARGO_PKG_VERSION"));
    }
}

#[test]
fn java_says_why_it_does_not_load() {
    failures(|| builds::java(&[]));
    let nothing = with_library(builds::java(&[]), Path::new(""));
    failure(&nothing, &["jar:/linux-x86-64/libyjt.so", "yjt.library.path"]);
}

/// The folder of a library of another release.
pub fn release(version: &str) -> PathBuf {
    let folder = out(&format!("release-{version}"));
    fs::create_dir_all(&folder).unwrap();
    let written = include_str!("release.c");
    let others = parity::header().into_keys().filter(|name| !written.contains(&format!("{name}(")));
    let others: String = others.map(|name| format!("int {name}(void) {{ return 1; }}\n")).collect();
    let source = folder.join("yjt.c");
    fs::write(&source, format!("{written}{others}")).unwrap();
    let mut arguments = words("-shared -fPIC -Wall -Wextra -Werror -Wl,-soname,libyjt.so -o");
    arguments.extend([folder.join("libyjt.so"), source].map(|path| path.display().to_string()));
    arguments.push(format!("-DVERSION=\"{version}\""));
    run("gcc", &arguments);
    folder
}

/// Its structs may end before the binding stops reading. A later one only has more.
#[test]
fn an_older_library_is_refused() {
    let (old, new) = (release("0.0.1"), release("9.0.0"));
    for start in [builds::java(&[]), builds::mono(), builds::coreclr()] {
        let path = old.join("libyjt.so").display().to_string();
        let says = [&path, "0.0.1", env!("CARGO_PKG_VERSION"), "older"];
        failure(&with_library(start, &old), &says);
    }
    for start in [builds::java(&[]), builds::mono(), builds::coreclr()] {
        let actor = &mut Actor::start(&with_library(start, &new));
        assert_eq!(actor.result("version", &[]), "9.0.0");
        assert_eq!(actor.failure("link", &[""]).hint, "hint");
        actor.results("client", &["new", "{}"]);
        let read = actor.results("exchange", &["new", "code", "1"]);
        assert_eq!(read[..10], ["1", "2", "3", "4", "5", "6", "7", "8", "9", "{}"]);
    }
}

/// The buffer for its name was one of Linux's.
#[test]
fn csharp_says_that_macos_is_unsupported() {
    let auditor = out("uname.so").display().to_string();
    run("gcc", &words(&format!("-shared -fPIC -o {auditor} tests/languages/uname.c")));
    for mut start in [builds::mono(), builds::coreclr()] {
        start.environment.push(("LD_AUDIT".to_owned(), auditor.clone()));
        failure(&start, &["Darwin", "unsupported"]);
    }
}

/// Java 24 and later ask for permission.
#[test]
fn java_says_how_to_permit_native_access() {
    let Some(java) = builds::java_since(24, &["--illegal-native-access=deny"]) else { return };
    failure(&java, &["--enable-native-access=ALL-UNNAMED", "Enable-Native-Access: ALL-UNNAMED"]);
    let permitted = ["--illegal-native-access=deny", "--enable-native-access=ALL-UNNAMED"];
    let java = builds::java_since(24, &permitted).unwrap();
    assert_eq!(version(&java), env!("CARGO_PKG_VERSION"));
}

/// Where JNA unpacks its own library, nothing may be executed.
fn java_with_a_noexec_folder() -> Start {
    let java = builds::java(&["-Djna.tmpdir=/mnt"]);
    let mounted = "mount -t tmpfs -o noexec tmpfs /mnt && exec \"$@\"";
    let mut arguments = words("-Urm sh -c");
    arguments.extend([mounted.to_owned(), "sh".to_owned(), java.program]);
    arguments.extend(java.arguments);
    Start::new("unshare", arguments)
}

#[test]
fn java_names_a_noexec_folder() {
    failure(&java_with_a_noexec_folder(), &["noexec", "jna.tmpdir"]);
}

/// What `docs/troubleshooting.md` says that a user sees while loading, the user sees.
#[test]
fn the_troubleshooting_quotes_what_is_said() {
    let mut said = Actor::start(&java_with_a_noexec_folder()).refusal("version", &[]);
    for (name, spoil, _) in SPOILT {
        let folder = folder(&format!("quoted-{name}"), spoil);
        said += &Actor::start(&with_library(builds::java(&[]), &folder)).refusal("version", &[]);
    }
    let old = with_library(builds::java(&[]), &release("0.0.1"));
    said += &Actor::start(&old).refusal("version", &[]);
    let text = include_str!("../../docs/troubleshooting.md");
    let table = text.split("## 加载动态库时").nth(1).unwrap().split("Windows 上").next().unwrap();
    let quoted: Vec<_> =
        table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert!(quoted.len() >= 5, "{quoted:?}");
    for text in quoted {
        assert!(said.contains(text), "{text} is not in {said}");
    }
}

#[test]
fn java_is_redeployed() {
    let arguments = [
        format!("-Djars={}", *JARS),
        format!("-Dyjt.library.path={}", library().display()),
        "-cp".to_owned(),
        CLASSES.clone(),
        "Redeploy".to_owned(),
    ];
    let output = std::process::Command::new("java").args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(said, "true\n".repeat(5), "{}", String::from_utf8_lossy(&output.stderr));
}

/// As NuGet lays it out, beside a program of its own.
#[test]
fn csharp_finds_the_library_beside_the_program() {
    for (name, start) in [("mono", builds::mono()), ("coreclr", builds::coreclr())] {
        let program = Path::new(start.arguments.last().unwrap());
        let beside = out(&format!("beside-{name}"));
        let natives = beside.join("runtimes/linux-x64/native");
        fs::create_dir_all(&natives).unwrap();
        fs::copy(library(), natives.join("libyjt.so")).unwrap();
        for file in fs::read_dir(program.parent().unwrap()).unwrap() {
            let file = file.unwrap().path();
            fs::copy(&file, beside.join(file.file_name().unwrap())).unwrap();
        }
        let program = beside.join(program.file_name().unwrap()).display().to_string();
        let start = with_library(Start::new(start.program, vec![program]), Path::new(""));
        assert_eq!(version(&start), env!("CARGO_PKG_VERSION"), "{name}");
        let embedded = Actor::start(&start).result("embedded", &[]);
        assert_eq!(embedded, env!("CARGO_PKG_VERSION"), "{name}");
    }
}

/// Whatever the first call of a process is, the library is there.
#[test]
fn any_call_may_come_first() {
    for start in [builds::java(&[]), builds::mono(), builds::coreclr()] {
        let first =
            |command: &str, arguments: &[&str]| Actor::start(&start).ask(command, arguments);
        for (command, arguments) in
            [("client", &["x", "{}"][..]), ("link", &["?code="]), ("sm4verify", &["", "", ""])]
        {
            assert!(matches!(first(command, arguments), Reply::Error(_)), "{command}");
        }
        for (command, arguments) in [
            ("link", &["?code=abc"][..]),
            ("label", &["3", "1"]),
            ("statustext", &["420"]),
            ("logged", &["?code="]),
        ] {
            assert!(matches!(first(command, arguments), Reply::Ok(_)), "{command}");
        }
    }
}

#[test]
fn csharp_says_why_it_does_not_load() {
    failures(builds::mono);
    failures(builds::coreclr);
    let nothing = with_library(builds::mono(), Path::new(""));
    failure(&nothing, &["runtimes/linux-x64/native/libyjt.so", "YjtLibrary.Path"]);
    let why = Actor::start(&nothing).refusal("version", &[]);
    assert_eq!(why.matches("native/libyjt.so").count(), 1, "each place once: {why}");
}
