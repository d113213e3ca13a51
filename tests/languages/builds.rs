//! The program that does what it is told, in each language, and how it is started.

use std::sync::LazyLock;

use crate::actor::Start;
use crate::support::builds::{self, JARS, dotnet, words};

pub fn cpp(compiler: &str) -> Start {
    let name = format!("actor-{compiler}");
    Start::new(builds::cpp(compiler, "tests/languages/actor.cpp", &name), vec![])
}

/// The folder of the test programs' classes.
pub static CLASSES: LazyLock<String> = LazyLock::new(|| {
    builds::java(&words("tests/languages/Actor.java tests/languages/Redeploy.java"), "java")
});

pub fn java(options: &[&str]) -> Start {
    let mut arguments: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    // A small heap, all of it there from the start: growth is a leak.
    arguments.extend(words("-Xms48m -Xmx48m -XX:+AlwaysPreTouch -cp"));
    arguments.extend([format!("{}:{}", *JARS, *CLASSES), "Actor".to_owned()]);
    Start::new("java", arguments)
}

/// On a JDK of that version or later; without one its tests are left out.
pub fn java_since(version: u32, options: &[&str]) -> Option<Start> {
    let home = builds::java_home_since(version)?;
    Some(Start { program: home.join("bin/java").display().to_string(), ..java(options) })
}

pub fn mono() -> Start {
    static PROGRAM: LazyLock<String> =
        LazyLock::new(|| builds::for_mono("tests/languages/Actor.cs", "mono", "actor.exe"));
    Start::new("mono", vec![PROGRAM.clone()])
}

pub fn coreclr() -> Start {
    static PROGRAM: LazyLock<String> =
        LazyLock::new(|| builds::for_coreclr("tests/languages/Actor.cs", "coreclr", "actor.dll"));
    Start::new(dotnet().display().to_string(), vec![PROGRAM.clone()])
}
