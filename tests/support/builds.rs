//! How programs in each language are built against the binding: with the tools that `tests/run` has installed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

pub use super::ROOT;
use super::abi::{library, target};

/// In the project's folder; without a complaint, or not at all.
pub fn run(program: &str, arguments: &[String]) {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .unwrap_or_else(|e| panic!("{program}: {e}; tests/run installs it"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + String::from_utf8_lossy(&output.stderr).as_ref();
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
}

pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Where the tests' own products go.
pub fn out(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The files of a folder that have such an extension.
pub fn files(folder: impl AsRef<Path>, extension: &str) -> Vec<String> {
    let files = std::fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|found| found == extension));
    files.map(|path| path.display().to_string()).collect()
}

/// A program in C++, by the oldest standard that the header supports.
pub fn cpp(compiler: &str, source: &str, name: &str) -> String {
    let (program, library) = (out(name).display().to_string(), library());
    let mut arguments = words("-std=c++11 -O1 -Wall -Wextra -pedantic -Werror -pthread -Iinclude");
    arguments.extend([source.to_owned(), "-o".to_owned(), program.clone()]);
    arguments.push(library.display().to_string());
    arguments.push(format!("-Wl,-rpath,{}", library.parent().unwrap().display()));
    run(compiler, &arguments);
    program
}

/// The jars: the binding and JNA.
pub static JARS: LazyLock<String> = LazyLock::new(|| {
    // In a folder of this test program's own: another one, or packaging/build, may be at it too.
    let target = out(concat!("maven-", env!("CARGO_CRATE_NAME")));
    let mut arguments = words("-q -B -f bindings/java/pom.xml clean package");
    arguments.push(format!("-Dyjt.target={}", target.display()));
    run("mvn", &arguments);
    let jna = files(target.join("dependency"), "jar").remove(0);
    format!("{}/yjt-{}.jar:{jna}", target.display(), env!("CARGO_PKG_VERSION"))
});

/// The binding, the starter for Spring Boot and the examples in Java, each in the folder of its name.
pub static REACTOR: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = out(concat!("reactor-", env!("CARGO_CRATE_NAME")));
    let mut arguments = words("-q -B -f examples/pom.xml clean package -Dmaven.javadoc.skip");
    for (property, name) in [
        ("yjt.target", "java"),
        ("yjt.starter.target", "starter"),
        ("his.target", "his"),
        ("servlet.target", "servlet"),
    ] {
        arguments.push(format!("-D{property}={}", folder.join(name).display()));
    }
    run("mvn", &arguments);
    folder
});

/// The folder of the classes that are made of Java 8 sources.
pub fn java(sources: &[String], name: &str) -> String {
    java_with(&JARS, sources, name)
}

/// The same with a class path of its own.
pub fn java_with(class_path: &str, sources: &[String], name: &str) -> String {
    let classes = out(name).display().to_string();
    let mut arguments = words("--release 8 -encoding UTF-8 -Xlint:all,-options,-try -Werror -cp");
    arguments.extend([class_path.to_owned(), "-d".to_owned(), classes.clone()]);
    arguments.extend_from_slice(sources);
    run("javac", &arguments);
    classes
}

/// A JDK of that version or later below /usr/lib/jvm; without one it says that something is left out.
pub fn java_home_since(version: u32) -> Option<PathBuf> {
    let homes = std::fs::read_dir("/usr/lib/jvm").into_iter().flatten();
    let mut found = homes.map(|home| home.unwrap().path()).filter(|home| {
        let release = std::fs::read_to_string(home.join("release")).unwrap_or_default();
        let number =
            release.split("JAVA_VERSION=\"").nth(1).and_then(|text| text.split(['.', '"']).next());
        number.and_then(|number| number.parse().ok()).is_some_and(|number: u32| number >= version)
    });
    let home = found.next();
    if home.is_none() {
        eprintln!("left out: there is no JDK {version} or later in /usr/lib/jvm");
    }
    home
}

/// .NET Framework's place is taken by Mono, held to the interface of .NET Framework 4.6.2.
pub fn for_mono(sources: &str, folder: &str, program: &str) -> String {
    csharp(sources, folder, program, &words("-sdk:4.6.2 -r:System.Web"))
}

/// Against the runtime's own assemblies, as there is no SDK.
pub fn for_coreclr(sources: &str, folder: &str, program: &str) -> String {
    let shared = dotnet().parent().unwrap().join("shared/Microsoft.NETCore.App");
    let runtime = std::fs::read_dir(shared).unwrap().next().unwrap().unwrap().path();
    let references = files(runtime, "dll").into_iter().filter(|path| {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        let wanted = ["System.", "Microsoft.Win32.", "mscorlib.", "netstandard."];
        wanted.iter().any(|wanted| name.starts_with(wanted))
    });
    // The runtime's assemblies name each other by several keys, which every build of .NET Core keeps quiet about.
    let mut options = words("-nostdlib -noconfig -nowarn:1702");
    options.extend(references.map(|path| format!("-r:{path}")));
    let program = csharp(sources, folder, program, &options);
    let runtime = r#"{"runtimeOptions": {
        "framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"},
        "configProperties": {"System.Globalization.Invariant": true}
    }}"#;
    std::fs::write(Path::new(&program).with_extension("runtimeconfig.json"), runtime).unwrap();
    program
}

/// What runs the programs of [`for_coreclr`].
pub fn dotnet() -> PathBuf {
    target("../tools/dotnetcore2/bin/dotnet")
}

/// The binding and the program beside it, by mcs, which knows no later C# than the binding's. Once: a test must not read
/// what another is writing.
fn csharp(sources: &str, folder: &str, program: &str, options: &[String]) -> String {
    static BUILT: Mutex<BTreeMap<PathBuf, Arc<OnceLock<()>>>> = Mutex::new(BTreeMap::new());
    let folder = out(folder);
    let program = folder.join(program);
    let built = BUILT.lock().unwrap().entry(program.clone()).or_default().clone();
    built.get_or_init(|| compile(sources, &folder, &program, options));
    program.display().to_string()
}

fn compile(sources: &str, folder: &Path, program: &Path, options: &[String]) {
    std::fs::create_dir_all(folder).unwrap();
    let file = |name: &str| folder.join(name).display().to_string();
    let mut arguments = words("-langversion:7.2 -warn:4 -warnaserror");
    arguments.extend_from_slice(options);
    let mut binding = words("-target:library bindings/csharp/src/*.cs");
    binding.push(format!("-out:{}", file("Yjt.Net.dll")));
    binding.push(format!("-doc:{}", file("Yjt.Net.xml"))); // which warns of what is not documented
    run("mcs", &[arguments.clone(), binding].concat());
    let binding = format!("-r:{}", file("Yjt.Net.dll"));
    arguments.extend([binding, format!("-out:{}", program.display())]);
    run("mcs", &[arguments, words(sources)].concat());
}
