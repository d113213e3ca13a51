//! How each language's program is built: sources and tools that `tests/run` has installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::actor::Start;
use crate::support::abi::library;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn run(program: &str, arguments: &[String]) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .unwrap_or_else(|e| panic!("{program}: {e}; tests/run installs it"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn out(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

pub fn cpp(compiler: &str) -> Start {
    let program = out(&format!("actor-{compiler}")).display().to_string();
    let library = library();
    let folder = library.parent().unwrap().display();
    let mut arguments = words("-std=c++11 -O1 -Wall -Wextra -pedantic -Werror -pthread -Iinclude");
    arguments.extend(words("tests/languages/actor.cpp -o"));
    arguments.extend([
        program.clone(),
        library.display().to_string(),
        format!("-Wl,-rpath,{folder}"),
    ]);
    run(compiler, &arguments);
    Start { program, arguments: vec![], environment: vec![] }
}

/// The class path of the binding, JNA and the program.
static JAVA: LazyLock<String> = LazyLock::new(|| {
    let pom = "bindings/java/pom.xml";
    run("mvn", &words(&format!("-q -B -f {pom} package -DskipTests -Dmaven.javadoc.skip=true")));
    let target = format!("{ROOT}/bindings/java/target");
    let jna = std::fs::read_dir(format!("{target}/dependency")).unwrap();
    let jna = jna.map(|file| file.unwrap().path()).find(|path| path.extension().unwrap() == "jar");
    let path = format!("{target}/yjt-{}.jar:{}", env!("CARGO_PKG_VERSION"), jna.unwrap().display());
    let classes = out("actor-java").display().to_string();
    let javac = "-encoding UTF-8 -Xlint:all,-try -Werror tests/languages/Actor.java -cp";
    run("javac", &[words(javac), vec![path.clone(), "-d".to_owned(), classes.clone()]].concat());
    format!("{path}:{classes}")
});

pub fn java(options: &[&str]) -> Start {
    let mut arguments: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    // A small heap, all of it there from the start: growth is a leak.
    arguments.extend(words("-Xms48m -Xmx48m -XX:+AlwaysPreTouch -cp"));
    arguments.extend([JAVA.clone(), "Actor".to_owned()]);
    Start { program: "java".to_owned(), arguments, environment: vec![] }
}
