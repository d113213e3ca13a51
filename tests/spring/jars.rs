//! The class paths of applications on each Spring Boot.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use crate::support::builds::{self, REACTOR, files, out, words};

/// The oldest that the starter is for, against which it is compiled, and a late one.
pub const BOOTS: [&str; 2] = [OLDEST, "3.5.7"];
const OLDEST: &str = "2.7.18";

/// The test programs, compiled once, for Java 8 and against the oldest.
static CLASSES: LazyLock<String> = LazyLock::new(|| {
    let classes = out("spring-classes").display().to_string();
    let mut arguments = words("--release 8 -encoding UTF-8 -d");
    arguments.extend([classes.clone(), "-cp".to_owned()]);
    arguments.push([starter(), springs(OLDEST)].concat().join(":"));
    arguments.extend(words("tests/spring/App.java tests/spring/Probe.java"));
    builds::run("javac", &arguments);
    classes
});

/// The class path of an application with the starter.
pub fn class_path(boot: &str) -> String {
    without(boot, &[])
}

/// The same without the jars whose names have one of these parts.
pub fn without(boot: &str, parts: &[&str]) -> String {
    let mut jars = [starter(), springs(boot)].concat();
    jars.retain(|jar| {
        let name = jar.rsplit('/').next().unwrap();
        !parts.iter().any(|part| name.contains(part))
    });
    format!("{}:{}", *CLASSES, jars.join(":"))
}

/// The binding, JNA and the starter.
fn starter() -> Vec<String> {
    let jar = |name: &str| {
        let name = format!("{name}-{}.jar", env!("CARGO_PKG_VERSION"));
        REACTOR.join(name).display().to_string()
    };
    let mut jars = files(REACTOR.join("java/dependency"), "jar");
    jars.extend([jar("java/yjt"), jar("starter/yjt-spring-boot-starter")]);
    jars
}

fn springs(boot: &str) -> Vec<String> {
    static COPIED: Mutex<Option<HashMap<String, Vec<String>>>> = Mutex::new(None);
    let mut copied = COPIED.lock().unwrap();
    let copied = copied.get_or_insert_default();
    copied
        .entry(boot.to_owned())
        .or_insert_with(|| {
            let folder = out(&format!("spring-boot-{boot}"));
            let mut arguments = words("-q -B -f tests/spring/pom.xml");
            let plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";
            arguments.push(format!("{plugin}:copy-dependencies"));
            arguments.push(format!("-Dboot={boot}"));
            arguments.push(format!("-DoutputDirectory={}", folder.display()));
            builds::run("mvn", &arguments);
            files(folder, "jar")
        })
        .clone()
}
