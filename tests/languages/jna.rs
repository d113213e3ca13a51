//! The Java binding with the JNA that a hospital's system has already: each of a list, on Java 17 and on the newest,
//! watched by `-Xcheck:jni`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::actor::{Actor, Start};
use crate::builds::{self, CLASSES};
use crate::checks;
use crate::loading::failure;
use crate::support::builds::{JARS, ROOT, files, out, run, words};

/// From the oldest that is supported to the newest at Maven Central when it was last looked up; pom.xml's is among them.
const VERSIONS: [&str; 7] = ["4.1.0", "4.2.2", "4.5.2", "5.5.0", "5.13.0", "5.17.0", "5.19.1"];

const TOO_OLD: &str = "3.5.2";

/// What the JVM reports while it loads JNA's own library, whose JNI_OnLoad reads a system property without asking for an
/// exception afterwards, and looks up more classes than a JVM before 24 expects. Nothing of this binding has run by then.
const JNAS_OWN: [&str; 2] = [
    "WARNING in native method: JNI call made without checking exceptions when required to from CallStaticObjectMethod",
    "WARNING: JNI local refs: 33, exceeds capacity: 32",
];
const LOADS: &str = "jdk.internal.loader.NativeLibraries.load";

#[test]
fn jna_on_openjdk() {
    with_each(builds::java);
}

#[test]
fn jna_on_java_25() {
    let permitted = ["--enable-native-access=ALL-UNNAMED"];
    if builds::java_since(25, &[]).is_some() {
        with_each(|options| builds::java_since(25, &[&permitted, options].concat()).unwrap());
    }
}

/// What Java 8 runs, whichever JDK compiled it.
#[test]
fn jna_is_called_from_classes_of_java_8() {
    let binding = Path::new(JARS.split(':').next().unwrap()).with_file_name("classes/cn/yjt");
    let classes = [files(binding, "class"), files(&*CLASSES, "class")].concat();
    assert!(classes.len() > 30, "{classes:?}");
    for class in classes {
        let bytes = fs::read(&class).unwrap();
        assert_eq!(bytes[..8], [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52], "{class}");
    }
}

#[test]
fn jna_that_is_too_old_is_named() {
    failure(&with_jna(builds::java(&[]), TOO_OLD), &["JNA (", "com.sun.jna", "4.1.0"]);
}

#[test]
fn jna_versions_are_those_of_the_documents() {
    let list = VERSIONS.join("、");
    for file in ["bindings/java/README.md", "docs/install.md"] {
        let text = fs::read_to_string(format!("{ROOT}/{file}")).unwrap();
        assert!(text.contains(&list), "{file} does not name {list}");
    }
}

fn with_each(java: impl Fn(&[&str]) -> Start) {
    let jdk = java(&[]).program.replace('/', "-");
    for version in VERSIONS {
        let log = out(&format!("jna-{version}{jdk}.log"));
        let into = format!("-XX:LogFile={}", log.display());
        let options = words(
            "-Xcheck:jni -XX:+UnlockDiagnosticVMOptions -XX:+LogVMOutput -XX:-DisplayVMOutput",
        );
        let options: Vec<&str> =
            options.iter().map(String::as_str).chain([into.as_str()]).collect();
        let mut actor = Actor::start(&with_jna(java(&options), version));
        checks::what_it_is_told(&mut actor);
        checks::null_is_refused(&mut actor);
        assert!(actor.results("crowd", &[]).is_empty());
        actor.end();
        let ours = reports(&fs::read_to_string(&log).unwrap());
        assert!(ours.is_empty(), "JNA {version}, {jdk}: {ours:#?}");
    }
}

/// The same program with another JNA on its class path.
fn with_jna(mut start: Start, version: &str) -> Start {
    let usual = JARS.split(':').next_back().unwrap();
    for argument in &mut start.arguments {
        *argument = argument.replace(usual, &FOLDER.join(jar(version)).display().to_string());
    }
    start
}

/// The jars, which Maven gets from Maven Central, or the mirror that it is told to use, once.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = out("jna");
    let versions = VERSIONS.into_iter().chain([TOO_OLD]);
    for version in versions.filter(|version| !folder.join(jar(version)).exists()) {
        let copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";
        let jar = format!("-Dartifact=net.java.dev.jna:jna:{version}");
        let mut arguments = words(&format!("-q -B -C {copy} {jar}"));
        arguments.push(format!("-DoutputDirectory={}", folder.display()));
        run("mvn", &arguments);
    }
    folder
});

fn jar(version: &str) -> String {
    format!("jna-{version}.jar")
}

/// What the JVM reported and is not JNA's own, each once: its first line and the native method.
fn reports(log: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = log.lines().collect();
    let reports = lines
        .windows(2)
        .filter(|pair| pair[0].starts_with("WARNING") || pair[0].starts_with("FATAL"));
    let native =
        |line: &str| line.trim().trim_start_matches("at ").split('(').next().unwrap().to_owned();
    let is_jnas = |pair: &&[&str]| JNAS_OWN.contains(&pair[0]) && native(pair[1]) == LOADS;
    reports
        .filter(|pair| !is_jnas(pair))
        .map(|pair| format!("{} {}", pair[0], native(pair[1])))
        .collect()
}
