//! How each example is built: sources and tools that `tests/run` has installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::site::Start;
use crate::support::abi::library;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

pub fn run(program: &str, arguments: &[String]) {
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

/// The files of a folder that have such an extension.
fn files(folder: &str, extension: &str) -> Vec<String> {
    let files = std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|found| found == extension));
    files.map(|path| path.display().to_string()).collect()
}

pub static KIOSK: LazyLock<PathBuf> = LazyLock::new(|| {
    let (program, library) = (out("kiosk"), library());
    let mut arguments = words("-std=c++11 -O1 -Wall -Wextra -pedantic -Werror -Iinclude");
    arguments.extend(words("examples/kiosk/kiosk.cpp -o"));
    arguments.extend([
        program.display().to_string(),
        library.display().to_string(),
        format!("-Wl,-rpath,{}", library.parent().unwrap().display()),
    ]);
    run("g++", &arguments);
    program
});

pub fn his() -> Start {
    let pom = "bindings/java/pom.xml";
    run("mvn", &words(&format!("-q -B -f {pom} package -DskipTests -Dmaven.javadoc.skip=true")));
    let jna = files("bindings/java/target/dependency", "jar").remove(0);
    let jar = format!("{ROOT}/bindings/java/target/yjt-{}.jar", env!("CARGO_PKG_VERSION"));
    let classes = out("his").display().to_string();
    let mut arguments = words("--release 8 -encoding UTF-8 -Xlint:all,-options -Werror -cp");
    arguments.extend([format!("{jar}:{jna}"), "-d".to_owned(), classes.clone()]);
    arguments.extend(files("examples/his/src/his", "java"));
    run("javac", &arguments);
    Start {
        program: "java".to_owned(),
        arguments: vec!["-cp".to_owned(), format!("{jar}:{jna}:{classes}"), "his.Main".to_owned()],
        picks_a_port: true,
    }
}
