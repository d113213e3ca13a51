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

/// On a JDK of that version or later below /usr/lib/jvm; without one its tests say so and are left out.
pub fn java_since(version: u32, options: &[&str]) -> Option<Start> {
    let homes = std::fs::read_dir("/usr/lib/jvm").into_iter().flatten();
    let mut found = homes.map(|home| home.unwrap().path()).filter(|home| {
        let release = std::fs::read_to_string(home.join("release")).unwrap_or_default();
        let number =
            release.split("JAVA_VERSION=\"").nth(1).and_then(|text| text.split(['.', '"']).next());
        number.and_then(|number| number.parse().ok()).is_some_and(|number: u32| number >= version)
    });
    let Some(home) = found.next() else {
        eprintln!("left out: there is no JDK {version} or later in /usr/lib/jvm");
        return None;
    };
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
