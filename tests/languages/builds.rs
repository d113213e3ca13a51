//! How each language's program is built: sources and tools that `tests/run` has installed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::actor::Start;
use crate::support::abi::{library, target};

pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

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

pub fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Where the tests' own products go.
pub fn out(name: &str) -> PathBuf {
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
    Start::new(program, vec![])
}

/// The jars: the binding and JNA.
pub static JARS: LazyLock<String> = LazyLock::new(|| {
    let pom = "bindings/java/pom.xml";
    run("mvn", &words(&format!("-q -B -f {pom} package")));
    let target = format!("{ROOT}/bindings/java/target");
    let jna = std::fs::read_dir(format!("{target}/dependency")).unwrap();
    let jna = jna.map(|file| file.unwrap().path()).find(|path| path.extension().unwrap() == "jar");
    format!("{target}/yjt-{}.jar:{}", env!("CARGO_PKG_VERSION"), jna.unwrap().display())
});

/// The folder of the test programs' classes.
pub static CLASSES: LazyLock<String> = LazyLock::new(|| {
    let classes = out("java").display().to_string();
    let javac = "-encoding UTF-8 -Xlint:all,-try -Werror --release 8 -Xlint:-options \
        tests/languages/Actor.java tests/languages/Redeploy.java -cp";
    run("javac", &[words(javac), vec![JARS.clone(), "-d".to_owned(), classes.clone()]].concat());
    classes
});

pub fn java(options: &[&str]) -> Start {
    let mut arguments: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
    // A small heap, all of it there from the start: growth is a leak.
    arguments.extend(words("-Xms48m -Xmx48m -XX:+AlwaysPreTouch -cp"));
    arguments.extend([format!("{}:{}", *JARS, *CLASSES), "Actor".to_owned()]);
    Start::new("java", arguments)
}

/// .NET Framework's place is taken by Mono, held to the interface of .NET Framework 4.6.2.
pub fn mono() -> Start {
    static PROGRAM: LazyLock<PathBuf> =
        LazyLock::new(|| csharp("mono", "actor.exe", &words("-sdk:4.6.2")));
    Start::new("mono", vec![PROGRAM.display().to_string()])
}

pub fn coreclr() -> Start {
    static PROGRAM: LazyLock<PathBuf> = LazyLock::new(for_coreclr);
    Start::new(dotnet().display().to_string(), vec![PROGRAM.display().to_string()])
}

fn dotnet() -> PathBuf {
    target("../tools/dotnetcore2/bin/dotnet")
}

/// Against the runtime's own assemblies, as there is no SDK.
fn for_coreclr() -> PathBuf {
    let shared = dotnet().parent().unwrap().join("shared/Microsoft.NETCore.App");
    let runtime = std::fs::read_dir(shared).unwrap().next().unwrap().unwrap().path();
    let assemblies = std::fs::read_dir(runtime).unwrap().map(|file| file.unwrap().path());
    let references = assemblies.filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let wanted = ["System.", "Microsoft.Win32.", "mscorlib.", "netstandard."];
        name.ends_with(".dll") && wanted.iter().any(|w| name.starts_with(w))
    });
    let mut options = words("-nostdlib -noconfig");
    options.extend(references.map(|path| format!("-r:{}", path.display())));
    let program = csharp("coreclr", "actor.dll", &options);
    let runtime = r#"{"runtimeOptions": {
        "framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"},
        "configProperties": {"System.Globalization.Invariant": true}
    }}"#;
    std::fs::write(program.with_extension("runtimeconfig.json"), runtime).unwrap();
    program
}

/// Builds binding and program with mcs, which knows no later C# than the binding's.
fn csharp(folder: &str, name: &str, options: &[String]) -> PathBuf {
    let folder = out(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let binding = folder.join("Yjt.Net.dll");
    let mut arguments = words("-langversion:7.2 -warn:4 -warnaserror");
    arguments.extend_from_slice(options);
    let mut library = vec![
        "-target:library".to_owned(),
        format!("-out:{}", binding.display()),
        format!("-doc:{}", folder.join("Yjt.Net.xml").display()),
        "bindings/csharp/src/*.cs".to_owned(),
    ];
    library.extend_from_slice(&arguments);
    run("mcs", &library);
    let program = folder.join(name);
    arguments.push(format!("-r:{}", binding.display()));
    arguments.push(format!("-out:{}", program.display()));
    arguments.push("tests/languages/Actor.cs".to_owned());
    run("mcs", &arguments);
    program
}
