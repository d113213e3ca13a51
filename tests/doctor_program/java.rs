//! The doctor in the jar.

use std::process::Command;

use serde_json::json;

use crate::output::configuration;
use crate::said::{self, Said};
use crate::support::abi::library;
use crate::support::builds::JARS;

pub fn program() -> Command {
    java(&["-cp", &JARS, "cn.yjt.Doctor"])
}

fn java(arguments: &[&str]) -> Command {
    let mut command = Command::new("java");
    command.args(arguments).env("YJT_LIBRARY", library()).env_remove("LD_LIBRARY_PATH");
    // What an old JVM takes for its charset must not matter.
    command.env("LANG", "C").env("LC_ALL", "C");
    command
}

/// The lines of both programs for one report, but for what the JVM adds and the milliseconds.
pub fn shows_the_same_text() {
    let hasty = configuration("same", json!({"connectTimeoutMs": 300, "timeoutMs": 300}));
    let misspelt = configuration("same-misspelt", json!({"tokken": "x"}));
    for arguments in [&["--only", "configuration,sm4", &hasty][..], &[&misspelt]] {
        let lines = |mut doctor: Command| {
            let said = Said::by(&mut doctor, arguments);
            let lines = said.out.lines().filter(|line| !line.contains("library"));
            lines
                .map(|line| line.rsplit_once(" (").map_or(line, |(line, _)| line).to_owned())
                .collect()
        };
        let (native, java): (Vec<_>, Vec<_>) = (lines(said::program()), lines(program()));
        assert!(native.len() >= 4, "{native:?}");
        assert_eq!(native, java);
    }
    let help = |mut doctor: Command| Said::by(&mut doctor, &["--help"]).out;
    let (native, java) = (help(said::program()), help(program()));
    // But for the command.
    assert_eq!(
        native.lines().skip(1).collect::<Vec<_>>(),
        java.lines().skip(1).collect::<Vec<_>>()
    );
}

/// The JVM's and JNA's own facts, in front.
#[test]
fn java_tells_of_its_jvm() {
    let said = Said::by(&mut program(), &["--json", &configuration("jvm", json!({}))]);
    let jvm = &said.report()["checks"][0];
    assert_eq!((&jvm["id"], &jvm["status"]), (&json!("library.jvm"), &json!("ok")), "{jvm}");
    let seen = jvm["seen"]["en"].as_str().unwrap();
    for wanted in ["64-bit", "JNA 5.", "jna.tmpdir=", env!("CARGO_PKG_VERSION")] {
        assert!(seen.contains(wanted), "{wanted} is not in {seen}");
    }
}

fn finds(mut doctor: Command, arguments: &[&str], says: &[&str]) {
    let said = Said::by(&mut doctor, arguments);
    assert_eq!((said.status, &said.report()["first"]), (Some(1), &json!("library")), "{said:?}");
    for wanted in says {
        assert!(said.out.contains(wanted), "{wanted} is not in {said:?}");
    }
}

#[test]
fn java_names_what_does_not_load() {
    let file = configuration("java-unloadable", json!({}));
    let mut nowhere = program();
    nowhere.env("YJT_LIBRARY", "/nowhere/libyjt.so");
    finds(nowhere, &["--json", &file], &["/nowhere/libyjt.so", "yjt.library.path"]);
    // The manifest names the doctor; the class path is the one jar.
    let jar = JARS.split(':').next().unwrap();
    finds(java(&["-jar", jar]), &["--json", &file], &["there is no JNA"]);
}

/// Where JNA unpacks its own library, nothing may be executed.
#[test]
fn java_names_a_noexec_folder() {
    let mounted = "mount -t tmpfs -o noexec tmpfs /mnt && exec \"$@\"";
    let mut doctor = Command::new("unshare");
    doctor.args(["-Urm", "sh", "-c", mounted, "sh", "java", "-Djna.tmpdir=/mnt", "-cp", &JARS]);
    doctor.arg("cn.yjt.Doctor").env("YJT_LIBRARY", library());
    let file = configuration("noexec", json!({}));
    finds(doctor, &["--json", &file], &["noexec", "jna.tmpdir"]);
}
